"""An agency's appraisal policy as plain values; see `schema` for the document it is read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component, Expectation, Priority, Source

ANONYMOUS_SOURCES = (Source.PEER, Source.SUBORDINATE, Source.CITIZEN)
"""Sources whose answers are stored without a giver."""

LEAST_GROUP = 5
"""Fewest answers of an anonymous source that may be used; a policy may ask for more, never for fewer."""


class Mode(StrEnum):
    """How the parts of an axis become its rating."""

    MAJORITY = "mayoritas"
    """The majority guidance of PermenPANRB 6/2022 (pp. 97–102), without weights."""
    WEIGHTED = "berbobot"
    """Points from 0 to 100 with weights and thresholds."""


class WithoutEvidence(StrEnum):
    """What happens to a part that has too little evidence."""

    LEAVE_OUT = "sisihkan"
    """It is left out and its weight goes to the other parts in proportion."""
    REQUIRED = "wajib"
    """The axis gets no rating: «belum cukup bukti»."""


@dataclass(frozen=True, slots=True)
class SourceRule:
    """One source of a component: its share in percent (`diri` always 0) and the fewest pieces of evidence."""

    source: Source
    weight: Decimal
    minimum: int
    required: bool = False


@dataclass(frozen=True, slots=True)
class ResultPoints:
    """Points (0–100) of an RHK by its category, and how often an RHK utama or tambahan counts."""

    points: Mapping[Expectation, Decimal]
    priorities: Mapping[Priority, Decimal]
    least_main_share: Decimal
    """Smallest share, in percent, of the planned RHK utama that must have a category."""


@dataclass(frozen=True, slots=True)
class ComponentRule:
    """One component on its axis. `weight` is its share of the axis in percent (0 in mode mayoritas)."""

    component: Component
    axis: Axis
    weight: Decimal
    sources: tuple[SourceRule, ...]
    without_evidence: WithoutEvidence
    items: tuple[str, ...] = ()
    """Criteria that count; empty means every criterion rated for this component."""
    curve: tuple[tuple[Decimal, Decimal], ...] = ()
    """For services: (share in percent, points) in rising order; straight lines between them."""
    results: ResultPoints | None = None
    citations: tuple[Citation, ...] = ()

    def source(self, source: Source) -> SourceRule | None:
        """The rule for a source, None when the component does not use it."""
        return next((rule for rule in self.sources if rule.source is source), None)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Fewest points for «di atas ekspektasi» and for «sesuai ekspektasi»; below that «di bawah ekspektasi»."""

    above: Decimal
    as_expected: Decimal

    def category(self, points: Fraction) -> Expectation:
        """The category of exact, unrounded points."""
        if points >= self.above:
            return Expectation.ABOVE
        return Expectation.AS_EXPECTED if points >= self.as_expected else Expectation.BELOW


@dataclass(frozen=True, slots=True)
class Rounding:
    """Half-up rounding to a step, for display only: categories are decided on exact points."""

    step: Decimal

    def apply(self, value: Fraction) -> Decimal:
        """The value rounded half up to the step."""
        steps = value / Fraction(self.step)
        whole, rest = divmod(steps.numerator, steps.denominator)
        if 2 * rest >= steps.denominator:
            whole += 1
        return (whole * self.step).quantize(self.step, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Policy:
    """A checked policy. Weights inside an axis, and inside a component, sum to exactly 100 in mode berbobot."""

    name: str
    title: str
    version: int
    valid_from: date
    mode: Mode
    citations: tuple[Citation, ...]
    components: tuple[ComponentRule, ...]
    thresholds: Mapping[Axis, Thresholds]
    rounding: Rounding

    def of(self, axis: Axis) -> tuple[ComponentRule, ...]:
        """The components of an axis in the order of the document."""
        return tuple(rule for rule in self.components if rule.axis is axis)

    def component(self, component: Component) -> ComponentRule | None:
        """The rule of a component, None when the policy does not use it."""
        return next((rule for rule in self.components if rule.component is component), None)

    @property
    def citation(self) -> Citation:
        """This document itself as a source, e.g. «Kebijakan penilaian Kota Medan, versi 1»."""
        return Citation(self.title, f"versi {self.version}")


def by_act(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Citations of the same act joined into one that lists its places."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.act, []).append(citation.place)
    return tuple(Citation(act, ", ".join(place for place in given if place)) for act, given in places.items())
