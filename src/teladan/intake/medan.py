"""Kota Medan for the demonstration: an invented district inside the real city, so that no real office-holder is meant.

The units «Kenanga» do not exist. People, numbers and sentences are made by `teladan.intake.generator`.
"""

from datetime import date
from typing import Final

from teladan.intake.generator.region import Acting, Case, Post, Quarter, RatingSet, Region, UnitSpec
from teladan.rules.enums import Component, CoreValue, ServiceQuality, Source

SEED: Final = 2026

_SELF, _SUPERIOR, _PEER, _SUBORDINATE, _CITIZEN = (
    Source.SELF.value,
    Source.SUPERIOR.value,
    Source.PEER.value,
    Source.SUBORDINATE.value,
    Source.CITIZEN.value,
)


def _jpt(title: str, grade: str = "IV/c", *, name: str = "", sex: int = 0, roles: tuple[str, ...] = ()) -> Post:
    return Post(title, "jpt", "pimpinan_tinggi", grade, name=name, sex=sex, roles=roles)


def _administrator(title: str, *cases: Case, name: str = "", sex: int = 0) -> Post:
    return Post(title, "administrator", "administrator", "IV/a", cases=cases, name=name, sex=sex)


def _supervisor(title: str, *cases: Case) -> Post:
    return Post(title, "pengawas", "pengawas", "III/d", cases=cases)


def _functional(
    title: str, level: str, work: str, grade: str, *cases: Case, count: int = 1, status: str = "pns", sex: int = 0
) -> Post:
    full = f"{title} {level.replace('_', ' ').title()}"
    return Post(full, "fungsional", work, grade, level, status, count, cases, sex=sex)


def _staff(title: str, work: str, grade: str, *cases: Case, count: int = 1, status: str = "pns") -> Post:
    return Post(title, "pelaksana", work, grade, status=status, count=count, cases=cases)


def _office(title: str = "Pengadministrasi Perkantoran", count: int = 1, status: str = "pns", *cases: Case) -> Post:
    return _staff(title, "umum", "V" if status == "pppk" else "II/d", *cases, count=count, status=status)


def _puskesmas(code: str, place: str, *cases: Case) -> UnitSpec:
    """A health centre, its head a doctor with the additional duty; the cases go to midwives, nurses and the counter."""
    midwife, nurse, counter = cases
    return UnitSpec(
        code,
        f"Puskesmas {place}",
        "puskesmas",
        "DINKES",
        (
            Post("Kepala Puskesmas", "fungsional", "administrator", "IV/a", "ahli_madya"),
            _supervisor("Kepala Subbagian Tata Usaha"),
            _functional("Dokter", "ahli_pertama", "dokter", "III/b"),
            _functional("Bidan", "penyelia", "bidan", "III/c", midwife, sex=2),
            _functional("Bidan", "terampil", "bidan", "VII", count=2, status="pppk", sex=2),
            _functional("Perawat", "mahir", "perawat", "III/a", nurse, count=2),
            _functional("Perawat", "terampil", "perawat", "VII", status="pppk"),
            _functional("Asisten Apoteker", "terampil", "farmasi", "II/c"),
            _staff("Petugas Pendaftaran", "pendaftaran", "V", counter, count=2, status="pppk"),
        ),
    )


def _kelurahan(code: str, place: str, *cases: Case, acting: Acting | None = None, people: tuple[Post, ...]) -> UnitSpec:
    """A kelurahan; the cases go to its counter staff. `people` are its lurah, unless acting, and named colleagues."""
    return UnitSpec(
        code,
        f"Kelurahan {place}",
        "kelurahan",
        "KEC",
        (
            *people,
            _supervisor("Sekretaris Kelurahan"),
            _staff("Penata Layanan Operasional", "kelurahan", "III/a", *cases, count=4),
            _staff("Operator Layanan Operasional", "kelurahan", "V", status="pppk"),
        ),
        acting=acting,
    )


def _lurah(*cases: Case) -> Post:
    return Post("Lurah", "pengawas", "lurah", "III/d", cases=cases)


_UNITS = (
    UnitSpec(
        "PEMKO",
        "Pemerintah Kota Medan",
        "pemerintah_daerah",
        "",
        (Post("Wali Kota", "pejabat_negara", "", "", status="pejabat_negara", name="Marihot Simatupang", sex=1),),
    ),
    UnitSpec(
        "SETDA",
        "Sekretariat Daerah",
        "sekretariat_daerah",
        "PEMKO",
        (
            _jpt("Sekretaris Daerah", "IV/d", name="Zubaidah Hasibi", sex=2, roles=("pimpinan",)),
            _jpt("Asisten Administrasi Umum"),
            _office(),
            Post(
                "Pranata Komputer Ahli Pertama",
                "fungsional",
                "umum",
                "III/b",
                "ahli_pertama",
                roles=("admin_sistem",),
                name="Kevin Halim",
                sex=1,
            ),
        ),
    ),
    UnitSpec(
        "SETDA-UMUM",
        "Bagian Umum",
        "bagian",
        "SETDA",
        (
            _administrator("Kepala Bagian Umum"),
            _office("Pengelola Layanan Operasional", 2),
            _office("Pengemudi", 1, "pppk"),
        ),
    ),
    UnitSpec(
        "SETDA-ORG",
        "Bagian Organisasi",
        "bagian",
        "SETDA",
        (
            _administrator("Kepala Bagian Organisasi"),
            _functional(
                "Analis Kebijakan", "ahli_muda", "analis_kebijakan", "III/d", Case.SELF_HIGH_SUPERIOR_LOW, count=2
            ),
            _functional("Analis Kebijakan", "ahli_pertama", "analis_kebijakan", "III/b", Case.NO_SUPERIOR_JUDGEMENT),
            _functional("Perencana", "ahli_muda", "perencana", "III/c"),
        ),
    ),
    UnitSpec(
        "BKPSDM",
        "Badan Kepegawaian dan Pengembangan SDM",
        "badan",
        "PEMKO",
        (
            _jpt("Kepala Badan"),
            _administrator("Sekretaris Badan"),
            _functional("Perencana", "ahli_pertama", "perencana", "III/b"),
            _office(),
        ),
    ),
    UnitSpec(
        "BKPSDM-KIN",
        "Bidang Penilaian Kinerja",
        "bidang",
        "BKPSDM",
        (
            _administrator("Kepala Bidang Penilaian Kinerja"),
            Post(
                "Analis SDM Aparatur Ahli Muda",
                "fungsional",
                "kepegawaian",
                "III/d",
                "ahli_muda",
                roles=("kepegawaian",),
                name="Rotua Nainggolan",
                sex=2,
            ),
            _functional("Analis SDM Aparatur", "ahli_pertama", "kepegawaian", "III/b", Case.STUDY_LEAVE, count=2),
            _functional("Pranata SDM Aparatur", "terampil", "kepegawaian", "II/d"),
        ),
    ),
    UnitSpec(
        "BKPSDM-MUT",
        "Bidang Mutasi dan Promosi",
        "bidang",
        "BKPSDM",
        (
            _administrator("Kepala Bidang Mutasi dan Promosi"),
            _functional("Analis SDM Aparatur", "ahli_pertama", "kepegawaian", "III/b", Case.TEXT_ONLY, count=2),
            _functional("Pranata SDM Aparatur", "mahir", "kepegawaian", "III/a"),
        ),
    ),
    UnitSpec(
        "INSPEKTORAT",
        "Inspektorat",
        "inspektorat",
        "PEMKO",
        (
            _jpt("Inspektur"),
            _administrator("Inspektur Pembantu Wilayah I"),
            Post(
                "Auditor Ahli Madya",
                "fungsional",
                "auditor",
                "IV/a",
                "ahli_madya",
                roles=("pengawas",),
                name="Yaredi Telaumbanua",
                sex=1,
            ),
            _functional("Auditor", "ahli_muda", "auditor", "III/d", Case.BELOW, count=2),
            _functional("Auditor", "ahli_pertama", "auditor", "III/b", count=2),
            _office(),
        ),
    ),
    UnitSpec(
        "DUKCAPIL",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "dinas",
        "PEMKO",
        (
            _jpt("Kepala Dinas"),
            _administrator("Sekretaris Dinas"),
            _functional("Perencana", "ahli_muda", "perencana", "III/c"),
            _office(count=2),
        ),
    ),
    UnitSpec(
        "DUKCAPIL-DAFDUK",
        "Bidang Pelayanan Pendaftaran Penduduk",
        "bidang",
        "DUKCAPIL",
        (
            _administrator("Kepala Bidang Pelayanan Pendaftaran Penduduk", name="Parlindungan Hutagalung", sex=1),
            Post(
                "Administrator Database Kependudukan Ahli Pertama",
                "fungsional",
                "dukcapil",
                "III/b",
                "ahli_pertama",
                cases=(Case.ABOVE,),
                name="Tiurma Marpaung",
                sex=2,
            ),
            Post(
                "Operator SIAK",
                "pelaksana",
                "dukcapil",
                "II/d",
                cases=(Case.FAST_INACCURATE,),
                name="Fadlan Lubis",
                sex=1,
            ),
            _staff(
                "Operator SIAK", "dukcapil", "II/d", Case.OUTSIDE_CONTROL, Case.NO_CITIZENS, Case.FEW_PEERS, count=4
            ),
            _staff(
                "Operator SIAK",
                "dukcapil",
                "V",
                Case.CITIZENS_HIGH_PEERS_LOW,
                Case.EASIER_QUARTER,
                count=3,
                status="pppk",
            ),
        ),
        result="istimewa",
    ),
    UnitSpec(
        "DUKCAPIL-CAPIL",
        "Bidang Pelayanan Pencatatan Sipil",
        "bidang",
        "DUKCAPIL",
        (
            _administrator("Kepala Bidang Pelayanan Pencatatan Sipil"),
            _staff("Pengelola Akta", "dukcapil", "III/a", Case.SLOW_ACCURATE, Case.NO_REALISATION, count=4),
            _staff("Pengelola Akta", "dukcapil", "II/c", Case.NEW, status="cpns"),
        ),
    ),
    UnitSpec(
        "DUKCAPIL-PIAK",
        "Bidang Pengelolaan Informasi Administrasi Kependudukan",
        "bidang",
        "DUKCAPIL",
        (
            _administrator("Kepala Bidang Pengelolaan Informasi"),
            _functional("Administrator Database Kependudukan", "ahli_muda", "dukcapil", "III/c"),
            _staff("Operator SIAK", "dukcapil", "V", count=2, status="pppk"),
        ),
    ),
    UnitSpec(
        "DINKES",
        "Dinas Kesehatan",
        "dinas",
        "PEMKO",
        (
            _jpt("Kepala Dinas"),
            _administrator("Sekretaris Dinas"),
            _functional("Perencana", "ahli_pertama", "perencana", "III/b"),
            _office(),
        ),
    ),
    UnitSpec(
        "DINKES-KESMAS",
        "Bidang Kesehatan Masyarakat",
        "bidang",
        "DINKES",
        (
            _administrator("Kepala Bidang Kesehatan Masyarakat"),
            _functional("Epidemiolog Kesehatan", "ahli_muda", "kesmas", "III/d", Case.UNCLEAR_FEEDBACK),
            _functional("Sanitarian", "ahli_pertama", "kesmas", "III/b", count=2),
        ),
        result="butuh_perbaikan",
    ),
    _puskesmas("PKM-HILIR", "Kenanga Hilir", Case.UNCLEAR_FEEDBACK, Case.ABOVE, Case.BELOW),
    _puskesmas("PKM-BUNGA", "Sei Bunga", Case.SELF_HIGH_SUPERIOR_LOW, Case.NO_CITIZENS, Case.CITIZENS_HIGH_PEERS_LOW),
    UnitSpec(
        "KEC",
        "Kecamatan Medan Kenanga",
        "kecamatan",
        "PEMKO",
        (
            _administrator("Camat"),
            _administrator("Sekretaris Kecamatan"),
            _supervisor("Kepala Seksi Pelayanan Umum"),
            _supervisor("Kepala Seksi Pemerintahan", Case.FEW_PEERS),
            _staff("Penata Layanan Operasional", "kelurahan", "III/a", count=3),
            _office(),
        ),
        answers_to="SETDA",
    ),
    _kelurahan("KEL-HILIR", "Kenanga Hilir", Case.MOVED, people=(_lurah(Case.ABOVE),)),
    _kelurahan(
        "KEL-BUNGA",
        "Sei Bunga",
        Case.SLOW_ACCURATE,
        people=(
            _lurah(),
            Post(
                "Penata Layanan Operasional",
                "pelaksana",
                "kelurahan",
                "III/a",
                cases=(Case.MISSING_MUCH,),
                name="Syahrial Alwi",
                sex=1,
            ),
        ),
    ),
    _kelurahan(
        "KEL-HULU",
        "Kenanga Hulu",
        Case.FAST_INACCURATE,
        acting=Acting("KEL-HILIR", date(2026, 8, 1)),
        people=(),
    ),
)

_VALUES = tuple(value.value for value in CoreValue)
_QUALITY = tuple(item.value for item in ServiceQuality)

MEDAN: Final = Region(
    prefix="MDN",
    name="Pemerintah Kota Medan",
    domain="medan.example",
    policy="medan",
    names={
        "batak_toba": 5,
        "mandailing": 4,
        "melayu": 4,
        "jawa": 5,
        "minang": 3,
        "tionghoa": 2,
        "karo": 2,
        "nias": 1,
        "tamil": 1,
    },
    units=_UNITS,
    closed=Quarter(2026, 3, date(2026, 9, 28), date(2026, 10, 14)),
    running=Quarter(2026, 4, date(2026, 12, 28), date(2027, 1, 15)),
    today=date(2026, 11, 22),
    new_since=date(2026, 8, 18),
    moved_on=date(2026, 8, 15),
    ratings=(
        RatingSet(Component.BEHAVIOUR.value, _VALUES, 5, (_SELF, _SUPERIOR, _PEER, _SUBORDINATE)),
        RatingSet(Component.SERVICE_QUALITY.value, _QUALITY, 4, (_SELF, _SUPERIOR, _CITIZEN), front_line=True),
    ),
    holidays=frozenset({date(2026, 8, 17), date(2026, 8, 25)}),
)

STORY: Final = (
    ("MDN042", "Pegawai dengan bukti lengkap dari semua sumber; hasil dan perilaku di atas ekspektasi"),
    ("MDN109", "Pegawai dengan bukti yang banyak kosong: «belum cukup bukti» dan apa yang kurang"),
    ("MDN043", "Pegawai yang cepat tetapi sering tidak tepat; atasannya memutuskan lain dari rekomendasi"),
    ("MDN044", "Pegawai dengan realisasi di bawah batas karena gangguan; keputusan atasan berbeda, dengan alasan"),
    ("MDN041", "Atasan dengan sembilan bawahan"),
    ("MDN101", "Lurah yang juga Plt. di kelurahan tetangga"),
    ("MDN020", "Pengelola kepegawaian"),
    ("MDN002", "Pimpinan (Sekretaris Daerah)"),
    ("MDN030", "Pengawas (Inspektorat)"),
    ("MDN005", "Admin sistem"),
)
"""People to log in as in the demonstration: kode_pegawai and what there is to see."""
