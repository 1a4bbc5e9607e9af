"""Lines about feedback: named and open pieces singly, closed answers only as groups."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.explain.node import DOWN, NEUTRAL, UP, WAITING, Node, reason
from teladan.appraisal.explain.phrases import SOURCE, core_value, joined, say
from teladan.appraisal.explain.telling import Telling
from teladan.rules.appraise import Missing, read_note
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Source, Stance
from teladan.rules.policy.model import LEAST_GROUP

Given = Derivation[Any]
STANCE_EFFECT = {Stance.POSITIVE: UP, Stance.NOT_POSITIVE: DOWN, Stance.UNCLEAR: WAITING}


def feedback_lines(pieces: Iterable[Given], telling: Telling) -> list[Node]:
    """Named and open pieces; those that say the same share a line."""
    lines = [feedback_line(d, telling) for d in pieces]
    alike: dict[str, list[Node]] = {}
    for line in lines:
        alike.setdefault(line["sentence"], []).append(line)
    return [_together(same) for same in alike.values()]


def _together(same: Sequence[Node]) -> Node:
    if len(same) == 1:
        return same[0]
    words = joined(*dict.fromkeys(line["note"] for line in same))
    return {**same[0], "value": _("{count} kali").format(count=len(same)), "note": words}


def feedback_line(d: Given, telling: Telling) -> Node:
    """One named or open piece."""
    source = Source(read_note(d.note)["sumber"])
    piece = telling.subjects.feedback.get(d.reference)
    about = telling.subjects.about(piece) if piece else ""
    sentence = (_ABOUT if about else _GENERAL)[d.value]()
    told = say(sentence, source=SOURCE[source], about=about)
    words = " ".join(telling.words.get(d.reference, "").split())
    note = f"«{words}»" if words else ""
    if source is Source.SELF:
        return reason(told, note=note)
    return reason(told, STANCE_EFFECT[d.value], rule=telling.feedback_rule(source), note=note)


_GENERAL = {
    Stance.POSITIVE: lambda: _("Umpan balik {source} positif."),
    Stance.NOT_POSITIVE: lambda: _("Umpan balik {source} tidak positif."),
    Stance.UNCLEAR: lambda: _("Umpan balik {source} belum jelas: positif atau tidak."),
}
_ABOUT = {
    Stance.POSITIVE: lambda: _("Umpan balik {source} tentang {about} positif."),
    Stance.NOT_POSITIVE: lambda: _("Umpan balik {source} tentang {about} tidak positif."),
    Stance.UNCLEAR: lambda: _("Umpan balik {source} tentang {about} belum jelas: positif atau tidak."),
}


def group_line(d: Given, telling: Telling) -> Node:
    """The closed answers of a source, together."""
    source = Source(read_note(d.note)["sumber"])
    positive, count = int(d.value["positif"]), sum(d.value.values())
    unclear = int(d.value["belum_jelas"])
    return reason(
        say(
            _("{positive} dari {count} umpan balik {source} positif."),
            positive=positive,
            count=count,
            source=SOURCE[source],
        ),
        majority_effect(positive, count - positive - unclear, unclear),
        rule=telling.feedback_rule(source),
        note=_("Jawaban ini hanya ditampilkan bersama, agar pemberinya tidak dapat ditebak."),
    )


def majority_effect(positive: int, not_positive: int, unclear: int) -> str:
    """The sign of a group: more than half decides."""
    count = positive + not_positive + unclear
    if 2 * positive > count:
        return UP
    if 2 * not_positive > count:
        return DOWN
    return WAITING if unclear or not count else NEUTRAL


def hidden_lines(gaps: Iterable[Missing]) -> list[Node]:
    """Groups too small to show: only that, and how many are needed."""
    needed: dict[tuple[Source | None, int], list[str]] = {}
    for gap in gaps:
        needed.setdefault((gap.source, max(gap.need, LEAST_GROUP)), []).append(gap.reference)
    return [
        reason(hidden_sentence(source, need, sum(1 for one in about if one)), WAITING)
        for (source, need), about in needed.items()
    ]


def hidden_sentence(source: Source | None, need: int, criteria: int = 0) -> str:
    """«Jawaban rekan kerja disembunyikan sampai ada sedikitnya 5.»"""
    told = SOURCE[source] if source else _("anonim")
    if criteria:
        return say(
            _("Jawaban {source} untuk {criteria} kriteria disembunyikan sampai ada sedikitnya {need}."),
            source=told,
            criteria=criteria,
            need=need,
        )
    return say(_("Jawaban {source} disembunyikan sampai ada sedikitnya {need}."), source=told, need=need)


def voices_of(d: Given) -> tuple[int, int, int]:
    """The counts below a derivation: positive, not positive, unclear."""
    counts = {given.name: given.value for given in d.inputs}
    return (
        int(counts.get(Stance.POSITIVE.value, 0)),
        int(counts.get(Stance.NOT_POSITIVE.value, 0)),
        int(counts.get(Stance.UNCLEAR.value, 0)),
    )


def lived_line(d: Given, telling: Telling, *, counts_hidden: bool) -> Node:
    """Whether a BerAKHLAK value is lived, by the feedback on it."""
    positive, not_positive, unclear = voices_of(d)
    count = positive + not_positive + unclear
    values = {"value": core_value(d.reference), "positive": positive, "count": count}
    if d.value is None:
        sentence = _("Umpan balik untuk nilai {value} belum cukup jelas.")
    elif counts_hidden:
        sentence = (
            _("Nilai {value} dijalankan menurut umpan baliknya.")
            if d.value
            else _("Nilai {value} belum konsisten menurut umpan baliknya.")
        )
    else:
        sentence = (
            _("Nilai {value} dijalankan: {positive} dari {count} umpan balik positif.")
            if d.value
            else _("Nilai {value} belum konsisten: {positive} dari {count} umpan balik positif.")
        )
    return reason(
        say(sentence, **values),
        {True: UP, False: DOWN, None: WAITING}[d.value],
        rule=telling.values_rule,
        note=_("Rincian jawaban disembunyikan agar pemberinya tidak dapat ditebak.") if counts_hidden and count else "",
        children=feedback_lines((given for given in d.inputs if given.name == "umpan_balik"), telling),
    )


def counts_would_tell(references: Iterable[str], telling: Telling) -> bool:
    """Whether the counts by value would single out closed answers: some value has fewer of them than a group."""
    found = [telling.subjects.closed(value=reference) for reference in references]
    return any(0 < count < LEAST_GROUP for closed in found for count in closed.values())


def own_feedback(pieces: Iterable[Given], telling: Telling) -> list[Node]:
    """The person's own view, shown and never counted."""
    lines = feedback_lines(pieces, telling)
    told = _("Umpan balik dari diri sendiri ditampilkan, tidak dihitung.")
    return [reason(told, NEUTRAL, children=lines)] if lines else []
