"""Opening a workbook in a child process that can hurt nobody: little memory, little time, no environment.

The parent calls `read`; the child is this module run as a program. Bytes in on stdin, JSON lines out on stdout. The
child imports neither Django nor anything that could reach the network or the database.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from teladan.intake.archive import Limits, Suspect, inspect

MEMORY = 1024 * 1024 * 1024
MAX_OUTPUT = 48 * 1024 * 1024
WALL_SECONDS = 4.5  # a page answers within 5 seconds, whatever it was sent
MAX_FILE = 20 * 1024 * 1024
LIMITS = Limits(rows=50_001, columns=60)
MAX_SHEETS = 40

# A cell: text, number, truth, nothing, or [ISO text] for a day or an instant.
Cell = str | float | bool | None | list[str]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands in the file: header words and rows with the number Excel shows."""

    name: str
    header: list[Cell]
    rows: list[tuple[int, list[Cell]]]


@dataclass(frozen=True, slots=True)
class RawBook:
    """All sheets of a file in their order."""

    sheets: list[RawSheet]


def read(content: bytes, seconds: float = WALL_SECONDS) -> bytes:
    """The cells of an .xlsx as JSON lines for `parse`. Raises Suspect with a code when the file is refused.

    `seconds` is the wall time the child may take; its memory is limited to 1 GB and its output to 48 MB.
    """
    if len(content) > MAX_FILE:
        raise Suspect("terlalu_besar")
    source = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-m", "teladan.intake.reader", str(int(seconds) + 1)],
        env={"PYTHONPATH": source, "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    try:
        output, _ = child.communicate(content, timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise Suspect("terlalu_lama") from None
    if child.returncode == REFUSED:
        told = json.loads(output)
        raise Suspect(told["code"], told["detail"])
    if child.returncode:
        raise Suspect("terlalu_berat")
    return output


def parse(lines: bytes) -> RawBook:
    """What `read` gave, as sheets. Rows without any cell are left out, numbers stay those of Excel."""
    sheets: list[RawSheet] = []
    for line in lines.splitlines():
        part = json.loads(line)
        if isinstance(part, dict):
            sheets.append(RawSheet(part["sheet"], part["header"], []))
        else:
            sheets[-1].rows.append((part[0], part[1]))
    return RawBook(sheets)


# ------------------------------------------------------------------------------------------------ the child

REFUSED = 3


def _main(seconds: int) -> int:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(limit, (value, value))
    try:
        content = sys.stdin.buffer.read(MAX_FILE + 1)
        inspect(content, LIMITS)
        sys.stdout.buffer.writelines(_limited(_lines(content)))
        return 0
    except Suspect as suspect:
        sys.stdout.write(json.dumps({"code": suspect.code, "detail": suspect.detail}))
        return REFUSED


def _limited(lines: Iterator[bytes]) -> list[bytes]:
    """All lines, held back until the last one is known to fit."""
    kept, size = [], 0
    for line in lines:
        size += len(line)
        if size > MAX_OUTPUT:
            raise Suspect("terlalu_besar")
        kept.append(line)
    return kept


def _lines(content: bytes) -> Iterator[bytes]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(BytesIO(content))
    except (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError, OSError) as error:
        raise Suspect("rusak") from error
    if len(book.sheet_names) > MAX_SHEETS:
        raise Suspect("terlalu_banyak_lembar", str(len(book.sheet_names)))
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_moment, allow_nan=False).encode
    for name in book.sheet_names:
        yield from _sheet(name, _rows(book, name), encode)


def _rows(book: Any, name: str) -> list[list[Any]]:
    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > LIMITS.rows or sheet.total_width > LIMITS.columns:
            raise Suspect("terlalu_banyak_baris", name)
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise Suspect("rusak", name) from error
    return rows


def _sheet(name: str, rows: list[list[Any]], encode: Any) -> Iterator[bytes]:
    header = rows[0] if rows else []
    yield encode({"sheet": name, "header": [cell if cell != "" else None for cell in header]}).encode() + b"\n"
    for number, cells in enumerate(rows[1:], start=2):
        given = [cell if cell != "" else None for cell in cells]
        if any(cell is not None for cell in given):
            yield encode([number, given]).encode() + b"\n"


def _moment(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return [value.isoformat()]
    if isinstance(value, timedelta):
        return [str(value)]
    raise Suspect("rusak")


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1])))
