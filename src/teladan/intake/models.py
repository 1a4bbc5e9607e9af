"""What was uploaded, what was found in it, what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from teladan.intake.enums import RunStatus
from teladan.tenancy.models import TenantModel
from teladan.trust.models import Account


class ImportRun(TenantModel):
    """One uploaded workbook. Its rows are personal data and stay a day at most, and not beyond their application.

    `content` are the rows read from the file (compressed JSON lines); after a partial application only the rows that
    were left out, so that nothing joins an anonymous answer to its row. `counts` outlive them.
    """

    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.CHECKED)
    only_good = models.BooleanField(default=False)
    broken = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)  # sheet → [new, changed, unchanged, bad]
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # the first ones, each as Problem.as_list
    changes = models.JSONField(default=list)  # the first ones, for the preview
    content = models.BinaryField(null=True)
    note = models.CharField(max_length=300, blank=True)  # why a job gave the run back

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["agency", "uploaded_at"], name="intake_run_uploaded")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=RunStatus.APPLIED, applied_at__isnull=False)
                | (~Q(status=RunStatus.APPLIED) & Q(applied_at__isnull=True)),
                name="intake_run_applied_at_with_status",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.EXPIRED) | Q(content__isnull=True), name="intake_run_expired_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows_to_write(self) -> int:
        """How many good rows are new or change something."""
        return sum(count[0] + count[1] for count in self.counts.values())

    @property
    def good_rows(self) -> int:
        """How many rows are fine."""
        return sum(sum(count[:3]) for count in self.counts.values())

    @property
    def bad_rows(self) -> int:
        """How many rows need mending."""
        return sum(count[3] for count in self.counts.values())
