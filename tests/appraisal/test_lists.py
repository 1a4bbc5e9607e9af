"""Lists of the appraisal: search, filter, sort, page and export show the same view."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from teladan.appraisal import operations
from teladan.tenancy.context import bound
from teladan.trust import session
from tests import factories as make

pytestmark = pytest.mark.django_db
STANCES = {"di_bawah": "tidak_positif", "di_atas": "positif"}


@pytest.fixture
def world(client: Client) -> Any:
    agency = make.agency()
    with bound(agency.pk):
        cast = make.Cast(reports=30)
        make.complete_evidence(cast.reports[4].person)
        operations.refresh(period=cast.period, at=make.AT)
    client.force_login(cast.superior)
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    return agency, cast


def names(response: Any) -> list[str]:
    return [row.person.name for row in response.context["table"]["rows"]]


def test_list_is_paged_and_says_how_many(client: Client, world: Any) -> None:
    first, second = client.get("/tim/"), client.get("/tim/?hal=2")

    assert names(first) == [f"Pegawai {number:03}" for number in range(1, 26)]
    assert names(second) == [f"Pegawai {number:03}" for number in range(26, 31)]
    assert first.context["table"]["total"] == 30


@pytest.mark.parametrize("page", ["0", "99", "-1", "dua", "9" * 30])
def test_impossible_page_shows_the_nearest(client: Client, world: Any, page: str) -> None:
    assert client.get("/tim/", {"hal": page}).status_code == 200


def test_search_finds_parts_of_names_in_any_order(client: Client, world: Any) -> None:
    assert names(client.get("/tim/?cari=007 pegawai")) == ["Pegawai 007"]


def test_sort_goes_both_ways_and_ignores_what_is_no_column(client: Client, world: Any) -> None:
    assert names(client.get("/tim/?urut=-nama"))[0] == "Pegawai 030"
    assert names(client.get("/tim/?urut=person__account__password"))[0] == "Pegawai 001"


def test_ratings_sort_by_rank_and_what_is_empty_stands_last(client: Client, world: Any) -> None:
    agency, cast = world
    with bound(agency.pk):
        for place, judgement in ((9, "di_bawah"), (2, "di_atas")):
            make.complete_evidence(cast.reports[place].person, judgement=judgement, stance=STANCES[judgement])
        operations.refresh(period=cast.period, at=make.AT)

    up, down = (names(client.get(f"/tim/?urut={sort}"))[:3] for sort in ("rekomendasi", "-rekomendasi"))

    assert up == list(reversed(down))
    assert (up[0], up[2]) == ("Pegawai 010", "Pegawai 003")


def test_filter_shows_who_lacks_evidence(client: Client, world: Any) -> None:
    response = client.get("/tim/?status=kurang-bukti")

    assert response.context["table"]["total"] == 29
    assert "Pegawai 005" not in names(response)


def test_nothing_found_says_so_and_how_to_go_on(client: Client, world: Any) -> None:
    assert "Tidak ada yang cocok" in client.get("/tim/?cari=tidakada").content.decode()


def test_export_holds_exactly_the_view_with_its_filters_named(client: Client, world: Any) -> None:
    response = client.get("/tim/?status=kurang-bukti&urut=-nama&unduh=xlsx")

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    heads = next(number for number, row in enumerate(rows) if row[0] == "Nama")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "Status: Belum cukup bukti" in [row[0] for row in rows[:heads]]
    assert [row[0] for row in rows[heads + 1 :]][:2] == ["Pegawai 030", "Pegawai 029"]
    assert len(rows) - heads - 1 == 29
    assert all(row[1] == "" or len(row[1]) == 18 for row in rows[heads + 1 :])  # NIP as text, no digit lost


def test_unknown_period_is_not_found(client: Client, world: Any) -> None:
    assert client.get(reverse("tim"), {"periode": "1999-TW1"}).status_code == 404


def test_evidence_that_moved_keeps_the_words_and_says_so(client: Client, world: Any) -> None:
    agency, cast = world
    with bound(agency.pk):
        appraisal = make.Appraisal.objects.select_related("snapshot").get(person=cast.reports[4].person)
        seen = appraisal.snapshot.digest
        make.feedback(cast.reports[4].person, value="loyal", stance="tidak_positif")
        operations.refresh(period=cast.period, at=make.AT)
    filled = {
        "results": "di_atas",
        "results_reason": "Menangani dua loket sendirian.",
        "behaviour": "sesuai",
        "behaviour_reason": "Dikenal tertib oleh rekan seruangan.",
        "seen_digest": seen,
        "seen_decision": 0,
        "langkah": "tetapkan",
    }
    url = reverse("evaluasi-pegawai", args=[appraisal.pk])

    refused = client.post(url, filled)

    assert refused.status_code == 409
    assert "Bukti berubah sejak halaman ini dibuka" in refused.content.decode()
    assert "Menangani dua loket sendirian." in refused.content.decode()
    again = filled | {"seen_digest": refused.context["form"]["seen_digest"].value()}
    assert client.post(url, again).status_code == 302


def test_period_page_shows_the_least_complete_units_and_the_file_all(client: Client) -> None:
    agency = make.agency("banyak")
    with bound(agency.pk):
        cast = make.Cast("banyak", reports=1)
        for number in range(30):
            make.employee(make.unit(code=f"u{number}", name=f"Unit {number:02}"), f"Orang {number:02}")
        operations.refresh(period=cast.period, at=make.AT)
    client.force_login(cast.hr)
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    url = reverse("siklus-periode", args=[cast.period.code])

    page = client.get(url)
    file = client.get(url, {"unduh": "unit"})

    rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert page.context["unit_count"] == 32
    assert len(page.context["units"]) == 10
    assert page.context["totals"]["people"] == 36
    assert len([row for row in rows if row[0].startswith("Unit 0")]) == 10
