"""Django's view of the database: which role and which database this process uses."""

import os
from typing import Any

from teladan.site.postgres import known_server
from teladan.site.postgres.cluster import APPLICATION

OWNER_ROLE, APPLICATION_ROLE = "pemilik", "aplikasi"
THREADS = 4  # per worker; pool size = threads, so that no request waits for a connection


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES for this process; starts nothing, so that tools may read the settings without a server.

    TELADAN_ROLE chooses the role (`aplikasi`, the default, or `pemilik`), TELADAN_DATABASE another database name.
    Only the application role pools connections.
    """
    server = known_server()
    role = os.environ.get("TELADAN_ROLE", APPLICATION_ROLE)
    if role not in (OWNER_ROLE, APPLICATION_ROLE):
        raise ValueError(f"TELADAN_ROLE bernilai «{role}»; isi {APPLICATION_ROLE} atau {OWNER_ROLE}.")
    base: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}, "CONN_MAX_AGE": 0}
    if server is None:
        return {"default": {**base, "NAME": "teladan", "HOST": "127.0.0.1", "PORT": "1"}}
    login = server.owner if role == OWNER_ROLE else server.application
    options: dict[str, Any] = dict(server.options)
    if role == APPLICATION_ROLE:
        options["pool"] = {"min_size": 1, "max_size": THREADS, "timeout": 10}
    return {
        "default": {
            **base,
            "NAME": os.environ.get("TELADAN_DATABASE") or server.database,
            "USER": login.user,
            "PASSWORD": login.password,
            "HOST": server.host,
            "PORT": str(server.port),
            "OPTIONS": options,
        }
    }


def application_role() -> str:
    """The name of the role that serves, for GRANT and REVOKE in migrations."""
    server = known_server()
    return server.application.user if server else APPLICATION
