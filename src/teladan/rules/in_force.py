"""What the law may change is data: parameters with dates and sources, read from TOML, chosen by the date of the period.

The file names the parameter, `in_force` chooses the version, `RuleGap` says that no version (or more than one) covers a
date. A period always reads the version of its own end date, so an old appraisal recomputes to the same value for ever.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from teladan.rules.derivation import Citation

EVIDENCE_LABELS = ("TEXT", "VERIFIED", "VERIFIED-1", "COMPUTED", "MEASURED", "MEMORY")
"""How well a fact is known: the text of the act was read; good secondary sources; one such source; worked out or
measured from the text; from general knowledge."""


class RuleGap(LookupError):
    """No version of a parameter, or more than one, is in force on a date."""

    def __init__(self, *, name: str, on: date, found: int, first: date | None = None) -> None:
        self.name = name
        self.on = on
        self.found = found
        self.first = first
        super().__init__(f"{found} versions of {name!r} are in force on {on.isoformat()}, not 1")


class BrokenParameter(ValueError):
    """A parameter file breaks the form described in `Rulebook.from_texts`."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One dated state of a parameter; `valid_to` is the last day it applies (None: open), `values` its content."""

    name: str
    valid_from: date
    valid_to: date | None
    source: Citation
    values: Mapping[str, Any]

    def covers(self, on: date) -> bool:
        """Whether this version applies on the day `on`; both ends belong to it."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


def in_force(versions: Sequence[Version], on: date) -> Version:
    """The one version that applies on `on`. Raises RuleGap when none or several do."""
    matching = [version for version in versions if version.covers(on)]
    if len(matching) != 1:
        name = versions[0].name if versions else ""
        first = min((version.valid_from for version in versions), default=None)
        raise RuleGap(name=name, on=on, found=len(matching), first=first)
    return matching[0]


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All versions of all parameters."""

    versions: Mapping[str, tuple[Version, ...]]

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> "Rulebook":
        """Read parameter files, `{file name: TOML text}`.

        Each entry is an array of tables `[[parameter_name]]` with `valid_from`, optional `valid_to`, `source` (act,
        place, page, evidence) and the values under any other key. Numbers keep their digits (Decimal). Raises
        BrokenParameter naming the file, the entry and what is wrong.
        """
        read: dict[str, list[Version]] = {}
        for file, text in texts.items():
            for name, entries in _tables(file, text).items():
                read.setdefault(name, []).extend(_version(file, name, entry) for entry in entries)
        return cls(MappingProxyType({n: tuple(sorted(v, key=lambda one: one.valid_from)) for n, v in read.items()}))

    def in_force(self, name: str, on: date) -> Version:
        """The version of `name` on `on`. Raises KeyError for an unknown name, RuleGap without exactly one version."""
        return in_force(self.versions[name], on)

    def dates_of_change(self) -> tuple[date, ...]:
        """Every first day of a version and every day after a last one, ascending."""
        first = {version.valid_from for group in self.versions.values() for version in group}
        after = {
            date.fromordinal(version.valid_to.toordinal() + 1)
            for group in self.versions.values()
            for version in group
            if version.valid_to
        }
        return tuple(sorted(first | after))


def _tables(file: str, text: str) -> Mapping[str, list[dict[str, Any]]]:
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as broken:
        raise BrokenParameter(f"{file}: {broken}") from broken
    for name, entries in content.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BrokenParameter(f"{file}: {name} must be written [[{name}]]")
    return content


def _version(file: str, name: str, entry: Mapping[str, Any]) -> Version:
    where = f"{file}: {name} from {entry.get('valid_from')}"
    valid_from, valid_to = entry.get("valid_from"), entry.get("valid_to")
    if type(valid_from) is not date or not (valid_to is None or type(valid_to) is date):
        raise BrokenParameter(f"{where}: valid_from and valid_to must be dates")
    if valid_to is not None and valid_to < valid_from:
        raise BrokenParameter(f"{where}: valid_to lies before valid_from")
    values = {key: value for key, value in entry.items() if key not in ("valid_from", "valid_to", "source")}
    return Version(name, valid_from, valid_to, citation(entry.get("source"), where), MappingProxyType(values))


def citation(source: Any, where: str) -> Citation:
    """Read a source table (act, place and/or page, evidence). Raises BrokenParameter naming `where` and the fault."""
    if not isinstance(source, Mapping):
        raise BrokenParameter(f"{where}: a source is missing")
    if unknown := set(source) - {"act", "place", "page", "evidence"}:
        raise BrokenParameter(f"{where}: unknown in source: {', '.join(sorted(unknown))}")
    if not source.get("act") or not (source.get("place") or source.get("page")):
        raise BrokenParameter(f"{where}: the source must name the act and a place or page")
    if source.get("evidence") not in EVIDENCE_LABELS:
        raise BrokenParameter(f"{where}: evidence must be one of {', '.join(EVIDENCE_LABELS)}")
    return Citation(source["act"], source.get("place", ""), source.get("page"), source["evidence"])


@cache
def national_rulebook() -> Rulebook:
    """The parameters that come with Teladan, read once."""
    folder = resources.files("teladan.rules.regulations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return Rulebook.from_texts({file.name: file.read_text(encoding="utf-8") for file in files})


_open_rulebook: ContextVar[Rulebook | None] = ContextVar("open_rulebook", default=None)


@contextmanager
def using(rulebook: Rulebook) -> Iterator[None]:
    """Let the rules read `rulebook` inside the block: to try a coming version of a rule before it is in force."""
    token = _open_rulebook.set(rulebook)
    try:
        yield
    finally:
        _open_rulebook.reset(token)


def current_rulebook() -> Rulebook:
    """The rulebook the rules read now: the national one, or the one of an enclosing `using`."""
    return _open_rulebook.get() or national_rulebook()


def parameter(name: str, on: date) -> Version:
    """The version of a parameter that applies on `on`. Raises RuleGap when the law (as far as loaded) has none."""
    return _found(current_rulebook(), name, on)


@lru_cache(maxsize=4096)
def _found(rulebook: Rulebook, name: str, on: date) -> Version:
    return rulebook.in_force(name, on)  # an appraisal asks for the same few versions some fifty times
