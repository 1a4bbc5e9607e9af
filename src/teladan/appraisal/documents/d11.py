"""Content of Format D.1.1 «Dokumen Evaluasi Kinerja Pegawai» (PermenPANRB 6/2022, Lampiran, Bab V.A.6, p. 115).

The words of the form are the regulation's and are never translated.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.documents.text import MONTHS, DocumentError, day, employee_number, moment, number, printable
from teladan.rules.enums import OrganisationResult, Predicate

PREDICATES = {
    Predicate.VERY_GOOD: "Sangat Baik",
    Predicate.GOOD: "Baik",
    Predicate.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    Predicate.POOR: "Kurang/Misconduct",
    Predicate.VERY_POOR: "Sangat Kurang",
}
ORGANISATION_RESULTS = {
    OrganisationResult.OUTSTANDING: "Istimewa",
    OrganisationResult.GOOD: "Baik",
    OrganisationResult.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    OrganisationResult.POOR: "Kurang",
    OrganisationResult.VERY_POOR: "Sangat Kurang",
}
QUARTERS = ("I", "II", "III", "IV-AKHIR")  # one choice for the last quarter and the year, as in the examples, p. 227
LINE_LIMIT = 500
RUNNING_LIMIT = 60
ADDRESS_LIMIT = 120
NOTE_LIMIT = 10_000
NOTES_LIMIT = 30_000
PARAGRAPHS_LIMIT = 400
PARAGRAPH_KEPT_WHOLE = 1_200  # characters; a longer one may break across pages, since a row can outgrow a page
NOT_GIVEN = "–"


@dataclass(frozen=True, slots=True)
class Party:
    """A person named in the document, as of the end of the period; an empty text prints as a dash."""

    name: str
    nip: str
    rank: str
    position: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class D11:
    """What one D.1.1 says.

    `kind` of period: bulanan | triwulan | tahunan; `period_title` names periods that the form's own choice lacks.
    `place` and `decided_on` date the appraiser's signature. `emblem` is the agency's PNG, at most 256 KiB.
    `code` verifies the document, empty for `verification_code(document)`; `address` is the page that checks it, if any.
    `printed_at` is aware, in the agency's zone. `draft` marks a document whose predicate nobody has decided yet.
    """

    agency: str
    period_title: str
    period_start: date
    period_end: date
    kind: str
    employee: Party
    appraiser: Party
    appraisers_superior: Party | None
    organisation_result: OrganisationResult | None
    predicate: Predicate | None
    notes: tuple[str, ...]
    place: str
    decided_on: date | None
    printed_at: datetime
    draft: bool
    emblem: bytes | None = None
    code: str = ""
    address: str = ""


def verification_code(document: D11) -> str:
    """The first 16 hexadecimal digits of the content's SHA-256, in groups: 3F9A-04C1-77D2-E81B.

    Content is what the document states; emblem, address, code and the moment of printing are not part of it, so every
    copy of one decision carries one code.
    """
    content = asdict(document)
    for name in ("emblem", "address", "code", "printed_at"):
        del content[name]
    canonical = json.dumps({"format": "D.1.1", **content}, sort_keys=True, ensure_ascii=True, default=date.isoformat)
    digest = hashlib.sha256(canonical.encode()).hexdigest().upper()
    return "-".join(digest[start : start + 4] for start in range(0, 16, 4))


def as_data(document: D11) -> dict[str, Any]:
    """What the template prints, in JSON's own types; every text is printable and within its limit.

    Raises DocumentError (too_long, undecided) with words for the reader.
    """
    if not document.draft and (document.predicate is None or document.decided_on is None):
        raise DocumentError("undecided", _("Predikat belum ditetapkan. Cetak dokumen ini sebagai rancangan."))
    code = "" if document.draft else document.code or verification_code(document)
    address = "" if document.draft else document.address
    period = _period(document)
    employee = _signature("7. Pegawai yang Dinilai", document.employee, "…………………, ……………………………")
    return {
        "agency": _line(document.agency.upper(), "Nama instansi"),
        **period,
        "running": _running(employee["name"], f"NIP {employee['nip']}", period["period_title"]),
        "parties": [
            _party("PEGAWAI YANG DINILAI", document.employee),
            _party("PEJABAT PENILAI KINERJA", document.appraiser),
            _party("ATASAN PEJABAT PENILAI KINERJA", document.appraisers_superior),
        ],
        "evaluation": [
            ["CAPAIAN KINERJA ORGANISASI", _worded(ORGANISATION_RESULTS, document.organisation_result)],
            ["PREDIKAT KINERJA PEGAWAI", _worded(PREDICATES, document.predicate)],
        ],
        "notes": _paragraphs(document.notes),
        "signatures": [
            employee,
            _signature("6. Pejabat Penilai Kinerja", document.appraiser, _place_and_day(document)),
        ],
        "code": _line(code, "Kode verifikasi", limit=ADDRESS_LIMIT),
        "address": _line(address, "Alamat pemeriksaan", limit=ADDRESS_LIMIT),
        "printed_at": moment(document.printed_at),
        "draft": document.draft,
    }


def _period(document: D11) -> dict[str, Any]:
    start, end = document.period_start, document.period_end
    year = f" TAHUN {start.year}" if start.year != end.year else ""
    chosen = _chosen_quarter(document)
    return {
        "period_title": _line(document.period_title, "Nama periode"),
        "period_heading": _line(document.period_title.upper(), "Nama periode"),
        "choices": [[name, name == chosen] for name in QUARTERS] if chosen else [],
        "span": f"{_day_and_month(start)}{year} SD {_day_and_month(end)} TAHUN {end.year}",
    }


def _chosen_quarter(document: D11) -> str | None:
    """The form's own choice that the period is, or None for a period of another rhythm (footnote * of the form)."""
    if document.kind == "tahunan":
        return QUARTERS[-1]
    first, last = document.period_start.month, document.period_end.month
    is_quarter = document.kind == "triwulan" and last == first + 2 and last % 3 == 0
    return QUARTERS[last // 3 - 1] if is_quarter else None


def _party(title: str, party: Party | None) -> dict[str, Any]:
    shown = party or Party("", "", "", "", "")
    rows = (
        ("NAMA", shown.name),
        ("NIP", employee_number(shown.nip)),
        ("PANGKAT/GOL RUANG", shown.rank),
        ("JABATAN", shown.position),
        ("UNIT KERJA", shown.unit),
    )
    return {
        "title": title,
        "rows": [[label, _line(value, f"{label} pada {title}") or NOT_GIVEN] for label, value in rows],
    }


def _signature(title: str, party: Party, place_and_day: str) -> dict[str, str]:
    nip = _line(employee_number(party.nip), f"NIP pada {title}")
    return {"title": title, "place_and_day": place_and_day, "name": _line(party.name, "Nama"), "nip": nip}


def _place_and_day(document: D11) -> str:
    decided = day(document.decided_on) if document.decided_on else "……………………………"
    return f"{_line(document.place, 'Tempat penetapan') or '…………………'}, {decided}"


def _paragraphs(notes: tuple[str, ...]) -> list[dict[str, Any]]:
    printable("".join(notes), what="Catatan/rekomendasi seluruhnya", limit=NOTES_LIMIT)
    texts = [printable(note, what="Catatan", limit=NOTE_LIMIT) for note in notes]
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    if len(paragraphs) > PARAGRAPHS_LIMIT:
        message = _("Catatan/rekomendasi memuat %(count)s baris. Paling banyak %(limit)s.")
        raise DocumentError("too_long", message % {"count": number(len(paragraphs)), "limit": PARAGRAPHS_LIMIT})
    return [{"text": paragraph, "whole": len(paragraph) <= PARAGRAPH_KEPT_WHOLE} for paragraph in paragraphs]


def _worded(words: dict[Any, str], value: Any) -> str:
    return NOT_GIVEN if value is None else words[value]


def _day_and_month(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1].upper()}"


def _running(*texts: str) -> str:
    """What the head of a second page says, so that a loose sheet finds its document again; always one line."""
    return " · ".join(text if len(text) <= RUNNING_LIMIT else f"{text[: RUNNING_LIMIT - 1]}…" for text in texts if text)


def _line(text: str, what: str, *, limit: int = LINE_LIMIT) -> str:
    return " ".join(printable(text, what=what, limit=limit).split())
