"""Units and who works where, under whom, with which role."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from teladan.intake.desk import Desk, Save, last_day, match, overlap, stretch
from teladan.intake.loops import members_of_loops, on_a_loop
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import PEOPLE, ROLES, SUPERIORS, UNIT, Sheet
from teladan.people.models import RoleAssignment, Supervision, Unit


def units(desk: Desk) -> None:
    """Units with their parents; a parent may stand below its children in the file."""
    desk.units = {unit.code: unit for unit in Unit.objects.all()}
    table = desk.table(UNIT)
    if table is None:
        return
    _check_parents(desk, table)
    codes = {unit.pk: unit.code for unit in desk.units.values()}
    fresh = {row["kode_unit"]: Unit(agency_id=desk.agency.pk, code=row["kode_unit"]) for row in table.rows}
    known = {**fresh, **desk.units}
    codes |= {unit.pk: unit.code for unit in fresh.values()}
    for row in table.rows:
        if "kode_induk" in row.values:
            row.values["induk"] = known[row["kode_induk"]].pk if row["kode_induk"] else None

    def make(row: Row, given: dict[str, Any]) -> Unit:
        unit = fresh[row["kode_unit"]]
        for name, value in given.items():
            setattr(unit, name, value)
        return unit

    save = Save(Unit, fields=("name", "kind", "parent"))
    match(
        desk,
        table,
        save,
        fields=(("nama_unit", "name", ""), ("jenis_unit", "kind", ""), ("induk", "parent_id", None)),
        found=lambda row: desk.units.get(row["kode_unit"]),
        make=make,
        shown={"parent_id": lambda pk: codes.get(pk, "")},
    )
    desk.units = known
    desk.saves.append(save)


def _check_parents(desk: Desk, table: Table) -> None:
    parent_of = {unit.code: "" for unit in desk.units.values()}
    by_id = {unit.pk: unit.code for unit in desk.units.values()}
    parent_of |= {unit.code: by_id[unit.parent_id] if unit.parent_id else "" for unit in desk.units.values()}
    parent_of |= {row["kode_unit"]: row["kode_induk"] or "" for row in table.rows if "kode_induk" in row.values}
    loop = on_a_loop(parent_of)
    for row in table.rows:
        if row["kode_unit"] == row["kode_induk"]:
            desk.refuse(
                UNIT, row, "kode_induk", _("Unit ini menjadi induk dirinya."), _("Kosongkan, atau isi unit lain.")
            )
        elif row["kode_unit"] in loop:
            message = _("Induk unit ini berputar kembali ke unit ini sendiri.")
            desk.refuse(UNIT, row, "kode_induk", message, _("Perbaiki induk salah satu unit dalam lingkaran itu."))
    table.sweep()
    waiting = True
    while waiting:  # a parent that turns out bad takes its children along
        codes = {row["kode_unit"] for row in table.rows} | desk.units.keys()
        desk._lost.pop(UNIT.name, None)
        before = len(table.rows)
        for row in table.rows:
            if row["kode_induk"]:
                desk.refers(UNIT, row, "kode_induk", codes, UNIT)
        table.sweep()
        waiting = len(table.rows) < before


def superiors(desk: Desk) -> None:
    """Dated superiors: known people, never oneself, one at a time, and no circle on any day."""
    table = desk.table(SUPERIORS)
    if table is None:
        return
    for row in table.rows:
        desk.refers(SUPERIORS, row, "kode_pegawai", desk.persons, PEOPLE)
        desk.in_order(SUPERIORS, row)
        if row["kode_pegawai"] == row["kode_atasan"]:
            message = _("Pegawai ini menjadi atasan dirinya sendiri.")
            desk.refuse(SUPERIORS, row, "kode_atasan", message, _("Isi kode pejabat penilainya."))
        else:
            desk.refers(SUPERIORS, row, "kode_atasan", desk.persons, PEOPLE)
    table.sweep()
    present = list(Supervision.objects.all())
    by_key = {(line.person_id, line.valid.lower): line for line in present}
    _add_ids(desk, table)
    refuse_overlaps(desk, table, lambda row: row["person"], ((line.person_id, line.valid) for line in present))
    _refuse_circles(desk, table, present)
    save = Save(Supervision, replace=True)
    match(
        desk,
        table,
        save,
        fields=(("atasan", "superior_id", None), ("masa", "valid", None), ("alasan", "reason", "")),
        found=lambda row: by_key.get((row["person"], row["mulai"])),
        make=lambda row, given: Supervision(agency_id=desk.agency.pk, person_id=row["person"], **given),
        shown={"superior_id": lambda pk: desk.codes.get(pk, "")},
        written=lambda row, line: _moved(desk, line.person_id, "supervision"),
    )
    desk.saves.append(save)


def _add_ids(desk: Desk, table: Table) -> None:
    for row in table.rows:
        row.values["person"] = desk.persons[row["kode_pegawai"]].pk
        row.values["masa"] = stretch(row["mulai"], row["selesai"])
        if row["kode_atasan"]:
            row.values["atasan"] = desk.persons[row["kode_atasan"]].pk


def _moved(desk: Desk, person_id: UUID, what: str) -> None:
    desk.acts[person_id].add(what)
    desk.touch_open(person_id)


def refuse_overlaps(
    desk: Desk, table: Table, whose: Callable[[Row], Any], present: Iterable[tuple[Any, DateRange]]
) -> None:
    """Refuse rows whose stretch meets another of the same owner, in the file or in the database.

    A row of the file stands for the stored stretch that begins on the same day.
    """
    stretches: dict[Any, dict[date, tuple[DateRange, int]]] = {}
    for owner, valid in present:
        stretches.setdefault(owner, {})[valid.lower] = (valid, 0)
    for row in table.rows:
        stretches.setdefault(whose(row), {})[row["mulai"]] = (row["masa"], row.number)
    for row in table.rows:
        mine = stretches[whose(row)]
        if len(mine) == 1:
            continue
        for valid, number in mine.values():
            # Of two rows of the file only the later begun is refused.
            if number == row.number or (number and valid.lower > row["mulai"]) or not overlap(valid, row["masa"]):
                continue
            _refuse_overlap(desk, table.sheet, row, valid, number)
            break
    table.sweep()


def _refuse_overlap(desk: Desk, sheet: Sheet, row: Row, valid: DateRange, number: int) -> None:
    until = last_day(valid)
    other = (
        _("{first} sampai {last}").format(first=valid.lower, last=until)
        if until
        else (_("{first} sampai seterusnya").format(first=valid.lower))
    )
    where = _("baris {number}").format(number=number) if number else _("data instansi")
    desk.refuse(
        sheet,
        row,
        "mulai",
        _("Masa ini bertumpuk dengan masa {other} ({where}).").format(other=other, where=where),
        _("Isi selesai pada masa yang lebih dahulu, dengan hari sebelum masa berikutnya mulai."),
    )


def _refuse_circles(desk: Desk, table: Table, present: list[Supervision]) -> None:
    lines = {(line.person_id, line.valid.lower): (line.superior_id, line.valid, 0) for line in present}
    lines |= {(row["person"], row["mulai"]): (row["atasan"], row["masa"], row.number) for row in table.rows}
    in_loops = members_of_loops(
        [(person, superior, valid) for (person, _first), (superior, valid, _number) in lines.items()]
    )
    for row in table.rows:
        if (row["person"], row["mulai"]) in in_loops:
            message = _("Rantai atasan ini berputar: atasan di atasnya kembali ke pegawai ini.")
            desk.refuse(
                SUPERIORS, row, "kode_atasan", message, _("Perbaiki atasan salah satu pegawai dalam lingkaran.")
            )
    table.sweep()


def roles(desk: Desk) -> None:
    """Dated roles; one for the top unit of the agency is one for the whole agency."""
    table = desk.table(ROLES)
    if table is None:
        return
    for row in table.rows:
        desk.refers(ROLES, row, "kode_pegawai", desk.persons, PEOPLE)
        desk.in_order(ROLES, row)
        if row["kode_unit"]:
            desk.refers(ROLES, row, "kode_unit", desk.units, UNIT)
    table.sweep()
    persons = {desk.persons[row["kode_pegawai"]].pk for row in table.rows}
    present = list(RoleAssignment.objects.filter(person_id__in=persons))
    by_key = {(role.person_id, role.role, role.valid.lower): role for role in present}
    _add_ids(desk, table)
    tops = [unit.pk for unit in desk.units.values() if unit.parent_id is None]
    for row in table.rows:
        if "kode_unit" in row.values:
            unit = desk.units[row["kode_unit"]].pk if row["kode_unit"] else None
            row.values["unit"] = None if [unit] == tops else unit
    refuse_overlaps(
        desk,
        table,
        lambda row: (row["person"], row["peran"]),
        (((role.person_id, role.role), role.valid) for role in present),
    )
    codes = {unit.pk: unit.code for unit in desk.units.values()}
    save = Save(RoleAssignment, replace=True)
    match(
        desk,
        table,
        save,
        fields=(("unit", "unit_id", None), ("masa", "valid", None)),
        found=lambda row: by_key.get((row["person"], row["peran"], row["mulai"])),
        make=lambda row, given: RoleAssignment(
            agency_id=desk.agency.pk, person_id=row["person"], role=row["peran"], **given
        ),
        shown={"unit_id": lambda pk: codes.get(pk, "")},
        written=lambda row, role: desk.acts[role.person_id].add("role"),
    )
    desk.saves.append(save)
