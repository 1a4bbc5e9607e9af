"""What processes cost, read from /proc: CPU in seconds, memory in bytes. Linux only."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                parents.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU the living threads of these processes have used so far.

    The scheduler's own nanoseconds where the kernel keeps them, because the usual clock ticks are 10 ms long.
    """
    return sum(_process_seconds(pid) for pid in pids)


def _process_seconds(pid: int) -> float:
    total = 0
    with suppress(OSError, ValueError):
        for task in (PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9 if total else _tick_seconds(pid)


def _tick_seconds(pid: int) -> float:
    with suppress(OSError):
        fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def own_share(pid: int) -> int:
    """PSS: a process's memory, with shared pages divided among their users."""
    return _kilobytes(PROC / str(pid) / "smaps_rollup", "Pss:") * 1024


def peak_resident(pid: int) -> int:
    """The most memory the process ever held at once."""
    return _kilobytes(PROC / str(pid) / "status", "VmHWM:") * 1024


def _kilobytes(path: Path, label: str) -> int:
    for line in path.read_text().splitlines():
        if line.startswith(label):
            return int(line.split()[1])
    raise ValueError(f"{path} has no {label}")
