"""«Apa yang akan mengubahnya»: the few single changes that would move a rating, the most useful first."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from teladan.appraisal.explain.phrases import (
    AXIS,
    CATEGORY,
    SOURCE,
    criterion,
    is_percent,
    joined,
    quantity,
    say,
)
from teladan.appraisal.explain.subjects import Subjects
from teladan.appraisal.explain.unknown import unknown_note
from teladan.rules.appraise import Change
from teladan.rules.appraise.judged import direction_of
from teladan.rules.enums import Direction, Expectation, Source, Stance
from teladan.rules.evidence import PersonEvidence
from teladan.web.formats import number
from teladan.web.words import word

BEST, WARNINGS, OF_A_KIND = 4, 2, 2
MOST_USEFUL = ("tepat_waktu", "tanpa_kesalahan", "angka", "nilai_atasan", "penilaian", "umpan_balik")
_NAME = 4
_RANKS = {Expectation.BELOW: 0, Expectation.AS_EXPECTED: 1, Expectation.ABOVE: 2}


class Told(NamedTuple):
    """A change with its condition in words, and whether the evidence gets better by it."""

    change: Change
    better: bool


def sentences_of_changes(changes: tuple[Change, ...], evidence: PersonEvidence) -> list[str]:
    """At most six sentences: up to four improvements, what the person can do first, then up to two warnings.

    A change for the worse that would merely settle an open rating is left out; a judgement that is still missing is
    told once, whatever it may be.
    """
    subjects = Subjects(evidence)
    told = [Told(one, _better(one, subjects)) for one in _settled_once(changes) if _possible(one, subjects)]
    useful = [one for one in told if one.better or one.change.before is not None]
    ordered = sorted(useful, key=_usefulness)
    improvements = _few([one for one in ordered if one.better], BEST, subjects)
    return improvements + _few([one for one in ordered if not one.better], WARNINGS, subjects)


def _few(told: list[Told], most: int, subjects: Subjects) -> list[str]:
    """The first distinct sentences, at most two of a kind."""
    kinds: Counter[str] = Counter()
    found: list[str] = []
    for one in told:
        sentence = _sentence(one, subjects)
        if sentence not in found and kinds[one.change.how] < OF_A_KIND:
            kinds[one.change.how] += 1
            found.append(sentence)
    return found[:most]


def _possible(change: Change, subjects: Subjects) -> bool:
    """Nobody is advised to reach more than 100% or less than nothing."""
    indicator = subjects.indicators.get(change.reference)
    if change.how != "angka" or indicator is None:
        return True
    figure = Decimal(change.needed.lstrip("<>"))
    if change.needed.startswith(">") and is_percent(indicator.unit):
        return figure < 100
    return not (change.needed.startswith("<") and figure <= 0)


def _settled_once(changes: Iterable[Change]) -> list[Change]:
    """Where any judgement gives an open rating, the three changes become one without a category."""
    groups: dict[tuple[str, str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.how, change.reference, change.axis), []).append(change)
    found: list[Change] = []
    for (how, *__), group in groups.items():
        open_ones = [change for change in group if change.before is None]
        if how == "nilai_atasan" and {change.needed for change in open_ones} == set(Expectation):
            first = open_ones[0]
            found.append(Change(first.axis, None, None, first.reference, how, "", "", None))
        else:
            found += group
    return found


def _usefulness(told: Told) -> tuple[int, int]:
    change = told.change
    kind = MOST_USEFUL.index(change.how) if change.how in MOST_USEFUL else len(MOST_USEFUL)
    return kind, -_RANKS[change.after] if change.after else 0


def _better(change: Change, subjects: Subjects) -> bool:
    """Whether the evidence itself gets better; settling an open judgement counts as better."""
    if change.before is not None and change.after is not None:
        return _RANKS[change.after] > _RANKS[change.before]
    if change.how == "umpan_balik":
        return change.needed == Stance.POSITIVE
    if change.how == "angka":
        return _better_figure(change, subjects)
    if change.how == "nilai_atasan":
        return change.after is None or _RANKS[Expectation(change.needed)] > _rank_of(change.current)
    if not change.current or change.how not in WORDED:
        return True
    return Decimal(change.needed) > Decimal(change.current)


def _rank_of(current: str) -> int:
    """Without a judgement so far, anything from «sesuai» on is good news."""
    return _RANKS[Expectation(current)] if current else _RANKS[Expectation.BELOW]


def _better_figure(change: Change, subjects: Subjects) -> bool:
    indicator = subjects.indicators.get(change.reference)
    if not change.current or indicator is None:
        return True
    direction, bare = direction_of(indicator), change.needed.lstrip("<>")
    if direction is Direction.WITHIN:
        return bare == change.needed
    rises = Decimal(bare) > Decimal(change.current)
    return rises is (direction is Direction.MORE_IS_BETTER)


def _sentence(told: Told, subjects: Subjects) -> str:
    change = told.change
    worded = WORDED.get(change.how)
    if worded is None:
        return unknown_note(f"{change.how} {change.reference} {change.needed}".strip())
    predicate = ""
    if change.predicate is not None and change.after is not None:
        predicate = say(_("Predikatnya kemudian {predicate}."), predicate=word(change.predicate))
    return joined(worded(told, subjects), predicate)


def _whole(sentence: str, change: Change, **values: object) -> str:
    after = CATEGORY[change.after] if change.after else ""
    return say(sentence, axis=AXIS[change.axis], after=after, **values)


def _in_time(told: Told, subjects: Subjects) -> str:
    late = [one.elapsed > one.standard for one in subjects.evidence.services]
    if told.better:
        sentence = _("Andai {count} dari {all} layanan yang terlambat selesai dalam waktu standar, {axis} {after}.")
        return _counted(told, sentence, late.count(True))
    sentence = _("Andai {count} dari {all} layanan yang tepat waktu melewati waktu standar, {axis} {after}.")
    return _counted(told, sentence, late.count(False))


def _without_error(told: Told, subjects: Subjects) -> str:
    accurate = [one.accurate for one in subjects.evidence.services]
    if told.better:
        sentence = _("Andai {count} dari {all} layanan yang salah selesai tanpa kesalahan, {axis} {after}.")
        return _counted(told, sentence, accurate.count(False))
    sentence = _("Andai {count} dari {all} layanan yang benar selesai dengan kesalahan, {axis} {after}.")
    return _counted(told, sentence, accurate.count(True))


def _counted(told: Told, sentence: str, among: int) -> str:
    """How many of the services there are would have to be otherwise: more of them would count differently."""
    change = told.change
    count = abs(int(change.needed) - int(change.current or 0))
    return _whole(sentence, change, count=count, all=among)


def _figure(told: Told, subjects: Subjects) -> str:
    change = told.change
    indicator = subjects.indicators.get(change.reference)
    figure = quantity(Decimal(change.needed.lstrip("<>")), indicator.unit if indicator else "")
    if change.needed.startswith(">"):
        sentence = _("Jika {indicator} lebih dari {figure}, {axis} menjadi {after}.")
    elif change.needed.startswith("<"):
        sentence = _("Jika {indicator} kurang dari {figure}, {axis} menjadi {after}.")
    elif told.better and indicator is not None and direction_of(indicator) is Direction.LESS_IS_BETTER:
        sentence = _("Jika {indicator} turun sampai {figure}, {axis} menjadi {after}.")
    else:
        sentence = _("Jika {indicator} mencapai {figure}, {axis} menjadi {after}.")
    return _whole(sentence, change, indicator=subjects.name(change.reference, _NAME), figure=figure)


def _judgement(told: Told, subjects: Subjects) -> str:
    change = told.change
    name = subjects.name(change.reference, _NAME)
    if change.after is None:
        return _whole(_("Begitu atasan menilai {rhk}, {axis} mendapat kategori."), change, rhk=name)
    judged = CATEGORY[Expectation(change.needed)]
    sentence = _("Jika atasan menilai {rhk} {judged}, {axis} menjadi {after}.")
    return _whole(sentence, change, rhk=name, judged=judged)


def _rating(told: Told, subjects: Subjects) -> str:
    change = told.change
    component, source, about = change.reference.split(":", 2)
    scale = subjects.scale(component, source, about)
    values = {"criterion": criterion(about), "source": SOURCE[Source(source)], "needed": number(change.needed)}
    sentence = _("Jika rata-rata {criterion} dari {source} menjadi {needed} dari {scale}, {axis} menjadi {after}.")
    if Source(source) is Source.SUPERIOR:
        sentence = _("Jika nilai {criterion} dari {source} menjadi {needed} dari {scale}, {axis} menjadi {after}.")
    return _whole(sentence, change, scale=scale or "", **values)


def _feedback(told: Told, subjects: Subjects) -> str:
    change = told.change
    piece = subjects.feedback.get(change.reference)
    about = subjects.about(piece) if piece else ""
    source = SOURCE[piece.source] if piece else ""
    positive = change.needed == Stance.POSITIVE
    if about and positive:
        sentence = _("Jika umpan balik {source} tentang {about} positif, {axis} menjadi {after}.")
    elif about:
        sentence = _("Jika umpan balik {source} tentang {about} tidak positif, {axis} menjadi {after}.")
    elif positive:
        sentence = _("Jika umpan balik {source} positif, {axis} menjadi {after}.")
    else:
        sentence = _("Jika umpan balik {source} tidak positif, {axis} menjadi {after}.")
    return _whole(sentence, change, source=source, about=about)


WORDED: dict[str, Callable[[Told, Subjects], str]] = {
    "tepat_waktu": _in_time,
    "tanpa_kesalahan": _without_error,
    "angka": _figure,
    "nilai_atasan": _judgement,
    "penilaian": _rating,
    "umpan_balik": _feedback,
}
