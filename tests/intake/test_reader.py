"""Opening files: what a workbook holds, and what is refused before any parser sees it."""

import io
import random
import re
import resource
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from teladan.intake import reader
from teladan.intake.archive import Suspect, inspect
from teladan.intake.problems import _SUSPECTS
from teladan.intake.reader import LIMITS
from tests.intake.workbooks import only, xlsx

TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    b"</Types>"
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
    b' Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
BOOK = (
    b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Unit" sheetId="1"'
    b' r:id="rId1"/></sheets></workbook>'
)
SHEET = b'<?xml version="1.0"?>%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>kode_unit</t></is></c></row>'


def packed(rows: bytes = CELL, *, prolog: bytes = b"", **parts: bytes) -> bytes:
    """A hand-made .xlsx with one sheet, and further parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS % (b"officeDocument", b"xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS % (b"worksheet", b"worksheets/sheet1.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET % (prolog, rows))
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def refusal(content: bytes) -> str:
    """The code with which the reader refuses."""
    with pytest.raises(Suspect) as caught:
        reader.read(content)
    return caught.value.code


def test_cells_arrive_with_their_types_and_excels_row_numbers() -> None:
    sheets = {"Unit": [["a", "b"], ["teks", 1.5], [None, None], [date(2026, 7, 1), True]]}

    book = reader.parse(reader.read(xlsx(sheets), 60))

    assert [(sheet.name, sheet.header, sheet.rows) for sheet in book.sheets] == [
        ("Unit", ["a", "b"], [(2, ["teks", 1.5]), (4, [["2026-07-01"], True])])
    ]


def test_a_hand_made_sheet_is_read() -> None:
    assert reader.parse(reader.read(packed(), 60)).sheets[0].header == ["kode_unit"]


def test_one_cell_at_the_far_end_is_refused() -> None:
    bomb = packed(CELL + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    assert len(bomb) < 3000
    assert refusal(bomb) in ("terlalu_banyak_baris", "terlalu_banyak_kolom")


def test_rows_without_numbers_are_counted() -> None:
    assert refusal(packed(b"<row><c><v>1</v></c></row>" * 60_000)) in ("terlalu_banyak_baris", "terlalu_mampat")


def test_a_sheet_too_wide_is_refused() -> None:
    assert refusal(packed(b'<row r="1"><c r="BZ1"><v>1</v></c></row>')) == "terlalu_banyak_kolom"


def test_a_part_that_grows_beyond_reason_is_refused() -> None:
    bomb = packed(b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 30_000_000 + b"</t></is></c></row>")

    assert len(bomb) < 100_000
    assert refusal(bomb) == "terlalu_mampat"


def test_a_forged_size_in_the_list_helps_nobody() -> None:
    bomb = bytearray(packed(b"<row>" + b" " * 5_000_000 + b"</row>"))
    place = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(b"xl/worksheets/sheet1.xml"))
    bomb[place + 24 : place + 28] = struct.pack("<I", 100)

    assert refusal(bytes(bomb)) in ("terlalu_mampat", "rusak")


def test_a_sum_beyond_the_limit_is_refused_by_the_list_alone() -> None:
    bomb = bytearray(packed())
    place = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(b"xl/worksheets/sheet1.xml"))
    bomb[place + 24 : place + 28] = struct.pack("<I", 300 * 1024 * 1024)

    assert refusal(bytes(bomb)) == "terlalu_besar"


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!doctype x [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b" " * 65_530 + b"<!DOCTYPE x>",  # cut in two by the pieces
    ],
    ids=["external entity", "billion laughs", "between two pieces"],
)
def test_declarations_are_refused(prolog: bytes) -> None:
    assert refusal(packed(prolog=prolog)) in ("deklarasi", "terlalu_mampat")


def test_a_declaration_in_another_encoding_is_refused() -> None:
    content = packed(**{"xl/sharedStrings.xml": "<!DOCTYPE x><sst/>".encode("utf-16")})

    assert refusal(content) == "pengodean"


@pytest.mark.parametrize("name", ["xl/embeddings/in.zip", "xl/media/picture.png", "xl/embeddings/book.xlsx"])
def test_an_archive_inside_is_refused(name: str) -> None:
    assert refusal(packed(**{name: packed()})) == "arsip_di_dalam"


def test_entries_that_share_bytes_are_refused() -> None:
    content = bytearray(packed(**{"xl/a.xml": b"<a/>" * 50, "xl/b.xml": b"<b/>" * 50}))
    second = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/b.xml"))
    first = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/a.xml", 0, second))
    content[second + 42 : second + 46] = content[first + 42 : first + 46]

    assert refusal(bytes(content)) in ("tumpang_tindih", "rusak")


def test_too_many_parts_are_refused() -> None:
    assert refusal(packed(**{f"xl/part{number}.xml": b"<a/>" for number in range(500)})) == "terlalu_banyak_bagian"


def test_macros_are_refused() -> None:
    assert refusal(packed(**{"xl/vbaProject.bin": b"x"})) == "makro"


def test_too_many_shared_strings_are_refused() -> None:
    strings = b"".join(b"<si><t>%d</t></si>" % (number * 7919) for number in range(600_000))

    assert refusal(packed(**{"xl/sharedStrings.xml": b"<sst>" + strings + b"</sst>"})) == "terlalu_besar"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bukan_xlsx"),
        (b"nama,nip\nA,1\n", "bukan_xlsx"),
        (b"%PDF-1.7 ...", "bukan_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "berkas_lama_atau_terkunci"),
        (b"PK\x03\x04" + b"\0" * 40, "rusak"),
    ],
    ids=["nothing", "csv", "pdf", "xls or password", "head only"],
)
def test_another_kind_of_file_is_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(share: float) -> None:
    whole = xlsx(only("Unit", "Pegawai"))

    assert refusal(whole[: int(len(whole) * share)]) == "rusak"


def test_flipped_bytes_are_read_or_refused_but_never_a_crash() -> None:
    whole = xlsx(only("Unit"))
    refused = tried = 0
    for place in range(0, len(whole), 97):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        tried += 1
        try:  # anything but a refusal fails the test
            inspect(bytes(broken), LIMITS)
        except Suspect:
            refused += 1

    assert 0 < refused < tried


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("index.html", "<h1>halo</h1>")

    assert refusal(target.getvalue()) == "bukan_xlsx"


def test_the_limit_of_time_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(only("Unit"))

    with pytest.raises(Suspect) as caught:
        reader.read(content, 0.001)

    assert caught.value.code == "terlalu_lama"


def small_child(tmp_path: Path, memory: int) -> str:
    """The reader's own files in another folder, with less memory for the child; gives the module's path."""
    package = tmp_path / "teladan" / "intake"
    package.mkdir(parents=True)
    for folder in (package.parent, package):
        (folder / "__init__.py").touch()
    here = Path(reader.__file__).parent
    (package / "archive.py").write_text((here / "archive.py").read_text(encoding="utf-8"))
    source = (here / "reader.py").read_text(encoding="utf-8")
    (package / "reader.py").write_text(source.replace("MEMORY = 1024 * 1024 * 1024", f"MEMORY = {memory}"))
    return str(package / "reader.py")


def test_the_limit_of_memory_ends_the_child_not_the_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    large = xlsx({"Unit": [[chance.randbytes(15_000).hex()] for _number in range(700)]})
    monkeypatch.setattr(reader, "__file__", small_child(tmp_path, 64 * 1024 * 1024))

    assert reader.read(packed(), 60)
    assert refusal(large) == "terlalu_berat"


def test_the_parent_does_not_grow_with_a_bomb() -> None:
    reader.read(packed(), 60)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = packed(b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 150_000_000 + b"</t></is></c></row>")
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert refusal(bomb) == "terlalu_mampat"

    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - made < 20_000  # kilobytes; making the bomb itself took more than that
    assert made - before > 100_000


def test_the_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "teladan" / "intake"
    package.mkdir(parents=True)
    (tmp_path / "teladan" / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "reader.py").write_text("import json, os\nprint(json.dumps(sorted(os.environ)))\n")
    monkeypatch.setattr(reader, "__file__", str(package / "reader.py"))
    monkeypatch.setenv("TELADAN_SECRET_KEY", "rahasia")

    seen = reader.read(b"", 60).decode()

    assert "TELADAN" not in seen
    assert "DATABASE" not in seen


def test_every_refusal_has_its_words() -> None:
    folder = Path(reader.__file__).parent
    source = (folder / "archive.py").read_text(encoding="utf-8") + (folder / "reader.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Suspect\(\s*"(\w+)"', source))

    assert codes == set(_SUSPECTS)
    assert not [words for words in _SUSPECTS.values() if not str(words).endswith(".")]


def test_a_part_named_like_no_sheet_is_counted_as_one() -> None:
    """Which part is read as a sheet is the file's claim; the limits look at all of them."""
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 60_000))

    assert refusal(packed(**{"xl/elsewhere.dat": rows})) == "terlalu_banyak_baris"
