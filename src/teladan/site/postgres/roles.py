"""The two roles and their databases: the owner migrates, the application serves and can do no more than that."""

from typing import Any

import psycopg
from psycopg import sql

from teladan.site.postgres.binaries import EXTENSIONS
from teladan.site.postgres.server import Login, Server, first_line
from teladan.site.refusal import Refusal

Connection = psycopg.Connection[tuple[Any, ...]]
LAYOUT_LOCK = 7_301_202  # any number; all makers of databases take the same one
INVALID = -2  # datconnlimit of a database whose removal was interrupted
HARMFUL = ("rolsuper", "rolbypassrls", "rolcreatedb", "rolcreaterole", "rolreplication")


def ensure_roles(server: Server) -> None:
    """Create or correct the two roles. Needs an administrator; without one the given roles are only checked."""
    if server.administrator is None:
        check_roles(server)
        return
    with server.connect_as_maker() as connection:
        _serialise(connection)
        for login in (server.owner, server.application):
            _ensure_role(connection, server, login)
        if not _is_superuser(connection):
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(server.owner.user)))


def _serialise(connection: Connection) -> None:
    """Wait for other makers; the lock goes with the connection, so a killed maker blocks nobody."""
    connection.execute("SELECT pg_advisory_lock(%s)", (LAYOUT_LOCK,))


def _is_superuser(connection: Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def _ensure_role(connection: Connection, server: Server, login: Login) -> None:
    """The role exists, may log in with our password and has none of the harmful attributes.

    On a server of others an existing role keeps its password: another installation may depend on it.
    """
    role = connection.execute(
        "SELECT rolcreatedb OR rolcreaterole, rolsuper OR rolbypassrls OR rolreplication "
        "FROM pg_roles WHERE rolname = %s",
        (login.user,),
    ).fetchone()
    knows_password = role is not None and _knows_password(server, login)
    if role is not None and not knows_password and server.mode == "url":
        raise Refusal(
            f"Peran {login.user} sudah ada di server itu, dengan kata sandi yang tidak kami ketahui. Beri dua alamat, "
            f"DATABASE_URL dan DATABASE_OWNER_URL, atau hapus peran lama: DROP ROLE {login.user};"
        )
    if knows_password and role == (False, False):
        return
    verifier = connection.pgconn.encrypt_password(login.password.encode(), login.user.encode(), b"scram-sha-256")
    # Only a superuser may name the last three attributes; a new role has none of them.
    strip = " NOSUPERUSER NOBYPASSRLS NOREPLICATION" if role and role[1] else ""
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN NOCREATEDB NOCREATEROLE{} PASSWORD {}").format(
            sql.SQL("CREATE" if role is None else "ALTER"),
            sql.Identifier(login.user),
            sql.SQL(strip),
            sql.Literal(verifier.decode()),
        )
    )


def _knows_password(server: Server, login: Login) -> bool:
    """True when the role lets us in, or refuses for another reason than the password."""
    try:
        server.connect(login, "postgres").close()
    except psycopg.OperationalError as error:
        return "password authentication failed" not in str(error)
    return True


def check_roles(server: Server) -> None:
    """Refuse roles that would defeat the walls inside the database. Raises Refusal naming role and cure."""
    with server.connect(server.application, server.database) as connection:
        row = connection.execute(
            sql.SQL("SELECT {} FROM pg_roles WHERE rolname = current_user").format(
                sql.SQL(", ").join(map(sql.Identifier, HARMFUL))
            )
        ).fetchone()
        harmful = [name[3:].upper() for name, held in zip(HARMFUL, row or (), strict=False) if held]
        member = connection.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", (server.owner.user,)).fetchone()
    if harmful:
        attributes = " ".join("NO" + name for name in harmful)
        raise Refusal(
            f"Peran aplikasi {server.application.user} terlalu berkuasa ({', '.join(harmful)}). "
            f"Jalankan sebagai administrator: ALTER ROLE {server.application.user} {attributes};"
        )
    if member is None or member[0]:
        raise Refusal(
            f"Peran aplikasi {server.application.user} adalah anggota peran pemilik {server.owner.user}. "
            "DATABASE_URL dan DATABASE_OWNER_URL harus memakai dua peran yang terpisah."
        )


def ensure_database(server: Server, name: str, *, recreate: bool = False, template: str | None = None) -> bool:
    """Make the database with both roles' rights in it; True when it was new.

    `template` copies another database, which nobody may be connected to. A database whose removal was interrupted
    is made again. Raises Refusal when the database belongs to somebody else or can't be made.
    """
    with server.connect_as_maker() as connection:
        _serialise(connection)
        made = _ensure_exists(connection, server, name, recreate=recreate, template=template)
        if template is None:
            _prepare(server, name)
    return made


def _ensure_exists(connection: Connection, server: Server, name: str, *, recreate: bool, template: str | None) -> bool:
    row = connection.execute(
        "SELECT datconnlimit, pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", (name,)
    ).fetchone()
    if row is not None and (recreate or row[0] == INVALID):
        _drop(connection, name)
        row = None
    if row is None:
        _create(connection, server, name, template)
        return True
    if row[1] != server.owner.user:
        _take_over(connection, server, name, row[1])
    return False


def _create(connection: Connection, server: Server, name: str, template: str | None) -> None:
    command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(server.owner.user), sql.Identifier(template or "template0")
    )
    locale = sql.SQL(" ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE {0} LC_CTYPE {0}")
    choices = [command] if template else [command + locale.format(sql.Literal(each)) for each in ("C.UTF-8", "C")]
    for number, choice in enumerate(choices, start=1):
        try:
            connection.execute(choice)
            return
        except psycopg.errors.InsufficientPrivilege as error:
            raise Refusal(
                f"Peran {connection.info.user} tidak boleh membuat basis data «{name}». "
                f"Buat dahulu: CREATE DATABASE {name} OWNER {server.owner.user}; "
                f"untuk pengujian: ALTER ROLE {server.owner.user} CREATEDB;"
            ) from error
        except psycopg.errors.WrongObjectType:  # this system has no locale C.UTF-8
            if number == len(choices):
                raise


def _take_over(connection: Connection, server: Server, name: str, present: str) -> None:
    """An empty database made for us by the administrator becomes the owner's; any other is refused."""
    if server.administrator is None or present != connection.info.user:
        raise Refusal(
            f"Basis data «{name}» milik peran {present}, bukan {server.owner.user}. Pilih nama lain di alamat basis "
            f"data, atau jalankan sebagai administrator: ALTER DATABASE {name} OWNER TO {server.owner.user};"
        )
    connection.execute(
        sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(server.owner.user))
    )


def _prepare(server: Server, name: str) -> None:
    """Extensions and access, by the owner; harmless to repeat. Rights on tables come with the migrations."""
    application = sql.Identifier(server.application.user)
    statements = [
        *(f"CREATE EXTENSION IF NOT EXISTS {extension}" for extension in EXTENSIONS),
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {application}",
        "GRANT USAGE ON SCHEMA public TO {application}",
    ]
    try:
        with server.connect(server.owner, name) as connection:
            connection.execute("SET client_min_messages = warning")
            for statement in statements:
                connection.execute(sql.SQL(statement).format(database=sql.Identifier(name), application=application))
    except psycopg.Error as error:
        raise Refusal(
            f"Basis data «{name}» tidak dapat disiapkan oleh {server.owner.user}: {first_line(error)}"
        ) from error


def drop_database(server: Server, name: str) -> None:
    """Remove the database with all connections to it; nothing happens when there is none."""
    with server.connect_as_maker() as connection:
        _serialise(connection)
        _drop(connection, name)


def _drop(connection: Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
