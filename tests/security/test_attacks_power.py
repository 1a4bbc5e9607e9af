"""Power that has ended, was never given, or is used on oneself; and whether each act leaves its trace."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal, Decision, Period
from teladan.appraisal.operations import Ruling
from teladan.people.models import Employment, Supervision
from teladan.rules.enums import Expectation
from teladan.tenancy.context import bound
from teladan.trust.models import Account, AuditEntry, Membership
from tests import factories as make
from tests.security.places import Place, enter

pytestmark = pytest.mark.django_db
RULING = Ruling(
    results=Expectation.AS_EXPECTED,
    behaviour=Expectation.AS_EXPECTED,
    results_reason="Alasan yang cukup panjang.",
    behaviour_reason="Alasan yang cukup panjang.",
)


def decide(place: Any, by: Account, **changes: Any) -> Decision:
    given = {"appraisal": place.appraisal, "ruling": RULING, "seen_digest": place.appraisal.snapshot.digest, "by": by}
    return operations.decide(**given | {"at": timezone.now()} | changes)


def form(place: Any, **changes: Any) -> dict[str, Any]:
    return {
        "results": "sesuai",
        "behaviour": "sesuai",
        "results_reason": "Alasan yang cukup panjang.",
        "behaviour_reason": "Alasan yang cukup panjang.",
        "seen_digest": place.appraisal.snapshot.digest,
        "seen_decision": 0,
        "langkah": "tetapkan",
    } | changes


def leave(account: Account, on: date) -> None:
    """The employment ends; whoever keeps the records forgot roles and reports."""
    Employment.objects.filter(person=account.person).update(valid=DateRange(make.FROM, on))


def test_a_superior_who_has_left_decides_nothing_and_sees_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with bound(place.agency.pk):
        leave(place.superior, yesterday)
        with pytest.raises(operations.NotAllowed):
            decide(place, place.superior)
    client = enter(place.superior, place.agency)
    address = reverse("evaluasi-pegawai", args=[place.appraisal.pk])
    closed = [client.get(reverse("tim")).status_code, client.get(address).status_code]

    for name in ("people.queries", "appraisal.queries", "appraisal.operations"):
        monkeypatch.setattr(f"teladan.{name}.employed", lambda *_: Value(True))
    opened = [client.get(reverse("tim")).status_code, client.get(address).status_code]

    assert closed == [404, 404]
    assert opened == [200, 200]  # positive control: the report itself is still open
    with bound(place.agency.pk):
        assert decide(place, place.superior).number == 1


def test_an_officer_who_has_left_closes_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with bound(place.agency.pk):
        leave(place.hr, timezone.localdate())
        with pytest.raises(operations.NotAllowed):
            operations.close(period=place.period, by=place.hr, at=timezone.now())
        monkeypatch.setattr("teladan.people.queries.employed", lambda *_: Value(True))
        assert operations.close(period=place.period, by=place.hr, at=timezone.now()) >= 0  # positive control


def test_a_superior_who_was_moved_loses_the_form_they_had_open(place: Place) -> None:
    client = enter(place.superior, place.agency)
    address = reverse("evaluasi-pegawai", args=[place.appraisal.pk])
    assert client.get(address).context["form"] is not None  # positive control: until now they could
    with bound(place.agency.pk):
        Supervision.objects.filter(person=place.employee.person).update(superior=place.outsider.person)

    assert client.post(address, form(place)).status_code == 404
    with bound(place.agency.pk):
        assert not Decision.objects.exists()


def test_a_deputy_ends_with_the_last_day_in_the_agencys_own_zone(place: Place) -> None:
    last = date(2026, 11, 20)
    with bound(place.agency.pk):
        Supervision.objects.filter(person=place.employee.person).update(
            valid=DateRange(make.FROM, last + timedelta(days=1))
        )
        late = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # midnight of the 21st in WIB
        with pytest.raises(operations.NotAllowed):
            decide(place, place.superior, at=late)
        assert decide(place, place.superior, at=late - timedelta(seconds=1)).number == 1  # positive control


def test_nobody_decides_about_themselves_whatever_the_code_forgets(place: Place) -> None:
    """Made one's own superior past the constraint, and with the policy switched off, the database still refuses."""
    with bound(place.agency.pk):
        for made in (
            lambda: Supervision.objects.filter(person=place.employee.person).update(superior=place.employee.person),
            lambda: Appraisal.objects.filter(pk=place.appraisal.pk).update(superior=place.employee.person),
            lambda: _decision(place, place.employee),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                made()
        _decision(place, place.superior)  # positive control: the same row by another is taken


def _decision(place: Any, by: Account) -> None:
    Decision.objects.create(
        appraisal=place.appraisal, number=1, snapshot=place.appraisal.snapshot, person=place.employee.person,
        decided_by=by.person, decided_at=make.AT, results="sesuai", behaviour="sesuai", predicate="baik",
        recommended_results="sesuai", recommended_behaviour="sesuai",
    )  # fmt: skip


def test_fields_nobody_offers_change_nothing(place: Place) -> None:
    """Mass assignment: every field of appraisal and decision beside those of the form."""
    extra = {field.attname: "sangat_baik" for model in (Appraisal, Decision) for field in model._meta.local_fields} | {
        "decided_by": place.hr.person_id,
        "person": place.hr.person_id,
        "number": 99,
        "recommended_results": "di_bawah",
    }
    posted = {**extra, **form(place)}

    answered = enter(place.superior, place.agency).post(reverse("evaluasi-pegawai", args=[place.appraisal.pk]), posted)

    assert answered.status_code == 302
    with bound(place.agency.pk):
        row = Decision.objects.get()
        assert (row.number, row.decided_by_id, row.person_id) == (1, place.superior.person_id, place.employee.person_id)
        assert (row.predicate, row.recommended_results) == ("baik", "sesuai")
        assert row.decided_at > make.AT


def test_a_form_sent_twice_is_one_decision_and_an_old_form_replaces_nothing(place: Place) -> None:
    client = enter(place.superior, place.agency)
    address = reverse("evaluasi-pegawai", args=[place.appraisal.pk])
    first = form(place)

    twice = [client.post(address, first).status_code for _ in range(2)]
    old_tab = client.post(address, form(place, results="di_atas"))
    fresh = client.post(address, form(place, results="di_atas", seen_decision=1))

    assert twice == [302, 302]
    assert old_tab.status_code == 409
    assert fresh.status_code == 302
    with bound(place.agency.pk):
        assert list(Decision.objects.order_by("number").values_list("number", "results")) == [
            (1, "sesuai"),
            (2, "di_atas"),
        ]


def test_without_the_number_seen_a_form_sent_twice_is_two_decisions(place: Place) -> None:
    """Positive control."""
    with bound(place.agency.pk):
        assert [decide(place, place.superior).number for _ in range(2)] == [1, 2]


def test_a_right_that_ended_opens_nothing_in_a_running_session(place: Place) -> None:
    client = enter(place.employee, place.agency)
    assert client.get("/").status_code == 200

    Membership.objects.filter(account=place.employee).delete()

    assert client.get("/")["Location"] == reverse("pilih-instansi")


def test_a_session_ends_twelve_hours_after_log_in_whatever_happens_in_it(place: Place) -> None:
    place.employee.set_password("kata sandi yang panjang")
    place.employee.save()
    client = Client()
    client.post("/masuk/", {"login": place.employee.login, "password": "kata sandi yang panjang"})
    ends = client.session.get_expiry_date()

    with pytest.MonkeyPatch.context() as patch:
        later = timezone.now() + timedelta(hours=6)
        patch.setattr("django.contrib.sessions.backends.base.timezone.now", lambda: later)
        patch.setattr("django.utils.timezone.now", lambda: later)
        client.post("/instansi/", {"instansi": place.agency.code})
        after = client.session.get_expiry_date()
        running = client.session
        del running["_session_expiry"]
        renewed = running.get_expiry_date()

    assert ends == after
    assert renewed > ends  # positive control: a duration would have begun anew


# What somebody does, by address → the act that must be filed with their pseudonym.
ACTS = {
    "evaluasi-pegawai": "appraisal.decide",
    "siklus-hitung": "appraisal.refresh",
    "siklus-tutup": "period.close",
    "pilih-instansi": "session.begin",
    "keluar": "session.end",
}


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_filed_with_who_did_it(name: str, place: Place) -> None:
    account = place.superior if name == "evaluasi-pegawai" else place.hr
    arguments = {"evaluasi-pegawai": [place.appraisal.pk], "siklus-hitung": [place.period.code]}
    arguments["siklus-tutup"] = arguments["siklus-hitung"]
    fields = form(place) if name == "evaluasi-pegawai" else {"instansi": place.agency.code}
    with bound(place.agency.pk):
        before = set(AuditEntry.objects.values_list("pk", flat=True))

    answered = enter(account, place.agency).post(reverse(name, args=arguments.get(name, [])), fields)

    assert answered.status_code == 302
    with bound(place.agency.pk):
        filed = {row.action: row.actor for row in AuditEntry.objects.exclude(pk__in=before)}
        assert filed[ACTS[name]] == account.person.pseudonym.pseudonym


def test_what_is_refused_files_nothing_and_writes_nothing(place: Place) -> None:
    with bound(place.agency.pk):
        before = AuditEntry.objects.count()
    enter(place.employee, place.agency).post(reverse("siklus-tutup", args=[place.period.code]))

    with bound(place.agency.pk):
        assert AuditEntry.objects.count() == before
        assert Period.objects.get(pk=place.period.pk).is_open


def test_a_page_that_shows_cannot_write_even_inside_inner_work(place: Place) -> None:
    from django.db.utils import InternalError

    with bound(place.agency.pk, read_only=True):
        for attempt in (
            lambda: make.unit("lain"),
            lambda: _inner(place),
            lambda: _sql("SET TRANSACTION READ WRITE"),
            lambda: _sql("SELECT set_config('transaction_read_only', 'off', true)"),
        ):
            with pytest.raises(InternalError), transaction.atomic():
                attempt()
    with bound(place.agency.pk):
        _inner(place)  # positive control


def _inner(place: Any) -> None:
    with bound(place.agency.pk):
        make.unit("dalam")


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
