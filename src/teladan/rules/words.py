"""Derivations in plain Indonesian text, for the command line."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from teladan.rules.derivation import Derivation, plain

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
LONG_DECIMALS = 6


def dated(day: date) -> str:
    """A day as «7 Februari 2022»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def worded(value: Any) -> str:
    """A value in words; long decimals are shortened here only, the JSON keeps every digit."""
    if value is None:
        return "belum ada"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, Decimal):
        return _number(value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        return "; ".join(f"{_label(name)} {worded(part)}" for name, part in parts if part is not None)
    if isinstance(value, dict):
        return ", ".join(f"{worded(key)} {worded(part)}" for key, part in value.items()) or "tidak ada"
    if isinstance(value, list | tuple):
        return ", ".join(worded(part) for part in value) or "tidak ada"
    return str(plain(value)).replace("_", " ")


def _number(value: Decimal) -> str:
    digits = format(value, "f")
    whole, point, decimals = digits.partition(".")
    if len(decimals) > LONG_DECIMALS:
        return f"{whole},{decimals[:LONG_DECIMALS]}…"
    return f"{whole},{decimals}" if point else whole


def _label(name: str) -> str:
    return name.replace("_", " ")


def tree(derivation: Derivation[Any]) -> str:
    """The derivation as an indented tree with its sources."""
    value = "belum cukup bukti" if derivation.value is None else worded(derivation.value)
    head = [f"{_label(derivation.name).capitalize()}: {value}"]
    if derivation.source:
        head.append(f"Dasar: {derivation.source} [{derivation.source.evidence}]")
    if derivation.note:
        head.append(f"Catatan: {', '.join(_label(code) for code in derivation.note.split())}")
    return "\n".join([*head, *_branches(derivation, "")])


def _branches(derivation: Derivation[Any], indent: str) -> Iterator[str]:
    for given in derivation.inputs:
        last = given is derivation.inputs[-1]
        name = _label(f"{given.name} {given.reference}").strip()
        note = f" ({', '.join(_label(code) for code in given.note.split())})" if given.note else ""
        source = f" [{given.source}]" if given.source and given.source != derivation.source else ""
        yield f"{indent}{'└─' if last else '├─'} {name}: {worded(given.value)}{note}{source}"
        yield from _branches(given, indent + ("   " if last else "│  "))
