"""Feedback and ratings: named ones by their code, anonymous ones as whole sets that nobody can take apart again."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from teladan.intake.desk import Desk, Fields, Save, looked_up, match
from teladan.intake.periods import refuse_in_closed_period
from teladan.intake.plans import Plans, rests_on
from teladan.intake.problems import Problem
from teladan.intake.rows import Row, Table
from teladan.intake.sheets import FEEDBACK, PEOPLE, PERIODS, RATINGS, RESULTS, Sheet
from teladan.rules.enums import Source
from teladan.tenancy.models import monday_of
from teladan.voices.models import ANONYMOUS, AnonymousAnswer, Feedback, Rating, Round

ROUND_NAME = "impor"
SCALES = (4, 5)
_FEEDBACK: Fields = (
    ("person", "person_id", None),
    ("kode_periode", "period_code", ""),
    ("sumber", "source", ""),
    ("rhk", "planned_result_id", None),
    ("nilai_dasar", "value", ""),
    ("isi", "text", ""),
    ("sikap", "stance", ""),
)
_RATING: Fields = (
    ("person", "person_id", None),
    ("kode_periode", "period_code", ""),
    ("sumber", "source", ""),
    ("komponen", "component", ""),
    ("kriteria", "criterion", ""),
    ("nilai", "value", None),
    ("skala", "scale", None),
)


def voices(desk: Desk, plans: Plans) -> None:
    """Both sheets."""
    feedback, ratings = desk.table(FEEDBACK), desk.table(RATINGS)
    sets = _Sets(desk)
    if feedback is not None:
        _check_feedback(desk, feedback, plans)
        _named(desk, feedback, Feedback, _FEEDBACK)
        sets.take(feedback)
    if ratings is not None:
        _check_ratings(desk, ratings)
        _named(desk, ratings, Rating, _RATING)
        sets.take(ratings)
    sets.put_beside_what_is_stored()


def _check_people_and_period(desk: Desk, sheet: Sheet, row: Row) -> bool:
    person = desk.refers(sheet, row, "kode_pegawai", desk.persons, PEOPLE)
    period = desk.refers(sheet, row, "kode_periode", desk.periods, PERIODS)
    if person:
        row.values["person"] = desk.persons[row["kode_pegawai"]].pk
    return person and period


def _check_feedback(desk: Desk, table: Table, plans: Plans) -> None:
    lost = desk.lost(RESULTS)
    for row in table.rows:
        row.values["rhk"] = None
        if row["nomor_rhk"] and row["nilai_dasar"]:
            message = _("Umpan balik ini menunjuk RHK dan nilai dasar sekaligus.")
            desk.refuse(FEEDBACK, row, "nilai_dasar", message, _("Isi salah satu saja, atau bagi menjadi dua baris."))
        if row["terbuka"] and row["sumber"] == Source.SELF.value:
            message = _("Catatan diri sendiri tidak memerlukan «terbuka».")
            desk.refuse(FEEDBACK, row, "terbuka", message, _("Kosongkan kolom terbuka."))
        if _check_people_and_period(desk, FEEDBACK, row) and row["nomor_rhk"]:
            year = desk.periods[row["kode_periode"]].end_date.year
            key = (row["kode_pegawai"], year, row["nomor_rhk"])
            if rests_on(desk, FEEDBACK, row, "nomor_rhk", key, plans.results, RESULTS, lost):
                row.values["rhk"] = plans.results[key].pk
    table.sweep()


def _check_ratings(desk: Desk, table: Table) -> None:
    for row in table.rows:
        if row["skala"] not in SCALES:
            message = _("Skala {scale} tidak dikenal.").format(scale=row["skala"])
            desk.refuse(RATINGS, row, "skala", message, _("Isi 4 atau 5."))
        elif not 1 <= row["nilai"] <= row["skala"] or row["nilai"] != round(row["nilai"], 2):
            message = _("Nilai ini di luar skala 1 sampai {scale}.").format(scale=row["skala"])
            cure = _("Isi angka dari 1 sampai {scale}, paling banyak dua angka di belakang koma.")
            desk.refuse(RATINGS, row, "nilai", message, cure.format(scale=row["skala"]))
        _check_people_and_period(desk, RATINGS, row)
    table.sweep()


def _named(desk: Desk, table: Table, model: type[Feedback] | type[Rating], fields: Fields) -> None:
    """Rows of the superior and of the person: kept under the code of their row."""
    named = Table(table.sheet, [row for row in table.rows if row["sumber"] not in ANONYMOUS], table.bad)
    stored = {row.code: row for row in looked_up(model.objects, "code", (row["kode"] for row in named.rows))}

    def refuse(row: Row, present: Any, _different: Mapping[str, Any]) -> Problem | None:
        problem = refuse_in_closed_period(table.sheet.name, row, desk.periods[row["kode_periode"]])
        before = desk.periods.get(present.period_code) if present is not None else None
        return problem or (refuse_in_closed_period(table.sheet.name, row, before) if before else None)

    def written(row: Row, _present: Any) -> None:
        desk.touch(row["kode_periode"], row["person"])

    save = Save(model, fields=tuple(attr.removesuffix("_id") for _name, attr, _empty in fields))
    match(
        desk,
        named,
        save,
        fields=fields,
        found=lambda row: stored.get(row["kode"]),
        make=lambda row, given: model(agency_id=desk.agency.pk, code=row["kode"], **given),
        refuse=refuse,
        shown={"person_id": lambda pk: desk.codes.get(pk, ""), "planned_result_id": lambda pk: "RHK" if pk else ""},
        written=written,
    )
    desk.saves.append(save)


# ------------------------------------------------------------------------------------------- anonymous answers

SetKey = tuple[str, str, UUID, str]  # period, source, person, sheet: what is replaced together
Values = tuple[Any, ...]
_VALUES = ("open", "component", "criterion", "rating", "scale", "planned_result_id", "value", "text", "stance")


@dataclass(slots=True)
class _Set:
    sheet: Sheet
    rows: list[Row] = field(default_factory=list)


class _Sets:
    """The anonymous rows of a file by person, period, source and sheet.

    A set is written whole: nothing joins an answer to its row, so single answers could not be updated. With one bad row
    the whole set waits, because the rest alone would replace it.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sets: dict[SetKey, _Set] = {}

    def take(self, table: Table) -> None:
        """Sort the sheet's anonymous rows into sets and let the incomplete ones wait."""
        lost = {
            (row["kode_periode"], row["sumber"], row["kode_pegawai"]): row.number
            for row in table.bad.values()
            if row["sumber"] in ANONYMOUS
        }
        for row in table.rows:
            if row["sumber"] not in ANONYMOUS:
                continue
            waits_for = lost.get((row["kode_periode"], row["sumber"], row["kode_pegawai"]))
            if waits_for is not None:
                self.desk.wait(table.sheet, row, "kode", table.sheet, waits_for)
                continue
            key = (row["kode_periode"], row["sumber"], row["person"], table.sheet.name)
            self.sets.setdefault(key, _Set(table.sheet)).rows.append(row)
        table.sweep()

    def put_beside_what_is_stored(self) -> None:
        """Compare each set with its round's answers as bags of values; a different one replaces them."""
        if not self.sets:
            return
        rounds, save_rounds = self._rounds()
        stored = self._stored(rounds)
        answers = Save(AnonymousAnswer)
        for key, one in self.sets.items():
            rows = [_values(row, one.sheet) for row in one.rows]
            old = stored.get(key, [])
            if Counter(rows) == Counter(_stored_values(answer) for answer in old):
                self.desk.counts[one.sheet.name].unchanged += len(rows)
            elif not self._refused(key, one):
                self._replace(key, one, rows, old, rounds[key[:2]], answers)
        self.desk.saves += [save_rounds, answers]

    def _rounds(self) -> tuple[dict[tuple[str, str], Round], Save]:
        wanted = {key[:2] for key in self.sets}
        found = {
            (row.period_code, row.source): row
            for row in looked_up(Round.objects.filter(name=ROUND_NAME), "period_code", (key[0] for key in wanted))
        }
        save = Save(Round)
        for period, source in sorted(wanted - found.keys()):
            found[period, source] = Round(
                agency_id=self.desk.agency.pk, period_code=period, source=source, name=ROUND_NAME
            )
            save.new.append(found[period, source])
        return found, save

    def _stored(self, rounds: Mapping[tuple[str, str], Round]) -> dict[SetKey, list[AnonymousAnswer]]:
        key_of = {row.pk: key for key, row in rounds.items()}
        rows = AnonymousAnswer.objects.filter(round_id__in=list(key_of))
        found: dict[SetKey, list[AnonymousAnswer]] = defaultdict(list)
        for answer in looked_up(rows, "person_id", (key[2] for key in self.sets)):
            sheet = FEEDBACK if answer.rating is None else RATINGS
            found[(*key_of[answer.round_id], answer.person_id, sheet.name)].append(answer)
        return found

    def _refused(self, key: SetKey, one: _Set) -> bool:
        period = self.desk.periods[key[0]]
        for row in one.rows:
            if problem := refuse_in_closed_period(one.sheet.name, row, period):
                self.desk.refuse(one.sheet, row, problem.column, problem.message, problem.cure)
        self.desk.tables[one.sheet.name].sweep()
        return not period.is_open

    def _replace(
        self,
        key: SetKey,
        one: _Set,
        rows: list[Values],
        old: list[AnonymousAnswer],
        in_round: Round,
        answers: Save,
    ) -> None:
        desk, count = self.desk, self.desk.counts[one.sheet.name]
        if old:
            count.changed += len(rows)
            # Never the words themselves: who sees the change must not learn who said what.
            many = _("{count} jawaban")
            desk.note(one.sheet, one.rows[0], "kode", many.format(count=len(old)), many.format(count=len(rows)))
        else:
            count.new += len(rows)
        answers.removed += [answer.pk for answer in old]
        week = monday_of(desk.periods[key[0]].end_date)
        answers.new += [
            AnonymousAnswer(
                agency_id=desk.agency.pk,
                round_id=in_round.pk,
                person_id=key[2],
                week_date=week,
                **dict(zip(_VALUES, values, strict=True)),
            )
            for values in rows
        ]
        desk.touch(key[0], key[2])


def _values(row: Row, sheet: Sheet) -> Values:
    if sheet is FEEDBACK:
        return (
            bool(row["terbuka"]),
            "",
            "",
            None,
            None,
            row["rhk"],
            row["nilai_dasar"] or "",
            row["isi"],
            row["sikap"],
        )
    return (False, row["komponen"], row["kriteria"], row["nilai"], row["skala"], None, "", "", "")


def _stored_values(answer: AnonymousAnswer) -> Values:
    return tuple(getattr(answer, name) for name in _VALUES)
