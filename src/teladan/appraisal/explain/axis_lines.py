"""The first lines: how results and behaviour make the predicate, and each axis with its parts."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teladan.appraisal.explain.node import DOWN, EFFECT, NEUTRAL, UP, WAITING, Node, reason
from teladan.appraisal.explain.part_lines import component_line
from teladan.appraisal.explain.phrases import AXIS, CATEGORY, joined, points, say, silent_values
from teladan.appraisal.explain.plan_lines import rest_of_count, result_line, results_count
from teladan.appraisal.explain.telling import Telling
from teladan.appraisal.explain.unknown import unknown_note
from teladan.appraisal.explain.voice_lines import (
    counts_would_tell,
    feedback_lines,
    group_line,
    hidden_lines,
    lived_line,
    majority_effect,
    own_feedback,
    voices_of,
)
from teladan.rules.appraise import read_note
from teladan.rules.appraise.assess import kind_of
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Expectation, Predicate, Source
from teladan.rules.policy.model import Thresholds
from teladan.rules.regulations.permenpanrb_6_2022 import predicate_value
from teladan.web.words import FULL_PREDICATES, word

Given = Derivation[Any]
PREDICATE_EFFECT = {
    Predicate.VERY_GOOD: UP,
    Predicate.GOOD: UP,
    Predicate.NEEDS_IMPROVEMENT: DOWN,
    Predicate.POOR: DOWN,
    Predicate.VERY_POOR: DOWN,
    None: WAITING,
}
COMPONENT_OF = {Axis.RESULTS: Component.RESULTS, Axis.BEHAVIOUR: Component.BEHAVIOUR}


def predicate_line(predicate: Given, results: Given, behaviour: Given, telling: Telling) -> Node:
    """How the two ratings make the predicate, with the regulation's table below."""
    codes = read_note(predicate.note)
    conflict = _("Satu contoh peraturan (hlm. 208) mencetak predikat lain untuk gabungan ini; tabelnya yang diikuti.")
    return reason(
        _predicate_sentence(predicate.value, results.value, behaviour.value),
        PREDICATE_EFFECT[predicate.value],
        rule=telling.predicate_rule,
        note=joined(
            _("Tabel peraturan menggabungkan hasil kerja dan perilaku kerja menjadi satu predikat."),
            conflict if "pertentangan_teks" in codes else "",
        ),
        children=_table(telling),
    )


def _predicate_sentence(predicate: Predicate | None, results: Expectation | None, behaviour: Expectation | None) -> str:
    if predicate is not None and results is not None and behaviour is not None:
        return say(
            _("Hasil kerja {results} dan perilaku kerja {behaviour} mengarah ke predikat {predicate}."),
            results=CATEGORY[results],
            behaviour=CATEGORY[behaviour],
            predicate=word(predicate),
        )
    if results is None and behaviour is None:
        return _("Predikat belum dapat disarankan: bukti hasil kerja dan perilaku kerja belum cukup.")
    if results is None:
        return _("Predikat belum dapat disarankan: bukti hasil kerja belum cukup.")
    return _("Predikat belum dapat disarankan: bukti perilaku kerja belum cukup.")


def _table(telling: Telling) -> list[Node]:
    kind, on = kind_of(telling.evidence), telling.evidence.period_end
    return [
        reason(
            say(
                _("Hasil kerja {results}, perilaku kerja {behaviour}:"),
                results=CATEGORY[results],
                behaviour=CATEGORY[behaviour],
            ),
            value=str(FULL_PREDICATES[predicate_value(results=results, behaviour=behaviour, on=on, kind=kind)]),
        )
        for results in Expectation
        for behaviour in Expectation
    ]


def axis_line(d: Given, axis: Axis, telling: Telling) -> Node:
    """One axis, by weights or by the national guidance."""
    points_of = next((given for given in d.inputs if given.name == "poin"), None)
    if points_of is not None:
        return _weighted(d, points_of, axis, telling)
    return _majority_results(d, telling) if axis is Axis.RESULTS else _majority_behaviour(d, telling)


def _weighted(d: Given, total: Given, axis: Axis, telling: Telling) -> Node:
    telling.policy = d.source
    limits = {given.name: given.value for given in d.inputs}
    thresholds = Thresholds(limits["ambang_di_atas"], limits["ambang_sesuai"])
    if d.value is None:
        sentence = say(_("{axis} belum mendapat kategori karena buktinya belum cukup."), axis=AXIS[axis])
    else:
        sentence = say(_("{axis} {category}."), axis=AXIS[axis], category=CATEGORY[d.value])
    note = say(
        _("Poinnya rata-rata berbobot bagian berikut. Mulai {low} sesuai ekspektasi, mulai {high} di atas ekspektasi."),
        low=points(thresholds.as_expected),
        high=points(thresholds.above),
    )
    return reason(
        sentence,
        EFFECT[d.value],
        axis=axis,
        value=points(total.value) if total.value is not None else "",
        rule=telling.axis_rule(d.source, COMPONENT_OF[axis]),
        note=note,
        children=[component_line(part, axis, thresholds, telling, rated=d.value is not None) for part in total.inputs],
        open=True,
    )


AXIS_NOTES: dict[str, Promise | str] = {
    "belum_cukup_bukti": "",  # told by the sentence
    "hasil_kerja_belum_ada": "",  # told by the count
    "hasil_kerja_belum_dinilai": "",  # told with the count
    "umpan_balik_belum_ada": "",  # told by the line on feedback
    "umpan_balik_belum_jelas": gettext_lazy("Sebagian umpan balik belum jelas: positif atau tidak."),
    "hasil_dan_umpan_balik_berbeda": gettext_lazy(
        "Capaian dan umpan balik berbeda; di atas atau di bawah ekspektasi memerlukan keduanya."
    ),
    "utama_sebagian_besar_di_bawah": gettext_lazy("Sebagian besar hasil kerja utama di bawah ekspektasi."),
    "nilai_belum_ada_umpan_balik": gettext_lazy("Nilai tanpa umpan balik tidak dihitung kurang."),
    "penjaga_nilai_perlu_dipastikan": gettext_lazy(
        "Atasan perlu memastikan peran menjaga nilai dasar ASN di dalam atau di luar unit kerja."
    ),
}


def notes(d: Given) -> str:
    """The notes of an axis as sentences."""
    return joined(*(str(AXIS_NOTES[code]) if code in AXIS_NOTES else unknown_note(code) for code in read_note(d.note)))


def _majority_results(d: Given, telling: Telling) -> Node:
    parts = {given.name: given for given in d.inputs}
    work, voices = parts["capaian_hasil_kerja"], parts["umpan_balik_hasil_kerja"]
    if d.value is None:
        sentence = _("Hasil kerja belum mendapat kategori karena buktinya belum cukup.")
    elif work.value is None or voices.value is None:
        sentence = _("Hasil kerja {category}; bukti yang masih kurang tidak mengubahnya.")
    else:
        sentence = _("Hasil kerja {category} menurut capaian dan umpan baliknya.")
    return reason(
        say(sentence, category=CATEGORY.get(d.value, "")),
        EFFECT[d.value],
        axis=Axis.RESULTS,
        rule=telling.axis_rule(d.source, Component.RESULTS),
        note=notes(d),
        children=[
            _work_line(work, telling),
            _voices_line(voices, telling),
            *hidden_lines(telling.hidden(Axis.RESULTS)),
            *_span(d),
        ],
        open=True,
    )


def _work_line(d: Given, telling: Telling) -> Node:
    results = [given for given in d.inputs if given.name == "hasil_kerja"]
    sentence, effect = results_count(results, telling)
    return reason(
        sentence,
        effect,
        rule=telling.axis_rule(d.source, Component.RESULTS),
        note=rest_of_count(results, telling),
        children=[result_line(given, telling) for given in results],
    )


def _voices_line(d: Given, telling: Telling) -> Node:
    positive, not_positive, unclear = voices_of(d)
    count = positive + not_positive + unclear
    sentence = _("Umpan balik atas hasil kerja belum masuk.")
    if unclear and unclear == count:
        sentence = _("Umpan balik atas hasil kerja belum jelas: positif atau tidak.")
    elif count:
        sentence = _("{positive} dari {count} umpan balik atas hasil kerja positif.")
    return reason(
        say(sentence, positive=positive, count=count),
        majority_effect(positive, not_positive, unclear),
        rule=telling.axis_rule(d.source, Component.RESULTS),
        children=_voices_below(d.inputs, telling),
    )


def _voices_below(inputs: Sequence[Given], telling: Telling) -> list[Node]:
    singles = feedback_lines((given for given in inputs if given.name == "umpan_balik"), telling)
    return singles + [group_line(given, telling) for given in inputs if given.name == "umpan_balik_kelompok"]


def _majority_behaviour(d: Given, telling: Telling) -> Node:
    values = [given for given in d.inputs if given.name == "nilai_dijalankan"]
    groups = [given for given in d.inputs if given.name == "umpan_balik_kelompok"]
    own = [given for given in d.inputs if given.name == "umpan_balik"]
    lived = sum(1 for given in values if given.value)
    if d.value is None:
        sentence = _("Perilaku kerja belum mendapat kategori karena buktinya belum cukup.")
    else:
        sentence = _("Perilaku kerja {category}: {lived} dari {count} nilai BerAKHLAK dijalankan.")
    hidden = counts_would_tell([given.reference for given in values], telling)
    return reason(
        say(sentence, category=CATEGORY.get(d.value, ""), lived=lived, count=len(values)),
        EFFECT[d.value],
        axis=Axis.BEHAVIOUR,
        rule=telling.axis_rule(d.source, Component.BEHAVIOUR),
        note=notes(d),
        children=[
            *_superior_silent(telling),
            *_values(values, telling, counts_hidden=hidden),
            *_voices_below(groups, telling),
            *hidden_lines(telling.hidden(Axis.BEHAVIOUR)),
            *own_feedback(own, telling),
            *_span(d),
        ],
        open=True,
    )


def _values(values: Sequence[Given], telling: Telling, *, counts_hidden: bool) -> list[Node]:
    """A line for each value with feedback; the silent ones share a line."""
    silent = [given.reference for given in values if given.value is None and not sum(voices_of(given))]
    lines = [lived_line(one, telling, counts_hidden=counts_hidden) for one in values if one.reference not in silent]
    return [*lines, *([reason(silent_values(silent), WAITING, rule=telling.values_rule)] if silent else [])]


def _superior_silent(telling: Telling) -> list[Node]:
    heard = any(f.source is Source.SUPERIOR and f.result is None for f in telling.evidence.feedback)
    rule = telling.feedback_rule(Source.SUPERIOR)
    return [] if heard else [reason(_("Umpan balik atasan belum masuk."), WAITING, rule=rule)]


def _span(d: Given) -> list[Node]:
    """What the missing evidence leaves open."""
    ends = {given.name: given.value for given in d.inputs if given.name in ("paling_rendah", "paling_tinggi")}
    low, high = ends["paling_rendah"], ends["paling_tinggi"]
    if d.value is not None or (low is Expectation.BELOW and high is Expectation.ABOVE):
        return []
    if low is high:
        sentence = _("Sebagian besar hasil kerja perlu dinilai lebih dahulu.")
    else:
        sentence = _("Bila buktinya lengkap, kategorinya {low} sampai {high}.")
    return [reason(say(sentence, low=CATEGORY[low], high=CATEGORY[high]), NEUTRAL)]
