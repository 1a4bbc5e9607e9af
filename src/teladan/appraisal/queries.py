"""Reads of the appraisal, each a constant number of statements."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from teladan.appraisal.enums import PeriodStatus, Status
from teladan.appraisal.models import Appraisal, Decision, Period
from teladan.people.models import Employment, Supervision
from teladan.people.queries import Standing, employed, superiors_on
from teladan.rules.enums import Predicate


def periods() -> QuerySet[Period]:
    """All periods, the latest first."""
    return Period.objects.order_by("-end_date", "-start_date", "code")


def current_of(known: list[Period], on: date) -> Period | None:
    """The open period the day lies in, else the latest open one, else the latest of all."""
    running = [row for row in known if row.is_open and row.start_date <= on <= row.end_date]
    # Of a quarter and a year that both run, the shorter is what people work on now.
    running.sort(key=lambda row: row.end_date - row.start_date)
    unfinished = [row for row in known if row.is_open]
    return next(iter(running or unfinished or known), None)


def with_parts(rows: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """Appraisals with everything a line or a page of them shows; evidence itself stays behind."""
    return rows.select_related(
        "person", "unit", "superior", "period__policy", "snapshot", "decision__decided_by", "decision__snapshot"
    ).defer("snapshot__evidence", "decision__snapshot__evidence", "period__policy__document")


def in_lines(period: Period) -> QuerySet[Appraisal]:
    """Appraisals of a period with what one line of a list shows and no more.

    Each further table multiplies the ways in which the database could join them; beyond eight it stops looking for the
    best one and reads the whole period for one team.
    """
    rows = period.appraisals.select_related("person", "unit", "superior", "snapshot", "decision")
    return rows.defer("snapshot__evidence", "snapshot__missing")


def own(person_id: UUID) -> QuerySet[Appraisal]:
    """A person's appraisals, the latest period first."""
    return with_parts(Appraisal.objects.filter(person_id=person_id)).order_by("-period__end_date", "period__code")


def of_team(superior_id: UUID, period: Period, on: date) -> QuerySet[Appraisal]:
    """Appraisals of those who report to the person on the day."""
    reports = Supervision.objects.filter(superior_id=superior_id, valid__contains=on).values("person_id")
    return in_lines(period).filter(person_id__in=reports)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who stands above a person on a day."""

    direct: UUID | None
    all: frozenset[UUID]


def chain_of(person_id: UUID, on: date) -> Chain:
    """The superior of a person on the day and that superior's superior, in one statement; who has left is neither."""
    direct = Supervision.objects.filter(person_id=person_id, valid__contains=on).values("superior_id")
    rows = dict(
        Supervision.objects.filter(
            employed("superior_id", on), Q(person_id=person_id) | Q(person_id__in=direct), valid__contains=on
        ).values_list("person_id", "superior_id")
    )
    return Chain(direct=rows.get(person_id), all=frozenset(rows.values()))


def history(appraisal: Appraisal) -> QuerySet[Decision]:
    """All decisions about an appraisal, the newest first."""
    return Decision.objects.filter(appraisal=appraisal).select_related("decided_by").order_by("-number")


def completeness(period: Period) -> list[Any]:
    """Per unit: people due, with enough evidence for a recommendation, decided, and without a superior.

    The least complete units come first.
    """
    return list(
        Appraisal.objects.filter(period=period)
        .values("unit_id", unit_name=F("unit__name"))
        .annotate(
            people=Count("pk"),
            enough=Count("pk", filter=~Q(snapshot__predicate="")),
            decided=Count("pk", filter=Q(decision__isnull=False)),
            without_superior=Count("pk", filter=Q(superior__isnull=True)),
        )
        .order_by(F("decided") - F("people"), "unit_name", "unit_id")
    )


def decided_cells(rows: QuerySet[Appraisal]) -> tuple[dict[tuple[str, str], int], int]:
    """How many decided appraisals stand in each cell (hasil kerja, perilaku kerja), empty cells left out; how many are
    not decided."""
    counted = rows.order_by().values_list("decision__results", "decision__behaviour").annotate(n=Count("pk"))
    found = {(results, behaviour): n for results, behaviour, n in counted}
    undecided = found.pop((None, None), 0)
    return found, undecided


def spread_of_recommendations(period: Period) -> dict[str, int]:
    """How many appraisals of a period carry each recommended predicate, best first; "" is «belum cukup bukti»."""
    counted = (
        Appraisal.objects.filter(period=period, snapshot__isnull=False)
        .order_by()
        .values_list("snapshot__predicate")
        .annotate(n=Count("pk"))
    )
    found = dict(counted)
    return {code: found[code] for code in [*(code.value for code in Predicate), ""] if code in found}


def undecided(rows: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """Those that still wait for a decision."""
    return rows.filter(status=Status.OPEN)


def most_current(rows: list[Appraisal], on: date) -> Appraisal | None:
    """Of one person's appraisals the one of the current period."""
    period = current_of([row.period for row in rows], on)
    return next((row for row in rows if row.period is period), None)


def waiting_for(standing: Standing) -> list[Any]:
    """Open periods in which appraisals of one's own reports wait for a decision, with how many."""
    reports = Supervision.objects.filter(superior_id=standing.person_id, valid__contains=standing.on)
    return list(
        Appraisal.objects.filter(
            person_id__in=reports.values("person_id"), status=Status.OPEN, period__status=PeriodStatus.OPEN
        )
        .values(code=F("period__code"), title=F("period__title"), end_date=F("period__end_date"))
        .annotate(count=Count("pk"))
        .order_by("end_date", "code")
    )


ROLES_IN_DOCUMENT = ("employee", "appraiser", "appraisers_superior")


def parties_of(person_id: UUID, appraiser_id: UUID | None, on: date) -> dict[str, dict[str, str]]:
    """Name, NIP, rank, post and unit of the three people a D.1.1 names, as of a day; who is not known is left out."""
    above = superiors_on([appraiser_id], on).get(appraiser_id) if appraiser_id else None
    ids = dict(zip(ROLES_IN_DOCUMENT, (person_id, appraiser_id, above), strict=True))
    rows = Employment.objects.filter(person_id__in=[key for key in ids.values() if key], valid__contains=on)
    described = {
        row.person_id: {
            "name": row.person.name,
            "nip": row.person.nip or "",
            "rank": " / ".join(filter(None, (row.rank, row.grade))),
            "position": row.position_title,
            "unit": row.unit.name,
        }
        for row in rows.select_related("person", "unit")
    }
    return {role: described[key] for role, key in ids.items() if key in described}
