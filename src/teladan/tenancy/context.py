"""Which agency the current work belongs to: bound once, in Python and in the database alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

_bound: ContextVar[UUID | None] = ContextVar("agency", default=None)


class NoAgencyBound(RuntimeError):
    """Agency-owned rows were touched outside `bound(…)`."""


class AnotherAgencyBound(RuntimeError):
    """Work for one agency tried to switch to another in the middle of its transaction."""


def current_agency_id() -> UUID:
    """The bound agency. Raises NoAgencyBound."""
    agency_id = _bound.get()
    if agency_id is None:
        raise NoAgencyBound("Belum ada instansi yang terikat pada pekerjaan ini.")
    return agency_id


@contextmanager
def bound(agency_id: UUID, *, read_only: bool = False) -> Iterator[None]:
    """Bind one agency for a transaction: the manager filters by it and row-level security refuses the rest.

    The setting is local to the transaction, so that a pooled connection never carries it on, not even after an error.
    `read_only` makes the database itself refuse every write and rolls back at the end (a page that only shows).
    Raises AnotherAgencyBound inside work for another agency.
    """
    before = _bound.get()
    if before not in (None, agency_id):
        raise AnotherAgencyBound("Pekerjaan ini sudah terikat pada instansi lain.")
    token = _bound.set(agency_id)
    try:
        with transaction.atomic():
            _tell_database(agency_id, read_only=read_only)
            yield
            if read_only:
                # Also takes the settings back when an outer transaction goes on.
                transaction.set_rollback(True)
    finally:
        _bound.reset(token)


def _tell_database(agency_id: UUID, *, read_only: bool) -> None:
    statement = "SELECT set_config('teladan.agency', %s, true)"
    if read_only:
        statement += ", set_config('transaction_read_only', 'on', true)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(agency_id)])
