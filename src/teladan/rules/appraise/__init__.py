"""From the evidence of one person and the agency's policy to recommended ratings; a person decides afterwards.

recommendation = appraise(evidence, policy)            # with the whole derivation, for a page
values = appraise_values(evidence, policy)             # the same values without the tree, for bulk work
changes = what_would_change(evidence, policy)          # the smallest single changes that would move a rating
"""

from teladan.rules.appraise.outcome import Change, Missing, MissingCode, Recommendation, RecommendedValues

__all__ = [
    "Change",
    "Missing",
    "MissingCode",
    "Recommendation",
    "RecommendedValues",
]
