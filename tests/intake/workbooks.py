"""Small workbooks for the tests, written as Excel would write them."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

Sheets = dict[str, list[list[Any]]]

_D = date
_FINE: Sheets = {
    "Unit": [
        ["kode_unit", "nama_unit", "kode_induk", "jenis_unit"],
        ["PEMDA", "Pemerintah Kota", None, "pemerintah_daerah"],
        ["DINKES", "Dinas Kesehatan", "PEMDA", "dinas"],
    ],
    "Pegawai": [
        ["kode_pegawai", "nip", "nama", "email", "jenis_pegawai", "pangkat", "golongan", "jabatan", "jenis_jabatan",
         "jenjang", "kode_unit", "mulai", "selesai"],
        ["P-1", "197003031995031001", "Arman Satya", None, "pns", None, "IV/c", "Kepala Dinas", "jpt", None, "DINKES",
         _D(2024, 1, 1), None],
        ["P-2", "198505052010012002", "Siti Rahma", "siti@contoh.go.id", "pns", "Penata", "III/c", "Bidan Penyelia",
         "fungsional", "penyelia", "DINKES", _D(2024, 1, 1), _D(2025, 12, 31)],
        ["P-2", "198505052010012002", "Siti Rahma", None, "pns", "Penata", "III/d", "Bidan Ahli Muda", "fungsional",
         "ahli_muda", "DINKES", _D(2026, 1, 1), None],
        ["P-3", None, "Yusuf Lubis", None, "pppk", None, "IX", "Perawat", "fungsional", "terampil", "DINKES",
         _D(2026, 1, 1), None],
    ],
    "Atasan": [
        ["kode_pegawai", "kode_atasan", "mulai", "selesai", "alasan"],
        ["P-2", "P-1", _D(2024, 1, 1), None, None],
        ["P-3", "P-1", _D(2026, 1, 1), None, None],
    ],
    "Peran": [
        ["kode_pegawai", "peran", "kode_unit", "mulai", "selesai"],
        ["P-3", "kepegawaian", None, _D(2026, 1, 1), None],
    ],
    "Periode": [
        ["kode_periode", "nama", "jenis", "mulai", "selesai", "jendela_mulai", "jendela_selesai", "kebijakan"],
        ["2026-TW3", "Triwulan III 2026", "triwulan", _D(2026, 7, 1), _D(2026, 9, 30), None, None, "medan"],
    ],
    "Capaian Unit": [["kode_periode", "kode_unit", "predikat"], ["2026-TW3", "DINKES", "baik"]],
    "SKP": [["kode_pegawai", "tahun", "pendekatan"], ["P-2", 2026, "kuantitatif"], ["P-3", 2026, "kualitatif"]],
    "RHK": [
        ["kode_pegawai", "tahun", "nomor_rhk", "prioritas", "rencana_hasil_kerja", "rhk_pimpinan", "penugasan_dari"],
        ["P-2", 2026, 1, "utama", "Ibu hamil terlayani", None, "Kepala Dinas"],
        ["P-2", 2026, 2, "tambahan", "Data terkirim tepat waktu", None, None],
        ["P-3", 2026, 1, "utama", "Pasien terlayani", None, None],
    ],
    "Indikator": [
        ["kode_pegawai", "tahun", "nomor_rhk", "nomor_indikator", "indikator", "aspek", "target", "batas_bawah",
         "batas_atas", "satuan", "arah", "perspektif"],
        ["P-2", 2026, 1, 1, "Ibu hamil terlayani", "kuantitas", "95–100 %", 95, 100, "%", "lebih_besar", None],
    ],
    "Perilaku": [
        ["kode_pegawai", "tahun", "nilai_dasar", "ekspektasi_khusus"],
        ["P-2", 2026, "harmonis", "- Membantu rekan kerja"],
    ],
    "Realisasi": [
        ["kode_pegawai", "kode_periode", "nomor_rhk", "nomor_indikator", "realisasi", "angka", "nilai_pegawai",
         "nilai_atasan", "bukti", "tautan"],
        ["P-2", "2026-TW3", 1, 1, "48 dari 50", 96, None, None, "Register\nFoto", "https://contoh.go.id/1"],
        ["P-3", "2026-TW3", 1, None, "Terlayani", None, "di_atas", "sesuai", None, None],
    ],
    "Umpan Balik": [
        ["kode", "kode_pegawai", "kode_periode", "sumber", "terbuka", "nomor_rhk", "nilai_dasar", "isi", "sikap"],
        ["UB-1", "P-2", "2026-TW3", "atasan", None, 1, None, "Sudah baik, pertahankan", "positif"],
        ["UB-2", "P-2", "2026-TW3", "rekan", "tidak", None, "harmonis", "Suka menolong", "positif"],
        ["UB-3", "P-2", "2026-TW3", "rekan", "ya", None, "adaptif", "Cepat belajar", "positif"],
        ["UB-4", "P-3", "2026-TW3", "warga", None, None, None, "Ramah", "positif"],
    ],
    "Penilaian": [
        ["kode", "kode_pegawai", "kode_periode", "sumber", "komponen", "kriteria", "nilai", "skala"],
        ["N-1", "P-2", "2026-TW3", "atasan", "mutu_layanan", "ramah", 4, 5],
        ["N-2", "P-2", "2026-TW3", "warga", "mutu_layanan", "ramah", 5, 5],
        ["N-3", "P-2", "2026-TW3", "warga", "mutu_layanan", "jelas", 3.5, 5],
    ],
    "Layanan": [
        ["nomor_transaksi", "kode_pegawai", "layanan", "diterima", "selesai", "standar", "satuan", "tepat"],
        ["REG-1", "P-2", "Pemeriksaan", datetime(2026, 7, 1, 8, 30), datetime(2026, 7, 1, 8, 52), 30, "menit", "ya"],  # noqa: DTZ001
        ["REG-2", "P-3", "Imunisasi", "2026-07-02 09:00", None, 45.5, "menit", None],
    ],
}  # fmt: skip


def fine() -> Sheets:
    """A workbook without any violation, as lists; change it as the test needs."""
    return deepcopy(_FINE)


def only(*names: str) -> Sheets:
    """Some of its sheets."""
    return {name: rows for name, rows in fine().items() if name in names}


def put(sheets: Sheets, sheet: str, row: int, column: str, value: Any) -> Sheets:
    """The sheets with one cell changed; `row` as Excel numbers it."""
    rows = sheets[sheet]
    rows[row - 1][rows[0].index(column)] = value
    return sheets


def add(sheets: Sheets, sheet: str, like: int, **values: Any) -> Sheets:
    """The sheets with one more row, a copy of another with some cells changed."""
    rows = sheets[sheet]
    row = list(rows[like - 1])
    for column, value in values.items():
        row[rows[0].index(column)] = value
    rows.append(row)
    return sheets


def xlsx(sheets: Sheets) -> bytes:
    """The sheets as an .xlsx file: text as text, numbers as numbers, dates as Excel dates."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        instant = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            _write(workbook.add_worksheet(name), rows, day, instant)
    return target.getvalue()


def _write(worksheet: Any, rows: Iterable[list[Any]], day: Any, instant: Any) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                worksheet.write_datetime(number, column, value, instant)
            elif isinstance(value, date):
                worksheet.write_datetime(number, column, value, day)
            elif isinstance(value, bool):
                worksheet.write_boolean(number, column, value)
            elif isinstance(value, int | float):
                worksheet.write_number(number, column, value)
            elif value is not None:
                worksheet.write_string(number, column, value)
