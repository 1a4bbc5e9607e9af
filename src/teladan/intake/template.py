"""The Excel template: one sheet for each kind of row, and «Petunjuk», which explains every column."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from teladan.intake.sheets import GUIDE, MAX_ROWS, SHEETS, Column, Kind, Sheet
from teladan.intake.writing import Formats, write_text

_WIDTHS = {Kind.LONG_TEXT: 48, Kind.LINKS: 36, Kind.TEXT: 26, Kind.NIP: 22, Kind.INSTANT: 18}
_LONGEST_LIST = 255  # characters Excel allows in a drop-down written in place


def template() -> bytes:
    """The empty template as .xlsx. Its header words are exactly those the import knows."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Templat impor Teladan"})
        formats = Formats(workbook)
        _write_guide(workbook.add_worksheet(GUIDE), formats)
        for sheet in SHEETS:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats)
    return target.getvalue()


def _write_sheet(worksheet: Any, sheet: Sheet, formats: Formats) -> None:
    worksheet.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        width = max(_WIDTHS.get(column.kind, 14), len(column.name) + 2)
        worksheet.set_column(place, place, width, _style(column, formats))
        write_text(worksheet, 0, place, column.name, formats, formats.required if column.required else formats.header)
        worksheet.write_comment(0, place, _comment(column), {"x_scale": 2})
        _validate(worksheet, place, column)


def _style(column: Column, formats: Formats) -> Any:
    if column.kind is Kind.DAY:
        return formats.day
    if column.kind is Kind.INSTANT:
        return formats.instant
    return formats.number if column.kind in (Kind.WHOLE, Kind.DECIMAL) else formats.text


def _comment(column: Column) -> str:
    lines = [str(column.meaning)]
    if column.allowed:
        lines.append(_("Pilihan: {codes}.").format(codes=", ".join(column.allowed)))
    if column.example:
        lines.append(_("Contoh: {example}").format(example=column.example))
    lines.append(_("Wajib diisi.") if column.required else _("Boleh kosong."))
    return "\n".join(lines)


def _validate(worksheet: Any, place: int, column: Column) -> None:
    if not column.allowed or len(",".join(column.allowed)) > _LONGEST_LIST:
        return
    worksheet.data_validation(
        1,
        place,
        MAX_ROWS,
        place,
        {
            "validate": "list",
            "source": list(column.allowed),
            "error_title": _("Isi tidak dikenal"),
            "error_message": _("Pilih dari daftar."),
        },
    )


def _write_guide(worksheet: Any, formats: Formats) -> None:
    worksheet.freeze_panes(3, 0)
    for place, width in enumerate((16, 22, 44, 16, 14, 44, 36)):
        worksheet.set_column(place, place, width)
    structure = _(
        "Isi lembar yang diperlukan saja; lembar lain boleh kosong atau dihapus. Baris 1 jangan diubah. "
        "Sel kosong berarti tidak diisi, bukan nol. Kolom catatan_sumber boleh ditambahkan dan tidak diimpor."
    )
    names = _(
        "Kolom «pengenal» bersama-sama menandai satu baris; isinya tidak boleh sama pada dua baris. "
        "Isi «kode» sebagai teks, agar Excel tidak mengubah angkanya."
    )
    for place, sentence in enumerate((structure, names)):
        write_text(worksheet, place, 0, sentence, formats)
    titles = (
        _("Lembar"),
        _("Kolom"),
        _("Arti"),
        _("Jenis isi"),
        _("Wajib"),
        _("Isi yang boleh"),
        _("Contoh"),
    )
    for place, title in enumerate(titles):
        write_text(worksheet, 2, place, title, formats, formats.header)
    row = 3
    for sheet in SHEETS:
        write_text(worksheet, row, 0, sheet.name, formats, formats.header)
        write_text(worksheet, row, 2, str(sheet.meaning), formats, formats.wrapped)
        for column in sheet.columns:
            row += 1
            for place, text in enumerate(_guide_row(column), start=1):
                write_text(worksheet, row, place, text, formats, formats.wrapped)
        row += 2


def _guide_row(column: Column) -> tuple[str, ...]:
    wanted = _("ya, pengenal") if column.key else _("ya") if column.required else ""
    return (column.name, str(column.meaning), column.kind.value, wanted, ", ".join(column.allowed), column.example)
