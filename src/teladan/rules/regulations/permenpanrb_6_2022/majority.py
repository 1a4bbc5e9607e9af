"""What the two majority guidances share: counting, and what is certain while evidence is missing.

The regulation's guide (pp. 97–102) gives three categories in words. Three decisions turn the words into a rule:

1. «Sebagian besar» is more than half (parameter `sebagian_besar`); exactly half is neither most nor a small part.
2. A category is stated only when the missing evidence cannot change it. The rule is worked out twice, once with every
   missing rating or unclear feedback at its worst and once at its best; if both agree, that is the value, otherwise the
   value is None and the two ends are shown. So missing is never zero, never counts as below, and withholding evidence
   never helps anybody.
3. Between the extremes stands «sesuai»: a tie or a mixed picture is never an extreme.

Both guidances are monotone: a better rating or a more positive stance moves neither end down.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from teladan.rules.enums import Expectation, Stance
from teladan.rules.in_force import Version, parameter

WORST_FIRST = (Expectation.BELOW, Expectation.AS_EXPECTED, Expectation.ABOVE)


Most = Callable[[int, int], bool]
"""Whether a count out of a total is «sebagian besar atau seluruh»; nothing is never most of nothing."""


def majority(on: date) -> Most:
    """The meaning of «sebagian besar» on a day: more than half, as the parameter says."""
    return _majority(parameter("sebagian_besar", on))


@lru_cache(maxsize=64)
def _majority(version: Version) -> Most:
    share = Fraction(version["lebih_dari"])
    return lambda count, total: count * share.denominator > share.numerator * total


@dataclass(frozen=True, slots=True)
class Voices:
    """Feedback counted by what its givers meant; `unclear` can still turn out either way."""

    positive: int
    not_positive: int
    unclear: int

    @classmethod
    def of(cls, stances: Iterable[Stance]) -> "Voices":
        """Count stances; their order does not matter."""
        found = Counter(stances)
        return cls(found[Stance.POSITIVE], found[Stance.NOT_POSITIVE], found[Stance.UNCLEAR])

    @property
    def total(self) -> int:
        """All feedback given."""
        return self.positive + self.not_positive + self.unclear

    def at_worst(self) -> "Voices":
        """As if every unclear feedback were not positive."""
        return Voices(self.positive, self.not_positive + self.unclear, 0)

    def at_best(self) -> "Voices":
        """As if every unclear feedback were positive."""
        return Voices(self.positive + self.unclear, self.not_positive, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """The worst and the best category that the missing evidence leaves open."""

    worst: Expectation
    best: Expectation

    @property
    def certain(self) -> Expectation | None:
        """The category when nothing missing could change it, else None."""
        return self.worst if self.worst is self.best else None


ANYTHING = Range(Expectation.BELOW, Expectation.ABOVE)
