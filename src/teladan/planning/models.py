"""Plans: what is expected of a person in a year (SKP)."""

from django.db import models

from teladan.rules.enums import Approach, Aspect, CoreValue, Direction, Priority
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import TenantModel
from teladan.trust.models import Person


def choices(codes: type) -> list[tuple[str, str]]:
    """Choices of a model field from an enumeration of the rules core; pages word them."""
    return [(code.value, code.value) for code in codes]  # type: ignore[attr-defined]


class Perspective(models.TextChoices):
    """Perspektif of an indicator of a JPT (PermenPANRB 6/2022, Lampiran II.2.a.8)."""

    SERVICE_RECIPIENTS = "penerima_layanan"
    BUSINESS_PROCESS = "proses_bisnis"
    INTERNAL_STRENGTH = "penguatan_internal"
    BUDGET = "anggaran"


class Plan(TenantModel):
    """Sasaran Kinerja Pegawai (SKP) of a person for a year (PermenPANRB 6/2022, Pasal 1 no. 4)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    approach = models.CharField(max_length=20, choices=choices(Approach))

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "person", "year"], name="planning_plan_of_year")]


class PlannedResult(TenantModel):
    """Rencana Hasil Kerja (RHK) (PermenPANRB 6/2022, Pasal 9)."""

    plan = TenantForeignKey(Plan, models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    priority = models.CharField(max_length=20, choices=choices(Priority))
    statement = models.TextField()
    leader_result = models.TextField(blank=True)
    assigned_by = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "plan", "number"], name="planning_result_number"),
        ]


class Indicator(TenantModel):
    """Indikator Kinerja Individu (IKI) with its target; the band is «sesuai ekspektasi» (pp. 203–212)."""

    planned_result = TenantForeignKey(PlannedResult, models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    statement = models.TextField()
    aspect = models.CharField(max_length=20, choices=choices(Aspect), blank=True)
    target = models.TextField(blank=True)
    lower = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    upper = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=20, choices=choices(Direction), blank=True)
    perspective = models.CharField(max_length=20, choices=Perspective.choices, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "planned_result", "number"], name="planning_indicator_number"),
            models.CheckConstraint(
                condition=models.Q(lower__isnull=True)
                | models.Q(upper__isnull=True)
                | models.Q(lower__lte=models.F("upper")),
                name="planning_indicator_band_in_order",
            ),
        ]


class BehaviourExpectation(TenantModel):
    """Ekspektasi Khusus Pimpinan on one BerAKHLAK value (PermenPANRB 6/2022, Pasal 10)."""

    plan = TenantForeignKey(Plan, models.CASCADE, related_name="behaviour")
    value = models.CharField(max_length=30, choices=choices(CoreValue))
    special = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "plan", "value"], name="planning_behaviour_value"),
        ]
