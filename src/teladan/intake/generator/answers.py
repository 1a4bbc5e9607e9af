"""Feedback and ratings by source. Peers, subordinates and citizens leave no trace of who they are."""

from collections.abc import Iterator
from random import Random
from typing import Any

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
            for row in _feedback(person, rng, Sentences(person, seed, later=quarter == region.running))
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


class Sentences:
    """What people say about one person in one quarter, no sentence twice.

    Each list of voices.toml is shuffled for the person; the `later` quarter deals it from its other end, so that the
    two quarters don't meet either while a list is long enough for both.
    """

    def __init__(self, person: Staff, seed: int, *, later: bool) -> None:
        self._person, self._seed, self._later = person, seed, later
        self._left: dict[tuple[str, ...], list[str]] = {}

    def draw(self, *place: str) -> str:
        """The next sentence of the list at a place in voices.toml. Raises IndexError when the list is used up."""
        if place not in self._left:
            self._left[place] = self._shuffled(place)
        return self._left[place].pop()

    def _shuffled(self, place: tuple[str, ...]) -> list[str]:
        found: Any = load("voices.toml")
        for name in place:
            found = found[name]
        sentences = list(found)
        self._person.random(self._seed, f"sentences {'.'.join(place)}").shuffle(sentences)
        return sentences[::-1] if self._later else sentences


def _feedback(person: Staff, rng: Random, sentences: Sentences) -> Iterator[Row]:
    if givers(person, Source.SUPERIOR, rng):
        for number, _ in enumerate(person.family["results"], start=1):
            stance = _stance(person, person.truth.results, rng)
            yield _said(Source.SUPERIOR, stance, sentences.draw("superior_on_results", stance.value), number)
        for value in rng.sample(list(CoreValue), k=VALUES_PER_SUPERIOR):
            yield _on_value(person, Source.SUPERIOR, value, rng, sentences)
    for source in (Source.PEER, Source.SUBORDINATE):
        for value in _values(givers(person, source, rng), rng):
            yield _on_value(person, source, value, rng, sentences)
    for _ in range(givers(person, Source.CITIZEN, rng)):
        stance = _stance(person, quality_seen(person, Source.CITIZEN), rng)
        row = _said(Source.CITIZEN, stance, sentences.draw("citizen", stance.value))
        yield row | {"nilai_dasar": CoreValue.SERVICE.value}


def _values(count: int, rng: Random) -> list[CoreValue]:
    """One core value for each of `count` givers, spread over all seven before any comes again."""
    rounds = -(-count // len(CoreValue))
    return [value for _ in range(rounds) for value in rng.sample(list(CoreValue), k=len(CoreValue))][:count]


def _on_value(person: Staff, source: Source, value: CoreValue, rng: Random, sentences: Sentences) -> Row:
    stance = _stance(person, quality_seen(person, source), rng)
    text = sentences.draw("value", value.value, stance.value)
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
