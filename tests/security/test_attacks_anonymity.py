"""Nobody learns what few people said: pages, files and stored traces are the same whatever a small group answered."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal
from teladan.rules.policy import PRESETS
from teladan.tenancy.context import bound
from tests import factories as make
from tests.security.places import enter

pytestmark = pytest.mark.django_db
SOURCES = ("rekan", "bawahan", "warga")
CHANGING = re.compile(
    r'(name="(csrfmiddlewaretoken|seen_digest)" value=")[^"]*|[0-9a-f]{8}-[0-9a-f-]{27}|id="[a-z]*-?[0-9a-f]{6,}"'
)
Said = dict[str, Any]


def seen(code: str, preset: str, answers: list[Said]) -> dict[str, str]:
    """Everything the employee, the superior and HR are shown about a person with these anonymous answers."""
    agency = make.agency(code)
    with bound(agency.pk):
        cast = make.Cast("sama", preset=preset)
        make.complete_evidence(cast.employee.person)
        for component, criterion in (("mutu_layanan", "ramah"), ("kompetensi", "umum")):
            make.rating(cast.employee.person, component, criterion, 3)
        for said in answers:
            said = dict(said)
            make.answers(cast.employee.person, said.pop("source"), said.pop("count"), **said)
        operations.refresh(period=cast.period, at=make.AT)
        appraisal = Appraisal.objects.get(person=cast.employee.person)
    period = cast.period.code
    pages = {
        "penilaian": (cast.employee, reverse("penilaian-periode", args=[period])),
        "beranda": (cast.employee, "/"),
        "evaluasi": (cast.superior, reverse("evaluasi-pegawai", args=[appraisal.pk])),
        "tim": (cast.superior, reverse("tim")),
        "siklus": (cast.hr, reverse("siklus-periode", args=[period])),
    }
    found = {}
    for name, (account, address) in pages.items():
        answered = enter(account, agency).get(address)
        assert answered.status_code == 200
        found[name] = CHANGING.sub("·", answered.content.decode()).replace(account.login, "·")
    file = enter(cast.superior, agency).get(f"{reverse('tim')}?unduh=xlsx").content
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        found["berkas"] = book.read("xl/sharedStrings.xml").decode()
    numbers = {account.person.nip: "·" for account in (*cast.reports, cast.superior, cast.head, cast.hr)}
    return {name: _without(text, numbers) for name, text in found.items()}


def _without(text: str, numbers: dict[Any, str]) -> str:
    for number, sign in numbers.items():
        grouped = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
        text = text.replace(grouped, sign).replace(number, sign)
    return text


def group(source: str, count: int, good: bool) -> list[Said]:
    """A group's closed words, on values and on an RHK, and its ratings."""
    stance, rating = ("positif", 4) if good else ("tidak_positif", 1)
    text = "Sangat menolong." if good else "Sering terlambat."
    whole = {"source": source, "count": count}
    criteria = (("mutu_layanan", "ramah"), ("perilaku", "harmonis"), ("kompetensi", "umum"))
    return [
        whole | {"value": make.VALUES[0], "stance": stance, "text": text},
        *(whole | {"component": part, "criterion": name, "rating": rating, "scale": 4} for part, name in criteria),
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_shown_depends_on_what_four_people_said(preset: str) -> None:
    good = seen("satu", preset, [said for source in SOURCES for said in group(source, 4, good=True)])
    bad = seen("dua", preset, [said for source in SOURCES for said in group(source, 4, good=False)])

    assert {name for name in good if good[name] != bad[name]} == set()


@pytest.mark.parametrize("preset", ["nasional", "medan"])
def test_what_a_large_group_said_is_shown(preset: str) -> None:
    """Positive control: with enough answers the very same comparison finds them."""
    good = seen("satu", preset, group("rekan", 12, good=True))
    bad = seen("dua", preset, group("rekan", 12, good=False))

    assert good["penilaian"] != bad["penilaian"]
    assert good["evaluasi"] != bad["evaluasi"]


def test_the_words_of_two_people_are_hidden_however_much_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two givers on seven values are fourteen answers, and still two givers."""
    words = "Hanya dua orang yang menulis ini."
    said = [
        {"source": "rekan", "count": 2, "value": value, "stance": "positif", "text": words} for value in make.VALUES
    ]

    hidden = seen("satu", "nasional", said)
    monkeypatch.setattr("teladan.appraisal.dossier._givers", lambda answers: len(answers))
    counted_by_answers = seen("dua", "nasional", said)

    assert not [name for name, html in hidden.items() if words in html]
    assert [name for name, html in counted_by_answers.items() if words in html]  # positive control


def test_two_people_are_no_group_however_much_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for what is computed: no count, no category and no predicate tells what the two said."""

    def said(stance: str) -> list[Said]:
        return [{"source": "rekan", "count": 2, "value": value, "stance": stance, "text": "x"} for value in make.VALUES]

    good, bad = seen("satu", "nasional", said("positif")), seen("dua", "nasional", said("tidak_positif"))
    monkeypatch.setattr("teladan.rules.appraise.feedback.Counter", _by_answers)
    counted = seen("tiga", "nasional", said("tidak_positif"))

    assert {name for name in good if good[name] != bad[name]} == set()
    assert "0 dari 14 umpan balik" in counted["penilaian"]  # positive control: counted by answers, they are a group


def _by_answers(answers: Any) -> dict[tuple[Any, None, None], int]:
    sources = [source for source, _result, _value in answers]
    return {(source, None, None): sources.count(source) for source in sources}
