"""Periods, what the evidence recommends, and what a person decided."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from teladan.appraisal.enums import PeriodKind, PeriodStatus, Status
from teladan.people.models import Unit
from teladan.planning.models import choices
from teladan.rules.enums import Expectation, OrganisationResult, Predicate
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import TenantModel
from teladan.trust.models import Person


class PolicyVersion(TenantModel):
    """An agency's appraisal policy as the document it was adopted as; never edited, only followed by another."""

    name = models.CharField(max_length=60)
    document = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "digest"], name="appraisal_policy_digest")]

    def __str__(self) -> str:
        return self.name


class Period(TenantModel):
    """A stretch of time that is evaluated (PermenPANRB 6/2022, Pasal 24)."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=PeriodKind.choices)
    start_date = models.DateField()
    end_date = models.DateField()
    window_start_date = models.DateField(null=True, blank=True)
    window_end_date = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=PeriodStatus.choices, default=PeriodStatus.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    policy = TenantForeignKey(PolicyVersion, related_name="periods")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="appraisal_period_code"),
            models.CheckConstraint(condition=Q(start_date__lte=F("end_date")), name="appraisal_period_days_in_order"),
            models.CheckConstraint(
                condition=Q(status=PeriodStatus.OPEN, closed_at__isnull=True)
                | Q(status=PeriodStatus.CLOSED, closed_at__isnull=False),
                name="appraisal_period_closed_at_with_status",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year(self) -> int:
        """The year whose plan is evaluated."""
        return self.end_date.year

    @property
    def is_open(self) -> bool:
        return self.status == PeriodStatus.OPEN


class UnitResult(TenantModel):
    """Capaian kinerja organisasi of a unit in a period (PermenPANRB 6/2022, pp. 92–94)."""

    period = TenantForeignKey(Period, models.CASCADE, related_name="unit_results")
    unit = TenantForeignKey(Unit, related_name="+")
    result = models.CharField(max_length=20, choices=choices(OrganisationResult))

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "period", "unit"], name="appraisal_unit_result_once")]


class Appraisal(TenantModel):
    """One person's appraisal of one period: the current recommendation and where the decision stands."""

    period = TenantForeignKey(Period, related_name="appraisals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = TenantForeignKey(Unit, related_name="+")
    position_title = models.CharField(max_length=200)
    superior = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    snapshot = TenantForeignKey("Snapshot", null=True, blank=True, related_name="+")
    decision = TenantForeignKey("Decision", null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "superior", "period"], name="appraisal_of_superior")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "period", "person"], name="appraisal_once_a_period"),
            models.CheckConstraint(condition=~Q(person=F("superior")), name="appraisal_never_own_superior"),
            models.CheckConstraint(
                condition=~Q(status=Status.DECIDED) | Q(decision__isnull=False), name="appraisal_decided_has_decision"
            ),
        ]

    @property
    def shown_snapshot_id(self) -> UUID | None:
        """The evidence the employee is shown: the decision's own once there is one, until then the current."""
        return self.decision.snapshot_id if self.decision else self.snapshot_id


class Snapshot(TenantModel):
    """The evidence about a person as it stood, what it recommends, and its hash; rows are added, never changed."""

    append_only = True

    appraisal = TenantForeignKey(Appraisal, related_name="snapshots")
    taken_at = models.DateTimeField()
    evidence = models.TextField()  # canonical JSON, so that its hash can be computed again
    digest = models.CharField(max_length=64)
    results = models.CharField(max_length=20, choices=choices(Expectation), blank=True)
    behaviour = models.CharField(max_length=20, choices=choices(Expectation), blank=True)
    predicate = models.CharField(max_length=20, choices=choices(Predicate), blank=True)
    missing = models.JSONField(default=list)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "appraisal", "digest"], name="appraisal_snapshot_digest")
        ]


class Decision(TenantModel):
    """What the superior decided on which evidence; a change is a new row. A rating that differs has a reason."""

    append_only = True

    appraisal = TenantForeignKey(Appraisal, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    snapshot = TenantForeignKey(Snapshot, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    results = models.CharField(max_length=20, choices=choices(Expectation))
    behaviour = models.CharField(max_length=20, choices=choices(Expectation))
    predicate = models.CharField(max_length=20, choices=choices(Predicate))
    recommended_results = models.CharField(max_length=20, choices=choices(Expectation), blank=True)
    recommended_behaviour = models.CharField(max_length=20, choices=choices(Expectation), blank=True)
    results_reason = models.TextField(blank=True)
    behaviour_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    # Name, NIP, rank, post and unit of the employee, the appraiser and their superior as the document prints them, so
    # that a later change of personnel data leaves it alone.
    parties = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "appraisal", "number"], name="appraisal_decision_number"),
            models.CheckConstraint(condition=~Q(person=F("decided_by")), name="appraisal_decision_never_own"),
            models.CheckConstraint(
                condition=Q(results=F("recommended_results")) | ~Q(results_reason=""),
                name="appraisal_decision_results_reason",
            ),
            models.CheckConstraint(
                condition=Q(behaviour=F("recommended_behaviour")) | ~Q(behaviour_reason=""),
                name="appraisal_decision_behaviour_reason",
            ),
        ]
