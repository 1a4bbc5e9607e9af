"""Invented rows for the style guide; the names of the components' variables are explained in their own templates."""

from datetime import date
from typing import Any

PREDICATES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")


def frame() -> dict[str, Any]:
    """Menu, agency and person of the frame."""
    mine = [
        {"label": "Beranda", "url": "#isi", "icon": "house"},
        {"label": "Penilaian saya", "url": "#alasan", "icon": "scale"},
    ]
    team = [
        {"label": "Tim saya", "url": "#tabel-tim", "icon": "users", "current": True},
        {"label": "Evaluasi", "url": "#kuadran", "icon": "clipboard-check", "count": 12},
    ]
    agency = [{"label": "Siklus", "url": "#daftar", "icon": "calendar-days"}]
    return {
        "agency": {"name": "Disdukcapil Kota Contoh"},
        "person": {"name": "Hendra Wijaya, S.Sos."},
        "nav": {
            "rooms": [
                {"label": "Saya", "entries": mine},
                {"label": "Tim", "entries": team, "current": True},
                {"label": "Instansi", "entries": agency},
            ],
            "entries": [*mine, *team, *agency],
            "bottom": [*mine, *team],
            "position": "Kepala Bidang",
            "help_url": "#bantuan",
            "public": [{"label": "Cara kami menilai", "url": "#alasan"}, {"label": "Aksesibilitas", "url": "#isi"}],
        },
    }


def everything() -> dict[str, Any]:
    """All samples by the name the guide's template uses."""
    return {
        "predicates": PREDICATES,
        "icons": (
            "house",
            "users",
            "scale",
            "inbox",
            "target",
            "calendar-days",
            "file-up",
            "download",
            "search",
            "log-out",
        ),
        "crumbs": [
            {"label": "Tim saya", "url": "#isi"},
            {"label": "Yohanes Wenda", "url": "#isi"},
            {"label": "Triwulan III 2026"},
        ],
        "board": board(),
        "spread": spread(),
        "reasons": reasons(),
        "table": team_table(),
        "plain_table": plain_table(),
        "empty_table": {
            **plain_table(),
            "id": "tabel-kosong",
            "caption": "Riwayat kosong",
            "rows": [],
            "empty": NOTHING_IMPORTED,
        },
        "summary": SUMMARY,
        "tasks": TASKS,
    }


def board() -> list[dict[str, Any]]:
    """Counts in the nine cells of the national predicate table."""
    cells = {
        "di_atas": (("kurang", 0), ("baik", 6), ("sangat_baik", 4)),
        "sesuai": (("kurang", 1), ("baik", 21), ("baik", 8)),
        "di_bawah": (("sangat_kurang", 0), ("butuh_perbaikan", 4), ("butuh_perbaikan", 1)),
    }
    return [
        {"results": results, "cells": [{"predicate": code, "count": count, "url": "#kuadran"} for code, count in row]}
        for results, row in cells.items()
    ]


def spread() -> list[dict[str, Any]]:
    """Nine people against the guide."""
    counts = {
        "sangat_baik": (1, "maks. 2"),
        "baik": (5, "maks. 5"),
        "butuh_perbaikan": (1, "min. 1"),
        "kurang": (1, ""),
        "sangat_kurang": (0, ""),
    }
    return [
        {"predicate": code, "count": count, "share": 100 * count / 6, "guide": guide}
        for code, (count, guide) in counts.items()
    ]


def reasons() -> list[dict[str, Any]]:
    """A tree of four levels with every sign."""
    act = {"label": "PermenPANRB 6/2022, Lampiran, hlm. 97", "url": "#alasan"}
    indicator = {
        "sentence": "Perekaman KTP-el tercapai 31 dari 60 orang.",
        "effect": "turun",
        "note": "Batas bawah ekspektasi 54 orang. Tambahan 23 orang akan mengubah penilaian ini menjadi sesuai.",
        "evidence": [{"label": "Laporan SIAK November 2026", "url": "#alasan"}, {"label": "Buku register loket 3"}],
        "children": [
            {"sentence": "Target", "value": "60 orang", "effect": "data"},
            {"sentence": "Realisasi", "value": "31 orang", "effect": "data"},
        ],
        "open": True,
    }
    results = {
        "sentence": "Sebagian besar hasil kerja utama sesuai ekspektasi.",
        "effect": "naik",
        "axis": "hasil_kerja",
        "rule": act,
        "open": True,
        "children": [
            {
                "sentence": "RHK 2 di bawah ekspektasi pada satu dari dua indikator.",
                "effect": "turun",
                "children": [indicator],
                "rule": act,
                "open": True,
            },
            {"sentence": "RHK 1 sesuai ekspektasi pada semua indikator.", "effect": "naik"},
        ],
    }
    return [
        results,
        {
            "sentence": "42 warga memberi nilai rata-rata 3,6 dari 4.",
            "effect": "naik",
            "axis": "perilaku",
            "evidence": [{"label": "Survei loket, 42 jawaban"}],
        },
        {"sentence": "Kehadiran dialog kinerja tidak mengubah penilaian ini.", "effect": "netral"},
        {"sentence": "Umpan balik atasan belum masuk untuk triwulan ini.", "effect": "menunggu", "axis": "perilaku"},
    ]


def team_table() -> dict[str, Any]:
    """The superior's team with every state of a row."""
    return {
        "id": "tabel-tim",
        "caption": "Pegawai",
        "sort": "-menunggu",
        "total": 5,
        "noun": "pegawai",
        "export_url": "#tabel-tim",
        "columns": [
            {"key": "nama", "label": "Pegawai", "sortable": True},
            {"key": "progres", "label": "Progres target", "sortable": True},
            {"key": "hasil", "label": "Hasil"},
            {"key": "perilaku", "label": "Perilaku"},
            {"key": "predikat", "label": "Predikat sementara"},
            {"key": "dialog", "label": "Dialog"},
            {"key": "menunggu", "label": "Menunggu", "sortable": True, "numeric": True},
        ],
        "rows": [
            _person(
                "Yohanes Wenda", "Operator Layanan", 58, "di_bawah", "sesuai", "butuh_perbaikan", ("2 Okt", "perlu"), 5
            ),
            _person("Siti Rahmawati", "Operator Layanan", 74, "sesuai", "di_atas", "baik", ("6 Nov", ""), 4),
            _person("Budi Santoso", "Operator Layanan", 81, "di_atas", "di_atas", "sangat_baik", ("12 Nov", ""), 0),
            _person(
                "Ratna Dewi Anggraini",
                "Pengadministrasi",
                66,
                "sesuai",
                "di_bawah",
                "kurang",
                ("Belum ada", "perlu"),
                0,
            ),
            _person("Fitriani Daeng Sikki", "Cuti melahirkan", None, None, None, None, ("—", ""), 0),
        ],
        "pager": {"first": 1, "last": 5, "next_url": "#tabel-tim"},
        "search": "",
        "filters": [
            {
                "key": "unit",
                "label": "Unit",
                "value": "a",
                "choices": [("a", "Pendaftaran Penduduk"), ("b", "Pencatatan Sipil")],
            },
            {"key": "predikat", "label": "Predikat", "value": "", "choices": [("baik", "Baik"), ("kurang", "Kurang")]},
        ],
        "keep": [("urut", "-menunggu"), ("unit", "a")],
        "chips": [{"label": "Unit: Pendaftaran Penduduk", "url": "#tabel-tim"}],
        "clear_url": "#tabel-tim",
    }


def _person(
    name: str,
    position: str,
    share: int | None,
    results: str | None,
    behaviour: str | None,
    predicate: str | None,
    dialogue: tuple[str, str],
    waiting: int,
) -> dict[str, Any]:
    return {
        "cells": [
            {"value": name, "sub": position, "url": "#tabel-tim"},
            {"kind": "meter", "value": share, "pace": 67},
            {"kind": "expectation", "value": results},
            {"kind": "expectation", "value": behaviour},
            {"kind": "predicate", "value": predicate},
            {"kind": "status", "value": dialogue[0], "status": dialogue[1]},
            {"kind": "number", "value": waiting, "url": "#tabel-tim" if waiting else ""},
        ]
    }


def plain_table() -> dict[str, Any]:
    """A short list without sorting, export or pages."""
    return {
        "id": "tabel-impor",
        "caption": "Riwayat impor",
        "columns": [
            {"key": "berkas", "label": "Berkas"},
            {"key": "tanggal", "label": "Tanggal"},
            {"key": "baris", "label": "Baris", "numeric": True},
        ],
        "rows": [
            {
                "cells": [
                    {"value": "pegawai-2026.xlsx"},
                    {"kind": "date", "value": date(2026, 11, 2)},
                    {"kind": "number", "value": 1280},
                ]
            },
            {
                "cells": [
                    {"value": "skp-2026.xlsx"},
                    {"kind": "date", "value": date(2026, 11, 3)},
                    {"kind": "number", "value": None},
                ]
            },
        ],
    }


NOTHING_IMPORTED = {
    "icon": "file-up",
    "title": "Belum ada berkas diimpor",
    "text": "Unduh templat, isi, lalu unggah. Tidak ada yang ditulis sebelum Anda menekan Terapkan.",
    "action_label": "Unduh templat",
    "action_url": "#tabel-kosong",
}
SUMMARY = [
    {"label": "Periode", "value": "1 Januari – 31 Desember 2027", "change_url": "#periksa"},
    {"label": "Atasan", "value": "Hendra Wijaya", "sub": "Kepala Bidang", "change_url": "#periksa"},
    {"label": "RHK", "value": "4 utama, 1 tambahan", "change_url": "#periksa"},
    {"label": "Catatan", "value": None},
]
TASKS = [
    {"label": "Pilih hasil kerja atasan", "url": "#tugas", "status": "selesai", "status_label": "Selesai"},
    {
        "label": "Tetapkan indikator dan target",
        "url": "#tugas",
        "hint": "2 dari 4 RHK sudah lengkap",
        "status": "lanjut",
        "status_label": "Lanjutkan",
    },
    {"label": "Perilaku BerAKHLAK", "url": "#tugas", "status": "belum", "status_label": "Belum dimulai"},
    {
        "label": "Ajukan ke atasan",
        "hint": "Selesaikan 2 langkah di atas dulu",
        "status": "terkunci",
        "status_label": "Belum bisa",
    },
]
