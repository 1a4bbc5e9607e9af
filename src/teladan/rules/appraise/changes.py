"""«Apa yang akan mengubahnya»: the smallest single changes of the evidence that would move a rating.

Each piece of evidence gives two ladders, upwards and downwards, from its nearest to its farthest other state. Better
evidence never lowers a rating, so a ladder whose farthest rung moves nothing is passed over, and of the others the
first rung that moves the rating is told.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from teladan.rules.appraise.assess import Assessment, assess
from teladan.rules.appraise.feedback import is_closed
from teladan.rules.appraise.judged import JudgedIndicator, JudgedResult, direction_of, judge_results
from teladan.rules.appraise.outcome import Change
from teladan.rules.enums import Approach, Axis, Component, Direction, Expectation, Source, Stance
from teladan.rules.evidence import (
    FeedbackEvidence,
    PersonEvidence,
    RatingEvidence,
    ResultEvidence,
    ServiceEvidence,
    canonical,
)
from teladan.rules.policy.model import Mode, Policy

BEST_FIRST = (Expectation.ABOVE, Expectation.AS_EXPECTED, Expectation.BELOW)
MEAN_STEP = Decimal("0.1")
Rung = tuple[str, Callable[[], PersonEvidence]]


class Ladder(NamedTuple):
    """Ever larger changes of one piece of evidence in one direction."""

    reference: str
    how: str
    current: str
    rungs: Sequence[Rung]


def what_would_change(evidence: PersonEvidence, policy: Policy) -> tuple[Change, ...]:
    """The smallest single changes that would move the rating of an axis, or give it one; improvements first.

    The employee's own judgement is never among them, since it never counts, and closed answers are not told singly.
    """
    base = assess(evidence, policy)
    found = [change for ladder in _ladders(evidence, policy) for change in _climb(ladder, base, policy)]
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    worse = _rank(change.after) > _rank(change.before)
    return (list(Axis).index(change.axis), worse, change.how, change.reference, _rank(change.after))


def _rank(category: Expectation | None) -> int:
    return len(BEST_FIRST) if category is None else BEST_FIRST.index(category)


def _climb(ladder: Ladder, base: Assessment, policy: Policy) -> Iterator[Change]:
    if not ladder.rungs or _same(assess(ladder.rungs[-1][1](), policy), base):
        return
    for needed, changed in ladder.rungs:
        found = assess(changed(), policy)
        if _same(found, base):
            continue
        for axis, before, after in (
            (Axis.RESULTS, base.results, found.results),
            (Axis.BEHAVIOUR, base.behaviour, found.behaviour),
        ):
            if before is not after:
                yield Change(axis, before, after, ladder.reference, ladder.how, ladder.current, needed, found.predicate)
        return


def _same(one: Assessment, other: Assessment) -> bool:
    return one.results is other.results and one.behaviour is other.behaviour


def _ladders(evidence: PersonEvidence, policy: Policy) -> Iterator[Ladder]:
    for judged in judge_results(evidence):
        yield from _result_ladders(evidence, judged)
    yield from _feedback_ladders(evidence)
    if policy.mode is Mode.WEIGHTED:
        yield from _rating_ladders(evidence, policy)
        yield from _service_ladders(evidence, policy)


def _result_ladders(evidence: PersonEvidence, judged: JudgedResult) -> Iterator[Ladder]:
    """By the figures of its indicators where bands decide, else by the superior's judgement of the RHK."""
    by_figures = [i for i in judged.indicators if i.band is not None or _awaits_figure(i)]
    if evidence.approach is Approach.QUANTITATIVE and by_figures:
        for indicator in by_figures:
            yield from _figure_ladders(evidence, judged.evidence, indicator)
        return
    if (
        any(indicator.category is not None for indicator in judged.indicators)
        and not judged.evidence.superior_judgement
    ):
        return
    current = judged.category
    for states in _other_states(current):
        rungs = [(state.value, _with_judgement(evidence, judged.evidence, state)) for state in states]
        yield Ladder(judged.evidence.reference, "nilai_atasan", _text(current), rungs)


def _awaits_figure(indicator: JudgedIndicator) -> bool:
    given = indicator.evidence
    return given.realised is None and (given.lower is not None or given.upper is not None)


def _other_states(current: Expectation | None) -> tuple[tuple[Expectation, ...], ...]:
    """Better states and worse states, nearest first; without a current one each state stands alone."""
    if current is None:
        return tuple((state,) for state in BEST_FIRST)
    place = BEST_FIRST.index(current)
    return BEST_FIRST[:place][::-1], BEST_FIRST[place + 1 :]


def _text(value: Expectation | None) -> str:
    return "" if value is None else value.value


def _with_judgement(
    evidence: PersonEvidence, result: ResultEvidence, state: Expectation
) -> Callable[[], PersonEvidence]:
    return lambda: _with_result(evidence, replace(result, superior_judgement=state))


def _with_result(evidence: PersonEvidence, changed: ResultEvidence) -> PersonEvidence:
    results = tuple(changed if one.reference == changed.reference else one for one in evidence.results)
    return replace(evidence, results=results)


def _figure_ladders(evidence: PersonEvidence, result: ResultEvidence, judged: JudgedIndicator) -> Iterator[Ladder]:
    current = "" if judged.evidence.realised is None else canonical(judged.evidence.realised)
    figures = _figures(judged)
    for states in _other_states(judged.band):
        rungs: list[Rung] = []
        for state in states:
            if state in figures:
                needed, figure = figures[state]
                rungs.append((needed, _with_figure(evidence, result, judged, figure)))
        yield Ladder(judged.evidence.reference, "angka", current, rungs)


def _figures(judged: JudgedIndicator) -> dict[Expectation, tuple[str, Decimal]]:
    """For each category the nearest figure that gives it: its text («>90» for anything beyond) and itself."""
    given, direction = judged.evidence, direction_of(judged.evidence)
    low, high = given.lower, given.upper
    ends = [end for end in (low, high) if end is not None]
    if direction is None or not ends:
        return {}
    step = min(Decimal(1).scaleb(int(end.as_tuple().exponent)) for end in ends)
    inside = ends[0] if direction is not Direction.LESS_IS_BETTER else ends[-1]
    figures = {Expectation.AS_EXPECTED: (canonical(inside), inside)}
    over = (f">{canonical(high)}", high + step) if high is not None else None
    under = (f"<{canonical(low)}", low - step) if low is not None else None
    better, worse = (over, under) if direction is Direction.MORE_IS_BETTER else (under, over)
    if direction is Direction.WITHIN:
        better, worse = None, under or over
    for state, figure in ((Expectation.ABOVE, better), (Expectation.BELOW, worse)):
        if figure is not None:
            figures[state] = figure
    return figures


def _with_figure(
    evidence: PersonEvidence, result: ResultEvidence, judged: JudgedIndicator, figure: Decimal
) -> Callable[[], PersonEvidence]:
    changed = replace(judged.evidence, realised=figure)
    indicators = tuple(changed if i.reference == changed.reference else i for i in result.indicators)
    return lambda: _with_result(evidence, replace(result, indicators=indicators))


def _feedback_ladders(evidence: PersonEvidence) -> Iterator[Ladder]:
    for piece in evidence.feedback:
        if piece.source is Source.SELF or is_closed(piece):
            continue
        for stance in (Stance.POSITIVE, Stance.NOT_POSITIVE):
            if stance is not piece.stance:
                rung = (stance.value, _with_stance(evidence, piece, stance))
                yield Ladder(piece.reference, "umpan_balik", piece.stance.value, (rung,))


def _with_stance(evidence: PersonEvidence, piece: FeedbackEvidence, stance: Stance) -> Callable[[], PersonEvidence]:
    changed = replace(piece, stance=stance)
    return lambda: replace(evidence, feedback=tuple(changed if f is piece else f for f in evidence.feedback))


def _rating_ladders(evidence: PersonEvidence, policy: Policy) -> Iterator[Ladder]:
    """Single ratings in whole steps; several answers of one source on one criterion by their mean."""
    groups: dict[tuple[Component, Source, str], list[RatingEvidence]] = {}
    for rating in evidence.ratings:
        rule = policy.component(rating.component)
        if rule is not None and rating.source is not Source.SELF and rule.source(rating.source) is not None:
            groups.setdefault((rating.component, rating.source, rating.criterion), []).append(rating)
    for (component, source, criterion), ratings in groups.items():
        if len({rating.scale for rating in ratings}) > 1:
            continue
        mean = sum((r.value * r.count for r in ratings), Decimal(0)) / sum(r.count for r in ratings)
        step = Decimal(1) if len(ratings) == 1 and ratings[0].count == 1 else MEAN_STEP
        reference = f"{component}:{source}:{criterion}"
        for values in _around(mean, step, ratings[0].scale):
            rungs = [(canonical(value), _with_mean(evidence, ratings, value)) for value in values]
            yield Ladder(reference, "penilaian", canonical(mean.quantize(Decimal("0.01"))), rungs)


def _around(mean: Decimal, step: Decimal, scale: int) -> tuple[list[Decimal], list[Decimal]]:
    """The values above and below the mean on the grid of the step, nearest first, within 1…scale."""
    grid = [1 + step * i for i in range(int((scale - 1) / step) + 1)]
    return [value for value in grid if value > mean], [value for value in reversed(grid) if value < mean]


def _with_mean(evidence: PersonEvidence, ratings: list[RatingEvidence], value: Decimal) -> Callable[[], PersonEvidence]:
    old = set(map(id, ratings))
    return lambda: replace(
        evidence, ratings=tuple(replace(r, value=value) if id(r) in old else r for r in evidence.ratings)
    )


def _service_ladders(evidence: PersonEvidence, policy: Policy) -> Iterator[Ladder]:
    if policy.component(Component.SERVICE_SPEED) is not None:
        late = [s for s in evidence.services if s.elapsed > s.standard]
        in_time = [s for s in evidence.services if s.elapsed <= s.standard]
        yield _count_ladder(evidence, "tepat_waktu", len(in_time), [(s, replace(s, elapsed=s.standard)) for s in late])
        worse = [(s, replace(s, elapsed=s.standard + 1)) for s in in_time]
        yield _count_ladder(evidence, "tepat_waktu", len(in_time), worse, sign=-1)
    if policy.component(Component.SERVICE_ACCURACY) is not None:
        right = [s for s in evidence.services if s.accurate is True]
        wrong = [(s, replace(s, accurate=True)) for s in evidence.services if s.accurate is False]
        yield _count_ladder(evidence, "tanpa_kesalahan", len(right), wrong)
        worse = [(s, replace(s, accurate=False)) for s in right]
        yield _count_ladder(evidence, "tanpa_kesalahan", len(right), worse, sign=-1)


def _count_ladder(
    evidence: PersonEvidence,
    how: str,
    current: int,
    changes: list[tuple[ServiceEvidence, ServiceEvidence]],
    sign: int = 1,
) -> Ladder:
    """The first n services changed, n rising."""

    def changed(n: int) -> Callable[[], PersonEvidence]:
        new = {id(old): other for old, other in changes[:n]}
        return lambda: replace(evidence, services=tuple(new.get(id(s), s) for s in evidence.services))

    rungs = [(str(current + sign * n), changed(n)) for n in range(1, len(changes) + 1)]
    return Ladder("", how, str(current), rungs)
