"""`teladan policy`: check or explain a policy document, or list the presets."""

import sys
from collections.abc import Callable
from pathlib import Path

from teladan.rules.policy.catalogue import PRESETS, preset, preset_text
from teladan.rules.policy.explain import explain
from teladan.rules.policy.schema import PolicyError, check, load

USAGE = """Pemakaian: teladan policy list
           teladan policy check BERKAS
           teladan policy explain BERKAS
BERKAS adalah berkas TOML, atau nama salah satu kebijakan bawaan."""
FINE, WRONG, REFUSED = 0, 1, 2


def main(argv: list[str]) -> int:
    """Runs the command. Returns 0, 1 when the document has violations, or 2 when it can't be done as asked."""
    match argv:
        case ["list"]:
            return _list()
        case ["check", name]:
            return _with_text(name, _check)
        case ["explain", name]:
            return _with_text(name, _explain)
    return _refuse(USAGE)


def _list() -> int:
    for name in PRESETS:
        policy = preset(name)
        _say(
            f"{name:<12} {policy.title}, versi {policy.version}, berlaku mulai {policy.valid_from}, mode {policy.mode}"
        )
    return FINE


def _check(name: str, text: str) -> int:
    violations = check(text)
    for violation in violations:
        _say(f"{name}: {violation}")
    _say(f"{len(violations)} hal perlu diperbaiki." if violations else f"{name}: kebijakan ini lengkap dan benar.")
    return WRONG if violations else FINE


def _explain(name: str, text: str) -> int:
    try:
        _say(explain(load(text)))
    except PolicyError:
        return _check(name, text)
    return FINE


def _with_text(name: str, run: Callable[[str, str], int]) -> int:
    """Gives the text of a file, or of a preset where no such file exists, to `run`."""
    if not Path(name).is_file() and name in PRESETS:
        return run(name, preset_text(name))
    try:
        return run(name, Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        known = ", ".join(PRESETS)
        return _refuse(
            f"Berkas {name} tidak terbaca ({problem}). Periksa namanya, atau pakai salah satu dari: {known}."
        )


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return REFUSED


def _say(message: str) -> None:
    sys.stdout.write(message + "\n")
