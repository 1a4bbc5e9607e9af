"""From the words of a command line to values: each converter says what it expects and gives an example."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
FRACTION = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NotUnderstood(ValueError):
    """The text of a value can't be read; the message is Indonesian and continues «kunci X …»."""


@dataclass(frozen=True, slots=True)
class Converter:
    """Reads one kind of value; `expected` says in Indonesian what it is, `example` is a value it reads."""

    read: Callable[[str], Any]
    expected: str
    example: str


def whole(text: str) -> int:
    """A whole number in digits; a comma, a point or a fraction is explained."""
    if not WHOLE.fullmatch(text):
        raise NotUnderstood(f"harus bilangan bulat tanpa titik, koma atau satuan; tertulis «{text}»")
    return int(text)


def number(text: str) -> Decimal:
    """A decimal number with a point; a comma is explained."""
    if "," in text:
        raise NotUnderstood(f"memakai titik untuk desimal, bukan koma; tertulis «{text}»")
    if not FRACTION.fullmatch(text):
        raise NotUnderstood(f"harus angka seperti 85 atau 3.39; tertulis «{text}»")
    return Decimal(text)


def day(text: str) -> date:
    """A calendar day yyyy-mm-dd that exists."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise NotUnderstood(f"harus tanggal yang ada dengan bentuk tttt-bb-hh; tertulis «{text}»")


def yes(text: str) -> bool:
    """ya or tidak."""
    if text not in ("ya", "tidak"):
        raise NotUnderstood(f"harus ya atau tidak; tertulis «{text}»")
    return text == "ya"


def _code(codes: type[StrEnum], text: str) -> Any:
    written = text.lower().replace(" ", "_").replace("-", "_")
    try:
        return codes(written)
    except ValueError:
        raise NotUnderstood(f"harus {_or(codes)}; tertulis «{text}»") from None


def _or(codes: type[StrEnum]) -> str:
    return " | ".join(code.value for code in codes)


def one_of(codes: type[StrEnum], example: str) -> Converter:
    """One code of an enumeration; spaces and hyphens count as underscores."""
    return Converter(lambda text: _code(codes, text), _or(codes), example)


def some_of(codes: type[StrEnum], example: str, *, gap: Mapping[str, None] | None = None) -> Converter:
    """Codes separated by commas; the words in `gap` stand for a missing one."""
    absent = gap or {}

    def read(text: str) -> tuple[Any, ...]:
        words = [word.strip() for word in text.split(",")]
        return tuple(absent[word] if word in absent else _code(codes, word) for word in words)

    words = " | ".join([code.value for code in codes] + list(absent))
    return Converter(read, f"daftar dipisah koma dari {words}", example)


def whole_number(example: str) -> Converter:
    """A whole number."""
    return Converter(whole, "bilangan bulat", example)


def decimal_number(example: str) -> Converter:
    """A decimal number."""
    return Converter(number, "angka, desimal dengan titik", example)


CALENDAR_DAY = Converter(day, "tanggal tttt-bb-hh", "2026-03-31")
YES_OR_NO = Converter(yes, "ya | tidak", "ya")
TEXT = Converter(str, "angka, spasi boleh", "198609262015051001")
