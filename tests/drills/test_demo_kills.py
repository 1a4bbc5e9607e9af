"""`make demo` is killed at random instants, from an empty checkout on, and starts again each time.

The kill takes make and everything it started that shares its session; in every second trial the database server too.
The seed is printed; TELADAN_SEED repeats a run, TELADAN_TRIALS changes its length.
"""

import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from teladan.site.postgres import cluster

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("TELADAN_SEED", time.time()))
TRIALS = int(os.environ.get("TELADAN_TRIALS", "20"))
WITHOUT_ENVIRONMENT = 4  # every so many trials also lose the virtual environment, so that its making is killed as well
READY_SECONDS = 600  # generous: the machine may be shared; how long it takes is measured elsewhere
STOP_SECONDS = 60
AGENCIES = ("Pemerintah Daerah X", "Pemerintah Kota Medan")
READY = re.compile(r"Teladan siap: http://127\.0\.0\.1:(\d+)/")


@dataclass
class Demo:
    """One running `make demo` in a session of its own, and what it has said."""

    process: "subprocess.Popen[bytes]"
    log: Path

    @classmethod
    def start(cls, checkout: Path, log: Path) -> "Demo":
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("TELADAN", "DATABASE"))
        }
        with log.open("wb") as stream:
            process = subprocess.Popen(
                ["env", "--default-signal=INT", "make", "demo"],  # a job in the background would ignore Ctrl-C
                cwd=checkout,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        return cls(process, log)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until_ready(self) -> int:
        """The port of the demo's address; fails with what it said when it ends or takes too long."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            found = READY.search(self.said())
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.kill()
        pytest.fail(f"make demo didn't become ready\n{self.said()}")

    def kill(self) -> None:
        """Kill every process of the session at once, whatever its process group."""
        for member in _session_members(self.process.pid):
            try:
                os.kill(member, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def interrupt(self) -> int:
        """Ctrl-C, as a terminal sends it; the exit status of make."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=STOP_SECONDS)


def _session_members(session: int) -> list[int]:
    members = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if os.getsid(int(entry.name)) == session:
                members.append(int(entry.name))
        except (ProcessLookupError, PermissionError):
            continue
    return members


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A fresh clone of the committed state; its server and data are removed at the end."""
    place = Path(tempfile.mkdtemp(prefix="teladan-gangguan-"))
    place.chmod(0o711)
    folder = place / "teladan"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    yield folder
    remove_data(folder)
    shutil.rmtree(place)


def remove_data(checkout: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELADAN_DATA", str(checkout / ".data"))
        cluster.remove_everything()


def kill_database(checkout: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELADAN_DATA", str(checkout / ".data"))
        running = [cluster.running(folder) for folder in cluster.data_folders()]
    for found in filter(None, running):
        os.kill(found.pid, signal.SIGKILL)


def log_in_page(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/masuk/")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture(scope="module")
def seconds_to_ready(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, float]:
    """How long the demo takes from an empty checkout: with (True) and without making the environment first."""
    taken = {}
    for with_environment in (True, False):
        remove_data(checkout)
        began = time.monotonic()
        demo = Demo.start(checkout, tmp_path_factory.mktemp("log") / "log")
        demo.wait_until_ready()
        taken[with_environment] = time.monotonic() - began
        demo.interrupt()
    print(f"\nseed {SEED}; ready after {taken[True]:.0f} s with a new environment, {taken[False]:.0f} s without")
    return taken


@pytest.mark.drill
@pytest.mark.parametrize("trial", range(TRIALS))
def test_killed_demo_starts_again(
    checkout: Path, seconds_to_ready: dict[bool, float], tmp_path: Path, trial: int
) -> None:
    draw = random.Random(SEED * 1000 + trial)
    new_environment = trial % WITHOUT_ENVIRONMENT == 0
    remove_data(checkout)
    if new_environment:
        shutil.rmtree(checkout / ".venv", ignore_errors=True)
    instant = draw.uniform(0, seconds_to_ready[new_environment] * 1.1)

    victim = Demo.start(checkout, tmp_path / "victim.log")
    time.sleep(instant)
    victim.kill()
    if trial % 2:
        kill_database(checkout)
    last = victim.said().splitlines()[-1:]
    demo = Demo.start(checkout, tmp_path / "demo.log")
    port = demo.wait_until_ready()
    page = log_in_page(port)
    people = demo.said().partition("Masuk sebagai")[2]
    demo.interrupt()

    print(f"trial {trial}: killed after {instant:.1f} s, at {last}")
    assert page == 200
    assert [agency for agency in AGENCIES if agency not in people] == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELADAN_DATA", str(checkout / ".data"))
        assert [cluster.running(folder) for folder in cluster.data_folders()] == [None] * len(cluster.data_folders())
