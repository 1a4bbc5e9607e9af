"""The official document as PDF."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teladan.appraisal import policies, queries
from teladan.appraisal.documents.d11 import D11, Party
from teladan.appraisal.documents.render import render as render_pdf
from teladan.appraisal.documents.text import DocumentError
from teladan.appraisal.models import Appraisal, Snapshot
from teladan.people.queries import standing_of
from teladan.rules.enums import Predicate
from teladan.rules.evidence import PersonEvidence
from teladan.trust.access import for_agency

UNKNOWN = dict.fromkeys(("name", "nip", "rank", "position", "unit"), "")


@for_agency
@require_safe
def evaluation_document(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """Format D.1.1 of one appraisal; before a decision it is marked as a draft."""
    standing = standing_of(request)
    appraisal = queries.with_parts(Appraisal.objects.filter(pk=appraisal_id)).first()
    if appraisal is None:
        raise Http404
    chain = queries.chain_of(appraisal.person_id, standing.on)
    if not policies.may_see(standing=standing, person_id=appraisal.person_id, chain=chain.all):
        raise Http404
    try:
        content = render_pdf(document_of(request, appraisal))
    except DocumentError as problem:
        return render(request, "appraisal/dokumen_gagal.html", {"message": str(problem)}, status=422)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="D.1.1-{appraisal.period.code}.pdf"'
    return response


def document_of(request: HttpRequest, appraisal: Appraisal) -> D11:
    """The document's content: the people and the evidence of the decision, or as they stand while there is none."""
    period, decision = appraisal.period, appraisal.decision
    on = min(period.end_date, standing_of(request).on)
    parties = decision.parties if decision else queries.parties_of(appraisal.person_id, appraisal.superior_id, on)
    snapshot_id = decision.snapshot_id if decision else appraisal.snapshot_id
    known = Snapshot.objects.filter(pk=snapshot_id) if snapshot_id else Snapshot.objects.none()
    text = known.values_list("evidence", flat=True).first()
    above = parties.get("appraisers_superior")
    return D11(
        agency=request.agency.name,  # type: ignore[attr-defined]
        period_title=period.title,
        period_start=period.start_date,
        period_end=period.end_date,
        kind=period.kind,
        employee=Party(**parties["employee"]) if "employee" in parties else _bare(appraisal),
        appraiser=Party(**parties.get("appraiser", UNKNOWN)),
        appraisers_superior=Party(**above) if above else None,
        organisation_result=PersonEvidence.from_json(text).organisation if text else None,
        predicate=Predicate(decision.predicate) if decision else None,
        notes=tuple(filter(None, [decision.note])) if decision else (),
        place="",
        decided_on=timezone.localtime(decision.decided_at).date() if decision else None,
        printed_at=timezone.localtime(),
        draft=decision is None,
    )


def _bare(appraisal: Appraisal) -> Party:
    return Party(appraisal.person.name, appraisal.person.nip or "", "", appraisal.position_title, appraisal.unit.name)
