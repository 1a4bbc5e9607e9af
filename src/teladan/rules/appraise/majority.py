"""Mode mayoritas: the guidance of PermenPANRB 6/2022, pp. 97–102, without weights."""

from typing import NamedTuple

from teladan.rules.appraise.feedback import Heard, heard, is_closed
from teladan.rules.appraise.judged import JudgedResult, indicator_gaps, judge_results
from teladan.rules.appraise.outcome import Missing, MissingCode
from teladan.rules.enums import Axis, Component, CoreValue, Expectation, Source, Stance
from teladan.rules.evidence import FeedbackEvidence, PersonEvidence
from teladan.rules.policy.model import Policy
from teladan.rules.regulations.permenpanrb_6_2022 import (
    RatedResult,
    RatedValue,
    behaviour_expectation_value,
    results_expectation_value,
)


class MajorityResults(NamedTuple):
    """What the guidance on results reads, and its answer."""

    judged: tuple[JudgedResult, ...]
    heard: Heard
    rated: tuple[RatedResult, ...]
    category: Expectation | None
    missing: tuple[Missing, ...]


class MajorityBehaviour(NamedTuple):
    """What the guidance on behaviour reads, and its answer."""

    heard: Heard
    rated: tuple[RatedValue, ...]
    category: Expectation | None
    missing: tuple[Missing, ...]


def majority_results(evidence: PersonEvidence, policy: Policy) -> MajorityResults:
    """The results axis: categories of the RHK and the feedback attached to them."""
    judged = judge_results(evidence)
    voices = heard((f for f in evidence.feedback if f.result is not None), _minimum(policy, Component.RESULTS))
    by_result: dict[str | None, list[Stance]] = {result.reference: [] for result in evidence.results}
    for piece in voices.counted:
        by_result[piece.result].append(piece.stance)
    rated = tuple(
        RatedResult(j.evidence.reference, j.evidence.priority, j.category, tuple(by_result[j.evidence.reference]))
        for j in judged
    )
    category = results_expectation_value(results=rated, on=evidence.period_end)
    return MajorityResults(judged, voices, rated, category, _missing_results(judged, voices, blocking=category is None))


def majority_behaviour(evidence: PersonEvidence, policy: Policy) -> MajorityBehaviour:
    """The behaviour axis: feedback on the seven BerAKHLAK values; a value given with an RHK counts there, not here."""
    voices = heard((f for f in evidence.feedback if _on_value(f)), _minimum(policy, Component.BEHAVIOUR))
    by_value: dict[CoreValue | None, list[Stance]] = {value: [] for value in CoreValue}
    for piece in voices.counted:
        by_value[piece.value].append(piece.stance)
    rated = tuple(RatedValue(value, tuple(by_value[value])) for value in CoreValue)
    category = behaviour_expectation_value(values=rated, on=evidence.period_end)
    return MajorityBehaviour(voices, rated, category, _missing_behaviour(rated, voices, blocking=category is None))


def _on_value(piece: FeedbackEvidence) -> bool:
    return piece.value is not None and piece.result is None


def _minimum(policy: Policy, component: Component) -> dict[Source, int]:
    rule = policy.component(component)
    return {} if rule is None else {source.source: source.minimum for source in rule.sources}


def _missing_results(judged: tuple[JudgedResult, ...], voices: Heard, *, blocking: bool) -> tuple[Missing, ...]:
    axis, component = Axis.RESULTS, Component.RESULTS
    missing = result_gaps(judged, blocking=blocking)
    missing += _too_small(voices, axis, component, blocking=blocking)
    if judged and blocking and not voices.counted:
        missing.append(Missing(MissingCode.FEEDBACK_ON_RESULTS, axis, component, blocking=True))
    return (*missing, *_unclear(voices, axis, component, blocking=blocking))


def result_gaps(judged: tuple[JudgedResult, ...], *, blocking: bool) -> list[Missing]:
    """RHK and indicators without category; a gap of a single indicator never blocks."""
    axis, component, superior = Axis.RESULTS, Component.RESULTS, Source.SUPERIOR
    if not judged:
        return [Missing(MissingCode.PLAN, axis, component, blocking=blocking)]
    found = []
    for one in judged:
        if one.gap is not None:
            reference = one.evidence.reference
            found.append(Missing(one.gap, axis, component, superior, reference=reference, blocking=blocking))
        for reference, code in indicator_gaps(one):
            found.append(Missing(code, axis, component, superior, reference=reference))
    return found


def _missing_behaviour(rated: tuple[RatedValue, ...], voices: Heard, *, blocking: bool) -> tuple[Missing, ...]:
    axis, component = Axis.BEHAVIOUR, Component.BEHAVIOUR
    silent = [one.value for one in rated if not one.stances]
    missing = [
        Missing(MissingCode.FEEDBACK_ON_VALUE, axis, component, reference=value.value, blocking=blocking)
        for value in silent
    ]
    missing += _too_small(voices, axis, component, blocking=blocking)
    return (*missing, *_unclear(voices, axis, component, blocking=blocking))


def _too_small(voices: Heard, axis: Axis, component: Component, *, blocking: bool) -> list[Missing]:
    return [
        Missing(MissingCode.GROUP_TOO_SMALL, axis, component, source, have, need, blocking=blocking)
        for source, have, need in voices.too_small
    ]


def _unclear(voices: Heard, axis: Axis, component: Component, *, blocking: bool) -> list[Missing]:
    """Unclear feedback is a gap only while it keeps the rating open; closed pieces stay without reference."""
    if not blocking:
        return []
    unclear = [piece for piece in voices.counted if piece.stance is Stance.UNCLEAR]
    return [
        Missing(
            MissingCode.UNCLEAR_FEEDBACK,
            axis,
            component,
            piece.source,
            reference="" if is_closed(piece) else piece.reference,
            blocking=True,
        )
        for piece in unclear
    ]
