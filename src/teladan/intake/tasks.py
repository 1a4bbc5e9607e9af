"""Imports too large for a page, and forgetting."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from teladan.intake import operations
from teladan.intake.enums import RunStatus
from teladan.intake.models import ImportRun
from teladan.intake.sheets import PERIODS, UNIT_RESULTS
from teladan.people.models import Employment
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.models import Account

AT_ONCE = 2000  # rows to write while somebody waits
PEOPLE_AT_ONCE = 500  # people whose recommendation may be computed anew while somebody waits


def apply_now_or_later(*, run: ImportRun, by: Account, at: datetime, only_good: bool) -> bool:
    """Apply a small run at once, hand a large one to a job; True when it is done already. Raises IntakeError."""
    if not _is_large(run):
        operations.apply(run=run, by=by, at=at, only_good=only_good)
        return True
    operations.reserve(run=run, by=by, at=at, only_good=only_good)
    apply_run.defer(agency_id=str(run.agency_id), run_id=str(run.pk), account_id=str(by.pk), only_good=only_good)
    return False


def _is_large(run: ImportRun) -> bool:
    if run.rows_to_write > AT_ONCE:
        return True
    for_everybody = any(sum(run.counts.get(sheet.name, [0, 0])[:2]) for sheet in (PERIODS, UNIT_RESULTS))
    return for_everybody and Employment.objects.all()[: PEOPLE_AT_ONCE + 1].count() > PEOPLE_AT_ONCE


@app.task(queue="impor", name="intake.apply_run")
def apply_run(*, agency_id: str, run_id: str, account_id: str, only_good: bool) -> None:
    """Apply one reserved run; what stops it gives it back with the reason. Harmless when run twice."""
    by = Account.objects.get(pk=UUID(account_id))
    try:
        with bound(UUID(agency_id)):
            run = ImportRun.objects.select_related("agency").get(pk=UUID(run_id))
            if run.status == RunStatus.RUNNING:
                operations.apply(run=run, by=by, at=timezone.now(), only_good=only_good)
    except operations.IntakeError as error:
        _give_back(agency_id, run_id, str(error))
    except Exception:
        _give_back(agency_id, run_id, _("Penerapan terhenti. Tidak ada yang tersimpan; coba terapkan lagi."))
        raise


def _give_back(agency_id: str, run_id: str, note: str) -> None:
    with bound(UUID(agency_id)):
        run = ImportRun.objects.get(pk=UUID(run_id))
        operations.give_back(run=run, note=note, at=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(queue="impor", name="intake.forget_old")
def forget_old(timestamp: int) -> None:
    """Every hour: drop rows of files that were uploaded more than a day ago, in every agency."""
    for agency in Agency.objects.all():
        with bound(agency.pk):
            operations.forget_old(at=timezone.now())
