"""What the codes of the field are called on screen; one place, so that every page and document uses the same words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PREDICATES: dict[str, Promise] = {
    "sangat_baik": _("Sangat Baik"),
    "baik": _("Baik"),
    "butuh_perbaikan": _("Butuh Perbaikan"),
    "kurang": _("Kurang"),
    "sangat_kurang": _("Sangat Kurang"),
}
# PermenPANRB 6/2022 prints the fourth predicate with both words on its forms (p. 99).
FULL_PREDICATES: dict[str, Promise] = PREDICATES | {"kurang": _("Kurang/Misconduct")}

EXPECTATIONS: dict[str, Promise] = {
    "di_atas": _("Di atas"),
    "sesuai": _("Sesuai"),
    "di_bawah": _("Di bawah"),
}
FULL_EXPECTATIONS: dict[str, Promise] = {
    "di_atas": _("Di atas ekspektasi"),
    "sesuai": _("Sesuai ekspektasi"),
    "di_bawah": _("Di bawah ekspektasi"),
}

OTHER_WORDS: dict[str, Promise] = {
    "istimewa": _("Istimewa"),
    "utama": _("Utama"),
    "tambahan": _("Tambahan"),
    "kuantitas": _("Kuantitas"),
    "kualitas": _("Kualitas"),
    "waktu": _("Waktu"),
    "biaya": _("Biaya"),
    "kualitatif": _("Kualitatif"),
    "kuantitatif": _("Kuantitatif"),
    "hasil_kerja": _("Hasil kerja"),
    "perilaku_kerja": _("Perilaku kerja"),
    "perilaku": _("Perilaku"),
    "proses": _("Proses"),
    "kompetensi": _("Kompetensi"),
    "kecepatan_layanan": _("Kecepatan layanan"),
    "ketepatan_layanan": _("Ketepatan layanan"),
    "mutu_layanan": _("Mutu layanan"),
    "suara_warga": _("Suara warga"),
    "kerja_harian": _("Kerja harian"),
    "diri": _("Diri sendiri"),
    "atasan": _("Atasan"),
    "rekan": _("Rekan kerja"),
    "bawahan": _("Bawahan"),
    "warga": _("Warga"),
    "catatan": _("Catatan layanan"),
    "positif": _("Positif"),
    "tidak_positif": _("Tidak positif"),
    "belum_jelas": _("Belum jelas"),
    "berorientasi_pelayanan": _("Berorientasi Pelayanan"),
    "akuntabel": _("Akuntabel"),
    "kompeten": _("Kompeten"),
    "harmonis": _("Harmonis"),
    "loyal": _("Loyal"),
    "adaptif": _("Adaptif"),
    "kolaboratif": _("Kolaboratif"),
    "jelas": _("Jelas"),
    "ramah": _("Ramah"),
    "responsif": _("Responsif"),
    "profesional": _("Profesional"),
    "penuh_perhatian": _("Penuh perhatian"),
    "bulanan": _("Bulanan"),
    "triwulan": _("Triwulan"),
    "tahunan": _("Tahunan"),
    "penerima_layanan": _("Penerima layanan"),
    "proses_bisnis": _("Proses bisnis"),
    "penguatan_internal": _("Penguatan internal"),
    "anggaran": _("Anggaran"),
    "menit": _("menit"),
    "jam": _("jam"),
    "hari_kerja": _("hari kerja"),
}
WORDS: dict[str, Promise] = OTHER_WORDS | PREDICATES | EXPECTATIONS


def word(code: str | None) -> str:
    """The words of a code («butuh_perbaikan» → «Butuh Perbaikan»); an unknown code with its underscores as spaces."""
    if not code:
        return "—"
    code = str(code)
    return str(WORDS[code]) if code in WORDS else code.replace("_", " ").capitalize()
