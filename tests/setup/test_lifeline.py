"""A worker started by a demo ends with it, also when the demo dies before the worker has asked to be ended."""

import os
import subprocess
import sys
import time
from pathlib import Path

WORKER = [sys.executable, "-m", "teladan.site.cli", "worker"]


def environment(parent: int) -> dict[str, str]:
    return {**os.environ, "TELADAN_MODE": "uji", "TELADAN_PARENT": str(parent)}


def test_worker_whose_parent_is_gone_does_not_start() -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()

    done = subprocess.run(WORKER, env=environment(gone.pid), capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0
    assert done.stdout == ""


def test_tied_process_is_killed_with_its_parent() -> None:
    child = (
        "import os, time; from teladan.site.lifeline import tie_to_parent;"
        " print(tie_to_parent(), os.getpid(), flush=True); time.sleep(60)"
    )
    code = (
        "import os, subprocess, sys, time;"
        f"subprocess.Popen([sys.executable, '-c', {child!r}], env=dict(os.environ, TELADAN_PARENT=str(os.getpid())));"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        tied, pid = parent.stdout.readline().split()
        parent.kill()

    assert tied == "True"
    for _ in range(100):
        if not lives(pid):
            break
        time.sleep(0.1)
    assert not lives(pid)


def lives(pid: str) -> bool:
    """Whether the process runs; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
