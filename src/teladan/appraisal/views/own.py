"""Room «Saya»: the first page, and one's own appraisals with their reasons."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teladan.appraisal import queries
from teladan.appraisal.dossier import Dossier, Quote, dossier
from teladan.appraisal.views.lists import OWN
from teladan.people.queries import standing_of
from teladan.trust.access import for_agency
from teladan.web.table import exported, table
from teladan.web.words import word


@for_agency
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What matters today: one's own current appraisal and why, the newest words, and what waits for a decision."""
    standing = standing_of(request)
    mine = list(queries.own(standing.person_id)[:6])
    current = queries.most_current(mine, standing.on)
    found = dossier(current, current.shown_snapshot_id) if current else None
    waiting = queries.waiting_for(standing) if standing.is_superior else []
    return render(
        request,
        "appraisal/beranda.html",
        {
            "today": standing.on,
            "current": current,
            "dossier": found,
            "earlier": [row for row in mine if row is not current],
            "quotes": newest_quotes(found) if found else [],
            "waiting": waiting,
        },
    )


def newest_quotes(found: Dossier, most: int = 3) -> list[tuple[str, Quote]]:
    """A few words of feedback with what they are about, for the first page."""
    lines = [(line.judged.evidence.statement, quote) for line in found.results for quote in line.quotes]
    lines += [(word(line.value), quote) for line in found.values for quote in line.quotes]
    return lines[:most]


@for_agency
@require_safe
def own_list(request: HttpRequest) -> HttpResponse:
    """All of one's own periods."""
    rows = queries.own(standing_of(request).person_id)
    listing = OWN()
    if file := exported(request, listing, rows, name="penilaian-saya"):
        return file
    return render(request, "appraisal/penilaian.html", {"table": table(request, listing, rows)})


@for_agency
@require_safe
def own_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One period: rating, reasons, evidence, and what would change it."""
    appraisal = queries.own(standing_of(request).person_id).filter(period__code=code).first()
    if appraisal is None:
        raise Http404
    return render(
        request,
        "appraisal/penilaian_periode.html",
        {
            "appraisal": appraisal,
            "dossier": dossier(appraisal, appraisal.shown_snapshot_id),
            "history": queries.history(appraisal) if appraisal.decision_id else [],
            "own": True,
        },
    )
