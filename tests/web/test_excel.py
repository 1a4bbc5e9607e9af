"""Text in an exported file is text: no spreadsheet runs it."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from teladan.web.excel import FORMULA_STARTS, workbook_bytes

PAYLOADS = [
    start + rest
    for start in FORMULA_STARTS
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://jahat.example")', "SUM(A1:A9)")
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_formula_is_written_as_text(payload: str) -> None:
    content = workbook_bytes("Uji", ["Nama"], [[payload]], notes=[payload])

    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert "<f>" not in sheet
    assert cells[-1][0].startswith("'")


def test_values_keep_their_kind_and_no_data_stays_empty() -> None:
    content = workbook_bytes("Uji", ["a", "b", "c", "d", "e"], [["x", 3, Decimal("1.5"), date(2026, 11, 22), None]])

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    assert rows[1] == ["x", 3.0, 1.5, date(2026, 11, 22), ""]
