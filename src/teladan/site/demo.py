"""`make demo`: everything from an empty checkout to a page with a log-in list, repeatable after any interruption."""

import fcntl
import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from psycopg import sql

from teladan.site.postgres import Server, state
from teladan.site.refusal import Refusal
from teladan.site.running import database_name, django_as_application, ready_server, say
from teladan.site.serving import demo_port, serve

HOST = "127.0.0.1"
ANSWER_SECONDS = 60
WORKER_STOP_SECONDS = 10
DEMO_MARK = "teladan: demo"


def run(*, port: int | None, prepare_only: bool) -> int:
    """Prepare and serve the demo until Ctrl-C; returns the exit status.

    Each step checks what is already there, so a second run finishes what a killed one left.
    """
    if os.environ.get("TELADAN_MODE", "demo") != "demo":
        raise Refusal("demo tidak berjalan dalam mode lain. Kosongkan TELADAN_MODE lalu ulangi.")
    os.environ["TELADAN_MODE"] = "demo"
    wanted = port or _port_from_environment()
    with ready_server() as server:
        origin = {"url": "dari DATABASE_URL", "system": "dari sistem", "wheel": "dari paket"}[server.mode]
        _step(1, f"PostgreSQL {server.version} ({origin}) berjalan di {server.host}:{server.port}")
        with _one_at_a_time():
            _step(2, "Gaya, huruf, dan terjemahan")
            _build_assets()
            _step(3, "Basis data")
            _run_migrations()
            with django_as_application():
                _refuse_real_data(server)
                _step(4, "Data contoh")
                _load()
                people = _log_in_list()
        if prepare_only:
            return 0
        chosen = demo_port(HOST, wanted)
        threading.Thread(target=_welcome, args=(chosen, people), daemon=True).start()
        with _worker_beside():
            return serve(host=HOST, port=chosen)


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A process for background jobs while the demo serves, so that a large import finishes here too."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "teladan.site.cli", "worker"],
        env={**os.environ, "TELADAN_PARENT": str(os.getpid())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone; we end it in order
    )
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=WORKER_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()


def _step(number: int, text: str) -> None:
    say(f"[{number}/4] {text}")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two demos of one checkout prepare one after the other; the system drops a killed one's lock."""
    with (state.ensure_data_folder() / "demo.lock").open("a", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("      Demo lain dari salinan ini sedang menyiapkan data; menunggu …")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _build_assets() -> None:
    from teladan.site.assets_build import build

    for line in build():
        say(f"      {line}")


def _run_migrations() -> None:
    """Migrate in a process of its own, because it acts as the owner role. Raises Refusal when it fails."""
    done = subprocess.run([sys.executable, "-m", "teladan.site.cli", "migrate"], check=False)
    if done.returncode:
        raise Refusal("basis data tidak dapat disiapkan; lihat pesan di atas.")


def _refuse_real_data(server: Server) -> None:
    """On a server of others only a database that was empty at the first demo gets invented people.

    The mark is a comment on the database, made before anything is loaded.
    Raises Refusal when there are agencies but no mark.
    """
    from teladan.tenancy.models import Agency

    if server.mode != "url":
        return
    with server.connect(server.owner, database_name(server)) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        if row == (DEMO_MARK,):
            return
        if Agency.objects.exists():
            raise Refusal(
                "basis data di DATABASE_URL sudah berisi instansi; demo tidak mencampurinya. Pakai basis data lain."
            )
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(statement.format(sql.Identifier(database_name(server)), sql.Literal(DEMO_MARK)))


def _load() -> None:
    """Load the example workbooks; each progress line carries a count."""
    from teladan.intake.demo import load

    began = time.monotonic()
    load(lambda line: say(f"      {line}"))
    say(f"      selesai dalam {time.monotonic() - began:.0f} detik")


def _port_from_environment() -> int | None:
    text = os.environ.get("TELADAN_PORT", "")
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refusal(f"TELADAN_PORT bernilai «{text}»; isi angka 1–65535.")
    return int(text)


def _log_in_list() -> list[str]:
    """Whom to log in as, one line each, grouped by agency."""
    from teladan.trust.demo import accounts

    lines: list[str] = []
    agency = ""
    for account in accounts():
        if account.agency != agency:
            agency = account.agency
            lines.append(f"  {agency}")
        lines.append(f"    {account.name} ({account.login}): {account.description}")
    return ["Masuk sebagai (pilih namanya di halaman masuk, tanpa kata sandi):", *lines, ""] if lines else []


def _welcome(port: int, people: list[str]) -> None:
    """Print the address once the server answers."""
    deadline = time.monotonic() + ANSWER_SECONDS
    answer: int | None = None
    while time.monotonic() < deadline and answer is None:
        answer = _status(port)
        time.sleep(0.2)
    if answer == HTTPStatus.OK:
        say("\n".join([f"\nTeladan siap: http://{HOST}:{port}/   (Ctrl-C untuk berhenti)\n", *people]))
    else:
        say(f"Server di port {port} tidak menjawab dengan benar ({answer}); lihat pesan di atas.")


def _status(port: int) -> int | None:
    """The status of the server's own probe page, None while nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/sehat/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
