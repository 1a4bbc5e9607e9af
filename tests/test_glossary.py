"""GLOSSARY.md names every enumeration and model, with the codes as stored, and nothing that isn't there."""

import ast
import re
from collections import Counter
from enum import StrEnum
from pathlib import Path

from django.apps import apps

import teladan
from teladan.rules import enums

SOURCE = Path(teladan.__file__).parent
GLOSSARY = SOURCE.parents[1] / "GLOSSARY.md"
TECHNICAL = ("site", "intake")  # settings, readers of files, demo content: no words of the field
ENUM_BASES = {"StrEnum", "Enum", "IntEnum", "TextChoices", "IntegerChoices"}


def rows() -> list[tuple[str, str]]:
    """(identifier, second cell) of each row that begins with an identifier."""
    return re.findall(r"^\| `([A-Z]\w*(?:\.\w+)?)` \|([^|]*)\|", GLOSSARY.read_text(), re.MULTILINE)


def enumerations() -> Counter[str]:
    """Names of the enumeration classes of the product, with how many classes bear each."""
    names: Counter[str] = Counter()
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).as_posix().startswith(TECHNICAL):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and ENUM_BASES & {
                ast.unparse(base).split(".")[-1] for base in node.bases
            }:
                names[node.name] += 1
    return names


def models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("teladan.")}


def codes() -> dict[str, str]:
    """«Class.MEMBER» → code, of the codes of the field."""
    classes = [found for found in vars(enums).values() if isinstance(found, type) and issubclass(found, StrEnum)]
    return {f"{found.__name__}.{member.name}": member.value for found in classes for member in found}


def test_every_enumeration_has_a_row():
    named = Counter(name for name, _ in rows())

    assert enumerations() - named == Counter(), "add a row to GLOSSARY.md"
    assert "Predicate" in enumerations()


def test_every_model_has_a_row():
    named = {name for name, _ in rows()}

    assert sorted(models() - named) == [], "add a row to GLOSSARY.md"
    assert "Decision" in models()


def test_every_code_of_the_field_stands_as_stored():
    written = {name: cell.strip() for name, cell in rows() if "." in name}

    assert written == codes()


def test_no_row_names_something_that_is_gone():
    known = set(enumerations()) | models() | set(codes())

    assert sorted({name for name, _ in rows()} - known) == []
