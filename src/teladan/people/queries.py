"""Reads about people: who somebody is today, who their superior is, on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.fields import CharField
from django.http import HttpRequest
from django.utils import timezone

from teladan.people.enums import Role
from teladan.people.models import Employment, RoleAssignment, Supervision
from teladan.tenancy.models import Agency
from teladan.trust.access import person_of

SUPERIOR = "atasan"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in the bound agency on a day: roles given, and whether anybody reports to them."""

    person_id: UUID
    on: date
    roles: frozenset[tuple[str, UUID | None]]

    @property
    def is_superior(self) -> bool:
        """Whether somebody reports to them."""
        return (SUPERIOR, None) in self.roles

    def has(self, role: Role) -> bool:
        """Whether the role was given for the whole agency."""
        return (role.value, None) in self.roles

    @property
    def manages_people(self) -> bool:
        """Pengelola kepegawaian of the whole agency."""
        return self.has(Role.HR)

    @property
    def sees_periods(self) -> bool:
        """Who may see the completeness of a period: HR, and auditors read-only."""
        return self.has(Role.HR) or self.has(Role.AUDITOR)


def today(agency: Agency, at: datetime | None = None) -> date:
    """The calendar day in the agency's zone (WIB, WITA or WIT)."""
    return (at or timezone.now()).astimezone(ZoneInfo(agency.time_zone)).date()


def standing(person_id: UUID, on: date) -> Standing:
    """One statement: roles in force on the day, and `atasan` when somebody reports to the person on that day.

    Who is not employed on the day has no role and no reports, whatever was left open when they went.
    """
    roles = RoleAssignment.objects.filter(
        employed("person_id", on), person_id=person_id, valid__contains=on
    ).values_list("role", "unit_id")
    reports = (
        Supervision.objects.filter(employed("superior_id", on), superior_id=person_id, valid__contains=on)
        .annotate(role_code=Value(SUPERIOR, output_field=CharField()))
        .values_list("role_code", Value(None, output_field=RoleAssignment._meta.get_field("unit").target_field))
        .order_by()[:1]
    )
    return Standing(person_id=person_id, on=on, roles=frozenset(roles.order_by().union(reports, all=True)))


def employed(person: str, on: date) -> Exists:
    """The condition that the person a field names is employed in the bound agency on the day: power ends with it."""
    return Exists(Employment.objects.filter(person_id=OuterRef(person), valid__contains=on))


def standing_of(request: HttpRequest) -> Standing:
    """The standing of who is logged in, asked once a request."""
    known: Standing | None = getattr(request, "_standing", None)
    if known is None:
        known = standing(person_of(request.user), today(request.agency))  # type: ignore[attr-defined]
        request._standing = known  # type: ignore[attr-defined]
    return known


def is_superior_of(superior_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether X is the appraising superior of Y on day D."""
    return Supervision.objects.filter(
        employed("superior_id", on), superior_id=superior_id, person_id=person_id, valid__contains=on
    ).exists()


def superiors_on(person_ids: Iterable[UUID], on: date) -> dict[UUID, UUID]:
    """The superior of each person on the day; persons without one are left out."""
    rows = Supervision.objects.filter(person_id__in=list(person_ids), valid__contains=on)
    return dict(rows.values_list("person_id", "superior_id"))


def employments_on(on: date) -> QuerySet[Employment]:
    """Employments in force on the day with their unit and person, ordered by name."""
    return (
        Employment.objects.filter(valid__contains=on)
        .select_related("person", "unit")
        .order_by("person__name", "person_id")
    )
