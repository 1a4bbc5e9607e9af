"""What the controller remembers between runs: the data folder, secrets, the server's port, and the locks."""

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from teladan.site.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parents[4]
PASSWORD_BYTES = 24


def data_folder() -> Path:
    """The folder of everything this checkout stores: `TELADAN_DATA`, else `.data` in the checkout."""
    return Path(os.environ.get("TELADAN_DATA") or CHECKOUT / ".data").absolute()


def ensure_data_folder() -> Path:
    """Make the data folder; other users may pass through it, never list it.

    Raises Refusal when the folder belongs to somebody else or can't be written.
    """
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o711)
    except OSError as error:
        raise Refusal(_unwritable(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refusal(_unwritable(folder))
    return folder


def _unwritable(folder: Path) -> str:
    return (
        f"Folder data {folder} tidak dapat ditulis oleh pengguna ini. "
        "Jalankan sebagai pemiliknya, atau tentukan folder lain: TELADAN_DATA=/folder/lain."
    )


def read_json(path: Path) -> dict[str, Any]:
    """The object stored in `path`; empty when the file is missing. Raises Refusal when it can't be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except PermissionError as error:
        raise Refusal(
            f"Berkas {path} milik pengguna lain. Jalankan sebagai pemiliknya, atau TELADAN_DATA=/folder/lain."
        ) from error
    except ValueError as error:
        raise Refusal(f"Berkas {path} rusak. Pindahkan berkas itu lalu ulangi perintah.") from error
    return dict(found)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Replace `path` as one step, readable by its owner alone; a kill leaves the old or the new content."""
    handle, side = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1, sort_keys=True)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(side, path)


def secrets_file() -> Path:
    return data_folder() / "secrets.json"


def ensure_secret(name: str) -> str:
    """The stored random secret of that name, made at first use."""
    stored = read_json(secrets_file())
    if name not in stored:
        ensure_data_folder()
        stored[name] = secrets.token_urlsafe(PASSWORD_BYTES)
        write_json(secrets_file(), stored)
    return str(stored[name])


def server_file() -> Path:
    return data_folder() / "server.json"


@contextmanager
def starting_lock() -> Iterator[None]:
    """Only one process at a time starts, stops or lays out the server; released by the system when it is killed."""
    with _open_lock(ensure_data_folder() / "starting.lock") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


class Users:
    """Counts the processes that use the server by a shared lock, so that the last one may stop it.

    The operating system drops a killed process's lock, so the count is never wrong.
    """

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def join(self) -> None:
        if self._stream is None:
            self._stream = _open_lock(data_folder() / "users.lock")
            fcntl.flock(self._stream, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Give up our share; True when nobody else uses the server."""
        if self._stream is None:
            return False
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            return False
        finally:
            self._stream.close()
            self._stream = None


def _open_lock(path: Path) -> TextIO:
    try:
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise Refusal(_unwritable(path.parent)) from error
