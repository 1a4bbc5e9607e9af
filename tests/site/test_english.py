"""The English catalogue: complete, readable, and true to every placeholder of the Indonesian text."""

import ast
import io
import re
from gettext import GNUTranslations
from inspect import unwrap
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation.template import templatize

from teladan.appraisal.explain import gap_sentences, reasons_of, sentences_of_changes
from teladan.rules.appraise import appraise, what_would_change
from teladan.rules.policy import PRESETS, preset
from teladan.site.assets_build import LOCALE, compiled
from tests.appraisal.explain_cases import PERIOD, person, rhk, sentences_in

PO = LOCALE / "en" / "LC_MESSAGES" / "django.po"
SOURCE = LOCALE.parent.parent
CURE = "run `make messages`, translate what is new, then `teladan assets`"

_KEYWORDS = ("_", "gettext", "gettext_lazy", "ngettext:1,2", "ngettext_lazy:1,2", "pgettext", "pgettext_lazy")
_FUNCTIONS = {keyword.partition(":")[0]: None for keyword in _KEYWORDS}
_PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z]+[^>]*>")
_IN_TEMPLATES = re.compile(r"""(?:\b(?:_|gettext|ngettext)\()u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
INDONESIAN = re.compile(
    r"\b(?:dan|dari|yang|atau|tidak|belum|untuk|pada|dengan|atas|oleh|sudah|hasil|kerja|perilaku|atasan|layanan|warga"
    r"|rekan|bawahan|penilaian|umpan|balik|pegawai|poin|menit|jam|sesuai|sampai|ekspektasi|nilai|perlu|bukti)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The catalogue as Babel reads it; an entry that can't be read raises."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def _entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _in_python(path: Path) -> set[str]:
    with path.open("rb") as file:
        found = extract_python(file, _FUNCTIONS, [], {})
        return {words[0] if isinstance(words, tuple) else words for _line, _name, words, _notes in found if words}


def _in_template(path: Path) -> set[str]:
    pseudo = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return {str(ast.literal_eval(found)) for found in _IN_TEMPLATES.findall(pseudo)}


def _translated(catalogue: Catalog) -> set[str]:
    return {
        _forms(message.id)[0]
        for message in _entries(catalogue)
        if all(_forms(message.string)) and _forms(message.string) and not message.fuzzy
    }


def test_every_entry_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    open_ones = [message.id for message in _entries(catalogue) if not all(_forms(message.string))]
    fuzzy = [message.id for message in _entries(catalogue) if message.fuzzy]

    assert len(_entries(catalogue)) > 800
    assert open_ones == [], CURE
    assert fuzzy == [], CURE


def test_placeholders_and_markup_are_those_of_the_indonesian_text(catalogue: Catalog) -> None:
    for message in _entries(catalogue):
        wanted = sorted(_PLACEHOLDERS.findall(_forms(message.id)[-1]))
        for text in _forms(message.string):
            assert sorted(_PLACEHOLDERS.findall(text)) == wanted, message.id


def test_endings_are_those_of_the_indonesian_text(catalogue: Catalog) -> None:
    """A sentence stays a sentence, a label a label, a space at the edge a space."""
    for message in _entries(catalogue):
        given, text = _forms(message.id)[0], _forms(message.string)[0]
        assert (given[-1] in ".?:") == (text[-1] in ".?:"), given
        assert (given[:1].isspace(), given[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), given
        assert "!" not in text
        assert "  " not in text


@pytest.mark.parametrize("ending", ["html", "py"])
def test_every_string_of_the_source_is_in_the_catalogue(catalogue: Catalog, ending: str) -> None:
    read = _in_template if ending == "html" else _in_python
    known = _translated(catalogue)
    found = {text: path for path in sorted(SOURCE.rglob(f"*.{ending}")) for text in read(path)}

    assert len(found) > 150
    assert {text: str(path.relative_to(SOURCE)) for text, path in found.items() if text not in known} == {}, CURE


def test_the_compiled_catalogue_finds_its_words() -> None:
    english = GNUTranslations(io.BytesIO(compiled(PO)))

    assert english.gettext("Beranda") == "Home"
    assert english.gettext("Butuh Perbaikan") == "Needs Improvement"
    assert english.gettext("SKP periode ini belum berisi rencana hasil kerja (RHK).").startswith("The SKP of this")
    assert english.ngettext("Ada %(total)s isian yang perlu diperbaiki", "…", 2) == "%(total)s entries need correction"
    assert english.gettext("Berorientasi Pelayanan") == "Berorientasi Pelayanan", "core values keep their name"


def test_reasons_in_english_hold_no_indonesian_words() -> None:
    """Below what keeps reasons Indonesian for every reader, as long as pages are told so."""
    evidence = person(results=(rhk(1), rhk(2, None), rhk(3, None, realised_text="3 reports")))
    words: list[str] = []
    with translation.override("en"):
        for policy in map(preset, PRESETS):
            recommendation = appraise(evidence, policy)
            words += sentences_in(unwrap(reasons_of)(recommendation, evidence, PERIOD))
            for gap in unwrap(gap_sentences)(recommendation.missing, evidence):
                words += [gap["sentence"], gap["help"]]
            words += unwrap(sentences_of_changes)(what_would_change(evidence, policy), evidence)

    assert any("RHK 1" in text and "as expected" in text for text in words)
    assert [text for text in words if INDONESIAN.search(text)] == []
