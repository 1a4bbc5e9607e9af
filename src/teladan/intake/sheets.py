"""The workbook: every sheet and column there is, what it means and what may stand in it.

One description for the template, the checks, the help page and the file of rows to mend.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teladan.activities.models import TimeUnit
from teladan.appraisal.enums import PeriodKind
from teladan.people.enums import EmploymentStatus, PositionKind, Role
from teladan.planning.models import Perspective
from teladan.rules.enums import (
    Approach,
    Aspect,
    Component,
    CoreValue,
    Direction,
    Expectation,
    OrganisationResult,
    Priority,
    Source,
    Stance,
)
from teladan.rules.policy import PRESETS

Words = str | Promise
MAX_ROWS = 50_000  # per sheet, without the header
MAX_COLUMNS = 60
NOT_IMPORTED = "catatan_sumber"  # says where a row comes from; any sheet may carry it
GUIDE = "Petunjuk"  # the template's own help sheet
REPAIR = "perbaikan"  # what is wrong with a row, in the file of rows to mend


class Kind(Enum):
    """What a cell of a column is read as."""

    KEY = "kode (teks)"  # a number is refused, because Excel may have changed it
    NIP = "NIP"
    TEXT = "teks"
    LONG_TEXT = "teks panjang"
    WHOLE = "bilangan bulat"
    DECIMAL = "angka"
    DAY = "tanggal"
    INSTANT = "tanggal dan jam"
    CHOICE = "pilihan"
    YES_NO = "ya atau tidak"
    EMAIL = "surel"
    LINKS = "tautan"


YES, NO = "ya", "tidak"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` columns together name the row, `required` ones may not be empty."""

    name: str
    kind: Kind
    meaning: Words
    example: str = ""
    required: bool = False
    key: bool = False
    codes: tuple[str, ...] = ()
    longest: int = 0

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words a cell may hold; empty when it is free."""
        return (YES, NO) if self.kind is Kind.YES_NO else self.codes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: header in row 1, then one thing a row."""

    name: str
    meaning: Words
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that together name a row."""
        return tuple(column.name for column in self.columns if column.key)


def _key(name: str, meaning: Words, example: str, longest: int = 60) -> Column:
    return Column(name, Kind.KEY, meaning, example, longest=longest, required=True, key=True)


def _ref(name: str, meaning: Words, example: str, required: bool = True) -> Column:
    return Column(name, Kind.KEY, meaning, example, longest=60, required=required)


def _choice(
    name: str, meaning: Words, codes: type[Enum] | tuple[str, ...], required: bool = True, key: bool = False
) -> Column:
    words = codes if isinstance(codes, tuple) else tuple(str(code.value) for code in codes)
    return Column(name, Kind.CHOICE, meaning, words[0], required=required, key=key, codes=words)


def _text(name: str, meaning: Words, example: str, longest: int, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, example, longest=longest, required=required)


def _long(name: str, meaning: Words, example: str, required: bool = False) -> Column:
    return Column(name, Kind.LONG_TEXT, meaning, example, longest=10_000, required=required)


def _whole(name: str, meaning: Words, example: str, required: bool = True, key: bool = True) -> Column:
    return Column(name, Kind.WHOLE, meaning, example, required=required, key=key)


def _number(name: str, meaning: Words, example: str, required: bool = False) -> Column:
    return Column(name, Kind.DECIMAL, meaning, example, required=required)


_FIRST_DAY = _("Hari pertama berlaku.")
_LAST_DAY = _("Hari terakhir berlaku; kosong bila masih berlaku.")


def _from(meaning: Words = _FIRST_DAY, key: bool = True) -> Column:
    return Column("mulai", Kind.DAY, meaning, "2026-01-01", required=True, key=key)


def _until(meaning: Words = _LAST_DAY) -> Column:
    return Column("selesai", Kind.DAY, meaning, "2026-12-31")


_PERSON = _("Kode pegawai menurut instansi; sama di semua lembar.")
_YEAR = _("Tahun SKP.")
_PERIOD = _("Kode periode dari lembar Periode.")
_GIVERS = tuple(source.value for source in Source if source is not Source.RECORD)

UNIT = Sheet(
    "Unit",
    _("Unit kerja dan induknya."),
    (
        _key("kode_unit", _("Kode unit kerja menurut instansi."), "DINKES"),
        _text("nama_unit", _("Nama unit kerja."), "Dinas Kesehatan", 200, required=True),
        _ref("kode_induk", _("Kode unit di atasnya; kosong untuk unit puncak."), "PEMDA", required=False),
        _text("jenis_unit", _("Jenis unit kerja."), "dinas", 60),
    ),
)
PEOPLE = Sheet(
    "Pegawai",
    _("Pegawai dan jabatannya. Satu baris untuk setiap masa jabatan, sehingga riwayat dapat beberapa baris."),
    (
        _key("kode_pegawai", _("Kode pegawai menurut instansi; tetap sama seumur kerja."), "P-0012"),
        Column("nip", Kind.NIP, _("NIP atau NI PPPK, 18 angka, sebagai teks."), "199001012015031001", longest=18),
        _text("nama", _("Nama lengkap dengan gelar."), "Siti Rahmawati, A.Md.Keb.", 200, required=True),
        Column(
            "email", Kind.EMAIL, _("Alamat surel dinas. Diperiksa, belum disimpan."), "siti@contoh.go.id", longest=254
        ),
        _choice("jenis_pegawai", _("Jenis pegawai."), EmploymentStatus),
        _text("pangkat", _("Pangkat."), "Penata", 60),
        _text("golongan", _("Golongan ruang."), "III/c", 20),
        _text("jabatan", _("Nama jabatan."), "Bidan Penyelia", 200, required=True),
        _choice("jenis_jabatan", _("Jenis jabatan."), PositionKind),
        _text("jenjang", _("Jenjang jabatan fungsional."), "penyelia", 60),
        _ref("kode_unit", _("Kode unit kerja tempat bertugas."), "DINKES"),
        _from(_("Hari pertama dalam jabatan ini.")),
        _until(_("Hari terakhir dalam jabatan ini; kosong bila masih menjabat.")),
    ),
)
SUPERIORS = Sheet(
    "Atasan",
    _("Pejabat penilai kinerja setiap pegawai, dengan masa berlakunya."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _ref("kode_atasan", _("Kode pegawai pejabat penilai."), "P-0003"),
        _from(),
        _until(),
        _text("alasan", _("Alasan penetapan, misalnya Plt."), "Plt. selama pejabat cuti", 300),
    ),
)
ROLES = Sheet(
    "Peran",
    _("Peran dalam aplikasi yang diberikan instansi. Pegawai dan atasan tidak perlu ditulis."),
    (
        _key("kode_pegawai", _PERSON, "P-0001"),
        _choice("peran", _("Peran yang diberikan."), Role, key=True),
        _ref(
            "kode_unit",
            _("Unit tempat peran berlaku, beserta unit di bawahnya; kosong untuk seluruh instansi."),
            "DINKES",
            required=False,
        ),
        _from(),
        _until(),
    ),
)
PERIODS = Sheet(
    "Periode",
    _("Periode evaluasi kinerja dan kebijakan penilaiannya."),
    (
        _key("kode_periode", _("Tahun, tanda hubung, lalu TW1–TW4, THN, atau 01–12."), "2026-TW3", 20),
        _text("nama", _("Nama periode seperti dibaca pegawai."), "Triwulan III 2026", 100, required=True),
        _choice("jenis", _("Jenis periode."), PeriodKind),
        _from(_("Hari pertama periode."), key=False),
        Column("selesai", Kind.DAY, _("Hari terakhir periode."), "2026-09-30", required=True),
        Column("jendela_mulai", Kind.DAY, _("Hari pertama pengisian evaluasi."), "2026-10-01"),
        Column("jendela_selesai", Kind.DAY, _("Hari terakhir pengisian evaluasi."), "2026-10-15"),
        _choice("kebijakan", _("Kebijakan penilaian yang dipakai."), PRESETS),
    ),
)
UNIT_RESULTS = Sheet(
    "Capaian Unit",
    _("Capaian kinerja organisasi setiap unit dalam satu periode."),
    (
        _key("kode_periode", _PERIOD, "2026-TW3", 20),
        _key("kode_unit", _("Kode unit kerja."), "DINKES"),
        _choice("predikat", _("Predikat capaian kinerja organisasi."), OrganisationResult),
    ),
)
PLANS = Sheet(
    "SKP",
    _("Sasaran Kinerja Pegawai setiap tahun."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _whole("tahun", _YEAR, "2026"),
        _choice("pendekatan", _("Pendekatan hasil kerja."), Approach),
    ),
)
RESULTS = Sheet(
    "RHK",
    _("Rencana hasil kerja dari setiap SKP."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _whole("tahun", _YEAR, "2026"),
        _whole("nomor_rhk", _("Nomor urut rencana hasil kerja."), "1"),
        _choice("prioritas", _("Hasil kerja utama atau tambahan."), Priority),
        _long("rencana_hasil_kerja", _("Rencana hasil kerja."), "Ibu hamil mendapat pemeriksaan sesuai standar", True),
        _long("rhk_pimpinan", _("Rencana hasil kerja pimpinan yang diintervensi."), "Meningkatnya mutu layanan"),
        _text("penugasan_dari", _("Pemberi penugasan."), "Kepala Puskesmas", 200),
    ),
)
INDICATORS = Sheet(
    "Indikator",
    _("Indikator kinerja individu, target, dan rentang «sesuai ekspektasi»."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _whole("tahun", _YEAR, "2026"),
        _whole("nomor_rhk", _("Nomor rencana hasil kerja."), "1"),
        _whole("nomor_indikator", _("Nomor urut indikator."), "1"),
        _long("indikator", _("Indikator kinerja individu."), "Ibu hamil yang datang terlayani", True),
        _choice("aspek", _("Aspek indikator."), Aspect, required=False),
        _long("target", _("Target seperti tertulis dalam SKP."), "95–100%"),
        _number("batas_bawah", _("Batas bawah «sesuai ekspektasi»."), "95"),
        _number("batas_atas", _("Batas atas «sesuai ekspektasi»."), "100"),
        _text("satuan", _("Satuan target."), "%", 40),
        _choice("arah", _("Arah yang lebih baik."), Direction, required=False),
        _choice("perspektif", _("Perspektif indikator JPT."), Perspective, required=False),
    ),
)
BEHAVIOUR = Sheet(
    "Perilaku",
    _("Ekspektasi khusus pimpinan atas perilaku kerja BerAKHLAK."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _whole("tahun", _YEAR, "2026"),
        _choice("nilai_dasar", _("Nilai dasar ASN."), CoreValue, key=True),
        _long("ekspektasi_khusus", _("Ekspektasi khusus pimpinan."), "Membantu rekan kerja yang membutuhkan"),
    ),
)
REALISATIONS = Sheet(
    "Realisasi",
    _("Realisasi dan bukti dukung dalam satu periode; tanpa nomor indikator berarti realisasi seluruh RHK."),
    (
        _key("kode_pegawai", _PERSON, "P-0012"),
        _key("kode_periode", _PERIOD, "2026-TW3", 20),
        _whole("nomor_rhk", _("Nomor rencana hasil kerja."), "1"),
        _whole("nomor_indikator", _("Nomor indikator; kosong untuk seluruh RHK."), "1", required=False),
        _long("realisasi", _("Realisasi dengan kata-kata."), "48 dari 50 ibu hamil terlayani"),
        _number("angka", _("Realisasi sebagai angka, dalam satuan indikator."), "96"),
        _choice("nilai_pegawai", _("Penilaian pegawai sendiri; tidak ikut dihitung."), Expectation, required=False),
        _choice("nilai_atasan", _("Penilaian atasan atas realisasi kualitatif."), Expectation, required=False),
        _long("bukti", _("Bukti dukung; beberapa bukti dipisah baris baru."), "Register kohort Juli sampai September"),
        Column("tautan", Kind.LINKS, _("Tautan bukti; urutannya mengikuti bukti."), "https://contoh.go.id/bukti/12"),
    ),
)
FEEDBACK = Sheet(
    "Umpan Balik",
    _("Umpan balik berkelanjutan. Dari rekan, bawahan, dan warga disimpan tanpa pemberi dan tanpa kode barisnya."),
    (
        _key("kode", _("Kode baris; unik dalam lembar ini."), "UB-0001", 80),
        _ref("kode_pegawai", _("Pegawai yang menerima umpan balik."), "P-0012"),
        _ref("kode_periode", _PERIOD, "2026-TW3"),
        _choice("sumber", _("Asal umpan balik."), _GIVERS),
        Column("terbuka", Kind.YES_NO, _("«ya» bila pemberi tahu bahwa isinya ditampilkan satu per satu."), NO),
        _whole("nomor_rhk", _("Rencana hasil kerja yang dibahas."), "1", required=False, key=False),
        _choice("nilai_dasar", _("Nilai dasar yang dibahas."), CoreValue, required=False),
        _long("isi", _("Isi umpan balik."), "Selalu membantu rekan kerja", True),
        _choice("sikap", _("Sikap pemberi menurut pemberi sendiri."), Stance),
    ),
)
RATINGS = Sheet(
    "Penilaian",
    _("Nilai menurut sumber dan kriteria. Dari rekan, bawahan, dan warga disimpan tanpa pemberi."),
    (
        _key("kode", _("Kode baris; unik dalam lembar ini."), "N-0001", 80),
        _ref("kode_pegawai", _("Pegawai yang dinilai."), "P-0012"),
        _ref("kode_periode", _PERIOD, "2026-TW3"),
        _choice("sumber", _("Pemberi nilai."), _GIVERS),
        _choice("komponen", _("Komponen kebijakan penilaian."), Component),
        _text("kriteria", _("Kriteria yang dinilai."), "ramah", 60, required=True),
        _number("nilai", _("Nilai dari 1 sampai skala."), "4", required=True),
        _whole("skala", _("Nilai tertinggi: 4 atau 5."), "5", key=False),
    ),
)
SERVICES = Sheet(
    "Layanan",
    _("Register layanan: satu baris untuk setiap layanan yang diberikan."),
    (
        _key("nomor_transaksi", _("Nomor register; unik dalam instansi."), "REG-2026-00017", 80),
        _ref("kode_pegawai", _("Pegawai yang melayani."), "P-0012"),
        _text("layanan", _("Nama layanan."), "Perekaman KTP-el", 200, required=True),
        Column("diterima", Kind.INSTANT, _("Saat berkas diterima."), "2026-07-01 08:30", required=True),
        Column("selesai", Kind.INSTANT, _("Saat layanan selesai; kosong bila belum."), "2026-07-01 08:52"),
        _number("standar", _("Standar waktu layanan, dalam satuan."), "30", required=True),
        _choice("satuan", _("Satuan standar waktu."), TimeUnit),
        Column("tepat", Kind.YES_NO, _("Hasil tepat tanpa perbaikan; kosong bila tidak dicatat."), YES),
    ),
)

# In the order in which they rest on each other.
SHEETS: tuple[Sheet, ...] = (
    UNIT,
    PEOPLE,
    SUPERIORS,
    ROLES,
    PERIODS,
    UNIT_RESULTS,
    PLANS,
    RESULTS,
    INDICATORS,
    BEHAVIOUR,
    REALISATIONS,
    FEEDBACK,
    RATINGS,
    SERVICES,
)
BY_NAME: dict[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}
