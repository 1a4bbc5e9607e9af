"""Lines about the plan: each RHK with its indicators, figures, judgements and proofs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.explain.node import DOWN, EFFECT, NEUTRAL, UP, WAITING, Node, Rule, reason
from teladan.appraisal.explain.phrases import CATEGORY, is_percent, joined, points, quantity, say
from teladan.appraisal.explain.telling import Telling
from teladan.rules.appraise import MissingCode, read_note
from teladan.rules.appraise.judged import BY_BAND, BY_SUPERIOR, direction_of
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Direction, Expectation, Priority
from teladan.rules.evidence import IndicatorEvidence
from teladan.web.formats import number

Given = Derivation[Any]


def results_count(results: Sequence[Given], telling: Telling) -> tuple[str, str]:
    """«2 dari 3 hasil kerja utama sesuai atau di atas ekspektasi.» with its effect; RHK utama before tambahan."""
    main = [d for d in results if _priority(d, telling) is not Priority.ADDITIONAL]
    counted = main or list(results)
    rated = [d for d in counted if d.value is not None]
    if not results:
        return _("SKP periode ini belum berisi rencana hasil kerja (RHK)."), WAITING
    if not rated:
        return _("Hasil kerja belum dinilai."), WAITING
    good = sum(1 for d in rated if d.value is not Expectation.BELOW)
    if len(rated) < len(counted) and main:
        sentence = _("{good} dari {all} hasil kerja utama yang sudah dinilai sesuai atau di atas ekspektasi.")
    elif main:
        sentence = _("{good} dari {all} hasil kerja utama sesuai atau di atas ekspektasi.")
    else:
        sentence = _("{good} dari {all} hasil kerja tambahan sesuai atau di atas ekspektasi.")
    effect = UP if 2 * good > len(rated) else DOWN if 2 * good < len(rated) else NEUTRAL
    return say(sentence, good=good, all=len(rated)), effect


def rest_of_count(results: Sequence[Given], telling: Telling) -> str:
    """What the count leaves out: RHK not rated yet, and how the additional ones stand."""
    open_ones = sum(1 for d in results if d.value is None)
    main = [d for d in results if _priority(d, telling) is not Priority.ADDITIONAL]
    other = [d for d in results if d not in main and d.value is not None]
    good = sum(1 for d in other if d.value is not Expectation.BELOW)
    return joined(
        say(_("{count} RHK belum dinilai; itu tidak dihitung nol."), count=open_ones) if open_ones else "",
        say(_("Hasil kerja tambahan: {good} dari {all} sesuai atau di atas ekspektasi."), good=good, all=len(other))
        if main and other
        else "",
    )


def _priority(d: Given, telling: Telling) -> Priority | None:
    result = telling.subjects.results.get(d.reference)
    return result.priority if result else None


def result_line(d: Given, telling: Telling) -> Node:
    """One RHK."""
    codes = read_note(d.note)
    indicators = [given for given in d.inputs if given.name == "indikator"]
    return reason(
        _result_sentence(d, codes, telling),
        EFFECT[d.value],
        value=points(codes["poin"]) if "poin" in codes else "",
        rule=_rule(codes, telling),
        evidence=_proofs(d),
        note=joined(_whole_statement(d.reference, telling), *_remarks(d, codes, indicators, telling), _told(d)),
        children=[
            *_judgements(d, hide_superior=not indicators),
            *_indicators(indicators, telling, above=_rule(codes, telling)),
        ],
    )


def _result_sentence(d: Given, codes: dict[str, str], telling: Telling) -> str:
    name = telling.subjects.name(d.reference)
    if d.value is None:
        if codes.get("kurang") == MissingCode.REALISATION:
            return say(_("Realisasi {rhk} belum diisi."), rhk=name)
        return say(_("{rhk} menunggu penilaian atasan."), rhk=name)
    result = telling.subjects.results.get(d.reference)
    if codes.get("dasar") == BY_BAND:
        sentence = _("{rhk} {category} menurut angkanya.")
    elif result is not None and result.superior_judgement is None:
        sentence = _("{rhk} {category} menurut penilaian atasan atas indikatornya.")
    else:
        sentence = _("Atasan menilai {rhk} {category}.")
    return say(sentence, rhk=name, category=CATEGORY[d.value])


def _rule(codes: dict[str, str], telling: Telling) -> Rule | None:
    return telling.band_rule if codes.get("dasar") == BY_BAND else telling.judgement_rule


def _whole_statement(reference: str, telling: Telling) -> str:
    statement = telling.subjects.statement(reference)
    return f"«{statement.rstrip(' .')}»." if telling.subjects.is_cut(reference) else ""


def _remarks(d: Given, codes: dict[str, str], indicators: Sequence[Given], telling: Telling) -> list[str]:
    weight, rated = codes.get("bobot_prioritas"), [given for given in indicators if given.value is not None]
    additional = _priority(d, telling) is Priority.ADDITIONAL
    if weight is None:
        priority = _("Ini hasil kerja tambahan.") if additional else _("Ini hasil kerja utama.")
    elif additional:
        priority = say(_("Ini hasil kerja tambahan, dihitung {weight} kali."), weight=number(weight))
    else:
        priority = say(_("Ini hasil kerja utama, dihitung {weight} kali."), weight=number(weight))
    by_indicators = d.value is not None and len(rated) > 1 and not _judged_whole(d, codes, telling)
    return [
        priority,
        _("Kategorinya mengikuti lebih dari setengah indikatornya; bila campuran, sesuai ekspektasi.")
        if by_indicators
        else "",
        _("Belum ada bukti dukung.") if "tanpa_bukti_dukung" in codes else "",
    ]


def _judged_whole(d: Given, codes: dict[str, str], telling: Telling) -> bool:
    result = telling.subjects.results.get(d.reference)
    return codes.get("dasar") == BY_SUPERIOR and result is not None and result.superior_judgement is not None


def _indicators(indicators: Sequence[Given], telling: Telling, *, above: Rule | None) -> list[Node]:
    """One line each; where the RHK is not judged by its indicators, those without anything only say what they are."""
    by_indicators = any(given.value is not None for given in indicators)
    return [
        indicator_line(given, telling, above=above)
        if by_indicators or _has_figure(given, telling)
        else reason(say("{name}", name=telling.subjects.name(given.reference)), note=_about(given, telling))
        for given in indicators
    ]


def _has_figure(d: Given, telling: Telling) -> bool:
    indicator = telling.subjects.indicators.get(d.reference)
    return indicator is not None and (indicator.realised is not None or bool(indicator.realised_text))


def _about(d: Given, telling: Telling) -> str:
    return joined(_whole_statement(d.reference, telling), _target(telling.subjects.indicators.get(d.reference)))


def indicator_line(d: Given, telling: Telling, *, above: Rule | None = None) -> Node:
    """One indicator: how far its figure is from the target, or what the superior says; its RHK tells the same rule."""
    indicator = telling.subjects.indicators.get(d.reference)
    codes = read_note(d.note)
    rule = _rule(codes, telling)
    by_band = codes.get("dasar") == BY_BAND
    return reason(
        _indicator_sentence(d, indicator, telling, by_band=by_band),
        EFFECT[d.value],
        value=quantity(indicator.realised, indicator.unit) if indicator and indicator.realised is not None else "",
        rule=None if rule == above else rule,
        evidence=_proofs(d),
        note=joined(_about(d, telling), _assumed_direction(d), _told(d)),
        children=[*_by_figures_alone(d), *_judgements(d, hide_superior=not by_band)],
    )


def _indicator_sentence(d: Given, indicator: IndicatorEvidence | None, telling: Telling, *, by_band: bool) -> str:
    name = telling.subjects.name(d.reference)
    if d.value is None:
        waits = indicator is not None and (indicator.realised is not None or indicator.realised_text)
        sentence = _("{indicator} menunggu penilaian atasan.") if waits else _("Realisasi {indicator} belum diisi.")
        return say(sentence, indicator=name)
    if by_band and indicator is not None and indicator.realised is not None:
        return _against_target(name, indicator, d.value)
    return say(_("Atasan menilai {indicator} {category}."), indicator=name, category=CATEGORY[d.value])


def _against_target(name: str, indicator: IndicatorEvidence, category: Expectation) -> str:
    realised, lower, upper = indicator.realised, indicator.lower, indicator.upper
    assert realised is not None
    if lower is not None and realised < lower:
        gap, low = lower - realised, True
    elif upper is not None and realised > upper:
        gap, low = realised - upper, False
    else:
        return say(_("{indicator} sesuai target."), indicator=name)
    if category is Expectation.ABOVE and low:
        sentence = _("{indicator} lebih rendah {gap} dari target, dan itu lebih baik.")
    elif category is Expectation.ABOVE:
        sentence = _("{indicator} melampaui target sebesar {gap}.")
    elif low:
        sentence = _("{indicator} kurang {gap} dari target.")
    else:
        sentence = _("{indicator} lebih {gap} dari target.")
    if is_percent(indicator.unit):  # a distance between shares is counted in points of a hundred
        return say(sentence, indicator=name, gap=quantity(gap, _("poin persen")))
    return say(sentence, indicator=name, gap=quantity(gap, indicator.unit))


def _assumed_direction(d: Given) -> str:
    if any("arah_dari_aspek" in given.note for given in d.inputs):
        return _("Arah target dibaca dari aspeknya, karena SKP belum menyebutkannya.")
    return ""


def _by_figures_alone(d: Given) -> list[Node]:
    """What the figures say where something else decided."""
    found = next((given.value for given in d.inputs if given.name == "ekspektasi_indikator"), None)
    if found is None or found is d.value:
        return []
    return [reason(_("Menurut angkanya saja:"), value=str(CATEGORY[found]))]


def _target(indicator: IndicatorEvidence | None) -> str:
    """«Target 54 sampai 66 orang. Makin besar makin baik.»"""
    if indicator is None:
        return ""
    lower, upper, unit = indicator.lower, indicator.upper, indicator.unit
    if lower is None and upper is None:
        target = " ".join(indicator.target.split()).rstrip(".")
        return say(_("Target: {target}."), target=target) if target else ""
    if lower is None:
        sentence = _("Target paling banyak {high}.")
    elif upper is None:
        sentence = _("Target paling sedikit {low}.")
    elif lower == upper:
        sentence = _("Target {low}.")
    else:
        sentence = _("Target {bare} sampai {high}.")
    figures = {"bare": number(lower), "low": _figure(lower, unit), "high": _figure(upper, unit)}
    direction = direction_of(indicator)
    return joined(say(sentence, **figures), _BETTER[direction]() if direction else "")


def _figure(value: Decimal | None, unit: str) -> str:
    return "" if value is None else quantity(value, unit)


_BETTER = {
    Direction.MORE_IS_BETTER: lambda: _("Makin besar makin baik."),
    Direction.LESS_IS_BETTER: lambda: _("Makin kecil makin baik."),
    Direction.WITHIN: lambda: _("Yang terbaik di dalam rentang itu."),
}


def _judgements(d: Given, *, hide_superior: bool) -> list[Node]:
    lines = []
    for given in d.inputs:
        if given.name == "penilaian_atasan" and not (hide_superior and given.value is d.value):
            lines.append(reason(_("Penilaian atasan:"), value=str(CATEGORY[given.value])))
        elif given.name == "penilaian_diri":
            lines.append(reason(_("Penilaian diri (ditampilkan, tidak dihitung):"), value=str(CATEGORY[given.value])))
    return lines


def _told(d: Given) -> str:
    """The realisation in the words of whoever reported it."""
    text = next((str(given.value).rstrip(" .") for given in d.inputs if given.name == "uraian_realisasi"), "")
    return say(_("Realisasi: {text}."), text=text) if text else ""


def _proofs(d: Given) -> list[str]:
    return [str(given.value) for given in d.inputs if given.name == "bukti_dukung"]
