"""Two at the same instant, on two real connections: one is first, the other is told, nothing is lost or doubled."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.query import QuerySet
from django.utils import timezone

from teladan.appraisal import operations
from teladan.appraisal.enums import PeriodStatus, Status
from teladan.appraisal.models import Appraisal, Decision, Period
from teladan.appraisal.operations import ChangedMeanwhile, NotAllowed, Ruling
from teladan.rules.enums import Expectation
from teladan.tenancy.context import bound
from teladan.trust.models import AuditEntry
from tests import factories as make
from tests.security.places import Place

pytestmark = pytest.mark.django_db(transaction=True)
ABOVE, BELOW = (
    Ruling(results=rating, behaviour=rating, results_reason="Alasan yang panjang.", behaviour_reason="Alasan lain.")
    for rating in (Expectation.ABOVE, Expectation.BELOW)
)


def together(agency_id: Any, *acts: Callable[[], Any]) -> list[Any]:
    """Run each act on a connection of its own, all let go at once; what each returned or raised."""
    gate, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            with bound(agency_id):
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '15s'")
                gate.wait(timeout=20)
                results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def decide(place: Place, ruling: Ruling, seen: int = 0) -> Decision:
    return operations.decide(
        appraisal=place.appraisal, ruling=ruling, seen_digest=place.appraisal.snapshot.digest, seen_decision=seen,
        by=place.superior, at=timezone.now(),
    )  # fmt: skip


def test_of_two_decisions_at_once_one_holds_and_the_other_is_told() -> None:
    place = Place()

    results = together(place.agency.pk, lambda: decide(place, ABOVE), lambda: decide(place, BELOW))

    assert sorted(type(result).__name__ for result in results) == ["ChangedMeanwhile", "Decision"]
    with bound(place.agency.pk):
        assert Decision.objects.count() == 1
        assert AuditEntry.objects.filter(action="appraisal.decide").count() == 1


def test_a_double_click_is_one_decision() -> None:
    place = Place()

    results = together(place.agency.pk, *[lambda: decide(place, ABOVE)] * 4)

    assert {type(result) for result in results} == {Decision}, results
    with bound(place.agency.pk):
        assert Decision.objects.count() == 1


def test_without_the_lock_the_race_does_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: both read before either writes, and one of them ends as an error."""
    place = Place()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    both = Barrier(2)
    real = operations._refuse_without_reasons

    def slowly(*args: Any) -> None:
        both.wait(timeout=20)
        real(*args)

    monkeypatch.setattr(operations, "_refuse_without_reasons", slowly)

    results = together(place.agency.pk, lambda: decide(place, ABOVE), lambda: decide(place, BELOW))

    assert sorted(type(result).__name__ for result in results) == ["Decision", "IntegrityError"]


def hold(place: Place, act: Callable[[], Any], then: Callable[[], Any]) -> tuple[Any, Any]:
    """Do `act` and keep its transaction open while `then` begins on another connection; what both came to."""
    began, results = Barrier(2), []

    def other() -> None:
        began.wait(timeout=20)
        results.extend(together(place.agency.pk, then))

    thread = Thread(target=other)
    thread.start()
    with bound(place.agency.pk):
        first = act()
        began.wait(timeout=20)
        thread.join(timeout=1.5)  # the other one waits for us, or is done
    thread.join(timeout=60)
    return first, results[0]


def closing(place: Place) -> Callable[[], int]:
    return lambda: operations.close(period=place.period, by=place.hr, at=timezone.now())


def test_a_decision_under_way_is_sealed_with_the_period_and_not_told_as_missing() -> None:
    place = Place()

    _decision, undecided = hold(place, lambda: decide(place, ABOVE), closing(place))

    with bound(place.agency.pk):
        row = Appraisal.objects.get(pk=place.appraisal.pk)
        assert (row.status, row.decision is not None) == (Status.SEALED, True)
        assert undecided == Appraisal.objects.filter(decision__isnull=True).count()


def test_a_decision_behind_a_closing_period_is_refused() -> None:
    place = Place()

    _undecided, refused = hold(place, closing(place), lambda: decide(place, ABOVE))

    assert isinstance(refused, NotAllowed)
    with bound(place.agency.pk):
        assert not Decision.objects.exists()


def test_of_two_who_close_one_closes() -> None:
    place = Place()

    results = together(place.agency.pk, closing(place), closing(place))

    # The second is told that somebody was quicker, or, when it comes after the first has ended, that it is closed.
    refused = [result for result in results if isinstance(result, ChangedMeanwhile | NotAllowed)]
    assert len(refused) == 1
    assert [type(result) for result in results if result not in refused] == [int]
    with bound(place.agency.pk):
        assert AuditEntry.objects.filter(action="period.close").count() == 1


def with_new_evidence(place: Place) -> Callable[[], int]:
    def work() -> int:
        for value in make.VALUES:
            make.feedback(place.employee.person, value=value, stance="tidak_positif")
        return operations.refresh(period=place.period, at=timezone.now())

    return work


def test_nothing_moves_behind_a_period_that_closes() -> None:
    place = Place()
    before = place.appraisal.snapshot_id

    _undecided, refused = hold(place, closing(place), with_new_evidence(place))

    assert isinstance(refused, NotAllowed)
    with bound(place.agency.pk):
        assert Appraisal.objects.get(pk=place.appraisal.pk).snapshot_id == before


def test_without_its_lock_a_refresh_moves_what_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control."""
    place = Place()
    before = place.appraisal.snapshot_id
    real = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet, "select_for_update", lambda self, **more: self if self.model is Period else real(self, **more)
    )

    _undecided, changed = hold(place, closing(place), with_new_evidence(place))

    assert changed
    with bound(place.agency.pk):
        assert Period.objects.get(pk=place.period.pk).status == PeriodStatus.CLOSED
        assert Appraisal.objects.get(pk=place.appraisal.pk).snapshot_id != before


def test_two_who_refresh_do_not_meet() -> None:
    place = Place()
    with bound(place.agency.pk):
        make.employee(place.unit, "Pegawai Baru", superior=place.superior.person)

    work = lambda: operations.refresh(period=place.period, at=timezone.now())  # noqa: E731
    results = together(place.agency.pk, work, work)

    assert sorted(results) == [0, 1], results


def test_an_error_in_the_middle_leaves_the_next_request_of_the_connection_clean() -> None:
    """A pooled connection is what the next person gets: nothing of the last one may stay on it."""
    ours, theirs = Place("kami"), Place("mereka")

    def broken() -> None:
        with bound(ours.agency.pk), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(Exception, match="division"):
        broken()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('teladan.agency', true), count(*) FROM appraisal_appraisal")
        assert cursor.fetchone() in (("", 0), (None, 0))
    with transaction.atomic(), connection.cursor() as cursor:
        # Positive control: a setting that outlives its transaction would show the rows to whoever comes next.
        cursor.execute("SELECT set_config('teladan.agency', %s, false)", [str(theirs.agency.pk)])
        cursor.execute("SELECT count(*) > 0 FROM appraisal_appraisal")
        assert cursor.fetchone() == (True,)
        transaction.set_rollback(True)


def test_changed_meanwhile_is_told_in_words() -> None:
    place = Place()
    with bound(place.agency.pk):
        decide(place, ABOVE)
        with pytest.raises(ChangedMeanwhile, match="sudah diubah sejak halaman dibuka"):
            decide(place, BELOW)
