"""Deadlines of reporting and objection in working days (Lampiran V, pp. 114–119)."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from teladan.rules.derivation import Derivation
from teladan.rules.in_force import parameter


class Step(StrEnum):
    """Steps of Lampiran V that have a deadline, in its order."""

    DELIVER = "penyampaian_dokumen"
    RETURN = "pengembalian_dokumen"
    REPORT = "pelaporan_pyb"
    SUPERIOR_SIGNS = "tanda_tangan_atasan_penilai"
    SUPERIOR_DELIVERS = "penyampaian_oleh_atasan_penilai"
    RETURN_TO_SUPERIOR = "pengembalian_ke_atasan_penilai"
    SUPERIOR_REPORTS = "pelaporan_oleh_atasan_penilai"
    OBJECT = "keberatan"
    DECIDE = "keputusan_keberatan"
    REPORT_AFTER_OBJECTION = "pelaporan_setelah_keberatan"


def deadline(*, step: Step, on: date) -> Derivation[int]:
    """Working days allowed for a step; the input `sejak` says in words from when they count.

    Raises RuleGap before 7 February 2022. The last day itself comes from `working_days.add_working_days`.
    """
    version = parameter("batas_waktu", on)
    entry = version[step]
    return Derivation(
        "batas_waktu",
        entry["hari_kerja"],
        source=replace(version.source, place=entry["tempat"], page=entry["halaman"]),
        inputs=(Derivation("langkah", step), Derivation("sejak", entry["sejak"])),
    )
