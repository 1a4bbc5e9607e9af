"""A value together with the rule and the inputs that produced it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule or an expected value stands: act, place (article, letter) and page of the official copy."""

    act: str
    place: str = ""
    page: int | None = None
    evidence: str = ""

    def __str__(self) -> str:
        page = f"hlm. {self.page}" if self.page else ""
        return ", ".join(part for part in (self.act, self.place, page) if part)


@dataclass(frozen=True, slots=True)
class Derivation(Generic[T]):
    """A computed value that can explain itself.

    `name` is the legal or local quantity in snake_case, `source` the rule that produced it, `inputs` what the rule
    read, `note` remarks for programs (codes separated by spaces, not sentences: pages word them), `reference` the piece
    of evidence a leaf stands for, so that a page can link it. `value` None means that there is not enough evidence; it
    never means zero.
    """

    name: str
    value: T
    source: Citation | None = None
    inputs: tuple["Derivation[Any]", ...] = ()
    note: str = ""
    reference: str = ""

    def walk(self) -> Iterator["Derivation[Any]"]:
        """This derivation and all below it, depth first, inputs in their order."""
        yield self
        for given in self.inputs:
            yield from given.walk()

    def as_dict(self) -> dict[str, Any]:
        """The tree in JSON's own types; Decimals and dates become strings, enumerations their code."""
        tree: dict[str, Any] = {"name": self.name, "value": plain(self.value), "source": str(self.source or "")}
        if self.note:
            tree["note"] = self.note
        if self.reference:
            tree["reference"] = self.reference
        tree["inputs"] = [given.as_dict() for given in self.inputs]
        return tree


def plain(value: Any) -> Any:
    """A value in JSON's own types: Decimal and date as text, enumerations as their code, records as objects."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
