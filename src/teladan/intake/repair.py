"""The rows to mend as a workbook: as they were, with one more column that says what to do."""

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from teladan.intake.problems import Problem
from teladan.intake.reader import RawBook, RawSheet
from teladan.intake.sheets import REPAIR
from teladan.intake.writing import Formats, write_cell, write_text


def repair(book: RawBook, problems: Iterable[Problem]) -> bytes:
    """All rows that have a problem, as .xlsx in the form of the template plus the column «perbaikan».

    Once mended, the file can be uploaded as it is: the added column is not imported.
    """
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in problems:
        column = f"{problem.column}: " if problem.column else ""
        said[problem.sheet, problem.row].append(f"{column}{problem.message} {problem.cure}")
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        formats = Formats(workbook)
        empty = True
        for sheet in book.sheets:
            if any((sheet.name.strip(), number) in said for number, _cells in sheet.rows):
                _write(workbook.add_worksheet(sheet.name), sheet, said, formats)
                empty = False
        if empty:
            workbook.add_worksheet()
    return target.getvalue()


def _write(worksheet: object, sheet: RawSheet, said: dict[tuple[str, int], list[str]], formats: Formats) -> None:
    header = [cell for cell in sheet.header if cell != REPAIR]
    places = [place for place, cell in enumerate(sheet.header) if cell != REPAIR]
    for place, cell in enumerate([*header, REPAIR]):
        write_text(worksheet, 0, place, str(cell or ""), formats, formats.header)
    row = 0
    for number, cells in sheet.rows:
        sentences = said.get((sheet.name.strip(), number))
        if sentences is None:
            continue
        row += 1
        for target, place in enumerate(places):
            write_cell(worksheet, row, target, cells[place] if place < len(cells) else None, formats)
        write_text(worksheet, row, len(header), "\n".join(sentences), formats, formats.wrapped)
