"""SKP of invented people, and what became of each plan in a quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from teladan.intake.generator.people import SURE, Row, Staff, load
from teladan.intake.generator.region import Case, Quarter, Region
from teladan.rules.enums import Approach, CoreValue, Direction, Expectation, Priority

ABOVE, EXPECTED, BELOW = Expectation
LADDER = (BELOW, EXPECTED, ABOVE)
WORSE, BETTER = -0.9, 0.9
"""Truth below and above which a result usually falls below or above what was expected."""
LIKELY = {ABOVE: (2, 18, 80), EXPECTED: (8, 76, 16), BELOW: (78, 20, 2)}
"""Chances in percent of (below, as expected, above) for a single indicator, by the person's usual level."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One indicator of a plan: numbers of RHK and indicator, and its data in work.toml."""

    result: int
    indicator: int
    data: dict[str, Any]


def approach_of(person: Staff) -> Approach:
    """Approach of the person's plan; quantitative unless the family of work says otherwise."""
    return Approach(person.family.get("approach", Approach.QUANTITATIVE.value))


def indicators_of(person: Staff) -> Iterator[Planned]:
    """Every indicator of the person's plan in order."""
    for number, result in enumerate(person.family.get("results", ()), start=1):
        for place, data in enumerate(result["indicators"], start=1):
            yield Planned(number, place, data)


def plan_rows(region: Region, people: tuple[Staff, ...], seed: int) -> dict[str, list[Row]]:
    """Sheets SKP, RHK, Indikator and Perilaku of the year of the closed quarter."""
    sheets: dict[str, list[Row]] = {"SKP": [], "RHK": [], "Indikator": [], "Perilaku": []}
    by_code = {person.code: person for person in people}
    for person in filter(lambda one: one.planned, people):
        key: Row = {"kode_pegawai": person.code, "tahun": region.closed.year}
        leader = by_code.get(person.superior)
        sheets["SKP"].append(key | {"pendekatan": approach_of(person).value})
        sheets["RHK"].extend(key | row for row in _result_rows(person, leader))
        sheets["Indikator"].extend(key | _indicator_row(person, planned) for planned in indicators_of(person))
        sheets["Perilaku"].extend(key | row for row in _behaviour_rows(person, seed))
    return sheets


def _result_rows(person: Staff, leader: Staff | None) -> Iterator[Row]:
    for number, result in enumerate(person.family["results"], start=1):
        row: Row = {
            "nomor_rhk": number,
            "prioritas": result.get("priority", Priority.MAIN.value),
            "rencana_hasil_kerja": _filled(result["text"], person),
        }
        if leader:
            row["penugasan_dari"] = leader.post.title
        if leader and leader.planned:
            row["rhk_pimpinan"] = _filled(leader.family["results"][0]["text"], leader)
        yield row


def _indicator_row(person: Staff, planned: Planned) -> Row:
    data = planned.data
    row: Row = {
        "nomor_rhk": planned.result,
        "nomor_indikator": planned.indicator,
        "indikator": _filled(data["text"], person),
        "aspek": data.get("aspect"),
        "perspektif": data.get("perspective"),
    }
    if "low" in data:
        low, high = _decimal(data["low"]), _decimal(data["high"])
        row |= {
            "target": _target(low, high, data),
            "batas_bawah": low,
            "batas_atas": high,
            "satuan": data["unit"],
            "arah": data.get("direction", Direction.MORE_IS_BETTER.value),
        }
    return {column: value for column, value in row.items() if value is not None}


def _behaviour_rows(person: Staff, seed: int) -> Iterator[Row]:
    special = load("voices.toml")["special_expectation"]
    chosen = person.random(seed, "expectations").sample(sorted(special), k=2)
    for value in CoreValue:
        row: Row = {"nilai_dasar": value.value}
        yield row | ({"ekspektasi_khusus": special[value.value]} if value.value in chosen else {})


def realisation_rows(region: Region, people: tuple[Staff, ...], quarter: Quarter, seed: int) -> list[Row]:
    """Sheet Realisasi of one quarter; in the running quarter only part of the plans has moved yet."""
    rows: list[Row] = []
    for person in people:
        if not person.planned or person.case is Case.NO_REALISATION:
            continue
        rng = person.random(seed, f"realisation {quarter.code}")
        running = quarter.end >= region.today
        for planned in indicators_of(person):
            if _is_missing(person, planned, running, rng):
                continue
            key: Row = {
                "kode_pegawai": person.code,
                "kode_periode": quarter.code,
                "nomor_rhk": planned.result,
                "nomor_indikator": planned.indicator,
            }
            rows.append(key | _realised(region, person, planned.data, running, rng))
    return rows


def _is_missing(person: Staff, planned: Planned, running: bool, rng: Random) -> bool:
    if person.case is Case.MISSING_MUCH and planned.result == 1:
        return True
    if person.case is not None and not running:
        return False
    return rng.random() < (0.5 if running else 0.02)


def _realised(region: Region, person: Staff, data: dict[str, Any], running: bool, rng: Random) -> Row:
    category = category_of(person, rng)
    often_wrong = person.case is Case.FAST_INACCURATE and "often_wrong" in data
    if often_wrong:
        category = BELOW
    proofs = [_filled(text, person) for text in rng.sample(person.family["proofs"], k=rng.choice((1, 1, 2)))]
    row: Row = {"bukti": "\n".join(proofs)}
    if rng.random() < 0.4:
        row["tautan"] = f"https://berkas.{region.domain}/{person.code.lower()}/{rng.randint(1000, 9999)}"
    if "low" not in data:
        words = {ABOVE: "above", EXPECTED: "expected", BELOW: "below"}
        return row | {"realisasi": data[words[category]]} | _judgements(person, category, running, rng)
    if person.case in (Case.TEXT_ONLY, Case.MISSING_MUCH):
        return row | {"realisasi": rng.choice(load("voices.toml")["realised"]["text_only"])}
    figure = _often_wrong(rng, data) if often_wrong else draw_figure(rng, data, category)
    sentence = rng.choice(load("voices.toml")["realised"][category.value])
    row |= {"realisasi": sentence.format(amount=_amount(_local(figure), data["unit"])), "angka": figure}
    judged = _judgements(person, category, running, rng)
    judged.pop("nilai_atasan", None)  # the band decides where there is a figure
    return row | judged


def category_of(person: Staff, rng: Random) -> Expectation:
    """How one result turned out: usually the person's level, sometimes better or worse."""
    truth = person.truth.results
    usual = ABOVE if truth > BETTER else BELOW if truth < WORSE else EXPECTED
    if abs(truth) >= SURE:
        return usual
    return rng.choices(LADDER, weights=LIKELY[usual])[0]


def _judgements(person: Staff, category: Expectation, running: bool, rng: Random) -> Row:
    own = LADDER[min(2, LADDER.index(category) + (rng.random() < 0.25))]
    if person.case is Case.SELF_HIGH_SUPERIOR_LOW:
        own, category = ABOVE, BELOW
    silent = running or person.case in (Case.NO_SUPERIOR_JUDGEMENT, Case.MISSING_MUCH)
    return {"nilai_pegawai": own.value} | ({} if silent else {"nilai_atasan": category.value})


def draw_figure(rng: Random, data: dict[str, Any], category: Expectation) -> Decimal:
    """A figure on the indicator's grid (`step`) that falls inside, on the better or on the worse side of its band."""
    step, low, high, best, worst = (_decimal(data[key]) for key in ("step", "low", "high", "best", "worst"))
    if category is EXPECTED:
        first, last = low, high
    else:
        end = best if category is ABOVE else worst
        first, last = (high + step, end) if end > high else (end, low - step)
    return first + step * rng.randint(0, int((last - first) / step))


def _often_wrong(rng: Random, data: dict[str, Any]) -> Decimal:
    return _decimal(data["often_wrong"]) + _decimal(data["step"]) * rng.randint(0, 5)


def _filled(text: str, person: Staff) -> str:
    return text.replace("{unit}", person.unit.name)


def _decimal(number: float | int) -> Decimal:
    return Decimal(str(number))


def _target(low: Decimal, high: Decimal, data: dict[str, Any]) -> str:
    """The band as people write it; where less is better, that is said, since a range alone reads the other way."""
    band = _amount(f"{_local(low)}–{_local(high)}", data["unit"])
    if data.get("direction") != Direction.LESS_IS_BETTER.value:
        return band
    better = "singkat" if data["aspect"] == "waktu" else "rendah" if data["unit"] == "%" else "sedikit"
    return f"{band}, makin {better} makin baik"


def _amount(figure: str, unit: str) -> str:
    return f"{figure}%" if unit == "%" else f"{figure} {unit}"


def _local(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")
