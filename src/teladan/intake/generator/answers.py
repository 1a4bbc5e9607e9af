"""Feedback and ratings by source. Peers, subordinates and citizens leave no trace of who they are."""

from collections.abc import Iterator
from random import Random

from teladan.intake.generator.people import Row, Staff, load
from teladan.intake.generator.region import Case, Quarter, RatingSet, Region
from teladan.rules.enums import CoreValue, Source, Stance

PEERS, SUBORDINATES, CITIZENS = (5, 6), (5, 8), (6, 10)
FEW = 3
VALUES_PER_SUPERIOR = 3
"""On how many core values a superior writes in one quarter."""
RUNNING_SHARE = 0.35
"""Share of people about whom somebody has already spoken in the running quarter."""


def feedback_rows(region: Region, people: tuple[Staff, ...], quarter: Quarter, seed: int) -> list[Row]:
    """Sheet Umpan Balik of one quarter."""
    return _numbered(
        f"{region.prefix}-UB-{quarter.code}",
        (
            {"kode_pegawai": person.code, "kode_periode": quarter.code} | row
            for person, rng in _heard(region, people, quarter, seed, "feedback")
            for row in _feedback(person, rng)
        ),
    )


def rating_rows(region: Region, people: tuple[Staff, ...], quarter: Quarter, seed: int) -> list[Row]:
    """Sheet Penilaian of one quarter, by the sets of ratings the region uses."""
    return _numbered(
        f"{region.prefix}-PN-{quarter.code}",
        (
            {"kode_pegawai": person.code, "kode_periode": quarter.code} | row
            for person, rng in _heard(region, people, quarter, seed, "ratings")
            for ratings in region.ratings
            if person.front_line or not ratings.front_line
            for row in _ratings(person, ratings, rng)
        ),
    )


def _numbered(prefix: str, rows: Iterator[Row]) -> list[Row]:
    return [{"kode": f"{prefix}-{number:05d}"} | row for number, row in enumerate(rows, start=1)]


def _heard(
    region: Region, people: tuple[Staff, ...], quarter: Quarter, seed: int, part: str
) -> Iterator[tuple[Staff, Random]]:
    for person in people:
        rng = person.random(seed, f"{part} {quarter.code}")
        if person.planned and (quarter.end < region.today or rng.random() < RUNNING_SHARE):
            yield person, rng


def givers(person: Staff, source: Source, rng: Random) -> int:
    """How many people of a source speak about somebody, by the person's place and case."""
    if source is Source.SUPERIOR:
        return 0 if person.case in (Case.NO_SUPERIOR_JUDGEMENT, Case.MISSING_MUCH) else 1
    if source is Source.PEER:
        few = person.case in (Case.FEW_PEERS, Case.MISSING_MUCH, Case.NEW)
        return FEW if few else rng.randint(*PEERS)
    if source is Source.SUBORDINATE:
        return min(person.reports, rng.randint(*SUBORDINATES))
    if source is Source.CITIZEN:
        silent = not person.front_line or person.case in (Case.NO_CITIZENS, Case.MISSING_MUCH)
        return 0 if silent else rng.randint(*CITIZENS)
    return 1


def quality_seen(person: Staff, source: Source) -> float:
    """What a source sees of somebody's behaviour, in standard deviations."""
    if source is Source.CITIZEN:
        return person.truth.citizens
    return person.truth.peers if source in (Source.PEER, Source.SUBORDINATE) else person.truth.behaviour


def _stance(person: Staff, quality: float, rng: Random) -> Stance:
    if person.case is Case.UNCLEAR_FEEDBACK and rng.random() < 0.8:
        return Stance.UNCLEAR
    drawn = quality + rng.gauss(0, 0.5)
    return Stance.POSITIVE if drawn > 0 else Stance.UNCLEAR if drawn > -0.7 else Stance.NOT_POSITIVE


def _feedback(person: Staff, rng: Random) -> Iterator[Row]:
    voices = load("voices.toml")
    if givers(person, Source.SUPERIOR, rng):
        for number, _ in enumerate(person.family["results"], start=1):
            stance = _stance(person, person.truth.results, rng)
            yield _said(Source.SUPERIOR, stance, rng.choice(voices["superior_on_results"][stance.value]), number)
        for value in rng.sample(list(CoreValue), k=VALUES_PER_SUPERIOR):
            yield _on_value(person, Source.SUPERIOR, value, rng)
    for source in (Source.PEER, Source.SUBORDINATE):
        for _ in range(givers(person, source, rng)):
            yield _on_value(person, source, rng.choice(list(CoreValue)), rng)
    for _ in range(givers(person, Source.CITIZEN, rng)):
        stance = _stance(person, quality_seen(person, Source.CITIZEN), rng)
        row = _said(Source.CITIZEN, stance, rng.choice(voices["citizen"][stance.value]))
        yield row | {"nilai_dasar": CoreValue.SERVICE.value}


def _on_value(person: Staff, source: Source, value: CoreValue, rng: Random) -> Row:
    stance = _stance(person, quality_seen(person, source), rng)
    text = rng.choice(load("voices.toml")["value"][value.value][stance.value])
    return _said(source, stance, text) | {"nilai_dasar": value.value}


def _said(source: Source, stance: Stance, text: str, result: int | None = None) -> Row:
    shown = "ya" if source is Source.SUPERIOR else "tidak"
    row: Row = {"sumber": source.value, "terbuka": shown, "isi": text, "sikap": stance.value}
    return row | ({"nomor_rhk": result} if result else {})


def _ratings(person: Staff, ratings: RatingSet, rng: Random) -> Iterator[Row]:
    for source in map(Source, ratings.sources):
        for _ in range(givers(person, source, rng)):
            leniency = rng.gauss(0, 0.3)
            for criterion in ratings.criteria:
                yield {
                    "sumber": source.value,
                    "komponen": ratings.component,
                    "kriteria": criterion,
                    "nilai": _value(person, source, ratings.scale, leniency, rng),
                    "skala": ratings.scale,
                }


def _value(person: Staff, source: Source, scale: int, leniency: float, rng: Random) -> int:
    """A rating from 1 to `scale`; people are a little kinder to themselves, and ordinary work is above the middle."""
    quality = quality_seen(person, source)
    if source is Source.SELF:
        quality = 2.5 if person.case is Case.SELF_HIGH_SUPERIOR_LOW else max(quality, 0.0) + 0.4
    middle, spread = (3.7, 0.65) if scale == 5 else (3.2, 0.5)
    drawn = middle + spread * (quality + leniency) + rng.gauss(0, 0.4)
    return max(1, min(scale, round(drawn)))
