"""What the database itself guarantees for agency-owned tables, derived from the models after every migration.

Run by `migrate` as the owner role (signal post_migrate), idempotent: forced row-level security, composite foreign keys
and the rights of the application role can't be forgotten for a new model.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import AgencyOwned, agency_models

BOUND = "agency_id = NULLIF(current_setting('teladan.agency', true), '')::uuid"

# Tables of the framework the application only reads.
READ_ONLY_TABLES = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def secure(**_: Any) -> None:
    """Bring policies, composite keys and grants of all tables up to their models."""
    with connection.cursor() as cursor:
        for model in agency_models():
            _force_row_security(cursor, model)
            _ensure_target_key(cursor, model)
        for model in agency_models():
            for field in model._meta.local_fields:
                if isinstance(field, TenantForeignKey):
                    _ensure_composite_key(cursor, model, field)
        _grant(cursor)


def is_append_only(model: type[models.Model]) -> bool:
    """Whether the application may only read and add rows of this model."""
    return getattr(model, "append_only", False)


def _force_row_security(cursor: Any, model: type[AgencyOwned]) -> None:
    table = model._meta.db_table
    quoted = connection.ops.quote_name(table)
    cursor.execute(
        "SELECT c.relrowsecurity AND c.relforcerowsecurity AND EXISTS"
        " (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'of_bound_agency')"
        " FROM pg_class c WHERE c.oid = %s::regclass",
        [f"public.{quoted}"],
    )
    if cursor.fetchone()[0]:
        return
    cursor.execute(f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE {quoted} FORCE ROW LEVEL SECURITY")
    cursor.execute(f"DROP POLICY IF EXISTS of_bound_agency ON {quoted}")
    cursor.execute(f"CREATE POLICY of_bound_agency ON {quoted} USING ({BOUND}) WITH CHECK ({BOUND})")


def _ensure_target_key(cursor: Any, model: type[AgencyOwned]) -> None:
    if _is_partitioned(cursor, model._meta.db_table):
        return
    name = f"{model._meta.db_table}_agency_id_id_key"
    _add_constraint(cursor, model._meta.db_table, name, "UNIQUE (agency_id, id)")


def _ensure_composite_key(cursor: Any, model: type[AgencyOwned], field: TenantForeignKey) -> None:
    quote = connection.ops.quote_name
    target = field.remote_field.model._meta.db_table
    _add_constraint(
        cursor,
        model._meta.db_table,
        f"{model._meta.db_table}_{field.column}_of_agency"[:63],
        f"FOREIGN KEY (agency_id, {quote(field.column)}) REFERENCES {quote(target)} (agency_id, id)"
        " DEFERRABLE INITIALLY DEFERRED",
    )


def _add_constraint(cursor: Any, table: str, name: str, definition: str) -> None:
    quote = connection.ops.quote_name
    cursor.execute(
        "SELECT 1 FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s", [f"public.{quote(table)}", name]
    )
    if cursor.fetchone() is None:
        cursor.execute(f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(name)} {definition}")


def _is_partitioned(cursor: Any, table: str) -> bool:
    cursor.execute("SELECT relkind = 'p' FROM pg_class WHERE oid = %s::regclass", [f"public.{table}"])
    return bool(cursor.fetchone()[0])


def _grant(cursor: Any) -> None:
    quote = connection.ops.quote_name
    role = quote(settings.DATABASE_APP_ROLE)
    append_only = {model._meta.db_table for model in apps.get_models() if is_append_only(model)}
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}")
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition"
    )
    for (table,) in cursor.fetchall():
        if table in READ_ONLY_TABLES:
            rights = "SELECT"
        elif table in append_only:
            rights = "SELECT, INSERT"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        # Partitions get no grant of their own: a row is reached through its parent and the parent's policy only.
        cursor.execute(f"GRANT {rights} ON {quote(table)} TO {role}")
