"""High-volume tables are partitioned by month from their first migration."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.migrations.operations.models import CreateModel


class CreatePartitionedModel(CreateModel):
    """CreateModel for a table partitioned by month on `partition_column`.

    The primary key in the database is (agency_id, id, partition column), since PostgreSQL wants the partition column in
    every unique key; for Django it stays `id`. A default partition takes what no month has been made for.
    """

    def __init__(self, *args: Any, partition_column: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partition_column = partition_column

    def deconstruct(self) -> Any:
        name, args, kwargs = super().deconstruct()
        return name, args, {**kwargs, "partition_column": self.partition_column}

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.name)
        table, quote = model._meta.db_table, schema_editor.quote_name
        plain = f"{table}_plain"
        # The table is still empty: take its columns, defaults and checks over into a partitioned twin.
        schema_editor.execute(f"ALTER TABLE {quote(table)} RENAME TO {quote(plain)}")
        schema_editor.execute(
            f"CREATE TABLE {quote(table)} (LIKE {quote(plain)} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
            f" PRIMARY KEY (agency_id, id, {quote(self.partition_column)}))"
            f" PARTITION BY RANGE ({quote(self.partition_column)})"
        )
        schema_editor.execute(f"DROP TABLE {quote(plain)}")
        schema_editor.execute(f"CREATE TABLE {quote(table + '_default')} PARTITION OF {quote(table)} DEFAULT")
        # Indexes and foreign keys of the plain table were deferred by name of the table, which is the same again.


def partitioned_tables() -> list[str]:
    """Names of the partitioned tables of this database, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid"
            " WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def months(first: date, count: int) -> Iterator[tuple[date, date]]:
    """`count` months as half-open pairs of first days, from the month of `first` on."""
    year, month = first.year, first.month
    for _ in range(count):
        following = (year + month // 12, month % 12 + 1)
        yield date(year, month, 1), date(*following, 1)
        year, month = following


def ensure(first: date, count: int) -> int:
    """Make missing monthly partitions of every partitioned table, as the owner role; returns how many were made.

    A month whose rows already went to the default partition is left there: they stay readable, and moving them is the
    maintainer's decision.
    """
    made = 0
    for table in partitioned_tables():
        for start, end in months(first, count):
            made += _ensure_month(table, start, end)
    return made


def _ensure_month(table: str, start: date, end: date) -> int:
    name = f"{table}_{start:%Y%m}"
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{quote(name)}"])
        if cursor.fetchone()[0]:
            return 0
        column = _partition_column(cursor, table)
        # Names come from the catalogue, quoted; only the days are values.
        rows_of_month = (
            f"SELECT 1 FROM {quote(table + '_default')} WHERE {quote(column)} >= %s AND {quote(column)} < %s"  # nosec B608
        )
        cursor.execute(f"SELECT EXISTS ({rows_of_month})", [start, end])
        if cursor.fetchone()[0]:
            return 0
        cursor.execute(
            f"CREATE TABLE {quote(name)} PARTITION OF {quote(table)} FOR VALUES FROM (%s) TO (%s)", [start, end]
        )
    return 1


def _partition_column(cursor: Any, table: str) -> str:
    cursor.execute(
        "SELECT a.attname FROM pg_partitioned_table p JOIN pg_attribute a"
        " ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0] WHERE p.partrelid = %s::regclass",
        [f"public.{table}"],
    )
    return str(cursor.fetchone()[0])
