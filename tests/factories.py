"""A small fixed cast and the rows around it. Call inside `bound(agency.pk)`; every name and number is invented."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from teladan.activities.models import Evidence, Realisation, ServiceTransaction
from teladan.appraisal.models import Appraisal, Period, PolicyVersion
from teladan.people.models import Employment, RoleAssignment, Supervision, Unit
from teladan.planning.models import Indicator, Plan, PlannedResult
from teladan.rules.policy import preset_text
from teladan.tenancy.ids import uuid7
from teladan.tenancy.models import Agency, monday_of
from teladan.trust.models import Account, Membership, Person
from teladan.voices.models import AnonymousAnswer, Feedback, Rating, Round

FROM = date(2026, 1, 1)
ALWAYS = DateRange(FROM, None)
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
VALUES = (
    "berorientasi_pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif",
)  # fmt: skip
_serial = count(1)
__all__ = ["Appraisal", "uuid7"]


def agency(code: str = "uji", name: str = "Instansi Uji") -> Agency:
    return Agency.objects.create(code=code, name=name)


def unit(code: str = "dinas", name: str = "Dinas Uji", parent: Unit | None = None) -> Unit:
    return Unit.objects.create(code=code, name=name, parent=parent)


def employee(
    at: Unit, name: str, *, superior: Person | None = None, valid: DateRange = ALWAYS, **fields: Any
) -> Account:
    """A person with account, membership, employment and superior; returns the account."""
    serial = next(_serial)
    person = Person.objects.create(nip=f"1990{1 + serial % 12:02}01201503{1 + serial % 2}{serial:04}"[:18], name=name)
    account = Account.objects.create_account(login=person.nip or name, person=person)
    Membership.objects.create(account=account, agency_id=at.agency_id)
    Employment.objects.create(
        person=person,
        code=f"p{serial}",
        unit=at,
        position_title=fields.pop("position_title", "Pengelola Layanan"),
        position_kind=fields.pop("position_kind", "pelaksana"),
        status=fields.pop("status", "pns"),
        valid=valid,
        **fields,
    )
    if superior:
        Supervision.objects.create(person=person, superior=superior, valid=valid)
    return account


def role(account: Account, code: str, valid: DateRange = ALWAYS) -> RoleAssignment:
    return RoleAssignment.objects.create(person=account.person, role=code, valid=valid)


def policy(name: str = "nasional") -> PolicyVersion:
    document = preset_text(name)
    return PolicyVersion.objects.get_or_create(
        digest=sha256(document.encode()).hexdigest(), defaults={"name": name, "document": document}
    )[0]


def period(code: str = "2026-TW4", preset: str = "nasional", **fields: Any) -> Period:
    return Period.objects.create(
        code=code,
        title=fields.pop("title", "Triwulan IV 2026"),
        kind=fields.pop("kind", "triwulan"),
        start_date=fields.pop("start_date", date(2026, 10, 1)),
        end_date=fields.pop("end_date", date(2026, 12, 31)),
        policy=policy(preset),
        **fields,
    )


def plan(person: Person, *results: str, approach: str = "kualitatif", year: int = 2026) -> list[PlannedResult]:
    """An SKP with one RHK utama per statement."""
    made = Plan.objects.create(person=person, year=year, approach=approach)
    return [
        PlannedResult.objects.create(plan=made, number=number, priority="utama", statement=statement)
        for number, statement in enumerate(results, start=1)
    ]


def indicator(result: PlannedResult, lower: str | None, upper: str | None, **fields: Any) -> Indicator:
    return Indicator.objects.create(
        planned_result=result,
        number=fields.pop("number", 1),
        statement=fields.pop("statement", "Persentase layanan selesai"),
        aspect=fields.pop("aspect", "kuantitas"),
        lower=Decimal(lower) if lower else None,
        upper=Decimal(upper) if upper else None,
        direction=fields.pop("direction", "lebih_besar"),
        unit=fields.pop("unit", "%"),
        **fields,
    )


def realised(result: PlannedResult, period_code: str = "2026-TW4", **fields: Any) -> Realisation:
    proof = fields.pop("proof", "Laporan bulanan")
    row = Realisation.objects.create(planned_result=result, period_code=period_code, **fields)
    if proof:
        Evidence.objects.create(realisation=row, number=1, note=proof)
    return row


def feedback(person: Person, *, period_code: str = "2026-TW4", **fields: Any) -> Feedback:
    return Feedback.objects.create(
        code=fields.pop("code", f"ub{next(_serial)}"),
        person=person,
        period_code=period_code,
        source=fields.pop("source", "atasan"),
        text=fields.pop("text", "Sudah baik, pertahankan."),
        stance=fields.pop("stance", "positif"),
        **fields,
    )


def rating(person: Person, component: str, criterion: str, value: int, **fields: Any) -> Rating:
    return Rating.objects.create(
        code=f"nilai{next(_serial)}",
        person=person,
        period_code=fields.pop("period_code", "2026-TW4"),
        source=fields.pop("source", "atasan"),
        component=component,
        criterion=criterion,
        value=value,
        scale=fields.pop("scale", 4),
    )


def answers(person: Person, source: str, number: int, *, period_code: str = "2026-TW4", **fields: Any) -> Round:
    """`number` anonymous answers of one source in one round."""
    made = Round.objects.get_or_create(period_code=period_code, source=source, name="uji")[0]
    AnonymousAnswer.objects.bulk_create(
        AnonymousAnswer(round=made, person=person, week_date=monday_of(date(2026, 11, 18)), **fields)
        for _ in range(number)
    )
    return made


def served(person: Person, number: int, *, minutes: int, standard: int = 30, accurate: bool | None = True) -> None:
    """Finished services of November 2026, each taking `minutes`."""
    for _ in range(number):
        serial = next(_serial)
        ServiceTransaction.objects.create(
            person=person,
            number=f"L{serial}",
            service="Akta kelahiran",
            received_at=datetime(2026, 11, 10, 2, 0, tzinfo=UTC),
            finished_at=datetime(2026, 11, 10, 2 + minutes // 60, minutes % 60, tzinfo=UTC),
            standard=standard,
            unit="menit",
            accurate=accurate,
        )


def complete_evidence(person: Person, *, judgement: str = "sesuai", stance: str = "positif") -> None:
    """A qualitative SKP with two judged RHK and feedback on every RHK and value: enough for a recommendation."""
    for result in plan(person, "Permohonan warga terlayani", "Laporan layanan tersusun"):
        realised(result, text="Terlaksana", self_judgement="di_atas", superior_judgement=judgement)
        feedback(person, planned_result=result, stance=stance)
    for value in VALUES:
        feedback(person, value=value, stance=stance)


class Cast:
    """One agency with superior, two reports, HR, auditor and an outsider (the superior's own superior on top)."""

    def __init__(self, code: str = "uji", preset: str = "nasional", reports: int = 2) -> None:
        self.unit = unit(code=f"{code}-dinas", name=f"Dinas {code}")
        self.other_unit = unit(code=f"{code}-badan", name=f"Badan {code}")
        self.head = employee(self.unit, "Kepala Dinas", position_title="Kepala Dinas", position_kind="jpt")
        self.superior = employee(self.unit, "Hendra Wijaya", superior=self.head.person, position_kind="pengawas")
        self.reports = [
            employee(self.unit, f"Pegawai {number:03}", superior=self.superior.person)
            for number in range(1, reports + 1)
        ]
        self.employee = self.reports[0]
        self.hr = employee(self.other_unit, "Pengelola Kepegawaian", superior=self.head.person)
        self.auditor = employee(self.other_unit, "Pengawas Inspektorat", superior=self.head.person)
        self.outsider = employee(self.other_unit, "Orang Luar", superior=self.head.person)
        role(self.hr, "kepegawaian")
        role(self.auditor, "pengawas")
        self.period = period(preset=preset)
