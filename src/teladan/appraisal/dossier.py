"""Everything one appraisal rests on, gathered for a page: the same for the employee and the superior."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from teladan.appraisal.explain import Reader, gap_sentences, reasons_of, sentences_of_changes
from teladan.appraisal.explain.node import proof
from teladan.appraisal.models import Appraisal, Period, Snapshot
from teladan.appraisal.snapshot import feedback_reference, result_reference
from teladan.planning.models import BehaviourExpectation
from teladan.rules import policy as policies
from teladan.rules.appraise import Recommendation, appraise, what_would_change
from teladan.rules.appraise.judged import JudgedResult, judge_results
from teladan.rules.enums import Component, CoreValue, Source
from teladan.rules.evidence import PersonEvidence, RatingEvidence
from teladan.rules.policy.model import ANONYMOUS_SOURCES, LEAST_GROUP
from teladan.voices.models import AnonymousAnswer, Feedback


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, as it may be shown: never who, never when."""

    source: str
    stance: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One RHK with what was reached, how it stands against what was expected, and what was said about it."""

    judged: JudgedResult
    quotes: tuple[Quote, ...]
    proofs: tuple[dict[str, str], ...]
    """Proof notes with their links, those of the RHK first: {label, url}."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One BerAKHLAK value with the leader's special expectation and what was said about it."""

    value: CoreValue
    special: str
    quotes: tuple[Quote, ...]
    rated: bool
    """Whether a rating of it is shown."""


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One mean rating of a source, and whether the policy counts it."""

    source: Source
    component: Component
    criterion: str
    value: Decimal
    scale: int
    count: int
    counted: bool


@dataclass(frozen=True, slots=True)
class RatingTable:
    """Mean ratings side by side: a row for each thing rated, a cell for each source, None where it gave none."""

    sources: tuple[Source, ...]
    rows: tuple[tuple[RatingLine, tuple[tuple[Source, RatingLine | None], ...]], ...]
    """The first rating of a row names what it is about."""

    @property
    def uncounted(self) -> bool:
        """Whether some rating is shown and not counted."""
        return any(cell is not None and not cell.counted for _first, cells in self.rows for _source, cell in cells)


@dataclass(frozen=True, slots=True)
class Dossier:
    """An appraisal with its evidence, the recommendation and its reasons."""

    appraisal: Appraisal
    snapshot: Snapshot
    evidence: PersonEvidence
    recommendation: Recommendation
    reasons: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    changes: list[str]
    settled: bool
    """Whether the period is over, or to the person: decided; what is missing then is a finding, not a task."""
    results: tuple[ResultLine, ...]
    values: tuple[ValueLine, ...]
    general: tuple[Quote, ...]
    ratings: RatingTable
    hidden_groups: tuple[tuple[str, int], ...]


@lru_cache(maxsize=64)
def _parsed(digest: str, document: str) -> policies.Policy:
    return policies.load(document)


def policy_of(period: Period) -> policies.Policy:
    """The period's policy, parsed once a process."""
    return _parsed(period.policy.digest, period.policy.document)


def dossier(appraisal: Appraisal, snapshot_id: UUID | None, *, reader: Reader = Reader.PERSON) -> Dossier | None:
    """The dossier of a snapshot (the decision's, or the current one); None while none was taken.

    The words are for the `reader`; once the appraisal is settled nothing is advised any more. The number of statements
    is the same for every amount of evidence.
    """
    snapshot = Snapshot.objects.filter(pk=snapshot_id).first() if snapshot_id else None
    if snapshot is None:
        return None
    evidence = PersonEvidence.from_json(snapshot.evidence)
    policy = policy_of(appraisal.period)
    recommendation = appraise(evidence, policy)
    floors = _floors(policy)
    quotes, hidden, words = _quotes(appraisal, floors)
    special = _special_expectations(appraisal)
    settled = not appraisal.period.is_open or (reader is Reader.PERSON and appraisal.decision_id is not None)
    ratings = _shown_ratings(evidence, policy, floors)
    rated = {rating.criterion for rating in ratings if rating.component is Component.BEHAVIOUR}
    return Dossier(
        appraisal=appraisal,
        snapshot=snapshot,
        evidence=evidence,
        recommendation=recommendation,
        reasons=reasons_of(recommendation, evidence, appraisal.period, words),
        gaps=gap_sentences(recommendation.missing, evidence, reader=reader, settled=settled),
        changes=[] if settled else sentences_of_changes(what_would_change(evidence, policy), evidence),
        settled=settled,
        results=tuple(
            ResultLine(judged, tuple(quotes[judged.evidence.reference]), _proofs(judged))
            for judged in judge_results(evidence)
        ),
        values=tuple(
            ValueLine(value, special.get(value, ""), tuple(quotes[value]), value.value in rated) for value in CoreValue
        ),
        general=tuple(quotes[""]),
        ratings=_side_by_side(ratings),
        hidden_groups=hidden,
    )


def _special_expectations(appraisal: Appraisal) -> dict[str, str]:
    rows = BehaviourExpectation.objects.filter(
        plan__person_id=appraisal.person_id, plan__year=appraisal.period.year
    ).values_list("value", "special")
    return dict(rows)


def _quotes(
    appraisal: Appraisal, floors: dict[Source, int]
) -> tuple[dict[str, list[Quote]], tuple[tuple[str, int], ...], dict[str, str]]:
    """What was said, by RHK reference or value, and named or open words by their own reference.

    Answers in groups below the floor stay hidden, counted by source.
    """
    period = appraisal.period.code
    named = Feedback.objects.filter(person_id=appraisal.person_id, period_code=period).select_related("planned_result")
    answers = list(
        AnonymousAnswer.objects.filter(person_id=appraisal.person_id, round__period_code=period, rating__isnull=True)
        .select_related("planned_result", "round")
        .order_by("pk")  # random keys: the order says nothing about who or when
    )
    closed: dict[str, list[Any]] = defaultdict(list)
    for row in answers:
        if not row.open:
            closed[row.round.source].append(row)
    found: dict[str, list[Quote]] = defaultdict(list)
    words: dict[str, str] = {}
    for told in named.order_by("code"):
        words[feedback_reference(told.code)] = told.text
        found[_about(told)].append(Quote(told.source, told.stance, told.text))
    hidden = {source: len(rows) for source, rows in closed.items() if _givers(rows) < floors[Source(source)]}
    for row in answers:
        if row.open:
            words[f"jawaban:{row.pk}"] = row.text
        if row.open or row.round.source not in hidden:
            found[_about(row)].append(Quote(row.round.source, row.stance, row.text))
    return found, tuple(sorted(hidden.items())), words


def _proofs(judged: JudgedResult) -> tuple[dict[str, str], ...]:
    notes = [*judged.evidence.proofs, *(note for one in judged.indicators for note in one.evidence.proofs)]
    return tuple(proof(note) for note in notes)


def _givers(answers: list[Any]) -> int:
    """How many people stand behind closed answers at least: nobody is kept, but each speaks of one thing once."""
    return max(Counter(_about(row) for row in answers).values())


def _floors(policy: policies.Policy) -> dict[Source, int]:
    """Fewest answers of each anonymous source that may be shown: five, or more where the policy asks for more."""
    return {
        source: max([LEAST_GROUP, *(rule.minimum for part in policy.components if (rule := part.source(source)))])
        for source in ANONYMOUS_SOURCES
    }


def _about(row: Any) -> str:
    if row.planned_result is not None:
        return result_reference(row.planned_result.number)
    return str(row.value)


def _shown_ratings(
    evidence: PersonEvidence, policy: policies.Policy, floors: dict[Source, int]
) -> tuple[RatingLine, ...]:
    """Ratings as they may be shown: anonymous groups only from the floor on."""
    return tuple(
        RatingLine(
            rating.source,
            rating.component,
            rating.criterion,
            rating.value,
            rating.scale,
            rating.count,
            counted=_counts(rating, policy),
        )
        for rating in evidence.ratings
        if rating.source not in ANONYMOUS_SOURCES or rating.count >= floors[rating.source]
    )


def _side_by_side(ratings: tuple[RatingLine, ...]) -> RatingTable:
    about: dict[tuple[Component, str], dict[Source, RatingLine]] = {}
    for rating in ratings:
        about.setdefault((rating.component, rating.criterion), {})[rating.source] = rating
    sources = tuple(source for source in Source if any(source in given for given in about.values()))
    rows = tuple(
        (next(iter(given.values())), tuple((source, given.get(source)) for source in sources))
        for given in about.values()
    )
    return RatingTable(sources, rows)


def _counts(rating: RatingEvidence, policy: policies.Policy) -> bool:
    """Whether the policy gives the rating's source a weight in its component, and knows the criterion."""
    rule = policy.component(rating.component)
    source = rule.source(rating.source) if rule else None
    if rule is None or source is None or not source.weight:
        return False
    if rule.results is not None and rating.source is Source.SUPERIOR:
        return False  # his judgement of the RHK holds them
    return not rule.items or rating.criterion in rule.items
