"""Codes of the field, as stored, exchanged and printed; members in English, values in the words of the law."""

from enum import StrEnum


class Expectation(StrEnum):
    """Rating against what was expected (PermenPANRB 6/2022, Lampiran IV.B)."""

    ABOVE = "di_atas"
    AS_EXPECTED = "sesuai"
    BELOW = "di_bawah"


class Predicate(StrEnum):
    """Predikat kinerja pegawai, best first (PermenPANRB 6/2022, p. 99); «kurang» is printed «Kurang/Misconduct»."""

    VERY_GOOD = "sangat_baik"
    GOOD = "baik"
    NEEDS_IMPROVEMENT = "butuh_perbaikan"
    POOR = "kurang"
    VERY_POOR = "sangat_kurang"


class OrganisationResult(StrEnum):
    """Capaian kinerja organisasi of the unit led by the appraiser (PermenPANRB 6/2022, pp. 92–94)."""

    OUTSTANDING = "istimewa"
    GOOD = "baik"
    NEEDS_IMPROVEMENT = "butuh_perbaikan"
    POOR = "kurang"
    VERY_POOR = "sangat_kurang"


class Priority(StrEnum):
    """Hasil kerja utama or tambahan; the appraiser fixes it (PermenPANRB 6/2022, Pasal 9)."""

    MAIN = "utama"
    ADDITIONAL = "tambahan"


class Aspect(StrEnum):
    """Aspect of an individual indicator (PermenPANRB 6/2022, Pasal 9(2))."""

    QUANTITY = "kuantitas"
    QUALITY = "kualitas"
    TIME = "waktu"
    COST = "biaya"


class Direction(StrEnum):
    """Which way an indicator is better than its band."""

    MORE_IS_BETTER = "lebih_besar"
    LESS_IS_BETTER = "lebih_kecil"
    WITHIN = "rentang"


class Approach(StrEnum):
    """Pendekatan hasil kerja of a plan (PermenPANRB 6/2022, Lampiran II)."""

    QUALITATIVE = "kualitatif"
    QUANTITATIVE = "kuantitatif"


class Axis(StrEnum):
    """The two axes of the performance quadrant."""

    RESULTS = "hasil_kerja"
    BEHAVIOUR = "perilaku_kerja"


class Source(StrEnum):
    """Who a rating or a piece of feedback comes from; «catatan» are registers and records."""

    SELF = "diri"
    SUPERIOR = "atasan"
    PEER = "rekan"
    SUBORDINATE = "bawahan"
    CITIZEN = "warga"
    RECORD = "catatan"


class Stance(StrEnum):
    """What the giver meant with a piece of feedback, said by the giver, never guessed from the words."""

    POSITIVE = "positif"
    NOT_POSITIVE = "tidak_positif"
    UNCLEAR = "belum_jelas"


class CoreValue(StrEnum):
    """The seven BerAKHLAK values in the order of the regulation (PermenPANRB 6/2022, Pasal 10(3))."""

    SERVICE = "berorientasi_pelayanan"
    ACCOUNTABLE = "akuntabel"
    COMPETENT = "kompeten"
    HARMONIOUS = "harmonis"
    LOYAL = "loyal"
    ADAPTIVE = "adaptif"
    COLLABORATIVE = "kolaboratif"


class Component(StrEnum):
    """Parts an agency's policy can weigh."""

    RESULTS = "hasil_kerja"
    PROCESS = "proses"
    BEHAVIOUR = "perilaku"
    COMPETENCE = "kompetensi"
    SERVICE_SPEED = "kecepatan_layanan"
    SERVICE_ACCURACY = "ketepatan_layanan"
    SERVICE_QUALITY = "mutu_layanan"
    CITIZEN_VOICE = "suara_warga"
    DAILY_WORK = "kerja_harian"


class ServiceQuality(StrEnum):
    """Named items of service quality (source text of Kota Medan)."""

    CLEAR = "jelas"
    FRIENDLY = "ramah"
    RESPONSIVE = "responsif"
    PROFESSIONAL = "profesional"
    ATTENTIVE = "penuh_perhatian"
