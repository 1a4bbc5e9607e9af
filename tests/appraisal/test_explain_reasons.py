"""The sentences of «Mengapa?», word for word."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from teladan.appraisal.explain import reasons_of
from teladan.rules.appraise import appraise
from teladan.rules.enums import Approach, Aspect, Component, CoreValue, Direction, Source
from teladan.rules.policy import preset
from tests.appraisal.explain_cases import (
    ABOVE,
    ADDITIONAL,
    BELOW,
    EXPECTED,
    NOT_POSITIVE,
    PERIOD,
    POSITIVE,
    UNCLEAR,
    figure,
    find,
    on_values,
    person,
    rated,
    rhk,
    said,
    sentences_in,
    services,
    told,
)

QUANTITATIVE = Approach.QUANTITATIVE
SIX = list(CoreValue)[:6]


def steady(**parts: Any) -> Any:
    """A person whose results are as expected and whose behaviour is lived throughout."""
    return person(**{"results": (rhk(1), rhk(2)), "feedback": on_values()} | parts)


def test_the_first_reasons_are_predicate_results_and_behaviour() -> None:
    reasons = told(steady())

    assert [reason["sentence"] for reason in reasons] == [
        "Hasil kerja sesuai ekspektasi dan perilaku kerja di atas ekspektasi mengarah ke predikat Baik.",
        "Hasil kerja sesuai ekspektasi; bukti yang masih kurang tidak mengubahnya.",
        "Perilaku kerja di atas ekspektasi: 7 dari 7 nilai BerAKHLAK dijalankan.",
    ]
    assert [reason["effect"] for reason in reasons] == ["naik", "netral", "naik"]
    assert [reason["axis"] for reason in reasons] == ["", "hasil_kerja", "perilaku_kerja"]
    assert [reason["open"] for reason in reasons] == [False, True, True]


def test_the_predicate_opens_to_the_regulations_table() -> None:
    predicate = told(steady())[0]

    assert predicate["rule"] == {"label": "PermenPANRB 6/2022, Lampiran IV.B.3.a.3)(c), hlm. 99", "url": ""}
    assert len(predicate["children"]) == 9
    cell = find(predicate["children"], "Hasil kerja sesuai ekspektasi, perilaku kerja di bawah ekspektasi:")
    assert cell["value"] == "Kurang/Misconduct"


def test_the_known_conflict_of_the_text_is_told() -> None:
    evidence = steady(feedback=(*on_values(stance=NOT_POSITIVE),))

    predicate = told(evidence)[0]

    assert predicate["sentence"].endswith("mengarah ke predikat Kurang.")
    assert "Satu contoh peraturan (hlm. 208) mencetak predikat lain" in predicate["note"]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({}, "Predikat belum dapat disarankan: bukti hasil kerja dan perilaku kerja belum cukup."),
        ({"feedback": on_values()}, "Predikat belum dapat disarankan: bukti hasil kerja belum cukup."),
        ({"results": (rhk(1),)}, "Predikat belum dapat disarankan: bukti perilaku kerja belum cukup."),
    ],
)
def test_an_open_predicate_names_what_it_waits_for(parts: dict[str, Any], sentence: str) -> None:
    first = told(person(**parts))[0]

    assert (first["sentence"], first["effect"]) == (sentence, "menunggu")


def test_results_are_counted_and_the_rest_is_in_the_note() -> None:
    results = (rhk(1, ABOVE), rhk(2, BELOW), rhk(3), rhk(4, None), rhk(5, BELOW, priority=ADDITIONAL))

    line = find(
        told(steady(results=results)), "2 dari 3 hasil kerja utama yang sudah dinilai sesuai atau di atas ekspektasi."
    )

    assert line["effect"] == "naik"
    assert line["note"] == (
        "1 RHK belum dinilai; itu tidak dihitung nol. Hasil kerja tambahan: 0 dari 1 sesuai atau di atas ekspektasi."
    )


def test_what_missing_evidence_leaves_open_is_told() -> None:
    results = (rhk(1, ABOVE), rhk(2, ABOVE), rhk(3, None))

    reasons = told(steady(results=results, feedback=said(POSITIVE, result="rhk:1")))

    assert reasons[1]["sentence"] == "Hasil kerja belum mendapat kategori karena buktinya belum cukup."
    assert find(reasons, "Bila buktinya lengkap, kategorinya sesuai ekspektasi sampai di atas ekspektasi.")


def test_without_a_plan_the_results_wait() -> None:
    line = find(told(person()), "SKP periode ini belum berisi rencana hasil kerja (RHK).")

    assert line["effect"] == "menunggu"


def test_an_rhk_judged_by_the_superior_names_who_judged() -> None:
    result = rhk(2, ABOVE, "Perekaman KTP-el pemula", proofs=("Foto loket https://contoh.go.id/a.jpg",))

    line = find(
        told(steady(results=(rhk(1), result))), "Atasan menilai RHK 2 «Perekaman KTP-el pemula» di atas ekspektasi."
    )

    assert line["rule"]["label"] == "PermenPANRB 6/2022, Pasal 23 ayat (1), hlm. 14"
    assert line["evidence"] == [{"label": "Foto loket", "url": "https://contoh.go.id/a.jpg"}]
    assert line["note"] == "Ini hasil kerja utama."


def test_a_long_statement_is_cut_and_stands_whole_in_the_note() -> None:
    result = rhk(
        1, EXPECTED, "Terselenggaranya pelayanan kesehatan ibu dan anak di wilayah kerja.", realised_text="Selesai."
    )

    line = find(
        told(steady(results=(result,))),
        "Atasan menilai RHK 1 «Terselenggaranya pelayanan kesehatan ibu dan anak…» sesuai ekspektasi.",
    )

    assert line["note"] == (
        "«Terselenggaranya pelayanan kesehatan ibu dan anak di wilayah kerja». "
        "Ini hasil kerja utama. Realisasi: Selesai."
    )


@pytest.mark.parametrize(
    ("indicator", "sentence", "effect"),
    [
        (figure("1.1", "51", "60", "70", "orang"), "«Perekaman» kurang 9 orang dari target.", "turun"),
        (figure("1.1", "80", "60", "70", "orang"), "«Perekaman» melampaui target sebesar 10 orang.", "naik"),
        (figure("1.1", "60", "60", "70", "orang"), "«Perekaman» sesuai target.", "netral"),
        (figure("1.1", "7", "2", "5", "hari", aspect=Aspect.TIME), "«Perekaman» lebih 2 hari dari target.", "turun"),
        (
            figure("1.1", "1", "2", "5", "hari", aspect=Aspect.TIME),
            "«Perekaman» lebih rendah 1 hari dari target, dan itu lebih baik.",
            "naik",
        ),
        (figure("1.1", "50", "61.95", "61.95", "%"), "«Perekaman» kurang 11,95 poin persen dari target.", "turun"),
        (figure("1.1", "9", "2", "5", direction=Direction.WITHIN), "«Perekaman» lebih 4 dari target.", "turun"),
        (
            figure("1.1", None, "2", "5", superior_judgement=ABOVE),
            "Atasan menilai «Perekaman» di atas ekspektasi.",
            "naik",
        ),
        (figure("1.1", None, None, None), "«Perekaman»", "data"),
        (figure("1.1", "3", None, None), "«Perekaman» menunggu penilaian atasan.", "menunggu"),
    ],
)
def test_an_indicator_says_how_far_it_is_from_its_target(indicator: Any, sentence: str, effect: str) -> None:
    result = rhk(1, None, indicators=(replace(indicator, statement="Perekaman"),))

    line = find(told(steady(approach=QUANTITATIVE, results=(result, rhk(2)))), sentence)

    assert line["effect"] == effect


@pytest.mark.parametrize(
    ("lower", "upper", "direction", "note"),
    [
        ("60", "70", Direction.MORE_IS_BETTER, "Target 60 sampai 70 orang. Makin besar makin baik."),
        ("60", None, Direction.MORE_IS_BETTER, "Target paling sedikit 60 orang. Makin besar makin baik."),
        (None, "70", Direction.LESS_IS_BETTER, "Target paling banyak 70 orang. Makin kecil makin baik."),
        ("65", "65", Direction.WITHIN, "Target 65 orang. Yang terbaik di dalam rentang itu."),
    ],
)
def test_an_indicator_opens_to_its_target(
    lower: str | None, upper: str | None, direction: Direction, note: str
) -> None:
    result = rhk(1, None, indicators=(figure("1.1", "65", lower, upper, "orang", direction=direction),))

    line = find(told(steady(approach=QUANTITATIVE, results=(result,))), "Indikator 1 RHK 1 sesuai target.")

    assert (line["note"], line["value"]) == (note, "65 orang")


def test_an_indicator_waits_where_its_rhk_is_judged_by_indicators() -> None:
    indicators = (figure("1.1", "65", "60", "70"), figure("1.2", None, "60", "70"))

    reasons = told(steady(approach=QUANTITATIVE, results=(rhk(1, None, indicators=indicators),)))

    assert find(reasons, "Realisasi indikator 2 RHK 1 belum diisi.")["effect"] == "menunggu"


def test_feedback_that_is_all_unclear_says_so() -> None:
    reasons = told(steady(feedback=(*on_values(), *said(UNCLEAR, result="rhk:1"))))

    assert find(reasons, "Umpan balik atas hasil kerja belum jelas: positif atau tidak.")["effect"] == "menunggu"


def test_figures_cite_their_band() -> None:
    result = rhk(1, None, indicators=(figure("1.1", "51", "60", "70", "orang"),))

    line = find(told(steady(approach=QUANTITATIVE, results=(result,))), "RHK 1 di bawah ekspektasi menurut angkanya.")

    assert line["rule"]["label"] == "PermenPANRB 6/2022, Format C.1.3; Anak Lampiran 4 Tabel 3-4, hlm. 203"


def test_feedback_is_told_by_its_giver_and_subject() -> None:
    feedback = (
        *said(POSITIVE, result="rhk:1", count=2),
        *said(NOT_POSITIVE, Source.PEER, result="rhk:2"),
        *said(UNCLEAR, Source.CITIZEN, result="rhk:2"),
        *on_values(),
    )

    reasons = told(steady(feedback=feedback))

    assert find(reasons, "2 dari 4 umpan balik atas hasil kerja positif.")["effect"] == "menunggu"
    assert find(reasons, "Umpan balik atasan tentang RHK 1 positif.")["value"] == "2 kali"
    assert find(reasons, "Umpan balik rekan kerja tentang RHK 2 tidak positif.")["effect"] == "turun"
    unclear = find(reasons, "Umpan balik warga tentang RHK 2 belum jelas: positif atau tidak.")
    assert unclear["rule"]["label"] == "PermenPANRB 6/2022, Pasal 18 ayat (2), hlm. 11"


def test_small_groups_only_say_that_they_are_hidden() -> None:
    feedback = (*said(NOT_POSITIVE, Source.PEER, 4, result="rhk:1", open=False), *on_values())

    reasons = told(steady(feedback=feedback))

    assert find(reasons, "Jawaban rekan kerja disembunyikan sampai ada sedikitnya 5.")["effect"] == "menunggu"
    assert not [text for text in sentences_in(reasons) if "4" in text or "umpan balik rekan kerja" in text.lower()]


def test_a_group_is_told_as_a_whole() -> None:
    feedback = (*said(POSITIVE, Source.CITIZEN, 8, result="rhk:1", open=False), *on_values())

    line = find(told(steady(feedback=feedback)), "8 dari 8 umpan balik warga positif.")

    assert line["note"] == "Jawaban ini hanya ditampilkan bersama, agar pemberinya tidak dapat ditebak."


def test_values_are_told_with_their_voices() -> None:
    feedback = (*on_values(SIX[:4]), *said(NOT_POSITIVE, value=SIX[4]), *said(POSITIVE, value=SIX[4], key="b"))

    reasons = told(steady(feedback=feedback))

    assert find(reasons, "Nilai Akuntabel dijalankan: 1 dari 1 umpan balik positif.")["effect"] == "naik"
    assert find(reasons, "Nilai Loyal belum konsisten: 1 dari 2 umpan balik positif.")["effect"] == "turun"
    assert find(reasons, "Umpan balik untuk 2 dari 7 nilai BerAKHLAK belum ada: Adaptif dan Kolaboratif.")


def test_closed_answers_on_single_values_are_never_counted_out() -> None:
    people = dict.fromkeys(CoreValue, 1) | {CoreValue.LOYAL: 5}
    closed = tuple(
        piece
        for value, count in people.items()
        for piece in said(NOT_POSITIVE, Source.PEER, value=value, open=False, count=count)
    )

    reasons = told(steady(feedback=closed))

    line = find(reasons, "Nilai Loyal belum konsisten menurut umpan baliknya.")
    assert line["note"] == "Rincian jawaban disembunyikan agar pemberinya tidak dapat ditebak."
    assert find(reasons, "0 dari 11 umpan balik rekan kerja positif.")
    assert find(reasons, "Umpan balik atasan belum masuk.")["effect"] == "menunggu"
    assert not [text for text in sentences_in(reasons) if "dari 1 umpan balik" in text]


def test_the_guardian_of_values_is_for_the_superior_to_confirm() -> None:
    behaviour = told(steady())[2]

    assert (
        behaviour["note"] == "Atasan perlu memastikan peran menjaga nilai dasar ASN di dalam atau di luar unit kerja."
    )


def test_own_feedback_is_shown_and_not_counted() -> None:
    feedback = (*on_values(), *said(NOT_POSITIVE, Source.SELF, value=CoreValue.LOYAL))

    reasons = told(steady(feedback=feedback))

    line = find(reasons, "Umpan balik dari diri sendiri ditampilkan, tidak dihitung.")
    assert line["children"][0]["sentence"] == "Umpan balik diri sendiri tentang nilai Loyal tidak positif."
    assert line["children"][0]["effect"] == "data"
    assert reasons[-1]["sentence"] == "Penilaian diri ditampilkan, tidak dihitung."


def medan(**parts: Any) -> Any:
    """Evidence rich enough for the preset of Kota Medan."""
    given: dict[str, Any] = {
        "results": (rhk(1, ABOVE), rhk(2)),
        "ratings": (
            rated(Component.BEHAVIOUR, "4", criterion="loyal"),
            rated(Component.SERVICE_QUALITY, "3.6", Source.CITIZEN, scale=4, count=42),
        ),
        "services": services(19, 1, 1),
    }
    return person(**given | parts)


def test_weights_and_points_stand_at_every_part() -> None:
    reasons = told(medan(), "medan")

    assert (reasons[1]["sentence"], reasons[1]["value"]) == ("Hasil kerja di atas ekspektasi.", "81,25 poin")
    assert reasons[1]["note"] == (
        "Poinnya rata-rata berbobot bagian berikut. Mulai 50 poin sesuai ekspektasi, mulai 80 poin di atas ekspektasi."
    )
    speed = find(reasons, "19 dari 20 layanan selesai dalam waktu standar.")
    assert (speed["value"], speed["axis"], speed["effect"]) == ("80 poin", "kecepatan_layanan", "naik")
    assert speed["note"] == (
        "Berbobot 25 dari 100. Yang memenuhi syarat 95% dari layanan. Kurva kebijakan: 0% menjadi 0 poin, "
        "80% menjadi 50 poin, 95% menjadi 80 poin, 100% menjadi 100 poin, dengan garis lurus di antaranya."
    )
    assert speed["rule"] == {
        "label": "Kebijakan penilaian Kota Medan, versi 1, bagian kecepatan layanan; "
        "dasar: Teks kebutuhan Kota Medan, kalimat 6, kalimat 7",
        "url": "/cara-kami-menilai/2026-TW3/#komponen-kecepatan_layanan",
    }
    assert speed["children"][0]["sentence"] == "Akta, nomor A-19: 9 hari kerja; standarnya 5 hari kerja."


def test_an_rhk_under_weights_has_points_and_counts_by_priority() -> None:
    line = find(told(medan(), "medan"), "Atasan menilai RHK 1 di atas ekspektasi.")

    assert (line["value"], line["note"]) == ("100 poin", "Ini hasil kerja utama, dihitung 2 kali.")


def test_citizens_are_told_by_number_and_mean() -> None:
    line = find(told(medan(), "medan"), "42 warga memberi nilai rata-rata 3,6 dari 4.")

    assert (line["value"], line["axis"]) == ("86,67 poin", "mutu_layanan")
    warga = line["children"][0]
    assert warga["note"] == (
        "Berbobot 80 dari 100. Dipakai 100 dari 100, karena bobot bagian tanpa bukti dibagi ke sini. "
        "Nilai 1 menjadi 0 poin, nilai 4 menjadi 100 poin, dengan garis lurus di antaranya."
    )
    assert find(line["children"], "Kriteria «Jelas»: rata-rata 3,6 dari 4, 42 jawaban.")["value"] == "86,67 poin"
    assert find(line["children"], "Penilaian atasan tentang mutu layanan belum masuk.")["effect"] == "menunggu"


def test_a_superiors_rating_is_told() -> None:
    line = find(told(medan(), "medan"), "Atasan memberi nilai 4 dari 5.")

    assert find(line["children"], "Kriteria «Loyal»: 4 dari 5.")["value"] == "75 poin"


def test_a_part_without_evidence_gives_its_weight_away() -> None:
    reasons = told(medan(services=services(3, 1)), "medan")

    left_out = find(reasons, "Bukti kecepatan layanan belum cukup, jadi bobotnya dibagi ke bagian lain.")
    assert (left_out["value"], left_out["effect"]) == ("", "menunggu")
    assert left_out["children"][0]["sentence"] == "Register layanan belum cukup berisi layanan yang selesai."
    assert find(left_out["children"], "3 dari 4 layanan selesai dalam waktu standar.")["value"] == ""
    results = find(reasons, "2 dari 2 hasil kerja utama sesuai atau di atas ekspektasi.")
    assert results["note"] == (
        "Berbobot 50 dari 100. Dipakai 100 dari 100, karena bobot bagian tanpa bukti dibagi ke sini."
    )


def test_a_required_part_without_evidence_stops_its_axis() -> None:
    reasons = told(medan(ratings=()), "medan")

    assert reasons[2]["sentence"] == "Perilaku kerja belum mendapat kategori karena buktinya belum cukup."
    line = find(reasons, "Bagian perilaku menurut nilai BerAKHLAK wajib ada, tetapi buktinya belum cukup.")
    assert line["children"][0]["sentence"] == "Penilaian atasan tentang perilaku menurut nilai BerAKHLAK belum masuk."


def test_only_some_late_services_are_listed() -> None:
    line = find(told(medan(services=services(10, 14)), "medan"), "10 dari 24 layanan selesai dalam waktu standar.")

    assert len(line["children"]) == 11
    assert line["children"][-1]["sentence"] == "Dan 4 layanan lain."


def test_closed_feedback_by_value_is_not_broken_down() -> None:
    people = dict.fromkeys(SIX, 1) | {SIX[0]: 5}
    peers = tuple(
        piece
        for value, count in people.items()
        for piece in said(POSITIVE, Source.PEER, value=value, open=False, count=count)
    )

    reasons = told(person(results=(rhk(1),), feedback=(*on_values(), *peers)), "sibolga")

    line = find(reasons, "10 dari 10 umpan balik rekan kerja positif.")
    assert line["value"] == "100 poin"
    assert not [text for text in sentences_in(reasons) if "rekan kerja untuk nilai" in text]


def test_feedback_counts_beside_ratings() -> None:
    feedback = (*said(POSITIVE, value=CoreValue.LOYAL), *said(POSITIVE, count=2), *said(NOT_POSITIVE))

    line = find(
        told(medan(feedback=feedback), "medan"), "Atasan memberi nilai 4 dari 5, dan 3 dari 4 umpan baliknya positif."
    )

    assert "Poinnya rata-rata 3 butir yang sama berat: 1 kriteria dan 2 umpan balik." in line["note"]
    assert [(child["sentence"], child["value"]) for child in line["children"]] == [
        ("Kriteria «Loyal»: 4 dari 5.", "75 poin"),
        ("2 dari 3 umpan balik atasan positif.", "66,67 poin"),
        ("Umpan balik atasan tentang nilai Loyal positif.", "100 poin"),
    ]


def test_points_that_mix_ratings_and_feedback_on_values_say_so() -> None:
    ratings = tuple(rated(Component.BEHAVIOUR, "4", criterion=value.value) for value in CoreValue)

    line = find(
        told(medan(ratings=ratings, feedback=on_values(SIX[:3])), "medan"),
        "Atasan memberi nilai rata-rata 4 dari 5, dan 3 dari 3 umpan baliknya positif.",
    )

    assert line["value"] == "82,5 poin"
    assert "Poinnya rata-rata 10 butir yang sama berat: 7 kriteria dan umpan balik tentang 3 nilai." in line["note"]


def test_own_ratings_equal_to_the_superiors_are_no_contrast_beside_feedback() -> None:
    both = (Source.SUPERIOR, Source.SELF)
    ratings = tuple(rated(Component.BEHAVIOUR, "4", who, criterion=value.value) for value in CoreValue for who in both)

    reasons = told(medan(ratings=ratings, feedback=on_values(SIX[:3])), "medan")

    assert not [text for text in sentences_in(reasons) if "berbeda dari sumber lain" in text]


def test_feedback_opens_to_its_own_words() -> None:
    feedback = said(POSITIVE, value=CoreValue.LOYAL, count=2)
    words = {feedback[0].reference: "Menjaga\nrahasia warga.", feedback[1].reference: "Patuh pada aturan."}
    evidence = steady(feedback=(*on_values(SIX[:2]), *feedback))

    reasons = reasons_of(appraise(evidence, preset("nasional")), evidence, PERIOD, words)

    line = find(reasons, "Umpan balik atasan tentang nilai Loyal positif.")
    assert (line["value"], line["note"]) == ("2 kali", "«Menjaga rahasia warga.» «Patuh pada aturan.»")


def test_an_axis_without_a_category_moved_no_weight() -> None:
    citizens = rated(Component.SERVICE_QUALITY, "3.6", Source.CITIZEN, scale=4, count=42)
    reasons = told(medan(ratings=(citizens,)), "medan")

    quality = find(reasons, "42 warga memberi nilai rata-rata 3,6 dari 4.")
    assert reasons[2]["effect"] == "menunggu"
    assert "Dipakai" not in quality["note"]


def test_reasons_are_told_in_the_language_of_the_reader() -> None:
    with override("en"):
        english = told(medan(), "medan")
    indonesian = told(medan(), "medan")

    assert len(sentences_in(english)) == len(sentences_in(indonesian))
    assert sentences_in(english)[0] != sentences_in(indonesian)[0]
    assert [reason["effect"] for reason in english] == [reason["effect"] for reason in indonesian]


def test_several_sources_are_told_to_be_one_part() -> None:
    ratings = (*medan().ratings, rated(Component.SERVICE_QUALITY, "4"))

    line = find(told(medan(ratings=ratings), "medan"), "42 warga memberi nilai rata-rata 3,6 dari 4.")

    assert line["note"] == "Berbobot 50 dari 100. Poinnya gabungan dari warga dan atasan."


def test_own_ratings_stand_beside_the_others() -> None:
    own = rated(Component.SERVICE_QUALITY, "2", Source.SELF)
    reasons = told(medan(ratings=(*medan().ratings, own)), "medan")

    quality = find(reasons, "42 warga memberi nilai rata-rata 3,6 dari 4.")
    line = find(quality["children"], "Penilaian diri ditampilkan, tidak dihitung.")
    assert [(child["sentence"], child["value"]) for child in line["children"]] == [("Kriteria «Jelas»: 2 dari 5.", "")]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"results": (rhk(1, EXPECTED, "Akta", indicators=(figure("1.1", "51", "60", "70"),)),)},
            "Atasan menilai RHK 1 «Akta» sesuai ekspektasi, sedangkan angkanya di bawah ekspektasi.",
        ),
        (
            {
                "approach": Approach.QUALITATIVE,
                "results": (rhk(1, EXPECTED, "Akta", indicators=(figure("1.1", "51", "60", "70"),)),),
            },
            "Angka RHK 1 «Akta» di bawah ekspektasi, sedangkan atasan menilainya sesuai ekspektasi.",
        ),
        (
            {"results": (rhk(1, EXPECTED, "Akta", self_judgement=ABOVE),)},
            "Penilaian diri untuk RHK 1 «Akta» di atas ekspektasi, sedangkan atasan menilainya sesuai ekspektasi.",
        ),
        (
            {"results": (rhk(1, None, "Akta", indicators=(figure("1.1", "65", "60", "70"),), self_judgement=ABOVE),)},
            "Penilaian diri untuk RHK 1 «Akta» di atas ekspektasi, sedangkan angkanya sesuai ekspektasi.",
        ),
        (
            {"results": (rhk(1, ABOVE, "Akta"),), "feedback": (*on_values(), *said(NOT_POSITIVE, result="rhk:1"))},
            "RHK 1 «Akta» di atas ekspektasi, tetapi umpan baliknya kebanyakan tidak positif.",
        ),
        (
            {"results": (rhk(1, BELOW, "Akta"),), "feedback": (*on_values(), *said(POSITIVE, result="rhk:1"))},
            "RHK 1 «Akta» di bawah ekspektasi, tetapi umpan baliknya kebanyakan positif.",
        ),
        (
            {"results": (rhk(1, ABOVE),), "feedback": (*on_values(), *said(NOT_POSITIVE, result="rhk:1"))},
            "Capaian hasil kerja di atas ekspektasi, sedangkan umpan baliknya kebanyakan tidak positif.",
        ),
        ({"results": (rhk(1, proofs=()), rhk(2, proofs=()))}, "Bukti dukung belum ada untuk RHK 1 dan RHK 2."),
        ({"results": tuple(rhk(n, proofs=()) for n in range(1, 6))}, "Bukti dukung belum ada untuk 5 RHK."),
        (
            {"results": (rhk(1, self_judgement=ABOVE), rhk(2, self_judgement=BELOW))},
            "Pada 2 RHK, penilaian diri berbeda dari kategorinya.",
        ),
    ],
)
def test_contradictions_have_their_own_first_level_sentence(parts: dict[str, Any], sentence: str) -> None:
    reasons = told(steady(**{"approach": QUANTITATIVE} | parts))

    first_level = {reason["sentence"]: reason for reason in reasons}
    assert sentence in first_level
    assert first_level[sentence]["axis"] == "hasil_kerja"


def test_contradicting_closed_answers_too_few_for_an_rhk_stay_hidden() -> None:
    closed = (
        *said(NOT_POSITIVE, Source.PEER, 1, result="rhk:1", open=False),
        *said(POSITIVE, Source.PEER, 4, result="rhk:2", open=False),
    )

    reasons = told(steady(results=(rhk(1, ABOVE), rhk(2)), feedback=(*on_values(), *closed)))

    assert not [text for text in sentences_in(reasons) if "tetapi umpan baliknya" in text]


@pytest.mark.parametrize(
    ("late", "wrong", "sentence"),
    [
        (0, 8, "Layanan cepat, tetapi 8 dari 20 selesai dengan kesalahan."),
        (8, 0, "Layanan tepat, tetapi 8 dari 20 melewati waktu standar."),
    ],
)
def test_fast_but_inaccurate_and_the_reverse(late: int, wrong: int, sentence: str) -> None:
    reasons = told(medan(services=services(20 - late, late, wrong)), "medan")

    assert sentence in [reason["sentence"] for reason in reasons]


def test_sources_that_disagree_are_told() -> None:
    ratings = (
        rated(Component.BEHAVIOUR, "4"),
        rated(Component.SERVICE_QUALITY, "1.5", Source.CITIZEN, scale=4, count=42),
        rated(Component.SERVICE_QUALITY, "5"),
        rated(Component.SERVICE_QUALITY, "5", Source.SELF),
    )

    sentences = [reason["sentence"] for reason in told(medan(ratings=ratings), "medan")]

    assert "Penilaian atasan tentang mutu layanan tinggi, sedangkan penilaian warga rendah." in sentences
    assert "Penilaian diri tentang mutu layanan di atas ekspektasi, berbeda dari sumber lain." in sentences


def test_own_views_unlike_the_others_share_a_line() -> None:
    own = (
        rated(Component.SERVICE_QUALITY, "1", Source.SELF),
        rated(Component.BEHAVIOUR, "1", Source.SELF, criterion="loyal"),
    )

    reasons = told(medan(ratings=(*medan().ratings, *own)), "medan")

    together = "Penilaian diri tentang perilaku menurut nilai BerAKHLAK dan mutu layanan berbeda dari sumber lain."
    assert len(find(reasons, together)["children"]) == 2


@pytest.mark.parametrize(
    ("proof", "shown"),
    [
        ("Laporan SIAK", {"label": "Laporan SIAK", "url": ""}),
        ("Foto https://contoh.go.id/a.jpg.", {"label": "Foto", "url": "https://contoh.go.id/a.jpg"}),
        ("http://contoh.go.id/a", {"label": "Tautan ke contoh.go.id", "url": "http://contoh.go.id/a"}),
        ("javascript:alert(1)", {"label": "javascript:alert(1)", "url": ""}),
        ("data:text/html,x https://", {"label": "data:text/html,x https://", "url": ""}),
        ("ftp://contoh.go.id/a", {"label": "ftp://contoh.go.id/a", "url": ""}),
    ],
)
def test_only_web_addresses_become_links(proof: str, shown: dict[str, str]) -> None:
    line = find(told(steady(results=(rhk(1, proofs=(proof,)),))), "Atasan menilai RHK 1 sesuai ekspektasi.")

    assert line["evidence"] == [shown]
