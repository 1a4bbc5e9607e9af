"""PermenPANRB 14/2017: Survei Kepuasan Masyarakat (SKM), its index, classes and sample size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from teladan.rules.derivation import Derivation
from teladan.rules.in_force import Version, parameter
from teladan.rules.refusal import InvalidInput

ELEMENTS = tuple(f"u{number}" for number in range(1, 10))
"""The nine unsur by code: u1 persyaratan, u2 prosedur, u3 waktu, u4 biaya, u5 produk, u6 kompetensi pelaksana,
u7 perilaku pelaksana, u8 penanganan pengaduan, u9 sarana dan prasarana. Questionnaires swap u8 and u9: bind by code."""


@dataclass(frozen=True, slots=True)
class SkmIndex:
    """`indeks` 1–4, `konversi` 25.00–100.00 with two decimals, `mutu` A (sangat baik) to D (tidak baik)."""

    indeks: Decimal
    konversi: Decimal
    mutu: str


def skm_index(*, sums: Mapping[str, int], respondents: int, on: date) -> Derivation[SkmIndex]:
    """Index of public satisfaction from the sums of answers (1–4) on the nine unsur given by the same `respondents`.

    Each unsur weighs exactly 1/9; the weight rounded to 0.11, found in many programs, would cap the index at 99.
    `indeks` = Σ (sum / respondents) / 9, not rounded (28 significant digits where the decimals don't end); `konversi` =
    `indeks` × 25 from the exact fraction, rounded half up to two decimals; `mutu` is read after that rounding by the
    lower end of the class, because the printed classes leave gaps (64,99 – 65,00).
    Raises InvalidInput when `respondents` < 1 or a sum can't come from that many answers of 1–4.
    """
    formula, classes = parameter("rumus_skm", on), parameter("mutu_skm", on)
    _check(sums, respondents, formula)
    exact = Fraction(sum(sums.values()), respondents * formula["unsur"])
    converted = _rounded(exact * formula["pengali_konversi"], formula["desimal_konversi"])
    quality = next(grade for grade, least in classes.values.items() if converted >= least)
    averages = (
        Derivation(
            f"rata_rata_{code}",
            _decimal(Fraction(sums[code], respondents)),
            inputs=(Derivation(code, sums[code]),),
        )
        for code in ELEMENTS
    )
    return Derivation(
        "indeks_skm",
        SkmIndex(_decimal(exact), converted, quality),
        source=formula.source,
        inputs=(
            Derivation("n", respondents),
            *averages,
            Derivation("bobot_per_unsur", f"1/{formula['unsur']}", source=formula.source),
            Derivation("batas_mutu", dict(classes.values), source=classes.source),
        ),
    )


def _check(sums: Mapping[str, int], respondents: int, formula: Version) -> None:
    if respondents < 1:
        raise InvalidInput("n", "jumlah responden harus 1 atau lebih, misalnya n=29.")
    least, most = respondents * formula["jawaban_terendah"], respondents * formula["jawaban_tertinggi"]
    for code in ELEMENTS:
        if not least <= sums[code] <= most:
            raise InvalidInput(
                code,
                f"jumlah jawaban {sums[code]} tidak mungkin: {respondents} responden menjawab 1 sampai 4, "
                f"jadi jumlahnya {least} sampai {most}.",
            )


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half up, from the exact fraction: no binary or decimal error can lift a value over a class limit."""
    whole = (exact * 10**decimals + Fraction(1, 2)).__floor__()
    return Decimal(whole).scaleb(-decimals)


def skm_sample_size(*, population: int, on: date) -> Derivation[int]:
    """Respondents needed for a population of service users, by the formula of Krejcie and Morgan, rounded half up.

    S = χ²NP(1−P) / (d²(N−1) + χ²P(1−P)), χ² = 3.841, P = 0.5, d = 0.05. The printed table equals the formula except at
    N = 100 000 (384 printed, 383 by the formula). The sample is meant for proportions, not for means: it is the usual
    minimum, no guarantee of precision. Raises InvalidInput for a population below 1.
    """
    if population < 1:
        raise InvalidInput("populasi", "harus 1 atau lebih, misalnya populasi=1000.")
    version = parameter("sampel_skm", on)
    chi, share, error = (Fraction(version[key]) for key in ("khi_kuadrat", "proporsi", "galat"))
    spread = chi * share * (1 - share)
    exact = spread * population / (error**2 * (population - 1) + spread)
    return Derivation(
        "ukuran_sampel_skm",
        (exact + Fraction(1, 2)).__floor__(),
        source=version.source,
        inputs=(
            Derivation("populasi", population),
            Derivation("khi_kuadrat", version["khi_kuadrat"]),
            Derivation("proporsi", version["proporsi"]),
            Derivation("galat", version["galat"]),
            Derivation("sebelum_pembulatan", _decimal(exact)),
        ),
    )
