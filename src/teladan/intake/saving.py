"""Writing what an examination found, in few large statements."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql
from psycopg.types.json import Jsonb

from teladan.intake.desk import Save
from teladan.tenancy.context import current_agency_id
from teladan.tenancy.ids import uuid7
from teladan.tenancy.models import AnonymousModel
from teladan.trust.audit import pseudonyms
from teladan.trust.models import Account, AuditEntry, Person, Pseudonym, new_salt

BATCH = 2000
COPIED_FROM = 500  # rows; fewer are inserted in the ordinary way
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
        insert(save.model, fresh)
        if save.changed and not save.replace:
            rows.bulk_create(
                save.changed,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=list(save.fields),
            )


def insert(model: type[Model], rows: Sequence[Any]) -> None:
    """Insert new rows in their order; many at once by COPY, which costs a fraction of an INSERT with parameters."""
    if len(rows) < COPIED_FROM:
        model._default_manager.bulk_create(rows, batch_size=BATCH)
        return
    names = [field.attname for field in model._meta.local_concrete_fields if field.attname != "id" or rows[0].pk]
    copy_in(model, names, ([getattr(row, name) for name in names] for row in rows))


def copy_in(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values of the named attributes; the columns left out take the database's default.

    Row-level security forbids COPY into the table itself: the rows go to a temporary twin, and one statement takes them
    over under the policies like any other insert.
    """
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    documents = [place for place, name in enumerate(names) if isinstance(fields[name], JSONField)]
    parts = {
        "table": sql.Identifier(model._meta.db_table),
        "twin": sql.Identifier(f"baru_{model._meta.db_table}"),
        "columns": sql.SQL(", ").join([sql.Identifier(str(fields[name].column)) for name in names]),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMP TABLE {twin} AS SELECT {columns} FROM {table} LIMIT 0").format(**parts))
        with cursor.copy(sql.SQL("COPY {twin} ({columns}) FROM STDIN").format(**parts)) as copy:
            for values in rows:
                for place in documents:
                    values = [*values[:place], Jsonb(values[place]), *values[place + 1 :]]
                copy.write_row(values)
        cursor.execute(sql.SQL("INSERT INTO {table} ({columns}) SELECT {columns} FROM {twin}").format(**parts))
        cursor.execute(sql.SQL("DROP TABLE {twin}").format(**parts))


def record_persons(
    acts: Mapping[UUID, set[str]], saves: Iterable[Save], *, run_id: UUID, by: Account | None, at: datetime
) -> None:
    """One audit row for each person whose person, employment, superior or role changed; after `write(saves)`."""
    if not acts:
        return
    fresh = {person.pk for save in saves if save.model is Person for person in save.new} & acts.keys()
    known = {person_id: uuid4() for person_id in fresh}
    copy_in(
        Pseudonym,
        ("person_id", "pseudonym", "salt"),
        ((person_id, pseudonym, new_salt()) for person_id, pseudonym in known.items()),
    )
    actor_person = by.person_id if by else None
    others = pseudonyms([*(acts.keys() - fresh), *([actor_person] if actor_person else [])])
    known |= {person_id: row.pseudonym for person_id, row in others.items()}
    agency_id, actor = current_agency_id(), known[actor_person] if actor_person else None
    names = ["id", "agency_id", "at", "actor", "action", "subject_kind", "subject_id", "subject_person", "details"]
    copy_in(
        AuditEntry,
        names,
        (
            (
                uuid7(),
                agency_id,
                at,
                actor,
                "intake.apply.person",
                "import",
                run_id,
                known[person_id],
                {"changed": sorted(what)},
            )
            for person_id, what in acts.items()
        ),
    )
