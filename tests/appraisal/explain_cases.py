"""Evidence in which every kind of reason appears, and ways to look into a tree of reasons."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from teladan.appraisal.explain import gap_sentences, reasons_of, sentences_of_changes
from teladan.rules.appraise import appraise, what_would_change
from teladan.rules.enums import (
    Approach,
    Aspect,
    Component,
    CoreValue,
    Expectation,
    Priority,
    Source,
    Stance,
)
from teladan.rules.evidence import (
    FeedbackEvidence,
    IndicatorEvidence,
    PersonEvidence,
    RatingEvidence,
    ResultEvidence,
    ServiceEvidence,
    ServiceUnit,
)
from teladan.rules.policy import preset

ABOVE, EXPECTED, BELOW = Expectation.ABOVE, Expectation.AS_EXPECTED, Expectation.BELOW
POSITIVE, NOT_POSITIVE, UNCLEAR = Stance.POSITIVE, Stance.NOT_POSITIVE, Stance.UNCLEAR
PERIOD: Any = SimpleNamespace(code="2026-TW3")
LONGEST = 25


def person(approach: Approach = Approach.QUALITATIVE, **parts: Any) -> PersonEvidence:
    """Evidence of one person in the third quarter of 2026."""
    return PersonEvidence("pegawai-1", date(2026, 7, 1), date(2026, 9, 30), approach, **parts)


def rhk(number: int, judged: Expectation | None = EXPECTED, statement: str = "", **parts: Any) -> ResultEvidence:
    """An RHK as a snapshot names it, judged by the superior, with a proof."""
    given: dict[str, Any] = {"superior_judgement": judged, "proofs": ("Laporan",)} | parts
    return ResultEvidence(f"rhk:{number}", statement, **given)


def figure(
    place: str, realised: str | None, lower: str | None, upper: str | None, unit: str = "", **parts: Any
) -> IndicatorEvidence:
    """An indicator with a band; more is better unless its aspect says otherwise."""
    low, high, reached = (None if text is None else Decimal(text) for text in (lower, upper, realised))
    given: dict[str, Any] = {"aspect": Aspect.QUANTITY} | parts
    return IndicatorEvidence(f"iki:{place}", lower=low, upper=high, realised=reached, unit=unit, **given)


def said(
    stance: Stance, source: Source = Source.SUPERIOR, count: int = 1, *, key: str = "", **parts: Any
) -> tuple[FeedbackEvidence, ...]:
    """Several pieces of feedback alike."""
    about = f"{key}{parts.get('result', '')}{parts.get('value', '')}"
    return tuple(FeedbackEvidence(f"umpan:{source}{stance}{about}{i}", source, stance, **parts) for i in range(count))


def on_values(values: Iterable[CoreValue] = CoreValue, stance: Stance = POSITIVE) -> tuple[FeedbackEvidence, ...]:
    """Feedback of the superior on these values."""
    return tuple(piece for value in values for piece in said(stance, value=value))


def rated(
    component: Component, value: str, source: Source = Source.SUPERIOR, criterion: str = "jelas", **parts: Any
) -> RatingEvidence:
    """A rating on a scale to 5 unless said otherwise."""
    given: dict[str, Any] = {"scale": 5} | parts
    return RatingEvidence(source, component, criterion, Decimal(value), **given)


def services(timely: int, late: int, wrong: int = 0) -> tuple[ServiceEvidence, ...]:
    """Finished services; the last `wrong` of them had an error."""
    spans = [Decimal(3)] * timely + [Decimal(9)] * late
    first_wrong = len(spans) - wrong
    return tuple(
        ServiceEvidence(f"layanan:A-{i}", "Akta", span, Decimal(5), ServiceUnit.WORKING_DAY, accurate=i < first_wrong)
        for i, span in enumerate(spans)
    )


ADDITIONAL = Priority.ADDITIONAL


def told(evidence: PersonEvidence, policy: str = "nasional") -> list[dict[str, Any]]:
    """The reasons under a preset."""
    return reasons_of(appraise(evidence, preset(policy)), evidence, PERIOD)


def gaps(evidence: PersonEvidence, policy: str = "nasional", **options: Any) -> list[dict[str, Any]]:
    """The gaps under a preset."""
    return gap_sentences(appraise(evidence, preset(policy)).missing, evidence, **options)


def changes(evidence: PersonEvidence, policy: str = "nasional") -> list[str]:
    """What would change the ratings under a preset."""
    return sentences_of_changes(what_would_change(evidence, preset(policy)), evidence)


def walk(reasons: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every reason of a tree."""
    for reason in reasons:
        yield reason
        yield from walk(reason["children"])


def find(reasons: Iterable[dict[str, Any]], sentence: str) -> dict[str, Any]:
    """The first reason with this very sentence."""
    given = list(walk(reasons))
    found = [reason for reason in given if reason["sentence"] == sentence]
    assert found, "\n".join(reason["sentence"] for reason in given)
    return found[0]


def sentences_in(reasons: Iterable[dict[str, Any]]) -> list[str]:
    """All sentences of a tree, the notes with them."""
    return [text for reason in walk(reasons) for text in (reason["sentence"], reason["note"]) if text]


def check_words(text: str) -> None:
    """The house rules for any text a person reads."""
    assert text == " ".join(text.split())
    assert "None" not in text
    assert not re.search(r"[a-z]_[a-z]|[{}]", text), text
    for sentence in re.split(r"(?<=\.)\s+", text):
        assert len(sentence.split()) <= LONGEST, sentence
