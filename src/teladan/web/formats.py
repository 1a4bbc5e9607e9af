"""Numbers, dates and personnel numbers as INTERFACE §10 writes them, in the language of the reader.

Django's own locale data is enough for this, so that web workers need not load another library.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import dateformat, timezone
from django.utils.formats import number_format
from django.utils.translation import get_language

DASH = "—"  # no data; «0» is none


def number(value: Decimal | float | str | None, places: int | None = None) -> str:
    """«1.234,5». Without `places` the digits given are kept, trailing zeros of the fraction left out; None is «—».

    With `places` halves round up: Django's own number_format would cut 4.666 to «4,66».
    """
    if value is None or value == "":
        return DASH
    exact = Decimal(str(value))
    if places is None:
        exact = exact.normalize()
        places = max(0, -int(exact.as_tuple().exponent))
    else:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)


def percent(value: Decimal | float | str | None, places: int | None = None) -> str:
    """«67%» for 67 (not for 0.67); None is «—»."""
    text = number(value, places)
    return text if text == DASH else f"{text}%"


def long_date(value: date | None) -> str:
    """«19 November 2026»."""
    return dateformat.format(_local(value), "j F Y") if value else DASH


def short_date(value: date | None) -> str:
    """«19 Nov»."""
    return dateformat.format(_local(value), "j M") if value else DASH


def weekday_date(value: date | None) -> str:
    """«Kamis, 19 November 2026»."""
    return dateformat.format(_local(value), "l, j F Y") if value else DASH


def clock(value: datetime | None) -> str:
    """«10.24 WIB» in the current zone; English writes «10:24 WIB»."""
    if not value:
        return DASH
    local = _local(value)
    separator = ":" if (get_language() or "id").startswith("en") else "."
    zone = local.tzname() if isinstance(local, datetime) and local.tzinfo else ""
    return f"{local:%H}{separator}{local:%M} {zone}".rstrip()


def personnel_number(value: str | None) -> str:
    """NIP of 18 digits as «19880412 201503 2 004»; anything else unchanged."""
    digits = "".join(char for char in str(value or "") if char.isdigit())
    if len(digits) != 18:
        return str(value or DASH)
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def initials(name: str | None) -> str:
    """First letters of the first and last word, titles after a comma left out: «Siti Rahmawati, S.H.» → «SR»."""
    words = [part for part in str(name or "").split(",")[0].split() if part[0].isalpha() and not part.endswith(".")]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
