"""Small evidence for the tests of `appraise`, and Hypothesis strategies for any evidence."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from teladan.rules.enums import (
    Approach,
    Aspect,
    Component,
    CoreValue,
    Direction,
    Expectation,
    Priority,
    ServiceQuality,
    Source,
    Stance,
)
from teladan.rules.evidence import (
    FeedbackEvidence,
    IndicatorEvidence,
    PersonEvidence,
    RatingEvidence,
    ResultEvidence,
    ServiceEvidence,
    ServiceUnit,
)

slow_machines = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no defect: examples have no time limit."""

START, END = date(2026, 7, 1), date(2026, 9, 30)
ABOVE, EXPECTED, BELOW = Expectation.ABOVE, Expectation.AS_EXPECTED, Expectation.BELOW
POSITIVE, NOT_POSITIVE, UNCLEAR = Stance.POSITIVE, Stance.NOT_POSITIVE, Stance.UNCLEAR


def person(approach: Approach = Approach.QUALITATIVE, **parts: Any) -> PersonEvidence:
    """Evidence of a person in the third quarter of 2026."""
    return PersonEvidence("pegawai-1", START, END, approach, **parts)


def result(reference: str, judged: Expectation | None = EXPECTED, **parts: Any) -> ResultEvidence:
    """An RHK judged by the superior, with a proof."""
    return ResultEvidence(reference, superior_judgement=judged, **{"proofs": ("laporan",)} | parts)


def figure(reference: str, realised: str | None, lower: str | None, upper: str | None, **parts: Any) -> Any:
    """An indicator with a band, more is better."""
    numbers = [None if text is None else Decimal(text) for text in (lower, upper, realised)]
    given = {"lower": numbers[0], "upper": numbers[1], "realised": numbers[2], "direction": Direction.MORE_IS_BETTER}
    return IndicatorEvidence(reference, **given | parts)


def said(reference: str, stance: Stance, source: Source = Source.SUPERIOR, **parts: Any) -> FeedbackEvidence:
    """One piece of feedback."""
    return FeedbackEvidence(reference, source, stance, **parts)


def on_all_values(stance: Stance = POSITIVE, source: Source = Source.SUPERIOR) -> tuple[FeedbackEvidence, ...]:
    """Feedback on each of the seven values."""
    return tuple(said(f"nilai-{source}-{value}", stance, source, value=value) for value in CoreValue)


def rating(
    component: Component, value: str, source: Source = Source.SUPERIOR, criterion: str = "umum", **parts: Any
) -> RatingEvidence:
    """A rating, on a scale to 5 unless said otherwise."""
    return RatingEvidence(source, component, criterion, Decimal(value), **{"scale": 5} | parts)


def behaviour(value: str, source: Source = Source.SUPERIOR, **parts: Any) -> tuple[RatingEvidence, ...]:
    """Ratings of all seven values."""
    return tuple(rating(Component.BEHAVIOUR, value, source, core.value, **parts) for core in CoreValue)


def services(timely: int, late: int, wrong: int = 0) -> tuple[ServiceEvidence, ...]:
    """Finished services; the first `wrong` of them had an error."""
    spans = [Decimal(3)] * timely + [Decimal(9)] * late
    return tuple(
        ServiceEvidence(f"L{i:04}", "KTP-el", span, Decimal(5), ServiceUnit.WORKING_DAY, accurate=i >= wrong)
        for i, span in enumerate(spans)
    )


numbers = st.decimals(min_value=0, max_value=200, places=2)
judgements = st.sampled_from([None, *Expectation])


@st.composite
def indicators(draw: st.DrawFn, reference: str) -> IndicatorEvidence:
    low, high = sorted((draw(numbers), draw(numbers)))
    return IndicatorEvidence(
        reference,
        aspect=draw(st.sampled_from([None, *Aspect])),
        lower=draw(st.sampled_from([None, low])),
        upper=draw(st.sampled_from([None, high])),
        direction=draw(st.sampled_from([None, *Direction])),
        realised=draw(st.none() | numbers),
        realised_text=draw(st.sampled_from(["", "selesai"])),
        self_judgement=draw(judgements),
        superior_judgement=draw(judgements),
        proofs=draw(st.sampled_from([(), ("foto",)])),
    )


@st.composite
def results(draw: st.DrawFn, number: int) -> ResultEvidence:
    count = draw(st.integers(0, 3))
    return ResultEvidence(
        str(number),
        priority=draw(st.sampled_from(Priority)),
        indicators=tuple(draw(indicators(f"{number}.{i}")) for i in range(1, count + 1)),
        realised_text=draw(st.sampled_from(["", "berjalan"])),
        self_judgement=draw(judgements),
        superior_judgement=draw(judgements),
    )


CRITERIA = [*ServiceQuality, *CoreValue, "akurasi_laporan", "strategi", "proses", "laporan_harian", "cepat", "ramah"]


@st.composite
def ratings(draw: st.DrawFn) -> RatingEvidence:
    scale = draw(st.sampled_from([4, 5]))
    return RatingEvidence(
        draw(st.sampled_from(Source)),
        draw(st.sampled_from(Component)),
        str(draw(st.sampled_from(CRITERIA))),
        draw(st.decimals(min_value=1, max_value=scale, places=1)),
        scale,
        draw(st.sampled_from([1, 2, 5, 8])),
    )


@st.composite
def people(draw: st.DrawFn) -> PersonEvidence:
    """Any evidence of one person: with gaps, contradictions and too small groups."""
    planned = tuple(draw(results(number)) for number in range(1, draw(st.integers(0, 5)) + 1))
    about = [None, *(one.reference for one in planned)]
    feedback = tuple(
        FeedbackEvidence(
            f"U{i}",
            draw(st.sampled_from(Source)),
            draw(st.sampled_from(Stance)),
            draw(st.sampled_from(about)),
            draw(st.sampled_from([None, *CoreValue])),
            draw(st.booleans()),
        )
        for i in range(draw(st.integers(0, 12)))
    )
    rated = tuple(draw(st.lists(ratings(), max_size=12)))
    if draw(st.booleans()):
        more, better = draw(heard_on_everything(planned))
        feedback, rated = feedback + more, rated + better
    timely, late = draw(st.integers(0, 12)), draw(st.integers(0, 6))
    return PersonEvidence(
        "pegawai-1",
        START,
        END,
        draw(st.sampled_from(Approach)),
        planned,
        feedback,
        rated,
        services(timely, late, draw(st.integers(0, timely + late))),
    )


@st.composite
def heard_on_everything(
    draw: st.DrawFn, planned: tuple[ResultEvidence, ...]
) -> tuple[tuple[FeedbackEvidence, ...], tuple[RatingEvidence, ...]]:
    """Feedback and ratings on every RHK and value, so that ratings of all kinds come about."""
    mostly = st.sampled_from([POSITIVE, POSITIVE, POSITIVE, NOT_POSITIVE])
    on_results = tuple(said(f"A{one.reference}", draw(mostly), result=one.reference) for one in planned)
    on_values = tuple(said(f"A{value}", draw(mostly), value=value) for value in CoreValue)
    around = st.decimals(min_value=2, max_value=5, places=1)
    named = tuple(rating(Component.BEHAVIOUR, str(draw(around)), criterion=value) for value in CoreValue)
    quality = tuple(
        rating(Component.SERVICE_QUALITY, str(draw(around)), Source.CITIZEN, item, count=7) for item in ServiceQuality
    )
    return on_results + on_values, named + quality
