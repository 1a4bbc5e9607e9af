"""The checkout's own database cluster: laid out in one step, started or found running, stopped by its last user."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from teladan.site.postgres import state
from teladan.site.postgres.binaries import Binaries, Origin, VersionMismatch, choose
from teladan.site.postgres.runner import Runner, Say, find_runner, reachable_binaries, remove_leftovers, server_folder
from teladan.site.postgres.server import Login, Server, first_line
from teladan.site.refusal import Refusal

HOST = "127.0.0.1"
PORTS = range(20_000, 32_000)  # below the range that outgoing connections take
START_SECONDS = 120  # recovery after a crash included
STOP_SECONDS = 60
ADMINISTRATOR, OWNER, APPLICATION = "teladan_admin", "teladan_owner", "teladan_app"
_started: list["subprocess.Popen[bytes]"] = []  # kept, because the server outlives the function that starts it


@dataclass(frozen=True)
class Postmaster:
    """What the server wrote about itself into its data folder."""

    pid: int
    port: int


def ensure_running(say: Say) -> Server:
    """Lay out the cluster if there is none, start it if it doesn't run. The caller holds the starting lock.

    Raises Refusal when versions don't fit, nothing can be started, or passwords were lost.
    """
    runner = find_runner()
    place = server_folder(runner, say)
    data = place / "postgres"
    _set_broken_folder_aside(data, say)
    try:
        found = choose(data_version(data))
    except VersionMismatch as error:
        raise Refusal(_mismatch_text(data, error)) from error
    binaries = reachable_binaries(found, runner, place, say)
    if not data.exists():
        _lay_out(binaries, runner, data, say)
    elif "admin" not in state.read_json(state.secrets_file()):
        raise Refusal(
            f"Kata sandi untuk data di {data} tidak ada lagi ({state.secrets_file()}). Kembalikan berkas itu, "
            "atau mulai dari data kosong dengan `make clean-data`."
        )
    port = _attach(data)
    if port is None:
        port = _start(binaries, runner, data)
    state.write_json(state.server_file(), {"port": port, "origin": binaries.origin, "version": binaries.version})
    return _describe(port, binaries.origin, binaries.version)


def remembered() -> Server | None:
    """The server of the last start, running or not; None before the first."""
    last = state.read_json(state.server_file())
    return _describe(int(last["port"]), last["origin"], int(last["version"])) if last else None


def _describe(port: int, origin: Origin, version: int) -> Server:
    """The server's value, with roles and passwords from the secrets file."""
    return Server(
        mode=origin,
        host=HOST,
        port=port,
        version=version,
        administrator=_login(ADMINISTRATOR, "admin"),
        owner=_login(OWNER, "owner"),
        application=_login(APPLICATION, "application"),
    )


def _login(user: str, secret: str) -> Login:
    return Login(user, state.ensure_secret(secret))


def data_version(data: Path) -> int | None:
    """The major version that wrote the folder, None when there is no folder."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _mismatch_text(data: Path, error: VersionMismatch) -> str:
    installed = ", ".join(str(version) for version in error.installed)
    return (
        f"Data di {data} ditulis oleh PostgreSQL {error.data}, tetapi yang terpasang hanya versi {installed}. "
        f"Data tidak disentuh. Pilihan: pasang PostgreSQL {error.data}; atau simpan data lama dan mulai baru dengan "
        f"`mv {data} {data}-{error.data}`; atau hapus data demo dengan `make clean-data`."
    )


def _set_broken_folder_aside(data: Path, say: Say) -> None:
    """A folder without version or control file was killed mid-write: keep it under another name and start anew."""
    if not data.exists() or ((data / "PG_VERSION").is_file() and (data / "global" / "pg_control").is_file()):
        return
    aside = data.with_name(f"{data.name}-rusak-{datetime.now(UTC):%Y%m%d%H%M%S%f}")
    os.replace(data, aside)
    say(f"Folder data setengah jadi dipindahkan ke {aside.name}; data baru disiapkan.")


def _lay_out(binaries: Binaries, runner: Runner, data: Path, say: Say) -> None:
    """Make the cluster in a side folder; it takes its name only when complete."""
    remove_leftovers(data.parent, data.name + ".baru")
    say(f"Menyiapkan PostgreSQL {binaries.version} ({'dari paket' if binaries.origin == 'wheel' else 'dari sistem'}) …")
    password = _login(ADMINISTRATOR, "admin").password
    _login(OWNER, "owner")
    _login(APPLICATION, "application")
    side = Path(tempfile.mkdtemp(prefix=data.name + ".baru.", dir=data.parent))
    (side / "password").write_text(password, encoding="ascii")
    runner.own(side / "password")
    runner.own(side)
    done = _initdb(binaries, runner, side, "C.UTF-8")
    if done.returncode and "locale" in done.stderr:
        done = _initdb(binaries, runner, side, "C")
    if done.returncode == 0:
        os.replace(side / "data", data)
    shutil.rmtree(side, ignore_errors=True)
    if done.returncode:
        raise Refusal(f"PostgreSQL gagal menyiapkan data: {done.stderr.strip() or done.stdout.strip()}")


def _initdb(binaries: Binaries, runner: Runner, side: Path, locale: str) -> "subprocess.CompletedProcess[str]":
    """Run initdb in the side folder, which only the server's user may enter; the password waits there in a file."""
    command = [binaries.program("initdb"), "-D", str(side / "data"), "-U", ADMINISTRATOR]
    command += [f"--pwfile={side / 'password'}", "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"]
    command += ["--locale-provider=libc", f"--locale={locale}"]
    return subprocess.run(
        command,
        **runner.arguments(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=_environment(),
        check=False,
    )


def _environment() -> dict[str, str]:
    """The server sees none of our variables; PGDATA, PGPORT and the like would change what it does."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def running(data: Path) -> Postmaster | None:
    """The live server of this data folder, None when there is none.

    A process counts only if its working folder is the data folder, so a reused process number deceives nobody.
    """
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid, port = int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return None
    return Postmaster(pid, port) if _serves(pid, data) else None


def _serves(pid: int, data: Path) -> bool:
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", data) and not _is_zombie(pid)
    except FileNotFoundError:
        return False
    except PermissionError:  # another user's process; the password decides
        return True


def _is_zombie(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


def _attach(data: Path) -> int | None:
    """The port of a server that already runs on this folder and knows our password; None when none runs.

    Waits while it is starting, recovering or shutting down.
    """
    deadline = time.monotonic() + START_SECONDS
    reason = ""
    while time.monotonic() < deadline:
        found = running(data)
        if found is None:
            return None
        reason = _refuses(found.port)
        if not reason:
            return found.port
        if "password authentication failed" in reason:
            break
        time.sleep(0.2)
    raise Refusal(f"PostgreSQL di {data} sudah berjalan tetapi tidak dapat dipakai: {reason}")


def _refuses(port: int) -> str:
    """Why the server doesn't let us in; empty when it does."""
    try:
        _probe(port).close()
    except psycopg.OperationalError as error:
        return first_line(error)
    return ""


def _probe(port: int) -> "psycopg.Connection[tuple[object, ...]]":
    login = _login(ADMINISTRATOR, "admin")
    return psycopg.connect(
        host=HOST, port=port, user=login.user, password=login.password, dbname="postgres", connect_timeout=5
    )


def _start(binaries: Binaries, runner: Runner, data: Path) -> int:
    """Start the server on a free port and wait until it answers; other ports and leftovers are tried in turn."""
    (data / "postmaster.pid").unlink(missing_ok=True)  # nobody serves this folder: see running()
    deadline = time.monotonic() + START_SECONDS
    reason = ""
    while time.monotonic() < deadline:
        port = _free_port()
        log = state.data_folder() / "postgres.log"
        mark = log.stat().st_size if log.exists() else 0
        process = _spawn(binaries, runner, data, port, log)
        reason = _wait_until_ready(process, port, deadline)
        if not reason:
            return port
        reason = _log_tail(log, mark) or reason
        if not any(sign in reason for sign in ("could not bind", "in use", "could not create any TCP")):
            break
        time.sleep(0.5)
    raise Refusal(f"PostgreSQL tidak dapat dijalankan di {data}: {reason}")


def _spawn(binaries: Binaries, runner: Runner, data: Path, port: int, log: Path) -> "subprocess.Popen[bytes]":
    """The server in a process group of its own, so that Ctrl-C in the terminal doesn't reach it."""
    settings = {
        "listen_addresses": HOST,
        "port": str(port),
        "unix_socket_directories": "",
        "logging_collector": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        # A refused statement carries what people wrote, its detail the whole row: neither belongs in a log file.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "shared_buffers": "128MB",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as stream:
        log.chmod(0o600)
        process = subprocess.Popen(
            [binaries.program("postgres"), "-D", str(data), *options],
            **runner.arguments(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            env=_environment(),
            start_new_session=True,
        )
    _started.append(process)
    return process


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, deadline: float) -> str:
    """Empty when the server answers, else why it doesn't."""
    reason = "tidak menjawab"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return f"berhenti dengan status {process.returncode}"
        reason = _refuses(port)
        if not reason:
            return ""
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    return reason


def _log_tail(log: Path, mark: int) -> str:
    """The complaints the server wrote since `mark`, as one line."""
    with log.open("rb") as stream:
        stream.seek(mark)
        lines = stream.read().decode("utf-8", errors="replace").splitlines()
    return " ".join(line.strip() for line in lines if "FATAL" in line or "could not" in line or "HINT" in line)


def _free_port() -> int:
    """The remembered port if it is still free, else a random free one."""
    remembered = state.read_json(state.server_file()).get("port")
    tries = ([int(remembered)] if remembered else []) + random.SystemRandom().sample(PORTS, 50)
    for port in tries:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise Refusal(f"Tidak ada port bebas di {HOST} antara {PORTS.start} dan {PORTS.stop}.")


def stop_running() -> bool:
    """Shut the server down in order and wait; True when one was running. The caller holds the starting lock."""
    for data in data_folders():
        found = running(data)
        if found is None:
            continue
        try:
            os.kill(found.pid, signal.SIGINT)
        except ProcessLookupError:
            return True
        except PermissionError as error:
            raise Refusal("PostgreSQL dijalankan pengguna lain; hentikan sebagai pengguna itu.") from error
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and running(data) is not None:
            time.sleep(0.05)
        for process in _started:
            process.poll()
        return True
    return False


def data_folders() -> list[Path]:
    """Where this checkout's cluster is or would be: in the data folder, and at the remembered place elsewhere."""
    home = state.data_folder()
    place = state.read_json(home / "place.json").get("folder")
    return [home / "postgres", *([Path(place) / "postgres"] if place else [])]


def remove_everything() -> list[Path]:
    """Stop the server and delete the data folder with all it stores; returns the folders that were deleted."""
    home = state.data_folder()
    stop_running()
    place = state.read_json(home / "place.json").get("folder")
    gone = [folder for folder in ([Path(place)] if place else []) + [home] if folder.is_dir()]
    for folder in gone:
        shutil.rmtree(folder)
    return gone
