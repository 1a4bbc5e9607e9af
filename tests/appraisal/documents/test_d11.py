"""Format D.1.1: the regulation's blocks, order and labels, and what its fields say."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from teladan.appraisal.documents.d11 import PREDICATES, as_data, verification_code
from teladan.appraisal.documents.render import render
from teladan.appraisal.documents.text import DocumentError
from teladan.rules.enums import OrganisationResult, Predicate

from .samples import APPRAISER, EMPLOYEE, SUPERIOR, THIRD_QUARTER, changed, everywhere, pages, squeezed

PARTY = ["NAMA", "NIP", "PANGKAT/GOL RUANG", "JABATAN", "UNIT KERJA"]
LABELS = [  # PermenPANRB 6/2022, p. 115, from top to bottom
    *("FORMAT D.1.1", "DOKUMEN EVALUASI KINERJA PEGAWAI", "PERIODE*: TRIWULAN I/II/III/IV-AKHIR**"),
    "PERIODE PENILAIAN:",
    *("1. PEGAWAI YANG DINILAI", *PARTY),
    *("2. PEJABAT PENILAI KINERJA", *PARTY),
    *("3. ATASAN PEJABAT PENILAI KINERJA", *PARTY),
    *("4. EVALUASI KINERJA", "CAPAIAN KINERJA ORGANISASI", "PREDIKAT KINERJA PEGAWAI"),
    "5. CATATAN/REKOMENDASI",
    *("7. Pegawai yang Dinilai", "6. Pejabat Penilai Kinerja"),
    "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
    "** pilih salah satu",
]


def chosen(document):
    return [name for name, is_chosen in as_data(document)["choices"] if is_chosen]


def test_labels_stand_in_the_order_of_the_regulation():
    text = squeezed("".join(pages(render(THIRD_QUARTER))))

    position = 0
    for label in LABELS:
        position = text.find(squeezed(label), position)
        assert position >= 0, f"{label} is missing or out of order"
        position += len(squeezed(label))


def test_each_value_stands_beside_its_label():
    lines = pages(render(THIRD_QUARTER))[0].splitlines()

    assert [line for line in lines if line.startswith("NAMA :")] == [
        f"NAMA : {party.name}" for party in (EMPLOYEE, APPRAISER, SUPERIOR)
    ]
    assert "NIP : 19880412 201503 2 004" in lines
    assert "CAPAIAN KINERJA ORGANISASI : Baik" in lines
    assert "PREDIKAT KINERJA PEGAWAI : Baik" in lines
    assert "PEMERINTAH KOTA CONTOH" in lines[4]
    assert "1 JULI SD 30 SEPTEMBER TAHUN 2026" in lines[4]


def test_signatures_carry_place_day_and_names():
    text = pages(render(THIRD_QUARTER))[0]

    employee = text[text.index("7. Pegawai yang Dinilai") :]
    assert employee.splitlines()[1:3] == [EMPLOYEE.name, "NIP 19880412 201503 2 004"]
    appraiser = text[text.index("Kota Contoh, 5 Oktober 2026") :]
    assert appraiser.splitlines()[1:4] == ["6. Pejabat Penilai Kinerja", APPRAISER.name, "NIP 19790101 200501 1 002"]


def test_predicates_are_printed_as_the_regulation_prints_them():
    printed = [as_data(changed(predicate=predicate))["evaluation"][1][1] for predicate in Predicate]

    assert printed == ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang/Misconduct", "Sangat Kurang"]
    assert set(PREDICATES) == set(Predicate)


@pytest.mark.parametrize("result", OrganisationResult)
def test_every_organisation_result_has_words(result):
    assert as_data(changed(organisation_result=result))["evaluation"][0][1].lower().replace(" ", "_") == result


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("triwulan", date(2026, 1, 1), date(2026, 3, 31), ["I"]),
        ("triwulan", date(2026, 4, 1), date(2026, 6, 30), ["II"]),
        ("triwulan", date(2026, 7, 1), date(2026, 9, 30), ["III"]),
        ("triwulan", date(2026, 10, 1), date(2026, 12, 31), ["IV-AKHIR"]),
        ("tahunan", date(2026, 1, 1), date(2026, 12, 31), ["IV-AKHIR"]),
        ("triwulan", date(2026, 2, 1), date(2026, 4, 30), []),
        ("bulanan", date(2026, 3, 1), date(2026, 3, 31), []),
    ],
)
def test_the_forms_own_choice_is_made(kind, start, end, expected):
    assert chosen(changed(kind=kind, period_start=start, period_end=end)) == expected


def test_only_the_choices_not_made_are_struck_through():
    reader = PdfReader(io.BytesIO(render(THIRD_QUARTER)))

    elements = (reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref[0]) + 1))
    assert sum("LineThrough" in str(element) for element in elements) == 3


def test_a_period_of_another_rhythm_is_named_instead():
    march = changed(
        kind="bulanan", period_title="Maret 2026", period_start=date(2026, 3, 1), period_end=date(2026, 3, 31)
    )

    text = pages(render(march))[0]

    assert "PERIODE*: MARET 2026" in text
    assert "TRIWULAN" not in text
    assert "pilih salah satu" not in text


def test_a_period_over_new_year_names_both_years():
    winter = changed(kind="bulanan", period_start=date(2025, 12, 16), period_end=date(2026, 1, 15))

    assert as_data(winter)["span"] == "16 DESEMBER TAHUN 2025 SD 15 JANUARI TAHUN 2026"


def test_without_the_appraisers_superior_the_block_stays_with_dashes():
    lines = pages(render(changed(appraisers_superior=None)))[0].splitlines()

    start = lines.index("3. ATASAN PEJABAT PENILAI KINERJA")
    assert lines[start + 1 : start + 6] == [f"{label} : –" for label in PARTY]


def test_an_undecided_appraisal_prints_only_as_a_draft():
    undecided = {"predicate": None, "decided_on": None}

    with pytest.raises(DocumentError) as refused:
        render(changed(**undecided))
    text = pages(render(changed(**undecided, draft=True)))[0]

    assert refused.value.code == "undecided"
    assert "RANCANGAN – belum ditetapkan" in text
    assert "PREDIKAT KINERJA PEGAWAI : –" in text
    assert "Kode verifikasi:" not in text


def test_a_decided_document_is_no_draft_and_shows_code_address_and_time():
    text = pages(render(changed(address="https://kinerja.contoh.go.id/periksa")))[0]

    assert "RANCANGAN" not in text
    assert f"Kode verifikasi: {verification_code(THIRD_QUARTER)}" in text
    assert "https://kinerja.contoh.go.id/periksa" in text
    assert "Dicetak 22 November 2026 10.24 WIB" in text
    assert "Halaman 1 dari 1" in text


def test_the_code_follows_the_content_and_nothing_else():
    code = verification_code(THIRD_QUARTER)
    later = changed(printed_at=THIRD_QUARTER.printed_at + timedelta(days=1), emblem=b"x", address="https://x")

    assert verification_code(later) == code
    assert verification_code(changed(predicate=Predicate.VERY_GOOD)) != code
    assert verification_code(changed(notes=())) != code
    assert verification_code(changed(employee=APPRAISER)) != code
    assert len(code.replace("-", "")) == 16


def test_words_of_one_field_do_not_slip_into_another_in_the_code():
    assert verification_code(changed(notes=("a", "b"))) != verification_code(changed(notes=("a b",)))


def test_long_notes_run_over_pages_with_blocks_whole_and_headers_repeated():
    notes = tuple(
        f"Catatan {number}: " + "kalimat yang cukup panjang untuk beberapa baris. " * 8 for number in range(12)
    )

    first, *rest = pages(render(changed(notes=notes)))

    assert len(rest) == 1
    assert all(label in first for label in ("1. PEGAWAI YANG DINILAI", "4. EVALUASI KINERJA", "5. CATATAN/REKOMENDASI"))
    assert "5. CATATAN/REKOMENDASI" in rest[0]
    assert EMPLOYEE.name in rest[0].splitlines()[0]
    assert "19880412 201503 2 004" in rest[0].splitlines()[0]
    assert "Halaman 2 dari 2" in rest[0]
    assert "7. Pegawai yang Dinilai" in rest[0]
    assert "6. Pejabat Penilai Kinerja" in rest[0]
    for number in range(12):
        whole = squeezed(notes[number])
        assert [whole in squeezed(page) for page in (first, *rest)].count(True) == 1, f"note {number} is split"


def test_a_paragraph_longer_than_a_page_still_prints_whole():
    paragraph = "Satu paragraf yang tidak berhenti. " * 250

    printed = pages(render(changed(notes=(paragraph,))))

    assert sum(page.count("paragraf") for page in printed) == 250


def test_very_long_names_stay_inside_their_cells():
    printed = pages(render(everywhere("Panjang" * 60)))

    in_small_print = ("…", "* periode")  # running head and footnote
    lines = [line for page in printed for line in page.splitlines() if not any(word in line for word in in_small_print)]
    assert max(len(line) for line in lines) <= 95
    assert all(page.count("…") <= 3 for page in printed[1:-1]), "the running head says each thing once"


@pytest.mark.parametrize(
    "name", ["R. A. Kartini", "José Ñandú", "I Gusti Ngurah Ålesund", "D'Angelo–Śpiewak", 'Ali "Said"']
)
def test_names_print_with_their_own_letters(name):
    text = pages(render(everywhere(name)))[0]

    assert text.count(name) >= 5
