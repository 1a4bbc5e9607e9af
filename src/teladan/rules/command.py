"""`teladan rule`: call a rule of the catalogue from the command line.

    teladan rule                                                    lists the rules
    teladan rule predikat-kinerja hasil_kerja=sesuai perilaku_kerja=di_atas --on 2026-03-31 --json

Exit status 0 with the answer on standard output, 2 with a refusal in Indonesian on standard error.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from difflib import get_close_matches
from typing import Any

from teladan.rules.catalogue import BY_NAME, RULES, Parameter, Rule
from teladan.rules.converters import NotUnderstood, day
from teladan.rules.derivation import Derivation
from teladan.rules.in_force import RuleGap
from teladan.rules.refusal import InvalidInput
from teladan.rules.words import dated, tree

REFUSED = 2
WIB = timezone(timedelta(hours=7))


class Refused(Exception):
    """A call that can't be answered; the message is for people, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command line taken apart: rule name ("" for the list), key=value words, day of the rule, output form."""

    name: str
    words: tuple[str, ...]
    on: date | None
    as_json: bool
    wants_help: bool


def main(argv: Sequence[str]) -> int:
    """Run `teladan rule` with the words after it; returns the exit status."""
    try:
        answer = _answer(_take_apart(argv))
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    sys.stdout.write(f"{answer}\n")
    return 0


def call_rule(name: str, given: dict[str, str], on: date) -> Derivation[Any]:
    """Answer one rule from texts by key. Raises Refused with what is wrong and how to put it right."""
    rule = _rule(name)
    arguments = _arguments(rule, given)
    try:
        return rule.function(on=on, **arguments)
    except InvalidInput as invalid:
        raise Refused(f"{rule.name}: kunci {invalid.key} {invalid.reason}\n{_hint(rule)}") from invalid
    except RuleGap as gap:
        raise Refused(f"{rule.name}: {_gap(gap)}") from gap


def _take_apart(argv: Sequence[str]) -> Call:
    words: list[str] = []
    on: date | None = None
    flags = set()
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word in ("--json", "--help", "-h"):
            flags.add("--help" if word == "-h" else word)
        elif word == "--on" or word.startswith("--on="):
            if on is not None:
                raise Refused("--on tertulis dua kali.")
            on = _on(word.partition("=")[2] if "=" in word else rest.pop(0) if rest else "")
        elif word.startswith("-") and "=" not in word:
            raise Refused(f"Pilihan {word} tidak dikenal. Yang ada: --on TANGGAL, --json, --help.")
        else:
            words.append(word)
    name, *pairs = words or [""]
    return Call(name, tuple(pairs), on, "--json" in flags, "--help" in flags)


def _on(text: str) -> date:
    try:
        return day(text)
    except NotUnderstood as wrong:
        raise Refused(f"--on {wrong}. Contoh: --on 2026-03-31") from wrong


def _answer(call: Call) -> str:
    if not call.name:
        return _list(as_json=call.as_json)
    if call.wants_help:
        return _help(_rule(call.name))
    on = call.on or datetime.now(WIB).date()
    derivation = call_rule(call.name, _pairs(_rule(call.name), call.words), on)
    return json.dumps(derivation.as_dict(), ensure_ascii=False, indent=2) if call.as_json else tree(derivation)


def _rule(name: str) -> Rule:
    if name in BY_NAME:
        return BY_NAME[name]
    near = get_close_matches(name.lower().replace("_", "-"), BY_NAME, n=1, cutoff=0.5)
    meant = f"Mungkin maksud Anda {near[0]}? " if near else ""
    raise Refused(f"Aturan «{name}» tidak ada. {meant}Jalankan «teladan rule» untuk daftar semua aturan.")


def _pairs(rule: Rule, words: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise Refused(f"{rule.name}: «{word}» harus berbentuk kunci=nilai.\n{_hint(rule)}")
        if key in given:
            raise Refused(f"{rule.name}: kunci {key} tertulis dua kali.\n{_hint(rule)}")
        given[key] = value.strip()
    return given


def _arguments(rule: Rule, given: dict[str, str]) -> dict[str, Any]:
    known = {parameter.key: parameter for parameter in rule.parameters}
    if unknown := [key for key in given if key not in known]:
        near = get_close_matches(unknown[0], known, n=1)
        meant = f" Mungkin maksud Anda {near[0]}?" if near else ""
        raise Refused(f"{rule.name}: kunci {unknown[0]} tidak dikenal.{meant}\n{_hint(rule)}")
    if missing := [key for key, parameter in known.items() if parameter.required and key not in given]:
        raise Refused(f"{rule.name}: belum ada kunci {', '.join(missing)}.\n{_hint(rule)}")
    return {known[key].argument: _read(rule, known[key], text) for key, text in given.items()}


def _read(rule: Rule, parameter: Parameter, text: str) -> Any:
    example = f"Contoh: {parameter.key}={parameter.converter.example}"
    if not text:
        raise Refused(f"{rule.name}: kunci {parameter.key} kosong; harus {parameter.converter.expected}. {example}")
    try:
        return parameter.converter.read(text)
    except NotUnderstood as wrong:
        raise Refused(f"{rule.name}: kunci {parameter.key} {wrong}. {example}") from wrong


def _gap(gap: RuleGap) -> str:
    if gap.name == "libur_nasional":
        return (
            f"daftar hari libur tidak memuat tahun {gap.on.year}. Daftar bawaan berisi tahun 2022 sampai 2027; "
            "untuk tahun lain muat daftar instansi Anda."
        )
    if gap.first and gap.on < gap.first:
        return f"aturan ini berlaku sejak {dated(gap.first)}; tanggal {dated(gap.on)} mendahuluinya. Ubah --on."
    return f"tidak ada versi aturan yang berlaku pada {dated(gap.on)}."


def _hint(rule: Rule) -> str:
    return f"Contoh: teladan rule {rule.example()}"


def _list(*, as_json: bool) -> str:
    if as_json:
        rows = [{"name": r.name, "summary": r.summary, "source": r.source, "example": r.example()} for r in RULES]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    width = max(len(rule.name) for rule in RULES)
    lines = [f"{rule.name.ljust(width)}  {rule.summary} ({rule.source})" for rule in RULES]
    usage = "teladan rule NAMA kunci=nilai … [--on TANGGAL] [--json]; kunci sebuah aturan: teladan rule NAMA --help"
    return "\n".join([*lines, "", usage])


def _help(rule: Rule) -> str:
    lines = [f"{rule.name}: {rule.summary}", f"Dasar: {rule.source}", ""]
    for parameter in rule.parameters:
        optional = "" if parameter.required else " (boleh kosong)"
        lines.append(f"  {parameter.key}  {parameter.help}{optional}: {parameter.converter.expected}")
    return "\n".join([*lines, "", _hint(rule)])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
