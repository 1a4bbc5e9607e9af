"""What people wrote, wherever it comes out again: pages, Excel files, the official document, logs."""

import io
import json
import logging
import re
import subprocess
import sys
import zipfile
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from teladan.activities.models import Evidence
from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal, Period
from teladan.appraisal.operations import Ruling
from teladan.intake import operations as intake
from teladan.people.models import Employment, Unit
from teladan.planning.models import PlannedResult
from teladan.rules.enums import Expectation
from teladan.site.logs import JsonLine
from teladan.tenancy.context import bound
from teladan.trust.models import Person
from teladan.voices.models import Feedback
from teladan.web import excel
from tests import factories as make
from tests.intake.workbooks import only, put, xlsx
from tests.security.places import Place, enter

pytestmark = pytest.mark.django_db

EVIL = """"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}{% debug %}javascript:alert(1)"""
TYPST = (
    '#read("/etc/passwd") #image("../../x.png") #import "@preview/x:1.0.0": * #eval("1+1") $x$ \\u{202E} <label> @ref'
)


def poisoned(text: str) -> Place:
    """A place whose every text that people or files bring is the attacker's."""
    place = Place()
    with bound(place.agency.pk):
        Person.objects.all().update(name=text[:200])
        Unit.objects.all().update(name=text[:200], kind="x")
        Employment.objects.all().update(position_title=text[:200], rank=text[:60], grade=text[:20])
        PlannedResult.objects.all().update(statement=text, leader_result=text)
        Feedback.objects.all().update(text=text)
        Evidence.objects.all().update(note=text, link="javascript:alert(1)")
        Period.objects.all().update(title=text[:100])
        make.answers(place.employee.person, "rekan", 6, value="loyal", text=text, stance="positif")
        operations.refresh(period=place.period, at=make.AT)
        row = Appraisal.objects.select_related("snapshot").get(pk=place.appraisal.pk)
        ruling = Ruling(
            results=Expectation.ABOVE,
            behaviour=Expectation.BELOW,
            results_reason=text,
            behaviour_reason=text,
            note=text,
        )
        operations.decide(
            appraisal=row, ruling=ruling, seen_digest=row.snapshot.digest, by=place.superior, at=timezone.now()
        )
    return place


def pages(place: Place) -> dict[str, str]:
    visits = [
        ("beranda", place.employee, []),
        ("beranda", place.superior, []),
        ("penilaian", place.employee, []),
        ("penilaian-periode", place.employee, [place.period.code]),
        ("tim", place.superior, []),
        ("evaluasi-pegawai", place.superior, [place.appraisal.pk]),
        ("evaluasi-pegawai", place.hr, [place.appraisal.pk]),
        ("siklus", place.hr, []),
        ("siklus-periode", place.hr, [place.period.code]),
        ("siklus-tutup", place.hr, [place.period.code]),
        ("cara-menilai", place.employee, [place.period.code]),
    ]
    found = {}
    for name, account, arguments in visits:
        answered = enter(account, place.agency).get(reverse(name, args=arguments), {"cari": ""})
        assert answered.status_code == 200, name
        found[f"{name} {account.login}"] = answered.content.decode()
    return found


RUNS = re.compile(r"<script(?! src=\"/aset/)|<img src=x|href=\"javascript:|\son\w+=|49\b(?=\{%)", re.IGNORECASE)


def test_no_text_becomes_markup_or_a_link_that_runs() -> None:
    found = pages(poisoned(EVIL))

    assert {name: RUNS.findall(html) for name, html in found.items() if RUNS.search(_without_attributes(html))} == {}
    assert any("&lt;script&gt;" in html for html in found.values())  # it was shown, as text


def _without_attributes(html: str) -> str:
    """Escaped quotes keep «onerror=» inside a text; only real tags count."""
    return " ".join(re.findall(r"<[a-zA-Z][^<>]*>", html.replace("&quot;", "").replace("&gt;", "").replace("&lt;", "")))


def test_unescaped_text_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: the same search finds the script once escaping is off."""
    import django.template.base

    place = poisoned(EVIL)
    monkeypatch.setattr(django.template.base, "conditional_escape", lambda value: mark_safe(str(value)))  # nosec

    assert any("<script>alert(1)" in html for html in pages(place).values())


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x","y")']


def cells(content: bytes) -> tuple[int, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name)
        strings = book.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in book.namelist() else ""
        links = [name for name in book.namelist() if "hyperlink" in book.read(name).decode("latin-1").lower()]
    return sheets.count("<f>") + sheets.count("<f ") + len([x for x in links if "_rels" in x]), strings


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_export_carries_a_formula(formula: str) -> None:
    place = poisoned(formula)
    addresses = [(place.superior, f"{reverse('tim')}?unduh=xlsx"),
                 (place.hr, f"{reverse('siklus-periode', args=[place.period.code])}?unduh=xlsx"),
                 (place.hr, reverse("impor-templat"))]  # fmt: skip

    for account, address in addresses:
        answered = enter(account, place.agency).get(address)
        assert answered.status_code == 200
        assert answered.headers["Content-Disposition"].startswith("attachment; ")
        formulas, strings = cells(answered.content)
        assert formulas == 0
        if "templat" not in address:
            assert not re.search(r"<t[^>]*>[=+\-@\t\r＝]", strings)
            assert "&apos;" in strings or "<t>'" in strings or ">'" in strings


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_the_file_of_rows_to_mend_carries_no_formula(formula: str) -> None:
    place = Place()
    rows = put(put(only("Unit", "Pegawai"), "Pegawai", 2, "jenis_pegawai", "salah"), "Pegawai", 2, "nama", formula)
    run = intake.check(
        content=xlsx(rows), file_name=f"{formula}.xlsx", agency=place.agency, by=place.hr, at=timezone.now()
    )

    answered = enter(place.hr, place.agency).get(reverse("impor-perbaikan", args=[run.pk]))

    formulas, strings = cells(answered.content)
    assert answered.status_code == 200
    assert formulas == 0
    with zipfile.ZipFile(io.BytesIO(answered.content)) as book:
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()
    assert formula[:3] in strings.replace("&apos;", "'")


def test_a_plain_writer_does_carry_formulas() -> None:
    """Positive control."""
    import xlsxwriter

    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "=1+1")

    assert cells(memory.getvalue())[0] == 1
    assert cells(excel.workbook_bytes("x", ["=1+1"], [["=1+1"]]))[0] == 0


def test_a_decision_cannot_make_the_document_read_or_run() -> None:
    place = poisoned(TYPST)

    answered = enter(place.employee, place.agency).get(reverse("dokumen-d11", args=[place.appraisal.pk]))

    assert answered.status_code == 200, answered.content[:300]
    assert answered.content.startswith(b"%PDF-")
    import pypdf

    text = re.sub(
        r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answered.content)).pages)
    )
    assert '#read("/etc/passwd")' in text.replace("“", '"').replace("”", '"')  # printed, not obeyed
    assert "root:" not in text


def test_the_same_text_as_markup_would_be_obeyed(tmp_path: Any) -> None:
    """Positive control: given to typst as markup, a text reads a file."""
    import typst

    (tmp_path / "rahasia.txt").write_text("isi rahasia")
    (tmp_path / "x.typ").write_text('#read("rahasia.txt")')

    made = typst.compile(str(tmp_path / "x.typ"))

    import pypdf

    assert "rahasia" in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


SECRET = "Siti Rahasia 199001012015031001"


def test_a_log_line_says_nothing_personal_and_stays_one_line(caplog: Any) -> None:
    record = logging.LogRecord("teladan", logging.ERROR, "x.py", 1, "%s\n%s", (SECRET, "\x1b[31m\r\npalsu"), None)
    try:
        raise ValueError(SECRET)
    except ValueError:
        record.exc_info = sys.exc_info()

    line = JsonLine().format(record)

    assert SECRET not in line
    assert "palsu" not in line
    assert len(line.splitlines()) == 1
    assert json.loads(line)["error"] == "ValueError"
    assert SECRET in logging.Formatter().format(record)  # positive control: the usual formatter tells it


def test_an_error_page_tells_a_code_and_nothing_else(monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    place = Place()

    def broken(*_args: Any, **_more: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("teladan.appraisal.views.own.table", broken)

    answered = enter(place.employee, place.agency).get(reverse("penilaian"), {"cari": SECRET})

    assert answered.status_code == 500
    assert SECRET not in answered.content.decode()
    assert "Traceback" not in answered.content.decode()
    assert SECRET not in capfd.readouterr().err


def test_our_own_database_server_writes_no_row_into_its_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """A refused statement would otherwise stand there with all its words, answers included, for every user to read."""
    from teladan.site.postgres import cluster

    asked: list[list[str]] = []

    def started(command: list[str], **_: Any) -> Any:
        asked.append(command)
        return object()

    class Programs:
        def program(self, name: str) -> str:
            return name

    class Nobody:
        def arguments(self) -> dict[str, Any]:
            return {}

    monkeypatch.setattr(cluster.subprocess, "Popen", started)
    monkeypatch.setattr(cluster, "_started", [])
    log = tmp_path / "postgres.log"

    cluster._spawn(Programs(), Nobody(), tmp_path, 1, log)  # type: ignore[arg-type]

    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(asked[0])
    assert log.stat().st_mode & 0o077 == 0


def test_a_refused_row_does_show_its_words_in_the_servers_answer() -> None:
    """Positive control for the line above: what the server would have logged holds the words."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO trust_person (id, nip, name) VALUES (NULL, NULL, %s)", [SECRET])

    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert SECRET in str(cause.diag.message_detail)


def test_no_secret_of_ours_reaches_a_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    real = subprocess.Popen.__init__

    def watched(self: Any, *args: Any, **more: Any) -> None:
        seen.append(more.get("env"))
        real(self, *args, **more)

    monkeypatch.setenv("TELADAN_SECRET_KEY", SECRET)
    monkeypatch.setattr(subprocess.Popen, "__init__", watched)
    place = poisoned("biasa")
    enter(place.employee, place.agency).get(reverse("dokumen-d11", args=[place.appraisal.pk]))
    intake.check(content=xlsx(only("Unit")), file_name="a.xlsx", agency=place.agency, by=place.hr, at=timezone.now())

    assert len(seen) >= 2
    assert all(env is not None and SECRET not in str(env) for env in seen)
