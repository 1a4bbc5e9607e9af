"""What holds for any evidence and every preset."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teladan.rules.appraise import RecommendedValues, appraise, appraise_values, read_note, what_would_change
from teladan.rules.appraise.assess import ByWeight, assess
from teladan.rules.appraise.feedback import is_closed
from teladan.rules.appraise.judged import direction_of
from teladan.rules.enums import Axis, Direction, Expectation, Predicate, Source, Stance
from teladan.rules.evidence import PersonEvidence, ServiceEvidence
from teladan.rules.policy import PRESETS, Policy, load, preset, preset_text
from tests.rules.appraisal_cases import people, slow_machines

WEIGHTED = [name for name in PRESETS if name != "nasional"]
WORST_FIRST = [Expectation.BELOW, Expectation.AS_EXPECTED, Expectation.ABOVE]
policies = st.sampled_from([preset(name) for name in PRESETS])
weighted = st.sampled_from([preset(name) for name in WEIGHTED])


@slow_machines
@given(evidence=people(), policy=policies)
def test_values_alone_are_those_of_the_derivation(evidence: PersonEvidence, policy: Policy) -> None:
    recommended = appraise(evidence, policy)

    assert appraise_values(evidence, policy) == RecommendedValues(
        recommended.results.value,
        recommended.behaviour.value,
        recommended.predicate.value,
        tuple(gap.code for gap in recommended.missing),
    )


@slow_machines
@given(evidence=people(), policy=policies, random=st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(evidence: PersonEvidence, policy: Policy, random: Any) -> None:
    def shuffled(pieces: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(pieces, len(pieces)))

    again = replace(
        evidence,
        results=shuffled(tuple(replace(r, indicators=shuffled(r.indicators)) for r in evidence.results)),
        feedback=shuffled(evidence.feedback),
        ratings=shuffled(evidence.ratings),
        services=shuffled(evidence.services),
    )
    one, other = appraise_values(evidence, policy), appraise_values(again, policy)

    assert (one.results, one.behaviour, one.predicate) == (other.results, other.behaviour, other.predicate)
    assert sorted(one.missing_codes) == sorted(other.missing_codes)


@slow_machines
@given(evidence=people(), policy=policies)
def test_no_rating_without_a_reason_and_no_predicate_without_both(evidence: PersonEvidence, policy: Policy) -> None:
    recommended = appraise(evidence, policy)

    for axis, rating in ((Axis.RESULTS, recommended.results), (Axis.BEHAVIOUR, recommended.behaviour)):
        assert (rating.value is None) == any(gap.blocking for gap in recommended.missing if gap.axis is axis)
    both = recommended.results.value is not None and recommended.behaviour.value is not None
    assert (recommended.predicate.value is not None) == both


@slow_machines
@given(evidence=people(), policy=policies)
def test_the_own_view_never_counts(evidence: PersonEvidence, policy: Policy) -> None:
    without = replace(
        evidence,
        feedback=tuple(f for f in evidence.feedback if f.source is not Source.SELF),
        ratings=tuple(r for r in evidence.ratings if r.source is not Source.SELF),
    )
    one, other = appraise_values(evidence, policy), appraise_values(without, policy)

    assert one == other


@slow_machines
@given(evidence=people(), policy=policies)
def test_the_own_judgement_of_a_result_never_counts(evidence: PersonEvidence, policy: Policy) -> None:
    others = {None: Expectation.ABOVE, Expectation.ABOVE: Expectation.BELOW}
    flipped = tuple(replace(r, self_judgement=others.get(r.self_judgement)) for r in evidence.results)
    one, other = appraise_values(evidence, policy), appraise_values(replace(evidence, results=flipped), policy)

    assert (one.results, one.behaviour) == (other.results, other.behaviour)


@slow_machines
@given(evidence=people(), policy=policies)
def test_closed_answers_are_never_told_singly(evidence: PersonEvidence, policy: Policy) -> None:
    closed = {piece.reference for piece in evidence.feedback if is_closed(piece)}
    recommended = appraise(evidence, policy)

    told = {d.reference for d in (*recommended.predicate.walk(),)} | {gap.reference for gap in recommended.missing}
    assert told & closed == set()
    for node in recommended.predicate.walk():
        if node.name == "umpan_balik_kelompok":
            assert sum(node.value.values()) >= 5


@slow_machines
@given(evidence=people(), policy=policies)
def test_the_tree_is_json(evidence: PersonEvidence, policy: Policy) -> None:
    tree = appraise(evidence, policy).predicate.as_dict()

    assert json.loads(json.dumps(tree)) == tree


@slow_machines
@given(evidence=people(), policy=weighted)
def test_weights_in_use_sum_to_exactly_100(evidence: PersonEvidence, policy: Policy) -> None:
    recommended = appraise(evidence, policy)

    for rating in (recommended.results, recommended.behaviour):
        for node in rating.walk():
            below = [read_note(d.note) for d in node.inputs if d.name.startswith(("komponen_", "sumber_"))]
            if below and node.value is not None:
                assert sum(Decimal(note["bobot_terpakai"]) for note in below) == 100


@slow_machines
@given(evidence=people(), policy=weighted)
def test_missing_is_never_zero_the_points_lie_among_those_of_the_parts(
    evidence: PersonEvidence, policy: Policy
) -> None:
    basis = assess(evidence, policy).basis
    assert isinstance(basis, ByWeight)

    for axis in (basis.results, basis.behaviour):
        parts = [component.points for component in axis.components if component.points is not None]
        if axis.points is not None:
            assert min(parts) <= axis.points <= max(parts)
            assert Fraction(0) <= axis.points <= Fraction(100)


@slow_machines
@given(evidence=people(), policy=weighted)
def test_shown_points_give_the_category_that_is_decided(evidence: PersonEvidence, policy: Policy) -> None:
    recommended = appraise(evidence, policy)

    for axis, rating in ((Axis.RESULTS, recommended.results), (Axis.BEHAVIOUR, recommended.behaviour)):
        shown = rating.inputs[0].value
        if shown is not None:
            assert policy.thresholds[axis].category(Fraction(shown)) is rating.value


def improvements(evidence: PersonEvidence) -> Iterator[PersonEvidence]:
    """The evidence with one piece bettered, the counts left as they are."""
    for index, planned in enumerate(evidence.results):
        for better in bettered_results(planned):
            changed = (*evidence.results[:index], better, *evidence.results[index + 1 :])
            yield replace(evidence, results=changed)
    for piece in evidence.feedback:
        if piece.stance is Stance.NOT_POSITIVE:
            flipped = replace(piece, stance=Stance.POSITIVE)
            yield replace(evidence, feedback=tuple(flipped if f is piece else f for f in evidence.feedback))
    for index, rating in enumerate(evidence.ratings):
        better = replace(rating, value=min(rating.value + Decimal("0.7"), Decimal(rating.scale)))
        yield replace(evidence, ratings=(*evidence.ratings[:index], better, *evidence.ratings[index + 1 :]))
    for index, service in enumerate(evidence.services):
        quicker: ServiceEvidence = replace(service, elapsed=Decimal(1), accurate=True)
        yield replace(evidence, services=(*evidence.services[:index], quicker, *evidence.services[index + 1 :]))


def bettered_results(planned: Any) -> Iterator[Any]:
    """One RHK with a better judgement or figure."""
    if planned.superior_judgement in WORST_FIRST[:2]:
        yield replace(planned, superior_judgement=WORST_FIRST[WORST_FIRST.index(planned.superior_judgement) + 1])
    for index, indicator in enumerate(planned.indicators):
        changed = []
        if indicator.superior_judgement in WORST_FIRST[:2]:
            better = WORST_FIRST[WORST_FIRST.index(indicator.superior_judgement) + 1]
            changed.append(replace(indicator, superior_judgement=better))
        direction = direction_of(indicator)
        if indicator.realised is not None and direction in (Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER):
            step = 40 if direction is Direction.MORE_IS_BETTER else -40
            changed.append(replace(indicator, realised=indicator.realised + step))
        for new in changed:
            yield replace(planned, indicators=(*planned.indicators[:index], new, *planned.indicators[index + 1 :]))


@slow_machines
@given(evidence=people(), policy=policies, data=st.data())
def test_better_evidence_never_lowers_a_rating(evidence: PersonEvidence, policy: Policy, data: st.DataObject) -> None:
    candidates = list(improvements(evidence))
    assume(candidates)
    before = appraise_values(evidence, policy)
    after = appraise_values(data.draw(st.sampled_from(candidates)), policy)

    pairs: list[tuple[Any, Any, list[Any]]] = [
        (before.results, after.results, WORST_FIRST),
        (before.behaviour, after.behaviour, WORST_FIRST),
        (before.predicate, after.predicate, list(reversed(Predicate))),
    ]
    for old, new, order in pairs:
        if old is not None and new is not None:
            assert order.index(new) >= order.index(old)


@slow_machines
@given(evidence=people(), name=st.sampled_from(PRESETS))
def test_a_stored_snapshot_and_policy_give_the_same_appraisal_again(evidence: PersonEvidence, name: str) -> None:
    again = PersonEvidence.from_json(evidence.to_json())

    assert appraise(again, load(preset_text(name))) == appraise(evidence, preset(name))


@slow_machines
@given(evidence=people(), policy=policies)
def test_every_change_moves_what_it_says_and_none_is_the_persons_own_judgement(
    evidence: PersonEvidence, policy: Policy
) -> None:
    base = appraise_values(evidence, policy)
    closed = {f.reference for f in evidence.feedback if f.source is Source.SELF or is_closed(f)}

    for change in what_would_change(evidence, policy):
        assert change.before is (base.results if change.axis is Axis.RESULTS else base.behaviour)
        assert change.after is not change.before
        assert change.reference not in closed
        assert ":diri:" not in change.reference


@pytest.mark.parametrize("name", PRESETS)
def test_some_evidence_rates_both_axes_under_every_preset(name: str) -> None:
    """Guards the properties above against presets under which nothing is ever rated."""
    from tests.rules.appraisal_cases import POSITIVE, behaviour, on_all_values, person, result, said

    evidence = person(
        results=(result("1"),),
        feedback=(said("U1", POSITIVE, result="1"), *on_all_values()),
        ratings=behaviour("4"),
    )

    assert appraise_values(evidence, preset(name)).predicate is not None
