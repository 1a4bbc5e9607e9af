"""The tree behind «Mengapa?»: the predicate, both axes, what contradicts, and how own views count."""

import logging
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.explain.axis_lines import AXIS_NOTES, axis_line, predicate_line
from teladan.appraisal.explain.contrasts import contrasts
from teladan.appraisal.explain.node import NEUTRAL, Node, reason
from teladan.appraisal.explain.telling import Telling
from teladan.appraisal.explain.unknown import unknown_line, unknown_note
from teladan.appraisal.models import Period
from teladan.rules.appraise import Recommendation, read_note
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Axis, Component, Source
from teladan.rules.evidence import PersonEvidence

log = logging.getLogger(__name__)

NAMES = frozenset(
    [
        *("predikat_kinerja", "rating_hasil_kerja", "rating_perilaku_kerja", "poin", "ambang_di_atas", "ambang_sesuai"),
        *("capaian_hasil_kerja", "umpan_balik_hasil_kerja", "paling_rendah", "paling_tinggi"),
        *("nilai_dijalankan", "nilai_dasar", "positif", "tidak_positif", "belum_jelas"),
        *("umpan_balik", "umpan_balik_kelompok", "kriteria"),
        *("hasil_kerja", "prioritas", "penilaian_atasan", "penilaian_diri", "uraian_realisasi", "bukti_dukung"),
        *("indikator", "realisasi", "batas_bawah", "batas_atas", "arah", "ekspektasi_indikator"),
        *("layanan_tepat_waktu", "layanan_tanpa_kesalahan", "layanan_terlambat", "layanan_dengan_kesalahan"),
        *(f"komponen_{component}" for component in Component),
        *(f"sumber_{source}" for source in Source),
    ]
)
"""Every derivation these pages have words for."""

NOTES = frozenset(
    [
        *("dasar", "kurang", "tanpa_bukti_dukung", "umpan_balik_berlawanan", "sumber_berlawanan"),
        *("penilaian_atasan_berbeda", "pita_berbeda", "penilaian_diri_berbeda"),
        *("bobot", "bobot_terpakai", "bobot_prioritas", "poin", "jumlah", "sumber", "tanpa_bukti"),
        *("standar", "satuan", "arah_dari_aspek", "pertentangan_teks", "kurva"),
        *AXIS_NOTES,
    ]
)
"""Every note code these pages read."""


def reasons_of(
    recommendation: Recommendation,
    evidence: PersonEvidence,
    period: Period,
    words: Mapping[str, str] = MappingProxyType({}),
) -> list[Node]:
    """The reasons for a recommendation, as reason_list draws them; `words` of feedback by its reference.

    First the predicate, then results and behaviour with all below them, then each contradiction in its own sentence,
    then that own ratings are shown and not counted. Each reason: sentence, effect (naik, turun, netral, menunggu,
    data), axis (code of the axis or component, "" below), value, rule {label, url}, evidence [{label, url}], note,
    children, open.
    """
    telling = Telling(evidence, recommendation.missing, period.code, words)
    whole, results, behaviour = recommendation.predicate, recommendation.results, recommendation.behaviour
    return [
        *_safely(lambda: [predicate_line(whole, results, behaviour, telling)], whole),
        *_safely(lambda: [axis_line(results, Axis.RESULTS, telling)], results),
        *_safely(lambda: [axis_line(behaviour, Axis.BEHAVIOUR, telling)], behaviour),
        *_safely(lambda: contrasts(recommendation, telling)),
        *_own_ratings(evidence),
        *_unknown(recommendation),
    ]


def _safely(told: Callable[[], list[Node]], d: Derivation[Any] | None = None) -> list[Node]:
    """A tree of an unforeseen shape is told by its names rather than not at all."""
    try:
        return told()
    except (ArithmeticError, AssertionError, AttributeError, LookupError, StopIteration, TypeError, ValueError):
        log.exception("no words for the tree of %s", d.name if d else "contradictions")
        return [unknown_line(d)] if d else []


def _own_ratings(evidence: PersonEvidence) -> list[Node]:
    judged = any(
        result.self_judgement or any(indicator.self_judgement for indicator in result.indicators)
        for result in evidence.results
    )
    sources = [rating.source for rating in evidence.ratings] + [piece.source for piece in evidence.feedback]
    if not judged and Source.SELF not in sources:
        return []
    note = _("Dengan begitu setiap orang dinilai oleh orang lain dan dari catatan, dengan ukuran yang sama.")
    return [reason(_("Penilaian diri ditampilkan, tidak dihitung."), NEUTRAL, note=note)]


def _unknown(recommendation: Recommendation) -> Iterator[Node]:
    """What appraise() has learned to say since, so that nothing is lost."""
    names: set[str] = set()
    codes: set[str] = set()
    for d in recommendation.predicate.walk():
        if d.name not in NAMES and d.name not in names:
            names.add(d.name)
            yield unknown_line(d)
        codes |= read_note(d.note).keys() - NOTES
    yield from (reason(unknown_note(code)) for code in sorted(codes))
