"""Imports too large for a page, and forgetting."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from teladan.intake import operations
from teladan.intake.models import ImportRun
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.models import Account


@app.task(queue="impor", name="intake.apply_run")
def apply_run(*, agency_id: str, run_id: str, account_id: str, only_good: bool) -> None:
    """Apply one queued run; a refusal gives it back with the reason. Harmless when run twice."""
    by = Account.objects.get(pk=UUID(account_id))
    at = timezone.now()
    try:
        with bound(UUID(agency_id)):
            run = ImportRun.objects.select_related("agency").get(pk=UUID(run_id))
            if run.status == "berjalan":
                operations.apply(run=run, by=by, at=at, only_good=only_good)
    except Exception as error:
        note = str(error) if isinstance(error, operations.IntakeError) else _("Penerapan terhenti. Coba terapkan lagi.")
        with bound(UUID(agency_id)):
            operations.give_back(run=run, note=note, at=timezone.now())
        if not isinstance(error, operations.IntakeError):
            raise


@app.periodic(cron="17 * * * *")
@app.task(queue="impor", name="intake.forget_old")
def forget_old(timestamp: int) -> None:
    """Every hour: drop rows of files that were uploaded more than a day ago, in every agency."""
    for agency in Agency.objects.all():
        with bound(agency.pk):
            operations.forget_old(at=timezone.now())
