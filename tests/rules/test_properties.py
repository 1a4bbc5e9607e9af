"""What no table of cases can list: monotone, free of order, missing is never zero, past periods stay as they were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from teladan.rules.derivation import Derivation
from teladan.rules.enums import CoreValue, Direction, Expectation, Predicate, Priority, Stance
from teladan.rules.in_force import Rulebook, Version, national_rulebook, using
from teladan.rules.regulations import permenpanrb_6_2022 as p6
from teladan.rules.regulations.peraturan_bkn_3_2023 import FunctionalLevel, credit_points
from teladan.rules.regulations.permenpanrb_14_2017 import ELEMENTS, skm_index, skm_sample_size
from teladan.rules.regulations.working_days import add_working_days, national_calendar

ON = date(2026, 3, 31)
WORST_FIRST = (Expectation.BELOW, Expectation.AS_EXPECTED, Expectation.ABOVE)
STANCES_WORST_FIRST = (Stance.NOT_POSITIVE, Stance.POSITIVE)
PREDICATES_WORST_FIRST = tuple(reversed(Predicate))

expectations = st.sampled_from(Expectation)
stances = st.lists(st.sampled_from(Stance), max_size=4).map(tuple)
rated = st.builds(
    p6.RatedResult, st.just("rhk"), st.sampled_from(Priority), st.one_of(st.none(), expectations), stances
)
results = st.lists(rated, max_size=7).map(
    lambda found: [replace(result, reference=str(number)) for number, result in enumerate(found)]
)
values = st.lists(st.builds(p6.RatedValue, st.sampled_from(CoreValue), stances), max_size=10)
full_values = st.tuples(*(st.builds(p6.RatedValue, st.just(value), stances) for value in CoreValue)).map(list)


def ends(derivation: Derivation[Any]) -> tuple[int, int]:
    """How low and how high a suggestion can still end, as ranks."""
    low = next(given.value for given in derivation.inputs if given.name == "paling_rendah")
    high = next(given.value for given in derivation.inputs if given.name == "paling_tinggi")
    return WORST_FIRST.index(low), WORST_FIRST.index(high)


def rate_results(found: Sequence[p6.RatedResult]) -> Derivation[Expectation | None]:
    return p6.results_expectation(results=found, on=ON)


def rate_behaviour(found: Sequence[p6.RatedValue]) -> Derivation[Expectation | None]:
    return p6.behaviour_expectation(values=found, on=ON)


def not_worse(after: Derivation[Any], before: Derivation[Any]) -> bool:
    low_before, high_before = ends(before)
    low_after, high_after = ends(after)
    return low_after >= low_before and high_after >= high_before


@given(expectations, expectations, expectations, st.sampled_from(p6.PeriodKind))
def test_better_rating_never_gives_a_worse_predicate(
    first: Expectation, second: Expectation, other: Expectation, kind: p6.PeriodKind
) -> None:
    worse, better = sorted((first, second), key=WORST_FIRST.index)

    by_behaviour = [p6.predicate_value(results=other, behaviour=b, on=ON, kind=kind) for b in (worse, better)]
    assert by_behaviour == sorted(by_behaviour, key=PREDICATES_WORST_FIRST.index)
    by_results = [p6.predicate_value(results=r, behaviour=other, on=ON, kind=kind) for r in (worse, better)]
    assert by_results == sorted(by_results, key=PREDICATES_WORST_FIRST.index)


@given(results, st.data())
def test_better_rating_of_one_result_never_worsens_the_suggestion(
    found: list[p6.RatedResult], data: st.DataObject
) -> None:
    assume(any(result.expectation for result in found))
    place = data.draw(st.sampled_from([n for n, result in enumerate(found) if result.expectation]))
    rank = WORST_FIRST.index(found[place].expectation or Expectation.BELOW)
    better = [*found]
    better[place] = replace(found[place], expectation=data.draw(st.sampled_from(WORST_FIRST[rank:])))

    assert not_worse(rate_results(better), rate_results(found))


@given(results, st.data())
def test_more_positive_stance_never_worsens_the_suggestion(found: list[p6.RatedResult], data: st.DataObject) -> None:
    spoken = [n for n, result in enumerate(found) if Stance.NOT_POSITIVE in result.stances]
    assume(spoken)
    place = data.draw(st.sampled_from(spoken))
    given_stances = list(found[place].stances)
    given_stances[given_stances.index(Stance.NOT_POSITIVE)] = Stance.POSITIVE
    better = [*found]
    better[place] = replace(found[place], stances=tuple(given_stances))

    assert not_worse(rate_results(better), rate_results(found))


@given(full_values, st.data())
def test_more_positive_stance_never_worsens_the_behaviour(found: list[p6.RatedValue], data: st.DataObject) -> None:
    spoken = [n for n, rated in enumerate(found) if Stance.NOT_POSITIVE in rated.stances]
    assume(spoken)
    place = data.draw(st.sampled_from(spoken))
    given_stances = list(found[place].stances)
    given_stances[given_stances.index(Stance.NOT_POSITIVE)] = Stance.POSITIVE
    better = [*found]
    better[place] = replace(found[place], stances=tuple(given_stances))

    assert not_worse(rate_behaviour(better), rate_behaviour(found))


@given(results, st.randoms())
def test_order_of_results_and_feedback_does_not_matter(found: list[p6.RatedResult], random: Any) -> None:
    shuffled = [replace(r, stances=tuple(random.sample(r.stances, len(r.stances)))) for r in found]
    random.shuffle(shuffled)

    before, after = rate_results(found), rate_results(shuffled)
    assert (after.value, after.note, ends(after)) == (before.value, before.note, ends(before))


@given(values, st.randoms())
def test_order_of_values_does_not_matter(found: list[p6.RatedValue], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)

    assert rate_behaviour(shuffled) == rate_behaviour(found)


@given(results, st.data())
def test_result_without_rating_leaves_the_suggestion_or_withdraws_it(
    found: list[p6.RatedResult], data: st.DataObject
) -> None:
    assume(found)
    place = data.draw(st.integers(0, len(found) - 1))
    missing = [*found]
    missing[place] = replace(found[place], expectation=None)

    before, after = rate_results(found), rate_results(missing)
    assert after.value in (None, before.value)
    assert ends(after)[0] <= ends(before)[0] <= ends(before)[1] <= ends(after)[1]


@given(results)
def test_feedback_that_is_missing_or_unclear_leaves_the_suggestion_or_withdraws_it(found: list[p6.RatedResult]) -> None:
    unclear = [replace(r, stances=tuple(Stance.UNCLEAR for _ in r.stances)) for r in found]
    silent = [replace(r, stances=()) for r in found]

    before = rate_results(found).value
    assert rate_results(unclear).value in (None, before)
    assert rate_results(silent).value in (None, before)


@given(full_values, st.data())
def test_silent_value_leaves_the_behaviour_or_withdraws_it(found: list[p6.RatedValue], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 6))
    silent = found[:place] + found[place + 1 :]

    before, after = rate_behaviour(found), rate_behaviour(silent)
    assert after.value in (None, before.value)


def test_missing_rating_is_not_a_rating_below() -> None:
    def result(expectation: Expectation | None) -> p6.RatedResult:
        return p6.RatedResult("x", Priority.MAIN, expectation, (Stance.NOT_POSITIVE,))

    below = [result(Expectation.AS_EXPECTED), result(Expectation.BELOW), result(Expectation.BELOW)]
    missing = [result(Expectation.AS_EXPECTED), result(None), result(None)]

    assert rate_results(below).value is Expectation.BELOW
    assert rate_results(missing).value is None


@given(results)
def test_results_value_alone_is_the_value_of_the_derivation(found: list[p6.RatedResult]) -> None:
    assert p6.results_expectation_value(results=found, on=ON) == rate_results(found).value


@given(values)
def test_behaviour_value_alone_is_the_value_of_the_derivation(found: list[p6.RatedValue]) -> None:
    assert p6.behaviour_expectation_value(values=found, on=ON) == rate_behaviour(found).value


@given(results)
def test_stated_suggestion_is_the_one_category_left_and_otherwise_something_is_missing(
    found: list[p6.RatedResult],
) -> None:
    derivation = rate_results(found)
    low, high = ends(derivation)

    if derivation.value is None:
        assert derivation.note
    else:
        assert low == high == WORST_FIRST.index(derivation.value)


decimals = st.decimals(-1000, 1000, allow_nan=False, places=2)


@given(decimals, decimals, decimals, decimals, st.sampled_from([Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER]))
def test_better_figure_never_gives_a_worse_indicator(
    first: Decimal, second: Decimal, one: Decimal, other: Decimal, direction: Direction
) -> None:
    lower, upper = sorted((one, other))
    figures = sorted((first, second), reverse=direction is Direction.LESS_IS_BETTER)

    ranks = [
        WORST_FIRST.index(
            p6.indicator_expectation_value(realised=f, lower=lower, upper=upper, direction=direction, on=ON)
        )
        for f in figures
    ]
    assert ranks == sorted(ranks)


@given(st.integers(1, 400), st.lists(st.integers(0, 1200), min_size=9, max_size=9))
def test_skm_index_lies_between_its_ends_and_the_class_follows_the_conversion(n: int, extra: list[int]) -> None:
    sums = {code: n + more % (3 * n + 1) for code, more in zip(ELEMENTS, extra, strict=True)}

    value = skm_index(sums=sums, respondents=n, on=ON).value

    assert 1 <= value.indeks <= 4
    assert abs(value.konversi - value.indeks * 25) <= Decimal("0.005")
    lowest = {"A": Decimal("88.31"), "B": Decimal("76.61"), "C": Decimal("65.00"), "D": Decimal("25.00")}
    assert value.mutu == next(grade for grade, least in lowest.items() if value.konversi >= least)


@given(st.integers(1, 10**9))
def test_sample_grows_with_the_population_and_never_exceeds_it(population: int) -> None:
    sample = skm_sample_size(population=population, on=ON).value

    assert 1 <= sample <= min(population, 384)
    assert sample <= skm_sample_size(population=population + 1, on=ON).value


@given(st.sampled_from(FunctionalLevel), st.sampled_from(Predicate), st.integers(1, 12))
def test_credit_points_round_by_less_than_half_a_hundredth(
    level: FunctionalLevel, predicate: Predicate, months: int
) -> None:
    points = credit_points(level=level, predicate=predicate, months=months, on=ON)
    full = credit_points(level=level, predicate=predicate, months=12, on=ON).value

    assert abs(points.value - full * months / 12) <= Decimal("0.005")


@given(st.dates(date(2022, 1, 1), date(2027, 6, 30)), st.integers(1, 60), st.booleans())
def test_last_working_day_is_one_and_the_days_between_count_up(start: date, count: int, joint: bool) -> None:
    calendar = national_calendar(joint_leave=joint)

    end = add_working_days(start=start, count=count, calendar=calendar).value

    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert calendar.is_working_day(end)
    assert sum(calendar.is_working_day(day) for day in days) == count


def with_new_versions(from_day: date) -> Rulebook:
    """The national rules, each with another version from `from_day` on that turns the tables upside down."""
    book: dict[str, tuple[Version, ...]] = {}
    for name, group in national_rulebook().versions.items():
        if name == "libur_nasional":
            book[name] = group
            continue
        closed = replace(group[-1], valid_to=from_day - timedelta(days=1))
        turned = {"lebih_dari": Decimal("0.9")} if name == "sebagian_besar" else dict(group[-1].values)
        if name.startswith("predikat_kinerja"):
            turned = {"hasil_kerja": {row: dict.fromkeys(Expectation, "kurang") for row in Expectation}}
        if name == "persentase_angka_kredit":
            turned = dict.fromkeys(turned, 1)
        book[name] = (*group[:-1], closed, Version(name, from_day, None, closed.source, MappingProxyType(turned)))
    return Rulebook(MappingProxyType(book))


def everything(found: list[p6.RatedResult], heard: list[p6.RatedValue], on: date) -> list[Any]:
    return [
        p6.results_expectation(results=found, on=on),
        p6.behaviour_expectation(values=heard, on=on),
        [p6.predicate(results=r, behaviour=b, on=on) for r in Expectation for b in Expectation],
        [credit_points(level=FunctionalLevel.SKILLED, predicate=p, months=12, on=on) for p in Predicate],
        p6.deadline(step=p6.Step.OBJECT, on=on),
    ]


@given(results, values, st.dates(date(2023, 1, 1), date(2030, 12, 31)), st.integers(1, 4000))
def test_past_periods_recompute_the_same_after_a_new_version_is_added(
    found: list[p6.RatedResult], heard: list[p6.RatedValue], on: date, later: int
) -> None:
    before = everything(found, heard, on)

    with using(with_new_versions(on + timedelta(days=later))):
        after = everything(found, heard, on)

    assert after == before


def test_new_version_applies_from_its_first_day() -> None:
    first = date(2028, 1, 1)

    with using(with_new_versions(first)):
        old, new = (
            p6.predicate_value(results=Expectation.ABOVE, behaviour=Expectation.ABOVE, on=on)
            for on in (first - timedelta(days=1), first)
        )

    assert (old, new) == (Predicate.VERY_GOOD, Predicate.POOR)
