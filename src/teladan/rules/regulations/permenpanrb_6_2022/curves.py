"""Guide curves: how predicates ideally spread, by the organisation's result (Lampiran IV.B.2, pp. 94–97).

The regulation has drawings and words, no percentages; the shares of SE MenPANRB 3/2023 are a separate, weaker advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from teladan.rules.derivation import Derivation
from teladan.rules.enums import OrganisationResult, Predicate
from teladan.rules.in_force import parameter


@dataclass(frozen=True, slots=True)
class GuideCurve:
    """`terbanyak`: the predicate «idealnya sebagian besar pegawai»; `tinggi`: relative heights to draw, worst first."""

    terbanyak: Predicate
    tinggi: Mapping[Predicate, Decimal]


@dataclass(frozen=True, slots=True)
class SharesAdvice:
    """Advised shares in percent of a unit's employees; of `harus_ada`, at least one predicate must occur."""

    paling_banyak: Mapping[Predicate, Decimal]
    paling_sedikit: Mapping[Predicate, Decimal]
    harus_ada: tuple[Predicate, ...]


def guide_curve(*, organisation: OrganisationResult, on: date) -> Derivation[GuideCurve]:
    """The guide curve for a unit whose result is `organisation`: the words of p. 94–97 and the measured shape.

    Every other predicate stays possible («dengan tidak menutup kemungkinan»). Raises RuleGap before 7 February 2022.
    """
    words, drawn = parameter("kurva_pedoman", on), parameter("kurva_pedoman_tinggi", on)
    entry = words[organisation]
    heights = {Predicate(code): Decimal(height) for code, height in drawn[organisation].items()}
    place = f"Lampiran IV.B.2 huruf {entry['huruf']})"
    return Derivation(
        "kurva_pedoman",
        GuideCurve(Predicate(entry["terbanyak"]), heights),
        source=replace(words.source, place=place, page=entry["halaman"]),
        inputs=(
            Derivation("capaian_organisasi", organisation),
            Derivation("tinggi_kurva", heights, source=replace(drawn.source, page=entry["halaman"])),
        ),
    )


def shares_advice(*, organisation: OrganisationResult, on: date) -> Derivation[SharesAdvice]:
    """The shares of SE MenPANRB 3/2023 (known from one secondary source): warn with them, never block.

    Raises RuleGap before 31 January 2023.
    """
    version = parameter("kurva_anjuran", on)
    entry = version[organisation]
    advice = SharesAdvice(
        {Predicate(code): Decimal(share) for code, share in entry["paling_banyak"].items()},
        {Predicate(code): Decimal(share) for code, share in entry["paling_sedikit"].items()},
        tuple(Predicate(code) for code in entry["harus_ada"]),
    )
    return Derivation(
        "kurva_anjuran", advice, source=version.source, inputs=(Derivation("capaian_organisasi", organisation),)
    )
