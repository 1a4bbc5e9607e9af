"""Reading a TOML table key by key; every violation is kept, with its line, key and cure, and none stops the reading."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from teladan.rules.policy.locate import KeyPath, line_of

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something wrong in a policy document: where, what, and how to put it right (all in Indonesian)."""

    line: int
    path: str
    message: str
    cure: str

    def __str__(self) -> str:
        where = f"Baris {self.line}, {self.path}" if self.path else f"Baris {self.line}"
        return f"{where}: {self.message} {self.cure}"


@dataclass(slots=True)
class Report:
    """Collects the violations of one document."""

    lines: dict[KeyPath, int]
    violations: list[Violation] = field(default_factory=list)

    def add(self, path: KeyPath, message: str, cure: str) -> None:
        """Notes a violation at a key, or at the nearest table around it."""
        self.violations.append(Violation(line_of(self.lines, path), ".".join(path), message, cure))


def listed(words: Iterable[str]) -> str:
    """«a», «b», atau «c»."""
    quoted = [f"«{word}»" for word in words]
    if len(quoted) < 3:
        return " atau ".join(quoted)
    return f"{', '.join(quoted[:-1])}, atau {quoted[-1]}"


def digits(number: Decimal) -> str:
    """A number as Indonesian readers write it: decimal comma, no superfluous zeros."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


class Reader:
    """One table of the document. Every method returns None (or nothing) after noting a violation."""

    def __init__(self, table: dict[str, Any], report: Report, path: KeyPath = ()) -> None:
        self.table = table
        self.report = report
        self.path = path
        self._known: list[str] = []

    def refuse(self, key: str, message: str, cure: str) -> None:
        """Notes a violation at a key of this table; an empty key means the table itself."""
        self.report.add((*self.path, key) if key else self.path, message, cure)

    def has(self, key: str) -> bool:
        """Whether the key is given; asking makes the key known."""
        self._known.append(key)
        return key in self.table

    def text(self, key: str) -> str | None:
        """A text that is not empty."""
        value = self._required(key, "teks, misalnya «contoh»")
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, "harus berupa teks yang terisi.", f'Tulis misalnya {key} = "…".')
            return None
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list with at least one text, none twice."""
        value = self._required(key, "daftar teks")
        if value is None:
            return ()
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(item, str) and item.strip() for item in value)
        ):
            self._wrong(key, "harus berupa daftar teks yang terisi.", f'Tulis misalnya {key} = ["…", "…"].')
            return ()
        for item in {item for item in value if value.count(item) > 1}:
            self.refuse(key, f"«{item}» tertulis lebih dari sekali.", "Hapus yang berlebih.")
        return tuple(item.strip() for item in value)

    def integer(self, key: str, least: int) -> int | None:
        """A whole number of at least `least`."""
        value = self._required(key, f"bilangan bulat sedikitnya {least}")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self._wrong(key, f"harus bilangan bulat sedikitnya {least}.", f"Tulis misalnya {key} = {least}.")
            return None
        return value

    def number(self, key: str, least: Decimal, most: Decimal) -> Decimal | None:
        """A number from `least` to `most`, both included."""
        value = self._required(key, f"angka {digits(least)} sampai {digits(most)}")
        if value is None:
            return None
        return self.as_number(key, value, least, most)

    def as_number(self, key: str, value: Any, least: Decimal, most: Decimal) -> Decimal | None:
        """The same for a value already taken out of the table."""
        if not isinstance(value, bool) and isinstance(value, int | Decimal):
            number = Decimal(value)
            if number.is_finite() and least <= number <= most:
                return number
        cure = "Tulis angka tanpa tanda kutip, dengan titik sebagai koma desimal, misalnya 12.5."
        self._wrong(key, f"harus angka dari {digits(least)} sampai {digits(most)}.", cure)
        return None

    def day(self, key: str) -> date | None:
        """A date."""
        value = self._required(key, "tanggal, misalnya 2026-01-01")
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self._wrong(key, "harus berupa tanggal.", f"Tulis tanpa tanda kutip: {key} = 2026-01-01.")
            return None
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when not given."""
        if not self.has(key):
            return False
        value = self.table[key]
        if not isinstance(value, bool):
            self._wrong(key, "harus true atau false.", f"Tulis {key} = true, atau hapus barisnya.")
            return False
        return value

    def choice(self, key: str, kind: type[E]) -> E | None:
        """One of the codes of an enumeration."""
        value = self._required(key, "salah satu dari " + listed(kind))
        if value is None:
            return None
        if value in list(kind):
            return kind(value)
        self._wrong(key, f"«{value}» tidak dikenal.", meant(str(value), [str(code) for code in kind]))
        return None

    def inner(self, key: str) -> "Reader | None":
        """A table below this one."""
        value = self._required(key, "tabel")
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, "harus berupa tabel.", f"Tulis sebagai [{'.'.join((*self.path, key))}].")
            return None
        return Reader(value, self.report, (*self.path, key))

    def coded(self, kind: type[E], role: str) -> list[tuple[E, str]]:
        """Every key of this table that is a code of `kind`; the others are violations."""
        found = []
        for key in self.table:
            self._known.append(key)
            if key in list(kind):
                found.append((kind(key), key))
            else:
                self.refuse(key, f"{role} «{key}» tidak dikenal.", meant(key, [str(code) for code in kind]))
        return found

    def done(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self.table:
            if key not in self._known:
                self.refuse(key, f"Kunci «{key}» tidak dikenal.", meant(key, self._known))

    def _required(self, key: str, expected: str) -> Any:
        if self.has(key):
            return self.table[key]
        self.refuse("", f"Kunci «{key}» belum diisi.", f"Tambahkan {key}: {expected}.")
        return None

    def _wrong(self, key: str, message: str, cure: str) -> None:
        self.refuse(key, message if message.startswith("«") else f"Isian {message}", cure)


def meant(word: str, known: Sequence[str]) -> str:
    """A cure for an unknown word: the nearest known one, or all of them."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Maksud Anda «{near[0]}»?"
    return f"Pakai {listed(dict.fromkeys(known))}." if known else "Hapus kunci ini."
