"""The rows to mend as a workbook: as they were, with one more column that says what to do."""

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter

from teladan.intake.problems import Problem
from teladan.intake.reader import Cell, RawBook
from teladan.intake.sheets import REPAIR
from teladan.intake.writing import Formats, write_cell, write_text


def repair(book: RawBook, problems: Iterable[Problem], *, every_row: bool = False) -> bytes:
    """All rows that have a problem, as .xlsx in the form of the template plus the column «perbaikan».

    Once mended, the file can be uploaded as it is: the added column is not imported. `every_row` takes them all.
    """
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in problems:
        column = f"{problem.column}: " if problem.column else ""
        said[problem.sheet, problem.row].append(f"{column}{problem.message} {problem.cure}")
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        formats = Formats(workbook)
        for sheet in book.sheets:
            name = sheet.name.strip()
            rows = [(cells, said[name, number]) for number, cells in sheet.rows if every_row or (name, number) in said]
            if rows:
                _write(workbook.add_worksheet(sheet.name), sheet.header, rows, formats)
        if not workbook.worksheets():
            workbook.add_worksheet()
    return target.getvalue()


def _write(worksheet: Any, header: list[Cell], rows: list[tuple[list[Cell], list[str]]], formats: Formats) -> None:
    places = [place for place, cell in enumerate(header) if cell != REPAIR]
    for target, place in enumerate(places):
        write_text(worksheet, 0, target, str(header[place] or ""), formats, formats.header)
    write_text(worksheet, 0, len(places), REPAIR, formats, formats.header)
    for row, (cells, sentences) in enumerate(rows, start=1):
        for target, place in enumerate(places):
            write_cell(worksheet, row, target, cells[place] if place < len(cells) else None, formats)
        write_text(worksheet, row, len(places), "\n".join(sentences), formats, formats.wrapped)
