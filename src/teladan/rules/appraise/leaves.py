"""Derivations of single pieces of evidence; every leaf carries the reference a page can link.

Notes are codes separated by spaces, some with a value («code=value»); `read_note` takes them apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from teladan.rules.appraise.feedback import is_closed, stances
from teladan.rules.appraise.judged import (
    JudgedIndicator,
    JudgedResult,
    contradictions,
    direction_of,
)
from teladan.rules.derivation import Derivation
from teladan.rules.enums import Source
from teladan.rules.evidence import FeedbackEvidence, IndicatorEvidence, ResultEvidence, canonical
from teladan.rules.policy.model import ANONYMOUS_SOURCES


def read_note(note: str) -> dict[str, str]:
    """The codes of a note with their values; a code without value has an empty one."""
    pairs = (word.partition("=") for word in note.split())
    return {code: value for code, _, value in pairs}


def written_note(codes: Iterable[str]) -> str:
    """The note that holds these codes."""
    return " ".join(codes)


def result_tree(judged: JudgedResult, positive: int = 0, not_positive: int = 0) -> Derivation[Any]:
    """An RHK: its category, what decided it, what speaks against it, and all judgements and figures below."""
    result = judged.evidence
    basis = [f"dasar={judged.basis}"] if judged.basis else []
    gap = [f"kurang={judged.gap}"] if judged.gap else []
    return Derivation(
        "hasil_kerja",
        judged.category,
        inputs=(
            Derivation("prioritas", result.priority),
            *_judgements(result, result.reference),
            *(_indicator_tree(indicator) for indicator in judged.indicators),
            *_told(result),
        ),
        note=written_note([*basis, *gap, *contradictions(judged, positive, not_positive)]),
        reference=result.reference,
    )


def _indicator_tree(judged: JudgedIndicator) -> Derivation[Any]:
    indicator = judged.evidence
    figures: tuple[Derivation[Any], ...] = ()
    if judged.band is not None:
        figures = (
            Derivation("realisasi", indicator.realised, reference=indicator.reference),
            Derivation("batas_bawah", indicator.lower),
            Derivation("batas_atas", indicator.upper),
            Derivation("arah", direction_of(indicator), note="" if indicator.direction else "arah_dari_aspek"),
            Derivation("ekspektasi_indikator", judged.band),
        )
    return Derivation(
        "indikator",
        judged.category,
        inputs=(*figures, *_judgements(indicator, indicator.reference), *_told(indicator)),
        note=f"dasar={judged.basis}" if judged.basis else "",
        reference=indicator.reference,
    )


def _judgements(piece: ResultEvidence | IndicatorEvidence, reference: str) -> tuple[Derivation[Any], ...]:
    given = (
        ("penilaian_atasan", piece.superior_judgement, ""),
        ("penilaian_diri", piece.self_judgement, "bobot=0"),
    )
    return tuple(Derivation(name, value, note=note, reference=reference) for name, value, note in given if value)


def _told(piece: ResultEvidence | IndicatorEvidence) -> tuple[Derivation[Any], ...]:
    told = (Derivation("uraian_realisasi", piece.realised_text, reference=piece.reference),)
    proofs = tuple(Derivation("bukti_dukung", proof, reference=piece.reference) for proof in piece.proofs)
    return (told if piece.realised_text else ()) + proofs


def feedback_leaves(pieces: Iterable[FeedbackEvidence]) -> tuple[Derivation[Any], ...]:
    """Named and open feedback singly; closed answers only as counts of their whole group."""
    given = list(pieces)
    single = tuple(
        Derivation("umpan_balik", piece.stance, note=f"sumber={piece.source}", reference=piece.reference)
        for piece in given
        if not is_closed(piece)
    )
    groups = ((source, [p for p in given if p.source is source and is_closed(p)]) for source in ANONYMOUS_SOURCES)
    return single + tuple(_group(source, group) for source, group in groups if group)


def _group(source: Source, pieces: list[FeedbackEvidence]) -> Derivation[Any]:
    positive, not_positive, unclear = stances(pieces)
    counts = {"positif": positive, "tidak_positif": not_positive, "belum_jelas": unclear}
    return Derivation("umpan_balik_kelompok", counts, note=f"sumber={source} jumlah={len(pieces)}", reference=source)


def number(value: Decimal) -> str:
    """A number inside a note."""
    return canonical(value)
