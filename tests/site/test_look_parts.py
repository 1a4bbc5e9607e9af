"""Components and filters: words, formats, and that a forgotten variable breaks no page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from teladan.rules.enums import (
    Approach,
    Aspect,
    Axis,
    Component,
    CoreValue,
    Expectation,
    OrganisationResult,
    Predicate,
    Priority,
    ServiceQuality,
    Source,
    Stance,
)
from teladan.site import appearance, gaya_samples
from teladan.site.templatetags import teladan as tags
from teladan.web import formats, words

COMPONENTS = sorted(
    path.name for path in (Path(appearance.__file__).parent / "templates" / "_components").glob("*.html")
)


def rendered(source: str, **context: object) -> str:
    """A template's text with a request, as a page gives it."""
    return (
        engines["django"]
        .from_string("{% load teladan %}" + source)
        .render(context, RequestFactory().get("/x/?urut=nama&hal=3"))
    )


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_renders_with_nothing_given(name: str) -> None:
    text = get_template(f"_components/{name}").render({}, RequestFactory().get("/"))

    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1234.5"), None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (Decimal("2.50"), None, "2,5"),
        (Decimal("2.5"), 2, "2,50"),
        (0, None, "0"),
        (None, None, "—"),
        ("61.95", None, "61,95"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_numbers(value: object, places: int | None, text: str) -> None:
    assert formats.number(value, places) == text  # type: ignore[arg-type]


def test_dates_and_times_in_both_languages() -> None:
    moment = datetime(2026, 11, 19, 3, 24, tzinfo=UTC)

    assert formats.long_date(date(2026, 11, 19)) == "19 November 2026"
    assert formats.short_date(date(2026, 11, 19)) == "19 Nov"
    assert formats.weekday_date(moment) == "Kamis, 19 November 2026"
    assert formats.clock(moment) == "10.24 WIB"
    with translation.override("en"):
        assert formats.clock(moment) == "10:24 WIB"
        assert formats.weekday_date(moment) == "Thursday, 19 November 2026"
        assert formats.number(Decimal("1234.5")) == "1,234.5"
    assert formats.long_date(None) == formats.clock(None) == "—"


def test_a_moment_late_in_the_evening_falls_on_the_local_day() -> None:
    assert formats.long_date(datetime(2026, 11, 19, 18, 0, tzinfo=UTC)) == "20 November 2026"


def test_personnel_number_in_groups() -> None:
    assert formats.personnel_number("198804122015032004") == "19880412 201503 2 004"
    assert formats.personnel_number("1988") == "1988"
    assert formats.personnel_number(None) == "—"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Siti Rahmawati, S.H.", "SR"),
        ("Dr. Hendra Wijaya", "HW"),
        ("Sukarno", "S"),
        ("", "?"),
        (None, "?"),
        ("I Made Sudarsana", "IS"),
    ],
)
def test_initials(name: str | None, letters: str) -> None:
    assert formats.initials(name) == letters


def test_every_shared_code_has_words() -> None:
    kinds = (
        Approach,
        Aspect,
        Axis,
        Component,
        CoreValue,
        Expectation,
        OrganisationResult,
        Predicate,
        Priority,
        ServiceQuality,
        Source,
        Stance,
    )

    missing = [code for kind in kinds for code in kind if code.value not in words.WORDS]

    assert missing == []
    assert words.word("kode_baru") == "Kode baru"
    assert words.word(None) == "—"


def test_predicate_chip_says_the_word_and_never_invents_one() -> None:
    assert rendered('{% predicate_chip "baik" %}') == '<span class="chip chip--b">Baik</span>'
    assert "chip--none" in rendered("{% predicate_chip None %}")
    assert "Belum cukup bukti" in rendered('{% predicate_chip None "Belum cukup bukti" %}')
    assert "&lt;b&gt;" in rendered("{% predicate_chip None words %}", words="<b>")


def test_full_predicate_of_the_forms() -> None:
    assert rendered('{{ "kurang"|predikat }}') == "Kurang/Misconduct"


def test_missing_expectation_is_a_dash() -> None:
    assert "—" in rendered("{% expectation None %}")
    assert rendered('{% expectation "sesuai" full=True %}') == '<span class="exp exp--eq">Sesuai ekspektasi</span>'


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("52.26"), "52.3"), (-5, "0.0"), (180, "100.0"), (None, "0"), ("NaN", "0"), ("Infinity", "0"), ("x", "0")],
)
def test_share_is_safe_inside_a_drawing(value: object, text: str) -> None:
    assert tags.porsi(value) == text


def test_meter_draws_with_a_point_in_an_indonesian_page() -> None:
    text = rendered('{% include "_components/meter_pace.html" with share=s pace=p only %}', s=Decimal("52.5"), p=67)

    assert 'width="52.5%"' in text
    assert 'x="67.0%"' in text
    assert "laju yang diharapkan 67%" in text


def test_sort_link_keeps_the_view_and_drops_the_page() -> None:
    table = gaya_samples.team_table() | {"sort": "nama"}

    text = rendered('{% include "_components/data_table.html" %}', table=table)

    assert 'aria-sort="ascending"' in text
    assert text.count("aria-sort") == 1
    assert 'href="?urut=-nama"' in text
    assert "hal=" not in text


def test_empty_table_says_why_and_what_next() -> None:
    table = gaya_samples.plain_table() | {"rows": [], "empty": gaya_samples.NOTHING_IMPORTED}

    text = rendered('{% include "_components/data_table.html" %}', table=table)

    assert "<table" not in text
    assert "Belum ada berkas diimpor" in text
    assert "Unduh templat" in text


def test_reasons_escape_what_people_wrote() -> None:
    reasons = [
        {"sentence": "<script>x</script>", "effect": "naik", "children": [{"sentence": "<b>", "effect": "data"}]}
    ]

    text = rendered('{% include "_components/reason_list.html" with reasons=reasons only %}', reasons=reasons)

    assert "<script>" not in text
    assert "&lt;b&gt;" in text
    assert text.count("<details") == 2


class OneField(forms.Form):
    jumlah = forms.IntegerField(label="Jumlah", error_messages={"required": "Isi jumlah, misalnya 14."})


def test_error_summary_and_field_use_the_same_words_and_point_to_each_other() -> None:
    form = OneField({})
    form.is_valid()

    summary = rendered('{% include "_components/error_summary.html" with form=form only %}', form=form)
    field = rendered('{% include "_components/field.html" with field=form.jumlah only %}', form=form)

    assert '<a href="#id_jumlah">Isi jumlah, misalnya 14.</a>' in summary
    assert "Ada 1 isian yang perlu diperbaiki" in summary
    assert 'id="id_jumlah_error"' in field
    assert 'aria-describedby="id_jumlah_error"' in field
    assert 'aria-invalid="true"' in field


def test_icon_is_hidden_from_readers_and_an_unknown_one_draws_nothing() -> None:
    assert 'aria-hidden="true"' in tags.icon("house")
    assert tags.icon("tidak-ada-ikon-ini") == ""


@pytest.mark.parametrize(
    ("chosen", "sent", "kept"),
    [("gelap", "gelap", "dark"), ("terang", "terang", "light"), ("biru", "", ""), ("otomatis", "", "")],
)
def test_theme_is_kept_in_a_cookie(chosen: str, sent: str, kept: str) -> None:
    request = RequestFactory().post("/tampilan/", {"tema": chosen, "next": "/skp/?urut=nama"})

    answer = appearance.appearance(request)

    cookie = answer.cookies.get("tema")
    assert answer["Location"] == "/skp/?urut=nama"
    assert (cookie.value if cookie else "") == sent
    request.COOKIES["tema"] = sent
    assert appearance.theme(request) == kept


def test_appearance_sends_nobody_to_another_site() -> None:
    for target in ("https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""):
        request = RequestFactory().post("/tampilan/", {"bahasa": "en", "next": target})

        answer = appearance.appearance(request)

        assert answer["Location"] == "/"
        assert answer.cookies["bahasa"].value == "en"


def test_an_unknown_language_changes_nothing() -> None:
    answer = appearance.appearance(RequestFactory().post("/tampilan/", {"bahasa": "xx"}))

    assert not answer.cookies


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_error_pages_render_without_any_context_and_offer_a_way_on(name: str) -> None:
    text = get_template(name).render({"code": "7K3M"}, None)

    assert "Ke Beranda" in text
    assert text.count("btn--primary") == 1
    assert ("7K3M" in text) is (name == "500.html")
