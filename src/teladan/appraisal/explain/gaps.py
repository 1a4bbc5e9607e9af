"""What is missing, why it matters, and who can put it right; equal gaps share one sentence."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from teladan.appraisal.explain.phrases import (
    AXIS,
    PART,
    SOURCE,
    criterion,
    joined,
    listed,
    say,
    silent_values,
)
from teladan.appraisal.explain.subjects import Subjects
from teladan.appraisal.explain.unknown import unknown_note
from teladan.rules.appraise import Missing, MissingCode
from teladan.rules.enums import Axis, Component, Source
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy.model import LEAST_GROUP

MOST_NAMED = 3


class Reader(Enum):
    """Who reads: the person, the superior, or somebody who only looks (HR, Inspektorat, the superior's superior)."""

    PERSON = "pegawai"
    SUPERIOR = "atasan"
    OTHER = "lain"


class Group(NamedTuple):
    """Gaps of one kind, with the names of the evidence and who reads."""

    gaps: Sequence[Missing]
    subjects: Subjects
    reader: Reader

    @property
    def first(self) -> Missing:
        """Any one of them; kind, axis, component and source are the same for all."""
        return self.gaps[0]

    @property
    def names(self) -> list[str]:
        """The RHK and indicators they are about, each once."""
        return [self.subjects.short(one) for one in dict.fromkeys(gap.reference for gap in self.gaps) if one]

    def for_reader(self, *, person: str, superior: str, other: str) -> str:
        """The advice in the words of who reads it."""
        return {Reader.PERSON: person, Reader.SUPERIOR: superior, Reader.OTHER: other}[self.reader]


def gap_sentences(
    missing: tuple[Missing, ...], evidence: PersonEvidence, *, reader: Reader = Reader.PERSON, settled: bool = False
) -> list[dict[str, Any]]:
    """The gaps of a recommendation, those that keep a rating open first: {sentence, help, axis, blocking}.

    `help` says why it matters and who does what next, worded for the `reader`; once the appraisal is `settled` nobody
    can do anything about it, and only what it meant is told.
    """
    subjects = Subjects(evidence)
    groups: dict[tuple[Any, ...], list[Missing]] = {}
    for gap in missing:
        groups.setdefault(_kind(gap, subjects), []).append(gap)
    ordered = sorted(groups.values(), key=lambda gaps: (not gaps[0].blocking, list(Axis).index(gaps[0].axis)))
    return [_told(Group(gaps, subjects, reader), settled=settled) for gaps in ordered]


def _kind(gap: Missing, subjects: Subjects) -> tuple[Any, ...]:
    """What is told together: RHK apart from indicators, parts that lack the same services, all unclear feedback."""
    if gap.code is MissingCode.UNCLEAR_FEEDBACK:
        return gap.code, gap.axis, gap.blocking
    if gap.source is Source.RECORD:
        return gap.code, gap.axis, gap.have, gap.need, gap.blocking
    return gap.code, gap.axis, gap.component, gap.source, gap.reference in subjects.indicators, gap.blocking


def _told(group: Group, *, settled: bool) -> dict[str, Any]:
    gap = group.first
    worded = WORDED.get(gap.code)
    sentence, advice = worded(group) if worded else (unknown_note(str(gap.code)), "")
    return {
        "sentence": sentence,
        "help": _meant(gap) if settled else joined(_why(gap), advice),
        "axis": gap.axis.value,
        "blocking": gap.blocking,
    }


def _why(gap: Missing) -> str:
    if gap.blocking:
        return say(_("Tanpa bukti yang cukup, {axis} belum mendapat kategori."), axis=AXIS[gap.axis])
    return _("Penilaian tetap berjalan, dan kekurangan ini tidak dihitung nol.")


def _meant(gap: Missing) -> str:
    return _("Karena itu tidak ada rekomendasi.") if gap.blocking else _("Kekurangan ini tidak dihitung nol.")


def _plan(group: Group) -> tuple[str, str]:
    return (
        _("SKP periode ini belum berisi rencana hasil kerja (RHK)."),
        group.for_reader(
            person=_("Anda menyusun SKP, lalu atasan menyetujuinya."),
            superior=_("Pegawai menyusun SKP, lalu Anda menyetujuinya."),
            other=_("Pegawai menyusun SKP, lalu atasan menyetujuinya."),
        ),
    )


def _realisation(group: Group) -> tuple[str, str]:
    return (
        _named(
            group,
            _("Realisasi belum diisi untuk {list}."),
            _("Realisasi belum diisi untuk {count} RHK."),
            _("Realisasi belum diisi untuk {count} indikator."),
        ),
        group.for_reader(
            person=_("Anda mengisi realisasi, lalu atasan menilainya."),
            superior=_("Pegawai mengisi realisasi, lalu Anda menilainya."),
            other=_("Pegawai mengisi realisasi, lalu atasan menilainya."),
        ),
    )


def _judgement(group: Group) -> tuple[str, str]:
    return (
        _named(
            group,
            _("Penilaian atasan belum ada untuk {list}."),
            _("Penilaian atasan belum ada untuk {count} RHK."),
            _("Penilaian atasan belum ada untuk {count} indikator."),
        ),
        group.for_reader(
            person=_("Realisasinya sudah masuk; atasan tinggal menilainya."),
            superior=_("Realisasinya sudah masuk; Anda tinggal menilainya."),
            other=_("Realisasinya sudah masuk; atasan tinggal menilainya."),
        ),
    )


def _named(group: Group, few: str, results: str, indicators: str) -> str:
    """A few by name, more by number."""
    names = group.names
    if names and len(names) <= MOST_NAMED:
        return say(few, list=listed(names))
    many = indicators if group.first.reference in group.subjects.indicators else results
    return say(many, count=len(names) or len(group.gaps))


def _too_small(group: Group) -> tuple[str, str]:
    gap, criteria = group.first, [criterion(g.reference) for g in group.gaps if g.reference]
    need = max(*(g.need for g in group.gaps), LEAST_GROUP)
    told = {"source": SOURCE[gap.source] if gap.source else "", "need": need, "part": PART[gap.component]}
    if not any(g.have for g in group.gaps):
        sentence = _("Jawaban {source} tentang {part} belum ada; perlu sedikitnya {need}.")
    elif criteria and len(criteria) <= MOST_NAMED:
        sentence = _("Jawaban {source} tentang {list} belum mencapai {need}, sehingga disembunyikan.")
    else:
        sentence = _("Jawaban {source} tentang {part} belum mencapai {need}, sehingga belum dipakai.")
    hidden = _("Batas ini menjaga agar pemberi jawaban tidak dapat ditebak.")
    return say(sentence, list=listed(criteria), **told), joined(hidden, _invitation(gap.source))


def _invitation(source: Source | None) -> str:
    if source is Source.CITIZEN:
        return _("Tempel kode QR di loket agar lebih banyak warga menilai layanan.")
    return _("Pengelola kepegawaian dapat mengundang lebih banyak pemberi jawaban.")


def _too_little(group: Group) -> tuple[str, str]:
    gap = group.first
    if gap.source is Source.RECORD:
        return _services(group)
    told = {"have": gap.have, "need": gap.need, "part": PART[gap.component]}
    if gap.component is Component.RESULTS and gap.source is Source.SUPERIOR:
        return (
            say(_("Baru {have} RHK mempunyai kategori; perlu sedikitnya {need}."), **told),
            _("Atasan menilai RHK yang realisasinya sudah masuk."),
        )
    sentence = _("Penilaian {source} tentang {part} baru {have}; perlu sedikitnya {need}.")
    if not gap.have:
        sentence = _("Penilaian {source} tentang {part} belum masuk.")
    advice = _("Atasan memberi penilaian atau umpan balik tentang bagian ini.")
    source = SOURCE[gap.source] if gap.source else ""
    return say(sentence, source=source, **told), advice if gap.source is Source.SUPERIOR else _invitation(gap.source)


def _services(group: Group) -> tuple[str, str]:
    """Too few finished services, for all parts that look at them."""
    gap = group.first
    parts = listed([str(PART[one.component]) for one in group.gaps])
    if not gap.have:
        sentence = say(_("Register layanan belum berisi layanan yang selesai untuk {parts}."), parts=parts)
        return sentence, _(
            "Ini wajar bagi tugas tanpa layanan langsung. Selain itu, register layanan perlu dilengkapi."
        )
    sentence = _("Register layanan berisi {have} layanan untuk {parts}; perlu sedikitnya {need}.")
    advice = _("Pengelola layanan melengkapi register, atau menunggu layanan berikutnya selesai.")
    return say(sentence, have=gap.have, need=gap.need, parts=parts), advice


def _on_values(group: Group) -> tuple[str, str]:
    sentence = silent_values([gap.reference for gap in group.gaps])
    return sentence, _("Atasan memberi umpan balik tentang nilai itu, atau memintanya kepada rekan kerja.")


def _on_results(group: Group) -> tuple[str, str]:
    return (
        _("Umpan balik atas hasil kerja belum masuk."),
        _("Kategori di atas atau di bawah ekspektasi memerlukannya. Atasan memberi umpan balik atas RHK."),
    )


def _unclear(group: Group) -> tuple[str, str]:
    return (
        say(_("{count} umpan balik belum jelas: positif atau tidak."), count=len(group.gaps)),
        _("Pemberinya menyatakan sikapnya; isi umpan balik tidak ditebak."),
    )


WORDED: dict[MissingCode, Callable[[Group], tuple[str, str]]] = {
    MissingCode.PLAN: _plan,
    MissingCode.REALISATION: _realisation,
    MissingCode.SUPERIOR_JUDGEMENT: _judgement,
    MissingCode.GROUP_TOO_SMALL: _too_small,
    MissingCode.TOO_LITTLE: _too_little,
    MissingCode.FEEDBACK_ON_VALUE: _on_values,
    MissingCode.FEEDBACK_ON_RESULTS: _on_results,
    MissingCode.UNCLEAR_FEEDBACK: _unclear,
}
