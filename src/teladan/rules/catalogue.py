"""The table of rules that can be called by name: for analysts, outside checkers, documentation and tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from teladan.rules.converters import (
    CALENDAR_DAY,
    TEXT,
    YES_OR_NO,
    Converter,
    decimal_number,
    one_of,
    some_of,
    whole_number,
)
from teladan.rules.derivation import Derivation
from teladan.rules.enums import (
    CoreValue,
    Direction,
    Expectation,
    OrganisationResult,
    Predicate,
    Priority,
    Stance,
)
from teladan.rules.refusal import InvalidInput
from teladan.rules.regulations import permenpanrb_6_2022 as p6
from teladan.rules.regulations.nip import read_nip
from teladan.rules.regulations.peraturan_bkn_3_2023 import FunctionalLevel, credit_points
from teladan.rules.regulations.permenpanrb_3_2020 import Potential, talent_box
from teladan.rules.regulations.permenpanrb_14_2017 import ELEMENTS, skm_index, skm_sample_size
from teladan.rules.regulations.pp_94_2021 import absence_sanction
from teladan.rules.regulations.working_days import add_working_days, national_calendar


@dataclass(frozen=True, slots=True)
class Parameter:
    """A key of a rule as people write it; `argument` is the function's own name for it."""

    key: str
    argument: str
    converter: Converter
    help: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name. `source` is what the listing shows; each answer carries its own, exact citation."""

    name: str
    summary: str
    source: str
    parameters: tuple[Parameter, ...]
    function: Callable[..., Derivation[Any]]
    examples: Mapping[str, str] = field(default_factory=dict)

    def example(self) -> str:
        """A call that works, as one types it."""
        given = {p.key: self.examples.get(p.key, p.converter.example) for p in self.parameters if p.required}
        return " ".join([self.name, *(f"{key}={value}" for key, value in (given | dict(self.examples)).items())])


def _skm(*, on: date, n: int, **sums: int) -> Derivation[Any]:
    return skm_index(sums=sums, respondents=n, on=on)


def _days(*, on: date, start: date, count: int, joint_leave: bool = False) -> Derivation[Any]:
    """Holidays follow the days counted, so `on` plays no part."""
    return add_working_days(start=start, count=count, calendar=national_calendar(joint_leave=joint_leave))


def _indicator(
    *,
    on: date,
    realised: Decimal,
    direction: Direction,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> Derivation[Any]:
    if lower is None and upper is None:
        raise InvalidInput("batas_bawah", "berikan batas_bawah, batas_atas, atau keduanya (sama bila target tunggal).")
    if lower is not None and upper is not None and lower > upper:
        raise InvalidInput("batas_bawah", f"({lower}) tidak boleh di atas batas_atas ({upper}).")
    return p6.indicator_expectation(realised=realised, lower=lower, upper=upper, direction=direction, on=on)


def _results(
    *,
    on: date,
    main: tuple[Expectation | None, ...] = (),
    additional: tuple[Expectation | None, ...] = (),
    stances: tuple[Stance, ...] = (),
) -> Derivation[Any]:
    if stances and not main and not additional:
        raise InvalidInput(
            "umpan_balik", "umpan balik atas hasil kerja memerlukan hasil kerja (utama= atau tambahan=)."
        )
    priorities = [(Priority.MAIN, rating) for rating in main] + [(Priority.ADDITIONAL, rating) for rating in additional]
    rated = [
        p6.RatedResult(str(number), priority, rating, stances if number == 1 else ())
        for number, (priority, rating) in enumerate(priorities, 1)
    ]
    return p6.results_expectation(results=rated, on=on)


def _behaviour(*, on: date, **stances: tuple[Stance, ...]) -> Derivation[Any]:
    rated = [p6.RatedValue(CoreValue(value), given) for value, given in stances.items()]
    return p6.behaviour_expectation(values=rated, on=on)


_EXPECTATION = one_of(Expectation, "sesuai")
_PREDICATE = one_of(Predicate, "baik")
_RATINGS = some_of(Expectation, "di_atas,sesuai", gap={"belum": None})
_STANCES = some_of(Stance, "positif,positif,belum_jelas")

RULES: tuple[Rule, ...] = (
    Rule(
        "predikat-kinerja",
        "Predikat kinerja dari rating hasil kerja dan rating perilaku kerja",
        "PermenPANRB 6/2022, Lampiran IV.B.3, hlm. 99 dan 103",
        (
            Parameter("hasil_kerja", "results", _EXPECTATION, "rating hasil kerja yang ditetapkan penilai"),
            Parameter("perilaku_kerja", "behaviour", _EXPECTATION, "rating perilaku kerja yang ditetapkan penilai"),
            Parameter("periode", "kind", one_of(p6.PeriodKind, "tahunan"), "bawaan: periodik", required=False),
        ),
        p6.predicate,
    ),
    Rule(
        "ekspektasi-indikator",
        "Saran kategori sebuah indikator dari realisasi dan pita «target/sesuai ekspektasi»",
        "PermenPANRB 6/2022, Format C.1.3, hlm. 203-212",
        (
            Parameter("realisasi", "realised", decimal_number("85"), "angka realisasi"),
            Parameter("arah", "direction", one_of(Direction, "lebih_besar"), "arah yang lebih baik"),
            Parameter("batas_bawah", "lower", decimal_number("80"), "batas bawah pita", required=False),
            Parameter("batas_atas", "upper", decimal_number("90"), "batas atas pita", required=False),
        ),
        _indicator,
        {"batas_bawah": "80", "batas_atas": "90"},
    ),
    Rule(
        "rating-hasil-kerja",
        "Saran rating hasil kerja menurut panduan mayoritas",
        "PermenPANRB 6/2022, Lampiran IV.B.3, hlm. 97-98",
        (
            Parameter("utama", "main", _RATINGS, "rating tiap hasil kerja utama", required=False),
            Parameter("tambahan", "additional", _RATINGS, "rating tiap hasil kerja tambahan", required=False),
            Parameter("umpan_balik", "stances", _STANCES, "sikap semua umpan balik atas hasil kerja", required=False),
        ),
        _results,
        {"utama": "di_atas,di_atas,sesuai", "umpan_balik": "positif,positif"},
    ),
    Rule(
        "rating-perilaku-kerja",
        "Saran rating perilaku kerja dari umpan balik atas tujuh nilai BerAKHLAK",
        "PermenPANRB 6/2022, Lampiran IV.B.3, hlm. 98",
        tuple(
            Parameter(value.value, value.value, _STANCES, "sikap umpan balik atas nilai ini", required=False)
            for value in CoreValue
        ),
        _behaviour,
        {value.value: "positif" for value in CoreValue},
    ),
    Rule(
        "kurva-pedoman",
        "Kurva pedoman distribusi predikat menurut capaian kinerja organisasi",
        "PermenPANRB 6/2022, Lampiran IV.B.2, hlm. 94-97",
        (
            Parameter(
                "capaian", "organisation", one_of(OrganisationResult, "baik"), "capaian unit yang dipimpin penilai"
            ),
        ),
        p6.guide_curve,
    ),
    Rule(
        "kurva-anjuran",
        "Persentase anjuran distribusi predikat; hanya peringatan, satu sumber sekunder",
        "SE MenPANRB 3/2023",
        (
            Parameter(
                "capaian", "organisation", one_of(OrganisationResult, "baik"), "capaian unit yang dipimpin penilai"
            ),
        ),
        p6.shares_advice,
    ),
    Rule(
        "batas-waktu",
        "Batas waktu pelaporan dan keberatan dalam hari kerja",
        "PermenPANRB 6/2022, Lampiran V, hlm. 114-119",
        (Parameter("langkah", "step", one_of(p6.Step, "keberatan"), "langkah yang dibatasi"),),
        p6.deadline,
    ),
    Rule(
        "pedoman-ipk",
        "Kelas IPK pegawai tugas belajar dalam panduan penetapan ekspektasi",
        "PermenPANRB 6/2022, Lampiran II.B, hlm. 63",
        (
            Parameter("jenjang", "level", one_of(p6.StudyLevel, "s1"), "jenjang studi"),
            Parameter("akreditasi", "accreditation", one_of(p6.Accreditation, "a"), "akreditasi universitas"),
            Parameter("ipk", "average", decimal_number("3.39"), "indeks prestasi kumulatif 0-4"),
        ),
        p6.grade_point_guide,
    ),
    Rule(
        "angka-kredit",
        "Angka kredit pejabat fungsional dari predikat",
        "Peraturan BKN 3/2023, Pasal 13",
        (
            Parameter("jenjang", "level", one_of(FunctionalLevel, "ahli_pertama"), "jenjang jabatan fungsional"),
            Parameter("predikat", "predicate", _PREDICATE, "predikat kinerja («cukup» = butuh_perbaikan)"),
            Parameter("bulan", "months", whole_number("12"), "banyak bulan yang dinilai, 1-12"),
        ),
        credit_points,
    ),
    Rule(
        "indeks-skm",
        "Indeks, nilai konversi dan mutu Survei Kepuasan Masyarakat",
        "PermenPANRB 14/2017, Lampiran Bab IV",
        (
            *(Parameter(code, code, whole_number("105"), "jumlah jawaban (1-4) semua responden") for code in ELEMENTS),
            Parameter("n", "n", whole_number("29"), "banyak responden"),
        ),
        _skm,
    ),
    Rule(
        "ukuran-sampel-skm",
        "Banyak responden SKM menurut rumus Krejcie-Morgan",
        "PermenPANRB 14/2017, Lampiran",
        (Parameter("populasi", "population", whole_number("1000"), "banyak penerima layanan"),),
        skm_sample_size,
    ),
    Rule(
        "nip",
        "Baca NIP atau NI PPPK",
        "Peraturan Kepala BKN 22/2007",
        (Parameter("nomor", "number", TEXT, "18 angka, spasi boleh"),),
        read_nip,
    ),
    Rule(
        "hari-kerja",
        "Hari kerja ke-sekian sesudah suatu tanggal (Senin-Jumat tanpa libur nasional)",
        "SKB 3 Menteri tentang hari libur nasional, 2022-2027",
        (
            Parameter("mulai", "start", CALENDAR_DAY, "hari asal; hitungan mulai hari berikutnya"),
            Parameter("jumlah", "count", whole_number("14"), "banyak hari kerja"),
            Parameter("cuti_bersama", "joint_leave", YES_OR_NO, "ya: cuti bersama tidak dihitung", required=False),
        ),
        _days,
    ),
    Rule(
        "kotak-talenta",
        "Kotak manajemen talenta 1-9 dari predikat dan potensi",
        "PermenPANRB 3/2020, Lampiran",
        (
            Parameter("predikat", "predicate", _PREDICATE, "predikat kinerja"),
            Parameter("potensi", "potential", one_of(Potential, "tinggi"), "tingkat potensi"),
        ),
        talent_box,
    ),
    Rule(
        "sanksi-ketidakhadiran",
        "Sanksi tidak masuk kerja tanpa alasan yang sah dalam setahun; diputus pejabat yang berwenang",
        "PP 94/2021, Pasal 9-11 dan 15",
        (
            Parameter("hari", "days", whole_number("11"), "hari kerja tidak masuk, Januari-Desember"),
            Parameter("berturut_turut", "consecutive", whole_number("10"), "terpanjang tanpa putus", required=False),
        ),
        absence_sanction,
    ),
)
BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
