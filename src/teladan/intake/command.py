"""`teladan import`: check workbooks, show what they would change, apply them. The same operations as the page."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from teladan.intake import operations
from teladan.intake.models import ImportRun
from teladan.intake.problems import FileRefused, IntakeError, Problem
from teladan.site.refusal import Refusal
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency

READING_SECONDS = 60.0  # nobody waits at a page
FINE, NOT_APPLIED = 0, 1


def main(argv: list[str]) -> int:
    """Run the command; 0 when all is well, 1 when rows need mending, 2 (a Refusal) when it can't be done at all."""
    options = _parser().parse_args(argv)
    at = datetime.now(UTC)
    try:
        contents = [(path, path.read_bytes()) for path in options.file]
    except OSError as error:
        raise Refusal(f"berkas {error.filename} tidak dapat dibaca: {error.strerror}.") from error
    agency = _agency(options.instansi, options.buat, at)
    statuses = []
    with transaction.atomic():
        with bound(agency.pk):
            for path, content in contents:
                statuses.append(_one(path, content, agency, options, at))
        if not options.terapkan:
            # Files build on one another: each is applied for the next one's check, and all of it is taken back.
            transaction.set_rollback(True)
    return max(statuses)


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
        raise Refusal(f"instansi «{code}» belum ada. Tambahkan --buat NAMA, atau pilih: {known or 'belum ada'}.")
    return agency


def _one(path: Path, content: bytes, agency: Agency, options: argparse.Namespace, at: datetime) -> int:
    try:
        run = operations.check(
            content=content, file_name=path.name, agency=agency, by=None, at=at, seconds=READING_SECONDS
        )
    except FileRefused as refusal:
        raise Refusal(f"{path.name}: {refusal}") from refusal
    _say(f"{path.name}: {_summary(run)}")
    for stored in run.problems:
        _say(f"  {Problem(*stored)}", error=True)
    if run.problem_count > len(run.problems):
        _say(f"  … dan {run.problem_count - len(run.problems)} lainnya.", error=True)
    for sheet, row, column, old, new in run.changes[:20]:
        _say(f"  {sheet}, baris {row}, {column}: {old} → {new}")
    if run.broken or (run.problem_count and not options.hanya_yang_benar):
        return NOT_APPLIED
    try:
        operations.apply(run=run, by=None, at=at, only_good=options.hanya_yang_benar)
    except IntakeError as error:
        raise Refusal(f"{path.name}: {error}") from error
    if options.terapkan:
        _say("  Diterapkan.")
    return NOT_APPLIED if run.problem_count else FINE


def _summary(run: ImportRun) -> str:
    parts = [
        f"{name} {new} baru, {changed} berubah, {same} tetap" + (f", {bad} perlu diperbaiki" if bad else "")
        for name, (new, changed, same, bad) in run.counts.items()
    ]
    return "; ".join(parts) or "tidak ada baris yang dapat dibaca"


def _say(sentence: str, *, error: bool = False) -> None:
    print(sentence, file=sys.stderr if error else sys.stdout)  # noqa: T201
