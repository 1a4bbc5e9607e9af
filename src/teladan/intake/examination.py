"""One file examined as a whole: everything wrong with it, and everything it would change. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from teladan.intake import evidence, organisation, people, periods, plans, services, voices
from teladan.intake.desk import Change, Count, Desk, Save
from teladan.intake.problems import Problem
from teladan.intake.reader import RawBook
from teladan.intake.rows import tables
from teladan.intake.sheets import BY_NAME
from teladan.people.queries import today
from teladan.tenancy.models import Agency

_ORDER = {name: place for place, name in enumerate(BY_NAME)}


@dataclass(frozen=True, slots=True)
class Examination:
    """What a file says against what is stored.

    `problems` are all violations in the order of sheets and rows; `bad` the numbers of bad rows per sheet; `counts` and
    `changes` what the good rows would do (changes: the first 200); `saves`, `acts` and `touched` how. `broken` says
    that a header or sheet can't be used: then nothing is compared, and nothing can be applied.
    """

    problems: tuple[Problem, ...]
    bad: dict[str, frozenset[int]]
    counts: dict[str, Count]
    changes: tuple[Change, ...]
    saves: tuple[Save, ...]
    acts: dict[UUID, set[str]]
    touched: dict[str, set[UUID] | None]
    broken: bool

    @property
    def good_rows(self) -> int:
        """How many rows would be applied or are there already."""
        return sum(count.new + count.changed + count.unchanged for count in self.counts.values())

    @property
    def rows_to_write(self) -> int:
        """How many rows would write something."""
        return sum(count.new + count.changed for count in self.counts.values())


def examine(book: RawBook, *, agency: Agency, at: datetime) -> Examination:
    """Check all rows of a file and put them beside what the bound agency has. Reads only.

    The number of statements does not grow with the rows (one per kind of thing and 10,000 keys).
    """
    reported: list[Problem] = []
    found = tables(book, zone=ZoneInfo(agency.time_zone), on=today(agency, at), report=reported.append)
    desk = Desk(agency, at, found)
    desk.problems = reported
    broken = any(problem.row <= 1 for problem in reported)
    if not broken:
        organisation.units(desk)
        people.people(desk)
        organisation.superiors(desk)
        organisation.roles(desk)
        periods.periods(desk)
        periods.unit_results(desk)
        known = plans.plans(desk)
        evidence.realisations(desk, known)
        voices.voices(desk, known)
        services.services(desk)
    return _told(desk, broken)


def _told(desk: Desk, broken: bool) -> Examination:
    return Examination(
        problems=tuple(
            sorted(set(desk.problems), key=lambda problem: (_ORDER.get(problem.sheet, -1), problem.row, problem.column))
        ),
        bad={name: frozenset(table.bad) for name, table in desk.tables.items() if table.bad},
        counts=dict(desk.counts),
        changes=tuple(desk.changes),
        saves=tuple(desk.saves),
        acts=dict(desk.acts),
        touched={code: persons for code, persons in desk.touched.items() if desk.periods[code].is_open},
        broken=broken,
    )
