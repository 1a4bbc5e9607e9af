"""Periods with their policies, and the results of units in them."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from teladan.appraisal.models import Period, PolicyVersion, UnitResult
from teladan.intake.desk import Desk, Save, looked_up, match
from teladan.intake.problems import Problem
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import PERIODS, UNIT, UNIT_RESULTS
from teladan.rules.policy import preset_text

_CODE = re.compile(r"(\d{4})-(?:TW[1-4]|THN|0[1-9]|1[0-2])")


def periods(desk: Desk) -> None:
    """Periods by code; a period keeps the policy document it began with while the policy's name stays the same."""
    desk.periods = {period.code: period for period in Period.objects.select_related("policy")}
    table = desk.table(PERIODS)
    if table is None:
        return
    for row in table.rows:
        _check(desk, row)
    table.sweep()
    _refuse_overlaps(desk, table)
    policies = _policies(desk, table)
    for row in table.rows:
        present = desk.periods.get(row["kode_periode"])
        kept = present is not None and present.policy.name == row["kebijakan"]
        row.values["policy"] = present.policy_id if present is not None and kept else policies[row["kebijakan"]].pk
    names = {policy.pk: policy.name for policy in policies.values()}
    names |= {period.policy_id: period.policy.name for period in desk.periods.values()}
    save = Save(
        Period,
        fields=("title", "kind", "start_date", "end_date", "window_start_date", "window_end_date", "policy"),
    )
    fresh: dict[str, Period] = {}

    def written(row: Row, period: Period) -> None:
        fresh[period.code] = period
        desk.touch(period.code, None)

    match(
        desk,
        table,
        save,
        fields=(
            ("nama", "title", ""),
            ("jenis", "kind", ""),
            ("mulai", "start_date", None),
            ("selesai", "end_date", None),
            ("jendela_mulai", "window_start_date", None),
            ("jendela_selesai", "window_end_date", None),
            ("policy", "policy_id", None),
        ),
        found=lambda row: desk.periods.get(row["kode_periode"]),
        make=lambda row, given: Period(agency_id=desk.agency.pk, code=row["kode_periode"], **given),
        refuse=_refuse_closed,
        shown={"policy_id": lambda pk: names.get(pk, "")},
        written=written,
    )
    desk.periods |= fresh
    desk.saves.append(save)


def _check(desk: Desk, row: Row) -> None:
    desk.in_order(PERIODS, row)
    desk.in_order(PERIODS, row, "jendela_mulai", "jendela_selesai")
    code = _CODE.fullmatch(row["kode_periode"])
    if code is None:
        message = _("Kode periode «{code}» tidak menurut pola.").format(code=row["kode_periode"])
        desk.refuse(PERIODS, row, "kode_periode", message, _("Tulis misalnya 2026-TW3, 2026-THN, atau 2026-07."))
    elif int(code[1]) != row["selesai"].year:
        message = _("Tahun pada kode periode berbeda dari tahun hari terakhirnya.")
        desk.refuse(PERIODS, row, "kode_periode", message, _("Samakan tahun pada kode_periode dan selesai."))


def _refuse_overlaps(desk: Desk, table: Table) -> None:
    """Two periods of one kind never share a day; of two rows of the file the later begun is refused."""
    spans = {period.code: (period.kind, period.start_date, period.end_date, 0) for period in desk.periods.values()}
    spans |= {row["kode_periode"]: (row["jenis"], row["mulai"], row["selesai"], row.number) for row in table.rows}
    for row in table.rows:
        for code, (kind, first, last, number) in spans.items():
            if code == row["kode_periode"] or kind != row["jenis"] or (number and first > row["mulai"]):
                continue
            if first <= row["selesai"] and row["mulai"] <= last and (number < row.number):
                message = _("Periode ini bertumpuk dengan periode {code} yang sejenis.").format(code=code)
                desk.refuse(PERIODS, row, "mulai", message, _("Perbaiki mulai atau selesai salah satu periode."))
                break
    table.sweep()


def _refuse_closed(row: Row, period: Period | None, different: Mapping[str, Any]) -> Problem | None:
    if period is None or period.is_open:
        return None
    return Problem(
        PERIODS.name,
        row.number,
        "kode_periode",
        _("Periode {code} sudah ditutup, sehingga tidak dapat diubah.").format(code=period.code),
        _("Kembalikan isi baris ini seperti semula, atau hapus barisnya."),
    )


def _policies(desk: Desk, table: Table) -> dict[str, PolicyVersion]:
    """The agency's copy of each preset the file names, made where it is missing."""
    wanted = {row["kebijakan"]: preset_text(row["kebijakan"]) for row in table.rows}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in wanted.items()}
    stored = {policy.digest: policy for policy in PolicyVersion.objects.filter(digest__in=digests.values())}
    save = Save(PolicyVersion)
    policies = {}
    for name, text in wanted.items():
        policy = stored.get(digests[name])
        if policy is None:
            policy = PolicyVersion(agency_id=desk.agency.pk, name=name, document=text, digest=digests[name])
            save.new.append(policy)
        policies[name] = policy
    desk.saves.append(save)
    return policies


def refuse_in_closed_period(sheet: str, row: Row, period: Period) -> Problem | None:
    """A new or changed row of a closed period; its evidence is sealed."""
    if period.is_open:
        return None
    return Problem(
        sheet,
        row.number,
        "kode_periode",
        _("Periode {code} sudah ditutup; buktinya tidak dapat ditambah atau diubah.").format(code=period.code),
        _("Hapus baris ini, atau tulis untuk periode yang masih dibuka."),
    )


def unit_results(desk: Desk) -> None:
    """Results of units: one per unit and period."""
    table = desk.table(UNIT_RESULTS)
    if table is None:
        return
    for row in table.rows:
        desk.refers(UNIT_RESULTS, row, "kode_periode", desk.periods, PERIODS)
        desk.refers(UNIT_RESULTS, row, "kode_unit", desk.units, UNIT)
    table.sweep()
    ids = {desk.periods[row["kode_periode"]].pk for row in table.rows}
    stored = {(row.period_id, row.unit_id): row for row in looked_up(UnitResult.objects, "period_id", ids)}
    save = Save(UnitResult, fields=("result",))
    match(
        desk,
        table,
        save,
        fields=(("predikat", "result", ""),),
        found=lambda row: stored.get((desk.periods[row["kode_periode"]].pk, desk.units[row["kode_unit"]].pk)),
        make=lambda row, given: UnitResult(
            agency_id=desk.agency.pk,
            period_id=desk.periods[row["kode_periode"]].pk,
            unit_id=desk.units[row["kode_unit"]].pk,
            **given,
        ),
        refuse=lambda row, _stored, _new: refuse_in_closed_period(
            UNIT_RESULTS.name, row, desk.periods[row["kode_periode"]]
        ),
        written=lambda row, _result: desk.touch(row["kode_periode"], None),
    )
    desk.saves.append(save)
