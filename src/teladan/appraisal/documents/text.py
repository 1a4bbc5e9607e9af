"""Text as an official document may print it: what is printable, how long, and how dates and numbers are written."""

import unicodedata
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from teladan.rules.words import MONTHS
from teladan.rules.words import dated as day

__all__ = ["MONTHS", "DocumentError", "day", "employee_number", "moment", "number", "printable"]

ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}

# What the embedded typeface draws without a gap; a test sets every one of them. Everything else is shown by its number,
# because a document of record must neither lose a character silently nor obey an invisible one.
_PRINTABLE = (
    range(0x20, 0x7F),
    range(0xA0, 0xAD),
    range(0xAE, 0x180),
    (0x192, 0x218, 0x219, 0x21A, 0x21B, 0x2BC, 0x1E9E),
    range(0x2010, 0x2016),
    range(0x2018, 0x201F),
    (0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122),
    (0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
)
PRINTABLE = frozenset(chr(code) for block in _PRINTABLE for code in block)
_WITHOUT_APPEARANCE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # left by word processors; they show nothing and order nothing
)


class DocumentError(Exception):
    """A document that can't be made: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def printable(text: str, *, what: str, limit: int) -> str:
    """The text as it will be printed, in composed form (NFC), line breaks kept, tabs as spaces.

    A character that the typeface lacks or that would steer the layout (control characters, right-to-left marks) is
    shown by its number, as ‹U+202E›. `what` names the field in the refusal, `limit` counts characters.

    Raises DocumentError("too_long").
    """
    if len(text) > limit:
        message = _("%(what)s terlalu panjang untuk dicetak: %(length)s karakter. Paling banyak %(limit)s.")
        raise DocumentError("too_long", message % {"what": what, "length": number(len(text)), "limit": number(limit)})
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(_shown(character) for character in composed if character not in _WITHOUT_APPEARANCE)


def number(value: int) -> str:
    """A whole number in Indonesian writing: 1.234."""
    return f"{value:,}".replace(",", ".")


def moment(value: datetime) -> str:
    """An aware moment in its own zone: 19 November 2026 10.24 WIB. Raises ValueError without a zone."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError("The moment of printing needs a time zone.")
    return f"{day(value)} {value:%H.%M} {ZONES.get(offset, f'UTC{value:%z}')}"


def employee_number(value: str) -> str:
    """An 18-digit NIP or NI PPPK in its customary groups (8, 6, 1, 3); anything else unchanged."""
    if len(value) == 18 and value.isascii() and value.isdigit():
        return f"{value[:8]} {value[8:14]} {value[14]} {value[15:]}"
    return value


def _shown(character: str) -> str:
    return character if character in PRINTABLE or character == "\n" else f"‹U+{ord(character):04X}›"
