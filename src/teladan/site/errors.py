"""Pages for what goes wrong: what happened, that nothing is lost, what to do next."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)
# Without characters that look alike when read over the phone.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def support_code() -> str:
    """Four characters a person can read out to the help desk; the same code stands in the log."""
    return "".join(secrets.choice(LETTERS) for _ in range(4))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """A body larger than any file we take; nothing of it was read."""
    return render(request, "400.html", status=413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety mark is missing or stale: nothing was written, the person may try again."""
    return render(request, "403.html", {"stale_form": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what this person may not see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without request context: whatever broke may break again there."""
    code = support_code()
    log.error("server error", extra={"code": code})
    return render(None, "500.html", {"code": code}, status=500)
