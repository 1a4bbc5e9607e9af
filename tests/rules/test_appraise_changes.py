"""«Apa yang akan mengubahnya»: the smallest single changes, worked by hand."""

from teladan.rules.appraise import Change, what_would_change
from teladan.rules.enums import Approach, Axis, Component, Predicate, Source
from teladan.rules.policy import preset
from tests.rules.appraisal_cases import (
    ABOVE,
    BELOW,
    EXPECTED,
    NOT_POSITIVE,
    POSITIVE,
    behaviour,
    figure,
    on_all_values,
    person,
    rating,
    result,
    said,
    services,
)

NATIONAL, MEDAN = preset("nasional"), preset("medan")


def up(changes: tuple[Change, ...], axis: Axis, how: str) -> list[tuple[str, str, str]]:
    """(reference, current, needed) of the changes of one kind that lead to «di atas»."""
    return [(c.reference, c.current, c.needed) for c in changes if (c.axis, c.how, c.after) == (axis, how, ABOVE)]


def test_one_more_result_above_makes_the_majority() -> None:
    evidence = person(
        results=(result("1", ABOVE), result("2"), result("3")),
        feedback=(said("U1", POSITIVE, result="1"), *on_all_values()),
    )

    changes = what_would_change(evidence, NATIONAL)

    assert up(changes, Axis.RESULTS, "nilai_atasan") == [("2", "sesuai", "di_atas"), ("3", "sesuai", "di_atas")]
    assert {c.predicate for c in changes if c.after is ABOVE} == {Predicate.VERY_GOOD}


def test_a_figure_says_how_far_it_is_from_the_next_category() -> None:
    evidence = person(
        Approach.QUANTITATIVE,
        results=(result("1", None, indicators=(figure("1.1", "79.5", "80", "90"),)),),
        ratings=behaviour("4"),
    )

    changes = [c for c in what_would_change(evidence, MEDAN) if c.axis is Axis.RESULTS]

    assert [(c.before, c.after, c.reference, c.how, c.current, c.needed) for c in changes] == [
        (BELOW, EXPECTED, "1.1", "angka", "79.5", "80")
    ]


def test_a_figure_beyond_the_band_is_named_as_beyond() -> None:
    evidence = person(
        Approach.QUANTITATIVE,
        results=(result("1", None, indicators=(figure("1.1", "85", "80", "90"),)),),
        ratings=behaviour("4"),
    )

    changes = what_would_change(evidence, MEDAN)

    assert [(c.after, c.needed) for c in changes if c.how == "angka"] == [(ABOVE, ">90"), (BELOW, "<80")]


def test_the_judgement_that_is_missing_is_named_with_each_outcome() -> None:
    evidence = person(results=(result("1", None),), ratings=behaviour("4"))

    changes = [c for c in what_would_change(evidence, MEDAN) if c.axis is Axis.RESULTS]

    assert [(c.before, c.after, c.needed) for c in changes] == [
        (None, ABOVE, "di_atas"),
        (None, EXPECTED, "sesuai"),
        (None, BELOW, "di_bawah"),
    ]


def test_how_many_services_in_time_are_needed() -> None:
    """Results 100 × 50, accuracy 100 × 25; the axis reaches 80 when speed gives 20 points: 32 % of 20 = 7 services."""
    evidence = person(results=(result("1", ABOVE),), ratings=behaviour("4"), services=services(timely=2, late=18))

    changes = what_would_change(evidence, MEDAN)

    assert up(changes, Axis.RESULTS, "tepat_waktu") == [("", "2", "7")]


def test_a_mean_of_citizens_moves_in_tenths_and_a_single_rating_in_whole_steps() -> None:
    """Behaviour 75 and quality must make 80: quality 85 = (80 × w + 20 × 50) / 100, w = 93.75: 3.8125 of 4, so 3.9."""
    citizens = rating(Component.SERVICE_QUALITY, "3.5", Source.CITIZEN, "ramah", scale=4, count=9)
    superior = rating(Component.SERVICE_QUALITY, "3", criterion="ramah")
    evidence = person(results=(result("1"),), ratings=(*behaviour("4"), citizens, superior))

    changes = up(what_would_change(evidence, MEDAN), Axis.BEHAVIOUR, "penilaian")

    assert ("mutu_layanan:warga:ramah", "3.5", "3.9") in changes
    assert ("perilaku:atasan:loyal", "4", "5") not in changes


def test_the_feedback_that_tips_the_scale_is_named() -> None:
    evidence = person(
        results=(result("1", ABOVE),),
        feedback=(said("U1", POSITIVE, result="1"), said("U2", NOT_POSITIVE, result="1"), *on_all_values()),
    )

    changes = what_would_change(evidence, NATIONAL)

    assert up(changes, Axis.RESULTS, "umpan_balik") == [("U2", "tidak_positif", "positif")]


def test_closed_answers_and_own_feedback_are_no_lever() -> None:
    """Either alone would tip the scale; only the superior's piece may be named."""
    closed = tuple(said(f"R{i}", POSITIVE, Source.PEER, result="1", open=False) for i in range(5))
    against = tuple(said(f"U{i}", NOT_POSITIVE, result="1") for i in range(4))
    own = said("D1", NOT_POSITIVE, Source.SELF, result="1")
    evidence = person(results=(result("1", ABOVE),), feedback=(*closed, *against, own))

    named = {c.reference for c in what_would_change(evidence, NATIONAL) if c.how == "umpan_balik"}

    assert named == set()
    less = person(results=(result("1", ABOVE),), feedback=(*closed, *against, said("U9", POSITIVE, result="1")))
    assert {c.reference for c in what_would_change(less, NATIONAL) if c.how == "umpan_balik"} == {"U9"}


def test_improvements_come_first() -> None:
    evidence = person(results=(result("1"),), ratings=behaviour("4"))

    afters = [c.after for c in what_would_change(evidence, MEDAN) if c.axis is Axis.RESULTS]

    assert afters == [ABOVE, BELOW]
