"""What one person's appraisal rests on: plain, frozen values that can be stored, hashed and read again for ever."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, TypeVar

from teladan.rules.enums import (
    Approach,
    Aspect,
    Component,
    CoreValue,
    Direction,
    Expectation,
    OrganisationResult,
    Priority,
    Source,
    Stance,
)

SCALES = (4, 5)
"""Upper ends of the rating scales in use; every scale begins at 1 (SKM: 4, Format B.1.9: 5)."""

E = TypeVar("E", bound=Enum)


class EvidenceError(ValueError):
    """A value that cannot be evidence: outside its scale or range, of the wrong kind, or referring to nothing."""


class ServiceUnit(StrEnum):
    """Unit in which a service standard and the elapsed time are counted."""

    MINUTE = "menit"
    HOUR = "jam"
    WORKING_DAY = "hari_kerja"


@dataclass(frozen=True, slots=True)
class IndicatorEvidence:
    """Indikator kinerja individu with its realisation.

    `lower`, `upper` are the band of «sesuai ekspektasi», both ends inside, in `unit`; either may be open. `realised` is
    the figure in the same unit, None when none was given (never zero). Judgements are those of the employee (shown,
    never scored) and of the superior. Raises EvidenceError when the band is upside down or a figure is not finite.
    """

    reference: str
    statement: str = ""
    aspect: Aspect | None = None
    target: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    direction: Direction | None = None
    unit: str = ""
    realised: Decimal | None = None
    realised_text: str = ""
    self_judgement: Expectation | None = None
    superior_judgement: Expectation | None = None
    proofs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _named(self.reference)
        _kinds(self, aspect=Aspect, direction=Direction, self_judgement=Expectation, superior_judgement=Expectation)
        for number in (self.lower, self.upper, self.realised):
            _finite(self.reference, number)
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise EvidenceError(f"{self.reference}: batas bawah {self.lower} di atas batas atas {self.upper}.")


@dataclass(frozen=True, slots=True)
class ResultEvidence:
    """Rencana hasil kerja (RHK) with its indicators, realisation and proofs («bukti dukung»)."""

    reference: str
    statement: str = ""
    priority: Priority = Priority.MAIN
    indicators: tuple[IndicatorEvidence, ...] = ()
    realised_text: str = ""
    self_judgement: Expectation | None = None
    superior_judgement: Expectation | None = None
    proofs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _named(self.reference)
        _kinds(self, priority=Priority, self_judgement=Expectation, superior_judgement=Expectation)
        if self.priority is None:
            raise EvidenceError(f"{self.reference}: prioritas RHK wajib diisi.")


@dataclass(frozen=True, slots=True)
class FeedbackEvidence:
    """One piece of umpan balik with the stance its giver stated.

    `result` is the reference of the RHK it is about, `value` the BerAKHLAK value; both None means in general. `open`
    means that the giver knew it is shown singly. Answers of peers, subordinates and citizens that are not open count
    only in groups (see `appraise`).
    """

    reference: str
    source: Source
    stance: Stance
    result: str | None = None
    value: CoreValue | None = None
    open: bool = True

    def __post_init__(self) -> None:
        _named(self.reference)
        _kinds(self, source=Source, stance=Stance, value=CoreValue)
        if self.source is None or self.stance is None:
            raise EvidenceError(f"{self.reference}: sumber dan sikap umpan balik wajib diisi.")


@dataclass(frozen=True, slots=True)
class RatingEvidence:
    """A rating, or the mean of `count` answers, on one criterion of a component.

    `value` lies on 1…`scale`, and `scale` is 4 or 5. Those of peers, subordinates and citizens are never shown singly.
    """

    source: Source
    component: Component
    criterion: str
    value: Decimal
    scale: int
    count: int = 1
    reference: str = ""

    def __post_init__(self) -> None:
        _kinds(self, source=Source, component=Component)
        if self.source is None or self.component is None or not self.criterion:
            raise EvidenceError("Penilaian wajib mempunyai sumber, komponen, dan kriteria.")
        if self.scale not in SCALES:
            raise EvidenceError(f"{self.criterion}: skala {self.scale} tidak dikenal; pakai 4 atau 5.")
        _finite(self.criterion, self.value)
        if not 1 <= self.value <= self.scale:
            raise EvidenceError(f"{self.criterion}: nilai {self.value} di luar 1 sampai {self.scale}.")
        if self.count < 1:
            raise EvidenceError(f"{self.criterion}: jumlah jawaban {self.count} kurang dari 1.")


@dataclass(frozen=True, slots=True)
class ServiceEvidence:
    """A finished service: `elapsed` ≥ 0 and `standard` > 0 in `unit`; `accurate` None if unknown."""

    reference: str
    service: str
    elapsed: Decimal
    standard: Decimal
    unit: ServiceUnit
    accurate: bool | None = None

    def __post_init__(self) -> None:
        _named(self.reference)
        _kinds(self, unit=ServiceUnit)
        _finite(self.reference, self.elapsed)
        _finite(self.reference, self.standard)
        if self.elapsed < 0 or self.standard <= 0:
            raise EvidenceError(
                f"{self.reference}: lama layanan {self.elapsed} atau standar {self.standard} tidak wajar."
            )


@dataclass(frozen=True, slots=True)
class PersonEvidence:
    """Everything an appraisal of one person in one period rests on; the snapshot that is stored and hashed.

    Results keep the order of the plan; feedback, ratings and services are put in a fixed order, so that the same
    evidence gives the same digest however it was read. Raises EvidenceError when the period is empty, two pieces of one
    kind share a reference, or feedback names an RHK that is not in the plan.
    """

    person: str
    period_start: date
    period_end: date
    approach: Approach
    results: tuple[ResultEvidence, ...] = ()
    feedback: tuple[FeedbackEvidence, ...] = ()
    ratings: tuple[RatingEvidence, ...] = ()
    services: tuple[ServiceEvidence, ...] = ()
    organisation: OrganisationResult | None = None

    def __post_init__(self) -> None:
        _named(self.person)
        _kinds(self, approach=Approach, organisation=OrganisationResult)
        if self.period_end < self.period_start:
            raise EvidenceError(f"Periode berakhir {self.period_end} sebelum mulai {self.period_start}.")
        object.__setattr__(self, "feedback", tuple(sorted(self.feedback, key=lambda f: f.reference)))
        object.__setattr__(self, "services", tuple(sorted(self.services, key=lambda s: s.reference)))
        object.__setattr__(self, "ratings", tuple(sorted(self.ratings, key=_rating_order)))
        planned = {r.reference for r in self.results}
        for unknown in {f.result for f in self.feedback if f.result is not None} - planned:
            raise EvidenceError(f"Umpan balik merujuk RHK {unknown} yang tidak ada dalam SKP.")
        for group in (self.results, self.feedback, self.services):
            _distinct(piece.reference for piece in group)
        for result in self.results:
            _distinct(indicator.reference for indicator in result.indicators)

    def to_json(self) -> str:
        """Canonical JSON: keys sorted, no spaces, Decimals as text without superfluous zeros, dates as yyyy-mm-dd."""
        return _encode(self)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, 64 hexadecimal digits; equal evidence has an equal digest."""
        return digest_of(self.to_json())

    @classmethod
    def from_json(cls, text: str) -> "PersonEvidence":
        """The evidence that `to_json` wrote. Raises EvidenceError when the text is not such a document."""
        try:
            return _person(json.loads(text))
        except (KeyError, TypeError, ArithmeticError, AttributeError) as problem:
            raise EvidenceError(f"Potret bukti tidak terbaca: {problem!r}") from problem
        except EvidenceError:
            raise
        except ValueError as problem:
            raise EvidenceError(f"Potret bukti tidak terbaca: {problem}") from problem


def _rating_order(rating: RatingEvidence) -> tuple[Any, ...]:
    return (
        rating.component,
        rating.source,
        rating.criterion,
        rating.scale,
        rating.value,
        rating.count,
        rating.reference,
    )


def _named(reference: str) -> None:
    if not reference:
        raise EvidenceError("Setiap bukti wajib mempunyai rujukan.")


def _kinds(piece: Any, **expected: type[Enum]) -> None:
    for name, kind in expected.items():
        value = getattr(piece, name)
        if value is not None and not isinstance(value, kind):
            raise EvidenceError(f"{name}: {value!r} bukan {kind.__name__}.")


def _finite(reference: str, number: Decimal | None) -> None:
    if number is None:
        return
    if not isinstance(number, Decimal) or not number.is_finite():
        raise EvidenceError(f"{reference}: {number!r} bukan angka Decimal.")


def _distinct(references: Iterable[str]) -> None:
    seen: set[str] = set()
    for reference in references:
        if reference in seen:
            raise EvidenceError(f"Rujukan {reference} dipakai dua kali.")
        seen.add(reference)


def canonical(number: Decimal) -> str:
    """The exact number as text, without exponent, superfluous zeros or a negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


_FIELDS = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (
        IndicatorEvidence,
        ResultEvidence,
        FeedbackEvidence,
        RatingEvidence,
        ServiceEvidence,
        PersonEvidence,
    )
}


def _plain(value: Any) -> Any:
    """What JSON has no form for; texts, enumerations of texts, numbers and tuples the encoder knows."""
    if names := _FIELDS.get(type(value)):
        return {name: getattr(value, name) for name in names}
    if type(value) is Decimal:
        return canonical(value)
    if isinstance(value, date):
        return value.isoformat()
    raise EvidenceError(f"{value!r} tidak dapat menjadi potret bukti.")


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain).encode


def digest_of(document: str) -> str:
    """SHA-256 of a canonical JSON text, 64 hexadecimal digits."""
    return hashlib.sha256(document.encode()).hexdigest()


def _enum(kind: type[E], value: str | None) -> E | None:
    return None if value is None else kind(value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _indicator(given: dict[str, Any]) -> IndicatorEvidence:
    return IndicatorEvidence(
        **given
        | {
            "aspect": _enum(Aspect, given["aspect"]),
            "lower": _number(given["lower"]),
            "upper": _number(given["upper"]),
            "direction": _enum(Direction, given["direction"]),
            "realised": _number(given["realised"]),
            "self_judgement": _enum(Expectation, given["self_judgement"]),
            "superior_judgement": _enum(Expectation, given["superior_judgement"]),
            "proofs": tuple(given["proofs"]),
        }
    )


def _result(given: dict[str, Any]) -> ResultEvidence:
    return ResultEvidence(
        **given
        | {
            "priority": Priority(given["priority"]),
            "indicators": tuple(_indicator(i) for i in given["indicators"]),
            "self_judgement": _enum(Expectation, given["self_judgement"]),
            "superior_judgement": _enum(Expectation, given["superior_judgement"]),
            "proofs": tuple(given["proofs"]),
        }
    )


def _feedback(given: dict[str, Any]) -> FeedbackEvidence:
    kinds = {
        "source": Source(given["source"]),
        "stance": Stance(given["stance"]),
        "value": _enum(CoreValue, given["value"]),
    }
    return FeedbackEvidence(**given | kinds)


def _rating(given: dict[str, Any]) -> RatingEvidence:
    kinds = {
        "source": Source(given["source"]),
        "component": Component(given["component"]),
        "value": Decimal(given["value"]),
    }
    return RatingEvidence(**given | kinds)


def _service(given: dict[str, Any]) -> ServiceEvidence:
    kinds = {
        "elapsed": Decimal(given["elapsed"]),
        "standard": Decimal(given["standard"]),
        "unit": ServiceUnit(given["unit"]),
    }
    return ServiceEvidence(**given | kinds)


def _person(given: dict[str, Any]) -> PersonEvidence:
    return PersonEvidence(
        **given
        | {
            "period_start": date.fromisoformat(given["period_start"]),
            "period_end": date.fromisoformat(given["period_end"]),
            "approach": Approach(given["approach"]),
            "results": tuple(_result(r) for r in given["results"]),
            "feedback": tuple(_feedback(f) for f in given["feedback"]),
            "ratings": tuple(_rating(r) for r in given["ratings"]),
            "services": tuple(_service(s) for s in given["services"]),
            "organisation": _enum(OrganisationResult, given["organisation"]),
        }
    )
