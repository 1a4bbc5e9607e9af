"""Makes test databases: a migrated template once, a copy per test process, both removed when out of date."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg import sql

from teladan.site import postgres
from teladan.site.postgres import Server

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE_LOCK = 7_301_203
TEMPLATES_KEPT = 3


@contextmanager
def copied_database(server: Server) -> Iterator[str]:
    """A fresh copy of the migrated template, dropped at the end."""
    template = _ensure_template(server)
    _drop_abandoned(server)
    name = f"uji_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'utama')}"
    postgres.ensure_database(server, name, recreate=True, template=template)
    with server.connect(server.owner, name) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
    try:
        yield name
    finally:
        postgres.drop_database(server, name)


def _ensure_template(server: Server) -> str:
    """The template's name, after building it when no process did so yet; it gets its name only when complete."""
    name = f"uji_templat_{_digest(server)}"
    with server.connect_as_maker() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (TEMPLATE_LOCK,))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return name
        side = f"{name}_baru"
        postgres.ensure_database(server, side, recreate=True)
        _migrate(side)
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(side), sql.Identifier(name)))
        _drop_old_templates(server, connection)
    return name


def _digest(server: Server) -> str:
    """Changes with anything a fresh database depends on: migrations, what they call, versions, and the month."""
    digest = hashlib.sha256(f"{server.version} {datetime.now(UTC):%Y-%m}".encode())
    source = ROOT / "src" / "teladan"
    paths = [
        *source.glob("*/migrations/*.py"),
        *source.glob("*/models.py"),
        *source.glob("tenancy/*.py"),
        source / "site" / "postgres" / "roles.py",
    ]
    for path in [*sorted(paths), ROOT / "requirements" / "test.txt"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(name: str) -> None:
    """Migrate as the owner, in a process of its own because this one is the application."""
    done = subprocess.run(
        [sys.executable, "-m", "teladan.site.cli", "migrate"],
        env={**os.environ, "TELADAN_DATABASE": name},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"migrations failed\n{done.stdout}\n{done.stderr}")


def _drop_old_templates(server: Server, connection: Any) -> None:
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'uji\\_templat\\_%%' ORDER BY oid DESC OFFSET %s",
        (TEMPLATES_KEPT,),
    ).fetchall()
    for (name,) in rows:
        postgres.drop_database(server, name)


def _drop_abandoned(server: Server) -> None:
    """Remove databases of killed test runs; on a shared server process numbers say nothing, so they stay."""
    if server.mode == "url":
        return
    with server.connect_as_maker() as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^uji_[0-9]+_'").fetchall()
    for (name,) in rows:
        if not Path("/proc", name.split("_")[1]).exists():
            postgres.drop_database(server, name)


def use_database(server: Server, name: str) -> None:
    """Let Django's default connection, in every thread, be the application role on this database, without a pool."""
    connections["default"].close()
    connections.databases["default"].update(
        NAME=name,
        USER=server.application.user,
        PASSWORD=server.application.password,
        HOST=server.host,
        PORT=str(server.port),
        OPTIONS=dict(server.options),
    )


@contextmanager
def emptied_by_owner(server: Server, name: str) -> Iterator[None]:
    """Let the owner empty the tables after a transactional test: the application may not TRUNCATE.

    Tables that are filled in a fresh database (migrations, content types) keep their rows.
    """
    from django.test import TransactionTestCase

    with server.connect(server.owner, name) as connection:
        tables = _empty_tables(connection)

    def empty(case: TransactionTestCase) -> None:
        with server.connect(server.owner, name) as connection:
            connection.execute("SET lock_timeout = '20s'")  # a test left a transaction open: say so instead of waiting
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables))

    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = original  # type: ignore[attr-defined]


def _empty_tables(connection: Any) -> sql.Composed:
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition ORDER BY relname"
    ).fetchall()
    names = [sql.Identifier(name) for (name,) in rows]
    filled = [
        connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(name)).fetchone()[0] for name in names
    ]
    return sql.SQL(", ").join(name for name, has_rows in zip(names, filled, strict=True) if not has_rows)
