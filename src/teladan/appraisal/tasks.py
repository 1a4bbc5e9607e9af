"""Work of the appraisal that may outlast a page."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal, Period
from teladan.tenancy.context import bound
from teladan.trust.models import Account

AT_ONCE = 300


def refresh_period(period: Period, *, by: Account, at: datetime) -> bool:
    """Refresh a period at once when it is small, else as a job; True when it is done already."""
    if Appraisal.objects.filter(period=period)[: AT_ONCE + 1].count() <= AT_ONCE:
        operations.refresh(period=period, by=by, at=at)
        return True
    refresh_later.configure(queueing_lock=f"refresh:{period.pk}").defer(
        agency=str(period.agency_id), period=str(period.pk), account=str(by.pk)
    )
    return False


@app.task(name="appraisal.refresh", queue="penilaian")
def refresh_later(agency: str, period: str, account: str) -> None:
    """Refresh a period in the background; idempotent, so a killed job may simply run again."""
    with bound(UUID(agency)):
        found = Period.objects.filter(pk=UUID(period)).first()
        if found is not None and found.is_open:
            by = Account.objects.get(pk=UUID(account))
            operations.refresh(period=found, by=by, at=timezone.now())
