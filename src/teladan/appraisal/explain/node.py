"""One reason as the template draws it, with its rule and the links of its proofs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component, Expectation

Node = dict[str, Any]
Rule = dict[str, str]

UP, DOWN, NEUTRAL, WAITING, DATA = "naik", "turun", "netral", "menunggu", "data"
EFFECT = {Expectation.ABOVE: UP, Expectation.AS_EXPECTED: NEUTRAL, Expectation.BELOW: DOWN, None: WAITING}

_LINK = re.compile(r"https?://[^\s<>\"'«»]+", re.IGNORECASE)


def reason(
    sentence: str,
    effect: str = DATA,
    *,
    axis: Axis | Component | None = None,
    value: str = "",
    rule: Rule | None = None,
    evidence: Iterable[str] = (),
    note: str = "",
    children: Sequence[Node] = (),
    open: bool = False,
) -> Node:
    """A reason: effect is naik, turun, netral, menunggu or data; `evidence` are proof notes as they were written."""
    return {
        "sentence": sentence,
        "effect": effect,
        "axis": axis.value if axis is not None else "",
        "value": value,
        "rule": rule,
        "evidence": [proof(text) for text in evidence],
        "note": note,
        "children": list(children),
        "open": open,
    }


def cited(citation: Citation | None, url: str = "") -> Rule | None:
    """The rule of a reason; None without a citation."""
    return {"label": str(citation), "url": url} if citation is not None else None


def proof(text: str) -> Rule:
    """A proof note with its link, if it holds one; only http and https are links, anything else stays text."""
    found = _LINK.search(text)
    link = found[0].rstrip(".,;:)]") if found else ""
    if not _is_web(link):
        return {"label": " ".join(text.split()), "url": ""}
    label = " ".join(text.replace(link, " ", 1).split()).rstrip(" .,;:(")
    return {"label": label or _("Tautan ke {site}").format(site=urlsplit(link).hostname), "url": link}


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
