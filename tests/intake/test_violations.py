"""Every violation is told with sheet, row as Excel shows it, column, what is wrong and the cure."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.intake.workbooks import Sheets, add, fine, only, put

Edit = Callable[[], Sheets]


def cell(sheet: str, row: int, column: str, value: Any) -> Edit:
    """The fine workbook with one cell changed."""
    return lambda: put(fine(), sheet, row, column, value)


def row(sheet: str, like: int, **values: Any) -> Edit:
    """The fine workbook with one more row, like another one."""
    return lambda: add(fine(), sheet, like, **values)


def without(column: str, sheet: str) -> Edit:
    """The fine workbook with a column taken out of a sheet."""

    def edit() -> Sheets:
        sheets = only(sheet)
        place = sheets[sheet][0].index(column)
        sheets[sheet] = [[cell for at, cell in enumerate(line) if at != place] for line in sheets[sheet]]
        return sheets

    return edit


def header(sheet: str, column: str, name: Any) -> Edit:
    """One sheet of the fine workbook with a header word changed."""
    return lambda: put(only(sheet), sheet, 1, column, name)


def renamed(sheet: str, name: str) -> Edit:
    """One sheet of the fine workbook under another name."""
    return lambda: {name: fine()[sheet]}


def edited(*edits: tuple[str, int, str, Any]) -> Edit:
    """The fine workbook with several cells changed."""

    def edit() -> Sheets:
        sheets = fine()
        for one in edits:
            put(sheets, *one)
        return sheets

    return edit


# name: (edit, sheet, row, column, part of what is wrong, part of the cure)
CASES: dict[str, tuple[Edit, str, int, str, str, str]] = {
    # the form of the file
    "unknown sheet": (renamed("Unit", "Units"), "Units", 0, "", "tidak dikenal", "Maksud Anda «Unit»?"),
    "no known sheet": (renamed("Unit", "Xyzzy"), "", 0, "", "tidak memuat satu lembar pun", "Unduh templat"),
    "unknown column": (
        header("Unit", "jenis_unit", "jenis_unt"), "Unit", 1, "jenis_unt", "tidak dikenal", "Maksud Anda «jenis_unit»?",
    ),
    "strange column": (header("Unit", "jenis_unit", "warna"), "Unit", 1, "warna", "tidak dikenal", "catatan_sumber"),
    "missing column": (without("nama_unit", "Unit"), "Unit", 1, "nama_unit", "wajib ini tidak ada", "Tambahkan kolom"),
    "double column": (header("Unit", "jenis_unit", "nama_unit"), "Unit", 1, "nama_unit", "ada dua", "Hapus salah satu"),
    # cells
    "empty required": (cell("Unit", 2, "nama_unit", None), "Unit", 2, "nama_unit", "kosong", "Isi sel ini"),
    "only spaces": (cell("Unit", 2, "nama_unit", "   "), "Unit", 2, "nama_unit", "kosong", "Isi sel ini"),
    "nip as number": (
        cell("Pegawai", 2, "nip", 197003031995031001), "Pegawai", 2, "nip", "15 angka pertama", "format kolom menjadi Teks",
    ),
    "nip of 17 digits": (
        cell("Pegawai", 2, "nip", "19700303199503100"), "Pegawai", 2, "nip", "18 angka; di sini 17", "dokumen asal",
    ),
    "nip with letters": (
        cell("Pegawai", 2, "nip", "19700303199503100X"), "Pegawai", 2, "nip", "huruf", "18 angka saja",
    ),
    "nip of no birthday": (
        cell("Pegawai", 2, "nip", "197013031995031001"), "Pegawai", 2, "nip", "tanggal lahir", "dokumen asal",
    ),
    "nip of another kind": (
        cell("Pegawai", 2, "nip", "197003032024211001"), "Pegawai", 2, "nip", "bukan nomor untuk jenis pegawai «pns»",
        "01–12 untuk PNS",
    ),
    "key as number": (cell("Unit", 3, "kode_unit", 12), "Unit", 3, "kode_unit", "«12» tersimpan sebagai angka", "Teks"),
    "text too long": (cell("Unit", 2, "jenis_unit", "x" * 61), "Unit", 2, "jenis_unit", "61 karakter", "paling banyak 60"),
    "unknown choice": (
        cell("Pegawai", 2, "jenis_pegawai", "pn"), "Pegawai", 2, "jenis_pegawai", "«pn» tidak dikenal", "Maksud Anda «pns»?",
    ),
    "no choice near": (
        cell("SKP", 2, "pendekatan", "campuran"), "SKP", 2, "pendekatan", "tidak dikenal", "«kualitatif» atau «kuantitatif»",
    ),
    "no calendar day": (
        cell("Pegawai", 2, "mulai", "2026-02-30"), "Pegawai", 2, "mulai", "bukan tanggal yang ada", "2026-07-31",
    ),
    "day as plain number": (
        cell("Pegawai", 2, "mulai", 45000), "Pegawai", 2, "mulai", "«45000» bukan tanggal", "tanggal Excel",
    ),
    "day out of range": (cell("Pegawai", 2, "mulai", "1026-01-01"), "Pegawai", 2, "mulai", "jangkauan", "1945 dan 2100"),
    "not an instant": (cell("Layanan", 2, "diterima", "pagi"), "Layanan", 2, "diterima", "tanggal dan jam", "08:30"),
    "not a number": (cell("Indikator", 2, "batas_atas", "seratus"), "Indikator", 2, "batas_atas", "bukan angka", "61,95"),
    "ambiguous number": (
        cell("Indikator", 2, "batas_atas", "1.000"), "Indikator", 2, "batas_atas", "dua cara", "format sel menjadi Angka",
    ),
    "too many decimals": (
        cell("Indikator", 2, "batas_atas", 99.123456), "Indikator", 2, "batas_atas", "terlalu rinci", "4 angka di belakang",
    ),
    "not a whole number": (cell("RHK", 2, "nomor_rhk", 1.5), "RHK", 2, "nomor_rhk", "bukan bilangan bulat", "misalnya 1"),
    "not yes or no": (cell("Layanan", 2, "tepat", "mungkin"), "Layanan", 2, "tepat", "tidak dikenal", "«ya» atau «tidak»"),
    "no e-mail address": (cell("Pegawai", 2, "email", "arman"), "Pegawai", 2, "email", "bukan alamat surel", "siti@"),
    "no link": (cell("Realisasi", 2, "tautan", "javascript:x"), "Realisasi", 2, "tautan", "bukan tautan", "https://"),
    "control character": (cell("Unit", 2, "nama_unit", "A\x0bB"), "Unit", 2, "nama_unit", "tidak terlihat", "Ketik ulang"),
    # keys and references
    "double key": (
        row("Unit", 3), "Unit", 4, "kode_unit", "mengulang baris 3: «kode_unit» sama.", "perbaiki isi kolom itu",
    ),
    "double key of two columns": (
        row("Atasan", 2), "Atasan", 4, "mulai", "mengulang baris 2: «kode_pegawai» dan «mulai» sama.", "Hapus salah satu",
    ),
    "double key of three columns": (
        row("RHK", 3), "RHK", 5, "nomor_rhk", "«kode_pegawai», «tahun», dan «nomor_rhk» sama.", "Hapus salah satu",
    ),
    "unknown parent": (cell("Unit", 3, "kode_induk", "PEMDX"), "Unit", 3, "kode_induk", "belum ada di data instansi", "«PEMDA»"),
    "unknown unit": (cell("Pegawai", 2, "kode_unit", "DINKER"), "Pegawai", 2, "kode_unit", "lembar Unit", "«DINKES»"),
    "unknown person": (cell("SKP", 3, "kode_pegawai", "X-77"), "SKP", 3, "kode_pegawai", "lembar Pegawai", "Tambahkan"),
    "unknown superior": (cell("Atasan", 2, "kode_atasan", "X-77"), "Atasan", 2, "kode_atasan", "lembar Pegawai", "Tambahkan"),
    "unknown period": (
        cell("Realisasi", 2, "kode_periode", "2026-TW4"), "Realisasi", 2, "kode_periode", "lembar Periode", "«2026-TW3»",
    ),
    "unknown plan": (cell("RHK", 4, "tahun", 2025), "RHK", 4, "tahun", "SKP dengan kode_pegawai P-3, tahun 2025", "lembar SKP"),
    "unknown result": (cell("Realisasi", 3, "nomor_rhk", 9), "Realisasi", 3, "nomor_rhk", "nomor_rhk 9", "lembar RHK"),
    "unknown indicator": (
        cell("Realisasi", 2, "nomor_indikator", 9), "Realisasi", 2, "nomor_indikator", "nomor_indikator 9", "lembar Indikator",
    ),
    "feedback on unknown result": (
        cell("Umpan Balik", 2, "nomor_rhk", 7), "Umpan Balik", 2, "nomor_rhk", "nomor_rhk 7", "lembar RHK",
    ),
    # people
    "one code, two nip": (
        cell("Pegawai", 4, "nip", "198505052010012003"), "Pegawai", 4, "nip", "berbeda dari baris 3", "Samakan NIP",
    ),
    "one nip, two codes": (
        edited(("Pegawai", 5, "nip", "197003031995031001"), ("Pegawai", 5, "jenis_pegawai", "pns")),
        "Pegawai", 5, "nip", "sudah dipakai kode «P-1» di baris 2", "Pakai kode yang sama",
    ),
    "one code, two names": (cell("Pegawai", 4, "nama", "Sita"), "Pegawai", 4, "nama", "berbeda dari baris 3", "Samakan nama"),
    "ends before it begins": (
        cell("Pegawai", 5, "selesai", date(2025, 1, 1)), "Pegawai", 5, "selesai", "mendahului mulai", "sesudah mulai",
    ),
    "overlapping employments": (
        cell("Pegawai", 3, "selesai", None), "Pegawai", 4, "mulai", "2024-01-01 sampai seterusnya (baris 3)", "Isi selesai",
    ),
    # units and superiors
    "own parent": (cell("Unit", 3, "kode_induk", "DINKES"), "Unit", 3, "kode_induk", "induk dirinya", "Kosongkan"),
    "circle of units": (cell("Unit", 2, "kode_induk", "DINKES"), "Unit", 2, "kode_induk", "berputar", "Perbaiki induk"),
    "own superior": (cell("Atasan", 2, "kode_atasan", "P-2"), "Atasan", 2, "kode_atasan", "dirinya sendiri", "pejabat penilai"),
    "circle of superiors": (
        row("Atasan", 2, kode_pegawai="P-1", kode_atasan="P-2"), "Atasan", 4, "kode_atasan", "berputar", "lingkaran",
    ),
    "overlapping superiors": (
        row("Atasan", 2, kode_atasan="P-3", mulai=date(2025, 6, 1)), "Atasan", 4, "mulai", "bertumpuk", "Isi selesai",
    ),
    "overlapping roles": (
        row("Peran", 2, mulai=date(2026, 3, 1)), "Peran", 3, "mulai", "bertumpuk", "Isi selesai",
    ),
    # periods
    "period code": (cell("Periode", 2, "kode_periode", "TW3-2026"), "Periode", 2, "kode_periode", "pola", "2026-TW3"),
    "period year": (cell("Periode", 2, "kode_periode", "2025-TW3"), "Periode", 2, "kode_periode", "Tahun", "Samakan tahun"),
    "window order": (
        edited(("Periode", 2, "jendela_mulai", date(2026, 10, 9)), ("Periode", 2, "jendela_selesai", date(2026, 10, 1))),
        "Periode", 2, "jendela_selesai", "mendahului", "sesudah",
    ),
    "overlapping periods": (
        row("Periode", 2, kode_periode="2026-TW4", mulai=date(2026, 9, 30), selesai=date(2026, 12, 31)),
        "Periode", 3, "mulai", "bertumpuk dengan periode 2026-TW3", "Perbaiki mulai",
    ),
    "unknown policy": (cell("Periode", 2, "kebijakan", "medann"), "Periode", 2, "kebijakan", "tidak dikenal", "«medan»"),
    # plans
    "band upside down": (cell("Indikator", 2, "batas_bawah", 101), "Indikator", 2, "batas_bawah", "lebih besar", "Tukar"),
    "half a range": (
        edited(("Indikator", 2, "batas_bawah", None), ("Indikator", 2, "arah", "rentang")),
        "Indikator", 2, "batas_bawah", "kedua batas", "Isi batas_bawah",
    ),
    # voices
    "feedback on two things": (
        cell("Umpan Balik", 2, "nilai_dasar", "loyal"), "Umpan Balik", 2, "nilai_dasar", "sekaligus", "salah satu",
    ),
    "open word to oneself": (
        edited(("Umpan Balik", 5, "sumber", "diri"), ("Umpan Balik", 5, "terbuka", "ya")),
        "Umpan Balik", 5, "terbuka", "diri sendiri", "Kosongkan",
    ),
    "unknown giver": (cell("Umpan Balik", 2, "sumber", "catatan"), "Umpan Balik", 2, "sumber", "tidak dikenal", "«atasan»"),
    "unknown scale": (cell("Penilaian", 2, "skala", 10), "Penilaian", 2, "skala", "Skala 10", "4 atau 5"),
    "above the scale": (cell("Penilaian", 2, "nilai", 6), "Penilaian", 2, "nilai", "skala 1 sampai 5", "1 sampai 5"),
    "below the scale": (cell("Penilaian", 2, "nilai", 0), "Penilaian", 2, "nilai", "skala 1 sampai 5", "1 sampai 5"),
    # services
    "finished before received": (
        cell("Layanan", 2, "selesai", datetime(2026, 6, 30)), "Layanan", 2, "selesai", "mendahului", "tanggal dan jam",  # noqa: DTZ001
    ),
    "no standard": (cell("Layanan", 2, "standar", 0), "Layanan", 2, "standar", "lebih dari nol", "misalnya 30"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_violation_says_where_what_and_the_cure(check: Any, case: str) -> None:
    edit, sheet, number, column, message, cure = CASES[case]

    run = check(edit())

    told = [problem for problem in run.problems if not problem[5]]  # those that do not merely wait for another row
    found = [problem for problem in told if problem[:3] == [sheet, number, column]]
    assert len(found) == 1, run.problems
    assert message in found[0][3]
    assert cure in found[0][4]
    assert all(text.endswith((".", "?")) for problem in run.problems for text in problem[3:5])


def test_the_fine_workbook_has_no_violation(check: Any) -> None:
    run = check(fine())

    assert (run.problems, run.broken, run.bad_rows) == ([], False, 0)


def test_all_violations_are_told_at_once_in_the_order_of_the_file(check: Any) -> None:
    sheets = fine()
    put(sheets, "Layanan", 2, "standar", -1)
    put(sheets, "Unit", 3, "nama_unit", None)
    put(sheets, "Pegawai", 5, "mulai", "besok")
    put(sheets, "Pegawai", 5, "jenis_jabatan", "lain")

    run = check(sheets)

    assert [problem[:3] for problem in run.problems if not problem[5]] == [
        ["Unit", 3, "nama_unit"],
        ["Pegawai", 5, "jenis_jabatan"],
        ["Pegawai", 5, "mulai"],
        ["Layanan", 2, "standar"],
    ]


def test_a_row_that_waits_names_the_row_it_waits_for(check: Any) -> None:
    run = check(put(fine(), "RHK", 2, "prioritas", "penting"))

    waiting = {tuple(problem[:2]): problem[3] for problem in run.problems if problem[5]}
    assert waiting == {
        ("Indikator", 2): "Baris ini menunggu baris 2 di lembar RHK.",
        ("Realisasi", 2): "Baris ini menunggu baris 2 di lembar RHK.",
        ("Umpan Balik", 2): "Baris ini menunggu baris 2 di lembar RHK.",
    }


def test_an_empty_cell_is_not_zero_and_an_extra_note_is_not_read(check: Any) -> None:
    sheets = fine()
    for place, line in enumerate(sheets["Realisasi"]):
        line.append("catatan_sumber" if place == 0 else "kosong dalam peraturan")
    put(sheets, "Realisasi", 2, "angka", None)

    assert check(sheets).problems == []


def test_row_numbers_count_empty_rows_as_excel_does(check: Any) -> None:
    sheets = only("Unit")
    sheets["Unit"].insert(2, [None, None, None, None])
    put(sheets, "Unit", 4, "nama_unit", None)

    assert [problem[1] for problem in check(sheets).problems] == [4]


def test_what_is_stored_counts_as_known(bound_agency: Any, load: Any, check: Any) -> None:
    load(only("Unit", "Pegawai", "Periode"))

    assert check(only("Atasan", "SKP", "Capaian Unit")).problems == []


def test_a_stretch_may_not_meet_a_stored_one(bound_agency: Any, load: Any, check: Any) -> None:
    load(only("Unit", "Pegawai"))
    sheets = only("Pegawai")
    sheets["Pegawai"] = [sheets["Pegawai"][0], sheets["Pegawai"][4]]
    put(sheets, "Pegawai", 2, "mulai", date(2026, 5, 1))

    run = check(sheets)

    assert [problem[:3] for problem in run.problems] == [["Pegawai", 2, "mulai"]]
    assert "2026-01-01 sampai seterusnya (data instansi)" in run.problems[0][3]


def test_a_circle_may_close_over_stored_superiors(bound_agency: Any, load: Any, check: Any) -> None:
    load(only("Unit", "Pegawai", "Atasan"))
    sheets = only("Atasan")
    sheets["Atasan"] = [sheets["Atasan"][0], ["P-1", "P-2", date(2026, 1, 1), None, None]]

    assert [problem[:3] for problem in check(sheets).problems] == [["Atasan", 2, "kode_atasan"]]


def test_superiors_who_change_places_over_time_are_no_circle(check: Any) -> None:
    sheets = fine()
    put(sheets, "Atasan", 2, "selesai", date(2025, 12, 31))
    add(sheets, "Atasan", 2, kode_pegawai="P-1", kode_atasan="P-2", mulai=date(2026, 1, 1), selesai=None)

    assert check(sheets).problems == []


def test_a_nip_of_somebody_else_is_refused(bound_agency: Any, load: Any, check: Any) -> None:
    load(only("Unit", "Pegawai"))
    sheets = only("Pegawai")
    sheets["Pegawai"] = sheets["Pegawai"][:2]
    put(sheets, "Pegawai", 2, "kode_pegawai", "P-9")

    run = check(sheets)

    assert [problem[:3] for problem in run.problems] == [["Pegawai", 2, "nip"]]
    assert "sudah dipakai kode «P-1» di data instansi" in run.problems[0][3]
