"""PermenPANRB 6/2022, Pengelolaan Kinerja Pegawai ASN: from ratings to the predicate.

The regulation has no score. The ratings are the appraiser's judgement; what this package derives from the majority
guidance (pp. 97–102) is a suggestion, and says nothing where the evidence is not enough.
"""

from teladan.rules.regulations.permenpanrb_6_2022.behaviour import (
    RatedValue,
    behaviour_expectation,
    behaviour_expectation_value,
)
from teladan.rules.regulations.permenpanrb_6_2022.curves import (
    GuideCurve,
    SharesAdvice,
    guide_curve,
    shares_advice,
)
from teladan.rules.regulations.permenpanrb_6_2022.deadlines import Step, deadline
from teladan.rules.regulations.permenpanrb_6_2022.indicator import (
    indicator_expectation,
    indicator_expectation_value,
)
from teladan.rules.regulations.permenpanrb_6_2022.quadrant import PeriodKind, predicate, predicate_value
from teladan.rules.regulations.permenpanrb_6_2022.results import (
    RatedResult,
    results_expectation,
    results_expectation_value,
)
from teladan.rules.regulations.permenpanrb_6_2022.study_leave import Accreditation, StudyLevel, grade_point_guide

__all__ = [
    "Accreditation",
    "GuideCurve",
    "PeriodKind",
    "RatedResult",
    "RatedValue",
    "SharesAdvice",
    "Step",
    "StudyLevel",
    "behaviour_expectation",
    "behaviour_expectation_value",
    "deadline",
    "grade_point_guide",
    "guide_curve",
    "indicator_expectation",
    "indicator_expectation_value",
    "predicate",
    "predicate_value",
    "results_expectation",
    "results_expectation_value",
    "shares_advice",
]
