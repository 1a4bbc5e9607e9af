"""Plans: SKP, their results, indicators and expected behaviour."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from teladan.appraisal.enums import PeriodKind
from teladan.intake.desk import Desk, Fields, Save, looked_up, match
from teladan.intake.problems import Problem
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import (
    BEHAVIOUR,
    FEEDBACK,
    INDICATORS,
    PEOPLE,
    PLANS,
    RATINGS,
    REALISATIONS,
    RESULTS,
    Sheet,
)
from teladan.planning.models import BehaviourExpectation, Indicator, Plan, PlannedResult
from teladan.rules.enums import Direction

RESTING_ON_PLANS = (PLANS, RESULTS, INDICATORS, BEHAVIOUR, REALISATIONS, FEEDBACK, RATINGS)


class Plans:
    """Plans, results and indicators of the people and years the file speaks of, stored and new, by the file's keys."""

    def __init__(self, desk: Desk) -> None:
        self.plans: dict[tuple[str, int], Plan] = {}
        self.results: dict[tuple[str, int, int], PlannedResult] = {}
        self.indicators: dict[tuple[str, int, int, int], Indicator] = {}
        persons = _persons(desk)
        if not persons:
            return
        years = _years(desk)
        plan_of: dict[UUID, tuple[str, int]] = {}
        for plan in looked_up(Plan.objects.filter(year__in=years), "person_id", persons):
            plan_of[plan.pk] = (desk.codes[plan.person_id], plan.year)
            self.plans[plan_of[plan.pk]] = plan
        result_of: dict[UUID, tuple[str, int, int]] = {}
        for result in looked_up(PlannedResult.objects, "plan_id", plan_of):
            result_of[result.pk] = (*plan_of[result.plan_id], result.number)
            self.results[result_of[result.pk]] = result
        if any(row["nomor_indikator"] for sheet in (INDICATORS, REALISATIONS) for row in desk.rows(sheet)):
            for indicator in looked_up(Indicator.objects, "planned_result_id", result_of):
                self.indicators[(*result_of[indicator.planned_result_id], indicator.number)] = indicator


def _persons(desk: Desk) -> set[UUID]:
    found = set()
    for sheet in RESTING_ON_PLANS:
        for row in desk.rows(sheet):
            person = desk.persons.get(row["kode_pegawai"])
            if person is not None:
                found.add(person.pk)
    return found


def _years(desk: Desk) -> set[int]:
    years = {period.end_date.year for period in desk.periods.values()}
    for sheet in (PLANS, RESULTS, INDICATORS, BEHAVIOUR):
        years |= {row["tahun"] for row in desk.rows(sheet)}
    return years


def plans(desk: Desk) -> Plans:
    """All four sheets of plans, each resting on the one before."""
    known = Plans(desk)
    _plans(desk, known)
    _results(desk, known)
    _indicators(desk, known)
    _behaviour(desk, known)
    return known


def _stage(
    desk: Desk,
    sheet: Sheet,
    save: Save,
    fields: Fields,
    found: Callable[[Row], Any | None],
    make: Callable[[Row, dict[str, Any]], Any],
) -> None:
    table = desk.table(sheet)
    assert table is not None

    def refuse(row: Row, present: Any, _different: Mapping[str, Any]) -> Problem | None:
        return _refuse_closed(desk, sheet, row, present)

    def written(row: Row, _present: Any) -> None:
        desk.touch_year(row["tahun"], desk.persons[row["kode_pegawai"]].pk)

    match(desk, table, save, fields=fields, found=found, make=make, refuse=refuse, written=written)
    desk.saves.append(save)


def _refuse_closed(desk: Desk, sheet: Sheet, row: Row, present: Any) -> Problem | None:
    """What a closed evaluation rested on stays; a running year may still get new results and indicators."""
    closed = [
        period
        for period in desk.periods.values()
        if period.end_date.year == row["tahun"]
        and not period.is_open
        and (present is not None or period.kind == PeriodKind.ANNUAL)
    ]
    if not closed:
        return None
    return Problem(
        sheet.name,
        row.number,
        "tahun",
        _("Rencana ini dipakai periode {code} yang sudah ditutup.").format(code=closed[0].code),
        _("Kembalikan isi baris ini seperti semula, atau tulis rencana baru dengan nomor lain."),
    )


def _known_person(desk: Desk, sheet: Sheet, table: Table) -> None:
    for row in table.rows:
        desk.refers(sheet, row, "kode_pegawai", desk.persons, PEOPLE)
    table.sweep()


def _plans(desk: Desk, known: Plans) -> None:
    table = desk.table(PLANS)
    if table is None:
        return
    _known_person(desk, PLANS, table)

    def make(row: Row, given: dict[str, Any]) -> Plan:
        plan = Plan(
            agency_id=desk.agency.pk, person_id=desk.persons[row["kode_pegawai"]].pk, year=row["tahun"], **given
        )
        known.plans[(row["kode_pegawai"], row["tahun"])] = plan
        return plan

    save = Save(Plan, fields=("approach",))
    fields = (("pendekatan", "approach", ""),)
    _stage(desk, PLANS, save, fields, lambda row: known.plans.get((row["kode_pegawai"], row["tahun"])), make)


def rests_on(
    desk: Desk,
    sheet: Sheet,
    row: Row,
    column: str,
    key: tuple[Any, ...],
    known: Mapping[tuple[Any, ...], Any],
    target: Sheet,
    lost: Mapping[tuple[Any, ...], int],
) -> bool:
    """Whether the plan, result or indicator with the key exists; else the row is refused."""
    if key in known:
        return True
    if key in lost:
        desk.wait(sheet, row, column, target, lost[key])
    else:
        names = ", ".join(f"{name} {part}" for name, part in zip(target.keys, key, strict=True))
        desk.refuse(
            sheet,
            row,
            column,
            _("{sheet} dengan {names} tidak ada.").format(sheet=target.name, names=names),
            _("Tambahkan di lembar {sheet}, atau perbaiki nomornya.").format(sheet=target.name),
        )
    return False


def _results(desk: Desk, known: Plans) -> None:
    table = desk.table(RESULTS)
    if table is None:
        return
    _known_person(desk, RESULTS, table)
    lost = desk.lost(PLANS)
    for row in table.rows:
        rests_on(desk, RESULTS, row, "tahun", (row["kode_pegawai"], row["tahun"]), known.plans, PLANS, lost)
    table.sweep()

    def make(row: Row, given: dict[str, Any]) -> PlannedResult:
        plan = known.plans[(row["kode_pegawai"], row["tahun"])]
        result = PlannedResult(agency_id=desk.agency.pk, plan_id=plan.pk, number=row["nomor_rhk"], **given)
        known.results[result_key(row)] = result
        return result

    fields = (
        ("prioritas", "priority", ""),
        ("rencana_hasil_kerja", "statement", ""),
        ("rhk_pimpinan", "leader_result", ""),
        ("penugasan_dari", "assigned_by", ""),
    )
    save = Save(PlannedResult, fields=("priority", "statement", "leader_result", "assigned_by"))
    _stage(desk, RESULTS, save, fields, lambda row: known.results.get(result_key(row)), make)


def result_key(row: Row) -> tuple[str, int, int]:
    """A row's planned result by the file's keys."""
    return row["kode_pegawai"], row["tahun"], row["nomor_rhk"]


def _indicator_key(row: Row) -> tuple[str, int, int, int]:
    return (*result_key(row), row["nomor_indikator"])


def _indicators(desk: Desk, known: Plans) -> None:
    table = desk.table(INDICATORS)
    if table is None:
        return
    for row in table.rows:
        _check_band(desk, row)
    _known_person(desk, INDICATORS, table)
    lost = desk.lost(RESULTS)
    for row in table.rows:
        rests_on(desk, INDICATORS, row, "nomor_rhk", result_key(row), known.results, RESULTS, lost)
    table.sweep()

    def make(row: Row, given: dict[str, Any]) -> Indicator:
        result = known.results[result_key(row)]
        indicator = Indicator(
            agency_id=desk.agency.pk, planned_result_id=result.pk, number=row["nomor_indikator"], **given
        )
        known.indicators[_indicator_key(row)] = indicator
        return indicator

    fields = (
        ("indikator", "statement", ""),
        ("aspek", "aspect", ""),
        ("target", "target", ""),
        ("batas_bawah", "lower", None),
        ("batas_atas", "upper", None),
        ("satuan", "unit", ""),
        ("arah", "direction", ""),
        ("perspektif", "perspective", ""),
    )
    save = Save(Indicator, fields=tuple(attr for _name, attr, _empty in fields))
    _stage(desk, INDICATORS, save, fields, lambda row: known.indicators.get(_indicator_key(row)), make)


def _check_band(desk: Desk, row: Row) -> None:
    lower, upper = row["batas_bawah"], row["batas_atas"]
    if lower is not None and upper is not None and lower > upper:
        message = _("Batas bawah lebih besar dari batas atas.")
        desk.refuse(INDICATORS, row, "batas_bawah", message, _("Tukar kedua batas, atau perbaiki salah satunya."))
    elif row["arah"] == Direction.WITHIN.value and (lower is None or upper is None):
        column = "batas_bawah" if lower is None else "batas_atas"
        message = _("Arah «rentang» memerlukan kedua batas.")
        desk.refuse(INDICATORS, row, column, message, _("Isi batas_bawah dan batas_atas."))


def _behaviour(desk: Desk, known: Plans) -> None:
    table = desk.table(BEHAVIOUR)
    if table is None:
        return
    _known_person(desk, BEHAVIOUR, table)
    lost = desk.lost(PLANS)
    for row in table.rows:
        rests_on(desk, BEHAVIOUR, row, "tahun", (row["kode_pegawai"], row["tahun"]), known.plans, PLANS, lost)
    table.sweep()
    plan_ids = {known.plans[(row["kode_pegawai"], row["tahun"])].pk for row in table.rows}
    stored = {(row.plan_id, row.value): row for row in looked_up(BehaviourExpectation.objects, "plan_id", plan_ids)}
    _stage(
        desk,
        BEHAVIOUR,
        Save(BehaviourExpectation, fields=("special",)),
        (("ekspektasi_khusus", "special", ""),),
        lambda row: stored.get((known.plans[(row["kode_pegawai"], row["tahun"])].pk, row["nilai_dasar"])),
        lambda row, given: BehaviourExpectation(
            agency_id=desk.agency.pk,
            plan_id=known.plans[(row["kode_pegawai"], row["tahun"])].pk,
            value=row["nilai_dasar"],
            **given,
        ),
    )
