"""A worker started by a demo ends with it, also when the demo dies before the worker has asked to be ended."""

import os
import subprocess
import sys
import time

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
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    tied, pid = parent.stdout.readline().split()

    parent.kill()
    parent.wait()

    assert tied == "True"
    for _ in range(100):
        if not os.path.exists(f"/proc/{pid}"):
            break
        time.sleep(0.1)
    assert not os.path.exists(f"/proc/{pid}")
