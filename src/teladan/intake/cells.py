"""One cell into one typed value, or words about what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from teladan.intake.problems import any_of, nearest
from teladan.intake.reader import Cell
from teladan.intake.sheets import NO, YES, Column, Kind
from teladan.rules.refusal import InvalidInput
from teladan.rules.regulations.nip import read_nip

Convert = Callable[[Cell], Any]
FIRST_YEAR, LAST_YEAR = 1945, 2100
LARGEST = Decimal(10) ** 14  # 18 digits, 4 of them after the comma
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}[.,]\d{3}")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Wrong(Exception):
    """A cell that can't be taken: what is wrong and the cure."""

    def __init__(self, message: str, cure: str) -> None:
        self.message, self.cure = message, cure
        super().__init__(message)


def converter(column: Column, zone: tzinfo, on: date) -> Convert:
    """The function that reads this column's cells; it gets no empty cell and raises Wrong.

    `zone` is the agency's; `on` is today, for numbers that can't come from the future.
    """
    makers: dict[Kind, Callable[[], Convert]] = {
        Kind.KEY: lambda: _key(column),
        Kind.NIP: lambda: lambda cell: _nip(cell, on),
        Kind.TEXT: lambda: _line(column),
        Kind.LONG_TEXT: lambda: _long(column),
        Kind.WHOLE: lambda: _whole,
        Kind.DECIMAL: lambda: _decimal,
        Kind.DAY: lambda: _day,
        Kind.INSTANT: lambda: lambda cell: _instant(cell, zone),
        Kind.CHOICE: lambda: _choice(column),
        Kind.YES_NO: lambda: _yes_no,
        Kind.EMAIL: lambda: _email,
        Kind.LINKS: lambda: _links,
    }
    return makers[column.kind]()


def is_empty(cell: Cell) -> bool:
    """Nothing given: an empty cell, or spaces only. Zero and «tidak» are something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """A cell as the person sees it, shortened, for a message."""
    if isinstance(cell, list):
        return cell[0][:10]
    text = format(cell, ".15g") if isinstance(cell, float) else str(cell)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        text = cell.strip()
    elif isinstance(cell, bool):
        text = YES if cell else NO
    else:
        text = shown(cell)
    if not text.isprintable() and _CONTROL.search(text):
        raise Wrong(_("Isi memuat karakter yang tidak terlihat."), _("Ketik ulang isi sel ini."))
    return text


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Wrong(
            _("Isi terlalu panjang: {length} karakter.").format(length=len(text)),
            _("Tulis paling banyak {longest} karakter.").format(longest=longest),
        )
    return text


def _key(column: Column) -> Convert:
    longest = column.longest

    def read(cell: Cell) -> str:
        if not isinstance(cell, str):
            raise Wrong(
                _("Isi «{cell}» tersimpan sebagai angka, bukan teks.").format(cell=shown(cell)),
                _("Ubah format sel menjadi Teks, lalu ketik ulang; Excel dapat membuang angka nol di depan."),
            )
        return _short(" ".join(_text(cell).split()), longest)

    return read


def _nip(cell: Cell, on: date) -> str:
    if not isinstance(cell, str):
        raise Wrong(
            _("NIP tersimpan sebagai angka. Excel hanya menyimpan 15 angka pertama; sisanya menjadi nol."),
            _("Ubah format kolom menjadi Teks, lalu ketik ulang NIP dari dokumen asal."),
        )
    digits = "".join(cell.split())
    if not digits.isascii() or not digits.isdigit():
        raise Wrong(_("NIP memuat huruf atau tanda baca."), _("Tulis 18 angka saja, misalnya 199001012015031001."))
    if len(digits) != 18:
        raise Wrong(_("NIP terdiri dari 18 angka; di sini {count}.").format(count=len(digits)), _nip_cure())
    try:
        read_nip(number=digits, on=on)
    except InvalidInput as error:
        raise Wrong(_("NIP tidak mungkin: {reason}").format(reason=error.reason), _nip_cure()) from None
    return digits


def _nip_cure() -> str:
    return _("Periksa NIP pada dokumen asal, misalnya 199001012015031001.")


def _line(column: Column) -> Convert:
    longest = column.longest

    def read(cell: Cell) -> str:
        return _short(" ".join(_text(cell).split()), longest)

    return read


def _long(column: Column) -> Convert:
    longest = column.longest

    def read(cell: Cell) -> str:
        return _short(_text(cell).replace("\r\n", "\n").replace("\r", "\n"), longest)

    return read


def _whole(cell: Cell) -> int:
    number = _decimal(cell)
    if number != number.to_integral_value() or not 0 < number < 32_768:
        raise Wrong(
            _("Isi «{cell}» bukan bilangan bulat mulai dari 1.").format(cell=shown(cell)),
            _("Isi dengan bilangan bulat, misalnya 1 atau 2026."),
        )
    return int(number)


def _decimal(cell: Cell) -> Decimal:
    if isinstance(cell, bool | list):
        raise _not_a_number(cell)
    if isinstance(cell, str):
        text = cell.strip().replace(" ", "")
        if not _NUMBER.fullmatch(text):
            raise _not_a_number(cell)
        if _THOUSANDS.fullmatch(text):
            raise Wrong(
                _("Angka «{cell}» dapat dibaca dua cara: ribuan atau pecahan.").format(cell=shown(cell)),
                _("Ubah format sel menjadi Angka, lalu ketik ulang."),
            )
        number = Decimal(text.replace(",", "."))
    else:
        # Excel shows 15 digits; what a float holds beyond them was never typed.
        number = Decimal(format(cell, ".15g"))
    exponent = number.normalize().as_tuple().exponent
    if abs(number) >= LARGEST or (isinstance(exponent, int) and exponent < -4):
        raise Wrong(
            _("Angka «{cell}» terlalu besar atau terlalu rinci.").format(cell=shown(cell)),
            _("Tulis paling banyak 14 angka di depan koma dan 4 angka di belakang koma."),
        )
    return number


def _not_a_number(cell: Cell) -> Wrong:
    return Wrong(
        _("Isi «{cell}» bukan angka.").format(cell=shown(cell)), _("Isi dengan angka saja, misalnya 14 atau 61,95.")
    )


def _day(cell: Cell) -> date:
    if isinstance(cell, list):
        found = _moment(cell[0])
        if found is not None:
            return _in_range(found.date(), cell)
    if isinstance(cell, str):
        try:
            return _in_range(date.fromisoformat(cell.strip()), cell)
        except ValueError:
            pass
    raise Wrong(
        _("Isi «{cell}» bukan tanggal yang ada di kalender.").format(cell=shown(cell)),
        _("Tulis sebagai tanggal Excel, atau tahun-bulan-hari, misalnya 2026-07-31."),
    )


def _instant(cell: Cell, zone: tzinfo) -> datetime:
    text = cell[0] if isinstance(cell, list) else cell
    found = _moment(text.strip()) if isinstance(text, str) else None
    if found is None or found.tzinfo is not None:
        raise Wrong(
            _("Isi «{cell}» bukan tanggal dan jam.").format(cell=shown(cell)),
            _("Tulis sebagai tanggal dan jam Excel, atau misalnya 2026-07-01 08:30."),
        )
    _in_range(found.date(), cell)
    return found.replace(tzinfo=zone)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_range(day: date, cell: Cell) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Wrong(
            _("Tahun pada «{cell}» di luar jangkauan.").format(cell=shown(cell)),
            _("Tulis tahun antara {first} dan {last}.").format(first=FIRST_YEAR, last=LAST_YEAR),
        )
    return day


def _choice(column: Column) -> Convert:
    allowed = column.codes
    known = frozenset(allowed)

    def read(cell: Cell) -> str:
        text = _text(cell)
        if text in known:
            return text
        low = text.casefold()
        if low in known:
            return low
        raise Wrong(
            _("Isi «{cell}» tidak dikenal.").format(cell=shown(cell)),
            nearest(text, allowed) or _("Pilih salah satu: {codes}.").format(codes=any_of(allowed)),
        )

    return read


def _yes_no(cell: Cell) -> bool:
    text = _text(cell).casefold()
    if text not in (YES, NO):
        raise Wrong(_("Isi «{cell}» tidak dikenal.").format(cell=shown(cell)), _("Tulis «ya» atau «tidak»."))
    return text == YES


def _email(cell: Cell) -> str:
    text = _text(cell)
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise Wrong(
            _("Isi «{cell}» bukan alamat surel.").format(cell=shown(cell)),
            _("Tulis alamat lengkap, misalnya siti@contoh.go.id."),
        )
    return text


def _links(cell: Cell) -> str:
    lines = [line.strip() for line in _text(cell).splitlines()]
    for line in lines:
        if line and (not _LINK.fullmatch(line) or len(line) > 500):
            raise Wrong(
                _("Isi «{cell}» bukan tautan.").format(cell=shown(line)),
                _("Tulis alamat yang diawali https://, satu tautan setiap baris."),
            )
    return "\n".join(lines)
