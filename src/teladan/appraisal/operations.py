"""Writes of the appraisal: refresh what the evidence recommends, decide, close a period.

Errors: AppraisalError ← NotAllowed (state or person forbids it), ChangedMeanwhile (somebody was quicker, or the
evidence moved), Incomplete (something needed was not said).
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from teladan.appraisal.enums import PeriodStatus, Status
from teladan.appraisal.models import Appraisal, Decision, Period, Snapshot
from teladan.appraisal.policies import Refusal, refusal_to_close, refusal_to_decide
from teladan.appraisal.queries import parties_of
from teladan.appraisal.snapshot import evidence_of
from teladan.people.enums import EmploymentStatus
from teladan.people.models import Employment, Supervision
from teladan.people.queries import employed, standing, superiors_on, today
from teladan.rules import policy as policies_of_agencies
from teladan.rules.appraise import RecommendedValues, appraise_values
from teladan.rules.enums import Expectation
from teladan.rules.evidence import digest_of
from teladan.rules.regulations.permenpanrb_6_2022 import predicate
from teladan.trust.access import person_of
from teladan.trust.audit import record
from teladan.trust.models import Account

BATCH = 500


class AppraisalError(Exception):
    """A step this module refuses: `code` for programs, `field` where a form can show it, the message for people."""

    def __init__(self, refusal: Refusal, field: str = "") -> None:
        self.code = refusal.code
        self.field = field
        super().__init__(str(refusal.message))


class NotAllowed(AppraisalError):
    """The state of the appraisal or the person forbids the step."""


class ChangedMeanwhile(AppraisalError):
    """Somebody else was quicker, or the evidence is not what the person saw."""


class Incomplete(AppraisalError):
    """Something the step needs was not said."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a superior decides about one person: both ratings, a reason where one differs, and a note."""

    results: Expectation
    behaviour: Expectation
    results_reason: str = ""
    behaviour_reason: str = ""
    note: str = ""


@transaction.atomic
def refresh(
    *, period: Period, person_ids: Collection[UUID] | None = None, by: Account | None = None, at: datetime
) -> int:
    """Bring the recommendations of a period up to its evidence; returns how many changed.

    Everybody employed on the period's last day, or today while it runs, gets an appraisal; state officials do not. A
    decision keeps the snapshot it rests on. Raises NotAllowed when the period is closed. Idempotent.
    """
    # Locked until the end, so that closing waits for us, or we find it closed: nothing moves behind a closed door.
    if not Period.objects.select_for_update(no_key=True).get(pk=period.pk).is_open:
        raise NotAllowed(
            Refusal("periode.ditutup", _("Periode ini sudah ditutup; rekomendasinya tidak dihitung lagi."))
        )
    appraisals = _appraisals(period, person_ids, at)
    policy = policies_of_agencies.load(period.policy.document)
    changed = 0
    for batch in _batches(appraisals):
        changed += _take_snapshots(period, policy, batch, at)
    record(
        action="appraisal.refresh",
        actor=by,
        at=at,
        subject_kind="period",
        subject_id=period.pk,
        details={"appraisals": len(appraisals), "changed": changed},
    )
    return changed


def _batches(appraisals: list[Appraisal]) -> Iterator[list[Appraisal]]:
    remaining = iter(appraisals)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _appraisals(period: Period, person_ids: Collection[UUID] | None, at: datetime) -> list[Appraisal]:
    """Appraisals of everybody due, made or corrected where employment or superior moved on."""
    on = min(today(period.agency, at), period.end_date)
    due = Employment.objects.filter(valid__contains=on).exclude(status=EmploymentStatus.STATE_OFFICIAL)
    if person_ids is not None:
        due = due.filter(person_id__in=person_ids)
    employments = {row.person_id: row for row in due}
    superiors = superiors_on(employments, on)
    known = {row.person_id: row for row in Appraisal.objects.filter(period=period, person_id__in=employments)}
    missing = [
        _described(Appraisal(period=period, person_id=person_id), employment, superiors.get(person_id))
        for person_id, employment in employments.items()
        if person_id not in known
    ]
    Appraisal.objects.bulk_create(missing, batch_size=BATCH)
    moved = [
        _described(row, employments[row.person_id], superiors.get(row.person_id))
        for row in known.values()
        if (row.unit_id, row.position_title, row.superior_id)
        != (
            employments[row.person_id].unit_id,
            employments[row.person_id].position_title,
            superiors.get(row.person_id),
        )
    ]
    Appraisal.objects.bulk_update(moved, ["unit", "position_title", "superior"], batch_size=BATCH)
    return [*known.values(), *missing]


def _described(appraisal: Appraisal, employment: Employment, superior_id: UUID | None) -> Appraisal:
    appraisal.unit_id = employment.unit_id
    appraisal.position_title = employment.position_title
    appraisal.superior_id = superior_id
    return appraisal


def _take_snapshots(period: Period, policy: policies_of_agencies.Policy, batch: list[Appraisal], at: datetime) -> int:
    evidence = evidence_of(period, [row.person_id for row in batch])
    taken = Snapshot.objects.filter(appraisal__in=[row.pk for row in batch])
    known = {
        (appraisal_id, digest): key for key, appraisal_id, digest in taken.values_list("pk", "appraisal_id", "digest")
    }
    fresh: list[Snapshot] = []
    changed: list[Appraisal] = []
    for row in batch:
        document = evidence[row.person_id].to_json()
        digest = digest_of(document)
        key = known.get((row.pk, digest))
        if key is None:
            fresh.append(_snapshot(row, document, digest, appraise_values(evidence[row.person_id], policy), at))
            key = fresh[-1].pk
        if row.snapshot_id != key:
            row.snapshot_id = key  # the key alone: the row outlives its batch, the evidence need not
            changed.append(row)
    Snapshot.objects.bulk_create(fresh, batch_size=BATCH)
    Appraisal.objects.bulk_update(changed, ["snapshot"], batch_size=BATCH)
    return len(changed)


def _snapshot(appraisal: Appraisal, document: str, digest: str, values: RecommendedValues, at: datetime) -> Snapshot:
    return Snapshot(
        appraisal_id=appraisal.pk,
        taken_at=at,
        # As an expression it travels as a plain text; as one of an array of texts the driver would escape each quote
        # of the document by itself, which takes longer than appraising it.
        evidence=Value(document),
        digest=digest,
        results=values.results or "",
        behaviour=values.behaviour or "",
        predicate=values.predicate or "",
        missing=[code.value for code in values.missing_codes],
    )


@transaction.atomic
def decide(
    *,
    appraisal: Appraisal,
    ruling: Ruling,
    seen_digest: str,
    seen_decision: int | None = None,
    by: Account,
    at: datetime,
) -> Decision:
    """Fix both ratings and with them the predicate; a later call by the superior replaces the decision with a new one.

    `seen_digest` is the digest of the snapshot the superior was shown, `seen_decision` the number of the decision (0
    for none; None where no page was shown): the same ruling sent twice is one decision, and nobody replaces a decision
    they have not seen. The relation to the employee is read and locked at the moment of the act. Raises NotAllowed,
    ChangedMeanwhile, Incomplete; then nothing is written.
    """
    row = (
        Appraisal.objects.select_for_update(of=("self",))
        .select_related("period__agency", "snapshot")
        .get(pk=appraisal.pk)
    )
    _refuse_unless_superior(row, by, at)
    latest = Decision.objects.filter(appraisal=row).order_by("-number").first()
    number = latest.number if latest else 0
    if seen_decision is not None and seen_decision != number:
        if latest and _says(latest, ruling, seen_digest, by):
            return latest
        raise ChangedMeanwhile(
            Refusal(
                "penilaian.keputusan_berubah",
                _("Keputusan ini sudah diubah sejak halaman dibuka. Periksa keputusan terbaru, lalu tetapkan."),
            )
        )
    if row.snapshot is None or row.snapshot.digest != seen_digest:
        raise ChangedMeanwhile(
            Refusal(
                "penilaian.bukti_berubah", _("Bukti berubah sejak halaman ini dibuka. Periksa lagi, lalu tetapkan.")
            )
        )
    _refuse_without_reasons(row.snapshot, ruling)
    decision = _new_decision(row, row.snapshot, number + 1, ruling, by, at)
    Appraisal.objects.filter(pk=row.pk).update(status=Status.DECIDED, decision=decision)
    _file(decision, row.snapshot, by, at)
    return decision


def _new_decision(
    row: Appraisal, snapshot: Snapshot, number: int, ruling: Ruling, by: Account, at: datetime
) -> Decision:
    period = row.period
    return Decision.objects.create(
        appraisal=row,
        number=number,
        snapshot=snapshot,
        person_id=row.person_id,
        decided_by_id=person_of(by),
        decided_at=at,
        predicate=predicate(results=ruling.results, behaviour=ruling.behaviour, on=period.end_date).value,
        recommended_results=snapshot.results,
        recommended_behaviour=snapshot.behaviour,
        parties=parties_of(row.person_id, person_of(by), min(period.end_date, today(period.agency, at))),
        **asdict(ruling),
    )


def _file(decision: Decision, snapshot: Snapshot, by: Account, at: datetime) -> None:
    """Codes in clear, the superior's words as hashes."""
    codes = ("number", "results", "behaviour", "predicate", "recommended_results", "recommended_behaviour")
    words = ("results_reason", "behaviour_reason", "note")
    record(
        action="appraisal.decide",
        actor=by,
        at=at,
        subject_kind="appraisal",
        subject_id=decision.appraisal_id,
        person=decision.person_id,
        details={key: getattr(decision, key) for key in codes} | {"snapshot": snapshot.digest},
        personal={key: text for key in words if (text := getattr(decision, key))},
    )


def _says(decision: Decision, ruling: Ruling, seen_digest: str, by: Account) -> bool:
    """Whether the decision is this very ruling by the same person on the same evidence: a form sent twice."""
    return (
        decision.decided_by_id == by.person_id
        and decision.snapshot.digest == seen_digest
        and all(getattr(decision, name) == value for name, value in asdict(ruling).items())
    )


def _refuse_unless_superior(row: Appraisal, by: Account, at: datetime) -> None:
    on, actor_id = today(row.period.agency, at), person_of(by)
    line = Supervision.objects.select_for_update().filter(
        employed("superior_id", on), person_id=row.person_id, superior_id=actor_id, valid__contains=on
    )
    refusal = refusal_to_decide(
        status=row.status,
        period_status=row.period.status,
        actor_id=actor_id,
        person_id=row.person_id,
        is_superior=line.first() is not None,
    )
    if refusal:
        raise NotAllowed(refusal)


def _refuse_without_reasons(snapshot: Snapshot, ruling: Ruling) -> None:
    needs = (
        (ruling.results, snapshot.results, ruling.results_reason, "results_reason", _("hasil kerja")),
        (ruling.behaviour, snapshot.behaviour, ruling.behaviour_reason, "behaviour_reason", _("perilaku kerja")),
    )
    for rating, recommended, reason, field, axis in needs:
        if rating != recommended and not reason.strip():
            message = _(
                "Tulis alasan rating {axis}: rating Anda berbeda dari rekomendasi, dan pegawai akan membacanya."
            )
            raise Incomplete(Refusal("penilaian.alasan", message.format(axis=axis)), field)


@transaction.atomic
def close(*, period: Period, by: Account, at: datetime) -> int:
    """Close a period for good and lock its appraisals; returns how many stay without a decision.

    Raises NotAllowed when the person may not or the period is closed, ChangedMeanwhile when somebody was quicker.
    """
    actor = standing(person_of(by), today(period.agency, at))
    if refusal := refusal_to_close(period_status=period.status, standing=actor):
        raise NotAllowed(refusal)
    closed = Period.objects.filter(pk=period.pk, status=PeriodStatus.OPEN).update(
        status=PeriodStatus.CLOSED, closed_at=at
    )
    if closed != 1:
        raise ChangedMeanwhile(Refusal("periode.sudah_ditutup", _("Periode ini sudah ditutup.")))
    # Sealing waits for decisions under way; counted after it, they are not told as missing.
    Appraisal.objects.filter(period=period).update(status=Status.SEALED)
    undecided = Appraisal.objects.filter(period=period, decision__isnull=True).count()
    record(
        action="period.close",
        actor=by,
        at=at,
        subject_kind="period",
        subject_id=period.pk,
        details={"undecided": undecided},
    )
    period.refresh_from_db()
    return undecided
