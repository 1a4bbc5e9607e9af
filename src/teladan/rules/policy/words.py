"""How a policy is worded in Indonesian: names of components, sources, axes, criteria and categories."""

from teladan.rules.enums import Axis, Component, CoreValue, Expectation, ServiceQuality, Source

AXES = {Axis.RESULTS: "Hasil kerja", Axis.BEHAVIOUR: "Perilaku kerja"}

COMPONENTS = {
    Component.RESULTS: "Hasil kerja dalam SKP",
    Component.PROCESS: "Proses dan strategi",
    Component.BEHAVIOUR: "Perilaku kerja menurut nilai dasar ASN BerAKHLAK",
    Component.COMPETENCE: "Kompetensi",
    Component.SERVICE_SPEED: "Kecepatan layanan",
    Component.SERVICE_ACCURACY: "Ketepatan layanan",
    Component.SERVICE_QUALITY: "Mutu layanan",
    Component.CITIZEN_VOICE: "Suara warga",
    Component.DAILY_WORK: "Kinerja harian",
}

SOURCES = {
    Source.SELF: "Anda sendiri",
    Source.SUPERIOR: "atasan",
    Source.PEER: "rekan kerja setingkat",
    Source.SUBORDINATE: "pegawai di bawah Anda",
    Source.CITIZEN: "warga",
    Source.RECORD: "register layanan",
}

CATEGORIES = {
    Expectation.ABOVE: "di atas ekspektasi",
    Expectation.AS_EXPECTED: "sesuai ekspektasi",
    Expectation.BELOW: "di bawah ekspektasi",
}

CRITERIA = {
    ServiceQuality.CLEAR.value: "jelas",
    ServiceQuality.FRIENDLY.value: "ramah",
    ServiceQuality.RESPONSIVE.value: "responsif",
    ServiceQuality.PROFESSIONAL.value: "profesional",
    ServiceQuality.ATTENTIVE.value: "penuh perhatian",
    CoreValue.SERVICE.value: "Berorientasi Pelayanan",
    CoreValue.ACCOUNTABLE.value: "Akuntabel",
    CoreValue.COMPETENT.value: "Kompeten",
    CoreValue.HARMONIOUS.value: "Harmonis",
    CoreValue.LOYAL.value: "Loyal",
    CoreValue.ADAPTIVE.value: "Adaptif",
    CoreValue.COLLABORATIVE.value: "Kolaboratif",
}


def criterion(code: str) -> str:
    """The words of a criterion; codes an agency made itself are read out («akurasi laporan»)."""
    return CRITERIA.get(code, code.replace("_", " "))


def enumerated(words: list[str]) -> str:
    """a, b, dan c."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
