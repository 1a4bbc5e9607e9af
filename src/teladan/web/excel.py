"""The one place that writes Excel files: text is always text, never a formula (THREATS T09)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text as a cell may carry it: what a spreadsheet could take for a formula gets a leading quote."""
    clean = text.replace("\0", "")
    return f"'{clean}" if text.startswith(FORMULA_STARTS) else clean


def write_sheet(sheet: Any, rows: Iterable[Sequence[Any]], *, first_row: int = 0, day_format: Any = None) -> int:
    """Write rows of plain values; returns the next free row. None leaves the cell empty (no data is not zero)."""
    number = first_row
    for row in rows:
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, day_format)
        number += 1
    return number


def _write_cell(sheet: Any, row: int, column: int, value: Any, day_format: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "ya" if value else "tidak")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, column, value, day_format)
    else:
        sheet.write_string(row, column, harmless(str(value)))


def workbook_bytes(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet: notes on top (filters in force, when it was made), then the head row and the rows."""
    memory = BytesIO()
    with xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        row = write_sheet(sheet, [[note] for note in notes])
        row += 1 if notes else 0
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, bold)
        write_sheet(sheet, rows, first_row=row + 1, day_format=day)
        sheet.freeze_panes(row + 1, 1)
        sheet.set_column(0, max(len(heads) - 1, 0), 22)
    return memory.getvalue()


def download(content: bytes, name: str) -> HttpResponse:
    """An Excel file as an attachment."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
