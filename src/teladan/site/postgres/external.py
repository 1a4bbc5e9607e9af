"""The database server an institution already runs, named by DATABASE_URL and DATABASE_OWNER_URL."""

import os
from dataclasses import replace
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from teladan.site.postgres import state
from teladan.site.postgres.binaries import OLDEST
from teladan.site.postgres.cluster import APPLICATION, OWNER
from teladan.site.postgres.server import CONNECT_SECONDS, Login, Server, first_line
from teladan.site.refusal import Refusal

TWO_ADDRESSES = (
    "Isi dua alamat: DATABASE_URL untuk peran aplikasi (tanpa hak istimewa, bukan pemilik) dan DATABASE_OWNER_URL "
    "untuk peran pemilik basis data yang sama; misalnya postgresql://teladan_app:…@server/teladan dan "
    "postgresql://teladan_owner:…@server/teladan."
)


def is_given() -> bool:
    """True when the environment names a server."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_OWNER_URL"))


def server_from_environment() -> Server:
    """The server as the addresses say, without connecting to it.

    With both addresses they are the two roles; DATABASE_URL alone is an administrator that makes the two roles.
    Raises Refusal for a missing or unreadable address.
    """
    given = _parse("DATABASE_URL")
    owner = _parse("DATABASE_OWNER_URL") if os.environ.get("DATABASE_OWNER_URL") else None
    first = _login(given)
    server = Server(
        mode="url",
        host=str(given.pop("host", "localhost")),
        port=int(given.pop("port", 5432)),
        version=0,
        application=first,
        owner=first,
        database=str(given.pop("dbname", "teladan")),
        options=tuple(sorted((name, str(value)) for name, value in given.items())),
    )
    if owner is not None:
        _must_match(server, owner)
        return replace(server, owner=_login(owner), application=first, administrator=None)
    return replace(
        server,
        owner=Login(OWNER, _stored_password("owner", server)),
        application=Login(APPLICATION, _stored_password("application", server)),
        administrator=first,
    )


def _stored_password(role: str, server: Server) -> str:
    return state.ensure_secret(f"{role}@{server.host}:{server.port}")


def _login(parameters: dict[str, Any]) -> Login:
    return Login(str(parameters.pop("user", "")), str(parameters.pop("password", "")))


def _parse(variable: str) -> dict[str, Any]:
    address = os.environ.get(variable, "")
    if not address:
        raise Refusal(f"{variable} belum diisi. {TWO_ADDRESSES}")
    try:
        return dict(conninfo_to_dict(address))
    except psycopg.ProgrammingError as error:
        raise Refusal(
            f"{variable} bukan alamat basis data yang benar ({first_line(error)}). {TWO_ADDRESSES}"
        ) from error


def _must_match(server: Server, owner: dict[str, Any]) -> None:
    there = (str(owner.get("host", "localhost")), int(owner.get("port", 5432)), str(owner.get("dbname", "teladan")))
    if there != (server.host, server.port, server.database):
        raise Refusal(f"DATABASE_URL dan DATABASE_OWNER_URL menunjuk basis data yang berbeda. {TWO_ADDRESSES}")


def ensure_reachable(server: Server) -> Server:
    """The same server with its version, after checking that we may do there what we must.

    Raises Refusal when it can't be reached, is too old, or a lone role may not make the two roles.
    """
    try:
        with server.connect_as_maker() as connection:
            version = connection.info.server_version // 10_000
            row = connection.execute(
                "SELECT rolsuper OR (rolcreaterole AND rolcreatedb) FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        if server.administrator is None:
            psycopg.connect(
                **server.parameters(server.application, server.database), connect_timeout=CONNECT_SECONDS
            ).close()
    except psycopg.Error as error:
        raise Refusal(
            f"Basis data di {server.host}:{server.port} tidak dapat dihubungi: {first_line(error)}"
        ) from error
    if version < OLDEST:
        raise Refusal(f"PostgreSQL {version} terlalu lama; Teladan membutuhkan versi {OLDEST} atau lebih baru.")
    if server.administrator is not None and not (row and row[0]):
        raise Refusal(
            f"Peran {server.administrator.user} di DATABASE_URL tidak boleh membuat peran dan basis data. "
            + TWO_ADDRESSES
        )
    return replace(server, version=version)
