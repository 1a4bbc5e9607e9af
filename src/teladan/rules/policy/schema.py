"""The policy document: what may stand in it, read and checked as a whole.

    policy = load(text)          # PolicyError carries every violation
    violations = check(text)     # the same, as a list; empty means the document is in order

Keys, their meaning and ranges are described in docs/guide/kebijakan.md.
"""

import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component
from teladan.rules.policy.components import component_rule
from teladan.rules.policy.locate import key_lines
from teladan.rules.policy.model import ComponentRule, Mode, Policy, Rounding, Thresholds
from teladan.rules.policy.reading import Reader, Report, Violation
from teladan.rules.policy.totals import check_axes

HUNDRED = Decimal(100)
_STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"), Decimal("0.001"))


class PolicyError(ValueError):
    """The document is not a policy; `violations` lists everything that is wrong with it."""

    def __init__(self, violations: list[Violation]) -> None:
        self.violations = violations
        super().__init__("\n".join(str(violation) for violation in violations))


def load(text: str) -> Policy:
    """The policy of a TOML document. Raises PolicyError with all violations."""
    policy, violations = _read(text)
    if policy is None or violations:
        raise PolicyError(violations)
    return policy


def check(text: str) -> list[Violation]:
    """Everything that is wrong with a document, in the order of its lines."""
    return _read(text)[1]


def _read(text: str) -> tuple[Policy | None, list[Violation]]:
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError) as problem:
        return None, [_unreadable(text, problem)]
    report = Report(key_lines(text))
    policy = _policy(Reader(document, report))
    return policy, sorted(report.violations)


def _unreadable(text: str, problem: Exception) -> Violation:
    place = re.search(r"line (\d+)", str(problem))
    line = int(place[1]) if place else text.count("\n") + 1
    cure = "Periksa tanda kutip, kurung, dan tanda sama dengan di sekitar baris ini; setiap kunci ditulis sekali saja."
    return Violation(line, "", f"Tulisan TOML tidak terbaca ({problem}).", cure)


def _policy(reader: Reader) -> Policy | None:
    name, title, version = reader.text("nama"), reader.text("judul"), reader.integer("versi", 1)
    valid_from, mode = reader.day("berlaku_mulai"), reader.choice("mode", Mode)
    references = _references(reader)
    citations = _citations(reader, references)
    components = _components(reader, mode, references)
    thresholds = _thresholds(reader, mode)
    rounding = _rounding(reader)
    if name and not re.fullmatch(r"[a-z0-9_]+", name):
        reader.refuse("nama", f"Nama «{name}» tidak dapat dipakai.", "Pakai huruf kecil, angka, dan garis bawah.")
    reader.done()
    if mode is not None:
        check_axes(reader, mode, components)
    return _built(name, title, version, valid_from, mode, citations, components, thresholds, rounding)


def _built(
    name: str | None,
    title: str | None,
    version: int | None,
    valid_from: date | None,
    mode: Mode | None,
    citations: tuple[Citation, ...],
    components: tuple[ComponentRule, ...],
    thresholds: dict[Axis, Thresholds],
    rounding: Rounding | None,
) -> Policy | None:
    if name is None or title is None or version is None or valid_from is None or mode is None or rounding is None:
        return None
    return Policy(name, title, version, valid_from, mode, citations, components, thresholds, rounding)


def _references(reader: Reader) -> dict[str, str]:
    inner = reader.inner("rujukan")
    if inner is None:
        return {}
    return {key: inner.text(key) or key for key in inner.table}


def _citations(reader: Reader, references: dict[str, str]) -> tuple[Citation, ...]:
    found = []
    for entry in reader.texts("dasar"):
        key, _, place = entry.partition(" ")
        if key in references:
            found.append(Citation(references[key], place))
            continue
        cure = f"Awali dengan salah satu kunci tabel [rujukan]: {', '.join(references) or 'belum ada'}."
        reader.refuse("dasar", f"Dasar «{entry}» tidak menunjuk rujukan.", cure)
    return tuple(found)


def _components(reader: Reader, mode: Mode | None, references: dict[str, str]) -> tuple[ComponentRule, ...]:
    inner = reader.inner("komponen")
    if inner is None:
        return ()
    rules = []
    for component, key in inner.coded(Component, "Komponen"):
        table = inner.inner(key)
        if table is None:
            continue
        citations = _citations(table, references)
        rule = component_rule(table, component, mode, citations)
        table.done()
        if rule is not None:
            rules.append(rule)
    return tuple(rules)


def _thresholds(reader: Reader, mode: Mode | None) -> dict[Axis, Thresholds]:
    if mode is Mode.MAJORITY:
        if reader.has("ambang"):
            reader.refuse("ambang", "Mode mayoritas tidak memakai ambang.", "Hapus tabel [ambang].")
        return {}
    inner = reader.inner("ambang")
    if inner is None:
        return {}
    found = {axis: _threshold(inner, axis) for axis in Axis}
    inner.done()
    return {axis: threshold for axis, threshold in found.items() if threshold is not None}


def _threshold(reader: Reader, axis: Axis) -> Thresholds | None:
    table = reader.inner(axis.value)
    if table is None:
        return None
    above = table.number("di_atas", Decimal(0), HUNDRED)
    as_expected = table.number("sesuai", Decimal(0), HUNDRED)
    table.done()
    if above is None or as_expected is None:
        return None
    if above <= as_expected or as_expected == 0:
        cure = "Isi misalnya sesuai = 50 dan di_atas = 80."
        table.refuse(
            "di_atas", "Ambang di_atas harus lebih besar daripada sesuai, dan sesuai lebih besar dari 0.", cure
        )
    return Thresholds(above, as_expected)


def _rounding(reader: Reader) -> Rounding | None:
    table = reader.inner("pembulatan")
    if table is None:
        return None
    step: Any = table.number("langkah", Decimal("0.001"), Decimal(1))
    way = table.text("cara")
    table.done()
    if way is not None and way != "setengah_ke_atas":
        table.refuse("cara", f"Cara membulatkan «{way}» tidak dikenal.", "Pakai «setengah_ke_atas».")
    if step is not None and step not in _STEPS:
        table.refuse("langkah", "Langkah pembulatan harus 1, 0.1, 0.01, atau 0.001.", "Pakai misalnya 0.01.")
    return None if step is None else Rounding(step)
