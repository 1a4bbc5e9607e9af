"""«Hari kerja»: Monday to Friday without national holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from teladan.rules.derivation import Citation, Derivation
from teladan.rules.in_force import Rulebook, RuleGap, current_rulebook
from teladan.rules.refusal import InvalidInput

LONGEST = 2000
"""More working days than any deadline counts; a larger number is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off by year with the source of each year, and the last working weekday (5 Friday, 6 Saturday).

    An agency builds its own from its own list.
    """

    days_off: Mapping[int, frozenset[date]]
    sources: Mapping[int, Citation]
    week: int = 5

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day. Raises RuleGap for a year without a list of holidays."""
        if day.year not in self.days_off:
            first = date(min(self.days_off), 1, 1) if self.days_off else None
            raise RuleGap(name="libur_nasional", on=day, found=0, first=first)
        return day.isoweekday() <= self.week and day not in self.days_off[day.year]

    def days_off_between(self, after: date, until: date) -> tuple[date, ...]:
        """The holidays on weekdays after `after` up to and including `until`, ascending."""
        years = range(after.year, until.year + 1)
        days = (day for year in years for day in self.days_off[year])
        return tuple(sorted(day for day in days if after < day <= until and day.isoweekday() <= self.week))


@cache
def _calendar(rulebook: Rulebook, joint_leave: bool) -> Calendar:
    days_off, sources = {}, {}
    for version in rulebook.versions["libur_nasional"]:
        rows = [*version["libur"], *(version["cuti_bersama"] if joint_leave else ())]
        days_off[version.valid_from.year] = frozenset(row["tanggal"] for row in rows)
        sources[version.valid_from.year] = version.source
    return Calendar(days_off, sources, rulebook.versions["minggu_kerja"][-1]["hari"])


def national_calendar(*, joint_leave: bool = False) -> Calendar:
    """National holidays 2022–2027; with `joint_leave` also cuti bersama, a leave that not every service takes."""
    return _calendar(current_rulebook(), joint_leave)


def add_working_days(*, start: date, count: int, calendar: Calendar | None = None) -> Derivation[date]:
    """The `count`-th working day after `start`; a period «sejak» a day counts from the next one.

    With count 0 it is `start` itself, working day or not. An objection may still be filed on the returned day (day 14),
    not on the next. Without `calendar` the national holidays apply. Raises InvalidInput for a negative or absurd count,
    RuleGap when the count runs into a year whose holidays are not known.
    """
    if not 0 <= count <= LONGEST:
        raise InvalidInput("jumlah", f"harus bilangan bulat 0 sampai {LONGEST}, misalnya jumlah=14.")
    days = calendar or national_calendar()
    days.is_working_day(start)  # a start outside the list is refused too, even with count 0
    day, left = start, count
    while left:
        day = _next(day)
        left -= days.is_working_day(day)
    return Derivation(
        "hari_kerja",
        day,
        source=days.sources[day.year],
        inputs=(
            Derivation("mulai", start),
            Derivation("jumlah", count),
            Derivation("libur_dilewati", days.days_off_between(start, day)),
        ),
    )


def working_days_between(after: date, until: date, *, calendar: Calendar | None = None) -> int:
    """Working days after `after` up to and including `until`: what a service took, 0 when done on the same day.

    Raises RuleGap for a year whose holidays are not known.
    """
    days = calendar or national_calendar()
    count, day = 0, after
    while day < until:
        day = _next(day)
        count += days.is_working_day(day)
    return count


def _next(day: date) -> date:
    if day == date.max:
        raise RuleGap(name="libur_nasional", on=day, found=0)
    return day + timedelta(days=1)
