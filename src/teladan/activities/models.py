"""What was done: realisations with their evidence, and the service register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teladan.planning.models import Indicator, PlannedResult, choices
from teladan.rules.enums import Expectation
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import TenantModel
from teladan.trust.models import Person


class Realisation(TenantModel):
    """What was reached of a planned result, or of one indicator of it, in one period."""

    planned_result = TenantForeignKey(PlannedResult, models.CASCADE, related_name="realisations")
    indicator = TenantForeignKey(Indicator, models.CASCADE, null=True, blank=True, related_name="realisations")
    period_code = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    figure = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    self_judgement = models.CharField(max_length=20, choices=choices(Expectation), blank=True)
    superior_judgement = models.CharField(max_length=20, choices=choices(Expectation), blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "planned_result", "indicator", "period_code"],
                name="activities_realisation_once",
                nulls_distinct=False,
            )
        ]


class Evidence(TenantModel):
    """Bukti dukung of a realisation: a note, a link, or both."""

    realisation = TenantForeignKey(Realisation, models.CASCADE, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "realisation", "number"], name="activities_evidence_number"),
        ]


class TimeUnit(models.TextChoices):
    """Unit of a service standard."""

    MINUTES = "menit", _("menit")
    HOURS = "jam", _("jam")
    WORKING_DAYS = "hari_kerja", _("hari kerja")


class ServiceTransaction(TenantModel):
    """One service given, as the register has it; partitioned by month of receipt."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    number = models.CharField(max_length=80)
    service = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    standard = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=20, choices=TimeUnit.choices)
    accurate = models.BooleanField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "person", "received_at"], name="activities_service_person")]


class ClientKey(TenantModel):
    """Keys made by clients so that a retry never doubles an entry; unpartitioned, written with the entry itself."""

    owner = models.CharField(max_length=60)  # person of an entry, or the register an imported one comes from
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    entry_id = models.UUIDField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "owner", "key"], name="activities_client_key_once")]
