"""Guide for the expected grade point average of employees on study leave (Lampiran II.B.5–6, p. 63)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Predicate
from teladan.rules.in_force import parameter
from teladan.rules.refusal import InvalidInput


class StudyLevel(StrEnum):
    """Level of study of the guide."""

    BACHELOR = "s1"
    POSTGRADUATE = "profesi_s2_s3"


class Accreditation(StrEnum):
    """Accreditation of the university (the programme's: at least C with A and B, at least B with C), or abroad."""

    A = "a"
    B = "b"
    C = "c"
    ABROAD = "luar_negeri"


def grade_point_guide(
    *, level: StudyLevel, accreditation: Accreditation, average: Decimal, on: date
) -> Derivation[Predicate]:
    """The class of a grade point average (0.00–4.00) in the guide that helps to agree on an expectation.

    The printed classes leave gaps between two decimals (3,00 – 3,01); a class is read by its lower end. The expectation
    agreed in the plan wins over this guide (p. 237: 3,39 is below an agreed «diatas 3,5»). Raises InvalidInput outside
    0–4 and RuleGap before 7 February 2022.
    """
    version = parameter("pedoman_ipk", on)
    if not 0 <= average <= version["tertinggi"]:
        raise InvalidInput("ipk", "harus antara 0 dan 4, misalnya 3.39.")
    lowest = version[level][accreditation]
    reached = (code for code, least in lowest.items() if average >= least)
    return Derivation(
        "pedoman_ipk",
        Predicate(next(reached, Predicate.POOR)),
        source=version.source,
        inputs=(
            Derivation("jenjang", level),
            Derivation("akreditasi", accreditation),
            Derivation("ipk", average),
        ),
    )
