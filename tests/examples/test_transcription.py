"""The worked regional case of PermenPANRB 6/2022 (pp. 159–187 and 215–231) is whole and sound.

The regulation itself is not part of the repository, so the numbers below were counted by hand in the official copy.
"""

import csv
import importlib.util
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from python_calamine import CalamineWorkbook

from teladan.rules.enums import CoreValue, Expectation, OrganisationResult, Predicate, Priority, Source, Stance

EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = EXAMPLES / "permenpanrb-6-2022"
KEYS = {
    "Unit": ("kode_unit",),
    "Pegawai": ("kode_pegawai", "mulai"),
    "Atasan": ("kode_pegawai", "mulai"),
    "Peran": ("kode_pegawai", "peran", "mulai"),
    "Periode": ("kode_periode",),
    "Capaian Unit": ("kode_periode", "kode_unit"),
    "SKP": ("kode_pegawai", "tahun"),
    "RHK": ("kode_pegawai", "tahun", "nomor_rhk"),
    "Indikator": ("kode_pegawai", "tahun", "nomor_rhk", "nomor_indikator"),
    "Perilaku": ("kode_pegawai", "tahun", "nilai_dasar"),
    "Realisasi": ("kode_pegawai", "kode_periode", "nomor_rhk", "nomor_indikator"),
    "Umpan Balik": ("kode",),
}
# Printed placeholders «(realisasi)****», pp. 217–218, 222–224, 228–229.
EMPTY_REALISATIONS = {
    **{("KADINKES", n): page for n, page in ((3, "217"), (4, "217"), (5, "218"))},
    **{("KAPUS", n): page for n, page in ((3, "222"), (4, "222"), (5, "223"), (6, "223"), (7, "223"), (8, "223"))},
    ("KAPUS", 9): "224",
    ("BIDAN", 3): "228",
    ("BIDAN", 4): "229",
}


def load_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_build", EXAMPLES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = load_build()


def rows_of(sheet: str) -> list[dict[str, str]]:
    header, rows = BUILD.read_source(sheet)
    return [dict(zip(header, row, strict=True)) for row in rows]


def case_file(name: str) -> list[dict[str, str]]:
    with (CASE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(sheet: str, **wanted: str) -> dict[str, int]:
    rows = [row for row in rows_of(sheet) if all(row[column] == value for column, value in wanted.items())]
    return dict(Counter(row["kode_pegawai"] for row in rows))


@pytest.mark.parametrize("sheet", KEYS)
def test_every_row_names_its_page(sheet: str) -> None:
    for row in rows_of(sheet):
        assert re.search(r"\bhlm\. (\d{3}|–)", row["catatan_sumber"]), row


@pytest.mark.parametrize("sheet", KEYS)
def test_keys_are_unique(sheet: str) -> None:
    keys = [tuple(row[column] for column in KEYS[sheet]) for row in rows_of(sheet)]

    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_only_an_invented_person_or_role_stands_without_a_page() -> None:
    without = {
        (sheet, row["kode_pegawai"]) for sheet in KEYS for row in rows_of(sheet) if "hlm. –" in row["catatan_sumber"]
    }

    assert without == {("Pegawai", "SDM"), ("Peran", "SDM")}


def test_references_resolve() -> None:
    units = {row["kode_unit"] for row in rows_of("Unit")}
    people = {row["kode_pegawai"] for row in rows_of("Pegawai")}
    plans = {row["kode_pegawai"] for row in rows_of("SKP")}
    results = {(row["kode_pegawai"], row["nomor_rhk"]) for row in rows_of("RHK")}
    periods = {row["kode_periode"] for row in rows_of("Periode")}

    for sheet in KEYS:
        for row in rows_of(sheet):
            assert row.get("kode_unit") in {None, ""} | units, (sheet, row)
            assert row.get("kode_induk") in {None, ""} | units, (sheet, row)
            assert row.get("kode_pegawai") in {None} | people, (sheet, row)
            assert row.get("kode_atasan") in {None} | people, (sheet, row)
            assert row.get("kode_periode") in {None} | periods, (sheet, row)
            if "tahun" in row:
                assert row["kode_pegawai"] in plans, (sheet, row)
            if row.get("nomor_rhk"):
                assert (row["kode_pegawai"], row["nomor_rhk"]) in results, (sheet, row)


def test_codes_are_those_of_the_product() -> None:
    for row in rows_of("RHK"):
        Priority(row["prioritas"])
    for row in rows_of("Perilaku"):
        CoreValue(row["nilai_dasar"])
    for row in rows_of("Capaian Unit"):
        assert OrganisationResult(row["predikat"]) is OrganisationResult.GOOD  # pp. 215, 221, 227
    for row in rows_of("Umpan Balik"):
        Source(row["sumber"])
        Stance(row["sikap"])
        assert bool(row["nomor_rhk"]) != bool(row["nilai_dasar"]), row


def test_plans_have_the_counted_results_and_indicators() -> None:
    assert count("RHK", prioritas="utama") == {"KADINKES": 4, "KAPUS": 8, "BIDAN": 3}  # pp. 167–168, 170–171, 184
    assert count("RHK", prioritas="tambahan") == {"KADINKES": 1, "KAPUS": 1, "BIDAN": 1}  # pp. 168, 171, 185
    assert count("Indikator") == {"KADINKES": 9, "KAPUS": 13, "BIDAN": 11}  # pp. 167–168, 170–171, 184–185
    assert count("Indikator", perspektif="anggaran") == {"KADINKES": 2, "KAPUS": 1}  # pp. 167, 171
    assert count("Indikator", perspektif="") == {"BIDAN": 11}  # perspectives are for heads only, p. 184


def test_special_expectations_are_those_printed() -> None:
    special = {(row["kode_pegawai"], row["nilai_dasar"]) for row in rows_of("Perilaku") if row["ekspektasi_khusus"]}

    assert count("Perilaku") == {"KADINKES": 7, "KAPUS": 7, "BIDAN": 7}
    assert {value for person, value in special if person == "KADINKES"} == {
        "akuntabel", "kompeten", "harmonis", "loyal", "kolaboratif"}  # pp. 168–169  # fmt: skip
    assert {value for person, value in special if person == "KAPUS"} == {
        "akuntabel", "harmonis", "loyal", "adaptif", "kolaboratif"}  # pp. 171–172  # fmt: skip
    assert {value for person, value in special if person == "BIDAN"} == {
        "kompeten", "harmonis", "loyal", "kolaboratif"}  # pp. 185–186  # fmt: skip


def test_realisations_are_empty_exactly_where_the_regulation_prints_a_placeholder() -> None:
    empty = {
        (row["kode_pegawai"], int(row["nomor_rhk"])): row["catatan_sumber"]
        for row in rows_of("Realisasi")
        if not row["realisasi"]
    }

    assert count("Realisasi") == {"KADINKES": 5, "KAPUS": 9, "BIDAN": 4}
    assert empty.keys() == EMPTY_REALISATIONS.keys()
    for key, note in empty.items():
        assert note.startswith(f"hlm. {EMPTY_REALISATIONS[key]}: kosong dalam peraturan"), key


def test_nothing_is_filled_that_the_regulation_leaves_open() -> None:
    for row in rows_of("Realisasi"):
        for column in ("angka", "nilai_pegawai", "nilai_atasan", "bukti", "tautan"):
            assert row[column] == "", row
    for row in rows_of("Pegawai"):
        assert (row["nip"], row["pangkat"], row["golongan"]) == ("", "", ""), row
        assert "rekaan" in row["catatan_sumber"], row
    for sheet in KEYS:
        for row in rows_of(sheet):
            texts = [text for column, text in row.items() if column != "catatan_sumber"]
            assert not [text for text in texts if "(realisasi)" in text or "(umpan balik)" in text or "(nama)" in text]


def test_feedback_has_the_counted_rows_of_each_giver() -> None:
    assert count("Umpan Balik", sumber="atasan") == {"KADINKES": 6, "KAPUS": 7, "BIDAN": 8}  # «Pimpinan»
    assert count("Umpan Balik", sumber="bawahan") == {"KADINKES": 4, "KAPUS": 5, "BIDAN": 1}  # «Pegawai (nama)»
    assert count("Umpan Balik", sumber="rekan") == {"KADINKES": 2, "BIDAN": 3}  # «Rekan kerja setingkat», one «Pegawai»
    assert count("Umpan Balik", sumber="warga") == {"KAPUS": 2, "BIDAN": 2}  # «Pasien»
    assert count("Umpan Balik", terbuka="ya") == {
        "KADINKES": 12,
        "KAPUS": 14,
        "BIDAN": 14,
    }  # pp. 216–220, 222–226, 228–231


@pytest.mark.parametrize("name", BUILD.WORKBOOKS)
def test_workbook_equals_its_sources(name: str) -> None:
    workbook = CalamineWorkbook.from_path(CASE / name)

    assert tuple(workbook.sheet_names) == BUILD.WORKBOOKS[name]
    for sheet in workbook.sheet_names:
        header, rows = BUILD.read_source(sheet)
        read = [[_as_text(cell) for cell in row] for row in workbook.get_sheet_by_name(sheet).to_python()]
        assert read == [header, *rows], sheet


def _as_text(cell: object) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    first = [path.read_bytes() for path in BUILD.build(tmp_path / "a")]
    second = [path.read_bytes() for path in BUILD.build(tmp_path / "b")]

    assert first == second


def test_decisions_are_the_printed_ratings_of_the_three_people() -> None:
    printed = {row["pegawai"]: row for row in case_file("contoh-lain.csv") if row["anak_lampiran"] == "5"}
    positions = {row["kode_pegawai"]: row["jabatan"] for row in rows_of("Pegawai")}
    decisions = case_file("keputusan.csv")

    assert [row["kode_pegawai"] for row in decisions] == ["KADINKES", "KAPUS", "BIDAN"]
    for row in decisions:
        example = printed[positions[row["kode_pegawai"]]]
        for column in ("hasil_kerja", "perilaku_kerja", "predikat_tercetak"):
            assert row[column] == example[column], row
        assert row["kode_periode"] == "2022-THN"
        assert row["alasan"]


def test_the_eight_official_examples_are_listed_with_the_one_known_conflict() -> None:
    examples = case_file("contoh-lain.csv")

    assert [(int(row["anak_lampiran"]), int(row["tabel"])) for row in examples] == [
        (4, 1), (4, 2), (4, 3), (4, 4), (5, 1), (5, 2), (5, 3), (6, 2)]  # fmt: skip
    for row in examples:
        Expectation(row["hasil_kerja"])
        Expectation(row["perilaku_kerja"])
        Predicate(row["predikat_tercetak"])
        assert row["catatan_sumber"].startswith("hlm. ")
    conflicts = [row for row in examples if row["predikat_tercetak"] != row["predikat_matriks"]]
    assert [(row["pegawai"], row["predikat_tercetak"], row["predikat_matriks"]) for row in conflicts] == [
        ("Kepala Subdirektorat II", "butuh_perbaikan", "kurang")
    ]
