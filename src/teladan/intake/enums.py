"""States of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunStatus(models.TextChoices):
    """Where an uploaded file stands."""

    CHECKED = "diperiksa", _("Menunggu diterapkan")
    RUNNING = "berjalan", _("Sedang diterapkan")
    APPLIED = "diterapkan", _("Diterapkan")
    EXPIRED = "kedaluwarsa", _("Tidak diterapkan")


TRANSITIONS: dict[RunStatus, frozenset[RunStatus]] = {
    RunStatus.CHECKED: frozenset({RunStatus.RUNNING, RunStatus.APPLIED, RunStatus.EXPIRED}),
    RunStatus.RUNNING: frozenset({RunStatus.APPLIED, RunStatus.CHECKED, RunStatus.EXPIRED}),
    RunStatus.APPLIED: frozenset(),
    RunStatus.EXPIRED: frozenset(),
}
