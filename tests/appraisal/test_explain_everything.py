"""Whatever appraise() can say has words, for every preset and any evidence; the words keep the house rules."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from teladan.appraisal.explain import gap_sentences, reasons_of, sentences_of_changes
from teladan.rules.appraise import Change, Missing, MissingCode, appraise, what_would_change
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Expectation
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy import PRESETS, preset
from tests.appraisal.explain_cases import EXPECTED, PERIOD, check_words, find, person, rhk, walk
from tests.rules.appraisal_cases import people


@contextmanager
def unworded() -> Iterator[list[str]]:
    """What was told by its name for want of words."""
    records: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record.getMessage())

    handler, logger = Kept(), logging.getLogger("teladan.appraisal.explain")
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)


@pytest.mark.parametrize("name", PRESETS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
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


def test_an_unknown_derivation_becomes_a_readable_line() -> None:
    evidence = person(results=(rhk(1),))
    known = appraise(evidence, preset("nasional"))
    odd = Derivation("masa_kerja", EXPECTED, note="belum_lengkap", reference="pasal_1")
    results = replace(known.results, inputs=(*known.results.inputs, odd))
    recommendation = replace(
        known, results=results, predicate=replace(known.predicate, inputs=(results, known.behaviour))
    )

    with unworded() as found:
        reasons = reasons_of(recommendation, evidence, PERIOD)

    assert find(reasons, "Masa kerja pasal 1")["value"] == "Sesuai"
    find(reasons, "Belum lengkap.")
    assert found == ["no words for the derivation masa_kerja", "no words for the note belum_lengkap"]


def test_a_tree_of_another_shape_is_told_by_its_names() -> None:
    evidence = person(results=(rhk(1),))
    known = appraise(evidence, preset("nasional"))
    bare: Derivation[Expectation | None] = Derivation("rating_hasil_kerja", EXPECTED)

    with unworded() as found:
        reasons = reasons_of(replace(known, results=bare), evidence, PERIOD)

    assert find(reasons, "Rating hasil kerja")["value"] == "Sesuai"
    assert "no words for the tree of rating_hasil_kerja" in found


def test_an_unknown_gap_or_change_is_still_told() -> None:
    evidence = person(results=(rhk(1),))
    gap = Missing("masa_kerja", Axis.RESULTS, Component.RESULTS)  # type: ignore[arg-type]
    change = Change(Axis.RESULTS, EXPECTED, None, "rhk:1", "masa_kerja", "", "dua_tahun", None)

    assert gap_sentences((gap,), evidence)[0]["sentence"] == "Masa kerja."
    assert sentences_of_changes((change,), evidence) == ["Masa kerja rhk:1 dua tahun."]


def test_every_gap_has_its_own_words() -> None:
    for code in MissingCode:
        gap = Missing(code, Axis.RESULTS, Component.RESULTS)
        with unworded() as found:
            told = gap_sentences((gap,), person(results=(rhk(1),)))[0]
        assert found == []
        check_words(told["sentence"])
