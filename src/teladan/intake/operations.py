"""Writes of the import: check a file and keep it, apply it, reserve it for a job, forget it.

Errors: IntakeError ← FileRefused (not a workbook, or not a safe one), NotAllowed (the run's state forbids the step),
ChangedMeanwhile (somebody was quicker, or the data moved since the check).
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from teladan.appraisal.models import Period
from teladan.appraisal.operations import AppraisalError, refresh
from teladan.intake import reader, saving
from teladan.intake.archive import Suspect
from teladan.intake.desk import Count
from teladan.intake.enums import RunStatus
from teladan.intake.examination import Examination, examine
from teladan.intake.models import ImportRun
from teladan.intake.problems import ChangedMeanwhile, IntakeError, NotAllowed, Refusal, refused
from teladan.intake.queries import raw
from teladan.intake.reader import WALL_SECONDS, RawBook
from teladan.intake.sheets import SHEETS
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.audit import record
from teladan.trust.models import Account

KEPT = timedelta(days=1)
PROBLEMS_KEPT = 20_000
_MOVED = Refusal(
    "impor.berubah",
    _("Ada baris yang perlu diperbaiki, atau data berubah sejak diperiksa. Unggah berkasnya sekali lagi."),
)

_NOTHING_FINE = Refusal(
    "impor.tanpa_baris_benar", _("Tidak ada baris yang dapat diterapkan. Perbaiki berkasnya, lalu unggah lagi.")
)

__all__ = ["IntakeError", "apply", "check", "create_agency", "forget_old", "give_back", "reserve"]


def create_agency(*, code: str, name: str, by: Account | None, at: datetime) -> Agency:
    """A new agency, ready for its first workbook. Raises NotAllowed when the code is taken."""
    if Agency.objects.filter(code=code).exists():
        raise NotAllowed(Refusal("impor.instansi_ada", _("Kode instansi ini sudah dipakai.")))
    agency = Agency.objects.create(code=code, name=name)
    with bound(agency.pk):
        record(action="agency.create", actor=by, at=at, subject_kind="agency", subject_id=agency.pk)
    return agency


def check(
    *,
    content: bytes,
    file_name: str,
    agency: Agency,
    by: Account | None,
    at: datetime,
    seconds: float = WALL_SECONDS,
) -> ImportRun:
    """Read a workbook, examine every row, and keep rows and findings for a day; nothing else is written.

    `seconds` is the wall time the reading child may take. Raises FileRefused.
    """
    try:
        lines = reader.read(content, seconds)
    except Suspect as suspect:
        raise refused(suspect) from suspect
    with bound(agency.pk):
        forget_old(at=at)
        found = examine(reader.parse(lines), agency=agency, at=at)
        run = ImportRun(
            uploaded_by=by,
            uploaded_at=at,
            file_name=PurePath(file_name).name[:200],
            digest=hashlib.sha256(content).hexdigest(),
            content=zlib.compress(lines, 1),
        )
        _describe(run, found)
        if run.broken or not run.good_rows:
            run.status = RunStatus.FAULTY
        run.save()
        record(
            action="intake.check",
            actor=by,
            at=at,
            subject_kind="import",
            subject_id=run.pk,
            details={"counts": run.counts, "problems": run.problem_count},
        )
    return run


def _describe(run: ImportRun, found: Examination) -> None:
    run.counts = {}
    for sheet in SHEETS:
        count, bad = found.counts.get(sheet.name, Count()), len(found.bad.get(sheet.name, ()))
        row = [count.new, count.changed, count.unchanged, bad]
        if any(row):
            run.counts[sheet.name] = row
    run.broken = found.broken
    run.problem_count = len(found.problems)
    run.problems = [problem.as_list() for problem in found.problems[:PROBLEMS_KEPT]]
    run.changes = [[change.sheet, change.row, change.column, change.old, change.new] for change in found.changes]


def apply(*, run: ImportRun, by: Account | None, at: datetime, only_good: bool = False) -> ImportRun:
    """Write a checked workbook: all of it, or with `only_good` its good rows. Everything in it or nothing.

    The rows are examined again on what is stored now. Importing the same file again changes nothing. Afterwards only
    rows left out are kept, until the day is over. Raises NotAllowed, ChangedMeanwhile; then nothing is written.
    """
    lines = raw(run)
    try:
        with transaction.atomic():
            return _apply(run, lines, by, at, only_good)
    except IntegrityError as error:
        # A page, or another agency with the same person, wrote in between what the examination had not seen.
        raise ChangedMeanwhile(_MOVED) from error


def _apply(run: ImportRun, lines: bytes, by: Account | None, at: datetime, only_good: bool) -> ImportRun:
    _one_import_at_a_time(run.agency.pk)
    _claim(run, at)
    book = reader.parse(lines)
    found = examine(book, agency=run.agency, at=at)
    _refuse_what_moved(found, only_good)
    saving.write(found.saves)
    saving.record_persons(found.acts, found.saves, run_id=run.pk, by=by, at=at)
    _describe(run, found)
    run.status, run.applied_at, run.applied_by, run.only_good = RunStatus.APPLIED, at, by, only_good
    run.changes, run.note = [], ""
    left = _left_out(book, found.bad)
    run.content = zlib.compress(left, 1) if left else None
    run.save()
    refreshed = _refresh(found.touched, by, at)
    record(
        action="intake.apply",
        actor=by,
        at=at,
        subject_kind="import",
        subject_id=run.pk,
        details={"counts": run.counts, "only_good": only_good, "refreshed": refreshed, "digest": run.digest},
    )
    return run


def _one_import_at_a_time(agency_id: UUID) -> None:
    """Two files of one agency would examine the same state and then both write; the second waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7301))", [str(agency_id)])


def _claim(run: ImportRun, at: datetime) -> None:
    if run.status == RunStatus.FAULTY:
        raise NotAllowed(_NOTHING_FINE)
    claimed = ImportRun.objects.filter(
        pk=run.pk, status=run.status, status__in=[RunStatus.CHECKED, RunStatus.RUNNING]
    ).update(status=RunStatus.APPLIED, applied_at=at)
    if claimed != 1:
        raise ChangedMeanwhile(Refusal("impor.sudah", _("Berkas ini sudah diterapkan atau sedang diterapkan.")))


def _refuse_what_moved(found: Examination, only_good: bool) -> None:
    if found.broken or (found.problems and not only_good):
        raise ChangedMeanwhile(_MOVED)


def _left_out(book: RawBook, bad: Mapping[str, frozenset[int]]) -> bytes:
    """The rows that were not applied, in the reader's own form; empty when there are none."""
    lines: list[str] = []
    for sheet in book.sheets:
        numbers = bad.get(sheet.name.strip())
        if numbers:
            lines.append(json.dumps({"sheet": sheet.name, "header": sheet.header}, ensure_ascii=False))
            lines += [json.dumps(row, ensure_ascii=False) for row in sheet.rows if row[0] in numbers]
    return "\n".join(lines).encode()


def _refresh(touched: Mapping[str, set[UUID] | None], by: Account | None, at: datetime) -> int:
    """Raises ChangedMeanwhile when a period was closed since the rows were examined."""
    periods = Period.objects.select_related("policy", "agency").filter(code__in=list(touched)).order_by("pk")
    try:
        return sum(refresh(period=period, person_ids=touched[period.code], by=by, at=at) for period in periods)
    except AppraisalError as error:
        raise ChangedMeanwhile(Refusal(error.code, str(error))) from error


@transaction.atomic
def reserve(*, run: ImportRun, by: Account, at: datetime, only_good: bool = False) -> None:
    """Take a waiting run for a job, so that nobody applies it twice. Raises ChangedMeanwhile."""
    reserved = ImportRun.objects.filter(pk=run.pk, status=RunStatus.CHECKED, content__isnull=False).update(
        status=RunStatus.RUNNING, only_good=only_good, note=""
    )
    if reserved != 1:
        raise ChangedMeanwhile(Refusal("impor.sudah", _("Berkas ini sudah diterapkan atau sedang diterapkan.")))
    record(action="intake.reserve", actor=by, at=at, subject_kind="import", subject_id=run.pk)


@transaction.atomic
def give_back(*, run: ImportRun, note: str, at: datetime) -> None:
    """Return a run whose job failed to those waiting, with the reason for the person."""
    ImportRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(status=RunStatus.CHECKED, note=note[:300])
    record(action="intake.give_back", actor=None, at=at, subject_kind="import", subject_id=run.pk)


def forget_old(*, at: datetime) -> int:
    """Drop rows and findings of the bound agency's runs older than a day; returns how many."""
    old = ImportRun.objects.filter(uploaded_at__lt=at - KEPT)
    kept = old.exclude(content__isnull=True, problems=[], changes=[])
    waiting = kept.filter(status__in=[RunStatus.CHECKED, RunStatus.FAULTY, RunStatus.RUNNING]).update(
        status=RunStatus.EXPIRED, content=None, problems=[], changes=[]
    )
    return waiting + kept.update(content=None, problems=[], changes=[])
