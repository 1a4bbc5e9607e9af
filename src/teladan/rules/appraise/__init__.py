"""From the evidence of one person and the agency's policy to recommended ratings; a person decides afterwards.

recommendation = appraise(evidence, policy)            # with the whole derivation, for a page
values = appraise_values(evidence, policy)             # the same values without the tree, for bulk work
changes = what_would_change(evidence, policy)          # the smallest single changes that would move a rating
"""

from teladan.rules.appraise.assess import PolicyNotInForce, assess
from teladan.rules.appraise.changes import what_would_change
from teladan.rules.appraise.explain import explained
from teladan.rules.appraise.leaves import read_note
from teladan.rules.appraise.outcome import Change, Missing, MissingCode, Recommendation, RecommendedValues
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy.model import Policy

__all__ = [
    "Change",
    "Missing",
    "MissingCode",
    "PolicyNotInForce",
    "Recommendation",
    "RecommendedValues",
    "appraise",
    "appraise_values",
    "read_note",
    "what_would_change",
]


def appraise(evidence: PersonEvidence, policy: Policy) -> Recommendation:
    """Recommended ratings of results and behaviour and the predicate, each with its derivation.

    The rule versions are those in force on `evidence.period_end`. A rating is None while its evidence is not enough,
    and the predicate None while either rating is; `missing` names every gap. Raises PolicyNotInForce when the policy
    begins after the period, RuleGap before 7 February 2022 (PermenPANRB 6/2022, Lampiran IV.B).
    """
    return explained(evidence, policy, assess(evidence, policy))


def appraise_values(evidence: PersonEvidence, policy: Policy) -> RecommendedValues:
    """The values of `appraise` alone, identical and without building the derivation."""
    found = assess(evidence, policy)
    return RecommendedValues(found.results, found.behaviour, found.predicate, tuple(gap.code for gap in found.missing))
