"""The file itself: PDF/A, language and title, paper, sameness, emblem and QR code."""

import io
import struct
import zlib

import pytest
from pypdf import PdfReader

from teladan.appraisal.documents.render import render
from teladan.appraisal.documents.text import DocumentError

from .samples import EMPLOYEE, THIRD_QUARTER, changed


def png(width: int, height: int, *, data: bytes | None = None) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = (b"\0" + b"\x30" * width) * height if data is None else data
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(render(THIRD_QUARTER)))


def test_claims_pdf_a_2a_in_its_metadata(reader):
    metadata = reader.root_object["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert reader.root_object["/OutputIntents"]


def test_is_tagged_and_names_language_and_title(reader):
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "id"
    assert reader.metadata.title == f"Dokumen Evaluasi Kinerja Pegawai Triwulan III 2026: {EMPLOYEE.name}"
    assert reader.metadata.author == "PEMERINTAH KOTA CONTOH"


def test_is_a4_with_every_font_inside(reader):
    page = reader.pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    for font in page["/Resources"]["/Font"].values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_carries_nothing_that_acts(reader):
    assert not {"/OpenAction", "/AA", "/AcroForm", "/JavaScript"} & set(reader.root_object)
    assert "/Annots" not in reader.pages[0]


def test_knows_no_colour_but_grey(reader):
    spaces = reader.pages[0]["/Resources"]["/ColorSpace"].values()

    assert [space[1].get_object()["/N"] for space in spaces] == [1]


def test_the_same_document_gives_the_same_bytes(reader):
    assert render(THIRD_QUARTER) == render(THIRD_QUARTER)
    assert reader.metadata.creation_date == THIRD_QUARTER.printed_at


def test_the_agencys_emblem_replaces_the_placeholder(reader):
    with_emblem = PdfReader(io.BytesIO(render(changed(emblem=png(40, 50)))))

    assert len(with_emblem.pages[0].images) == 1
    assert "LAMBANG" in reader.pages[0].extract_text()
    assert "LAMBANG" not in with_emblem.pages[0].extract_text()


@pytest.mark.parametrize(
    "emblem",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>",
        b"\xff\xd8\xff\xe0" + bytes(100),
        png(5_000, 1),
        png(40, 50) + bytes(300 * 1024),
        png(40, 50)[:60],
        png(40, 50, data=b""),
    ],
    ids=["empty", "svg", "jpeg", "too wide", "too heavy", "cut off", "no pixels"],
)
def test_a_file_that_is_no_bearable_png_is_refused_with_words(emblem):
    with pytest.raises(DocumentError, match="Unggah gambar PNG") as refused:
        render(changed(emblem=emblem))

    assert refused.value.code == "emblem"
