"""What an act has done, told once on the page it leads to: a code in a cookie, read and forgotten by that page."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE, SECONDS = "kabar", 60


def telling(response: HttpResponse, code: str) -> HttpResponse:
    """The redirect after an act, with the code of what it did."""
    response.set_cookie(
        COOKIE, code, max_age=SECONDS, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
    return response


def told(request: HttpRequest, known: Collection[str]) -> str:
    """The code of the act just done if this page knows it, else ""; whoever shows it calls `forgotten`."""
    code = request.COOKIES.get(COOKIE, "")
    return code if code in known else ""


def forgotten(response: HttpResponse) -> HttpResponse:
    """The page that told it; opened again it is silent."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
