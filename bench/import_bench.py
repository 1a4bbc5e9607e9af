"""PERFORMANCE goal 11: importing people with a report row by row, against raw COPY row by row from Python.

One line: rate of the import (examination of parsed rows, and writing, with accounts, memberships, audit rows; then the
same with reading the file) as a share of the rate at which psycopg copies the same finished rows, row by row, into
twins of the same tables with the same indexes and constraints. `python -m bench.import_bench [people]`.
"""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from typing import Any

PEOPLE = 5_000
ROUNDS = 3
GATE, AIM = 0.15, 0.30
DATABASE = "teladan_bench_impor"


def main(people: int) -> int:
    """Measure in interleaved rounds and print the median shares; 1 when the gate does not hold."""
    from django.db import connection

    shares: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        content = _workbook(people, number)
        imported, with_reading = _import(content, number)
        copied = _copy(connection, number)
        shares.append((copied / imported, copied / with_reading))
    shares.sort()
    share, whole = shares[len(shares) // 2]
    verdict = "holds" if whole >= GATE else "does not hold"
    spread = f"[{min(row[0] for row in shares):.2f}..{max(row[0] for row in shares):.2f}]"
    print(
        f"goal 11  import of {people} people / COPY row by row: {share:.2f} {spread}, with reading the file {whole:.2f}"
        f"  gate {GATE} aim {AIM}  {verdict}"
    )
    return 0 if whole >= GATE else 1


def _workbook(people: int, year: int) -> bytes:
    from teladan.intake.demo import workbook_of

    start = date(2026, 1, 1)
    return workbook_of(
        {
            "Unit": [{"kode_unit": f"U{number}", "nama_unit": f"Unit {number}"} for number in range(100)],
            "Pegawai": [
                {
                    "kode_pegawai": f"P{number}",
                    "nip": _nip(1960 + year, number),
                    "nama": f"Pegawai {number}",
                    "jenis_pegawai": "pns",
                    "jabatan": "Analis",
                    "jenis_jabatan": "pelaksana",
                    "kode_unit": f"U{number % 100}",
                    "mulai": start,
                }
                for number in range(people)
            ],
        }
    )


def _nip(year: int, number: int) -> str:
    """A well-formed, invented number: 28 days by 12 months by two sexes by 999 of them."""
    day, rest = number % 28 + 1, number // 28
    month, serial = rest % 12 + 1, rest // 12 % 999 + 1
    return f"{year}{month:02}{day:02}1995011{serial:03}"


def _import(content: bytes, number: int) -> tuple[float, float]:
    """Seconds of examining and writing, without and with reading the file, into a new agency."""
    from teladan.intake import operations, reader, saving
    from teladan.intake.examination import examine
    from teladan.tenancy.context import bound

    at = datetime.now(UTC)
    agency = operations.create_agency(code=f"bench-{number}", name="Bench", by=None, at=at)
    begun = time.perf_counter()
    book = reader.parse(reader.read(content, 600))
    read = time.perf_counter()
    with bound(agency.pk):
        found = examine(book, agency=agency, at=at)
        assert not found.problems, found.problems[:3]
        saving.write(found.saves)
        saving.record_persons(found.acts, found.saves, run_id=agency.pk, by=None, at=at)
    done = time.perf_counter()
    return done - read, done - begun


def _copy(connection: Any, number: int) -> float:
    """Seconds to copy the rows just written, row by row, into twins of their tables."""
    from teladan.people.models import Employment
    from teladan.tenancy.context import bound
    from teladan.tenancy.models import Agency
    from teladan.trust.models import Account, AuditEntry, Membership, Person, Pseudonym

    agency = Agency.objects.get(code=f"bench-{number}")
    seconds = 0.0
    with bound(agency.pk), connection.cursor() as cursor:
        people = list(Employment.objects.values_list("person_id", flat=True))
        for rows in (
            Person.objects.filter(pk__in=people),
            Account.objects.filter(person_id__in=people),
            Membership.objects.filter(agency=agency),
            Pseudonym.objects.filter(person_id__in=people),
            Employment.objects.all(),
            AuditEntry.objects.filter(action="intake.apply.person"),
        ):
            seconds += _copy_table(cursor, rows)
    return seconds


def _copy_table(cursor: Any, rows: Any) -> float:
    from psycopg.types.json import Jsonb

    model = rows.model
    twin = f"twin_{model._meta.db_table}"
    cursor.execute(f"CREATE TEMP TABLE {twin} (LIKE {model._meta.db_table} INCLUDING ALL) ON COMMIT DROP")
    columns = ", ".join(field.column for field in model._meta.local_concrete_fields)
    cursor.execute(f"SELECT {columns} FROM {model._meta.db_table} WHERE {_same_rows(rows)}")
    kept = [tuple(Jsonb(value) if isinstance(value, dict) else value for value in row) for row in cursor.fetchall()]
    begun = time.perf_counter()
    with cursor.copy(f"COPY {twin} ({columns}) FROM STDIN") as copy:
        for row in kept:
            copy.write_row(row)
    return time.perf_counter() - begun


def _same_rows(rows: Any) -> str:
    key = rows.model._meta.pk.column
    keys = ", ".join(f"'{value}'" for value in rows.values_list("pk", flat=True))
    return f"{key} IN ({keys})"


if __name__ == "__main__":
    os.environ.update(TELADAN_MODE="uji", TELADAN_DATABASE=DATABASE)
    from teladan.site import postgres
    from teladan.site.running import django_as_application

    server = postgres.ensure_server(print)
    postgres.ensure_database(server, DATABASE, recreate=True)
    try:
        subprocess.run([sys.executable, "-m", "teladan.site.cli", "migrate"], check=True, stdout=subprocess.DEVNULL)
        with django_as_application():
            status = main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
    finally:
        postgres.drop_database(server, DATABASE)
        postgres.stop()
    sys.exit(status)
