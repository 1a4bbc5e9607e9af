"""Sheets of the file as rows of typed values; what is wrong with header, cells and keys is reported here."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from teladan.intake.cells import Wrong, converter, is_empty
from teladan.intake.problems import Problem, Report, all_of, nearest
from teladan.intake.reader import Cell, RawBook, RawSheet
from teladan.intake.sheets import BY_NAME, GUIDE, NOT_IMPORTED, REPAIR, Sheet

IGNORED = frozenset({NOT_IMPORTED, REPAIR})


class Row:
    """One row: its number as Excel shows it, its values; an empty cell is None, an absent column is not there."""

    __slots__ = ("number", "values")

    def __init__(self, number: int, values: dict[str, Any]) -> None:
        self.number = number
        self.values = values

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)


@dataclass(slots=True)
class Table:
    """A sheet of the file: its good rows, and the bad ones by their number with what could be read of them."""

    sheet: Sheet
    rows: list[Row]
    bad: dict[int, Row] = field(default_factory=dict)

    def sweep(self) -> None:
        """Leave out of the good rows what has turned bad."""
        if self.bad:
            self.rows = [row for row in self.rows if row.number not in self.bad]


def tables(book: RawBook, *, zone: tzinfo, on: date, report: Report) -> dict[str, Table]:
    """Every known sheet of the file with all rows that can be read; the rest is reported."""
    found: dict[str, Table] = {}
    for raw in book.sheets:
        sheet = BY_NAME.get(raw.name.strip())
        if sheet is None:
            _report_unknown_sheet(raw, report)
        elif sheet.name in found:
            report(Problem(sheet.name, 0, "", _("Lembar ini ada dua."), _("Gabungkan menjadi satu lembar.")))
        elif raw.header or raw.rows:
            found[sheet.name] = _table(sheet, raw, zone, on, report)
    if not found:
        report(
            Problem(
                "", 0, "", _("Berkas ini tidak memuat satu lembar pun dari templat."), _("Unduh templat, lalu isi.")
            )
        )
    elif not any(table.rows or table.bad for table in found.values()):
        report(Problem("", 0, "", _("Berkas ini belum berisi satu baris pun."), _("Isi mulai baris 2, lalu unggah.")))
    return found


def _report_unknown_sheet(raw: RawSheet, report: Report) -> None:
    if raw.name.strip() == GUIDE or not (raw.header or raw.rows):
        return
    cure = nearest(raw.name, BY_NAME) or _("Hapus lembar ini, atau pindahkan isinya ke lembar dari templat.")
    report(Problem(raw.name, 0, "", _("Lembar ini tidak dikenal."), cure))


def _table(sheet: Sheet, raw: RawSheet, zone: tzinfo, on: date, report: Report) -> Table:
    table = Table(sheet, [])
    places = _places(sheet, raw.header, report)
    if places is None:
        table.bad = {number: Row(number, {}) for number, _cells in raw.rows}
        return table
    readers = [
        (places[column.name], column.name, column.required, converter(column, zone, on))
        for column in sheet.columns
        if column.name in places
    ]
    for number, cells in raw.rows:
        values, fine = _values(sheet.name, number, cells, readers, report)
        if fine:
            table.rows.append(Row(number, values))
        else:
            table.bad[number] = Row(number, values)
    _drop_doubles(table, report)
    return table


def _places(sheet: Sheet, header: list[Cell], report: Report) -> dict[str, int] | None:
    """Column name → its place; None when the header can't be used."""
    names = [str(cell).strip() if cell is not None else "" for cell in header]
    known = {column.name for column in sheet.columns}
    wrong = False
    for name, times in Counter(names).items():
        if name and name not in known | IGNORED:
            wrong = True
            cure = nearest(name, known - set(names)) or _("Hapus kolom ini, atau beri nama {catatan}.").format(
                catatan=NOT_IMPORTED
            )
            report(Problem(sheet.name, 1, name, _("Kolom ini tidak dikenal."), cure))
        elif name in known and times > 1:
            wrong = True
            report(Problem(sheet.name, 1, name, _("Kolom ini ada dua."), _("Hapus salah satu.")))
    for column in sheet.columns:
        if column.required and column.name not in names:
            wrong = True
            cure = _("Tambahkan kolom {name} pada baris 1, seperti dalam templat.").format(name=column.name)
            report(Problem(sheet.name, 1, column.name, _("Kolom wajib ini tidak ada."), cure))
    return None if wrong else {name: place for place, name in enumerate(names) if name in known}


def _values(
    sheet: str, number: int, cells: list[Cell], readers: list[tuple[int, str, bool, Any]], report: Report
) -> tuple[dict[str, Any], bool]:
    values: dict[str, Any] = {}
    fine = True
    width = len(cells)
    for place, name, required, read in readers:
        cell = cells[place] if place < width else None
        if cell is None or is_empty(cell):
            values[name] = None
            if required:
                fine = False
                report(Problem(sheet, number, name, _("Sel wajib ini kosong."), _("Isi sel ini, atau hapus barisnya.")))
            continue
        try:
            values[name] = read(cell)
        except Wrong as wrong:
            fine = False
            report(Problem(sheet, number, name, wrong.message, wrong.cure))
    return values, fine


def _drop_doubles(table: Table, report: Report) -> None:
    """Of rows with the same key the first counts; each later one is reported."""
    keys = table.sheet.keys
    first: dict[Any, int] = {}
    for row in table.rows:
        values = row.values
        key = values[keys[0]] if len(keys) == 1 else tuple([values.get(name) for name in keys])
        before = first.setdefault(key, row.number)
        if before == row.number:
            continue
        table.bad[row.number] = row
        report(
            Problem(
                table.sheet.name,
                row.number,
                keys[-1],
                _("Baris ini mengulang baris {before}: {keys} sama.").format(before=before, keys=all_of(keys)),
                _("Hapus salah satu, atau perbaiki isi kolom itu."),
            )
        )
    table.sweep()
