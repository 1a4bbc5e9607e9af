"""Invented documents for the tests; NIPs are well-formed and belong to nobody."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from pypdf import PdfReader

from teladan.appraisal.documents.d11 import D11, Party
from teladan.rules.enums import OrganisationResult, Predicate

WIB = timezone(timedelta(hours=7))
EMPLOYEE = Party("Sri Contoh, A.Md.Keb.", "198804122015032004", "Penata Muda / III a", "Bidan Penyelia", "Puskesmas A")
APPRAISER = Party("dr. Bagus Contoh", "197901012005011002", "Pembina / IV a", "Kepala Puskesmas A", "Puskesmas A")
SUPERIOR = Party(
    "dr. Ratna Contoh", "197001012000012001", "Pembina Utama Muda / IV c", "Kepala Dinas", "Dinas Kesehatan"
)
THIRD_QUARTER = D11(
    agency="Pemerintah Kota Contoh",
    period_title="Triwulan III 2026",
    period_start=date(2026, 7, 1),
    period_end=date(2026, 9, 30),
    kind="triwulan",
    employee=EMPLOYEE,
    appraiser=APPRAISER,
    appraisers_superior=SUPERIOR,
    organisation_result=OrganisationResult.GOOD,
    predicate=Predicate.GOOD,
    notes=("Pertahankan ketepatan pencatatan.", "Ikut pelatihan komunikasi pada triwulan berikutnya."),
    place="Kota Contoh",
    decided_on=date(2026, 10, 5),
    printed_at=datetime(2026, 11, 22, 10, 24, tzinfo=WIB),
    draft=False,
)


def changed(**fields: Any) -> D11:
    """The sample with some fields replaced."""
    return replace(THIRD_QUARTER, **fields)


def everywhere(text: str) -> D11:
    """The sample with one text in every field that users can write."""
    party = Party(text, text, text, text, text)
    parties = {"employee": party, "appraiser": party, "appraisers_superior": party}
    return changed(agency=text, period_title=text, kind="bulanan", notes=(text,), place=text, **parties)


def pages(pdf: bytes) -> list[str]:
    """The text of each page as a reader program sees it."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """The text without white space, so that line breaks of the layout don't matter."""
    return "".join(text.split())
