"""The application's own rights in the database, read from its catalogue: what an injected statement could reach."""

from typing import Any

import pytest
from django.db import connection

from teladan.tenancy.models import agency_models
from teladan.tenancy.partitions import partitioned_tables

pytestmark = pytest.mark.django_db

# Tables every agency shares. A new one must be named here by somebody who thought about it.
SHARED = {
    "auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations",
    "django_session", "procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers",
    "procrastinate_workers", "tenancy_agency", "trust_account", "trust_demostory", "trust_membership", "trust_person",
    "trust_pseudonym",
}  # fmt: skip


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def test_every_table_is_forced_or_known_to_be_shared() -> None:
    open_tables = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition AND NOT (relrowsecurity AND relforcerowsecurity)"
    )

    assert {name for (name,) in open_tables} == SHARED
    assert not SHARED & {model._meta.db_table for model in agency_models()}


def test_nothing_leads_around_the_policies() -> None:
    """Views, foreign tables, functions with their owner's rights, rights of everybody, rights given in advance."""
    assert (
        rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')")
        == []
    )
    assert (
        rows(
            "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        )
        == []
    )
    assert rows("SELECT 1 FROM pg_default_acl") == []
    assert (
        rows(
            "SELECT relname FROM pg_class, aclexplode(relacl) AS given"
            " WHERE relnamespace = 'public'::regnamespace AND given.grantee = 0"
        )
        == []
    )
    assert rows(
        "SELECT has_schema_privilege('public', 'create'), has_database_privilege(current_database(), 'create')"
    ) == [(False, False)]
    assert rows("SELECT 1 FROM pg_policy WHERE polpermissive AND polrelid::regclass::text LIKE 'public.%%'") == []


def test_no_right_to_empty_tables_or_to_hang_triggers_on_them() -> None:
    found = rows(
        "SELECT relname, given.privilege_type FROM pg_class, aclexplode(relacl) AS given"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND given.grantee = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )

    assert {right for _table, right in found} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert len(found) > 60  # positive control: the catalogue does list its rights


def test_a_partition_made_later_is_reached_through_its_parent_only(owner_connection: Any) -> None:
    """Months are made long after the migration; nobody gives rights on them then."""
    tables = partitioned_tables()
    role = rows("SELECT current_user")[0][0]
    assert len(tables) >= 2
    with owner_connection.transaction(force_rollback=True):
        owner_connection.execute("SET LOCAL lock_timeout = '3s'")
        for table in tables:
            owner_connection.execute(
                f"CREATE TABLE {table}_209901 PARTITION OF {table} FOR VALUES FROM ('2099-01-01') TO ('2099-02-01')"
            )
            ask = "SELECT has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')"
            assert owner_connection.execute(ask, [role, f"{table}_209901"]).fetchone() == (False,)
            owner_connection.execute(f'GRANT SELECT ON {table}_209901 TO "{role}"')
            # Positive control: the question does see a right once there is one.
            assert owner_connection.execute(ask, [role, f"{table}_209901"]).fetchone() == (True,)


def test_what_is_only_added_stays_so_for_every_partition() -> None:
    found = rows(
        "SELECT c.relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND (c.relname LIKE 'trust\\_auditentry%%' OR c.relname IN ('appraisal_decision', 'appraisal_snapshot'))"
        " AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')"
    )

    assert found == []
    assert rows("SELECT has_table_privilege('appraisal_appraisal', 'UPDATE')") == [(True,)]  # positive control
