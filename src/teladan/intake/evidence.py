"""Realisations with their notes and links."""

from collections import defaultdict
from itertools import zip_longest
from typing import Any
from uuid import UUID

from teladan.activities.models import Evidence, Realisation
from teladan.intake.desk import Desk, Save, looked_up, match
from teladan.intake.periods import refuse_in_closed_period
from teladan.intake.plans import Plans, rests_on
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import INDICATORS, PEOPLE, PERIODS, REALISATIONS, RESULTS

Notes = list[tuple[str, str]]
_FIELDS = (
    ("realisasi", "text", ""),
    ("angka", "figure", None),
    ("nilai_pegawai", "self_judgement", ""),
    ("nilai_atasan", "superior_judgement", ""),
)


def realisations(desk: Desk, plans: Plans) -> None:
    """Realisations of the plan of the period's year; their notes are replaced as a whole when one differs."""
    table = desk.table(REALISATIONS)
    if table is None:
        return
    _check(desk, table, plans)
    _find(desk, table, plans)
    stored, notes = _stored(table)
    _leave_out_empty(desk, table, stored)
    news = {row.number for row in table.rows if _differs(row, stored.get(row["key"]), notes)}
    save = Save(Realisation, fields=tuple(attr for _name, attr, _empty in _FIELDS))
    proofs = Save(Evidence)

    def make(row: Row, given: dict[str, Any]) -> Realisation:
        result, indicator, period = row["key"]
        return Realisation(
            agency_id=desk.agency.pk, planned_result_id=result, indicator_id=indicator, period_code=period, **given
        )

    def written(row: Row, realisation: Realisation) -> None:
        desk.touch(row["kode_periode"], desk.persons[row["kode_pegawai"]].pk)
        if row.number in news or row["key"] not in stored:
            proofs.removed += [proof.pk for proof in notes.get(realisation.pk, ())]
            proofs.new += _proofs(desk, realisation.pk, row["catatan"])

    # Notes of a row whose own values stay: refused like any other change, then replaced.
    for row in table.rows:
        present = stored.get(row["key"])
        if row.number in news and present is not None:
            problem = refuse_in_closed_period(REALISATIONS.name, row, desk.periods[row["kode_periode"]])
            if problem:
                desk.refuse(REALISATIONS, row, problem.column, problem.message, problem.cure)
            elif not _values_differ(row, present):
                desk.note(REALISATIONS, row, "bukti", _words(notes.get(present.pk, [])), row["bukti"])
                written(row, present)
    table.sweep()
    match(
        desk,
        table,
        save,
        fields=_FIELDS,
        found=lambda row: stored.get(row["key"]),
        make=make,
        refuse=lambda row, _stored, _new: refuse_in_closed_period(
            REALISATIONS.name, row, desk.periods[row["kode_periode"]]
        ),
        written=written,
        news=news,
    )
    desk.saves += [save, proofs]


def _check(desk: Desk, table: Table, plans: Plans) -> None:
    lost_results, lost_indicators = desk.lost(RESULTS), desk.lost(INDICATORS)
    for row in table.rows:
        if not desk.refers(REALISATIONS, row, "kode_pegawai", desk.persons, PEOPLE):
            continue
        if not desk.refers(REALISATIONS, row, "kode_periode", desk.periods, PERIODS):
            continue
        row.values["tahun"] = desk.periods[row["kode_periode"]].end_date.year
        key = (row["kode_pegawai"], row["tahun"], row["nomor_rhk"])
        if not rests_on(desk, REALISATIONS, row, "nomor_rhk", key, plans.results, RESULTS, lost_results):
            continue
        if row["nomor_indikator"]:
            full = (*key, row["nomor_indikator"])
            rests_on(desk, REALISATIONS, row, "nomor_indikator", full, plans.indicators, INDICATORS, lost_indicators)
    table.sweep()


def _find(desk: Desk, table: Table, plans: Plans) -> None:
    """Put the stored key of the realisation and its notes on each row."""
    for row in table.rows:
        key = (row["kode_pegawai"], row["tahun"], row["nomor_rhk"])
        number = row["nomor_indikator"]
        indicator = plans.indicators[(*key, number)].pk if number else None
        row.values["key"] = (plans.results[key].pk, indicator, row["kode_periode"])
        lines = (row["bukti"] or "").split("\n")
        links = (row["tautan"] or "").split("\n")
        pairs = [(note.strip(), link.strip()) for note, link in zip_longest(lines, links, fillvalue="")]
        row.values["catatan"] = [pair for pair in pairs if any(pair)]


def _stored(table: Table) -> tuple[dict[Any, Realisation], dict[UUID, list[Evidence]]]:
    codes = {row["kode_periode"] for row in table.rows}
    results = {row["key"][0] for row in table.rows}
    found = {
        (row.planned_result_id, row.indicator_id, row.period_code): row
        for row in looked_up(Realisation.objects.filter(period_code__in=codes), "planned_result_id", results)
    }
    notes: dict[UUID, list[Evidence]] = defaultdict(list)
    pks = [row.pk for row in found.values()]
    for proof in looked_up(Evidence.objects.order_by("realisation_id", "number"), "realisation_id", pks):
        notes[proof.realisation_id].append(proof)
    return found, notes


def _given(row: Row) -> bool:
    """Whether the file speaks of notes at all."""
    return "bukti" in row.values or "tautan" in row.values


def _leave_out_empty(desk: Desk, table: Table, stored: dict[Any, Realisation]) -> None:
    """A row without any content says «not given»: nothing is stored for it, and nothing was there."""
    kept = []
    for row in table.rows:
        empty = not row["catatan"] and all(row[name] is None for name, _attr, _empty in _FIELDS)
        if empty and row["key"] not in stored:
            desk.counts[REALISATIONS.name].unchanged += 1
        else:
            kept.append(row)
    table.rows = kept


def _differs(row: Row, present: Realisation | None, notes: dict[UUID, list[Evidence]]) -> bool:
    if present is None or not _given(row):
        return False
    return bool([(proof.note, proof.link) for proof in notes.get(present.pk, ())] != row["catatan"])


def _values_differ(row: Row, present: Realisation) -> bool:
    return any(
        getattr(present, attr) != (empty if row[name] is None else row[name])
        for name, attr, empty in _FIELDS
        if name in row.values
    )


def _proofs(desk: Desk, realisation_id: UUID, notes: Notes) -> list[Evidence]:
    return [
        Evidence(agency_id=desk.agency.pk, realisation_id=realisation_id, number=number, note=note, link=link)
        for number, (note, link) in enumerate(notes, start=1)
    ]


def _words(proofs: list[Evidence]) -> str:
    return "\n".join(proof.note for proof in proofs)
