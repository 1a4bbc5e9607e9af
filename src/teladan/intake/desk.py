"""The desk on which one file is examined: what it says, what the database says, what is wrong, what would change."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext as _

from teladan.appraisal.models import Period
from teladan.intake.problems import Problem, nearest
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import NO, YES, Sheet
from teladan.people.models import Unit
from teladan.people.queries import today
from teladan.tenancy.models import Agency
from teladan.trust.models import Person

CHANGES_SHOWN = 200
LOOKED_UP_AT_ONCE = 10_000


@dataclass(slots=True)
class Count:
    """How many rows of a sheet are new, change something, or are there already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would change, in the words of the file."""

    sheet: str
    row: int
    column: str
    old: str
    new: str


@dataclass(slots=True)
class Save:
    """Rows of one model to write. `replace` takes changed rows out first, so that dated ranges never meet halfway."""

    model: type[Model]
    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    fields: tuple[str, ...] = ()  # of changed rows, when they are updated in place
    replace: bool = False
    removed: list[UUID] = field(default_factory=list)


# One field of a row: column of the file, attribute of the model, what an empty cell means there.
Fields = Sequence[tuple[str, str, Any]]
Refuse = Callable[[Row, Any, Mapping[str, Any]], Problem | None]


class Desk:
    """Everything the stages of one examination share. The stages fill it in the order of `sheets.SHEETS`."""

    def __init__(self, agency: Agency, at: datetime, found: dict[str, Table]) -> None:
        self.agency, self.at, self.tables = agency, at, found
        self.today: date = today(agency, at)
        self.zone = ZoneInfo(agency.time_zone)
        self.problems: list[Problem] = []
        self.counts: dict[str, Count] = defaultdict(Count)
        self.changes: list[Change] = []
        self.saves: list[Save] = []
        self.units: dict[str, Unit] = {}
        self.persons: dict[str, Person] = {}
        self.codes: dict[UUID, str] = {}  # of persons
        self.periods: dict[str, Period] = {}
        self.acts: dict[UUID, set[str]] = defaultdict(set)  # for the audit log: person → what changed
        self.touched: dict[str, set[UUID] | None] = {}  # period code → persons; None means everybody
        self._lost: dict[str, dict[str, int]] = {}

    def table(self, sheet: Sheet) -> Table | None:
        """The file's rows of a sheet, if it has any."""
        return self.tables.get(sheet.name)

    def rows(self, sheet: Sheet) -> list[Row]:
        """The good rows of a sheet."""
        table = self.tables.get(sheet.name)
        return table.rows if table else []

    def refuse(self, sheet: Sheet, row: Row, column: str, message: str, cure: str, *, follows: bool = False) -> None:
        """Report a row and count it as bad; `Table.sweep` then leaves it out."""
        self.problems.append(Problem(sheet.name, row.number, column, message, cure, follows))
        self.tables[sheet.name].bad[row.number] = row

    def refers(
        self, sheet: Sheet, row: Row, column: str, known: Collection[str], target: Sheet, column_there: str = ""
    ) -> bool:
        """Whether the code in a column is known; else the row is refused, gently when it only waits for another row."""
        code = row[column]
        if code in known:
            return True
        waits_for = self._lost_rows(target, column_there or target.keys[0]).get(code)
        if waits_for is not None:
            self.wait(sheet, row, column, target, waits_for)
            return False
        self.refuse(
            sheet,
            row,
            column,
            _("«{code}» tidak ada di lembar {sheet} dan belum ada di data instansi.").format(
                code=code, sheet=target.name
            ),
            nearest(code, known) or _("Tambahkan di lembar {sheet}, atau perbaiki kodenya.").format(sheet=target.name),
        )
        return False

    def wait(self, sheet: Sheet, row: Row, column: str, target: Sheet, number: int) -> None:
        """Refuse a row that only waits for a bad one."""
        self.refuse(
            sheet,
            row,
            column,
            _("Baris ini menunggu baris {number} di lembar {sheet}.").format(number=number, sheet=target.name),
            _("Perbaiki baris itu lebih dahulu; baris ini kemudian dapat ikut diterapkan."),
            follows=True,
        )

    def _lost_rows(self, sheet: Sheet, column: str) -> dict[str, int]:
        """Codes that only a bad row of the file would bring, with the number of that row."""
        lost = self._lost.get(sheet.name)
        table = self.tables.get(sheet.name)
        if lost is None:
            lost = {str(row[column]): row.number for row in table.bad.values()} if table else {}
            self._lost[sheet.name] = lost
        return lost

    def lost(self, sheet: Sheet) -> dict[tuple[Any, ...], int]:
        """Keys that only a bad row of the file would bring, with the number of that row."""
        table = self.tables.get(sheet.name)
        if table is None:
            return {}
        return {tuple(row[name] for name in sheet.keys): row.number for row in table.bad.values()}

    def in_order(self, sheet: Sheet, row: Row, first: str = "mulai", last: str = "selesai") -> bool:
        """Whether the last day isn't before the first; else the row is refused."""
        if row[first] is None or row[last] is None or row[first] <= row[last]:
            return True
        self.refuse(
            sheet,
            row,
            last,
            _("Isi {last} mendahului {first}.").format(last=last, first=first),
            _("Isi {last} dengan hari yang sama atau sesudah {first}.").format(last=last, first=first),
        )
        return False

    def touch(self, period: str, person_id: UUID | None) -> None:
        """Note that the recommendation of a person (None: of everybody) in a period rests on what changes."""
        if person_id is None or self.touched.get(period, ()) is None:
            self.touched[period] = None
        else:
            self.touched.setdefault(period, set()).add(person_id)  # type: ignore[union-attr]

    def touch_year(self, year: int, person_id: UUID) -> None:
        """The same for all open periods that are evaluated by the plan of a year."""
        for code, period in self.periods.items():
            if period.end_date.year == year and period.is_open:
                self.touch(code, person_id)

    def touch_open(self, person_id: UUID) -> None:
        """The same for all open periods."""
        for code, period in self.periods.items():
            if period.is_open:
                self.touch(code, person_id)

    def note(self, sheet: Sheet, row: Row, column: str, old: Any, new: Any) -> None:
        """Keep a change for the preview, as far as it is shown."""
        if len(self.changes) < CHANGES_SHOWN:
            self.changes.append(Change(sheet.name, row.number, column, words(old), words(new)))


def match(
    desk: Desk,
    table: Table,
    save: Save,
    *,
    fields: Fields,
    found: Callable[[Row], Any | None],
    make: Callable[[Row, dict[str, Any]], Any],
    refuse: Refuse | None = None,
    shown: Mapping[str, Callable[[Any], Any]] | None = None,
    written: Callable[[Row, Any], None] | None = None,
    news: Collection[int] = (),
) -> None:
    """Put each good row beside what the database has: new, changed or unchanged; the save takes the first two.

    `found` gives the present row, `make` a new one; `refuse` may forbid a new or changed row; `shown` words a stored
    value for the preview; `written` hears of each row that will be written; `news` are rows that change something
    beside this model. Absent columns keep what is stored.
    """
    sheet, count = table.sheet, desk.counts[table.sheet.name]
    for row in table.rows:
        given = {attr: empty if row[name] is None else row[name] for name, attr, empty in fields if name in row.values}
        present = found(row)
        different = (
            {} if present is None else {attr: value for attr, value in given.items() if getattr(present, attr) != value}
        )
        if present is not None and not different:
            count.changed += row.number in news
            count.unchanged += row.number not in news
            continue
        if refuse and (problem := refuse(row, present, different)):
            desk.refuse(sheet, row, problem.column, problem.message, problem.cure)
            continue
        if present is None:
            count.new += 1
            present = make(row, given)
            save.new.append(present)
        else:
            count.changed += 1
            _change(desk, sheet, row, present, different, fields, shown or {})
            save.changed.append(present)
        if written:
            written(row, present)
    table.sweep()


def _change(
    desk: Desk,
    sheet: Sheet,
    row: Row,
    present: Any,
    different: Mapping[str, Any],
    fields: Fields,
    shown: Mapping[str, Callable[[Any], Any]],
) -> None:
    columns = {attr: name for name, attr, _empty in fields}
    for attr, value in different.items():
        as_words: Callable[[Any], Any] = shown.get(attr, words)
        desk.note(sheet, row, columns[attr], as_words(getattr(present, attr)), as_words(value))
        setattr(present, attr, value)


def words(value: Any) -> str:
    """A value as the file would write it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace(".", ",")
    if isinstance(value, DateRange):
        last = last_day(value)
        return f"{value.lower} – {last or ''}".rstrip()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def stretch(first: date, last: date | None) -> DateRange:
    """First and last day of the file as the half-open range of the database."""
    return DateRange(first, last + timedelta(days=1) if last else None, "[)")


def last_day(valid: DateRange) -> date | None:
    """The last day of a range, as the file writes it."""
    return valid.upper - timedelta(days=1) if valid.upper else None


def overlap(one: DateRange, other: DateRange) -> bool:
    """Whether two ranges share a day."""
    return (one.upper is None or other.lower < one.upper) and (other.upper is None or one.lower < other.upper)


def looked_up(rows: QuerySet[Any] | Manager[Any], name: str, values: Iterable[Any]) -> Iterator[Any]:
    """Rows whose field has one of the values, asked in large pieces."""
    wanted = list(set(values))
    for start in range(0, len(wanted), LOOKED_UP_AT_ONCE):
        yield from rows.filter(**{f"{name}__in": wanted[start : start + LOOKED_UP_AT_ONCE]})
