"""Facts of single regulations that are not calls of the catalogue."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from teladan.rules.derivation import Citation
from teladan.rules.enums import Direction, OrganisationResult, Predicate
from teladan.rules.in_force import RuleGap, parameter
from teladan.rules.regulations import permenpanrb_6_2022 as p6
from teladan.rules.regulations.permenpanrb_3_2020 import talent_recommendation
from teladan.rules.regulations.permenpanrb_14_2017 import skm_sample_size
from teladan.rules.regulations.working_days import Calendar, add_working_days, national_calendar

ON = date(2026, 3, 31)


def test_sample_size_equals_the_printed_table_but_for_its_last_row() -> None:
    rows = tomllib.loads((Path(__file__).parent / "krejcie_morgan.toml").read_text())["rows"]

    differing = [(n, s) for n, s in rows if skm_sample_size(population=n, on=ON).value != s]

    assert len(rows) == 90
    assert differing == [(100000, 384)]


@pytest.mark.parametrize("organisation", OrganisationResult)
def test_tallest_column_of_the_drawn_curve_is_the_predicate_of_its_words(organisation: OrganisationResult) -> None:
    curve = p6.guide_curve(organisation=organisation, on=ON).value

    assert set(curve.tinggi) == set(Predicate)
    assert max(curve.tinggi, key=lambda predicate: curve.tinggi[predicate]) is curve.terbanyak


def test_drawn_heights_say_that_they_are_measured() -> None:
    curve = p6.guide_curve(organisation=OrganisationResult.GOOD, on=ON)

    assert [given.source.evidence for given in curve.inputs if given.source] == ["MEASURED"]


def test_indicator_without_bounds_or_with_crossed_bounds_is_refused() -> None:
    for lower, upper in ((None, None), (2, 1)):
        with pytest.raises(ValueError, match="bound"):
            p6.indicator_expectation(
                realised=1,
                lower=lower,
                upper=upper,
                direction=Direction.WITHIN,
                on=ON,  # type: ignore[arg-type]
            )


def test_every_talent_box_has_a_recommendation() -> None:
    assert all(talent_recommendation(box=box, on=ON).value for box in range(1, 10))


def test_agency_can_bring_its_own_calendar_with_six_working_days() -> None:
    saturday = date(2030, 1, 5)
    own = Calendar({2030: frozenset({date(2030, 1, 1)})}, {2030: Citation("SK Bupati 1/2029", "lampiran")}, week=6)

    found = add_working_days(start=date(2030, 1, 4), count=1, calendar=own)

    assert found.value == saturday
    assert str(found.source) == "SK Bupati 1/2029, lampiran"
    with pytest.raises(RuleGap):
        own.is_working_day(date(2031, 1, 1))


def test_cuti_bersama_counts_as_a_working_day_unless_asked() -> None:
    day = date(2026, 3, 20)

    assert national_calendar().is_working_day(day)
    assert not national_calendar(joint_leave=True).is_working_day(day)


def test_holidays_lie_in_their_year_and_have_names() -> None:
    for year in range(2022, 2028):
        version = parameter("libur_nasional", date(year, 7, 1))
        rows = [*version["libur"], *version["cuti_bersama"]]
        days = [row["tanggal"] for row in rows]

        assert len(version["libur"]) >= 15
        assert len(set(days)) == len(days)
        assert all(day.year == year for day in days)
        assert all(row["nama"] for row in rows)
        assert {date(year, 1, 1), date(year, 6, 1), date(year, 8, 17), date(year, 12, 25)} <= set(days)


def test_deadlines_do_not_add_up_so_a_report_goes_out_while_an_objection_runs() -> None:
    def days(step: p6.Step) -> int:
        return p6.deadline(step=step, on=ON).value

    assert days(p6.Step.DELIVER) + days(p6.Step.OBJECT) + days(p6.Step.DECIDE) == 35
    assert days(p6.Step.REPORT) == 30


def test_objection_is_in_time_on_day_14_and_late_on_day_15() -> None:
    received = date(2026, 7, 1)
    last = add_working_days(start=received, count=p6.deadline(step=p6.Step.OBJECT, on=received).value).value

    assert last == date(2026, 7, 21)
    assert add_working_days(start=received, count=15).value == last + timedelta(days=1)
