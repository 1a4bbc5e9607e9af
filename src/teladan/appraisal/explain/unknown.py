"""What this package can't word yet: a readable line and a warning for the maintainers, never an error."""

import logging
from decimal import Decimal
from enum import Enum
from typing import Any

from teladan.appraisal.explain.node import Node, reason
from teladan.appraisal.explain.phrases import say
from teladan.rules.derivation import Derivation
from teladan.web.formats import number
from teladan.web.words import word

log = logging.getLogger(__name__)


def unknown_line(d: Derivation[Any]) -> Node:
    """A derivation by its name and value, with all below it."""
    log.warning("no words for the derivation %s", d.name)
    label = say("{name} {reference}", name=d.name.replace("_", " "), reference=d.reference.replace("_", " "))
    return reason(label, value=_plain(d.value), children=[unknown_line(given) for given in d.inputs])


def unknown_note(code: str) -> str:
    """A note by its code."""
    log.warning("no words for the note %s", code)
    return say("{note}.", note=code.replace("_", " "))


def _plain(value: Any) -> str:
    if value is None or isinstance(value, dict | list | tuple):
        return ""
    if isinstance(value, Decimal):
        return number(value)
    return word(str(value.value if isinstance(value, Enum) else value))
