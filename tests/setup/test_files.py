"""What a stranger relies on: locks with hashes and no host, one build command, no trace of a machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pinned(lock: Path) -> list[str]:
    """The requirements of a lock, each with the lines that continue it."""
    text = "\n".join(
        line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    )
    return [part for part in re.split(r"\n(?=\S)", text.strip()) if part]


@pytest.mark.parametrize("name", ["base", "fairness", "web", "test"])
def test_lock_pins_every_package_with_hashes_and_names_no_host(name: str) -> None:
    lock = ROOT / "requirements" / f"{name}.txt"

    loose = [part for part in pinned(lock) if not re.match(r"[\w.\[\]-]+==\S+.*--hash=sha256:", part, re.DOTALL)]

    assert loose == []
    assert "://" not in lock.read_text(encoding="utf-8")
    assert "index" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["fairness", "web", "test"])
def test_every_direct_dependency_says_why(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()

    unexplained = [line for line in lines if not line.startswith(("#", "-r")) and not re.search(r"  # \w", line)]

    assert unexplained == []


def test_build_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert script.splitlines()[-1].endswith("exec make test")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_make_lists_every_target_of_the_readme() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    targets = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"venv", "demo", "test", "check", "drill", "bench", "screens"} <= targets
    assert [target for target in targets if f"make {target} " not in listed] == []
