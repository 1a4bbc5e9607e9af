"""The guide names every key that a policy document may hold."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from teladan.rules.enums import Component, ServiceQuality, Source
from teladan.rules.policy import PRESETS, Mode, WithoutEvidence, preset_text

GUIDE = (Path(__file__).parents[3] / "docs/guide/kebijakan.md").read_text(encoding="utf-8")


def keys(table: dict[str, Any]) -> Iterator[str]:
    """Every key in a document, except the names an agency gives its references."""
    for key, value in table.items():
        yield key
        if isinstance(value, dict) and key != "rujukan":
            yield from keys(value)


def test_every_key_of_the_presets_is_explained() -> None:
    used = {key for name in PRESETS for key in keys(tomllib.loads(preset_text(name)))}

    assert {key for key in used if f"`{key}`" not in GUIDE and f"[{key}" not in GUIDE} - {"komponen", "sumber"} == set()


def test_every_code_is_explained() -> None:
    codes = [*Component, *ServiceQuality, *Source, *Mode, *WithoutEvidence]

    assert [code.value for code in codes if f"`{code}`" not in GUIDE] == []
