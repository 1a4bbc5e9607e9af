"""The values that describe a reachable server, and the one way to connect to it."""

from dataclasses import dataclass, field
from typing import Any, Literal

import psycopg

from teladan.site.refusal import Refusal

Mode = Literal["url", "system", "wheel"]
CONNECT_SECONDS = 10


@dataclass(frozen=True)
class Login:
    """A database role with its password; the password never shows in a traceback."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL with the two roles of the product.

    `administrator` may create databases and roles; it is None where an institution gave us only its two roles.
    `options` are further libpq parameters of the given address, such as sslmode.
    """

    mode: Mode
    host: str
    port: int
    version: int
    owner: Login
    application: Login
    administrator: Login | None = None
    database: str = "teladan"
    options: tuple[tuple[str, str], ...] = ()

    def parameters(self, login: Login, database: str) -> dict[str, Any]:
        """The libpq parameters of a connection as `login` to `database`."""
        return {
            **dict(self.options),
            "host": self.host,
            "port": self.port,
            "user": login.user,
            "password": login.password,
            "dbname": database,
        }

    def connect(self, login: Login, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection in autocommit mode. Raises psycopg.OperationalError when the server refuses."""
        return psycopg.connect(**self.parameters(login, database), autocommit=True, connect_timeout=CONNECT_SECONDS)

    def connect_as_maker(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection outside the product's database by a role that may create databases.

        Raises Refusal when no database lets it in.
        """
        login = self.administrator or self.owner
        reason = ""
        for database in ("postgres", self.database, "template1"):
            try:
                return self.connect(login, database)
            except psycopg.OperationalError as error:
                reason = reason or first_line(error)
        raise Refusal(f"Basis data di {self.host}:{self.port} menolak peran {login.user}: {reason}")


def first_line(error: Exception) -> str:
    """The first line of an error's text, which for PostgreSQL is the sentence about the cause."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
