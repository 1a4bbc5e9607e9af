"""`teladan import`: check workbooks, show what they would change, apply them. The same operations as the page."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from teladan.intake import operations
from teladan.intake.enums import RunStatus
from teladan.intake.models import ImportRun
from teladan.intake.problems import FileRefused, IntakeError, Problem
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency

READING_SECONDS = 60.0  # nobody waits at a page
FINE, TO_MEND, REFUSED = 0, 1, 2


class _Refused(Exception):
    """The command can't go on; the text says why and what to do."""


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 when all is well, 1 when rows need mending, 2 when it can't be done at all."""
    options = _parser().parse_args(argv)
    at = datetime.now(UTC)
    try:
        contents = [(path, path.read_bytes()) for path in options.file]
        with transaction.atomic():
            status = _all(contents, options, at)
            if not options.terapkan:
                # Files build on one another: each is applied for the next one's check, and all of it is taken back.
                transaction.set_rollback(True)
        return status
    except OSError as error:
        _say(f"Berkas {error.filename} tidak dapat dibaca: {error.strerror}.", error=True)
    except (_Refused, IntakeError) as error:
        _say(str(error), error=True)
    return REFUSED


def _all(contents: list[tuple[Path, bytes]], options: argparse.Namespace, at: datetime) -> int:
    agency = _agency(options.instansi, options.buat, at)
    with bound(agency.pk):
        return max([_one(path, content, agency, options, at) for path, content in contents])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="teladan import", description="Memeriksa buku kerja Excel baris demi baris, lalu menerapkannya."
    )
    parser.add_argument("file", nargs="+", type=Path, help="berkas .xlsx menurut templat; urutannya diikuti")
    parser.add_argument("--instansi", required=True, metavar="KODE", help="kode instansi, misalnya kota-medan")
    parser.add_argument("--buat", metavar="NAMA", help="buat instansi ini bila belum ada")
    parser.add_argument("--terapkan", action="store_true", help="terapkan; tanpa ini hanya memeriksa")
    parser.add_argument(
        "--hanya-yang-benar", action="store_true", help="terapkan baris yang benar walau ada yang perlu diperbaiki"
    )
    return parser


def _agency(code: str, name: str | None, at: datetime) -> Agency:
    agency = Agency.objects.filter(code=code).first()
    if agency is None and name:
        agency = operations.create_agency(code=code, name=name, by=None, at=at)
    if agency is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)[:20])
        raise _Refused(f"Instansi «{code}» belum ada. Tambahkan --buat NAMA, atau pilih: {known or 'belum ada'}.")
    return agency


def _one(path: Path, content: bytes, agency: Agency, options: argparse.Namespace, at: datetime) -> int:
    try:
        run = operations.check(
            content=content, file_name=path.name, agency=agency, by=None, at=at, seconds=READING_SECONDS
        )
    except FileRefused as refusal:
        raise _Refused(f"{path.name}: {refusal}") from refusal
    _say(f"{path.name}: {_summary(run)}")
    for stored in run.problems:
        _say(f"  {Problem(*stored)}", error=True)
    if run.problem_count > len(run.problems):
        _say(f"  … dan {run.problem_count - len(run.problems)} lainnya.", error=True)
    for sheet, row, column, old, new in run.changes[:20]:
        _say(f"  {sheet}, baris {row}, {column}: {old} → {new}")
    if run.status == RunStatus.FAULTY or (run.problem_count and not options.hanya_yang_benar):
        return TO_MEND
    operations.apply(run=run, by=None, at=at, only_good=options.hanya_yang_benar)
    if options.terapkan:
        _say("  Diterapkan.")
    return TO_MEND if run.problem_count else FINE


def _summary(run: ImportRun) -> str:
    parts = [
        f"{name} {new} baru, {changed} berubah, {same} tetap" + (f", {bad} perlu diperbaiki" if bad else "")
        for name, (new, changed, same, bad) in run.counts.items()
    ]
    return "; ".join(parts) or "tidak ada baris yang dapat dibaca"


def _say(sentence: str, *, error: bool = False) -> None:
    print(sentence, file=sys.stderr if error else sys.stdout)
