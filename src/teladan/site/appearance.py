"""Language and theme of one browser: kept in two cookies, never in the database."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEME_COOKIE = "tema"
THEMES = {"terang": "light", "gelap": "dark"}  # anything else follows the device
YEAR = 365 * 24 * 60 * 60


def theme(request: HttpRequest) -> str:
    """The value of `data-theme`: «light», «dark», or nothing where the device decides."""
    return THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), "")


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language (`bahasa`) or theme (`tema`) and go back; unknown values change nothing."""
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("bahasa", "")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        _keep(response, THEME_COOKIE, chosen)
    elif chosen == "otomatis":
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
