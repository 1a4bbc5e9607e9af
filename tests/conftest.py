"""A fresh PostgreSQL database per test process, used as the application role.

The server starts only when a test asks for the database, so the tests of `rules` run without one. The owner migrates
once into a template, named by the migrations' content, and each process copies it.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

os.environ["TELADAN_MODE"] = "uji"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teladan.site.settings")
for _variable in ("TELADAN_ROLE", "TELADAN_DATABASE"):
    os.environ.pop(_variable, None)

if TYPE_CHECKING:
    import psycopg

    from teladan.site.postgres import Server


def pytest_configure() -> None:
    """Load the settings with the variables above, before pytest-django sets Django up."""
    from teladan.site.assets_build import build

    build()  # the settings look for the folder of built files
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing


@pytest.fixture(scope="session")
def server() -> Iterator["Server"]:
    """The running PostgreSQL server with its two roles."""
    from teladan.site import postgres

    yield postgres.ensure_server(print)
    postgres.stop()


@pytest.fixture(scope="session")
def test_database(server: "Server") -> Iterator[str]:
    """The name of this process's own, migrated database."""
    from tests.databases import copied_database

    with copied_database(server) as name:
        yield name


@pytest.fixture(scope="session")
def django_db_setup(server: "Server", test_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Point Django at the test database as the application role (replaces pytest-django's own set-up)."""
    from tests.databases import emptied_by_owner, use_database

    with django_db_blocker.unblock():
        use_database(server, test_database)
        with emptied_by_owner(server, test_database):
            yield
        from django.db import connections

        connections.close_all()


@pytest.fixture
def owner_connection(
    server: "Server", django_db_setup: None, test_database: str
) -> Iterator["psycopg.Connection[Any]"]:
    """An autocommit connection as the owner role to the test database, for checks of the catalogue."""
    with server.connect(server.owner, test_database) as connection:
        yield connection
