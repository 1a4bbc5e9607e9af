"""Where pieces of evidence speak against each other, and what still lacks a proof: each its own sentence."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.explain.node import NEUTRAL, WAITING, Node, reason
from teladan.appraisal.explain.part_lines import STATISTICS, Part, answers, opposed_sources, own_view, points_of
from teladan.appraisal.explain.phrases import CATEGORY, PART, listed, say
from teladan.appraisal.explain.telling import Telling
from teladan.rules.appraise import Recommendation, read_note
from teladan.rules.appraise.feedback import is_closed, stances
from teladan.rules.appraise.judged import BY_BAND
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Expectation, Source
from teladan.rules.policy.model import LEAST_GROUP, Thresholds

Given = Derivation[Any]
Found = Sequence[tuple[Given, dict[str, str]]]


def contrasts(recommendation: Recommendation, telling: Telling) -> list[Node]:
    """All contradictions of both axes, those of results first; RHK with the same one share a line."""
    results = [(d, read_note(d.note)) for d in recommendation.results.walk() if d.name == "hasil_kerja"]
    return [
        *_of_results(results, telling),
        *_results_against_feedback(recommendation.results),
        *_of_services(recommendation.results),
        *_of_components(recommendation.results, Axis.RESULTS, telling),
        *_of_components(recommendation.behaviour, Axis.BEHAVIOUR, telling),
        *_unproven(results, telling),
    ]


def _of_results(results: Found, telling: Telling) -> Iterator[Node]:
    """One line for each kind; a kind that several RHK share holds their lines."""
    many = {
        "penilaian_atasan_berbeda": _("Pada {count} RHK, penilaian atasan berbeda dari angkanya."),
        "pita_berbeda": _("Pada {count} RHK, angka berbeda dari kategorinya."),
        "umpan_balik_berlawanan": _("Pada {count} RHK, umpan balik berlawanan dengan kategorinya."),
        "penilaian_diri_berbeda": _("Pada {count} RHK, penilaian diri berbeda dari kategorinya."),
    }
    for code, together in many.items():
        found = [(d, codes) for d, codes in results if code in codes]
        if code == "umpan_balik_berlawanan":
            found = [(d, codes) for d, codes in found if _may_be_told(d, telling)]
        lines = [_contrast(d, codes, code, telling) for d, codes in found]
        if len(lines) > 1:
            yield reason(say(together, count=len(lines)), NEUTRAL, axis=Axis.RESULTS, children=lines)
        else:
            yield from ({**line, "axis": Axis.RESULTS.value} for line in lines)


def _contrast(d: Given, codes: dict[str, str], code: str, telling: Telling) -> Node:
    sentence, note = WORDED[code](codes, d.value)
    other = CATEGORY[Expectation(codes[code])] if codes[code] else ""
    told = say(sentence, rhk=telling.subjects.name(d.reference), other=other, category=CATEGORY[d.value])
    return reason(told, NEUTRAL, rule=telling.judgement_rule, note=note)


def _superior_differs(codes: dict[str, str], category: Expectation) -> tuple[str, str]:
    return (
        _("Atasan menilai {rhk} {other}, sedangkan angkanya {category}."),
        _("Yang dipakai angkanya. Atasan dapat memutuskan lain dengan alasan tertulis."),
    )


def _figures_differ(codes: dict[str, str], category: Expectation) -> tuple[str, str]:
    if codes.get("dasar") == BY_BAND:
        return (
            _("Angka {rhk} saja {other}; bersama penilaian atasan, kategorinya {category}."),
            _("Indikator tanpa angka memakai penilaian atasan."),
        )
    return (
        _("Angka {rhk} {other}, sedangkan atasan menilainya {category}."),
        _("Yang dipakai penilaian atasan, karena SKP ini memakai pendekatan kualitatif."),
    )


def _own_differs(codes: dict[str, str], category: Expectation) -> tuple[str, str]:
    note = _("Penilaian diri ditampilkan, tidak dihitung. Perbedaan ini baik dibahas dalam dialog kinerja.")
    if codes.get("dasar") == BY_BAND:
        return _("Penilaian diri untuk {rhk} {other}, sedangkan angkanya {category}."), note
    return _("Penilaian diri untuk {rhk} {other}, sedangkan atasan menilainya {category}."), note


def _feedback_differs(codes: dict[str, str], category: Expectation) -> tuple[str, str]:
    note = _("Baca umpan baliknya, lalu bahas dalam dialog kinerja.")
    if category is Expectation.ABOVE:
        return _("{rhk} {category}, tetapi umpan baliknya kebanyakan tidak positif."), note
    return _("{rhk} {category}, tetapi umpan baliknya kebanyakan positif."), note


WORDED: dict[str, Callable[[dict[str, str], Expectation], tuple[str, str]]] = {
    "penilaian_atasan_berbeda": _superior_differs,
    "pita_berbeda": _figures_differ,
    "umpan_balik_berlawanan": _feedback_differs,
    "penilaian_diri_berbeda": _own_differs,
}


def _may_be_told(d: Given, telling: Telling) -> bool:
    """Whether the contradiction shows without closed answers that are too few to be counted for this RHK alone."""
    closed = telling.subjects.closed(result=d.reference)
    usable = [
        piece
        for piece in telling.evidence.feedback
        if piece.result == d.reference and (not is_closed(piece) or closed[piece.source] >= LEAST_GROUP)
    ]
    positive, not_positive, __ = stances(piece for piece in usable if piece.source is not Source.SELF)
    return not_positive > positive if d.value is Expectation.ABOVE else positive > not_positive


def _results_against_feedback(results: Given) -> Iterator[Node]:
    if "hasil_dan_umpan_balik_berbeda" not in read_note(results.note):
        return
    said = {given.name: given.value for given in results.inputs}
    work, voices = said["capaian_hasil_kerja"], said["umpan_balik_hasil_kerja"]
    sentences = {
        Expectation.ABOVE: _("Capaian hasil kerja {category}, sedangkan umpan baliknya kebanyakan positif."),
        Expectation.AS_EXPECTED: _("Capaian hasil kerja {category}, sedangkan umpan baliknya terbagi."),
        Expectation.BELOW: _("Capaian hasil kerja {category}, sedangkan umpan baliknya kebanyakan tidak positif."),
    }
    note = _("Kategori di atas atau di bawah ekspektasi memerlukan capaian dan umpan balik yang searah.")
    yield reason(say(sentences[voices], category=CATEGORY[work]), NEUTRAL, axis=Axis.RESULTS, note=note)


def _of_services(results: Given) -> Iterator[Node]:
    """Fast but inaccurate, or accurate but slow."""
    counted = [d for d in results.walk() if d.name == "sumber_catatan" and d.value is not None]
    found = {d.name: d for source in counted for d in source.inputs if d.name in STATISTICS}
    if len(found) < len(STATISTICS):
        return
    limits = {given.name: given.value for given in results.inputs}
    part = Part(Component.SERVICE_SPEED, Axis.RESULTS, Thresholds(limits["ambang_di_atas"], limits["ambang_sesuai"]))
    speed, accuracy = (_category(found[name], part) for name in STATISTICS)
    if speed is not Expectation.BELOW and accuracy is Expectation.BELOW:
        sentence, told_by = _("Layanan cepat, tetapi {count} dari {all} selesai dengan kesalahan."), STATISTICS[1]
    elif accuracy is not Expectation.BELOW and speed is Expectation.BELOW:
        sentence, told_by = _("Layanan tepat, tetapi {count} dari {all} melewati waktu standar."), STATISTICS[0]
    else:
        return
    told = found[told_by]
    yield reason(say(sentence, count=len(told.inputs), all=answers(told)), NEUTRAL, axis=Axis.RESULTS)


def _category(d: Given, part: Part) -> Expectation | None:
    return part.category(points_of(d))


def _of_components(d: Given, axis: Axis, telling: Telling) -> Iterator[Node]:
    """Sources that disagree, and own views unlike the others'; several own views share a line."""
    own: dict[Component, Node] = {}
    for component in d.walk():
        if not component.name.startswith("komponen_"):
            continue
        codes, which = read_note(component.note), Component(component.reference)
        rule = telling.part_rule(which, component.source)
        if "sumber_berlawanan" in codes:
            yield reason(opposed_sources(codes["sumber_berlawanan"], which), NEUTRAL, axis=axis, rule=rule)
        if "penilaian_diri_berbeda" in codes:
            own[which] = reason(own_view(codes["penilaian_diri_berbeda"], which), NEUTRAL, rule=rule)
    if len(own) > 1:
        sentence = _("Penilaian diri tentang {parts} berbeda dari sumber lain.")
        told = say(sentence, parts=listed([str(PART[which]) for which in own]))
        yield reason(told, NEUTRAL, axis=axis, children=list(own.values()))
    else:
        yield from ({**line, "axis": axis.value} for line in own.values())


def _unproven(results: Found, telling: Telling) -> Iterator[Node]:
    lacking = [d.reference for d, codes in results if "tanpa_bukti_dukung" in codes]
    if not lacking:
        return
    sentence = _("Bukti dukung belum ada untuk {list}.")
    if len(lacking) > 4:
        sentence = _("Bukti dukung belum ada untuk {count} RHK.")
    told = say(sentence, list=listed([telling.subjects.short(one) for one in lacking]), count=len(lacking))
    note = _("Bukti dukung menguatkan penilaian. Catatan atau tautan dapat ditambahkan pada realisasi.")
    yield reason(told, WAITING, axis=Axis.RESULTS, note=note)
