"""Superiors' decisions for the closed quarter, with a written reason where they go their own way."""

from teladan.intake.generator.people import Row, Staff, load, stream
from teladan.intake.generator.region import Case, Region

UNDECIDED_SHARE = 0.05
NEVER_DECIDED = (Case.NO_REALISATION, Case.MISSING_MUCH, Case.NO_SUPERIOR_JUDGEMENT)
"""Cases whose superior still waits for evidence."""


def decision_rows(region: Region, people: tuple[Staff, ...], seed: int) -> list[Row]:
    """Decisions as rows: kode_pegawai, kode_periode, and where the superior goes his own way hasil_kerja or
    perilaku_kerja with alasan_hasil_kerja or alasan_perilaku_kerja. An axis without value follows the recommendation;
    where there is none («belum cukup bukti»), the person stays undecided. About 5 % have no row at all.
    """
    rng = stream(seed, region.prefix, "decisions")
    reasons = load("voices.toml")["decision"]
    rows: list[Row] = []
    for person in people:
        undecided = rng.random() < UNDECIDED_SHARE and person.case is None
        if person.planned and not undecided and person.case not in NEVER_DECIDED:
            rows.append(_decision(region, person, reasons))
    return rows


def _decision(region: Region, person: Staff, reasons: dict[str, Row]) -> Row:
    own = reasons.get(person.case.value, {}) if person.case else {}
    return {"kode_pegawai": person.code, "kode_periode": region.closed.code} | own
