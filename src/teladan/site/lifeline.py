"""Processes that must not outlive the one that started them."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
PARENT = "TELADAN_PARENT"


def is_orphan() -> bool:
    """Whether the process that started this one, and said so in TELADAN_PARENT, is gone already."""
    return PARENT in os.environ and os.environ[PARENT] != str(os.getppid())


def tie_to_parent() -> bool:
    """End this process when the one that started it dies, if that one asked for it (TELADAN_PARENT); says whether.

    A killed server then frees its port, and a killed demo leaves no worker behind.
    """
    if os.environ.get(PARENT) != str(os.getppid()):
        return False
    if ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL) == 0 and is_orphan():
        os._exit(1)  # the parent died before we asked
    return True
