"""Refresh, decide, close: what they write, what they refuse, and that a refusal writes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from teladan.appraisal import operations, queries
from teladan.appraisal.enums import Status
from teladan.appraisal.models import Appraisal, Decision, Snapshot
from teladan.appraisal.operations import Ruling
from teladan.people.models import Employment, Supervision
from teladan.rules.enums import Expectation
from teladan.rules.evidence import PersonEvidence
from teladan.tenancy.context import bound
from teladan.trust.models import AuditEntry, Pseudonym
from tests import factories as make

pytestmark = pytest.mark.django_db

AGREEING = Ruling(results=Expectation.AS_EXPECTED, behaviour=Expectation.AS_EXPECTED)


@pytest.fixture
def cast() -> Iterator[make.Cast]:
    agency = make.agency()
    with bound(agency.pk):
        yield make.Cast()


def appraised(cast: make.Cast, judgement: str = "sesuai") -> Appraisal:
    make.complete_evidence(cast.employee.person, judgement=judgement)
    operations.refresh(period=cast.period, at=make.AT)
    return Appraisal.objects.select_related("snapshot").get(person=cast.employee.person)


def following(appraisal: Appraisal) -> Ruling:
    return Ruling(results=Expectation(appraisal.snapshot.results), behaviour=Expectation(appraisal.snapshot.behaviour))


def decide(cast: make.Cast, appraisal: Appraisal, ruling: Ruling | None = None, **changes: Any) -> Decision:
    given = {
        "appraisal": appraisal,
        "ruling": ruling or following(appraisal),
        "seen_digest": appraisal.snapshot.digest,
        "by": cast.superior,
        "at": make.AT,
    }
    return operations.decide(**given | changes)


def test_refresh_gives_everybody_employed_an_appraisal_with_a_snapshot(cast: make.Cast) -> None:
    operations.refresh(period=cast.period, at=make.AT)

    assert Appraisal.objects.count() == Employment.objects.count()
    assert not Appraisal.objects.filter(snapshot__isnull=True).exists()


def test_refresh_leaves_state_officials_out(cast: make.Cast) -> None:
    mayor = make.employee(cast.unit, "Wali Kota", status="pejabat_negara", position_kind="pejabat_negara")

    operations.refresh(period=cast.period, at=make.AT)

    assert not Appraisal.objects.filter(person=mayor.person).exists()
    assert Appraisal.objects.filter(person=cast.employee.person).exists()


def test_missing_evidence_is_not_enough_and_never_zero(cast: make.Cast) -> None:
    operations.refresh(period=cast.period, at=make.AT)

    snapshot = Appraisal.objects.get(person=cast.employee.person).snapshot

    assert (snapshot.results, snapshot.behaviour, snapshot.predicate) == ("", "", "")
    assert snapshot.missing


def test_refresh_recommends_from_complete_evidence(cast: make.Cast) -> None:
    appraisal = appraised(cast)

    assert appraisal.snapshot.results == "sesuai"
    assert appraisal.snapshot.predicate == "baik"


def test_refresh_again_changes_nothing(cast: make.Cast) -> None:
    appraised(cast)
    before = Snapshot.objects.count()

    changed = operations.refresh(period=cast.period, at=make.AT)

    assert changed == 0
    assert Snapshot.objects.count() == before


def test_snapshot_digest_can_be_computed_again_from_what_is_stored(cast: make.Cast) -> None:
    snapshot = appraised(cast).snapshot

    assert PersonEvidence.from_json(snapshot.evidence).digest() == snapshot.digest


def test_order_of_rows_does_not_change_the_digest(cast: make.Cast) -> None:
    before = appraised(cast).snapshot.digest
    from teladan.voices.models import Feedback

    rows = list(Feedback.objects.filter(person=cast.employee.person).order_by("-code"))
    Feedback.objects.all().delete()
    Feedback.objects.bulk_create(rows)
    operations.refresh(period=cast.period, at=make.AT)

    assert Appraisal.objects.get(person=cast.employee.person).snapshot.digest == before


@pytest.mark.parametrize("reports", [1, 50])
def test_refresh_needs_the_same_statements_for_one_and_fifty_people(reports: int) -> None:
    agency = make.agency("hitung")
    with bound(agency.pk):
        cast = make.Cast("hitung", reports=reports)
        for account in cast.reports:
            make.complete_evidence(account.person)

        with CaptureQueriesContext(connection) as statements:
            operations.refresh(period=cast.period, at=make.AT)

    assert len(statements) == 25


def test_decision_fixes_the_predicate_and_keeps_its_snapshot(cast: make.Cast) -> None:
    appraisal = appraised(cast)

    decision = decide(cast, appraisal)

    appraisal.refresh_from_db()
    assert appraisal.status == Status.DECIDED
    assert appraisal.decision_id == decision.pk
    assert decision.predicate == "baik"
    assert decision.snapshot_id == appraisal.snapshot_id


def test_deciding_against_the_recommendation_needs_a_reason(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    ruling = replace(following(appraisal), results=Expectation.ABOVE)

    with pytest.raises(operations.Incomplete) as refused:
        decide(cast, appraisal, ruling)

    assert refused.value.field == "results_reason"
    assert Decision.objects.count() == 0


def test_deciding_against_the_recommendation_with_a_reason_keeps_both(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    ruling = replace(following(appraisal), results=Expectation.ABOVE, results_reason="Menangani dua loket sendirian.")

    decision = decide(cast, appraisal, ruling)

    assert (decision.recommended_results, decision.results) == ("sesuai", "di_atas")
    assert decision.results_reason == "Menangani dua loket sendirian."


def test_without_a_recommendation_every_rating_needs_its_reason(cast: make.Cast) -> None:
    operations.refresh(period=cast.period, at=make.AT)
    appraisal = Appraisal.objects.select_related("snapshot").get(person=cast.employee.person)

    with pytest.raises(operations.Incomplete):
        decide(cast, appraisal, AGREEING)

    ruling = replace(AGREEING, results_reason="Dinilai dari laporan lisan.", behaviour_reason="Dikenal langsung.")
    assert decide(cast, appraisal, ruling).predicate == "baik"


def test_database_refuses_a_differing_rating_without_reason(cast: make.Cast) -> None:
    decision = decide(cast, appraised(cast))
    decision.pk = decision.id = None
    copy = Decision(
        **{
            field.attname: getattr(decision, field.attname)
            for field in Decision._meta.local_fields
            if field.name not in ("id", "number", "results")
        },
        number=2,
        results="di_atas",
    )

    with pytest.raises(IntegrityError, match="results_reason"), transaction.atomic():
        copy.save()


def test_nobody_decides_about_themselves(cast: make.Cast) -> None:
    appraisal = appraised(cast)

    with pytest.raises(operations.NotAllowed) as refused:
        decide(cast, appraisal, by=cast.employee)

    assert refused.value.code == "penilaian.diri_sendiri"


@pytest.mark.parametrize("who", ["head", "hr", "auditor", "outsider"])
def test_only_the_direct_superior_decides(cast: make.Cast, who: str) -> None:
    appraisal = appraised(cast)

    with pytest.raises(operations.NotAllowed) as refused:
        decide(cast, appraisal, by=getattr(cast, who))

    assert refused.value.code == "penilaian.bukan_atasan"
    assert Decision.objects.count() == 0


def test_former_superior_loses_the_right_on_the_day_it_ends(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    line = Supervision.objects.get(person=cast.employee.person)
    line.valid = DateRange(make.FROM, date(2026, 11, 20))
    line.save()

    with pytest.raises(operations.NotAllowed):
        decide(cast, appraisal)  # AT is 20 November, 10.00 WIB: the range ends before that day


def test_decision_on_evidence_that_moved_is_refused(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    make.feedback(cast.employee.person, value="loyal", stance="tidak_positif")
    operations.refresh(period=cast.period, at=make.AT)

    with pytest.raises(operations.ChangedMeanwhile):
        decide(cast, appraisal)


def test_changed_decision_is_a_new_row_beside_the_old(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    first = decide(cast, appraisal)
    ruling = replace(following(appraisal), results=Expectation.BELOW, results_reason="Laporan ternyata tidak lengkap.")

    second = decide(cast, appraisal, ruling)

    assert (first.number, second.number) == (1, 2)
    assert Decision.objects.get(pk=first.pk).predicate == "baik"
    assert Appraisal.objects.get(pk=appraisal.pk).decision_id == second.pk


def test_evidence_after_the_decision_leaves_the_decision_on_its_own_snapshot(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    decision = decide(cast, appraisal)
    make.feedback(cast.employee.person, value="loyal", stance="tidak_positif")

    operations.refresh(period=cast.period, at=make.AT)

    appraisal = Appraisal.objects.get(pk=appraisal.pk)
    assert appraisal.snapshot_id != decision.snapshot_id
    assert appraisal.shown_snapshot_id == decision.snapshot_id


def test_closing_locks_everything(cast: make.Cast) -> None:
    appraisal = appraised(cast)

    undecided = operations.close(period=cast.period, by=cast.hr, at=make.AT)

    assert undecided == Appraisal.objects.count()
    with pytest.raises(operations.NotAllowed) as refused:
        decide(cast, appraisal)
    assert refused.value.code == "penilaian.periode_ditutup"
    with pytest.raises(operations.NotAllowed):
        operations.refresh(period=cast.period, at=make.AT)
    with pytest.raises(operations.NotAllowed):
        operations.close(period=cast.period, by=cast.hr, at=make.AT)


@pytest.mark.parametrize("who", ["employee", "superior", "head", "auditor", "outsider"])
def test_only_hr_closes_a_period(cast: make.Cast, who: str) -> None:
    with pytest.raises(operations.NotAllowed):
        operations.close(period=cast.period, by=getattr(cast, who), at=make.AT)


def test_acts_are_filed_without_names_or_words(cast: make.Cast) -> None:
    appraisal = appraised(cast)
    reason = "Menangani dua loket sendirian."
    decide(cast, appraisal, replace(following(appraisal), results=Expectation.ABOVE, results_reason=reason))

    entry = AuditEntry.objects.get(action="appraisal.decide")

    assert entry.actor == Pseudonym.objects.get(person=cast.superior.person).pseudonym
    assert entry.subject_person == Pseudonym.objects.get(person=cast.employee.person).pseudonym
    assert entry.details["predicate"] == "sangat_baik"
    filed = str(entry.details)
    assert reason not in filed
    assert len(entry.details["hashed"]["results_reason"]) == 64
    assert cast.employee.person.name not in filed
    assert cast.employee.person.nip not in filed


def test_refused_decision_files_nothing(cast: make.Cast) -> None:
    appraisal = appraised(cast)

    with pytest.raises(operations.NotAllowed):
        decide(cast, appraisal, by=cast.outsider)

    assert not AuditEntry.objects.filter(action="appraisal.decide").exists()


def test_document_of_a_decision_keeps_its_people_when_their_data_change_later(cast: make.Cast) -> None:
    decision = decide(cast, appraised(cast))
    Employment.objects.filter(person=cast.superior.person).update(position_title="Kepala Bidang Lain")

    again = Decision.objects.get(pk=decision.pk)

    assert again.parties["appraiser"]["position"] == "Pengelola Layanan"
    assert again.parties["appraisers_superior"]["name"] == "Kepala Dinas"
    assert (
        queries.parties_of(cast.employee.person.pk, cast.superior.person_id, make.AT.date())["appraiser"]
        != (again.parties["appraiser"])
    )
