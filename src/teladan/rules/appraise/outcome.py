"""What an appraisal answers: recommended ratings, what is missing, and what would change them."""

from dataclasses import dataclass
from enum import StrEnum

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Expectation, Predicate, Source


class MissingCode(StrEnum):
    """Why a part has no evidence that counts."""

    PLAN = "skp"
    """No RHK at all."""
    REALISATION = "realisasi"
    """An RHK or indicator has neither figure nor judgement."""
    SUPERIOR_JUDGEMENT = "penilaian_atasan"
    """There is a realisation, or the employee's own judgement, but none of the superior and no band that decides."""
    GROUP_TOO_SMALL = "jawaban_kurang"
    """Answers of peers, subordinates or citizens that are not open are fewer than the policy's floor."""
    TOO_LITTLE = "bukti_kurang"
    """Less evidence of a source than the policy's minimum."""
    FEEDBACK_ON_VALUE = "umpan_balik_nilai"
    """No feedback that counts on one of the seven BerAKHLAK values (mode mayoritas)."""
    FEEDBACK_ON_RESULTS = "umpan_balik_hasil"
    """No feedback that counts on any RHK, where the majority guidance needs it (mode mayoritas)."""
    UNCLEAR_FEEDBACK = "umpan_balik_belum_jelas"
    """Feedback whose giver has not said whether it is positive (mode mayoritas)."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: `have` of `need` pieces of evidence. `reference` is the RHK, indicator, value or criterion it is about.

    `blocking` means that the axis gets no rating because of it («wajib»); otherwise the part is left out and its weight
    redistributed.
    """

    code: MissingCode
    axis: Axis
    component: Component
    source: Source | None = None
    have: int = 0
    need: int = 1
    reference: str = ""
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Recommended ratings and predicate with their derivation; each value is None while evidence is not enough."""

    results: Derivation[Expectation | None]
    behaviour: Derivation[Expectation | None]
    predicate: Derivation[Predicate | None]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class RecommendedValues:
    """The values of a `Recommendation` alone, for bulk work; `missing_codes` are those of its `missing`, in order."""

    results: Expectation | None
    behaviour: Expectation | None
    predicate: Predicate | None
    missing_codes: tuple[MissingCode, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One single change of the evidence that would move the rating of an axis.

    `how` is a code: nilai_atasan (judgement of an RHK or indicator), angka (realised figure), penilaian (rating of a
    source on a criterion), umpan_balik (stance of an open piece of feedback), tepat_waktu (services inside their
    standard), tanpa_kesalahan (services without error). `current` and `needed` say from what to what, in the terms
    of that code, as text for programs.
    """

    axis: Axis
    before: Expectation | None
    after: Expectation | None
    reference: str
    how: str
    current: str
    needed: str
    predicate: Predicate | None
