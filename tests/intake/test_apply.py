"""Applying a workbook: everything in it or nothing, again without doubling, and never into another agency."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from teladan.activities.models import ClientKey, Evidence, Realisation, ServiceTransaction
from teladan.appraisal.models import Appraisal, Period, UnitResult
from teladan.intake import operations, saving
from teladan.intake.enums import TRANSITIONS, RunStatus
from teladan.intake.models import ImportRun
from teladan.intake.problems import ChangedMeanwhile
from teladan.people.models import Employment, RoleAssignment, Supervision, Unit
from teladan.planning.models import BehaviourExpectation, Indicator, Plan, PlannedResult
from teladan.tenancy.context import bound
from teladan.tenancy.models import agency_models
from teladan.trust.models import Account, AuditEntry, Membership, Person
from teladan.voices.models import AnonymousAnswer, Feedback, Rating, Round
from tests.intake.conftest import AT
from tests.intake.workbooks import add, fine, only, put

IMPORTED: tuple[type[models.Model], ...] = (
    Unit, Person, Account, Membership, Employment, Supervision, RoleAssignment, Period, UnitResult, Plan, PlannedResult,
    Indicator, BehaviourExpectation, Realisation, Evidence, Feedback, Rating, Round, AnonymousAnswer,
    ServiceTransaction, ClientKey,
)  # fmt: skip


def stored() -> dict[str, set[Any]]:
    """All ids of everything an import writes."""
    return {model.__name__: set(model._default_manager.values_list("pk", flat=True)) for model in IMPORTED}


def test_everything_in_the_file_is_stored(bound_agency: Any, load: Any) -> None:
    run = load(fine())

    assert run.status == "diterapkan"
    assert {name: len(ids) for name, ids in stored().items()} == {
        "Unit": 2, "Person": 3, "Account": 3, "Membership": 3, "Employment": 4, "Supervision": 2, "RoleAssignment": 1,
        "Period": 1, "UnitResult": 1, "Plan": 2, "PlannedResult": 3, "Indicator": 1, "BehaviourExpectation": 1,
        "Realisation": 2, "Evidence": 2, "Feedback": 1, "Rating": 1, "Round": 2, "AnonymousAnswer": 5,
        "ServiceTransaction": 2, "ClientKey": 2,
    }  # fmt: skip


def test_values_arrive_as_written(bound_agency: Any, load: Any) -> None:
    load(fine())

    first = Employment.objects.get(code="P-2", valid__contains=date(2025, 12, 31))
    indicator = Indicator.objects.get()
    realisation = Realisation.objects.get(indicator=indicator)
    service = ServiceTransaction.objects.get(number="REG-1")
    assert (first.grade, first.valid.lower, first.valid.upper) == ("III/c", date(2024, 1, 1), date(2026, 1, 1))
    assert (indicator.lower, indicator.upper, indicator.target) == (95, 100, "95–100 %")
    assert realisation.figure == Decimal(96)
    assert list(realisation.evidence.order_by("number").values_list("note", "link")) == [
        ("Register", "https://contoh.go.id/1"),
        ("Foto", ""),
    ]
    assert service.received_at.isoformat() == "2026-07-01T01:30:00+00:00"
    assert ServiceTransaction.objects.get(number="REG-2").accurate is None
    assert BehaviourExpectation.objects.get().special == "- Membantu rekan kerja"


def test_people_are_found_by_nip_else_by_the_agencys_code(bound_agency: Any, load: Any) -> None:
    load(fine())

    assert set(Account.objects.values_list("login", flat=True)) == {
        "197003031995031001", "198505052010012002", "kota-uji:p-3",
    }  # fmt: skip
    assert not any(account.has_usable_password() for account in Account.objects.all())
    assert Person.objects.get(nip=None).name == "Yusuf Lubis"


def test_a_second_import_changes_nothing(bound_agency: Any, load: Any) -> None:
    load(fine())
    before = stored()

    run = load(fine())

    assert stored() == before
    assert {name: counts[:2] for name, counts in run.counts.items()} == {name: [0, 0] for name in fine()}
    assert AuditEntry.objects.filter(action="intake.apply.person").count() == 3  # all from the first import


def test_a_changed_row_updates_its_own_row_only(bound_agency: Any, load: Any) -> None:
    load(fine())
    before = stored()
    sheets = put(fine(), "RHK", 2, "rencana_hasil_kerja", "Ibu hamil terlayani penuh")
    put(sheets, "Pegawai", 4, "jabatan", "Bidan Ahli Madya")
    put(sheets, "Layanan", 2, "standar", 25)
    put(sheets, "Penilaian", 2, "nilai", 3)

    run = load(sheets)

    assert stored() == before
    assert [run.counts[name][:3] for name in ("RHK", "Pegawai", "Layanan", "Penilaian")] == [
        [0, 1, 2], [0, 1, 3], [0, 1, 1], [0, 1, 2],
    ]  # fmt: skip
    assert PlannedResult.objects.get(plan__person__nip="198505052010012002", number=1).statement.endswith("penuh")
    assert ServiceTransaction.objects.get(number="REG-1").standard == 25
    assert Rating.objects.get().value == 3


def test_an_absent_column_keeps_what_is_stored(bound_agency: Any, load: Any) -> None:
    load(fine())
    sheets = only("Unit")
    sheets["Unit"] = [row[:2] for row in sheets["Unit"]]

    run = load(sheets)

    assert run.counts["Unit"] == [0, 0, 2, 0]
    assert Unit.objects.get(code="DINKES").parent.code == "PEMDA"


def test_a_move_closes_one_stretch_and_opens_the_next(bound_agency: Any, load: Any) -> None:
    load(fine())
    sheets = only("Pegawai", "Atasan")
    put(sheets, "Pegawai", 2, "selesai", date(2026, 6, 30))
    add(sheets, "Pegawai", 2, jabatan="Asisten", mulai=date(2026, 7, 1), selesai=None)

    run = load(sheets)

    stretches = Employment.objects.filter(code="P-1").order_by("valid").values_list("position_title", "valid")
    assert run.counts["Pegawai"] == [1, 1, 3, 0]
    assert [(title, valid.lower, valid.upper) for title, valid in stretches] == [
        ("Kepala Dinas", date(2024, 1, 1), date(2026, 7, 1)),
        ("Asisten", date(2026, 7, 1), None),
    ]


def test_nothing_is_written_when_a_row_is_wrong(bound_agency: Any, check: Any) -> None:
    run = check(put(fine(), "Layanan", 3, "standar", 0))

    with pytest.raises(ChangedMeanwhile):
        operations.apply(run=run, by=None, at=AT)

    assert not any(stored().values())


def test_checking_alone_writes_nothing_but_the_run(bound_agency: Any, check: Any) -> None:
    check(fine())

    assert not any(stored().values())
    assert ImportRun.objects.get().status == "diperiksa"


def test_good_rows_need_not_wait_for_bad_ones(bound_agency: Any, load: Any) -> None:
    sheets = put(fine(), "Pegawai", 5, "jenis_pegawai", "honorer")

    run = load(sheets, only_good=True)

    assert run.counts["Pegawai"] == [3, 0, 0, 1]
    assert run.counts["Atasan"] == [1, 0, 0, 1]  # P-3 waits for the bad row
    assert set(Employment.objects.values_list("code", flat=True)) == {"P-1", "P-2"}
    assert not Plan.objects.exclude(person__nip="198505052010012002").exists()


def test_a_persons_history_comes_whole_or_not_at_all(bound_agency: Any, load: Any) -> None:
    run = load(put(only("Unit", "Pegawai"), "Pegawai", 3, "jenis_jabatan", "struktural"), only_good=True)

    assert run.counts["Pegawai"] == [2, 0, 0, 2]
    assert not Employment.objects.filter(code="P-2").exists()


def test_after_a_partial_application_only_the_bad_rows_are_kept(bound_agency: Any, load: Any) -> None:
    from teladan.intake.queries import raw
    from teladan.intake.reader import parse

    run = load(put(fine(), "Umpan Balik", 5, "sikap", "mendukung"), only_good=True)

    kept = parse(raw(ImportRun.objects.get(pk=run.pk)))
    assert [(sheet.name, [number for number, _cells in sheet.rows]) for sheet in kept.sheets] == [("Umpan Balik", [5])]


def test_after_an_application_no_row_is_kept(bound_agency: Any, load: Any) -> None:
    run = load(fine())

    assert ImportRun.objects.get(pk=run.pk).content is None
    assert ImportRun.objects.get(pk=run.pk).changes == []


def test_a_run_is_applied_once(bound_agency: Any, check: Any) -> None:
    run = check(fine())
    again = ImportRun.objects.get(pk=run.pk)
    operations.apply(run=run, by=None, at=AT)

    with pytest.raises(ChangedMeanwhile):
        operations.apply(run=again, by=None, at=AT)


def test_what_a_page_wrote_meanwhile_is_told_and_nothing_is_written(
    bound_agency: Any, check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The constraints of the database catch what slips between the examination and the writing."""
    run = check(only("Unit"))
    examined = operations.examine

    def examine_then_write(*given: Any, **more: Any) -> Any:
        found = examined(*given, **more)
        Unit.objects.create(code="DINKES", name="Dari halaman")
        return found

    monkeypatch.setattr(operations, "examine", examine_then_write)

    with pytest.raises(ChangedMeanwhile):
        operations.apply(run=run, by=None, at=AT)

    assert not Unit.objects.exists()
    assert ImportRun.objects.get().status == "diperiksa"


def test_the_workflow_names_every_state() -> None:
    assert set(TRANSITIONS) == set(RunStatus)
    assert set().union(*TRANSITIONS.values()) <= set(RunStatus)


def test_another_agency_stays_untouched(agency: Any, load: Any) -> None:
    other = operations.create_agency(code="kota-lain", name="Kota Lain", by=None, at=AT)
    with bound(other.pk):
        load(only("Unit", "Pegawai", "Atasan"), into=other)
        before = {model: set(model.objects.values_list("pk", flat=True)) for model in agency_models()}
    sheets = put(fine(), "Pegawai", 2, "nama", "Nama Lain")

    load(sheets)

    with bound(other.pk):
        assert {model: set(model.objects.values_list("pk", flat=True)) for model in agency_models()} == before
    assert Person.objects.get(nip="197003031995031001").name == "Arman Satya"  # also the other agency's
    assert Membership.objects.filter(account__login="197003031995031001").count() == 2


def test_the_recommendation_follows_the_import(bound_agency: Any, load: Any) -> None:
    load(fine())

    appraisal = Appraisal.objects.get(person__nip="198505052010012002")
    assert appraisal.period.code == "2026-TW3"
    assert "Ibu hamil terlayani" in str(appraisal.snapshot.evidence)


# ------------------------------------------------------------------------------------------- anonymous answers


def test_anonymous_answers_carry_no_row_no_order_and_only_a_week(bound_agency: Any, load: Any) -> None:
    load(fine())

    answers = list(AnonymousAnswer.objects.all())
    assert all(UUID(str(answer.pk)).version == 4 for answer in answers)
    assert {answer.week_date for answer in answers} == {date(2026, 9, 28)}
    assert not Feedback.objects.filter(source="rekan").exists()
    names = {field.name for field in AnonymousAnswer._meta.get_fields()}
    assert names.isdisjoint({"code", "kode", "number", "row", "created_at"})


def test_the_order_of_answers_in_the_table_is_not_that_of_the_file(bound_agency: Any, load: Any) -> None:
    sheets = fine()
    for number in range(40):
        add(sheets, "Umpan Balik", 3, kode=f"UB-X{number:02}", isi=f"Jawaban {number:02}")

    load(sheets)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM voices_anonymousanswer WHERE text LIKE 'Jawaban %' ORDER BY ctid")
        texts = [row[0] for row in cursor.fetchall()]
    assert len(texts) == 40
    assert texts != sorted(texts)


def test_the_same_answers_again_keep_their_ids(bound_agency: Any, load: Any) -> None:
    load(fine())
    before = stored()["AnonymousAnswer"]
    sheets = fine()
    sheets["Penilaian"] = [sheets["Penilaian"][0], *reversed(sheets["Penilaian"][1:])]

    run = load(sheets)

    assert stored()["AnonymousAnswer"] == before
    assert run.counts["Penilaian"] == [0, 0, 3, 0]


def test_a_changed_answer_replaces_its_whole_set_and_no_other(bound_agency: Any, load: Any) -> None:
    load(fine())
    before = stored()["AnonymousAnswer"]

    load(put(fine(), "Penilaian", 3, "nilai", 1))

    after = stored()["AnonymousAnswer"]
    assert len(after) == len(before) == 5
    assert len(after & before) == 3
    assert Counter(AnonymousAnswer.objects.exclude(rating=None).values_list("rating", flat=True)) == Counter(
        [Decimal(1), Decimal("3.5")]
    )


def test_a_set_with_a_bad_answer_waits_whole(bound_agency: Any, load: Any) -> None:
    run = load(put(fine(), "Penilaian", 3, "nilai", 6), only_good=True)

    assert run.counts["Penilaian"] == [1, 0, 0, 2]
    assert not AnonymousAnswer.objects.exclude(rating=None).exists()


# ------------------------------------------------------------------------------------------- closed periods


@pytest.fixture
def closed(bound_agency: Any, load: Any) -> Any:
    """The quarter of the fine workbook, imported and closed."""
    load(fine())
    Period.objects.update(status="ditutup", closed_at=AT)
    return Period.objects.get()


def test_the_same_file_still_fits_a_closed_period(closed: Any, load: Any) -> None:
    before = stored()

    run = load(fine())

    assert run.rows_to_write == 0
    assert stored() == before


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value"),
    [
        ("Periode", 2, "nama", "Lain"),
        ("Capaian Unit", 2, "predikat", "kurang"),
        ("RHK", 2, "prioritas", "tambahan"),
        ("Realisasi", 2, "angka", 80),
        ("Realisasi", 2, "bukti", "Lain"),
        ("Umpan Balik", 2, "isi", "Lain"),
        ("Umpan Balik", 3, "isi", "Lain"),
        ("Penilaian", 2, "nilai", 1),
        ("Layanan", 2, "standar", 5),
    ],
)
def test_what_a_closed_period_rests_on_stays(
    closed: Any, check: Any, sheet: str, row: int, column: str, value: Any
) -> None:
    run = check(put(fine(), sheet, row, column, value))

    rows = {(problem[0], problem[1]) for problem in run.problems}
    assert (sheet, row) in rows
    assert {problem[0] for problem in run.problems} == {sheet}
    assert "sudah ditutup" in run.problems[0][3] or "ditutup" in run.problems[0][3]
    assert run.counts[sheet][:2] == [0, 0]


# ------------------------------------------------------------------------------------------- audit, counts


def test_the_audit_names_the_run_and_each_person_moved(bound_agency: Any, load: Any) -> None:
    run = load(fine())

    entry = AuditEntry.objects.get(action="intake.apply")
    assert entry.subject_id == run.pk
    assert entry.details["counts"]["Pegawai"] == [4, 0, 0, 0]
    moved = AuditEntry.objects.filter(action="intake.apply.person").values_list("details", flat=True)
    assert Counter(tuple(details["changed"]) for details in moved) == Counter(
        [("employment",), ("employment", "supervision"), ("employment", "role", "supervision")]
    )


def many(count: int) -> Any:
    """A workbook whose every sheet grows with the number of people."""
    sheets = {name: rows[:1] for name, rows in fine().items()}
    base = fine()
    for name in ("Unit", "Periode", "Capaian Unit"):
        sheets[name] = base[name]
    sheets["Pegawai"] = base["Pegawai"][:2]
    for number in range(count):
        code = f"Q-{number:03}"
        for name in ("Pegawai", "Atasan", "SKP", "RHK", "Indikator", "Perilaku", "Realisasi"):
            row = 3 if name == "Pegawai" else 2
            add({name: base[name]}, name, row, kode_pegawai=code)
            sheets[name].append(base[name].pop())
        head = sheets["Pegawai"][0]
        sheets["Pegawai"][-1][head.index("nip")] = None
        for name, key in (("Umpan Balik", "UB"), ("Penilaian", "N"), ("Layanan", "R")):
            for line in base[name][1:3]:
                fresh = list(line)
                fresh[0] = f"{key}-{number}-{line[0]}"
                fresh[1] = code
                sheets[name].append(fresh)
    return sheets


def test_the_number_of_statements_does_not_grow_with_the_rows(bound_agency: Any, check: Any) -> None:
    counts = []
    for count in (1, 50):
        with CaptureQueriesContext(connection) as queries:
            run = check(many(count))
            assert run.problems == []
            operations.apply(run=run, by=None, at=AT)
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 2  # the second also replaces and updates what the first has stored


def test_large_sets_go_another_way_to_the_same_rows(
    bound_agency: Any, load: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COPY through a twin keeps values, jumbles anonymous answers and stays below row-level security."""
    monkeypatch.setattr(saving, "COPIED_FROM", 1)
    sheets = fine()
    for number in range(40):
        add(sheets, "Umpan Balik", 3, kode=f"UB-X{number:02}", isi=f"Jawaban {number:02}")

    load(sheets)
    again = load(sheets)

    assert again.rows_to_write == 0
    assert AuditEntry.objects.filter(action="intake.apply.person").count() == 3
    assert Indicator.objects.get().upper == 100
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM voices_anonymousanswer WHERE text LIKE 'Jawaban %' ORDER BY ctid")
        texts = [row[0] for row in cursor.fetchall()]
    assert len(texts) == 40
    assert texts != sorted(texts)
