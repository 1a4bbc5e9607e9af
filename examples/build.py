"""Build the importable workbooks of the regulation's worked case from its text sources.

Run `python examples/build.py` after editing a file under `permenpanrb-6-2022/sumber/`. The same sources always give
the same bytes, so a rebuild without a change leaves the repository clean.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

CASE = Path(__file__).parent / "permenpanrb-6-2022"
WORKBOOKS: dict[str, tuple[str, ...]] = {
    "1-organisasi-dan-pegawai.xlsx": ("Unit", "Pegawai", "Atasan", "Peran"),
    "2-skp.xlsx": ("SKP", "RHK", "Indikator", "Perilaku"),
    "3-evaluasi-2022.xlsx": ("Periode", "Capaian Unit", "Realisasi", "Umpan Balik"),
}
DATES = frozenset({"mulai", "selesai", "jendela_mulai", "jendela_selesai"})
NUMBERS = frozenset({"tahun", "nomor_rhk", "nomor_indikator"})
CREATED = datetime(2022, 2, 3)  # noqa: DTZ001 - the day of the regulation; Excel properties carry no time zone


def source_of(sheet: str) -> Path:
    """Path of the CSV that a sheet is built from, e.g. «Umpan Balik» → `sumber/umpan-balik.csv`."""
    return CASE / "sumber" / (sheet.lower().replace(" ", "-") + ".csv")


def read_source(sheet: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a sheet's CSV, all as text; raises FileNotFoundError when the source is missing."""
    with source_of(sheet).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def typed(column: str, text: str) -> str | int | date | None:
    """Value as Excel should hold it: a real date, a whole number, text, or None for an empty cell."""
    if not text:
        return None
    if column in DATES:
        return date.fromisoformat(text)
    return int(text) if column in NUMBERS else text


def build(target: Path) -> Iterator[Path]:
    """Write every workbook into the folder `target`; yields the paths written."""
    for name, sheets in WORKBOOKS.items():
        path = target / name
        with xlsxwriter.Workbook(path) as workbook:
            workbook.set_properties({"title": name.removesuffix(".xlsx"), "created": CREATED})
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            bold = workbook.add_format({"bold": True})
            for sheet in sheets:
                _write_sheet(workbook.add_worksheet(sheet), *read_source(sheet), day=day, bold=bold)
        yield path


def _write_sheet(worksheet: Any, header: list[str], rows: list[list[str]], *, day: Any, bold: Any) -> None:
    """Write one sheet; texts only through write_string, so that no text is ever taken for a formula."""
    worksheet.freeze_panes(1, 0)
    for position, column in enumerate(header):
        worksheet.write_string(0, position, column, bold)
    for number, row in enumerate(rows, start=1):
        for position, (column, text) in enumerate(zip(header, row, strict=True)):
            value = typed(column, text)
            if isinstance(value, date):
                worksheet.write_datetime(number, position, value, day)
            elif isinstance(value, int):
                worksheet.write_number(number, position, value)
            elif value is not None:
                worksheet.write_string(number, position, value)


if __name__ == "__main__":
    list(build(CASE))
