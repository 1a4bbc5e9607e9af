"""The snapshot: exact round trip, one digest for one evidence, and values outside their range refused."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teladan.rules.enums import Component, CoreValue, Expectation, Source, Stance
from teladan.rules.evidence import (
    EvidenceError,
    FeedbackEvidence,
    IndicatorEvidence,
    PersonEvidence,
    RatingEvidence,
    ResultEvidence,
    ServiceEvidence,
    ServiceUnit,
)
from tests.rules.appraisal_cases import figure, people, person, rating, result, said, slow_machines


@slow_machines
@given(evidence=people())
def test_json_and_back_is_the_same_evidence(evidence: PersonEvidence) -> None:
    again = PersonEvidence.from_json(evidence.to_json())

    assert again == evidence
    assert again.to_json() == evidence.to_json()
    assert again.digest() == evidence.digest()


@slow_machines
@given(evidence=people(), random=st.randoms(use_true_random=False))
def test_the_order_in_which_evidence_was_read_does_not_change_the_digest(evidence: PersonEvidence, random: Any) -> None:
    def shuffled(pieces: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(pieces, len(pieces)))

    again = PersonEvidence(
        evidence.person,
        evidence.period_start,
        evidence.period_end,
        evidence.approach,
        evidence.results,
        shuffled(evidence.feedback),
        shuffled(evidence.ratings),
        shuffled(evidence.services),
    )

    assert again.digest() == evidence.digest()


def test_the_same_number_written_differently_has_the_same_digest() -> None:
    one, other = (
        person(results=(result("1", indicators=(figure("1.1", text, "1", "2"),)),)) for text in ("1.5", "1.50")
    )

    assert one.digest() == other.digest()


def test_numbers_are_text_and_dates_are_iso() -> None:
    evidence = person(results=(result("1", indicators=(figure("1.1", "1E+2", "0.10", None),)),))

    stored = json.loads(evidence.to_json())

    assert stored["period_end"] == "2026-09-30"
    assert stored["results"][0]["indicators"][0]["realised"] == "100"
    assert stored["results"][0]["indicators"][0]["lower"] == "0.1"


def test_the_canonical_form_stays_as_it_is() -> None:
    """A stored digest must match for ever; the expected value was computed once with sha256sum over this text."""
    evidence = person(feedback=(said("U1", Stance.POSITIVE, value=CoreValue.LOYAL),))

    assert evidence.to_json() == (
        '{"approach":"kualitatif","feedback":[{"open":true,"reference":"U1","result":null,"source":"atasan",'
        '"stance":"positif","value":"loyal"}],"organisation":null,"period_end":"2026-09-30",'
        '"period_start":"2026-07-01","person":"pegawai-1","ratings":[],"results":[],"services":[]}'
    )
    assert evidence.digest() == "331461b7dceff20b32deb7a83a02857570113d4c503bd75a844429d87d691383"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"person": 1}', "null"])
def test_a_text_that_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(EvidenceError):
        PersonEvidence.from_json(text)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (RatingEvidence, (Source.PEER, Component.PROCESS, "proses", Decimal(6), 5)),
        (RatingEvidence, (Source.PEER, Component.PROCESS, "proses", Decimal(0), 5)),
        (RatingEvidence, (Source.PEER, Component.PROCESS, "proses", Decimal(3), 7)),
        (RatingEvidence, (Source.PEER, Component.PROCESS, "proses", Decimal(3), 5, 0)),
        (RatingEvidence, (Source.PEER, Component.PROCESS, "", Decimal(3), 5)),
        (RatingEvidence, ("rekan", Component.PROCESS, "proses", Decimal(3), 5)),
        (ServiceEvidence, ("L1", "KTP-el", Decimal(-1), Decimal(5), ServiceUnit.HOUR)),
        (ServiceEvidence, ("L1", "KTP-el", Decimal(1), Decimal(0), ServiceUnit.HOUR)),
        (ServiceEvidence, ("L1", "KTP-el", Decimal("nan"), Decimal(5), ServiceUnit.HOUR)),
        (IndicatorEvidence, ("1.1", "", None, "", Decimal(9), Decimal(8))),
        (IndicatorEvidence, ("",)),
        (ResultEvidence, ("1", "", None)),
        (ResultEvidence, ("1", "", "utama")),
        (FeedbackEvidence, ("U1", Source.PEER, "positif")),
        (FeedbackEvidence, ("U1", None, Stance.POSITIVE)),
        (FeedbackEvidence, ("U1", Source.PEER, Expectation.ABOVE)),
    ],
)
def test_a_value_outside_its_range_is_refused(kind: Any, values: tuple[Any, ...]) -> None:
    with pytest.raises(EvidenceError):
        kind(*values)


def test_a_figure_that_is_a_float_is_refused() -> None:
    with pytest.raises(EvidenceError, match="bukan angka Decimal"):
        IndicatorEvidence("1.1", realised=0.1)  # type: ignore[arg-type]


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(EvidenceError, match="sebelum mulai"):
        PersonEvidence("pegawai-1", date(2026, 9, 30), date(2026, 7, 1), person().approach)


def test_two_results_with_one_reference_are_refused() -> None:
    with pytest.raises(EvidenceError, match="dipakai dua kali"):
        person(results=(result("1"), result("1")))


def test_feedback_on_a_result_outside_the_plan_is_refused() -> None:
    with pytest.raises(EvidenceError, match="tidak ada dalam SKP"):
        person(results=(result("1"),), feedback=(said("U1", Stance.POSITIVE, result="2"),))


def test_equal_ratings_of_several_people_are_all_kept() -> None:
    evidence = person(ratings=(rating(Component.PROCESS, "3"),) * 3)

    assert len(PersonEvidence.from_json(evidence.to_json()).ratings) == 3
