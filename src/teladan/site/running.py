"""Brings up what a command needs: the server, the database, and Django in the right role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from teladan.site import postgres
from teladan.site.database import APPLICATION_ROLE, OWNER_ROLE
from teladan.site.postgres.server import Server
from teladan.site.refusal import Refusal

MONTHS_BACK, MONTHS_AHEAD = 24, 12
MIGRATION_LOCK = 7_301_204


def say(sentence: str) -> None:
    """Tell the user at once, also through a pipe."""
    print(sentence, flush=True)  # noqa: T201


def database_name(server: Server) -> str:
    """The database of this process: TELADAN_DATABASE, else the product's own."""
    return os.environ.get("TELADAN_DATABASE") or server.database


@contextmanager
def ready_server() -> Iterator[Server]:
    """The running server with its database; its last user stops it."""
    server = postgres.ensure_server(say)
    try:
        postgres.ensure_database(server, database_name(server))
        yield server
    finally:
        postgres.stop()


@contextmanager
def application_ready(*, pool: bool = True) -> Iterator[Server]:
    """Django set up as the application role on a running server. Raises Refusal when settings or database refuse."""
    with ready_server() as server, django_as_application(pool=pool):
        yield server


@contextmanager
def django_as_application(*, pool: bool = True) -> Iterator[None]:
    """Django set up as the application role, its connections closed at the end; the server must run already."""
    set_up_django(APPLICATION_ROLE)
    from django.db import connections

    if not pool:
        connections.databases["default"]["OPTIONS"].pop("pool", None)
    try:
        yield
    finally:
        close_connections()


def close_connections() -> None:
    """Close this thread's connections and the pools."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def set_up_django(role: str) -> None:
    """Load the settings with this role. Raises Refusal with the settings' own sentence when they refuse.

    Without TELADAN_MODE and DATABASE_URL this is a developer's own machine, where no demo log-in is offered.
    """
    os.environ["TELADAN_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teladan.site.settings")
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("TELADAN_MODE", "pengembangan")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from error
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing


def migrate() -> int:
    """Bring the database up to date as the owner role and make the coming months' partitions; returns 0."""
    with ready_server() as server, server.connect_as_maker() as lock:
        # Two processes that migrate at once would make the same table twice; the lock goes with its connection.
        lock.execute("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
        set_up_django(OWNER_ROLE)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        made = ensure_partitions(datetime.now(UTC).date())
        close_connections()
    say(f"Basis data mutakhir ({made} partisi bulanan baru).")
    return 0


def ensure_partitions(today: date) -> int:
    """Make the missing monthly partitions around `today`; returns how many were made."""
    from teladan.tenancy import partitions

    first: Any = (today.replace(day=1) - timedelta(days=30 * MONTHS_BACK)).replace(day=1)
    return partitions.ensure(first, MONTHS_BACK + MONTHS_AHEAD)
