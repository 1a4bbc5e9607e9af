"""An indicator's realisation against its band «TARGET / SESUAI EKSPEKTASI» (Format C.1.3, pp. 203–212)."""

from datetime import date
from decimal import Decimal

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Direction, Expectation
from teladan.rules.in_force import parameter


def indicator_expectation_value(
    *, realised: Decimal, lower: Decimal | None, upper: Decimal | None, direction: Direction, on: date
) -> Expectation:
    """The category alone; see `indicator_expectation`."""
    parameter("pita_indikator", on)
    if lower is None and upper is None:
        raise ValueError("an indicator's band needs a lower or an upper bound")
    if lower is not None and upper is not None and lower > upper:
        raise ValueError("the lower bound of a band lies above its upper bound")
    too_low = lower is not None and realised < lower
    too_high = upper is not None and realised > upper
    if not too_low and not too_high:
        return Expectation.AS_EXPECTED
    better = {Direction.MORE_IS_BETTER: too_high, Direction.LESS_IS_BETTER: too_low, Direction.WITHIN: False}
    return Expectation.ABOVE if better[direction] else Expectation.BELOW


def indicator_expectation(
    *, realised: Decimal, lower: Decimal | None, upper: Decimal | None, direction: Direction, on: date
) -> Derivation[Expectation]:
    """Compare a realisation with its band: inside (ends included) is «sesuai», better «di atas», worse «di bawah».

    A single target is a band with `lower == upper`. A bound that is None leaves its side open: with «lebih_besar» and
    no `upper` nothing is above what was expected. With «rentang» either side of the band is worse. All figures share
    the indicator's unit. It is a suggestion: the superior may judge otherwise for written reasons (note ****,
    pp. 189 and 194: 61,95 % expected, 50 % realised, «sesuai ekspektasi»). Raises ValueError without any bound or with
    crossed bounds.
    """
    value = indicator_expectation_value(realised=realised, lower=lower, upper=upper, direction=direction, on=on)
    return Derivation(
        "ekspektasi_indikator",
        value,
        source=parameter("pita_indikator", on).source,
        inputs=(
            Derivation("realisasi", realised),
            Derivation("batas_bawah", lower),
            Derivation("batas_atas", upper),
            Derivation("arah", direction),
        ),
    )
