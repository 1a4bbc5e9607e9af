"""Room «Instansi»: periods, how complete they are, and closing them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teladan.appraisal import operations, policies, queries
from teladan.appraisal.dossier import policy_of
from teladan.appraisal.models import Appraisal, Period
from teladan.appraisal.tasks import refresh_period
from teladan.appraisal.views.lists import CYCLES, PERIOD
from teladan.appraisal.views.team import bars, board
from teladan.people.queries import standing_of
from teladan.rules.policy.explain import explain_sections
from teladan.trust.access import for_agency
from teladan.web import excel
from teladan.web.news import forgotten, telling, told
from teladan.web.table import EXPORT, exported, table

REFRESHED, QUEUED = "dihitung", "antre"

# A page does not grow with the agency: the least complete units here, all of them in the file.
UNITS_SHOWN = 10


def _period(request: HttpRequest, code: str) -> Period:
    """The period, for who may see the agency's periods; 404 for everybody else and for what does not exist."""
    if not standing_of(request).sees_periods:
        raise Http404
    period = Period.objects.filter(code=code).select_related("policy", "agency").first()
    if period is None:
        raise Http404
    return period


@for_agency
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """All periods of the agency."""
    if not standing_of(request).sees_periods:
        raise Http404
    rows = queries.periods().select_related("policy")
    listing = CYCLES()
    if file := exported(request, listing, rows, name="siklus"):
        return file
    return render(request, "appraisal/siklus.html", {"table": table(request, listing, rows, as_row=_with_title)})


def _with_title(row: Period) -> Period:
    row.policy_title = policy_of(row).title  # type: ignore[attr-defined]
    return row


@for_agency
@require_safe
def period(request: HttpRequest, code: str) -> HttpResponse:
    """One period: completeness per unit, spread, and everybody in it."""
    found = _period(request, code)
    rows = queries.in_lines(found)
    listing = PERIOD()
    if file := exported(request, listing, rows, name=f"periode-{found.code}", about=[found.title]):
        return file
    units = queries.completeness(found)
    if request.GET.get(EXPORT) == "unit":
        return _units_file(found, units)
    counts, _undecided = queries.decided_cells(rows)
    news = told(request, (REFRESHED, QUEUED))
    response = render(
        request,
        "appraisal/siklus_periode.html",
        {
            "period": found,
            "units": units[:UNITS_SHOWN],
            "unit_count": len(units),
            "totals": {
                key: sum(unit[key] for unit in units) for key in ("people", "enough", "decided", "without_superior")
            },
            "board": board(counts, found.end_date),
            "bars": bars(counts, found.end_date),
            "table": table(request, listing, rows),
            "close_refusal": policies.refusal_to_close(period_status=found.status, standing=standing_of(request)),
            "may_refresh": found.is_open and standing_of(request).manages_people,
            "refreshed": news == REFRESHED,
            "queued": news == QUEUED,
        },
    )
    return forgotten(response) if news else response


def _units_file(period: Period, units: list[Any]) -> HttpResponse:
    heads = [_("Unit kerja"), _("Pegawai"), _("Cukup bukti"), _("Ditetapkan"), _("Tanpa penilai")]
    keys = ("unit_name", "people", "enough", "decided", "without_superior")
    rows = [[unit[key] for key in keys] for unit in units]
    content = excel.workbook_bytes(_("Kelengkapan"), heads, rows, notes=[period.title])
    return excel.download(content, f"kelengkapan-{period.code}.xlsx")


@for_agency
@require_POST
def recompute(request: HttpRequest, code: str) -> HttpResponse:
    """Bring the period's recommendations up to the evidence; large agencies do it in the background."""
    found = _period(request, code)
    if not standing_of(request).manages_people:
        raise Http404
    if found.is_open:
        done = refresh_period(found, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        return telling(redirect("siklus-periode", code=code), REFRESHED if done else QUEUED)
    return redirect("siklus-periode", code=code)


@for_agency
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """A check page with what stays undecided, then closing for good."""
    found = _period(request, code)
    refusal = policies.refusal_to_close(period_status=found.status, standing=standing_of(request))
    if refusal is not None and not standing_of(request).manages_people:
        raise Http404
    status, message = 200, str(refusal.message) if refusal else ""
    if request.method == "POST":
        try:
            operations.close(period=found, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        except operations.AppraisalError as refused:
            status, message = 409, str(refused)
        else:
            return redirect("siklus-periode", code=code)
    waiting = queries.undecided(Appraisal.objects.filter(period=found)).count()
    total = Appraisal.objects.filter(period=found).count()
    context = {"period": found, "waiting": waiting, "total": total, "refusal": message}
    return render(request, "appraisal/siklus_tutup.html", context, status=status)


@for_agency
@require_safe
def how_we_rate(request: HttpRequest, code: str) -> HttpResponse:
    """«Cara kami menilai»: the policy of a period in plain words, for everybody of the agency."""
    found = Period.objects.filter(code=code).select_related("policy").first()
    if found is None:
        raise Http404
    policy = policy_of(found)
    context = {"period": found, "policy": policy, "sections": explain_sections(policy)}
    return render(request, "appraisal/cara_menilai.html", context)
