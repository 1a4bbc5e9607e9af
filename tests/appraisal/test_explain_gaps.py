"""What is missing, why it matters and who can help, word for word."""

from typing import Any

import pytest

from teladan.appraisal.explain import Reader, gap_sentences
from teladan.rules.appraise import Missing, MissingCode
from teladan.rules.enums import Approach, Axis, Component, CoreValue, Source
from tests.appraisal.explain_cases import (
    ABOVE,
    POSITIVE,
    UNCLEAR,
    figure,
    gaps,
    on_values,
    person,
    rated,
    rhk,
    said,
    services,
)

OPEN_RESULTS = "Tanpa bukti yang cukup, hasil kerja belum mendapat kategori."
OPEN_BEHAVIOUR = "Tanpa bukti yang cukup, perilaku kerja belum mendapat kategori."
GOES_ON = "Penilaian tetap berjalan, dan kekurangan ini tidak dihitung nol."
LIVED: dict[str, Any] = {"feedback": on_values()}


def test_gaps_that_keep_a_rating_open_come_first() -> None:
    evidence = person(ratings=(rated(Component.BEHAVIOUR, "4"),))

    found = gaps(evidence, "medan")

    assert [gap["blocking"] for gap in found] == [True, False, False, False]
    assert found[0] == {
        "sentence": "SKP periode ini belum berisi rencana hasil kerja (RHK).",
        "help": f"{OPEN_RESULTS} Anda menyusun SKP, lalu atasan menyetujuinya.",
        "axis": "hasil_kerja",
        "blocking": True,
    }


@pytest.mark.parametrize(
    ("parts", "sentence", "help"),
    [
        (
            {"results": (rhk(1, ABOVE), rhk(2, None, "Akta"), rhk(3, None)), **LIVED},
            "Realisasi belum diisi untuk RHK 2 dan RHK 3.",
            f"{OPEN_RESULTS} Anda mengisi realisasi, lalu atasan menilainya.",
        ),
        (
            {"results": tuple(rhk(n, None) for n in range(1, 6)), **LIVED},
            "Realisasi belum diisi untuk 5 RHK.",
            f"{OPEN_RESULTS} Anda mengisi realisasi, lalu atasan menilainya.",
        ),
        (
            {"results": (rhk(1, None, realised_text="Selesai"),), **LIVED},
            "Penilaian atasan belum ada untuk RHK 1.",
            f"{OPEN_RESULTS} Realisasinya sudah masuk; atasan tinggal menilainya.",
        ),
        (
            {
                "approach": Approach.QUANTITATIVE,
                "results": (rhk(1, None, indicators=(figure("1.1", "3", "2", "5"), figure("1.2", None, None, None))),),
                **LIVED,
            },
            "Realisasi belum diisi untuk indikator 2 RHK 1.",
            f"{GOES_ON} Anda mengisi realisasi, lalu atasan menilainya.",
        ),
        (
            {"results": (rhk(1),), "feedback": on_values(list(CoreValue)[:2])},
            "Umpan balik untuk 5 dari 7 nilai BerAKHLAK belum ada: "
            "Kompeten, Harmonis, Loyal, Adaptif, dan Kolaboratif.",
            f"{OPEN_BEHAVIOUR} Atasan memberi umpan balik tentang nilai itu, atau memintanya kepada rekan kerja.",
        ),
        (
            {"results": (rhk(1),)},
            "Umpan balik untuk 7 nilai BerAKHLAK belum ada.",
            f"{OPEN_BEHAVIOUR} Atasan memberi umpan balik tentang nilai itu, atau memintanya kepada rekan kerja.",
        ),
        (
            {"results": (rhk(1, ABOVE),), **LIVED},
            "Umpan balik atas hasil kerja belum masuk.",
            f"{OPEN_RESULTS} Kategori di atas atau di bawah ekspektasi memerlukannya. "
            "Atasan memberi umpan balik atas RHK.",
        ),
        (
            {
                "results": (rhk(1),),
                "feedback": (*on_values(list(CoreValue)[:6]), *said(UNCLEAR, value=CoreValue.COLLABORATIVE)),
            },
            "1 umpan balik belum jelas: positif atau tidak.",
            f"{OPEN_BEHAVIOUR} Pemberinya menyatakan sikapnya; isi umpan balik tidak ditebak.",
        ),
        (
            {
                "results": (rhk(1, ABOVE),),
                "feedback": (*on_values(), *said(POSITIVE, Source.CITIZEN, 4, result="rhk:1", open=False)),
            },
            "Jawaban warga tentang hasil kerja dalam SKP belum mencapai 5, sehingga belum dipakai.",
            f"{OPEN_RESULTS} Batas ini menjaga agar pemberi jawaban tidak dapat ditebak. "
            "Tempel kode QR di loket agar lebih banyak warga menilai layanan.",
        ),
    ],
)
def test_gaps_of_the_national_guidance(parts: dict[str, Any], sentence: str, help: str) -> None:
    found = {gap["sentence"]: gap["help"] for gap in gaps(person(**parts))}

    assert found.get(sentence) == help, found


@pytest.mark.parametrize(
    ("parts", "sentence", "help"),
    [
        (
            {"services": services(3, 1)},
            "Register layanan berisi 4 layanan untuk kecepatan layanan dan ketepatan layanan; perlu sedikitnya 10.",
            f"{GOES_ON} Pengelola layanan melengkapi register, atau menunggu layanan berikutnya selesai.",
        ),
        (
            {},
            "Register layanan belum berisi layanan yang selesai untuk kecepatan layanan dan ketepatan layanan.",
            f"{GOES_ON} Ini wajar bagi tugas tanpa layanan langsung. Selain itu, register layanan perlu dilengkapi.",
        ),
        (
            {},
            "Penilaian atasan tentang perilaku menurut nilai BerAKHLAK belum masuk.",
            f"{OPEN_BEHAVIOUR} Atasan memberi penilaian atau umpan balik tentang bagian ini.",
        ),
        (
            {
                "ratings": tuple(
                    rated(Component.SERVICE_QUALITY, "3", Source.CITIZEN, item, count=count)
                    for item, count in (("jelas", 9), ("ramah", 3), ("responsif", 4))
                )
            },
            "Jawaban warga tentang «Ramah» dan «Responsif» belum mencapai 5, sehingga disembunyikan.",
            f"{GOES_ON} Batas ini menjaga agar pemberi jawaban tidak dapat ditebak. "
            "Tempel kode QR di loket agar lebih banyak warga menilai layanan.",
        ),
        (
            {},
            "Jawaban warga tentang mutu layanan belum ada; perlu sedikitnya 5.",
            f"{GOES_ON} Batas ini menjaga agar pemberi jawaban tidak dapat ditebak. "
            "Tempel kode QR di loket agar lebih banyak warga menilai layanan.",
        ),
    ],
)
def test_gaps_of_a_policy_with_weights(parts: dict[str, Any], sentence: str, help: str) -> None:
    found = {gap["sentence"]: gap["help"] for gap in gaps(person(results=(rhk(1),), **parts), "medan")}

    assert found.get(sentence) == help, found


def test_how_many_gave_too_few_answers_is_never_told() -> None:
    evidence = person(results=(rhk(1, ABOVE),), feedback=said(POSITIVE, Source.PEER, 3, result="rhk:1", open=False))

    for policy in ("nasional", "sibolga"):
        assert not [gap for gap in gaps(evidence, policy) if "3" in gap["sentence"] + gap["help"]]


def test_a_minimum_of_rhk_is_told() -> None:
    gap = Missing(MissingCode.TOO_LITTLE, Axis.RESULTS, Component.RESULTS, Source.SUPERIOR, 1, 3)

    told = gap_sentences((gap,), person())[0]

    assert told["sentence"] == "Baru 1 RHK mempunyai kategori; perlu sedikitnya 3."


def test_a_minimum_of_ratings_is_told() -> None:
    gap = Missing(MissingCode.TOO_LITTLE, Axis.BEHAVIOUR, Component.COMPETENCE, Source.SUPERIOR, 1, 3)

    assert (
        gap_sentences((gap,), person())[0]["sentence"]
        == "Penilaian atasan tentang kompetensi baru 1; perlu sedikitnya 3."
    )


@pytest.mark.parametrize(
    ("result", "help"),
    [
        (rhk(1, None), f"{OPEN_RESULTS} Pegawai mengisi realisasi, lalu Anda menilainya."),
        (rhk(1, None, realised_text="Selesai"), f"{OPEN_RESULTS} Realisasinya sudah masuk; Anda tinggal menilainya."),
    ],
)
def test_the_superior_reads_what_is_theirs_to_do(result: Any, help: str) -> None:
    assert gaps(person(results=(result,), **LIVED), reader=Reader.SUPERIOR)[0]["help"] == help


@pytest.mark.parametrize(
    ("result", "help"),
    [
        (rhk(1, None), f"{OPEN_RESULTS} Pegawai mengisi realisasi, lalu atasan menilainya."),
        (rhk(1, None, realised_text="Selesai"), f"{OPEN_RESULTS} Realisasinya sudah masuk; atasan tinggal menilainya."),
    ],
)
def test_who_only_looks_is_not_told_to_act(result: Any, help: str) -> None:
    assert gaps(person(results=(result,), **LIVED), reader=Reader.OTHER)[0]["help"] == help


def test_a_settled_appraisal_asks_nothing_of_anybody() -> None:
    plan = Missing(MissingCode.PLAN, Axis.RESULTS, Component.RESULTS, blocking=True)
    citizens = Missing(MissingCode.GROUP_TOO_SMALL, Axis.BEHAVIOUR, Component.SERVICE_QUALITY, Source.CITIZEN, 0, 5)

    told = gap_sentences((plan, citizens), person(), settled=True)

    assert [gap["help"] for gap in told] == ["Karena itu tidak ada rekomendasi.", "Kekurangan ini tidak dihitung nol."]
