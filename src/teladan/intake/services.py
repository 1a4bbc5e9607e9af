"""The service register: the number of an entry is its client key, so that a second import never doubles it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from teladan.activities.models import ClientKey, ServiceTransaction
from teladan.appraisal.models import Period
from teladan.intake.desk import Desk, Save, looked_up, words
from teladan.intake.problems import Problem
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import PEOPLE, SERVICES

OWNER = "register"
_FIELDS = (
    ("person", "person_id"),
    ("layanan", "service"),
    ("diterima", "received_at"),
    ("selesai", "finished_at"),
    ("standar", "standard"),
    ("satuan", "unit"),
    ("tepat", "accurate"),
)


def services(desk: Desk) -> None:
    """Entries by number: same content is left, other content replaces the entry under the same id."""
    table = desk.table(SERVICES)
    if table is None:
        return
    _check(desk, table)
    keys = {
        key.key: key
        for key in looked_up(
            ClientKey.objects.filter(owner=OWNER), "key", (row["nomor_transaksi"] for row in table.rows)
        )
    }
    bodies = {row.number: _digest(row) for row in table.rows}
    moved = [
        key.entry_id
        for row in table.rows
        if (key := keys.get(row["nomor_transaksi"])) is not None and key.body_hash != bodies[row.number]
    ]
    entries = {entry.pk: entry for entry in looked_up(ServiceTransaction.objects, "id", moved)}
    entries_save, keys_save = Save(ServiceTransaction, replace=True), Save(ClientKey, fields=("body_hash",))
    count = desk.counts[SERVICES.name]
    for row in table.rows:
        key = keys.get(row["nomor_transaksi"])
        if key is not None and key.body_hash == bodies[row.number]:
            count.unchanged += 1
            continue
        entry = entries.get(key.entry_id) if key is not None else None
        days = [row["diterima"], *([entry.received_at] if entry is not None else [])]
        if problem := _refuse_closed(desk, row, days):
            desk.refuse(SERVICES, row, problem.column, problem.message, problem.cure)
            continue
        if key is None:
            count.new += 1
            made = ServiceTransaction(agency_id=desk.agency.pk, number=row["nomor_transaksi"], **_given(row))
            entries_save.new.append(made)
            keys_save.new.append(_key(desk, row, bodies[row.number], made.pk))
        else:
            count.changed += 1
            key.body_hash = bodies[row.number]
            keys_save.changed.append(key)
            entries_save.changed.append(_changed(desk, row, entry, key.entry_id))
        for day in days:
            _touch(desk, row["person"], day)
    table.sweep()
    desk.saves += [entries_save, keys_save]


def _check(desk: Desk, table: Table) -> None:
    for row in table.rows:
        if row["selesai"] is not None and row["selesai"] < row["diterima"]:
            message = _("Saat selesai mendahului saat diterima.")
            desk.refuse(SERVICES, row, "selesai", message, _("Periksa tanggal dan jam kedua kolom."))
        if not 0 < row["standar"] < 10**8 or row["standar"] != round(row["standar"], 2):
            message = _("Standar waktu harus lebih dari nol.")
            cure = _("Isi misalnya 30, paling banyak dua angka di belakang koma.")
            desk.refuse(SERVICES, row, "standar", message, cure)
        if desk.refers(SERVICES, row, "kode_pegawai", desk.persons, PEOPLE):
            row.values["person"] = desk.persons[row["kode_pegawai"]].pk
    table.sweep()


def _digest(row: Row) -> str:
    body = [str(row["person"]), row["layanan"], _iso(row["diterima"]), _iso(row["selesai"])]
    body += [format(row["standar"].normalize(), "f"), row["satuan"], row["tepat"]]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat() if moment else ""


def _given(row: Row) -> dict[str, Any]:
    return {attr: row[name] for name, attr in _FIELDS}


def _key(desk: Desk, row: Row, body: str, entry_id: UUID) -> ClientKey:
    return ClientKey(
        agency_id=desk.agency.pk, owner=OWNER, key=row["nomor_transaksi"], body_hash=body, entry_id=entry_id
    )


def _changed(desk: Desk, row: Row, entry: ServiceTransaction | None, entry_id: UUID) -> ServiceTransaction:
    """The entry with the row's content under its old id; a key whose entry is gone gets it back."""
    made = ServiceTransaction(id=entry_id, agency_id=desk.agency.pk, number=row["nomor_transaksi"], **_given(row))
    for name, attr in _FIELDS:
        old, new = getattr(entry, attr, None), getattr(made, attr)
        if old != new and name != "person":
            desk.note(SERVICES, row, name, _local(old, desk.zone), _local(new, desk.zone))
        elif old != new:
            desk.note(SERVICES, row, "kode_pegawai", desk.codes.get(old, "") if old else "", row["kode_pegawai"])
    return made


def _local(value: Any, zone: ZoneInfo) -> str:
    return words(value.astimezone(zone) if isinstance(value, datetime) else value)


def _periods_on(desk: Desk, moment: datetime) -> Iterable[Period]:
    day = moment.astimezone(desk.zone).date()
    return (period for period in desk.periods.values() if period.start_date <= day <= period.end_date)


def _refuse_closed(desk: Desk, row: Row, moments: list[datetime]) -> Problem | None:
    for moment in moments:
        for period in _periods_on(desk, moment):
            if not period.is_open:
                return Problem(
                    SERVICES.name,
                    row.number,
                    "diterima",
                    _("Layanan ini masuk periode {code} yang sudah ditutup.").format(code=period.code),
                    _("Hapus baris ini; bukti periode yang ditutup tidak berubah lagi."),
                )
    return None


def _touch(desk: Desk, person_id: UUID, moment: datetime) -> None:
    for period in _periods_on(desk, moment):
        if period.is_open:
            desk.touch(period.code, person_id)
