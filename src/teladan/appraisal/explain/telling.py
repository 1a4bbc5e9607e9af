"""What every line of one explanation needs to know: the evidence, its names, the gaps, and where the rules stand."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from teladan.appraisal.explain.node import Rule, cited
from teladan.appraisal.explain.phrases import PART
from teladan.appraisal.explain.subjects import Subjects
from teladan.rules.appraise import Missing, MissingCode
from teladan.rules.appraise.assess import kind_of
from teladan.rules.derivation import Citation
from teladan.rules.enums import Axis, Component, Source
from teladan.rules.evidence import PersonEvidence
from teladan.rules.in_force import parameter

_ACT = "PermenPANRB 6/2022"
APPRAISER = Citation(_ACT, "Pasal 23 ayat (1)", 14)
CORE_VALUES = Citation(_ACT, "Pasal 10 ayat (3)", 8)
FROM_SUPERIOR = Citation(_ACT, "Pasal 18 ayat (1)", 11)
FROM_OTHERS = Citation(_ACT, "Pasal 18 ayat (2)", 11)


class Telling:
    """One explanation in the making."""

    def __init__(
        self,
        evidence: PersonEvidence,
        missing: Iterable[Missing],
        period_code: str,
        words: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.evidence = evidence
        self.words = words
        self.subjects = Subjects(evidence)
        self.missing = tuple(missing)
        self.page = _page_of_policy(period_code)
        self.policy: Citation | None = None

    @property
    def predicate_rule(self) -> Rule | None:
        """The table of predicates (p. 99, or 103 for a whole year)."""
        return cited(parameter(f"predikat_kinerja_{kind_of(self.evidence)}", self.evidence.period_end).source)

    @property
    def band_rule(self) -> Rule | None:
        """Figures against their band."""
        return cited(parameter("pita_indikator", self.evidence.period_end).source)

    @property
    def judgement_rule(self) -> Rule | None:
        """The appraiser judges."""
        return cited(APPRAISER)

    @property
    def values_rule(self) -> Rule | None:
        """The seven BerAKHLAK values as standard of behaviour."""
        return cited(CORE_VALUES)

    def feedback_rule(self, source: Source) -> Rule | None:
        """Who may give feedback."""
        return cited(FROM_SUPERIOR if source is Source.SUPERIOR else FROM_OTHERS)

    def axis_rule(self, source: Citation | None, component: Component) -> Rule | None:
        """The guidance or policy of an axis, with the page that words it."""
        if source is not None and source == self.policy:
            return cited(source, self.page)
        return cited(source, self.part_url(component))

    def part_rule(self, component: Component, sources: Citation | None) -> Rule | None:
        """The part of the agency's policy, and what that part rests on."""
        if self.policy is None:
            return cited(sources, self.part_url(component))
        label = _("{policy}, bagian {part}").format(policy=self.policy, part=PART[component])
        if sources is not None:
            label = _("{rule}; dasar: {sources}").format(rule=label, sources=sources)
        return {"label": label, "url": self.part_url(component)}

    def part_url(self, component: Component) -> str:
        """The part on the page «Cara kami menilai»."""
        return f"{self.page}#komponen-{component.value}" if self.page else ""

    def hidden(self, axis: Axis, component: Component | None = None, source: Source | None = None) -> list[Missing]:
        """Groups of answers too small to show."""
        return [
            gap
            for gap in self.missing
            if gap.code is MissingCode.GROUP_TOO_SMALL
            and gap.axis is axis
            and component in (None, gap.component)
            and source in (None, gap.source)
        ]


def _page_of_policy(period_code: str) -> str:
    try:
        return reverse("cara-menilai", args=[period_code])
    except NoReverseMatch:
        return ""
