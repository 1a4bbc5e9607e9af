"""`teladan doctor`: checks the installation; each line says what is wrong and the cure."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teladan.site.postgres import state
from teladan.site.refusal import Refusal
from teladan.site.running import database_name, django_as_application, ready_server, say

ENOUGH_DISK = 1_000_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """One line of the report; `cure` is empty when all is well, `advice` doesn't fail the check-up."""

    subject: str
    state: str
    cure: str = ""
    advice: bool = False


def run() -> int:
    """Print one line per check; returns 0 when nothing needs a cure, else 1."""
    findings: list[Finding] = []
    for finding in _all():
        mark = "baik " if not finding.cure else ("saran" if finding.advice else "SALAH")
        say(f"{mark}  {finding.subject}: {finding.state}" + (f". {finding.cure}" if finding.cure else ""))
        findings.append(finding)
    wrong = [finding for finding in findings if finding.cure and not finding.advice]
    say(f"{len(wrong)} hal perlu diperbaiki." if wrong else "Semua yang perlu sudah baik.")
    return 1 if wrong else 0


def _all() -> Iterator[Finding]:
    yield _python()
    yield _environment()
    yield _assets()
    yield _chromium()
    yield _disk()
    try:
        yield from _database()
    except Refusal as refusal:
        yield Finding("basis data", "tidak dapat dipakai", str(refusal))


def _python() -> Finding:
    cure = "" if sys.version_info >= (3, 11) else "Pasang Python 3.11 atau lebih baru"
    return Finding("Python", sys.version.split()[0], cure)


def _environment() -> Finding:
    cure = "" if sys.prefix != sys.base_prefix else "Jalankan `make venv`, lalu .venv/bin/teladan doctor"
    return Finding("lingkungan virtual", sys.prefix, cure)


def _assets() -> Finding:
    built = (Path(__file__).parent / "assets" / "teladan.css").is_file()
    return Finding(
        "tampilan", "sudah dibangun" if built else "belum dibangun", "" if built else "Jalankan `teladan assets`"
    )


def _chromium() -> Finding:
    from teladan.site.screens import chromium_path

    found = chromium_path()
    cure = "" if found else "Hanya untuk pengujian peramban: apt install chromium"
    return Finding("Chromium", found or "tidak ada", cure, advice=True)


def _disk() -> Finding:
    folder = state.ensure_data_folder()
    free = shutil.disk_usage(folder).free
    cure = "" if free >= ENOUGH_DISK else f"Kosongkan ruang di {folder}"
    return Finding("ruang disk", f"{free / 1e9:.1f} GB bebas", cure)


def _database() -> Iterator[Finding]:
    with ready_server() as server:
        yield Finding("PostgreSQL", f"versi {server.version} di {server.host}:{server.port} ({server.mode})")
        with server.connect(server.owner, database_name(server)) as connection, django_as_application():
            yield _role(connection, server.application.user)
            yield _ownership(connection, server.application.user)
            yield _migrations()
            yield _row_security(connection)


def _role(connection: Any, application: str) -> Finding:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = %s",
        (application,),
    ).fetchone()
    harmless = row is not None and not row[0]
    cure = f"ALTER ROLE {application} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
    text = "tanpa hak istimewa" if harmless else "terlalu berkuasa"
    return Finding(f"peran {application}", text, "" if harmless else cure)


def _ownership(connection: Any, application: str) -> Finding:
    owned = connection.execute(
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", (application,)
    ).fetchone()[0]
    cure = "" if owned == 0 else "Pindahkan kepemilikan ke peran pemilik: REASSIGN OWNED"
    return Finding("kepemilikan tabel", f"{owned} milik peran aplikasi", cure)


def _row_security(connection: Any) -> Finding:
    """Every table of an agency forces row-level security, so that a forgotten filter shows nothing."""
    from teladan.tenancy.models import agency_models

    tables = [model._meta.db_table for model in agency_models()]
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)"
        " AND relrowsecurity AND relforcerowsecurity",
        (tables,),
    ).fetchall()
    open_ones = ", ".join(sorted(set(tables) - {name for (name,) in rows}))
    text = f"tidak ada di {open_ones}" if open_ones else f"dipaksakan di {len(tables)} tabel"
    return Finding("pembatas antarinstansi", text, "Jalankan `teladan migrate`" if open_ones else "")


def _migrations() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    mode = os.environ.get("TELADAN_MODE", "produksi")
    text = f"{waiting} belum diterapkan (mode {mode})" if waiting else f"lengkap (mode {mode})"
    return Finding("migrasi", text, "Jalankan `teladan migrate`" if waiting else "")
