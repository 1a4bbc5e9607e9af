"""Both axes and the predicate as bare values: the one body behind `appraise` and `appraise_values`."""

from typing import NamedTuple

from teladan.rules.appraise.majority import (
    MajorityBehaviour,
    MajorityResults,
    majority_behaviour,
    majority_results,
)
from teladan.rules.appraise.outcome import Missing
from teladan.rules.appraise.weighted import AxisScore, Material, weighted_axes
from teladan.rules.enums import Expectation, Predicate
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy.model import Mode, Policy
from teladan.rules.regulations.permenpanrb_6_2022 import PeriodKind, predicate_value


class PolicyNotInForce(ValueError):
    """The policy begins only after the end of the period."""


class ByMajority(NamedTuple):
    """Both axes under mode mayoritas."""

    results: MajorityResults
    behaviour: MajorityBehaviour


class ByWeight(NamedTuple):
    """Both axes under mode berbobot."""

    results: AxisScore
    behaviour: AxisScore
    material: Material


class Assessment(NamedTuple):
    """The values of an appraisal and what they were read from."""

    results: Expectation | None
    behaviour: Expectation | None
    predicate: Predicate | None
    missing: tuple[Missing, ...]
    basis: ByMajority | ByWeight


def assess(evidence: PersonEvidence, policy: Policy) -> Assessment:
    """Rates both axes and reads the predicate. Raises PolicyNotInForce, or RuleGap before 7 February 2022."""
    if policy.valid_from > evidence.period_end:
        raise PolicyNotInForce(
            f"{policy.title} berlaku mulai {policy.valid_from}, setelah periode berakhir {evidence.period_end}."
        )
    basis: ByMajority | ByWeight
    if policy.mode is Mode.MAJORITY:
        basis = ByMajority(majority_results(evidence, policy), majority_behaviour(evidence, policy))
    else:
        basis = ByWeight(*weighted_axes(evidence, policy))
    results, behaviour = basis.results.category, basis.behaviour.category
    missing = (*basis.results.missing, *basis.behaviour.missing)
    found = None
    if results is not None and behaviour is not None:
        kind, on = kind_of(evidence), evidence.period_end
        found = predicate_value(results=results, behaviour=behaviour, on=on, kind=kind)
    return Assessment(results, behaviour, found, missing, basis)


def kind_of(evidence: PersonEvidence) -> PeriodKind:
    """Annual when the period is a whole calendar year, else periodic."""
    start, end = evidence.period_start, evidence.period_end
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return PeriodKind.ANNUAL if whole else PeriodKind.PERIODIC
