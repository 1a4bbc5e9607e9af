"""Numbers as people read them."""

from decimal import Decimal

import pytest

from teladan.web.formats import number


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Decimal("3.5555555555"), 2, "3,56"),
        (Decimal("4.6666666667"), 2, "4,67"),
        (Decimal("3.125"), 2, "3,13"),
        (Decimal(4), 2, "4,00"),
        (Decimal("1234.50"), None, "1.234,5"),
        (None, 2, "—"),
    ],
)
def test_numbers_are_rounded_not_cut(value: Decimal | None, places: int | None, shown: str) -> None:
    assert number(value, places) == shown
