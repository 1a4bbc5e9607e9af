"""Rows into values: the evidence of people in a period, as the rules core reads it. The only place that knows both."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Avg, Count, Q, QuerySet

from teladan.activities.models import Evidence, Realisation, ServiceTransaction, TimeUnit
from teladan.appraisal.models import Period, UnitResult
from teladan.people.models import Employment
from teladan.people.queries import superiors_on
from teladan.planning.models import Indicator, Plan, PlannedResult
from teladan.rules.enums import (
    Approach,
    Aspect,
    Component,
    CoreValue,
    Direction,
    Expectation,
    OrganisationResult,
    Priority,
    Source,
    Stance,
)
from teladan.rules.evidence import (
    FeedbackEvidence,
    IndicatorEvidence,
    PersonEvidence,
    RatingEvidence,
    ResultEvidence,
    ServiceEvidence,
    ServiceUnit,
)
from teladan.rules.regulations.working_days import working_days_between
from teladan.voices.models import AnonymousAnswer, Feedback, Rating

Grouped = dict[UUID, list[Any]]
MINUTES = {TimeUnit.MINUTES: Decimal(1), TimeUnit.HOURS: Decimal(60)}


def result_reference(number: int) -> str:
    """How a planned result is named inside the evidence."""
    return f"rhk:{number}"


def feedback_reference(code: str) -> str:
    """The reference of a piece of named feedback."""
    return f"umpan:{code}"


def indicator_reference(result_number: int, number: int) -> str:
    """How an indicator is named inside the evidence."""
    return f"iki:{result_number}.{number}"


def evidence_of(period: Period, person_ids: Collection[UUID]) -> dict[UUID, PersonEvidence]:
    """The evidence of each person in the period; the number of statements does not depend on the number of people."""
    ids = list(person_ids)
    plans = {plan.person_id: plan for plan in Plan.objects.filter(person_id__in=ids, year=period.year)}
    results = _results(period, plans.values())
    feedback, ratings = _named(period, ids)
    _add_anonymous(period, ids, feedback, ratings)
    services = _services(period, ids)
    organisation = _organisation(period, ids)
    return {
        person_id: PersonEvidence(
            person=str(person_id),
            period_start=period.start_date,
            period_end=period.end_date,
            approach=Approach(plans[person_id].approach) if person_id in plans else Approach.QUALITATIVE,
            results=tuple(results[plans[person_id].pk]) if person_id in plans else (),
            feedback=tuple(feedback[person_id]),
            ratings=tuple(ratings[person_id]),
            services=tuple(services[person_id]),
            organisation=organisation.get(person_id),
        )
        for person_id in ids
    }


def _grouped(rows: Iterable[Any], key: str) -> Grouped:
    groups: Grouped = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _rows(found: QuerySet[Any], *joined: str) -> list[Any]:
    """The stored columns of each row, and `joined` ones, as named tuples: a fraction of what model instances cost."""
    columns = [field.attname for field in found.model._meta.concrete_fields if field.name != "agency"]
    return list(found.values_list(*columns, *joined, named=True))


def _expectation(code: str) -> Expectation | None:
    return Expectation(code) if code else None


def _results(period: Period, plans: Iterable[Plan]) -> Grouped:
    plan_ids = [plan.pk for plan in plans]
    planned = _rows(PlannedResult.objects.filter(plan_id__in=plan_ids).order_by("plan_id", "number", "pk"))
    result_ids = [result.id for result in planned]
    indicators = _grouped(
        _rows(Indicator.objects.filter(planned_result_id__in=result_ids).order_by("number", "pk")), "planned_result_id"
    )
    reached = {
        (row.planned_result_id, row.indicator_id): row
        for row in _rows(Realisation.objects.filter(planned_result_id__in=result_ids, period_code=period.code))
    }
    proofs = _proofs([row.id for row in reached.values()])
    found: Grouped = defaultdict(list)
    for result in planned:
        found[result.plan_id].append(_result(result, indicators[result.id], reached, proofs))
    return found


def _proofs(realisation_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    rows = Evidence.objects.filter(realisation_id__in=realisation_ids).order_by("number", "pk")
    groups = _grouped(_rows(rows), "realisation_id")
    return {key: tuple(" ".join(filter(None, (row.note, row.link))) for row in found) for key, found in groups.items()}


def _result(result: Any, indicators: list[Any], reached: dict[Any, Any], proofs: Any) -> ResultEvidence:
    whole = reached.get((result.id, None))
    return ResultEvidence(
        reference=result_reference(result.number),
        statement=result.statement,
        priority=Priority(result.priority),
        indicators=tuple(
            _indicator(result, indicator, reached.get((result.id, indicator.id)), proofs) for indicator in indicators
        ),
        realised_text=whole.text if whole else "",
        self_judgement=_expectation(whole.self_judgement) if whole else None,
        superior_judgement=_expectation(whole.superior_judgement) if whole else None,
        proofs=proofs.get(whole.id, ()) if whole else (),
    )


def _indicator(result: Any, indicator: Any, row: Any | None, proofs: dict[UUID, tuple[str, ...]]) -> IndicatorEvidence:
    return IndicatorEvidence(
        reference=indicator_reference(result.number, indicator.number),
        statement=indicator.statement,
        aspect=Aspect(indicator.aspect) if indicator.aspect else None,
        target=indicator.target,
        lower=indicator.lower,
        upper=indicator.upper,
        direction=Direction(indicator.direction) if indicator.direction else None,
        unit=indicator.unit,
        realised=row.figure if row else None,
        realised_text=row.text if row else "",
        self_judgement=_expectation(row.self_judgement) if row else None,
        superior_judgement=_expectation(row.superior_judgement) if row else None,
        proofs=proofs.get(row.id, ()) if row else (),
    )


def _named(period: Period, ids: list[UUID]) -> tuple[Grouped, Grouped]:
    feedback: Grouped = defaultdict(list)
    words = Feedback.objects.filter(person_id__in=ids, period_code=period.code)
    for row in _rows(words, "planned_result__number"):
        feedback[row.person_id].append(_feedback(feedback_reference(row.code), row.source, row, open=True))
    ratings: Grouped = defaultdict(list)
    for rating in _rows(Rating.objects.filter(person_id__in=ids, period_code=period.code)):
        ratings[rating.person_id].append(
            RatingEvidence(
                source=Source(rating.source),
                component=Component(rating.component),
                criterion=rating.criterion,
                value=rating.value,
                scale=rating.scale,
                reference=f"nilai:{rating.code}",
            )
        )
    return feedback, ratings


def _feedback(reference: str, source: str, row: Any, *, open: bool) -> FeedbackEvidence:
    return FeedbackEvidence(
        reference=reference,
        source=Source(source),
        stance=Stance(row.stance),
        result=result_reference(row.planned_result__number) if row.planned_result_id else None,
        value=CoreValue(row.value) if row.value else None,
        open=open,
    )


def _add_anonymous(period: Period, ids: list[UUID], feedback: Grouped, ratings: Grouped) -> None:
    answers = AnonymousAnswer.objects.filter(person_id__in=ids, round__period_code=period.code)
    for row in _rows(answers.filter(rating__isnull=True), "round__source", "planned_result__number"):
        feedback[row.person_id].append(_feedback(f"jawaban:{row.id}", row.round__source, row, open=row.open))
    # Ratings leave the database as group means only.
    groups = (
        answers.filter(rating__isnull=False)
        .values("person_id", "round__source", "component", "criterion", "scale")
        .annotate(mean=Avg("rating"), answers=Count("pk"))
        .order_by()
    )
    for group in groups:
        ratings[group["person_id"]].append(
            RatingEvidence(
                source=Source(group["round__source"]),
                component=Component(group["component"]),
                criterion=group["criterion"],
                value=Decimal(group["mean"]),
                scale=int(group["scale"] or 0),
                count=group["answers"],
            )
        )


def _services(period: Period, ids: list[UUID]) -> Grouped:
    zone = ZoneInfo(period.agency.time_zone)
    start = datetime.combine(period.start_date, time.min, zone).astimezone(UTC)
    end = datetime.combine(period.end_date + timedelta(days=1), time.min, zone).astimezone(UTC)
    # What was received long before the period and finished inside it belongs to it; a year back bounds the partitions.
    rows = ServiceTransaction.objects.filter(
        Q(received_at__gte=start - timedelta(days=366)),
        person_id__in=ids,
        received_at__lt=end,
        finished_at__gte=start,
        finished_at__lt=end,
    )
    found: Grouped = defaultdict(list)
    for row in _rows(rows):
        found[row.person_id].append(
            ServiceEvidence(
                reference=f"layanan:{row.number}",
                service=row.service,
                elapsed=_elapsed(row, zone),
                standard=row.standard,
                unit=ServiceUnit(row.unit),
                accurate=row.accurate,
            )
        )
    return found


def _elapsed(row: Any, zone: ZoneInfo) -> Decimal:
    """Time from receipt to finish in the unit of the standard; working days by the agency's calendar days."""
    if row.unit == TimeUnit.WORKING_DAYS:
        return Decimal(
            working_days_between(row.received_at.astimezone(zone).date(), row.finished_at.astimezone(zone).date())
        )
    seconds = Decimal((row.finished_at - row.received_at) // timedelta(seconds=1))
    return (seconds / (60 * MINUTES[TimeUnit(row.unit)])).quantize(Decimal("0.01"))


def _organisation(period: Period, ids: list[UUID]) -> dict[UUID, OrganisationResult]:
    """The result of the unit led by each person's appraiser (PermenPANRB 6/2022, pp. 92–94)."""
    superiors = superiors_on(ids, period.end_date)
    units = dict(
        Employment.objects.filter(person_id__in=set(superiors.values()), valid__contains=period.end_date).values_list(
            "person_id", "unit_id"
        )
    )
    by_unit = dict(UnitResult.objects.filter(period=period).values_list("unit_id", "result"))
    found = {}
    for person_id, superior_id in superiors.items():
        unit_id = units.get(superior_id)
        if unit_id in by_unit:
            found[person_id] = OrganisationResult(by_unit[unit_id])
    return found
