"""Coming in, choosing an agency, going out."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust import demo, session
from teladan.trust.audit import record
from teladan.trust.forms import LoginForm
from teladan.trust.models import Account


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page; in demo mode with the list of whom to log in as."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect("beranda")
    form = LoginForm(request.POST or None)
    status = 200
    if request.method == "POST":
        account = auth.authenticate(request, **form.cleaned_data) if form.is_valid() else None
        if isinstance(account, Account):
            return _enter(request, account)
        if form.is_valid():
            # Said at the first of the two, so that the summary has a field to lead to; which one is wrong stays unsaid.
            form.add_error("login", _("NIP, surel, atau kata sandi tidak cocok. Periksa lagi, lalu coba lagi."))
        status = 422
    return render(request, "trust/masuk.html", _page(request, form), status=status)


def _page(request: HttpRequest, form: LoginForm) -> dict[str, Any]:
    groups = []
    if settings.DEMO_LOGIN:
        groups = [(name, list(rows)) for name, rows in groupby(demo.accounts(), key=lambda row: row.agency)]
    return {"form": form, "next": request.POST.get("next", request.GET.get("next", "")), "demo_groups": groups}


@require_POST
def log_in_demo(request: HttpRequest) -> HttpResponse:
    """Log in as somebody of the demo list; the address exists in demo mode and tests only."""
    account = demo.account(request.POST.get("login", ""))
    if account is None:
        raise Http404
    return _enter(request, account)


def _enter(request: HttpRequest, account: Account) -> HttpResponse:
    session.begin(request, account)
    chosen = request.session.get(session.KEY)
    if chosen is None:
        return redirect("pilih-instansi")
    _file("session.begin", account, Agency.objects.get(pk=chosen))
    return redirect(_safe_next(request))


def _file(action: str, account: Account, agency: Agency) -> None:
    with bound(agency.pk):
        record(
            action=action,
            actor=account,
            at=timezone.now(),
            subject_kind="account",
            subject_id=account.pk,
            person=account.person_id,
        )


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    allowed = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else reverse("beranda")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_agency(request: HttpRequest) -> HttpResponse:
    """For who works for several agencies; says what to do for who works for none yet."""
    agencies = session.agencies_of(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        agency = next((row for row in agencies if row.code == request.POST.get("instansi")), None)
        if agency is None:
            raise Http404
        session.choose(request, agency)
        _file("session.begin", request.user, agency)  # type: ignore[arg-type]
        return redirect("beranda")
    return render(request, "trust/instansi.html", {"agencies": agencies})


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session and ask the browser to forget what it kept."""
    agency = getattr(request, "agency", None)
    if agency is not None:
        _file("session.end", request.user, agency)  # type: ignore[arg-type]
    auth.logout(request)
    response = redirect("masuk")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
