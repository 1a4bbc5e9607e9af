"""PermenPANRB 3/2020: the nine boxes of talent management."""

from datetime import date
from enum import StrEnum

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Expectation, Predicate
from teladan.rules.in_force import parameter


class Potential(StrEnum):
    """The potential axis; where its levels begin is the agency's matter."""

    LOW = "rendah"
    MIDDLE = "menengah"
    HIGH = "tinggi"


def talent_box(*, predicate: Predicate, potential: Potential, on: date) -> Derivation[int]:
    """The talent box 1–9 (9 best) from the predicate and the potential.

    The numbers are not a rising scale along one axis: below expectation with high potential is box 6, above with low
    potential box 4. Raises RuleGap before the regulation.
    """
    version = parameter("kotak_talenta", on)
    performance = Expectation(version["kinerja"][predicate])
    return Derivation(
        "kotak_talenta",
        version["kotak"][performance][potential],
        source=version.source,
        inputs=(
            Derivation("kinerja", performance, version.source, (Derivation("predikat", predicate),)),
            Derivation("potensi", potential),
        ),
    )


def talent_recommendation(*, box: int, on: date) -> Derivation[str]:
    """What the regulation recommends for a talent box 1–9, in its words. Raises KeyError for another box."""
    version = parameter("anjuran_kotak_talenta", on)
    return Derivation("anjuran_kotak_talenta", version[str(box)], version.source, (Derivation("kotak_talenta", box),))
