"""What a reference inside the evidence is called: «RHK 2 «Perekaman KTP-el»», an indicator, a piece of feedback."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from teladan.appraisal.explain.phrases import LONGEST_NAME, core_value, quoted
from teladan.rules.appraise.feedback import is_closed
from teladan.rules.enums import Component, Source
from teladan.rules.evidence import FeedbackEvidence, IndicatorEvidence, PersonEvidence, ResultEvidence

_NUMBERED = re.compile(r"rhk:(\d+)")


class Subjects:
    """Names of the pieces of one person's evidence."""

    def __init__(self, evidence: PersonEvidence) -> None:
        self.evidence = evidence
        self.results: dict[str, ResultEvidence] = {}
        self.indicators: dict[str, IndicatorEvidence] = {}
        self._numbers: dict[str, str] = {}
        self._places: dict[str, tuple[str, int]] = {}
        self.feedback = {piece.reference: piece for piece in evidence.feedback}
        self.services = {service.reference: service for service in evidence.services}
        for position, result in enumerate(evidence.results, 1):
            numbered = _NUMBERED.fullmatch(result.reference)
            self.results[result.reference] = result
            self._numbers[result.reference] = numbered[1] if numbered else str(position)
            for place, indicator in enumerate(result.indicators, 1):
                self.indicators.setdefault(indicator.reference, indicator)
                self._places.setdefault(indicator.reference, (result.reference, place))

    def short(self, reference: str) -> str:
        """«RHK 2», or «indikator 1 RHK 2»."""
        if reference in self._places:
            result, place = self._places[reference]
            return _("indikator {place} RHK {number}").format(place=place, number=self._numbers[result])
        return _("RHK {number}").format(number=self._numbers.get(reference, reference.replace("_", " ")))

    def name(self, reference: str, words: int = LONGEST_NAME) -> str:
        """«RHK 2 «Perekaman KTP-el pemula»»; an indicator by its own statement where it has one."""
        indicator = self.indicators.get(reference) if reference not in self.results else None
        if indicator is not None:
            return quoted(indicator.statement, words) if indicator.statement.strip() else self.short(reference)
        result = self.results.get(reference)
        if result is None or not result.statement.strip():
            return self.short(reference)
        return f"{self.short(reference)} {quoted(result.statement, words)}"

    def is_cut(self, reference: str) -> bool:
        """Whether `name` does not hold the whole statement."""
        return len(self.statement(reference).split()) > LONGEST_NAME

    def statement(self, reference: str) -> str:
        """The statement of an RHK or indicator, "" when there is none."""
        piece = self.results.get(reference) or self.indicators.get(reference)
        return " ".join(piece.statement.split()) if piece else ""

    def about(self, piece: FeedbackEvidence) -> str:
        """What a piece of feedback is about: «RHK 2», «nilai Loyal», or "" in general."""
        if piece.result is not None:
            return self.short(piece.result)
        return _("nilai {value}").format(value=core_value(piece.value)) if piece.value is not None else ""

    def scale(self, component: Component | str, source: Source | str, criterion: str | None = None) -> int | None:
        """The upper end of the scale these ratings were given on; None when there are none, or several scales."""
        scales = {
            rating.scale
            for rating in self.evidence.ratings
            if rating.component == component
            and rating.source == source
            and (criterion is None or rating.criterion == criterion)
        }
        return scales.pop() if len(scales) == 1 else None

    def closed(self, *, result: str | None = None, value: str | None = None) -> Counter[Source]:
        """How many closed answers each source gave on an RHK, or on a value outside any RHK."""
        return Counter(
            piece.source
            for piece in self.evidence.feedback
            if is_closed(piece) and piece.result == result and (value is None or piece.value == value)
        )
