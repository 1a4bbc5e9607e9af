"""The audit log: every operation files what was done, to whom, by whom, inside its own transaction."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from teladan.rules.derivation import plain
from teladan.trust.models import Account, AuditEntry, Person, Pseudonym

BATCH = 2000


def record(
    *,
    action: str,
    actor: Account | None,
    at: datetime,
    subject_kind: str,
    subject_id: UUID | None = None,
    person: Person | UUID | None = None,
    details: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> AuditEntry:
    """File one act in the caller's transaction.

    `details` hold codes and numbers only; what names or describes a person goes into `personal` and is kept as a hash
    salted with the subject's own salt. `actor` None means the system itself (a job).
    """
    person_id = person.pk if isinstance(person, Person) else person
    known = pseudonyms([key for key in (actor.person_id if actor else None, person_id) if key])
    subject = known.get(person_id) if person_id else None
    stored = {key: plain(value) for key, value in (details or {}).items()}
    if personal:
        if subject is None:
            raise ValueError("Personal values need the person they belong to.")
        stored["hashed"] = {key: hashed(value, subject.salt) for key, value in personal.items()}
    return AuditEntry.objects.create(
        at=at,
        actor=known[actor.person_id].pseudonym if actor and actor.person_id else None,
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_person=subject.pseudonym if subject else None,
        details=stored,
    )


def pseudonyms(person_ids: Sequence[UUID]) -> dict[UUID, Pseudonym]:
    """The pseudonym of each person, made where it is missing."""
    wanted = set(person_ids)
    found = Pseudonym.objects.in_bulk(wanted)
    missing = [Pseudonym(person_id=key) for key in wanted - found.keys()]
    if missing:
        Pseudonym.objects.bulk_create(missing, ignore_conflicts=True)
        found = Pseudonym.objects.in_bulk(wanted)
    return found


def hashed(value: str, salt: str) -> str:
    """A personal value as the log keeps it: comparable while the salt lives, meaningless after."""
    return hmac.new(salt.encode(), value.encode(), hashlib.sha256).hexdigest()


def about(person: Person) -> QuerySet[AuditEntry]:
    """The bound agency's entries about a person, newest first."""
    pseudonym = Pseudonym.objects.filter(person=person).values_list("pseudonym", flat=True).first()
    return (
        AuditEntry.objects.filter(subject_person=pseudonym).order_by("-at", "-id")
        if pseudonym
        else (AuditEntry.objects.none())
    )
