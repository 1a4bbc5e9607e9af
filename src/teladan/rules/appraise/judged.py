"""The category of each RHK: its figures against their band, else the superior's judgement; never the employee's own."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from teladan.rules.appraise.outcome import MissingCode
from teladan.rules.enums import Approach, Aspect, Direction, Expectation
from teladan.rules.evidence import IndicatorEvidence, PersonEvidence, ResultEvidence
from teladan.rules.regulations.permenpanrb_6_2022 import indicator_expectation_value

BY_BAND, BY_SUPERIOR = "pita", "atasan"
_LESS_IS_BETTER = (Aspect.TIME, Aspect.COST)


class JudgedIndicator(NamedTuple):
    """An indicator with its category and what decided it («pita» or «atasan»); `band` is what the figures alone say."""

    evidence: IndicatorEvidence
    category: Expectation | None
    basis: str
    band: Expectation | None


class JudgedResult(NamedTuple):
    """An RHK with its category, what decided it, and why there is none."""

    evidence: ResultEvidence
    category: Expectation | None
    basis: str
    indicators: tuple[JudgedIndicator, ...]
    gap: MissingCode | None


def judge_results(evidence: PersonEvidence) -> tuple[JudgedResult, ...]:
    """Every RHK of the plan with its category, in the order of the plan.

    Quantitative plans: each indicator by its band, where it has a figure and a band, else by the superior's judgement;
    several indicators together by `combined`; without any, the superior's judgement of the RHK. Qualitative plans: the
    superior's judgement of the RHK, else of its indicators. A category that is missing is None, never «di bawah».
    """
    return tuple(_result(result, evidence.approach, evidence.period_end) for result in evidence.results)


def direction_of(indicator: IndicatorEvidence) -> Direction | None:
    """The stated direction; else less is better for waktu and biaya, more for kuantitas and kualitas (pp. 203–212)."""
    if indicator.direction is not None:
        return indicator.direction
    if indicator.aspect is None:
        return None
    return Direction.LESS_IS_BETTER if indicator.aspect in _LESS_IS_BETTER else Direction.MORE_IS_BETTER


def combined(categories: Sequence[Expectation]) -> Expectation:
    """One category for several indicators, in the spirit of p. 97 one level down; needs at least one.

    «Di atas» when more than half are above and none below, «di bawah» when more than half are below, else «sesuai».
    """
    above, below = categories.count(Expectation.ABOVE), categories.count(Expectation.BELOW)
    if 2 * below > len(categories):
        return Expectation.BELOW
    if 2 * above > len(categories) and not below:
        return Expectation.ABOVE
    return Expectation.AS_EXPECTED


def _result(result: ResultEvidence, approach: Approach, on: date) -> JudgedResult:
    indicators = tuple(_indicator(indicator, approach, on) for indicator in result.indicators)
    rated = [indicator.category for indicator in indicators if indicator.category is not None]
    own = result.superior_judgement
    if own is not None and (approach is Approach.QUALITATIVE or not rated):
        return JudgedResult(result, own, BY_SUPERIOR, indicators, None)
    if rated:
        by_band = any(indicator.basis == BY_BAND for indicator in indicators)
        return JudgedResult(result, combined(rated), BY_BAND if by_band else BY_SUPERIOR, indicators, None)
    return JudgedResult(result, None, "", indicators, _gap(result))


def _indicator(indicator: IndicatorEvidence, approach: Approach, on: date) -> JudgedIndicator:
    band = _band(indicator, on)
    if band is not None and approach is Approach.QUANTITATIVE:
        return JudgedIndicator(indicator, band, BY_BAND, band)
    judgement = indicator.superior_judgement
    return JudgedIndicator(indicator, judgement, BY_SUPERIOR if judgement is not None else "", band)


def _band(indicator: IndicatorEvidence, on: date) -> Expectation | None:
    direction = direction_of(indicator)
    if indicator.realised is None or direction is None or (indicator.lower is None and indicator.upper is None):
        return None
    return indicator_expectation_value(
        realised=indicator.realised, lower=indicator.lower, upper=indicator.upper, direction=direction, on=on
    )


def _gap(result: ResultEvidence) -> MissingCode:
    pieces: tuple[ResultEvidence | IndicatorEvidence, ...] = (result, *result.indicators)
    told = any(piece.realised_text or piece.self_judgement is not None for piece in pieces)
    if told or any(indicator.realised is not None for indicator in result.indicators):
        return MissingCode.SUPERIOR_JUDGEMENT
    return MissingCode.REALISATION


def indicator_gaps(judged: JudgedResult) -> tuple[tuple[str, MissingCode], ...]:
    """Indicators without category in an RHK that is judged by its indicators: their reference and what they lack."""
    if judged.category is None or all(indicator.category is None for indicator in judged.indicators):
        return ()
    lacking = [indicator.evidence for indicator in judged.indicators if indicator.category is None]
    return tuple((indicator.reference, _indicator_gap(indicator)) for indicator in lacking)


def _indicator_gap(indicator: IndicatorEvidence) -> MissingCode:
    told = indicator.realised is not None or indicator.realised_text or indicator.self_judgement is not None
    return MissingCode.SUPERIOR_JUDGEMENT if told else MissingCode.REALISATION


def contradictions(judged: JudgedResult, positive: int, not_positive: int) -> tuple[str, ...]:
    """What speaks against the category of an RHK, as codes; `positive`, `not_positive` count its feedback.

    penilaian_atasan_berbeda=X, pita_berbeda=X, penilaian_diri_berbeda=X (X the other category),
    umpan_balik_berlawanan, tanpa_bukti_dukung.
    """
    if judged.category is None:
        return ()
    notes = [f"{code}={other}" for code, other in _other_views(judged) if other not in (None, judged.category)]
    if (judged.category is Expectation.ABOVE and not_positive > positive) or (
        judged.category is Expectation.BELOW and positive > not_positive
    ):
        notes.append("umpan_balik_berlawanan")
    if not judged.evidence.proofs and not any(indicator.evidence.proofs for indicator in judged.indicators):
        notes.append("tanpa_bukti_dukung")
    return tuple(notes)


def _other_views(judged: JudgedResult) -> tuple[tuple[str, Expectation | None], ...]:
    bands = [indicator.band for indicator in judged.indicators if indicator.band is not None]
    superior = _view(judged.evidence.superior_judgement, [i.evidence.superior_judgement for i in judged.indicators])
    own = _view(judged.evidence.self_judgement, [i.evidence.self_judgement for i in judged.indicators])
    return (
        ("penilaian_atasan_berbeda", superior),
        ("pita_berbeda", combined(bands) if bands else None),
        ("penilaian_diri_berbeda", own),
    )


def _view(whole: Expectation | None, parts: Sequence[Expectation | None]) -> Expectation | None:
    given = [part for part in parts if part is not None]
    return whole if whole is not None or not given else combined(given)
