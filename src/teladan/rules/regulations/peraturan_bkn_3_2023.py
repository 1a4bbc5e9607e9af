"""Peraturan BKN 3/2023: credit points of functional officials from the predicate (Pasal 13)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Predicate
from teladan.rules.in_force import parameter
from teladan.rules.refusal import InvalidInput


class FunctionalLevel(StrEnum):
    """Jenjang of a functional position: skill (pemula – penyelia) and expertise (ahli pertama – ahli utama)."""

    BEGINNER = "pemula"
    SKILLED = "terampil"
    PROFICIENT = "mahir"
    SUPERVISOR = "penyelia"
    FIRST_EXPERT = "ahli_pertama"
    YOUNG_EXPERT = "ahli_muda"
    MIDDLE_EXPERT = "ahli_madya"
    MAIN_EXPERT = "ahli_utama"


def credit_points(*, level: FunctionalLevel, predicate: Predicate, months: int, on: date) -> Derivation[Decimal]:
    """Angka kredit = percentage of the predicate × coefficient of the level × months / 12, for 1–12 assessed months.

    Exact where the decimals end (pemula, Sangat Baik, 12 months: 5.625); where they don't, rounded half up to two
    decimals as in BKN's published example (2/12 × 100 % × 12,5 = 2,08). The input `nilai_persis` keeps the fraction, so
    that sums over periods needn't add rounded parts. Raises InvalidInput for other months, RuleGap before 2023.
    """
    if not 1 <= months <= 12:
        raise InvalidInput("bulan", "harus bilangan bulat 1 sampai 12, misalnya bulan=12 untuk setahun penuh.")
    shares, coefficients = parameter("persentase_angka_kredit", on), parameter("koefisien_angka_kredit", on)
    percent, coefficient = Decimal(shares[predicate]), Decimal(coefficients[level])
    exact = Fraction(percent) * Fraction(coefficient) * months / 1200
    return Derivation(
        "angka_kredit",
        ending_or_rounded(exact),
        source=coefficients.source,
        inputs=(
            Derivation("jenjang", level),
            Derivation("predikat", predicate),
            Derivation("bulan", months),
            Derivation("persentase_predikat", percent, source=shares.source),
            Derivation("koefisien_tahunan", coefficient, source=coefficients.source),
            Derivation("nilai_persis", str(exact)),
        ),
    )


def ending_or_rounded(exact: Fraction) -> Decimal:
    """The fraction as Decimal: exact when its decimals end, else rounded half up to two decimals (exact ≥ 0)."""
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return Decimal(exact.numerator) / Decimal(exact.denominator)
    hundredths = (exact * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(hundredths) / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
