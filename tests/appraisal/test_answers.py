"""Every act is answered once on the page it leads to, and pages say for whom and of what they speak."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teladan.appraisal import operations
from teladan.tenancy.context import bound
from teladan.trust import session
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    agency = make.agency()
    with bound(agency.pk):
        cast = make.Cast(reports=3)
        make.complete_evidence(cast.employee.person)
        operations.refresh(period=cast.period, at=make.AT)
    return agency, cast


def as_(account: Any, agency: Any) -> Client:
    client = Client()
    client.force_login(account)
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    return client


def appraisal_of(account: Any, agency: Any) -> Any:
    with bound(agency.pk):
        return make.Appraisal.objects.select_related("snapshot", "decision").get(person=account.person)


def decided(client: Client, appraisal: Any, **changes: str) -> Any:
    filled = {
        "results": appraisal.snapshot.results or "sesuai",
        "behaviour": appraisal.snapshot.behaviour or "sesuai",
        "results_reason": "",
        "behaviour_reason": "",
        "seen_digest": appraisal.snapshot.digest,
        "seen_decision": 0,
        "langkah": "tetapkan",
    }
    return client.post(reverse("evaluasi-pegawai", args=[appraisal.pk]), filled | changes, follow=True)


def test_deciding_is_answered_once_and_leads_to_the_next_person(world: Any) -> None:
    agency, cast = world
    client = as_(cast.superior, agency)

    answer = decided(client, appraisal_of(cast.employee, agency)).content.decode()
    again = client.get(reverse("evaluasi-pegawai", args=[appraisal_of(cast.employee, agency).pk])).content.decode()

    assert "ditetapkan untuk Pegawai 001." in answer
    assert "Berikutnya: Pegawai 002" in answer
    assert "ditetapkan untuk Pegawai 001." not in again


def test_recomputing_is_answered_once(world: Any) -> None:
    agency, cast = world
    client, told = as_(cast.hr, agency), "Rekomendasi sudah dihitung ulang"

    answer = client.post(reverse("siklus-hitung", args=[cast.period.code]), follow=True)

    assert told in answer.content.decode()
    assert told not in client.get(reverse("siklus-periode", args=[cast.period.code])).content.decode()


def test_a_reason_is_asked_for_in_the_words_of_its_axis(world: Any) -> None:
    agency, cast = world
    client = as_(cast.superior, agency)

    differs = decided(client, appraisal_of(cast.employee, agency), results="di_bawah").content.decode()
    nothing = decided(client, appraisal_of(cast.reports[1], agency)).content.decode()

    assert "Tulis dalam satu kalimat mengapa rating hasil kerja berbeda dari rekomendasi." in differs
    assert "Tulis dasar rating hasil kerja dalam satu kalimat; rekomendasinya belum ada." in nothing
    assert "Tulis dasar rating perilaku kerja dalam satu kalimat; rekomendasinya belum ada." in nothing


def test_who_cannot_decide_is_not_told_that_they_do(world: Any) -> None:
    agency, cast = world
    url = reverse("evaluasi-pegawai", args=[appraisal_of(cast.employee, agency).pk])

    assert "Anda yang menetapkan" in as_(cast.superior, agency).get(url).content.decode()
    for account in (cast.hr, cast.auditor, cast.head):
        assert "Anda yang menetapkan" not in as_(account, agency).get(url).content.decode()


def test_without_a_recommendation_the_decision_does_not_differ_from_it(world: Any) -> None:
    agency, cast = world
    reason = "Dinilai dari pengamatan langsung."
    decided(
        as_(cast.superior, agency),
        appraisal_of(cast.reports[1], agency),
        results_reason=reason,
        behaviour_reason=reason,
    )

    page = as_(cast.reports[1], agency).get(reverse("penilaian-periode", args=[cast.period.code])).content.decode()

    assert "Keputusan berbeda dari rekomendasi" not in page
    assert "bukti untuk rekomendasi belum cukup" in page
    assert "Mengapa rekomendasinya begitu?" in page


def test_a_closed_period_shows_who_was_left_and_asks_nothing_more(world: Any) -> None:
    agency, cast = world
    decided(as_(cast.superior, agency), appraisal_of(cast.employee, agency))
    with bound(agency.pk):
        operations.close(period=cast.period, by=cast.hr, at=make.AT)

    left = as_(cast.hr, agency).get(reverse("siklus-periode", args=[cast.period.code]), {"status": "menunggu"})
    own = as_(cast.reports[1], agency).get(reverse("penilaian-periode", args=[cast.period.code])).content.decode()

    assert "Pegawai 001" not in [row.person.name for row in left.context["table"]["rows"]]
    assert "Pegawai 002" in [row.person.name for row in left.context["table"]["rows"]]
    assert "Yang kurang pada periode ini" in own
    assert "Anda menyusun SKP" not in own
    assert "Apa yang akan mengubahnya" not in own


def test_the_team_page_counts_the_team_not_the_rows_found(world: Any) -> None:
    agency, cast = world

    page = as_(cast.superior, agency).get("/tim/?cari=002").content.decode()

    assert "· 3 pegawai" in page
    assert "Menunggu keputusan Anda · 3" in page
    assert "Mulai dari Pegawai 001" in page


def test_ratings_stand_side_by_side_and_say_which_do_not_count() -> None:
    agency = make.agency(code="medan")
    with bound(agency.pk):
        cast = make.Cast(code="medan", preset="medan")
        make.rating(cast.employee.person, "perilaku", "loyal", 4)
        make.rating(cast.employee.person, "perilaku", "loyal", 3, source="diri")
        make.answers(cast.employee.person, "rekan", 5, component="perilaku", criterion="loyal", rating=4, scale=4)
        operations.refresh(period=cast.period, at=make.AT)

    page = as_(cast.employee, agency).get(reverse("penilaian-periode", args=[cast.period.code]))

    ((_about, cells),) = page.context["dossier"].ratings.rows
    counted = {source.value: rating.counted for source, rating in cells}
    assert counted == {"diri": False, "atasan": True, "rekan": False}
    assert "Belum ada umpan balik tertulis; nilainya ada dalam tabel di bawah." in page.content.decode()
