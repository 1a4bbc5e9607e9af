"""Runs the web server: granian with two worker processes of four threads each."""

import multiprocessing
import os
import socket

from teladan.site.database import THREADS
from teladan.site.refusal import Refusal

FIRST_PORT, LAST_PORT = 8000, 8099
LOOPBACK = ("127.0.0.1", "::1", "localhost")
STOP_SECONDS = 10  # for requests under way when the server is told to stop


def check_production() -> None:
    """Refuse to serve when the mode isn't said or the settings have errors that matter in production.

    Raises Refusal naming what is missing.
    """
    mode = os.environ.get("TELADAN_MODE", "produksi")
    if mode == "produksi" and not os.environ.get("DATABASE_URL"):
        raise Refusal(
            "mode produksi membutuhkan DATABASE_URL (lihat docs/guide). "
            "Untuk mencoba di komputer ini jalankan `make demo`, atau isi TELADAN_MODE=pengembangan."
        )
    os.environ["TELADAN_MODE"] = mode


def check_settings() -> None:
    """Run Django's own deployment checks in production mode. Raises Refusal listing the errors."""
    from django.conf import settings
    from django.core import checks

    if os.environ.get("TELADAN_MODE") != "produksi":
        return
    found = checks.run_checks(include_deployment_checks=True)
    errors = [message for message in found if message.is_serious() and not message.is_silenced()]
    if errors:
        raise Refusal("pengaturan ditolak:\n" + "\n".join(f"  {message.id}: {message.msg}" for message in errors))
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.is_file():
        raise Refusal("berkas tampilan belum dikumpulkan: jalankan `teladan assets --kumpulkan`.")


def serve(*, host: str, port: int, workers: int = 2) -> int:
    """Serve until SIGINT or SIGTERM; returns 0. Raises Refusal when the port is taken, or the host is not allowed."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _keep_the_demo_at_home(host)
    must_be_free(host, port)
    # Fresh processes: a forked one would share our database connections.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ["TELADAN_PARENT"] = str(os.getpid())
    Granian(
        "teladan.site.web_worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def _keep_the_demo_at_home(host: str) -> None:
    """Outside production the keys are public and anybody may log in as anybody: this computer only. Raises Refusal."""
    if os.environ.get("TELADAN_MODE", "produksi") != "produksi" and host not in LOOPBACK:
        raise Refusal(f"di luar mode produksi server hanya boleh mendengar di {LOOPBACK[0]}, bukan di {host}.")


def must_be_free(host: str, port: int) -> None:
    """Raises Refusal when another program listens there."""
    if not is_free(host, port):
        raise Refusal(f"port {port} di {host} sudah dipakai program lain; pilih port lain dengan --port.")


def is_free(host: str, port: int) -> bool:
    """True when we may listen on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def demo_port(host: str, wanted: int | None) -> int:
    """The wanted port, else 8000 or the next free one. Raises Refusal when the wanted one, or all, are taken."""
    if wanted is not None:
        must_be_free(host, wanted)
        return wanted
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if is_free(host, port):
            return port
    raise Refusal(f"tidak ada port bebas antara {FIRST_PORT} dan {LAST_PORT}; tentukan satu dengan TELADAN_PORT.")
