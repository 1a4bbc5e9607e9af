"""Who may do what with an appraisal, and when: each function gives the reason against it, or None.

The page disables its button with the reason, the operation raises it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teladan.appraisal.enums import PERIOD_TRANSITIONS, TRANSITIONS, PeriodStatus, Status
from teladan.people.enums import Role
from teladan.people.queries import Standing


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is refused: `code` for programs, `message` for people."""

    code: str
    message: str | Promise


def may_see(*, standing: Standing, person_id: UUID, chain: frozenset[UUID]) -> bool:
    """Own appraisal, those of one's direct reports and of theirs, HR of the agency, auditors.

    `chain` holds the direct superior of the person and that superior's superior on the day.
    """
    return (
        standing.person_id == person_id
        or standing.person_id in chain
        or standing.has(Role.HR)
        or standing.has(Role.AUDITOR)
    )


def refusal_to_decide(
    *, status: str, period_status: str, actor_id: UUID, person_id: UUID, is_superior: bool
) -> Refusal | None:
    """Only the appraising superior of this day decides, never about themselves, while the period is open."""
    if actor_id == person_id:
        return Refusal("penilaian.diri_sendiri", _("Tidak seorang pun menetapkan predikatnya sendiri."))
    if not is_superior:
        return Refusal(
            "penilaian.bukan_atasan", _("Yang menetapkan predikat adalah Pejabat Penilai Kinerja pegawai ini hari ini.")
        )
    if period_status != PeriodStatus.OPEN:
        return Refusal("penilaian.periode_ditutup", _("Periode ini sudah ditutup. Predikat tidak dapat diubah lagi."))
    if Status.DECIDED not in TRANSITIONS[Status(status)]:
        return Refusal("penilaian.dikunci", _("Penilaian ini sudah dikunci. Predikat tidak dapat diubah lagi."))
    return None


def refusal_to_close(*, period_status: str, standing: Standing) -> Refusal | None:
    """Only HR of the agency closes a period, once."""
    if not standing.has(Role.HR):
        return Refusal("periode.bukan_pengelola", _("Yang menutup periode adalah pengelola kepegawaian instansi."))
    if PeriodStatus.CLOSED not in PERIOD_TRANSITIONS[PeriodStatus(period_status)]:
        return Refusal("periode.sudah_ditutup", _("Periode ini sudah ditutup."))
    return None
