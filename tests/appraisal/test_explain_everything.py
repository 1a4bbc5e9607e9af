"""Whatever appraise() can say has words, for every preset and any evidence; the words keep the house rules."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from teladan.appraisal.explain import gap_sentences, reasons_of, sentences_of_changes
from teladan.rules.appraise import appraise, what_would_change
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy import PRESETS, preset

from tests.rules.appraisal_cases import people

PERIOD: Any = SimpleNamespace(code="2026-TW3")
LONGEST = 25


@contextmanager
def unworded() -> Iterator[list[str]]:
    """What was told by its name for want of words."""
    records: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("teladan.appraisal.explain")
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)


def walk(reasons: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for reason in reasons:
        yield reason
        yield from walk(reason["children"])


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;:])\s+", text)


def check_words(text: str) -> None:
    assert text == " ".join(text.split())
    assert "None" not in text
    assert not re.search(r"[a-z]_[a-z]", text), text
    assert not re.search(r"[{}]", text), text
    for sentence in re.split(r"(?<=\.)\s+", text):
        assert len(sentence.split()) <= LONGEST, sentence


@pytest.mark.parametrize("name", PRESETS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(evidence=people())
def test_every_derivation_note_gap_and_change_has_words(name: str, evidence: PersonEvidence) -> None:
    policy = preset(name)
    recommendation = appraise(evidence, policy)

    with unworded() as found:
        reasons = reasons_of(recommendation, evidence, PERIOD)
        gaps = gap_sentences(recommendation.missing, evidence)
        changes = sentences_of_changes(what_would_change(evidence, policy), evidence)

    assert found == []
    for reason in walk(reasons):
        check_words(reason["sentence"])
        check_words(reason["note"])
        assert reason["effect"] in ("naik", "turun", "netral", "menunggu", "data")
        assert reason["rule"] is None or reason["rule"]["label"]
        assert all(not proof["url"] or proof["url"].startswith(("http://", "https://")) for proof in reason["evidence"])
    for gap in gaps:
        check_words(gap["sentence"])
        check_words(gap["help"])
        assert gap["help"]
    assert len(changes) <= 6
    for change in changes:
        check_words(change)
