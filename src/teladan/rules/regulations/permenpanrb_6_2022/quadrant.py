"""Kuadran kinerja: from the two ratings to the predicate (Lampiran IV.B.3)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Expectation, Predicate
from teladan.rules.in_force import Version, parameter


class PeriodKind(StrEnum):
    """Predikat kinerja periodik (p. 99) or tahunan (p. 103); the two tables are printed apart and are alike."""

    PERIODIC = "periodik"
    ANNUAL = "tahunan"


@cache
def _cells(version: Version) -> Mapping[tuple[Expectation, Expectation], Predicate]:
    return {
        (Expectation(results), Expectation(behaviour)): Predicate(cell)
        for results, row in version["hasil_kerja"].items()
        for behaviour, cell in row.items()
    }


def predicate_value(
    *, results: Expectation, behaviour: Expectation, on: date, kind: PeriodKind = PeriodKind.PERIODIC
) -> Predicate:
    """The predicate alone; see `predicate`."""
    return _cells(parameter(f"predikat_kinerja_{kind}", on))[results, behaviour]


def predicate(
    *, results: Expectation, behaviour: Expectation, on: date, kind: PeriodKind = PeriodKind.PERIODIC
) -> Derivation[Predicate]:
    """Read the predicate off the performance quadrant.

    `results` and `behaviour` are the ratings the appraiser has set, `on` the last day of the period. The note
    `pertentangan_teks` marks the one cell that an example of the regulation contradicts (pp. 202–208 print «Butuh
    Perbaikan» where the table says «Kurang/Misconduct»); the table stands. Raises RuleGap before 7 February 2022.
    Source: Lampiran IV.B.3.a.3)(c), p. 99 (periodic) and b.3)(c), pp. 102–103 (annual).
    """
    version = parameter(f"predikat_kinerja_{kind}", on)
    conflict = parameter("pertentangan_teks", on)
    contradicted = (results, behaviour) == (conflict["hasil_kerja"], conflict["perilaku_kerja"])
    return Derivation(
        "predikat_kinerja",
        _cells(version)[results, behaviour],
        source=version.source,
        inputs=(Derivation("rating_hasil_kerja", results), Derivation("rating_perilaku_kerja", behaviour)),
        note="pertentangan_teks" if contradicted else "",
    )
