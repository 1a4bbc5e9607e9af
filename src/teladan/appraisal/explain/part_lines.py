"""Lines about the parts of a policy with weights: components, their sources, criteria and service statistics."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from teladan.appraisal.explain.node import DATA, EFFECT, NEUTRAL, WAITING, Node, reason
from teladan.appraisal.explain.phrases import (
    CATEGORY,
    PART,
    SOURCE,
    core_value,
    criterion,
    joined,
    listed,
    points,
    quantity,
    say,
)
from teladan.appraisal.explain.plan_lines import rest_of_count, result_line, results_count
from teladan.appraisal.explain.telling import Telling
from teladan.appraisal.explain.voice_lines import feedback_lines, group_line, hidden_lines, hidden_sentence
from teladan.rules.appraise import MissingCode, read_note
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Expectation, Source
from teladan.rules.policy.model import ANONYMOUS_SOURCES, LEAST_GROUP, Thresholds, WithoutEvidence
from teladan.web.formats import number, percent
from teladan.web.words import word

Given = Derivation[Any]
SHOWN_SERVICES = 10
STATISTICS = ("layanan_tepat_waktu", "layanan_tanpa_kesalahan")
ITEMS = (*STATISTICS, "hasil_kerja", "kriteria")


class Part(NamedTuple):
    """A component on its axis, with what turns its points into a category."""

    component: Component
    axis: Axis
    thresholds: Thresholds

    def category(self, value: Decimal | None) -> Expectation | None:
        """The category of points that are never shown across a threshold."""
        if value is None:
            return None
        if value >= self.thresholds.above:
            return Expectation.ABOVE
        return Expectation.AS_EXPECTED if value >= self.thresholds.as_expected else Expectation.BELOW


def component_line(d: Given, axis: Axis, thresholds: Thresholds, telling: Telling, *, rated: bool = True) -> Node:
    """One component: its strongest finding, points and weight; a single source is told in its place.

    Without a rating of the axis (`rated` False) no weight was used, so none is told to have moved.
    """
    part = Part(Component(d.reference), axis, thresholds)
    codes = read_note(d.note)
    counted = [given for given in d.inputs if given.reference != Source.SELF]
    own = [given for given in d.inputs if given.reference == Source.SELF and given.inputs]
    below = _below(counted[0], part, telling) if len(counted) == 1 else _all_sources(counted, part, telling)
    sentence = _left_out(part, codes) if d.value is None else _headline(counted, part, telling)
    return reason(
        sentence,
        EFFECT[part.category(d.value)],
        axis=part.component if d.value is not None else None,
        value=points(d.value) if d.value is not None else "",
        rule=telling.part_rule(part.component, d.source),
        note=joined(
            _weight(codes, moved=rated),
            _together(counted),
            *(joined(_mixed(s), _scales(s, part, telling)) for s in counted if len(counted) == 1),
            *_contrary(codes, part),
            *(_rest(s, telling) for s in counted),
            _curve(counted),
        ),
        children=[*below, *(own_line(source, part, telling) for source in own)],
    )


def _all_sources(sources: Sequence[Given], part: Part, telling: Telling) -> list[Node]:
    return [source_line(source, part, telling) for source in sources]


def _below(d: Given, part: Part, telling: Telling) -> list[Node]:
    """The items of a source; one that repeats the source's own sentence gives way to what is below it."""
    items = _items(d, part, telling)
    if d.value is not None and items and items[0]["sentence"] == finding(d, part, telling):
        return [*items[0]["children"], *items[1:]]
    return items


def _headline(sources: Sequence[Given], part: Part, telling: Telling) -> str:
    told = [source for source in sources if source.value is not None]
    heaviest = max(told, key=lambda s: Decimal(read_note(s.note).get("bobot_terpakai", "0")), default=None)
    if heaviest is None:
        return say(_("Bagian {part} sudah mempunyai poin."), part=PART[part.component])
    return finding(heaviest, part, telling)


def _together(sources: Sequence[Given]) -> str:
    names = [str(SOURCE[Source(source.reference)]) for source in sources if source.value is not None]
    return say(_("Poinnya gabungan dari {sources}."), sources=listed(names)) if len(names) > 1 else ""


def _mixed(d: Given) -> str:
    """How ratings and feedback of one source make its points; feedback on behaviour counts once for each value."""
    criteria, shares = _criteria_of(d), _shares_of(d)
    if d.value is None or not criteria or not shares:
        return ""
    values = {"all": len(criteria) + len(shares), "criteria": len(criteria), "shares": len(shares)}
    if all(share.reference for share in shares):
        sentence = _(
            "Poinnya rata-rata {all} butir yang sama berat: {criteria} kriteria dan umpan balik tentang {shares} nilai."
        )
    else:
        sentence = _("Poinnya rata-rata {all} butir yang sama berat: {criteria} kriteria dan {shares} umpan balik.")
    return say(sentence, **values)


def _scales(d: Given, part: Part, telling: Telling) -> str:
    """How a rating becomes points, where all of the source are on one scale."""
    scale = telling.subjects.scale(part.component, Source(d.reference))
    if d.value is None or scale is None or not _criteria_of(d):
        return ""
    return say(
        _("Nilai 1 menjadi 0 poin, nilai {scale} menjadi 100 poin, dengan garis lurus di antaranya."), scale=scale
    )


def _left_out(part: Part, codes: dict[str, str]) -> str:
    if codes.get("tanpa_bukti") == WithoutEvidence.REQUIRED:
        return say(_("Bagian {part} wajib ada, tetapi buktinya belum cukup."), part=PART[part.component])
    return say(
        _("Bukti {part} belum cukup, jadi bobotnya dibagi ke bagian lain."),
        part=PART[part.component],
    )


def _curve(sources: Sequence[Given]) -> str:
    """The share of services that met the mark, and the policy's curve that makes points of it."""
    told = [d for source in sources if source.value is not None for d in source.inputs if d.name in STATISTICS]
    if not told:
        return ""
    steps = [step.split(":") for step in read_note(told[0].note)["kurva"].split(",")]
    drawn = [_("{share} menjadi {points}").format(share=percent(share), points=points(made)) for share, made in steps]
    return say(
        _("Yang memenuhi syarat {share} dari layanan. Kurva kebijakan: {steps}, dengan garis lurus di antaranya."),
        share=percent(told[0].value),
        steps=", ".join(drawn),
    )


def _weight(codes: dict[str, str], *, moved: bool = True) -> str:
    weight, used = Decimal(codes.get("bobot", "0")), Decimal(codes.get("bobot_terpakai", "0"))
    told = say(_("Berbobot {weight} dari 100."), weight=number(weight))
    if moved and used and used != weight:
        shared = say(_("Dipakai {used} dari 100, karena bobot bagian tanpa bukti dibagi ke sini."), used=number(used))
        return joined(told, shared)
    return told


def _contrary(codes: dict[str, str], part: Part) -> list[str]:
    return [
        opposed_sources(codes["sumber_berlawanan"], part.component) if "sumber_berlawanan" in codes else "",
        own_view(codes["penilaian_diri_berbeda"], part.component) if "penilaian_diri_berbeda" in codes else "",
    ]


def opposed_sources(code: str, component: Component) -> str:
    """«atasan:di_atas,warga:di_bawah» as a sentence."""
    said = dict(pair.split(":") for pair in code.split(","))
    high = next(source for source, category in said.items() if category == Expectation.ABOVE)
    low = next(source for source, category in said.items() if category == Expectation.BELOW)
    return say(
        _("Penilaian {high} tentang {part} tinggi, sedangkan penilaian {low} rendah."),
        high=SOURCE[Source(high)],
        low=SOURCE[Source(low)],
        part=PART[component],
    )


def own_view(category: str, component: Component) -> str:
    """An own view unlike the others'."""
    return say(
        _("Penilaian diri tentang {part} {category}, berbeda dari sumber lain."),
        part=PART[component],
        category=CATEGORY[Expectation(category)],
    )


def _rest(source: Given, telling: Telling) -> str:
    results = [given for given in source.inputs if given.name == "hasil_kerja"]
    return rest_of_count(results, telling) if results else ""


def source_line(d: Given, part: Part, telling: Telling) -> Node:
    """One source of a component."""
    codes = read_note(d.note)
    if d.value is None:
        first, *rest = _items(d, part, telling)
        return {**first, "note": _weight(codes), "children": rest}
    return reason(
        finding(d, part, telling),
        EFFECT[part.category(d.value)],
        value=points(d.value),
        note=joined(_weight(codes), _mixed(d), _scales(d, part, telling), _rest(d, telling), _curve([d])),
        children=_below(d, part, telling),
    )


def _waiting(d: Given, codes: dict[str, str], part: Part) -> str:
    source = Source(d.reference)
    code, __, counts = codes.get("kurang", "").partition(":")
    have, __, need = (counts or "0/1").partition("/")
    if source in ANONYMOUS_SOURCES:
        if have == "0":
            return say(_("Jawaban {source} belum masuk."), source=SOURCE[source])
        return hidden_sentence(source, max(int(need), LEAST_GROUP))
    if code == MissingCode.PLAN:
        return _("SKP periode ini belum berisi rencana hasil kerja (RHK).")
    if code == MissingCode.REALISATION:
        return _("Realisasi hasil kerja belum lengkap.")
    if code == MissingCode.SUPERIOR_JUDGEMENT:
        return _("Penilaian atasan atas hasil kerja belum lengkap.")
    if source is Source.RECORD:
        return _("Register layanan belum cukup berisi layanan yang selesai.")
    if have == "0":
        sentence = _("Penilaian {source} tentang {part} belum masuk.")
    else:
        sentence = _("Bukti dari {source} baru {have}, perlu sedikitnya {need}.")
    return say(sentence, source=SOURCE[source], part=PART[part.component], have=have, need=need)


def _items(d: Given, part: Part, telling: Telling) -> list[Node]:
    """What a source says, one line each; a source without points first says what it waits for."""
    source = Source(d.reference)
    singles = [given for given in d.inputs if given.name == "umpan_balik" and not isinstance(given.value, Decimal)]
    shares = _told_shares(d, source)
    lines = [item_line(given, source, part, telling) for given in d.inputs if given.name in ITEMS]
    lines += [_share_line(given, source, part, telling, singles) for given in shares]
    if not shares:
        lines += feedback_lines(singles, telling)
    told = {line["sentence"] for line in lines}
    groups = (group_line(given, telling) for given in d.inputs if given.name == "umpan_balik_kelompok")
    lines += [line for line in groups if line["sentence"] not in told]
    if d.value is None:
        return [reason(_waiting(d, read_note(d.note), part), WAITING), *map(_not_counted, lines)]
    return lines + hidden_lines(telling.hidden(part.axis, part.component, source))


def _told_shares(d: Given, source: Source) -> list[Given]:
    """Shares of positive feedback; by value only where every value has enough answers to hide who gave them."""
    shares = _shares_of(d)
    if source in ANONYMOUS_SOURCES and any(answers(given) < LEAST_GROUP for given in shares):
        return []
    return shares


def _not_counted(line: Node) -> Node:
    """A line of a source that has too little evidence: it keeps its words and loses its points."""
    return {**line, "value": "", "effect": DATA if line["effect"] != WAITING else WAITING}


def item_line(d: Given, source: Source, part: Part, telling: Telling) -> Node:
    """One RHK, criterion or service statistic."""
    if d.name == "hasil_kerja":
        return result_line(d, telling)
    if d.name == "kriteria":
        return _criterion_line(d, source, part, telling)
    return _statistic_line(d, part, telling)


def answers(d: Given) -> int:
    return int(read_note(d.note).get("jumlah", "1"))


def points_of(d: Given) -> Decimal:
    return Decimal(read_note(d.note).get("poin", "0"))


def _criterion_line(d: Given, source: Source, part: Part, telling: Telling) -> Node:
    counts = answers(d)
    scale = telling.subjects.scale(part.component, source, d.reference)
    told = {"criterion": criterion(d.reference), "value": number(_short(d.value)), "scale": scale, "count": counts}
    if scale is None:
        sentence = _("Kriteria {criterion} dinilai pada skala yang berbeda-beda.")
    elif counts > 1:
        sentence = _("Kriteria {criterion}: rata-rata {value} dari {scale}, {count} jawaban.")
    else:
        sentence = _("Kriteria {criterion}: {value} dari {scale}.")
    own = source is Source.SELF
    effect = NEUTRAL if own else EFFECT[part.category(points_of(d))]
    return reason(say(sentence, **told), effect, value="" if own else points(points_of(d)))


def _share_line(d: Given, source: Source, part: Part, telling: Telling, singles: Sequence[Given]) -> Node:
    """How much of the feedback is positive, with the pieces that may be shown singly."""
    positive, count = _positive(d), answers(d)
    sentence = _("{positive} dari {count} umpan balik {source} positif.")
    if d.reference:
        sentence = _("{positive} dari {count} umpan balik {source} untuk nilai {value} positif.")
    told = say(sentence, positive=positive, count=count, source=SOURCE[source], value=core_value(d.reference))
    below = feedback_lines([one for one in singles if d.reference in ("", _value_of(one, telling))], telling)
    if count == 1 and len(below) == 1:
        return {**below[0], "value": points(points_of(d))}
    return reason(told, EFFECT[part.category(points_of(d))], value=points(points_of(d)), children=below)


def _value_of(d: Given, telling: Telling) -> str | None:
    piece = telling.subjects.feedback.get(d.reference)
    return piece.value.value if piece and piece.value else None


def _positive(d: Given) -> int:
    return int((d.value * answers(d) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _statistic_line(d: Given, part: Part, telling: Telling) -> Node:
    return reason(
        _statistic(d),
        EFFECT[part.category(points_of(d))],
        value=points(points_of(d)),
        children=_missed(d, telling),
    )


def _statistic(d: Given) -> str:
    count, missed = answers(d), len(d.inputs)
    if d.name == "layanan_tepat_waktu":
        sentence = _("{good} dari {count} layanan selesai dalam waktu standar.")
    else:
        sentence = _("{good} dari {count} layanan selesai tanpa kesalahan.")
    return say(sentence, good=count - missed, count=count)


def _missed(d: Given, telling: Telling) -> list[Node]:
    """The services that missed the mark, the longest overdue first, and how many more there are."""
    given = sorted(d.inputs, key=_overdue, reverse=True) if d.name == "layanan_tepat_waktu" else list(d.inputs)
    lines = [service_line(one, telling) for one in given[:SHOWN_SERVICES]]
    more = len(given) - SHOWN_SERVICES
    return [*lines, *([reason(say(_("Dan {count} layanan lain."), count=more))] if more > 0 else [])]


def _overdue(d: Given) -> Decimal:
    return Decimal(d.value) / Decimal(read_note(d.note)["standar"])


def service_line(d: Given, telling: Telling) -> Node:
    """A service that took longer than its standard, or had an error."""
    service = telling.subjects.services.get(d.reference)
    values: dict[str, Any] = {
        "service": service.service if service else _("layanan"),
        "number": d.reference.removeprefix("layanan:"),
    }
    if d.name == "layanan_dengan_kesalahan":
        return reason(say(_("{service}, nomor {number}, selesai dengan kesalahan."), **values))
    codes = read_note(d.note)
    values["elapsed"] = quantity(d.value, word(codes["satuan"]))
    values["standard"] = quantity(Decimal(codes["standar"]), word(codes["satuan"]))
    return reason(say(_("{service}, nomor {number}: {elapsed}; standarnya {standard}."), **values))


def own_line(d: Given, part: Part, telling: Telling) -> Node:
    """The person's own ratings: shown, never scored."""
    return reason(
        _("Penilaian diri ditampilkan, tidak dihitung."),
        NEUTRAL,
        children=[item_line(given, Source.SELF, part, telling) for given in d.inputs],
    )


def finding(d: Given, part: Part, telling: Telling) -> str:
    """What a source says in one sentence."""
    source = Source(d.reference)
    results = [given for given in d.inputs if given.name == "hasil_kerja"]
    if results:
        return results_count(results, telling)[0]
    for given in d.inputs:
        if given.name in STATISTICS:
            return _statistic(given)
    criteria, shares = _criteria_of(d), _shares_of(d)
    positive, count = sum(map(_positive, shares)), sum(map(answers, shares))
    may_count = bool(shares) and (count >= LEAST_GROUP or source not in ANONYMOUS_SOURCES)
    told = {"positive": positive, "count": count, "source": SOURCE[source]}
    if criteria:
        mean = _mean_sentence(criteria, source, part, telling)
        if not may_count:
            return mean
        said = _("{mean}, dan {positive} dari {count} umpan baliknya positif.")
        return say(said, mean=mean.rstrip("."), **told)
    if may_count:
        return say(_("{positive} dari {count} umpan balik {source} positif."), **told)
    return say(_("Bukti dari {source} sudah masuk."), source=SOURCE[source])


def _criteria_of(d: Given) -> list[Given]:
    return [given for given in d.inputs if given.name == "kriteria"]


def _shares_of(d: Given) -> list[Given]:
    """Shares of positive feedback, one for each value or one for all."""
    return [given for given in d.inputs if given.name == "umpan_balik" and isinstance(given.value, Decimal)]


def _mean_sentence(criteria: Sequence[Given], source: Source, part: Part, telling: Telling) -> str:
    mean = _short(sum((Decimal(given.value) for given in criteria), Decimal(0)) / len(criteria))
    scale = telling.subjects.scale(part.component, source)
    count = max(map(answers, criteria))
    told = {"source": SOURCE[source], "value": number(mean), "scale": scale, "count": count}
    if scale is None:
        return say(_("Penilaian {source} memakai skala yang berbeda-beda."), **told)
    if source in ANONYMOUS_SOURCES:
        return say(_("{count} {source} memberi nilai rata-rata {value} dari {scale}."), **told)
    if len(criteria) == 1 and count == 1:
        return say(_("{source} memberi nilai {value} dari {scale}."), **told)
    return say(_("{source} memberi nilai rata-rata {value} dari {scale}."), **told)


def _short(value: Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
