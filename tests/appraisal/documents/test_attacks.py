"""Text of users can't act in a document, and the process that sets it can't reach anything (THREATS T12)."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from teladan.appraisal.documents import render as rendering
from teladan.appraisal.documents.d11 import as_data
from teladan.appraisal.documents.render import TYPESETTER, render, typeset
from teladan.appraisal.documents.text import PRINTABLE, DocumentError

from .samples import THIRD_QUARTER, changed, everywhere, pages, squeezed

TEMPLATE = TYPESETTER.with_name("d11.typ")
ATTACKS = [
    '#read("/etc/passwd")',
    '#read("typeset.py")',
    '#image("../../../site/settings.py")',
    '#import "@preview/cetz:0.3.4"',
    '#include "d11.typ"',
    '#eval("1+1")',
    "#sys.inputs",
    "#panic()",
    "#[a] *tebal* _miring_ `kode` $x^2$ <label> @label = Judul",
    "] #pagebreak() [",
    '", "notes": [], "x": "',
    "\\u{1F600} \\#{ } // komentar /* x */",
    "https://contoh.invalid/tautan",
    "{% load x %}{{ settings.SECRET_KEY }}<script>alert(1)</script>",
    "-- --- ... ~ 'kutip' \"kutip\"",
]


def request(template: Path, **inputs: str) -> dict:
    return {"template": str(template), "inputs": inputs, "timestamp": 0}


@pytest.fixture
def template(tmp_path):
    """Writes a template of one test."""

    def write(source: str) -> Path:
        path = tmp_path / "mutant.typ"
        path.write_text(source)
        return path

    return write


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_print_literally_in_every_field(attack):
    text = squeezed("".join(pages(render(everywhere(attack)))))

    # 3 × 5 cells, 2 × 2 in the signatures, place, note: 21; agency and period title are printed in capitals: 2
    assert text.count(squeezed(attack)) >= 21
    assert text.upper().count(squeezed(attack).upper()) >= 23


def test_positive_control_the_same_text_acts_where_a_template_takes_it_as_markup():
    source = TEMPLATE.read_text()
    mutant = source.replace("  text(body)\n", '  eval(body, mode: "markup")\n')
    assert mutant != source
    data = {**as_data(changed(notes=('#read("typeset.py")',))), "qr": ""}

    printed = typst.compile(
        mutant.encode(),
        root=str(TYPESETTER.parent),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data), "emblem": "[]", "page_limit": "999"},
    )

    assert "def confine" in "".join(pages(printed))


def test_the_child_can_not_read_a_file_even_if_a_template_asks(template):
    mutant = template('#read("typeset.py").len()')

    outside = typst.compile(mutant.read_bytes(), root=str(TYPESETTER.parent), ignore_system_fonts=True)
    with pytest.raises(DocumentError) as refused:
        typeset(request(mutant))

    assert int(pages(outside)[0]) > 1000
    assert "failed to load" in str(refused.value.__cause__) or "not found" in str(refused.value.__cause__)


def test_nothing_outside_the_folder_of_templates_is_in_reach(template):
    mutant = template('#read("/../../../../../../../../etc/passwd")')

    with pytest.raises(typst.TypstError, match=r"escape|outside|not found"):
        typst.compile(mutant.read_bytes(), root=str(TYPESETTER.parent), ignore_system_fonts=True)


def test_a_package_is_never_fetched(template):
    mutant = template('#import "@preview/cetz:0.3.4"')
    started = time.monotonic()

    with pytest.raises(DocumentError) as refused:
        typeset(request(mutant))

    assert refused.value.code == "typesetting"
    assert "package" in str(refused.value.__cause__)
    assert time.monotonic() - started < 5
    assert not (TYPESETTER.parent / "no-packages").exists()


def test_the_child_can_open_neither_file_nor_socket_after_confinement():
    probe = (
        "import runpy, socket, sys\n"
        f"confine = runpy.run_path({str(TYPESETTER)!r})['confine']\n"
        "confine()\n"
        "for attempt in (lambda: open('/etc/hostname'), lambda: socket.socket()):\n"
        "    try:\n"
        "        attempt()\n"
        "    except OSError as error:\n"
        "        print(error.errno)\n"
    )

    done = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["24", "24"]  # EMFILE twice


def test_the_child_knows_no_secret_and_no_package_of_ours(monkeypatch, tmp_path):
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os, runpy, sys\n"
        f"runpy.run_path({str(TYPESETTER)!r})\n"
        "ours = [name for name in sys.modules if name.split('.')[0] in ('teladan', 'django')]\n"
        "print('%PDF-' + json.dumps([dict(os.environ), ours]))\n"
    )
    monkeypatch.setenv("TELADAN_SECRET_KEY", "sangat rahasia")
    monkeypatch.setattr(rendering, "TYPESETTER", spy)

    environment, ours = json.loads(typeset({}).removeprefix(b"%PDF-"))

    assert set(environment) <= {"RAYON_NUM_THREADS", "LC_CTYPE"}
    assert ours == []
    assert "TELADAN_SECRET_KEY" in os.environ


def test_control_characters_and_direction_marks_are_shown_by_number():
    text = squeezed("".join(pages(render(changed(notes=("a\x00b\x1bc\x7fd\u202ee\u2066f\u0085g\ud800h",))))))

    assert "a‹U+0000›b‹U+001B›c‹U+007F›d‹U+202E›e‹U+2066›f‹U+0085›g‹U+D800›h" in text


def test_letters_the_typeface_lacks_are_shown_by_number():
    text = pages(render(everywhere("Nama 😀 محمد")))[0]

    assert text.count("‹U+1F600›") >= 20
    assert "‹U+0645›" in text


def test_capitals_that_the_typeface_lacks_are_shown_by_number():
    text = pages(render(changed(agency="ƒ µ ŉ ß")))[0]

    assert "‹U+0191› ‹U+039C›" in text


def test_characters_without_appearance_are_left_out_and_accents_composed():
    text = pages(render(changed(notes=("Pu\u00adskes\u200bmas\ufeff Jose\u0301",))))[0]

    assert "Puskesmas José" in text


def test_every_character_called_printable_is_in_the_typeface():
    characters = sorted(PRINTABLE - {" ", "\xa0"})

    text = "".join(pages(render(changed(notes=(" ".join(characters),)))))

    assert [character for character in characters if character not in text] == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"notes": ("x" * 1_000_000,)}, "Catatan/rekomendasi seluruhnya terlalu panjang"),
        ({"notes": ("x" * 15_000,)}, "Catatan terlalu panjang"),
        ({"notes": ("a\n" * 500,)}, "500 baris"),
        ({"agency": "x" * 1_000_000}, "Nama instansi terlalu panjang untuk dicetak: 1.000.000 karakter"),
        ({"period_title": "x" * 501}, "Nama periode terlalu panjang untuk dicetak: 501 karakter. Paling banyak 500."),
        ({"place": "x" * 501}, "Tempat penetapan"),
        ({"code": "x" * 501}, "Kode verifikasi"),
        ({"address": "x" * 501}, "Alamat pemeriksaan"),
    ],
)
def test_too_much_text_is_refused_with_words(fields, words):
    with pytest.raises(DocumentError, match=words) as refused:
        render(changed(**fields))

    assert refused.value.code == "too_long"


@pytest.mark.parametrize("field", ["name", "nip", "rank", "position", "unit"])
@pytest.mark.parametrize("party", ["employee", "appraiser", "appraisers_superior"])
def test_too_long_a_line_names_its_place(party, field):
    long = replace(getattr(THIRD_QUARTER, party), **{field: "x" * 1_000_000})

    with pytest.raises(DocumentError, match=r"terlalu panjang untuk dicetak: 1\.000\.000 karakter"):
        render(changed(**{party: long}))


def test_the_most_text_allowed_still_prints():
    most = changed(notes=("kata " * 2_000,) * 3)

    assert sum(page.count("kata") for page in pages(render(most))) == 6_000


def test_too_many_pages_are_refused_with_words():
    inputs = {"data": json.dumps({**as_data(changed(notes=("baris\n" * 300,))), "qr": ""}), "emblem": "[]"}

    with pytest.raises(DocumentError, match="Ringkas catatan") as refused:
        typeset(request(TEMPLATE, **inputs, page_limit="2"))

    assert refused.value.code == "pages"


SLOW = "#{ let sum = 0\nfor i in range(2000) { for j in range(100000) { sum = calc.rem(sum + i * j, 7919) } }\nsum }"


def test_a_document_that_takes_too_long_is_given_up(template):
    started = time.monotonic()

    with pytest.raises(DocumentError, match="terlalu lama") as refused:
        typeset(request(template(SLOW)), seconds=0.5)

    assert refused.value.code == "time"
    assert time.monotonic() - started < 3


def test_memory_is_limited(template):
    hungry = template("#range(100000000).len()")

    with pytest.raises(DocumentError) as refused:
        typeset(request(hungry))

    assert refused.value.code == "typesetting"
    assert "memory allocation" in str(refused.value.__cause__)


def test_processor_time_is_limited():
    probe = f"import runpy\nrunpy.run_path({str(TYPESETTER)!r})['confine'](seconds=1)\nwhile True: pass\n"

    done = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, timeout=10, check=False)

    assert done.returncode < 0
