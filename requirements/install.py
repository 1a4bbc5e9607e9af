"""Builds `.venv` from the hashed locks with plain pip: `python3 requirements/install.py` (see `make venv`).

A finished environment carries a stamp of what it was built from. Without it (first run, or a run that was killed) it is
built anew; with an outdated one the changed packages are installed; with the right one nothing is touched or asked.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / ".siap"
LOCK = ROOT / "requirements" / "test.txt"
PIP = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]


def main() -> int:
    """Bring the environment up to date; the exit status for the shell."""
    if sys.version_info < (3, 11):
        return complain(f"Teladan membutuhkan Python 3.11 atau lebih baru; ini {sys.version.split()[0]}.")
    # A folder can be locked as it is: nothing to leave behind, and a killed run's lock is dropped by the system.
    folder = os.open(ROOT / "requirements", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    place, content = stamp()
    found = STAMP.read_text(encoding="utf-8").split("\n") if STAMP.is_file() else ["", ""]
    if found == [place, content]:
        return 0
    try:
        if found[0] == place:
            STAMP.unlink()
        else:
            make_new()
        install()
    except subprocess.CalledProcessError as error:
        return complain(f"Pemasangan paket gagal (status {error.returncode}); lihat pesan di atas lalu ulangi.")
    except PermissionError as error:
        return complain(f"{error.filename} milik pengguna lain; jalankan sebagai pemilik salinan ini.")
    side = STAMP.with_suffix(".baru")
    side.write_text(f"{place}\n{content}", encoding="utf-8")
    os.replace(side, STAMP)
    return 0


def stamp() -> tuple[str, str]:
    """What the environment depends on: its place with the Python version, and the content of lock and build file."""
    digest = hashlib.sha256(LOCK.read_bytes())
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    digest.update(text.partition("[tool.ruff]")[0].encode())  # below that line are settings of the checks
    return f"{VENV} {sys.version.split()[0]}", digest.hexdigest()


def make_new() -> None:
    """Replace whatever is there by an empty environment. Raises CalledProcessError."""
    if VENV.exists():
        print("Lingkungan .venv belum lengkap; dibuat ulang.", flush=True)
        shutil.rmtree(VENV)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        complain("Modul venv tidak lengkap. Debian: apt install python3-venv")
        made.check_returncode()


def install() -> None:
    """Install the locked packages, then this checkout itself. Raises CalledProcessError."""
    print("Memasang paket Python (sekali saja, sekitar satu menit) …", flush=True)
    subprocess.run([*PIP, "install", "--quiet", "--require-hashes", "-r", str(LOCK)], check=True)
    subprocess.run([*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)


def complain(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
