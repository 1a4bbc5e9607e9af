"""Is this file a workbook we dare to open? Asked before any parser sees it (THREATS T11). Standard library only.

An .xlsx is a zip of XML parts. Bombs lie about sizes, nest, overlap, declare entities, or place one cell at the far end
of a sheet so that a dense table of it fills the memory. Each part is inflated once, in small pieces, and counted.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 100
RATIO_COUNTS_FROM = 64 * 1024  # small parts of XML may well shrink a hundredfold
MAX_ENTRIES = 500
PIECE = 64 * 1024
OVERLAP = 256  # a tag that falls between two pieces is seen whole
MAX_SHARED_STRINGS = 500_000

ZIP_START, OLE_START = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d+)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,4})(\d+)[\"']")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")


class Suspect(Exception):
    """The file is refused; `code` says why, `detail` names the part or the number."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


@dataclass(frozen=True, slots=True)
class Limits:
    """The size a sheet may have: rows with the header, and columns."""

    rows: int
    columns: int


def inspect(content: bytes, limits: Limits) -> None:
    """Read the archive's own list and stream each part once. Raises Suspect."""
    if content.startswith(OLE_START):
        raise Suspect("berkas_lama_atau_terkunci")
    if not content.startswith(ZIP_START):
        raise Suspect("bukan_xlsx")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_list(entries)
            for entry in entries:
                _check_part(archive, entry, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Suspect("rusak") from error


def _check_list(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Suspect("terlalu_banyak_bagian", str(len(entries)))
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Suspect("bagian_ganda")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Suspect("bukan_xlsx")
    if any(name.lower().endswith((".bin", ".vba")) and "vba" in name.lower() for name in names):
        raise Suspect("makro")
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise Suspect("terlalu_besar")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Suspect("tumpang_tindih")
        end = entry.header_offset + 30 + len(entry.filename.encode()) + entry.compress_size


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & 0x1:
        raise Suspect("berkas_lama_atau_terkunci")
    name = entry.filename.lower()
    if name.endswith((".zip", ".xlsx", ".xlsm", ".docx", ".jar", ".7z", ".gz")):
        raise Suspect("arsip_di_dalam", entry.filename)
    count = _Counter(name, limits)
    for total, piece in _pieces(archive, entry):
        if total > MAX_INFLATED:
            raise Suspect("terlalu_besar", entry.filename)
        if total > RATIO_COUNTS_FROM and total > MAX_RATIO * max(entry.compress_size, 1):
            raise Suspect("terlalu_mampat", entry.filename)
        if piece.startswith((ZIP_START, b"\x1f\x8b")) and total <= PIECE:
            raise Suspect("arsip_di_dalam", entry.filename)
        _check_xml(piece, entry.filename)
        count.see(piece)


def _check_xml(piece: bytes, name: str) -> None:
    # Of every part: which one is read as a sheet is the file's own claim, not its name's.
    # UTF-16 would hide a declaration from the search; no program writes a workbook that way.
    if piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise Suspect("pengodean", name)
    if _DECLARATION.search(piece):
        raise Suspect("deklarasi", name)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[int, bytes]]:
    """Pieces of a part as inflated, each with the end of the one before; the size is counted, not believed."""
    total, before = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            total += len(piece)
            yield total, before + piece
            before = piece[-OVERLAP:]


class _Counter:
    """Counts rows, cells and shared strings of one part, whatever its name says it is."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.rows = self.cells = self.strings = 0

    def see(self, piece: bytes) -> None:
        """Stop at the first row or column beyond the limit, numbered or merely counted."""
        self.rows += len(_ANY_ROW.findall(piece))
        self.cells += len(_ANY_CELL.findall(piece))
        self.strings += len(_STRING.findall(piece))
        # What stands in the overlap is counted twice; a tenth of slack covers it.
        if self.rows > self.limits.rows * 1.1 or self.cells > self.limits.rows * self.limits.columns:
            raise Suspect("terlalu_banyak_baris", self.name)
        if self.strings > MAX_SHARED_STRINGS:
            raise Suspect("terlalu_besar", self.name)
        self._see_numbers(piece)

    def _see_numbers(self, piece: bytes) -> None:
        highest = max((int(row) for row in _ROW.findall(piece)), default=0)
        for letters, row in _CELL.findall(piece):
            highest = max(highest, int(row))
            if len(letters) > 1 and _column_number(letters) > self.limits.columns:
                raise Suspect("terlalu_banyak_kolom", self.name)
        if highest > self.limits.rows:
            raise Suspect("terlalu_banyak_baris", self.name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
