"""What granian's worker processes load: the application, which ends when the main process is gone."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux to terminate this process when its parent dies, so that a killed server frees its port."""
    if ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL) == 0 and os.getppid() == 1:
        os._exit(1)  # the parent died before we asked


if os.environ.get("TELADAN_PARENT") == str(os.getppid()):
    end_with_parent()
    # Ctrl-C reaches the main process alone, which then ends its workers in order; a worker told twice may hang.
    os.setpgid(0, 0)

from teladan.site.wsgi import application  # noqa: E402

__all__ = ["application"]
