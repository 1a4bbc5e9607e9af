"""The database keeps agencies apart, whatever the code above it forgets."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from teladan.people.models import Employment, Unit
from teladan.tenancy.context import AnotherAgencyBound, NoAgencyBound, bound
from teladan.tenancy.models import agency_models
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_agencies() -> Any:
    ours, theirs = make.agency("kami"), make.agency("mereka")
    with bound(theirs.pk):
        make.Cast("mereka")
    with bound(ours.pk):
        make.Cast("kami")
    return ours, theirs


def test_unbound_manager_raises_instead_of_showing_all() -> None:
    with pytest.raises(NoAgencyBound):
        Unit.objects.count()


def test_work_for_one_agency_cannot_switch_to_another() -> None:
    ours, theirs = make.agency("kami"), make.agency("mereka")

    with bound(ours.pk), pytest.raises(AnotherAgencyBound), bound(theirs.pk):
        pass


def test_every_agency_table_hides_other_agencies_with_the_filter_switched_off(two_agencies: Any) -> None:
    ours, theirs = two_agencies
    seen_by_owner = 0

    for model in agency_models():
        with bound(ours.pk):
            # The base manager does not filter: what is left is the database's own policy.
            foreign = model._base_manager.exclude(agency_id=ours.pk).count()
        with bound(theirs.pk):
            seen_by_owner += model._base_manager.filter(agency_id=theirs.pk).count()
        assert foreign == 0, model.__name__

    # Positive control: the other agency does have rows that could have been seen.
    assert seen_by_owner > 10


def test_nothing_is_visible_while_no_agency_is_bound(two_agencies: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teladan.agency', '', true)")
        cursor.execute("SELECT count(*) FROM people_unit")
        assert cursor.fetchone() == (0,)


def test_row_of_another_agency_cannot_be_written(two_agencies: Any) -> None:
    ours, theirs = two_agencies

    with bound(ours.pk), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Unit(agency_id=theirs.pk, code="x", name="x").save()


def test_row_never_moves_to_another_agency(two_agencies: Any) -> None:
    ours, theirs = two_agencies

    with bound(ours.pk), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Unit._base_manager.all().update(agency_id=theirs.pk)


def test_foreign_key_cannot_point_into_another_agency(two_agencies: Any, owner_connection: Any) -> None:
    ours, theirs = two_agencies
    with bound(theirs.pk):
        foreign = Unit.objects.first()

    def point_outside() -> None:
        with bound(ours.pk):
            Unit.objects.create(code="anak", name="Anak", parent_id=foreign.pk)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="of_agency"):
        point_outside()


def test_joins_carry_the_agency() -> None:
    ours = make.agency()

    with bound(ours.pk):
        sql = str(Employment.objects.select_related("unit").query)

    assert '"people_employment"."agency_id" = "people_unit"."agency_id"' in sql


def test_application_role_owns_nothing_and_bypasses_nothing(owner_connection: psycopg.Connection[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (role,) = cursor.fetchone()
    rights = owner_connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
    ).fetchone()
    owned = owner_connection.execute(
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", [role]
    ).fetchone()

    assert rights == (False, False, False, False)
    assert owned == (0,)


def test_row_level_security_is_enabled_and_forced_on_every_agency_table(owner_connection: Any) -> None:
    for model in agency_models():
        flags = owner_connection.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            [f'public."{model._meta.db_table}"'],
        ).fetchone()
        assert flags == (True, True), model.__name__


def test_without_forced_security_the_owner_would_see_all(owner_connection: Any) -> None:
    """Positive control: forced security is what stops the owner; switched off, the rows show."""
    with owner_connection.transaction(force_rollback=True):
        owner_connection.execute("SELECT set_config('teladan.agency', '01900000-0000-7000-8000-000000000001', true)")
        owner_connection.execute(
            "INSERT INTO tenancy_agency (id, code, name, time_zone)"
            " VALUES ('01900000-0000-7000-8000-000000000001', 'kendali', 'Kendali', 'Asia/Jakarta')"
        )
        owner_connection.execute(
            "INSERT INTO people_unit (id, agency_id, code, name, kind)"
            " VALUES (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', 'u', 'U', '')"
        )
        owner_connection.execute("SELECT set_config('teladan.agency', '', true)")
        forced = owner_connection.execute("SELECT count(*) FROM people_unit").fetchone()
        owner_connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner_connection.execute("ALTER TABLE people_unit NO FORCE ROW LEVEL SECURITY")
        unforced = owner_connection.execute("SELECT count(*) FROM people_unit").fetchone()

    assert forced == (0,)
    assert unforced == (1,)


def test_partitions_cannot_be_read_past_their_parent() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM activities_servicetransaction_default")


@pytest.mark.parametrize("table", ["trust_auditentry", "appraisal_snapshot", "appraisal_decision"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET agency_id = agency_id", "TRUNCATE {}"])
def test_append_only_tables_refuse_change(table: str, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


@pytest.mark.django_db(transaction=True)
def test_pooled_connection_forgets_the_agency_after_an_error() -> None:
    ours, theirs = make.agency("kami"), make.agency("mereka")
    with bound(theirs.pk):
        make.unit()

    class Broken(Exception):
        pass

    def break_down() -> None:
        with bound(theirs.pk):
            assert Unit._base_manager.count() == 1
            raise Broken

    for _ in range(20):
        with pytest.raises(Broken):
            break_down()
        connection.close()  # back to the pool; the next work gets the same server connection
        with bound(ours.pk):
            assert Unit._base_manager.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_unit")
            assert cursor.fetchone() == (0,)


def test_read_only_page_cannot_write() -> None:
    ours = make.agency()

    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), _unwrapped(), bound(ours.pk, read_only=True):
        make.unit()


class _unwrapped:
    """Gives the driver's error below Django's."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None and error.__cause__ is not None:
            raise error.__cause__
