"""The demonstration: the regulation's own worked case, and Kota Medan with invented people. By the import itself."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils import timezone

from teladan.appraisal.models import Appraisal, Period
from teladan.appraisal.operations import Ruling, close, decide
from teladan.intake import generator, operations
from teladan.intake.enums import RunStatus
from teladan.intake.medan import MEDAN, SEED, STORY
from teladan.intake.models import ImportRun
from teladan.intake.sheets import BY_NAME
from teladan.intake.writing import Formats, write_text
from teladan.people.models import Employment
from teladan.people.queries import superiors_on
from teladan.rules.enums import Expectation
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.models import Account, DemoStory

Say = Callable[[str], None]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "permenpanrb-6-2022"
READING_SECONDS = 60.0
CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - Excel properties carry no time zone; fixed, so that the bytes are


@dataclass(frozen=True, slots=True)
class _Content:
    """One agency of the demonstration. Decisions: kode_pegawai, kode_periode, and where the superior goes his own way
    hasil_kerja, perilaku_kerja, alasan_hasil_kerja, alasan_perilaku_kerja."""

    code: str
    name: str
    files: Sequence[tuple[str, bytes]]
    decisions: Sequence[Mapping[str, str]]
    decided_on: date
    closes: str
    story: Sequence[tuple[str, str]]
    running: Sequence[tuple[str, bytes]] = ()
    """Files of the period that still runs; imported today, after everything else was decided on its day."""


def load(progress: Say) -> None:
    """Load both agencies; each whole or not at all, so a killed run is simply started again. Idempotent and quick when
    everything is there already; an agency loaded by another version is left as it is. `progress` gets plain sentences.
    """
    for content in _contents(progress):
        _load(content, progress)


def _contents(progress: Say) -> Iterable[_Content]:
    if EXAMPLE.is_dir():
        yield _regulation()
    else:
        progress("Buku kerja contoh peraturan tidak ada pada pemasangan ini; dilewati.")
    yield _medan()


def _regulation() -> _Content:
    files = [(path.name, path.read_bytes()) for path in sorted(EXAMPLE.glob("*.xlsx"))]
    with (EXAMPLE / "keputusan.csv").open(encoding="utf-8", newline="") as stream:
        printed = list(csv.DictReader(stream))
    decisions = [
        {**row, "alasan_hasil_kerja": row["alasan"], "alasan_perilaku_kerja": row["alasan"]} for row in printed
    ]
    story = (
        ("BIDAN", "Bidan dalam contoh peraturan: rating sebagaimana tercetak, dan mengapa rekomendasinya berbeda"),
        ("KAPUS", "Kepala puskesmas: menilai bidan, dan dinilai kepala dinas"),
        ("KADINKES", "Kepala dinas kesehatan: atasan kepala puskesmas"),
        ("KADA", "Kepala daerah: pejabat penilai kepala dinas"),
        ("SDM", "Pengelola kepegawaian: periode, kelengkapan, dan impor data"),
    )
    return _Content(
        "puskesmas-contoh", "Pemerintah Daerah X (contoh peraturan)", files, decisions, date(2023, 1, 10), "", story
    )


def _medan() -> _Content:
    past, running = _by_period(generator.generate(MEDAN, SEED), MEDAN.closed.code, MEDAN.closed.end)
    return _Content(
        "kota-medan",
        MEDAN.name,
        [("kota-medan.xlsx", workbook_of(past))],
        generator.decide(MEDAN, SEED),
        MEDAN.closed.window_end,
        MEDAN.closed.code,
        STORY,
        [(f"kota-medan-{MEDAN.running.code}.xlsx", workbook_of(running))],
    )


def _by_period(book: Rows, closed: str, last_day: date) -> tuple[Rows, Rows]:
    """The workbook up to the closed period, and what came after it."""

    def is_later(row: Mapping[str, Any]) -> bool:
        if "kode_periode" in row:
            return bool(row["kode_periode"] != closed)
        return "diterima" in row and row["diterima"].date() > last_day

    past = {sheet: [row for row in rows if not is_later(row)] for sheet, rows in book.items()}
    later = {sheet: [row for row in rows if is_later(row)] for sheet, rows in book.items()}
    return past, {sheet: rows for sheet, rows in later.items() if rows}


def workbook_of(rows: Rows) -> bytes:
    """Rows by sheet as an .xlsx in the form of the template; equal rows give equal bytes. A missing key is empty."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": CREATED})
        formats = Formats(workbook)
        for name, lines in rows.items():
            _write_sheet(
                workbook.add_worksheet(name), [column.name for column in BY_NAME[name].columns], lines, formats
            )
    return target.getvalue()


def _write_sheet(worksheet: Any, names: list[str], lines: Sequence[Mapping[str, Any]], formats: Formats) -> None:
    for place, name in enumerate(names):
        write_text(worksheet, 0, place, name, formats, formats.header)
    for number, line in enumerate(lines, start=1):
        for place, name in enumerate(names):
            value = line.get(name)
            if isinstance(value, date):
                instant = isinstance(value, datetime)
                bare = value.replace(tzinfo=None) if isinstance(value, datetime) else value
                worksheet.write_datetime(number, place, bare, formats.instant if instant else formats.day)
            elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                worksheet.write_number(number, place, value, formats.number)
            elif value is not None and value != "":
                write_text(worksheet, number, place, str(value), formats)


def _load(content: _Content, progress: Say) -> None:
    agency = Agency.objects.filter(code=content.code).first()
    digests = {sha256(data).hexdigest() for _name, data in (*content.files, *content.running)}
    if agency is not None:
        with bound(agency.pk, read_only=True):
            there = set(ImportRun.objects.filter(status=RunStatus.APPLIED).values_list("digest", flat=True))
        if there:
            same = "sudah ada" if digests <= there else "sudah ada dari versi lain dan dibiarkan"
            progress(f"{content.name}: {same}.")
            return
    else:
        agency = operations.create_agency(code=content.code, name=content.name, by=None, at=timezone.now())
    with bound(agency.pk):
        for name, data in content.files:
            _import(agency, name, data, progress, at=_noon(content.decided_on, agency))
        decided = _decide(agency, content)
        if content.closes:
            _close(agency, content)
        for name, data in content.running:
            _import(agency, name, data, progress, at=timezone.now())
        _tell_story(agency, content)
    progress(f"{content.name}: {decided} penilaian ditetapkan.")


def _import(agency: Agency, name: str, data: bytes, progress: Say, *, at: datetime) -> None:
    run = operations.check(content=data, file_name=name, agency=agency, by=None, at=at, seconds=READING_SECONDS)
    if run.problem_count:
        raise RuntimeError(f"{name}: {run.problems[:5]}")
    operations.apply(run=run, by=None, at=at)
    progress(f"{agency.name}: {name}, {run.good_rows} baris.")


def _decide(agency: Agency, content: _Content) -> int:
    """Let the superiors decide as written; where there is neither recommendation nor own rating nobody decides."""
    at = _noon(content.decided_on, agency)
    people = _people([row["kode_pegawai"] for row in content.decisions])
    superiors = superiors_on(people.values(), content.decided_on)
    accounts = {account.person_id: account for account in Account.objects.filter(person_id__in=superiors.values())}
    appraisals = {
        (row.period.code, row.person_id): row
        for row in Appraisal.objects.select_related("period", "snapshot").filter(person_id__in=people.values())
    }
    decided = 0
    for row in content.decisions:
        person_id = people[row["kode_pegawai"]]
        appraisal = appraisals.get((row["kode_periode"], person_id))
        superior = accounts.get(superiors.get(person_id))
        ruling = _ruling(row, appraisal) if appraisal is not None else None
        if appraisal is None or appraisal.snapshot is None or superior is None or ruling is None:
            continue
        decide(appraisal=appraisal, ruling=ruling, seen_digest=appraisal.snapshot.digest, by=superior, at=at)
        decided += 1
    return decided


def _ruling(row: Mapping[str, str], appraisal: Appraisal) -> Ruling | None:
    snapshot = appraisal.snapshot
    results = row.get("hasil_kerja") or (snapshot.results if snapshot else "")
    behaviour = row.get("perilaku_kerja") or (snapshot.behaviour if snapshot else "")
    if snapshot is None or not results or not behaviour:
        return None
    return Ruling(
        results=Expectation(results),
        behaviour=Expectation(behaviour),
        results_reason=row.get("alasan_hasil_kerja", "") if results != snapshot.results else "",
        behaviour_reason=row.get("alasan_perilaku_kerja", "") if behaviour != snapshot.behaviour else "",
    )


def _noon(day: date, agency: Agency) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(agency.time_zone)).astimezone(UTC)


def _people(codes: Iterable[str]) -> dict[str, UUID]:
    return dict(Employment.objects.filter(code__in=list(codes)).values_list("code", "person_id"))


def _close(agency: Agency, content: _Content) -> None:
    period = Period.objects.get(code=content.closes)
    hr = Account.objects.filter(
        person__role_assignments__agency=agency, person__role_assignments__role="kepegawaian"
    ).first()
    if hr is None:
        raise RuntimeError(f"{content.code}: no personnel officer to close {content.closes}")
    close(period=period, by=hr, at=_noon(content.decided_on, agency))


def _tell_story(agency: Agency, content: _Content) -> None:
    people = _people(code for code, _description in content.story)
    accounts = {row.person_id: row for row in Account.objects.filter(person_id__in=people.values())}
    for place, (code, description) in enumerate(content.story):
        DemoStory.objects.update_or_create(
            account=accounts[people[code]],
            defaults={"agency": agency, "place": place, "description": description[:200]},
        )
