"""A policy in plain Indonesian: the text of the public page «Cara kami menilai».

sections = explain_sections(policy)      # for a page
text = explain(policy)                   # the same, as plain text
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component, CoreValue, Expectation, Priority, Source
from teladan.rules.policy.model import (
    ANONYMOUS_SOURCES,
    LEAST_GROUP,
    ComponentRule,
    Mode,
    Policy,
    SourceRule,
    WithoutEvidence,
    by_act,
)
from teladan.rules.policy.reading import digits
from teladan.rules.policy.words import AXES, CATEGORIES, COMPONENTS, SOURCES, criterion, enumerated
from teladan.rules.words import dated


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, a list below them, and what it rests on."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    anchor: str = ""
    """Where a reason points to inside the page; components have one."""


def explain(policy: Policy) -> str:
    """The policy as plain text, wrapped at 100 characters."""
    return "\n".join(_lines(explain_sections(policy)))


def _lines(sections: Sequence[Section]) -> list[str]:
    lines: list[str] = []
    for section in sections:
        lines += [section.title, "─" * len(section.title)]
        for paragraph in section.paragraphs:
            lines += [*textwrap.wrap(paragraph, 100), ""]
        for point in section.points:
            lines += textwrap.wrap(point, 100, initial_indent="• ", subsequent_indent="  ")
        if section.points:
            lines.append("")
        if section.citations:
            lines += [*textwrap.wrap("Dasar: " + "; ".join(section.citations) + ".", 100), ""]
    return lines


def explain_sections(policy: Policy) -> tuple[Section, ...]:
    """The policy as sections: what it is, each axis with its components, and what holds for every agency."""
    sections = [_opening(policy)]
    if policy.mode is Mode.WEIGHTED:
        sections.append(_points())
    for axis in Axis:
        if policy.mode is Mode.WEIGHTED:
            sections.append(_axis(policy, axis))
        sections += [_component(rule, policy.mode) for rule in policy.of(axis)]
        if policy.mode is Mode.MAJORITY:
            sections.append(_guidance(axis))
    return (*sections, _predicate(), _missing(policy), _anonymity(policy), _decision())


def _opening(policy: Policy) -> Section:
    if policy.mode is Mode.MAJORITY:
        how = "Cara ini mengikuti panduan pengkategorian nasional, tanpa bobot dan tanpa nilai angka."
    else:
        how = "Setiap bagian menghasilkan poin dari 0 sampai 100. Jumlah berbobotnya dibandingkan dengan ambang."
    return Section(
        policy.title,
        (
            f"Versi {policy.version}, berlaku mulai {dated(policy.valid_from)}.",
            "Penilaian mempunyai dua sumbu: hasil kerja dan perilaku kerja. Setiap sumbu mendapat satu kategori: "
            f"{', '.join(list(CATEGORIES.values())[:2])}, atau {CATEGORIES[Expectation.BELOW]}.",
            how,
        ),
        citations=_places(policy.citations),
    )


def _points() -> Section:
    return Section(
        "Dari bukti menjadi poin",
        points=(
            "Penilaian berskala: nilai terendah skala berarti 0 poin, nilai tertinggi 100 poin, di antaranya lurus.",
            "Beberapa jawaban atas satu butir dirata-rata; semua butir berbobot sama.",
            "Umpan balik: poinnya adalah persentase yang positif. Umpan balik yang belum jelas tidak dihitung.",
        ),
    )


def _axis(policy: Policy, axis: Axis) -> Section:
    limits = policy.thresholds[axis]
    above, expected = digits(limits.above), digits(limits.as_expected)
    return Section(
        f"Sumbu {AXES[axis].lower()}",
        ("Bobot setiap bagian:",),
        (
            *(f"{COMPONENTS[rule.component]}: {digits(rule.weight)}%." for rule in policy.of(axis)),
            f"{above} poin atau lebih berarti {CATEGORIES[Expectation.ABOVE]}.",
            f"{expected} poin atau lebih, tetapi kurang dari {above}, berarti {CATEGORIES[Expectation.AS_EXPECTED]}.",
            f"Kurang dari {expected} poin berarti {CATEGORIES[Expectation.BELOW]}.",
            f"Poin ditampilkan dengan pembulatan ke {digits(policy.rounding.step)} terdekat, setengah ke atas. "
            "Kategori ditentukan dari poin yang belum dibulatkan.",
        ),
    )


def _component(rule: ComponentRule, mode: Mode) -> Section:
    paragraphs = [_what(rule)]
    if rule.items:
        paragraphs.append(f"Yang dinilai: {enumerated([criterion(item) for item in rule.items])}.")
    if rule.component is Component.BEHAVIOUR:
        paragraphs.append(f"Nilai dasar ASN: {enumerated([criterion(value.value) for value in CoreValue])}.")
    points = [_source(source, rule, mode) for source in rule.sources]
    points += _points_of_results(rule)
    points += [
        f"{digits(share)}% layanan memenuhi syarat ini: {digits(worth)} poin." for share, worth in rule.curve if worth
    ]
    if rule.curve:
        points.append("Di antara angka-angka itu poin naik lurus.")
    points.append(_without(rule))
    return Section(
        COMPONENTS[rule.component],
        tuple(paragraphs),
        tuple(points),
        _places(rule.citations),
        anchor=f"komponen-{rule.component.value}",
    )


def _what(rule: ComponentRule) -> str:
    return {
        Component.RESULTS: "Kami melihat setiap rencana hasil kerja (RHK) Anda beserta realisasi dan bukti dukungnya. "
        "Pada pendekatan kuantitatif, angka Anda dibandingkan dengan target. "
        "Pada pendekatan kualitatif, atasan menilai realisasi Anda.",
        Component.PROCESS: "Kami melihat proses dan strategi Anda dalam mencapai hasil, bukan hanya hasil akhirnya.",
        Component.BEHAVIOUR: "Kami melihat perilaku kerja Anda sehari-hari, dari penilaian dan umpan balik.",
        Component.COMPETENCE: "Kami melihat kompetensi yang Anda tunjukkan dalam pekerjaan.",
        Component.SERVICE_SPEED: "Kami menghitung bagian layanan yang selesai dalam waktu standar.",
        Component.SERVICE_ACCURACY: "Kami menghitung bagian layanan yang selesai tanpa kesalahan.",
        Component.SERVICE_QUALITY: "Kami melihat penilaian atas cara Anda melayani.",
        Component.CITIZEN_VOICE: "Kami melihat penilaian dan umpan balik warga, termasuk pengaduan dan pujian.",
        Component.DAILY_WORK: "Kami melihat kinerja harian Anda. Yang dinilai hasilnya, bukan jumlah kegiatannya.",
    }[rule.component]


def _source(source: SourceRule, rule: ComponentRule, mode: Mode) -> str:
    name = SOURCES[source.source]
    if source.source is Source.SELF:
        return "Penilaian diri Anda ditampilkan di samping yang lain, tetapi tidak dihitung."
    weight = f" berbobot {digits(source.weight)}%" if mode is Mode.WEIGHTED else ""
    return f"Sumber {name}{weight}{_least(source, rule, mode)}"


def _least(source: SourceRule, rule: ComponentRule, mode: Mode) -> str:
    if source.source in ANONYMOUS_SOURCES:
        if mode is Mode.MAJORITY:
            return f"; jawaban yang tidak terbuka dipakai bila ada sedikitnya {source.minimum}."
        return f", dipakai bila ada sedikitnya {source.minimum} jawaban."
    if source.source is Source.RECORD:
        return f", dipakai bila ada sedikitnya {source.minimum} layanan."
    if rule.results is not None:
        return f", dipakai bila sedikitnya {source.minimum} RHK sudah mempunyai kategori."
    needed = ", wajib ada." if source.required else "."
    return needed if source.minimum == 1 else f", dipakai bila ada sedikitnya {source.minimum} bukti{needed}"


def _points_of_results(rule: ComponentRule) -> list[str]:
    if rule.results is None:
        return []
    points, priorities = rule.results.points, rule.results.priorities
    listed = [f"{CATEGORIES[category]} {digits(points[category])} poin" for category in Expectation]
    return [
        f"Setiap RHK mendapat poin menurut kategorinya: {', '.join(listed)}.",
        f"RHK utama dihitung {digits(priorities[Priority.MAIN])} kali, "
        f"RHK tambahan {digits(priorities[Priority.ADDITIONAL])} kali.",
        f"Sedikitnya {digits(rule.results.least_main_share)}% RHK utama harus sudah mempunyai kategori.",
    ]


def _without(rule: ComponentRule) -> str:
    if rule.without_evidence is WithoutEvidence.REQUIRED:
        return f"Bagian ini wajib: tanpa bukti yang cukup, {AXES[rule.axis].lower()} belum mendapat rating."
    return "Tanpa bukti yang cukup, bagian ini disisihkan. Bobotnya dibagi ke bagian lain, tidak dihitung nol."


def _guidance(axis: Axis) -> Section:
    if axis is Axis.RESULTS:
        points = (
            "Di atas ekspektasi: sebagian besar atau seluruh hasil kerja di atas ekspektasi dan tidak ada hasil kerja "
            "utama yang di bawah ekspektasi. Umpan baliknya sebagian besar atau seluruhnya positif.",
            "Sesuai ekspektasi: sebagian besar atau seluruh hasil kerja sesuai ekspektasi dan hanya sebagian kecil "
            "hasil kerja utama yang di bawah ekspektasi. Umpan baliknya sebagian positif.",
            "Di bawah ekspektasi: sebagian besar atau seluruh hasil kerja di bawah ekspektasi. Umpan baliknya sebagian "
            "besar atau seluruhnya tidak positif.",
        )
        return Section("Panduan kategori hasil kerja", (_HALF,), points, (f"{_P6}, hlm. 97–98 dan 100–101",))
    points = (
        "Di atas ekspektasi: Anda secara konsisten menjalankan nilai dasar ASN untuk diri sendiri dan menjadi penjaga "
        "penerapannya di dalam atau di luar unit kerja.",
        "Sesuai ekspektasi: Anda secara konsisten menjalankan nilai dasar ASN untuk diri sendiri.",
        "Di bawah ekspektasi: nilai dasar ASN belum dijalankan secara konsisten.",
    )
    return Section("Panduan kategori perilaku kerja", (_HALF,), points, (f"{_P6}, hlm. 98 dan 101–102",))


_P6 = "Peraturan Menteri PANRB Nomor 6 Tahun 2022"
_HALF = "Kami membaca «sebagian besar» sebagai lebih dari setengah."


def _predicate() -> Section:
    return Section(
        "Dari dua rating menjadi predikat kinerja",
        (
            "Rating hasil kerja dan rating perilaku kerja bertemu dalam kuadran kinerja. Kuadran itu sama untuk semua "
            "instansi.",
        ),
        (
            "Sangat baik: hasil kerja dan perilaku kerja di atas ekspektasi.",
            "Baik: hasil kerja dan perilaku kerja paling rendah sesuai ekspektasi, tetapi tidak keduanya di atas.",
            "Butuh perbaikan: hasil kerja di bawah ekspektasi, perilaku kerja paling rendah sesuai ekspektasi.",
            "Kurang/Misconduct: perilaku kerja di bawah ekspektasi, hasil kerja paling rendah sesuai ekspektasi.",
            "Sangat kurang: hasil kerja dan perilaku kerja di bawah ekspektasi.",
        ),
        (f"{_P6}, hlm. 99 dan 103",),
    )


def _missing(policy: Policy) -> Section:
    third = "Bukti yang tidak ada tidak pernah dihitung nol."
    if policy.mode is Mode.WEIGHTED:
        third += " Bobot bagian yang disisihkan dibagi ke bagian lain menurut bobotnya. Jumlahnya tetap tepat 100%."
    return Section(
        "Bila bukti belum ada",
        ("Bila bukti belum cukup, sistem menulis «belum cukup bukti» dan menyebut yang kurang.", third),
    )


def _anonymity(policy: Policy) -> Section:
    named = [source.minimum for rule in policy.components for source in rule.sources]
    counts = [count for count in named if count >= LEAST_GROUP] or [LEAST_GROUP]
    used = {source.source for rule in policy.components for source in rule.sources} & set(ANONYMOUS_SOURCES)
    if not used:
        return Section("Siapa yang memberi umpan balik", ("Kebijakan ini hanya memakai sumber yang disebut namanya.",))
    who = enumerated([SOURCES[source] for source in ANONYMOUS_SOURCES if source in used])
    return Section(
        "Siapa yang memberi umpan balik",
        (
            f"Jawaban dari {who} disimpan tanpa nama pemberinya.",
            f"Jawaban itu dipakai dan ditampilkan hanya dalam kelompok, sedikitnya {min(counts)} jawaban. "
            "Umpan balik terbuka adalah pengecualian: pemberinya tahu sejak awal bahwa isinya ditampilkan.",
        ),
    )


def _decision() -> Section:
    return Section(
        "Siapa yang memutuskan",
        (
            "Sistem memberi rekomendasi. Pejabat penilai kinerja yang menetapkan rating dan predikat.",
            "Bila ketetapannya berbeda dari rekomendasi, ia menulis alasannya. "
            "Anda dapat membaca dan menanggapi alasan itu, dan dapat mengajukan keberatan.",
        ),
        citations=(f"{_P6}, Pasal 24 dan Lampiran IV",),
    )


def _places(citations: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(str(citation) for citation in by_act(citations))
