"""Writing what an examination found, in few large statements."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from teladan.intake.desk import Save
from teladan.tenancy.models import AnonymousModel
from teladan.trust.audit import pseudonyms
from teladan.trust.models import Account, AuditEntry

BATCH = 2000
_random = random.SystemRandom()


def write(saves: Iterable[Save]) -> None:
    """Write all saves in order, in the caller's transaction; foreign keys are checked when it ends."""
    for save in saves:
        rows = save.model._default_manager
        gone = [*save.removed, *([row.pk for row in save.changed] if save.replace else [])]
        for start in range(0, len(gone), BATCH):
            rows.filter(pk__in=gone[start : start + BATCH]).delete()
        fresh: list[Any] = [*save.new, *save.changed] if save.replace else save.new
        if issubclass(save.model, AnonymousModel):
            # The order in the table must not repeat the order of the file.
            _random.shuffle(fresh)
        rows.bulk_create(fresh, batch_size=BATCH)
        if save.changed and not save.replace:
            rows.bulk_create(
                save.changed,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=list(save.fields),
            )


def record_persons(acts: Mapping[UUID, set[str]], *, run_id: UUID, by: Account | None, at: datetime) -> None:
    """One audit row for each person whose person, employment, superior or role changed."""
    if not acts:
        return
    actor_person = by.person_id if by else None
    known = pseudonyms([*acts, *([actor_person] if actor_person else [])])
    actor = known[actor_person].pseudonym if actor_person else None
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=at,
                actor=actor,
                action="intake.apply.person",
                subject_kind="import",
                subject_id=run_id,
                subject_person=known[person_id].pseudonym,
                details={"changed": sorted(what)},
            )
            for person_id, what in acts.items()
        ],
        batch_size=BATCH,
    )
