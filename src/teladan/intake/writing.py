"""The one place that puts text into a workbook: always as text, never as a formula (THREATS T09)."""

import re
from datetime import date, datetime
from typing import Any

from teladan.intake.reader import Cell

# What a spreadsheet program could take for a formula when the cell is edited or exported again; with full-width forms.
_FORMULA_START = re.compile(r"^[=+\-@\t\r\n\x00＝＋－＠]")
LONGEST = 32_767  # characters Excel holds in one cell


class Formats:
    """The few cell formats of our workbooks."""

    def __init__(self, workbook: Any) -> None:
        self.text = workbook.add_format({"num_format": "@", "valign": "top"})
        # Excel's own leading apostrophe: the cell stays text when edited, and its content is unchanged when read back.
        self.quoted = workbook.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.instant = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        self.number = workbook.add_format({"valign": "top"})
        self.header = workbook.add_format({"bold": True, "num_format": "@", "bottom": 1})
        self.required = workbook.add_format({"bold": True, "num_format": "@", "bottom": 1, "bg_color": "#F3DFD8"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})


def write_text(worksheet: Any, row: int, column: int, text: str, formats: Formats, style: Any = None) -> None:
    """Write a text cell; one that looks like the start of a formula gets the apostrophe."""
    quoted = _FORMULA_START.match(text) is not None
    worksheet.write_string(row, column, text[:LONGEST], formats.quoted if quoted else style or formats.text)


def write_cell(worksheet: Any, row: int, column: int, cell: Cell, formats: Formats) -> None:
    """Write a cell as it was read: text as text, numbers as numbers, days as days."""
    if isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell)
    elif isinstance(cell, float | int):
        worksheet.write_number(row, column, cell, formats.number)
    elif isinstance(cell, list):
        _write_moment(worksheet, row, column, cell[0], formats)
    elif cell is not None:
        write_text(worksheet, row, column, cell, formats)


def _write_moment(worksheet: Any, row: int, column: int, text: str, formats: Formats) -> None:
    try:
        found: date = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        write_text(worksheet, row, column, text, formats)
        return
    worksheet.write_datetime(row, column, found, formats.instant if isinstance(found, datetime) else formats.day)
