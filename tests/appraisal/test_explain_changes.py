"""«Apa yang akan mengubahnya», word for word."""

import pytest

from teladan.appraisal.explain import sentences_of_changes
from teladan.rules.appraise import Change
from teladan.rules.enums import Approach, Aspect, Axis, Component, CoreValue, Direction, Expectation, Predicate, Source
from tests.appraisal.explain_cases import (
    ABOVE,
    BELOW,
    EXPECTED,
    NOT_POSITIVE,
    POSITIVE,
    changes,
    figure,
    on_values,
    person,
    rated,
    rhk,
    said,
    services,
)

RESULTS, BEHAVIOUR = Axis.RESULTS, Axis.BEHAVIOUR
EVIDENCE = person(
    Approach.QUANTITATIVE,
    results=(
        rhk(1, EXPECTED, "Perekaman KTP-el pemula", indicators=(figure("1.1", "51", "60", "70", "orang"),)),
        rhk(2, EXPECTED, "Akta kelahiran", indicators=(figure("2.1", "6", "2", "4", "hari", aspect=Aspect.TIME),)),
        rhk(3, EXPECTED, "Suhu arsip", indicators=(figure("3.1", "9", "2", "4", direction=Direction.WITHIN),)),
    ),
    feedback=(
        *said(NOT_POSITIVE, result="rhk:1"),
        *said(NOT_POSITIVE, value=CoreValue.LOYAL),
        *said(NOT_POSITIVE, Source.PEER, key="umum"),
    ),
    ratings=(
        rated(Component.SERVICE_QUALITY, "2.8", Source.CITIZEN, scale=4, count=42),
        rated(Component.BEHAVIOUR, "3", criterion="loyal"),
    ),
    services=services(16, 4, 4),
)
ABOUT_RHK, ABOUT_LOYAL, GENERAL = (
    f"umpan:{source}tidak_positif{about}0"
    for source, about in (("atasan", "rhk:1"), ("atasan", "loyal"), ("rekan", "umum"))
)


def change(
    axis: Axis,
    before: Expectation | None,
    after: Expectation | None,
    how: str,
    reference: str,
    current: str,
    needed: str,
    predicate: Predicate | None = None,
) -> Change:
    """A change in the order in which its sentence tells it."""
    return Change(axis, before, after, reference, how, current, needed, predicate)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            change(RESULTS, EXPECTED, ABOVE, "tepat_waktu", "", "16", "19"),
            "Andai 3 dari 4 layanan yang terlambat selesai dalam waktu standar, hasil kerja di atas ekspektasi.",
        ),
        (
            change(RESULTS, EXPECTED, BELOW, "tepat_waktu", "", "16", "12"),
            "Andai 4 dari 16 layanan yang tepat waktu melewati waktu standar, hasil kerja di bawah ekspektasi.",
        ),
        (
            change(RESULTS, EXPECTED, ABOVE, "tanpa_kesalahan", "", "16", "19"),
            "Andai 3 dari 4 layanan yang salah selesai tanpa kesalahan, hasil kerja di atas ekspektasi.",
        ),
        (
            change(RESULTS, ABOVE, EXPECTED, "tanpa_kesalahan", "", "16", "15"),
            "Andai 1 dari 16 layanan yang benar selesai dengan kesalahan, hasil kerja sesuai ekspektasi.",
        ),
        (
            change(RESULTS, BELOW, EXPECTED, "angka", "iki:1.1", "51", "60"),
            "Jika indikator 1 RHK 1 mencapai 60 orang, hasil kerja menjadi sesuai ekspektasi.",
        ),
        (
            change(RESULTS, BELOW, ABOVE, "angka", "iki:1.1", "51", ">70"),
            "Jika indikator 1 RHK 1 lebih dari 70 orang, hasil kerja menjadi di atas ekspektasi.",
        ),
        (
            change(RESULTS, BELOW, ABOVE, "angka", "iki:2.1", "6", "<2"),
            "Jika indikator 1 RHK 2 kurang dari 2 hari, hasil kerja menjadi di atas ekspektasi.",
        ),
        (
            change(RESULTS, EXPECTED, ABOVE, "nilai_atasan", "rhk:2", "sesuai", "di_atas", Predicate.VERY_GOOD),
            "Jika atasan menilai RHK 2 «Akta kelahiran» di atas ekspektasi, hasil kerja menjadi di atas ekspektasi. "
            "Predikatnya kemudian Sangat Baik.",
        ),
        (
            change(BEHAVIOUR, EXPECTED, ABOVE, "penilaian", "mutu_layanan:warga:jelas", "2.80", "3.5"),
            "Jika rata-rata «Jelas» dari warga menjadi 3,5 dari 4, perilaku kerja menjadi di atas ekspektasi.",
        ),
        (
            change(BEHAVIOUR, EXPECTED, ABOVE, "penilaian", "perilaku:atasan:loyal", "3", "5"),
            "Jika nilai «Loyal» dari atasan menjadi 5 dari 5, perilaku kerja menjadi di atas ekspektasi.",
        ),
        (
            change(RESULTS, BELOW, EXPECTED, "umpan_balik", ABOUT_RHK, "tidak_positif", "positif"),
            "Jika umpan balik atasan tentang RHK 1 positif, hasil kerja menjadi sesuai ekspektasi.",
        ),
        (
            change(BEHAVIOUR, ABOVE, EXPECTED, "umpan_balik", ABOUT_LOYAL, "positif", "tidak_positif"),
            "Jika umpan balik atasan tentang nilai Loyal tidak positif, perilaku kerja menjadi sesuai ekspektasi.",
        ),
        (
            change(BEHAVIOUR, EXPECTED, ABOVE, "umpan_balik", GENERAL, "tidak_positif", "positif"),
            "Jika umpan balik rekan kerja positif, perilaku kerja menjadi di atas ekspektasi.",
        ),
        (
            change(BEHAVIOUR, ABOVE, EXPECTED, "umpan_balik", GENERAL, "positif", "tidak_positif"),
            "Jika umpan balik rekan kerja tidak positif, perilaku kerja menjadi sesuai ekspektasi.",
        ),
    ],
)
def test_each_kind_of_change_has_its_sentence(given: Change, sentence: str) -> None:
    assert sentences_of_changes((given,), EVIDENCE) == [sentence]


@pytest.mark.parametrize(
    "given",
    [
        change(RESULTS, None, EXPECTED, "angka", "iki:1.1", "51", "<50"),
        change(RESULTS, None, EXPECTED, "angka", "iki:2.1", "2", ">4"),
        change(RESULTS, None, EXPECTED, "angka", "iki:3.1", "3", ">4"),
        change(RESULTS, None, EXPECTED, "nilai_atasan", "rhk:2", "sesuai", "di_bawah"),
        change(RESULTS, None, BELOW, "nilai_atasan", "rhk:2", "", "di_bawah"),
        change(RESULTS, None, EXPECTED, "tepat_waktu", "", "9", "8"),
        change(BEHAVIOUR, None, EXPECTED, "umpan_balik", ABOUT_LOYAL, "positif", "tidak_positif"),
        change(BEHAVIOUR, None, EXPECTED, "penilaian", "perilaku:atasan:loyal", "3", "2"),
    ],
)
def test_worse_evidence_is_never_told_as_a_way_to_a_rating(given: Change) -> None:
    assert sentences_of_changes((given,), EVIDENCE) == []


@pytest.mark.parametrize(("unit", "needed"), [("%", ">100"), ("persen", ">100"), ("hari", "<0")])
def test_nobody_is_advised_to_reach_the_impossible(unit: str, needed: str) -> None:
    evidence = person(Approach.QUANTITATIVE, results=(rhk(1, indicators=(figure("1.1", "90", "80", "100", unit),)),))

    assert sentences_of_changes((change(RESULTS, EXPECTED, ABOVE, "angka", "iki:1.1", "90", needed),), evidence) == []


def test_a_missing_judgement_is_told_once() -> None:
    evidence = person(results=(rhk(1, None, "Akta"),), feedback=(*on_values(), *said(POSITIVE, result="rhk:1")))
    settled = tuple(change(RESULTS, None, EXPECTED, "nilai_atasan", "rhk:1", "", str(needed)) for needed in Expectation)

    assert sentences_of_changes(settled, evidence) == [
        "Begitu atasan menilai RHK 1 «Akta», hasil kerja mendapat kategori."
    ]


def test_improvements_the_person_can_make_come_first_and_warnings_last() -> None:
    found = changes(
        person(
            results=(rhk(1, EXPECTED, "Akta"),),
            ratings=(rated(Component.BEHAVIOUR, "4", criterion="loyal"),),
            services=services(15, 5),
        ),
        "medan",
    )

    assert found == [
        "Andai 5 dari 5 layanan yang terlambat selesai dalam waktu standar, hasil kerja di atas ekspektasi. "
        "Predikatnya kemudian Baik.",
        "Jika atasan menilai RHK 1 «Akta» di atas ekspektasi, hasil kerja menjadi di atas ekspektasi. "
        "Predikatnya kemudian Baik.",
        "Jika nilai «Loyal» dari atasan menjadi 5 dari 5, perilaku kerja menjadi di atas ekspektasi. "
        "Predikatnya kemudian Baik.",
        "Andai 13 dari 20 layanan yang benar selesai dengan kesalahan, hasil kerja di bawah ekspektasi. "
        "Predikatnya kemudian Butuh Perbaikan.",
        "Jika nilai «Loyal» dari atasan menjadi 2 dari 5, perilaku kerja menjadi di bawah ekspektasi. "
        "Predikatnya kemudian Kurang.",
    ]


def test_the_list_stays_short() -> None:
    figures = [change(RESULTS, EXPECTED, ABOVE, "angka", "iki:1.1", "1", str(n)) for n in range(2, 6)]
    grades = [change(RESULTS, EXPECTED, ABOVE, "penilaian", "perilaku:atasan:loyal", "1", str(n)) for n in range(2, 6)]
    judged = [change(RESULTS, EXPECTED, ABOVE, "nilai_atasan", "rhk:1", "sesuai", "di_atas")]
    late = [change(RESULTS, EXPECTED, BELOW, "tepat_waktu", "", "9", str(n)) for n in range(1, 5)]

    found = sentences_of_changes((*figures, *grades, *judged, *late), EVIDENCE)

    assert len(found) == 6
    assert [sentence.endswith("di bawah ekspektasi.") for sentence in found] == [False] * 4 + [True] * 2
