"""The official document as PDF."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teladan.appraisal import policies, queries
from teladan.appraisal.documents.d11 import D11, Party
from teladan.appraisal.documents.render import render as render_pdf
from teladan.appraisal.documents.text import DocumentError
from teladan.appraisal.models import Appraisal
from teladan.people.models import Employment
from teladan.people.queries import standing_of, superiors_on
from teladan.rules.enums import Predicate
from teladan.rules.evidence import PersonEvidence
from teladan.trust.access import for_agency


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
    """The document's content: people as of the end of the period, the decision as it stands."""
    period, decision = appraisal.period, appraisal.decision
    on = min(period.end_date, standing_of(request).on)
    superior_id = decision.decided_by_id if decision else appraisal.superior_id
    above = superiors_on([superior_id], on).get(superior_id) if superior_id else None
    parties = _parties([appraisal.person_id, superior_id, above], on)
    snapshot = decision.snapshot if decision else appraisal.snapshot
    evidence = PersonEvidence.from_json(snapshot.evidence) if snapshot else None
    return D11(
        agency=request.agency.name,  # type: ignore[attr-defined]
        period_title=period.title,
        period_start=period.start_date,
        period_end=period.end_date,
        kind=period.kind,
        employee=parties.get(appraisal.person_id) or _bare(appraisal),
        appraiser=parties.get(superior_id) or Party("", "", "", "", ""),
        appraisers_superior=parties.get(above),
        organisation_result=evidence.organisation if evidence else None,
        predicate=Predicate(decision.predicate) if decision else None,
        notes=tuple(filter(None, [decision.note])) if decision else (),
        place="",
        decided_on=timezone.localtime(decision.decided_at).date() if decision else None,
        printed_at=timezone.localtime(),
        draft=decision is None,
    )


def _bare(appraisal: Appraisal) -> Party:
    return Party(appraisal.person.name, appraisal.person.nip or "", "", appraisal.position_title, appraisal.unit.name)


def _parties(person_ids: list[UUID | None], on: date) -> dict[UUID | None, Party]:
    rows = Employment.objects.filter(
        person_id__in=[key for key in person_ids if key], valid__contains=on
    ).select_related("person", "unit")
    return {
        row.person_id: Party(
            name=row.person.name,
            nip=row.person.nip or "",
            rank=" / ".join(filter(None, (row.rank, row.grade))),
            position=row.position_title,
            unit=row.unit.name,
        )
        for row in rows
    }
