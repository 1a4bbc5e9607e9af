"""States and kinds of the appraisal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodKind(models.TextChoices):
    """Periodic evaluation is monthly or quarterly, the agency chooses; the annual one always is (Pasal 24)."""

    MONTHLY = "bulanan", _("Bulanan")
    QUARTERLY = "triwulan", _("Triwulan")
    ANNUAL = "tahunan", _("Tahunan")


class PeriodStatus(models.TextChoices):
    OPEN = "dibuka", _("Dibuka")
    CLOSED = "ditutup", _("Ditutup")


class Status(models.TextChoices):
    """Where one person's appraisal of a period stands."""

    OPEN = "belum_ditetapkan", _("Belum ditetapkan")
    DECIDED = "ditetapkan", _("Ditetapkan")
    SEALED = "dikunci", _("Dikunci")


# The workflow as one table; docs/guide/workflow.md draws it and a test compares the two.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.DECIDED, Status.SEALED}),
    Status.DECIDED: frozenset({Status.DECIDED, Status.SEALED}),
    Status.SEALED: frozenset(),
}

PERIOD_TRANSITIONS: dict[PeriodStatus, frozenset[PeriodStatus]] = {
    PeriodStatus.OPEN: frozenset({PeriodStatus.CLOSED}),
    PeriodStatus.CLOSED: frozenset(),
}
