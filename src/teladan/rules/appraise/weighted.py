"""Mode berbobot: every part becomes exact points from 0 to 100; weights of parts without evidence move on."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from teladan.rules.appraise.feedback import heard, stances
from teladan.rules.appraise.judged import JudgedResult, judge_results
from teladan.rules.appraise.majority import result_gaps
from teladan.rules.appraise.outcome import Missing, MissingCode
from teladan.rules.enums import Axis, Component, Expectation, Priority, Source
from teladan.rules.evidence import FeedbackEvidence, PersonEvidence, RatingEvidence, ServiceEvidence
from teladan.rules.policy.model import (
    ANONYMOUS_SOURCES,
    ComponentRule,
    Policy,
    ResultPoints,
    SourceRule,
    WithoutEvidence,
)

Parted = Mapping[tuple[Component, Source], list[FeedbackEvidence]]
Rated = Mapping[tuple[Component, Source], list[RatingEvidence]]


class Item(NamedTuple):
    """One thing a source says: an RHK, a criterion, feedback or a share of services, as points with its weight."""

    kind: str
    reference: str
    points: Fraction
    weight: Decimal
    answers: int
    """Pieces of evidence behind it."""
    told: Fraction
    """The value before it became points: mean rating, share in percent."""


class SourceScore(NamedTuple):
    """What a source of a component says; `points` None when it has too little evidence."""

    rule: SourceRule
    points: Fraction | None
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]


class ComponentScore(NamedTuple):
    """A component with its sources."""

    rule: ComponentRule
    points: Fraction | None
    sources: tuple[SourceScore, ...]
    missing: tuple[Missing, ...]


class AxisScore(NamedTuple):
    """An axis with its components; `category` None means «belum cukup bukti»."""

    axis: Axis
    points: Fraction | None
    category: Expectation | None
    components: tuple[ComponentScore, ...]
    missing: tuple[Missing, ...]


class Material(NamedTuple):
    """The evidence of a person sorted by component and source, once for all components."""

    judged: tuple[JudgedResult, ...]
    feedback: Parted
    ratings: Rated
    services: tuple[ServiceEvidence, ...]


def weighted_axes(evidence: PersonEvidence, policy: Policy) -> tuple[AxisScore, AxisScore, Material]:
    """Both axes under a policy with weights, and the sorted evidence they rest on."""
    material = sort_material(evidence, policy)
    return _axis(Axis.RESULTS, policy, material), _axis(Axis.BEHAVIOUR, policy, material), material


def sort_material(evidence: PersonEvidence, policy: Policy) -> Material:
    """Puts each piece where it counts; a piece of feedback belongs to exactly one component."""
    feedback: dict[tuple[Component, Source], list[FeedbackEvidence]] = {}
    for piece in evidence.feedback:
        feedback.setdefault((_component_of(piece, policy), piece.source), []).append(piece)
    ratings: dict[tuple[Component, Source], list[RatingEvidence]] = {}
    for rating in evidence.ratings:
        ratings.setdefault((rating.component, rating.source), []).append(rating)
    return Material(judge_results(evidence), feedback, ratings, evidence.services)


def _component_of(piece: FeedbackEvidence, policy: Policy) -> Component:
    """Citizens' feedback is citizen voice where the policy has it; else by what it is about, in general: behaviour."""
    if piece.source is Source.CITIZEN and policy.component(Component.CITIZEN_VOICE) is not None:
        return Component.CITIZEN_VOICE
    return Component.RESULTS if piece.result is not None else Component.BEHAVIOUR


def mean(parts: Sequence[tuple[Fraction, Decimal]]) -> Fraction:
    """Weighted mean of (points, weight), exact; dividing by the weights present is what redistributes the others.

    The sum runs over plain integers, which is several times faster than adding fractions.
    """
    numerator, denominator = 0, 1
    for points, weight in parts:
        above, below = weight.as_integer_ratio()
        below *= points.denominator
        numerator = numerator * below + points.numerator * above * denominator
        denominator *= below
    above, below = sum((weight for _, weight in parts), Decimal(0)).as_integer_ratio()
    return Fraction(numerator * below, denominator * above)


def _axis(axis: Axis, policy: Policy, material: Material) -> AxisScore:
    components = tuple(component_score(rule, material) for rule in policy.of(axis))
    missing = tuple(gap for component in components for gap in component.missing)
    stopped = any(c.points is None and c.rule.without_evidence is WithoutEvidence.REQUIRED for c in components)
    parts = [(c.points, c.rule.weight) for c in components if c.points is not None]
    if stopped or not parts:
        return AxisScore(axis, None, None, components, missing)
    points = mean(parts)
    return AxisScore(axis, points, policy.thresholds[axis].category(points), components, missing)


def component_score(rule: ComponentRule, material: Material) -> ComponentScore:
    """A component's points from its sources; None when a required source, or every source, has too little evidence."""
    sources = tuple(_source(rule, source, material) for source in rule.sources)
    stopped = any(source.points is None and source.rule.required for source in sources)
    parts = [(s.points, s.rule.weight) for s in sources if s.points is not None and s.rule.weight]
    points = None if stopped or not parts else mean(parts)
    return ComponentScore(rule, points, sources, tuple(_gaps(rule, points, sources)))


def _gaps(rule: ComponentRule, points: Fraction | None, sources: tuple[SourceScore, ...]) -> list[Missing]:
    """The gaps of all sources; they block when the component is «wajib» and this source is what it waits for.

    Those of the planned results come with their own mark, since only RHK block, not single indicators.
    """
    stops = points is None and rule.without_evidence is WithoutEvidence.REQUIRED
    required = any(source.points is None and source.rule.required for source in sources)
    found: list[Missing] = []
    for source in sources:
        waits = stops and source.points is None and (source.rule.required or not required)
        marked = rule.results is not None and source.rule.source is Source.SUPERIOR
        found += [_blocking(gap) if waits and not marked else gap for gap in source.missing]
    return found


def _blocking(gap: Missing) -> Missing:
    return Missing(gap.code, gap.axis, gap.component, gap.source, gap.have, gap.need, gap.reference, blocking=True)


def _source(rule: ComponentRule, source: SourceRule, material: Material) -> SourceScore:
    if source.source is Source.SELF:
        return SourceScore(source, None, (), ())
    if rule.results is not None and source.source is Source.SUPERIOR:
        return _planned_results(rule, rule.results, source, material.judged)
    items, missing = _criteria(rule, source, material)
    said, hidden = _said(rule, source, material)
    items += said
    missing += hidden
    if source.source is Source.RECORD:
        items += _services(rule, material.services)
    have = sum(item.answers for item in items)
    enough = bool(items) and (source.source in ANONYMOUS_SOURCES or have >= source.minimum)
    if not enough:
        missing = [_too_little(rule, source, max([have, *(gap.have for gap in missing)]))]
    points = mean([(item.points, item.weight) for item in items]) if enough else None
    return SourceScore(source, points, tuple(items), tuple(missing))


def _too_little(rule: ComponentRule, source: SourceRule, have: int) -> Missing:
    code = MissingCode.GROUP_TOO_SMALL if source.source in ANONYMOUS_SOURCES else MissingCode.TOO_LITTLE
    return Missing(code, rule.axis, rule.component, source.source, have, source.minimum)


def own_items(rule: ComponentRule, material: Material) -> list[Item]:
    """The employee's own ratings, shown with weight 0."""
    own = SourceRule(Source.SELF, Decimal(0), 1)
    return [item._replace(weight=Decimal(0)) for item in _criteria(rule, own, material)[0]]


def _planned_results(
    rule: ComponentRule, results: ResultPoints, source: SourceRule, judged: tuple[JudgedResult, ...]
) -> SourceScore:
    """The RHK of the plan. Ratings and feedback of the superior on results add nothing: his judgement holds them."""
    rated = [(one.evidence, one.category) for one in judged if one.category is not None]
    items = []
    for result, category in rated:
        points, weight = Fraction(results.points[category]), results.priorities[result.priority]
        items.append(Item("rhk", result.reference, points, weight, 1, points))
    main = [one.category for one in judged if one.evidence.priority is Priority.MAIN]
    rated_main = sum(1 for category in main if category is not None)
    enough = len(items) >= source.minimum and rated_main * 100 >= results.least_main_share * len(main)
    missing = result_gaps(judged, blocking=not enough)
    if not enough and not any(gap.blocking for gap in missing):
        missing.append(_blocking(_too_little(rule, source, len(items))))
    points_of_all = mean([(item.points, item.weight) for item in items]) if enough and items else None
    return SourceScore(source, points_of_all, tuple(items), tuple(missing))


def _criteria(rule: ComponentRule, source: SourceRule, material: Material) -> tuple[list[Item], list[Missing]]:
    """Ratings by criterion: the mean of all answers, 1…scale drawn straight to 0…100 points."""
    groups: dict[str, list[RatingEvidence]] = {}
    for rating in material.ratings.get((rule.component, source.source), ()):
        if not rule.items or rating.criterion in rule.items:
            groups.setdefault(rating.criterion, []).append(rating)
    items: list[Item] = []
    missing: list[Missing] = []
    for criterion, ratings in sorted(groups.items()):
        item = _criterion(criterion, ratings)
        if source.source in ANONYMOUS_SOURCES and item.answers < source.minimum:
            gap = _too_little(rule, source, item.answers)
            missing.append(Missing(gap.code, gap.axis, gap.component, gap.source, gap.have, gap.need, criterion))
        else:
            items.append(item)
    return items, missing


def _criterion(criterion: str, ratings: list[RatingEvidence]) -> Item:
    sums: dict[int, Decimal] = {}
    counts: dict[int, int] = {}
    for rating in ratings:
        sums[rating.scale] = sums.get(rating.scale, Decimal(0)) + rating.value * rating.count
        counts[rating.scale] = counts.get(rating.scale, 0) + rating.count
    answers = sum(counts.values())
    parts = [((total - counts[scale]).as_integer_ratio(), scale - 1) for scale, total in sums.items()]
    shares = [Fraction(100 * above, below * span * answers) for (above, below), span in parts]
    points = shares[0] if len(shares) == 1 else sum(shares, Fraction(0))
    told, of = sum(sums.values(), Decimal(0)).as_integer_ratio()
    return Item("kriteria", criterion, points, Decimal(1), answers, Fraction(told, of * answers))


def _said(rule: ComponentRule, source: SourceRule, material: Material) -> tuple[list[Item], list[Missing]]:
    """Feedback: the share of positive among clear stances; on behaviour one item per BerAKHLAK value.

    Open answers of peers, subordinates and citizens may be shown singly, but here too few of them carry no weight.
    """
    pieces = material.feedback.get((rule.component, source.source), ())
    if not pieces:
        return [], []
    voices = heard(pieces, {source.source: source.minimum})
    if source.source in ANONYMOUS_SOURCES and len(voices.counted) < source.minimum:
        return [], [_too_little(rule, source, len(pieces))]
    missing = [
        Missing(MissingCode.GROUP_TOO_SMALL, rule.axis, rule.component, who, have, need)
        for who, have, need in voices.too_small
    ]
    groups: dict[str, list[FeedbackEvidence]] = {}
    for piece in voices.counted:
        by_value = rule.component is Component.BEHAVIOUR and piece.value is not None
        groups.setdefault(piece.value.value if by_value and piece.value else "", []).append(piece)
    items = []
    for reference, group in sorted(groups.items()):
        positive, not_positive, _ = stances(group)
        if clear := positive + not_positive:
            share = Fraction(100 * positive, clear)
            items.append(Item("umpan_balik", reference, share, Decimal(1), clear, share))
    return items, missing


def _services(rule: ComponentRule, services: tuple[ServiceEvidence, ...]) -> list[Item]:
    """The share of services inside their standard, or without error, on the policy's curve."""
    if rule.component is Component.SERVICE_SPEED:
        told = [service.elapsed <= service.standard for service in services]
        kind = "layanan_tepat_waktu"
    else:
        told = [service.accurate for service in services if service.accurate is not None]
        kind = "layanan_tanpa_kesalahan"
    if not told:
        return []
    share = Fraction(100 * sum(told), len(told))
    return [Item(kind, "", on_curve(rule.curve, share), Decimal(1), len(told), share)]


def on_curve(curve: tuple[tuple[Decimal, Decimal], ...], share: Fraction) -> Fraction:
    """Points (0–100) for a share in percent: straight lines between the points of the curve."""
    for (left, low), (right, high) in pairwise(curve):
        if share <= right:
            part = (share - Fraction(left)) / Fraction(right - left)
            return Fraction(low) + part * Fraction(high - low)
    return Fraction(curve[-1][1])
