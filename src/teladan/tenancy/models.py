"""The floor every agency-owned row stands on."""

from datetime import date, timedelta
from typing import TypeVar
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.db.models.functions import ExtractIsoWeekDay
from django.db.models.lookups import Exact

from teladan.tenancy.context import current_agency_id
from teladan.tenancy.ids import uuid7

M = TypeVar("M", bound=models.Model)


class Agency(models.Model):
    """An agency (instansi): the owner of all rows below it. Its own row is public knowledge."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(
        max_length=40,
        default="Asia/Jakarta",
        choices=[("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
    )

    def __str__(self) -> str:
        return self.name


class BoundManager(models.Manager[M]):
    """Sees the rows of the bound agency only; raises NoAgencyBound when none is bound."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(agency_id=current_agency_id())


class AgencyOwned(models.Model):
    """What all agency-owned models share. Use TenantModel; AnonymousModel is the one exception."""

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, default=current_agency_id, editable=False, related_name="+"
    )

    objects = BoundManager()

    class Meta:
        abstract = True
        default_manager_name = "objects"


class TenantModel(AgencyOwned):
    """Base of agency-owned models: a key that sorts by time, the agency, the bound manager."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta(AgencyOwned.Meta):
        abstract = True


def monday_of(day: date) -> date:
    """The Monday of a day's week: the only date an anonymous answer may carry."""
    return day - timedelta(days=day.weekday())


class AnonymousModel(AgencyOwned):
    """Base of answers nobody may trace: random key, no actor, no instant, the date cut to its week's Monday."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    week_date = models.DateField()

    class Meta(AgencyOwned.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Exact(ExtractIsoWeekDay("week_date"), 1),
                name="%(app_label)s_%(class)s_week_date_is_monday",
            )
        ]


def agency_models() -> list[type[AgencyOwned]]:
    """Every installed agency-owned model."""
    return [model for model in apps.get_models() if issubclass(model, AgencyOwned) and not model._meta.proxy]
