"""States of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunStatus(models.TextChoices):
    """Where an uploaded file stands. A faulty one has no row that could be applied."""

    CHECKED = "diperiksa", _("Menunggu diterapkan")
    FAULTY = "perlu_diperbaiki", _("Perlu diperbaiki")
    RUNNING = "berjalan", _("Sedang diterapkan")
    APPLIED = "diterapkan", _("Diterapkan")
    EXPIRED = "kedaluwarsa", _("Tidak diterapkan")


TRANSITIONS: dict[RunStatus, frozenset[RunStatus]] = {
    RunStatus.CHECKED: frozenset({RunStatus.RUNNING, RunStatus.APPLIED, RunStatus.EXPIRED}),
    RunStatus.FAULTY: frozenset({RunStatus.EXPIRED}),
    RunStatus.RUNNING: frozenset({RunStatus.APPLIED, RunStatus.CHECKED, RunStatus.EXPIRED}),
    RunStatus.APPLIED: frozenset(),
    RunStatus.EXPIRED: frozenset(),
}
