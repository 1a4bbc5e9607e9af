"""Hand-worked appraisals: what counts, what is left out, what is named as missing, and what contradicts what."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from teladan.rules.appraise import (
    MissingCode,
    PolicyNotInForce,
    appraise,
    appraise_values,
    read_note,
    what_would_change,
)
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Approach, Aspect, Axis, Component, CoreValue, Direction, Predicate, Priority, Source
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy import Policy, preset
from tests.rules.appraisal_cases import (
    ABOVE,
    BELOW,
    EXPECTED,
    NOT_POSITIVE,
    POSITIVE,
    UNCLEAR,
    behaviour,
    figure,
    on_all_values,
    person,
    rating,
    result,
    said,
    services,
)

NATIONAL, MEDAN, SIBOLGA = preset("nasional"), preset("medan"), preset("sibolga")


def node(tree: Derivation[Any], name: str, reference: str = "") -> Derivation[Any]:
    """The first derivation of that name (and reference) in the tree."""
    return next(d for d in tree.walk() if d.name == name and reference in ("", d.reference))


def test_national_guidance_most_results_above_and_feedback_positive() -> None:
    evidence = person(
        results=(result("1", ABOVE), result("2", ABOVE), result("3", EXPECTED)),
        feedback=(said("U1", POSITIVE, result="1"), said("U2", POSITIVE, result="3"), *on_all_values()),
    )

    recommended = appraise(evidence, NATIONAL)

    assert recommended.results.value is ABOVE
    assert recommended.behaviour.value is ABOVE
    assert recommended.predicate.value is Predicate.VERY_GOOD
    assert recommended.missing == ()


def test_the_tree_cites_the_regulation_and_leads_to_the_evidence() -> None:
    evidence = person(results=(result("1"),), feedback=(said("U1", POSITIVE, result="1"), *on_all_values()))

    recommended = appraise(evidence, NATIONAL)

    assert recommended.predicate.source is not None
    assert recommended.predicate.source.page == 99
    assert {d.reference for d in recommended.predicate.walk()} >= {"1", "U1", "nilai-atasan-loyal"}
    assert node(recommended.results, "bukti_dukung").value == "laporan"


def test_a_whole_calendar_year_reads_the_annual_quadrant() -> None:
    quarter = person(results=(result("1"),), feedback=(said("U1", POSITIVE, result="1"), *on_all_values()))
    year = PersonEvidence(
        "pegawai-1", date(2026, 1, 1), date(2026, 12, 31), quarter.approach, quarter.results, quarter.feedback
    )

    source = appraise(year, NATIONAL).predicate.source

    assert source is not None
    assert source.page == 103


# --- Results ---


def director_general() -> PersonEvidence:
    """PermenPANRB 6/2022, Anak Lampiran 4 Tabel 1 (pp. 188–191): Direktur Jenderal III, quantitative.

    A single target is the lower end of the band. Feedback is printed for the first three RHK only; its stance is read
    off its words («sudah cukup baik», «sudah sesuai yang diharapkan», «belum memenuhi ekspektasi saya»).
    """
    targets = {
        "1": [("61.95", "50")],
        "2": [("3.5", "3.0")],
        "3": [("90", "70")],
        "4": [("90", "90")],
        "5": [("85", "89"), ("85", "85")],
        "6": [("95", "93")],
        "7": [("80", "80")],
        "8": [("80", "80")],
    }
    planned = []
    for reference, pairs in targets.items():
        indicators = tuple(figure(f"{reference}.{i}", real, low, None) for i, (low, real) in enumerate(pairs, start=1))
        priority = Priority.ADDITIONAL if reference == "8" else Priority.MAIN
        planned.append(
            result(reference, EXPECTED if reference == "1" else None, priority=priority, indicators=indicators)
        )
    feedback = (
        said("U1", POSITIVE, result="1"),
        said("U2", POSITIVE, result="2"),
        said("U3", NOT_POSITIVE, result="3"),
    )
    return person(Approach.QUANTITATIVE, results=tuple(planned), feedback=(*feedback, *on_all_values()))


def test_official_note_50_against_61_95_recommendation_and_superior_stand_side_by_side() -> None:
    """P. 189, note ****: 61,95 % expected, 50 % realised, and the superior still judges «sesuai ekspektasi»."""
    tree = node(appraise(director_general(), NATIONAL).results, "hasil_kerja", "1")

    assert tree.value is BELOW
    assert node(tree, "realisasi").value == Decimal(50)
    assert node(tree, "batas_bawah").value == Decimal("61.95")
    assert node(tree, "penilaian_atasan").value is EXPECTED
    assert read_note(tree.note)["penilaian_atasan_berbeda"] == "sesuai"
    assert read_note(tree.note)["dasar"] == "pita"


def test_official_director_general_is_recommended_as_the_regulation_prints_him() -> None:
    """Four of seven RHK utama are below, but two of three pieces of feedback are positive: «sesuai» (p. 191)."""
    recommended = appraise(director_general(), NATIONAL)

    assert recommended.results.value is EXPECTED
    assert "hasil_dan_umpan_balik_berbeda" in read_note(recommended.results.note)


def test_the_same_note_under_weights_recommends_below_and_shows_the_superior() -> None:
    first = director_general().results[0]
    evidence = person(Approach.QUANTITATIVE, results=(first,), ratings=behaviour("4"))

    recommended = appraise(evidence, MEDAN)

    assert recommended.results.value is BELOW
    assert node(recommended.results, "penilaian_atasan").value is EXPECTED


def test_a_qualitative_result_is_what_the_superior_judges_and_the_own_judgement_is_only_shown() -> None:
    evidence = person(
        results=(result("1", BELOW, self_judgement=ABOVE),), feedback=(said("U1", NOT_POSITIVE, result="1"),)
    )

    recommended = appraise(evidence, NATIONAL)
    tree = node(recommended.results, "hasil_kerja", "1")

    assert recommended.results.value is BELOW
    assert read_note(node(tree, "penilaian_diri").note) == {"bobot": "0"}
    assert read_note(tree.note)["penilaian_diri_berbeda"] == "di_atas"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"self_judgement": ABOVE}, MissingCode.SUPERIOR_JUDGEMENT),
        ({"realised_text": "Tersusun 3 laporan"}, MissingCode.SUPERIOR_JUDGEMENT),
        ({}, MissingCode.REALISATION),
    ],
)
def test_a_result_without_the_superiors_judgement_is_missing_never_below(parts: Any, code: MissingCode) -> None:
    evidence = person(results=(result("1", None, **parts),))

    for policy in (NATIONAL, MEDAN):
        recommended = appraise(evidence, policy)

        assert recommended.results.value is None
        gap = next(gap for gap in recommended.missing if gap.axis is Axis.RESULTS and gap.reference == "1")
        assert (gap.code, gap.blocking, gap.source) == (code, True, Source.SUPERIOR)


def test_a_plan_without_results_says_so() -> None:
    gaps = appraise(person(), NATIONAL).missing

    assert (gaps[0].code, gaps[0].blocking) == (MissingCode.PLAN, True)


def test_without_rating_of_an_axis_there_is_no_predicate() -> None:
    recommended = appraise(person(results=(result("1"),), feedback=(said("U1", POSITIVE, result="1"),)), NATIONAL)

    assert recommended.results.value is EXPECTED
    assert recommended.behaviour.value is None
    assert recommended.predicate.value is None
    assert recommended.predicate.note == "belum_cukup_bukti"
    assert {gap.reference for gap in recommended.missing if gap.blocking} == {value.value for value in CoreValue}


@pytest.mark.parametrize(
    ("aspect", "direction", "realised", "category"),
    [
        (Aspect.TIME, None, "1", ABOVE),  # 1 day against 2–3 days (pp. 203–212: less is better for waktu)
        (Aspect.COST, None, "4", BELOW),
        (Aspect.QUANTITY, None, "4", ABOVE),
        (Aspect.TIME, Direction.MORE_IS_BETTER, "4", ABOVE),
        (None, Direction.WITHIN, "4", BELOW),
    ],
)
def test_the_direction_follows_the_aspect_unless_it_is_stated(
    aspect: Aspect | None, direction: Direction | None, realised: str, category: Any
) -> None:
    indicator = figure("1.1", realised, "2", "3", aspect=aspect, direction=direction)
    evidence = person(Approach.QUANTITATIVE, results=(result("1", None, indicators=(indicator,)),))

    assert node(appraise(evidence, MEDAN).results, "hasil_kerja", "1").value is category


def test_figures_without_band_or_direction_wait_for_the_superior() -> None:
    without_band = figure("1.1", "9", None, None)
    without_direction = figure("2.1", "9", "2", "3", direction=None)
    planned = (result("1", None, indicators=(without_band,)), result("2", None, indicators=(without_direction,)))

    gaps = appraise(person(Approach.QUANTITATIVE, results=planned), MEDAN).missing

    assert [gap.code for gap in gaps if gap.reference in ("1", "2")] == [MissingCode.SUPERIOR_JUDGEMENT] * 2


def test_an_indicator_without_figure_is_left_out_and_named() -> None:
    indicators = (figure("1.1", "95", "80", "90"), figure("1.2", None, "80", "90"))
    evidence = person(Approach.QUANTITATIVE, results=(result("1", None, indicators=indicators),))

    recommended = appraise(evidence, MEDAN)

    assert node(recommended.results, "hasil_kerja", "1").value is ABOVE
    gap = next(gap for gap in recommended.missing if gap.reference == "1.2")
    assert (gap.code, gap.blocking) == (MissingCode.REALISATION, False)


def test_figures_above_with_feedback_that_is_not_positive_carry_a_note() -> None:
    indicator = figure("1.1", "95", "80", "90")
    evidence = person(
        Approach.QUANTITATIVE,
        results=(result("1", None, indicators=(indicator,)),),
        feedback=(said("U1", NOT_POSITIVE, Source.CITIZEN, result="1"),),
    )

    for policy in (NATIONAL, MEDAN):
        tree = node(appraise(evidence, policy).results, "hasil_kerja", "1")
        assert tree.value is ABOVE
        assert "umpan_balik_berlawanan" in read_note(tree.note)


def test_a_qualitative_judgement_against_the_figures_carries_a_note() -> None:
    evidence = person(results=(result("1", BELOW, indicators=(figure("1.1", "95", "80", "90"),)),))

    tree = node(appraise(evidence, MEDAN).results, "hasil_kerja", "1")

    assert tree.value is BELOW
    assert read_note(tree.note)["pita_berbeda"] == "di_atas"


def test_in_a_qualitative_plan_the_superior_outweighs_the_figures_of_an_indicator() -> None:
    indicator = figure("1.1", "95", "80", "90", superior_judgement=BELOW)
    evidence = person(results=(result("1", None, indicators=(indicator,)),))

    assert node(appraise(evidence, MEDAN).results, "hasil_kerja", "1").value is BELOW


def test_the_own_judgement_of_an_indicator_is_no_judgement() -> None:
    indicator = figure("1.1", None, "80", "90", self_judgement=ABOVE)
    evidence = person(Approach.QUANTITATIVE, results=(result("1", None, indicators=(indicator,)),))

    recommended = appraise(evidence, MEDAN)

    assert recommended.results.value is None
    assert MissingCode.SUPERIOR_JUDGEMENT in {gap.code for gap in recommended.missing if gap.reference == "1"}


def test_an_indicator_below_keeps_a_result_from_being_above() -> None:
    figures = ("95", "95", "70")
    indicators = tuple(figure(f"1.{i}", realised, "80", "90") for i, realised in enumerate(figures))
    evidence = person(Approach.QUANTITATIVE, results=(result("1", None, indicators=indicators),))

    assert node(appraise(evidence, MEDAN).results, "hasil_kerja", "1").value is EXPECTED


def test_own_feedback_does_not_open_the_way_to_above() -> None:
    evidence = person(results=(result("1", ABOVE),), feedback=(said("D1", POSITIVE, Source.SELF, result="1"),))

    recommended = appraise(evidence, NATIONAL)

    assert recommended.results.value is None
    assert [gap.code for gap in recommended.missing if gap.axis is Axis.RESULTS and gap.blocking] == [
        MissingCode.FEEDBACK_ON_RESULTS
    ]


def test_own_feedback_on_a_value_is_shown_with_weight_zero() -> None:
    evidence = person(results=(result("1"),), feedback=on_all_values(POSITIVE, Source.SELF))

    recommended = appraise(evidence, NATIONAL)

    assert recommended.behaviour.value is None
    assert read_note(node(recommended.behaviour, "umpan_balik").note) == {"sumber": "diri", "bobot": "0"}


def test_feedback_on_a_value_given_with_a_result_counts_for_the_result_alone() -> None:
    both = said("U1", NOT_POSITIVE, result="1", value=CoreValue.LOYAL)
    evidence = person(results=(result("1", BELOW),), feedback=(both, *on_all_values()))

    values = appraise_values(evidence, NATIONAL)

    assert (values.results, values.behaviour) == (BELOW, ABOVE)


# --- Points and weights ---


def test_medan_worked_by_hand() -> None:
    """Results: RHK utama above and sesuai, tambahan below: (2 × 100 + 2 × 65 + 1 × 30) / 5 = 72.
    Speed: 18 of 20 in time = 90 %, between 80 % (50) and 95 % (80): 50 + 10/15 × 30 = 70.
    Accuracy: 19 of 20 without error = 95 %: 80.
    Axis: (50 × 72 + 25 × 70 + 25 × 80) / 100 = 73.5 → sesuai.
    Behaviour: all values 4 of 5: 75. Quality: citizens «ramah» 3.5 and «jelas» 3 of 4: (83.33… + 66.66…) / 2 = 75;
    superior 5 of 5: 100; (80 × 75 + 20 × 100) / 100 = 80. Axis: (75 + 80) / 2 = 77.5 → sesuai.
    """
    evidence = person(
        results=(result("1", ABOVE), result("2"), result("3", BELOW, priority=Priority.ADDITIONAL)),
        ratings=(
            *behaviour("4"),
            rating(Component.SERVICE_QUALITY, "3.5", Source.CITIZEN, "ramah", scale=4, count=6),
            rating(Component.SERVICE_QUALITY, "3", Source.CITIZEN, "jelas", scale=4, count=6),
            rating(Component.SERVICE_QUALITY, "5", criterion="profesional"),
        ),
        services=services(timely=18, late=2, wrong=1),
    )

    recommended = appraise(evidence, MEDAN)

    shown = {d.name: d.value for d in recommended.predicate.walk() if d.name.startswith("komponen_")}
    assert shown == {
        "komponen_hasil_kerja": Decimal(72),
        "komponen_kecepatan_layanan": Decimal(70),
        "komponen_ketepatan_layanan": Decimal(80),
        "komponen_perilaku": Decimal(75),
        "komponen_mutu_layanan": Decimal(80),
    }
    assert node(recommended.results, "poin").value == Decimal("73.5")
    assert node(recommended.behaviour, "poin").value == Decimal("77.5")
    assert recommended.predicate.value is Predicate.GOOD
    assert recommended.missing == ()


def test_late_and_wrong_services_are_named_singly() -> None:
    evidence = person(results=(result("1"),), ratings=behaviour("4"), services=services(timely=10, late=2, wrong=1))

    tree = appraise(evidence, MEDAN).results

    assert [d.reference for d in tree.walk() if d.name == "layanan_terlambat"] == ["L0010", "L0011"]
    assert [d.reference for d in tree.walk() if d.name == "layanan_dengan_kesalahan"] == ["L0000"]


def test_a_missing_part_is_left_out_with_its_weight_never_zero() -> None:
    """Frappe HR counted absent feedback as zero: 3.6 became 1.2. Here 3.6 of 5 stays (3.6 − 1) / 4 = 65 points."""
    evidence = person(results=(result("1", ABOVE),), ratings=behaviour("3.6"))

    recommended = appraise(evidence, SIBOLGA)

    assert node(recommended.behaviour, "poin").value == Decimal(65)
    assert node(recommended.results, "poin").value == Decimal(100)
    used = read_note(node(recommended.behaviour, "komponen_perilaku").note)
    assert (used["bobot"], used["bobot_terpakai"]) == ("70", "100")
    left_out = read_note(node(recommended.behaviour, "komponen_suara_warga").note)
    assert (left_out["bobot_terpakai"], left_out["tanpa_bukti"]) == ("0", "sisihkan")


def test_behaviour_waits_for_the_superior_even_when_peers_have_answered() -> None:
    evidence = person(results=(result("1"),), ratings=behaviour("5", Source.PEER, count=6))

    recommended = appraise(evidence, SIBOLGA)

    assert recommended.behaviour.value is None
    assert [(gap.source, gap.code) for gap in recommended.missing if gap.blocking] == [
        (Source.SUPERIOR, MissingCode.TOO_LITTLE)
    ]


def test_only_the_source_that_is_waited_for_blocks() -> None:
    recommended = appraise(person(results=(result("1"),)), SIBOLGA)

    gaps = {gap.source: gap.blocking for gap in recommended.missing if gap.component is Component.BEHAVIOUR}
    assert gaps == {Source.SUPERIOR: True, Source.PEER: False}


def test_services_of_unknown_accuracy_are_left_out() -> None:
    known = services(timely=10, late=0)
    unknown = tuple(replace(s, reference=f"X{s.reference}", accurate=None) for s in known)
    evidence = person(results=(result("1"),), ratings=behaviour("4"), services=known + unknown)

    tree = appraise(evidence, MEDAN).results

    assert node(tree, "komponen_ketepatan_layanan").value == Decimal(100)
    assert read_note(node(tree, "layanan_tanpa_kesalahan").note)["jumlah"] == "10"


def test_each_value_counts_once_however_much_feedback_it_has() -> None:
    """Six values positive and one not: 6/7 of 100 = 85.71; pooled with three pieces on one value it would be 66.67."""
    often = tuple(said(f"U{i}", NOT_POSITIVE, value=CoreValue.LOYAL) for i in range(3))
    others = tuple(f for f in on_all_values() if f.value is not CoreValue.LOYAL)
    evidence = person(results=(result("1"),), feedback=often + others)

    assert node(appraise(evidence, MEDAN).behaviour, "komponen_perilaku").value == Decimal("85.71")


def test_rounding_is_half_up() -> None:
    """Python's round(3.125, 2) is 3.12."""
    assert MEDAN.rounding.apply(Fraction(3125, 1000)) == Decimal("3.13")
    assert str(MEDAN.rounding.apply(Fraction(2, 3))) == "0.67"


def test_half_of_the_main_results_must_have_a_category() -> None:
    one_of_three = person(results=(result("1", ABOVE), result("2", None), result("3", None)), ratings=behaviour("4"))
    two_of_four = person(
        results=(result("1", ABOVE), result("2", ABOVE), result("3", None), result("4", None)), ratings=behaviour("4")
    )

    assert appraise_values(one_of_three, MEDAN).results is None
    assert appraise_values(two_of_four, MEDAN).results is ABOVE


def test_the_category_is_decided_on_exact_points_and_the_shown_points_never_cross_a_threshold() -> None:
    """4.19995 of 5 is 79.99875 points: below 80, though it would round to 80.00."""
    evidence = person(results=(result("1"),), ratings=behaviour("4.19995"))

    tree = appraise(evidence, MEDAN).behaviour

    assert tree.value is EXPECTED
    assert node(tree, "poin").value == Decimal("79.99")


def test_thirds_that_make_exactly_a_threshold_reach_it() -> None:
    """Two of three positive and one of three positive make exactly 50 in equal parts; decimals would fall short."""
    values = list(CoreValue)[:2]
    feedback = tuple(
        said(f"U{value}{i}", POSITIVE if i < 1 + (value is values[0]) else NOT_POSITIVE, value=value)
        for value in values
        for i in range(3)
    )

    evidence = person(results=(result("1"),), feedback=feedback)

    assert appraise_values(evidence, MEDAN).behaviour is EXPECTED


def test_sources_in_opposite_categories_carry_a_note() -> None:
    evidence = person(results=(result("1"),), ratings=(*behaviour("5"), *behaviour("2", Source.PEER, count=5)))

    note = read_note(node(appraise(evidence, SIBOLGA).behaviour, "komponen_perilaku").note)

    assert note["sumber_berlawanan"] == "atasan:di_atas,rekan:di_bawah"


def test_the_own_rating_is_shown_with_weight_zero_beside_the_others() -> None:
    evidence = person(results=(result("1"),), ratings=(*behaviour("3"), *behaviour("5", Source.SELF)))

    component = node(appraise(evidence, MEDAN).behaviour, "komponen_perilaku")

    assert component.value == Decimal(50)
    assert read_note(node(component, "sumber_diri").note)["bobot"] == "0"
    assert read_note(node(component, "sumber_diri").inputs[0].note)["bobot"] == "0"
    assert read_note(component.note)["penilaian_diri_berbeda"] == "di_atas"


# --- Anonymity ---


@pytest.mark.parametrize(("answers", "counts"), [(4, False), (5, True)])
def test_closed_answers_count_only_in_groups_of_five(answers: int, counts: bool) -> None:
    closed = tuple(said(f"R{i}", POSITIVE, Source.PEER, result="1", open=False) for i in range(answers))
    evidence = person(results=(result("1", ABOVE),), feedback=closed)

    recommended = appraise(evidence, NATIONAL)

    assert (recommended.results.value is ABOVE) is counts
    small = [(gap.source, gap.have, gap.need) for gap in recommended.missing if gap.code is MissingCode.GROUP_TOO_SMALL]
    assert small == ([] if counts else [(Source.PEER, answers, 5)])


@pytest.mark.parametrize("policy", [NATIONAL, SIBOLGA])
def test_closed_answers_are_told_as_one_group(policy: Policy) -> None:
    stances = [POSITIVE] * 4 + [NOT_POSITIVE, UNCLEAR]
    closed = tuple(
        said(f"R{i}", stance, Source.PEER, value=CoreValue.HARMONIOUS, open=False) for i, stance in enumerate(stances)
    )
    evidence = person(results=(result("1"),), feedback=closed, ratings=behaviour("4"))

    tree = appraise(evidence, policy).behaviour

    assert node(tree, "umpan_balik_kelompok").value == {"positif": 4, "tidak_positif": 1, "belum_jelas": 1}
    assert [d.reference for d in tree.walk() if d.reference.startswith("R")] == []
    assert [c.reference for c in what_would_change(evidence, policy) if c.reference.startswith("R")] == []


def test_an_open_answer_counts_singly_under_the_national_guidance() -> None:
    evidence = person(results=(result("1", ABOVE),), feedback=(said("R1", POSITIVE, Source.PEER, result="1"),))

    assert appraise_values(evidence, NATIONAL).results is ABOVE


def test_one_open_complaint_does_not_decide_a_weighted_part() -> None:
    complaint = said("W1", NOT_POSITIVE, Source.CITIZEN)
    evidence = person(results=(result("1"),), ratings=behaviour("4"), feedback=(complaint,))

    recommended = appraise(evidence, preset("batanghari"))

    assert node(recommended.behaviour, "poin").value == Decimal(75)
    gap = next(gap for gap in recommended.missing if gap.component is Component.CITIZEN_VOICE)
    assert (gap.code, gap.have, gap.need) == (MissingCode.GROUP_TOO_SMALL, 1, 5)


def test_complaints_and_praise_of_citizens_are_an_indicator_in_batanghari() -> None:
    """Six of eight positive: 75 points; behaviour 75: together 75."""
    voices = tuple(said(f"W{i}", POSITIVE if i < 6 else NOT_POSITIVE, Source.CITIZEN, open=False) for i in range(8))
    evidence = person(results=(result("1"),), ratings=behaviour("5"), feedback=voices)

    tree = appraise(evidence, preset("batanghari")).behaviour

    assert node(tree, "komponen_suara_warga").value == Decimal(75)
    assert node(tree, "poin").value == Decimal(90)  # (60 × 100 + 40 × 75) / 100


def test_a_criterion_with_too_few_answers_is_left_out_and_named() -> None:
    evidence = person(
        results=(result("1"),),
        ratings=(
            *behaviour("4"),
            rating(Component.SERVICE_QUALITY, "4", Source.CITIZEN, "ramah", scale=4, count=5),
            rating(Component.SERVICE_QUALITY, "1", Source.CITIZEN, "jelas", scale=4, count=2),
        ),
    )

    recommended = appraise(evidence, MEDAN)

    assert node(recommended.behaviour, "komponen_mutu_layanan").value == Decimal(100)
    gap = next(gap for gap in recommended.missing if gap.reference == "jelas")
    assert (gap.code, gap.have, gap.need, gap.blocking) == (MissingCode.GROUP_TOO_SMALL, 2, 5, False)


def test_unclear_feedback_that_keeps_the_rating_open_is_named() -> None:
    evidence = person(results=(result("1", ABOVE),), feedback=(said("U1", UNCLEAR, result="1"),))

    gaps = appraise(evidence, NATIONAL).missing

    assert ("umpan_balik_belum_jelas", "U1", True) in {(gap.code.value, gap.reference, gap.blocking) for gap in gaps}


# --- Time ---


def test_a_policy_does_not_reach_back_before_its_first_day() -> None:
    early = PersonEvidence("pegawai-1", date(2024, 10, 1), date(2024, 12, 31), Approach.QUALITATIVE, (result("1"),))

    with pytest.raises(PolicyNotInForce, match="berlaku mulai 2025-01-01"):
        appraise_values(early, MEDAN)
