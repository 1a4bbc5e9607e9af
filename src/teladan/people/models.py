"""Who works where, under whom, when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from teladan.people.enums import EmploymentStatus, PositionKind, Role
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import TenantModel
from teladan.trust.models import Person


class Unit(TenantModel):
    """A unit kerja; any depth."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, blank=True)
    parent = TenantForeignKey("self", null=True, blank=True, related_name="children")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="people_unit_code"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="people_unit_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Employment(TenantModel):
    """One stretch of a person's work in one position of the agency; half-open date range, never overlapping."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    code = models.CharField(max_length=60)  # the agency's own key of the person
    unit = TenantForeignKey(Unit, related_name="employments")
    position_title = models.CharField(max_length=200)
    position_kind = models.CharField(max_length=20, choices=PositionKind.choices)
    level = models.CharField(max_length=60, blank=True)
    rank = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20, choices=EmploymentStatus.choices)
    valid = DateRangeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["agency", "code"], name="people_employment_code"),
            models.Index(fields=["agency", "unit"], name="people_employment_unit"),
        ]
        constraints = [
            ExclusionConstraint(
                name="people_employment_one_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="people_employment_valid_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.position_title}"


class Supervision(TenantModel):
    """Who is whose appraising superior (pejabat penilai kinerja), dated (PermenPANRB 6/2022, Pasal 1 no. 9)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervisions")
    superior = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    valid = DateRangeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "superior"], name="people_supervision_superior")]
        constraints = [
            ExclusionConstraint(
                name="people_supervision_one_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(person=F("superior")), name="people_supervision_never_own"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="people_supervision_valid_not_empty"),
        ]


class RoleAssignment(TenantModel):
    """A role given by the agency, for the whole agency or one unit and all below it, dated."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = TenantForeignKey(Unit, null=True, blank=True, related_name="+")
    valid = DateRangeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "person"], name="people_role_person")]
        constraints = [
            ExclusionConstraint(
                name="people_role_once_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]
