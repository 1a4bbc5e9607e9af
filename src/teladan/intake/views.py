"""Room «Instansi»: the import in four steps. For pengelola kepegawaian of the whole agency; 404 for everybody else."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teladan.intake import listings, operations, queries, tasks
from teladan.intake.enums import RunStatus
from teladan.intake.forms import UploadForm
from teladan.intake.models import ImportRun
from teladan.intake.problems import FileRefused, IntakeError
from teladan.intake.template import template
from teladan.people.queries import standing_of
from teladan.trust.access import for_agency
from teladan.web.excel import download
from teladan.web.table import table

CHANGED, INVALID = 409, 422


def _only_for_hr(request: HttpRequest) -> None:
    if not standing_of(request).manages_people:
        raise Http404


def _run(request: HttpRequest, run_id: UUID) -> ImportRun:
    _only_for_hr(request)
    run = queries.run(run_id)
    if run is None:
        raise Http404
    return run


@for_agency
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Steps one and two: the template, the upload; past imports below."""
    _only_for_hr(request)
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (run := _checked(request, form)):
            return redirect("impor-periksa", run_id=run.pk)
    past = table(request, listings.RUNS(), queries.runs())
    return render(request, "intake/impor.html", {"form": form, "table": past}, status=INVALID if form.errors else 200)


def _checked(request: HttpRequest, form: UploadForm) -> ImportRun | None:
    upload = form.cleaned_data["berkas"]
    try:
        return operations.check(
            content=upload.read(),
            file_name=upload.name,
            agency=request.agency,  # type: ignore[attr-defined]
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except FileRefused as refusal:
        form.add_error("berkas", str(refusal))
        return None


@for_agency
@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """The empty template."""
    _only_for_hr(request)
    return download(template(), "templat-impor-teladan.xlsx")


@for_agency
@require_safe
def check(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Step three: what is wrong, row by row, and what would change; while a job runs, how it stands."""
    run = _run(request, run_id)
    if request.GET.get("bagian") == "kemajuan":
        response = render(request, "intake/_kemajuan.html", _context(request, run))
        if run.status != RunStatus.RUNNING:
            response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "intake/periksa.html", _context(request, run))


def _context(request: HttpRequest, run: ImportRun, error: str = "") -> dict[str, Any]:
    waits = run.status == RunStatus.CHECKED and run.content is not None and not run.broken
    return {
        "run": run,
        "error": error or run.note,
        "sheets": listings.sheets(run),
        "problems": listings.problems(request, run) if run.problems else None,
        "changes": listings.changes(request, run) if run.changes else None,
        "may_apply_all": waits and not run.problem_count,
        "may_apply_good": waits and bool(run.problem_count) and run.good_rows > 0,
        "may_repair": run.content is not None and bool(run.problem_count) and not run.broken,
        "running": run.status == RunStatus.RUNNING,
        "applied": run.status == RunStatus.APPLIED,
        "expired": run.status == RunStatus.EXPIRED,
    }


@for_agency
@require_POST
def apply(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Step four: write the good rows, at once or by a job."""
    run = _run(request, run_id)
    only_good = request.POST.get("baris") == "benar"
    try:
        tasks.apply_now_or_later(run=run, by=request.user, at=timezone.now(), only_good=only_good)  # type: ignore[arg-type]
    except IntakeError as error:
        run.refresh_from_db()
        return render(request, "intake/periksa.html", _context(request, run, str(error)), status=CHANGED)
    return redirect("impor-periksa", run_id=run.pk)


@for_agency
@require_safe
def repair_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The rows to mend, as a workbook that can be uploaded again."""
    run = _run(request, run_id)
    if run.content is None or not run.problems:
        raise Http404
    return download(queries.rows_to_mend(run, timezone.now()), "perlu-diperbaiki.xlsx")
