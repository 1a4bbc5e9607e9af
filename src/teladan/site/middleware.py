"""What happens around every page."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from teladan.intake.reader import MAX_FILE
from teladan.site.errors import too_large
from teladan.tenancy.context import bound
from teladan.trust.session import agency_of

Handler = Callable[[HttpRequest], HttpResponse]
LARGEST_BODY = MAX_FILE + 1024 * 1024  # the largest file a form takes, with the form around it
# What is posted there begins work for an agency, perhaps another than the one chosen before.
BEGINS_WORK = ("/masuk/", "/instansi/")


class BearableRequests:
    """Turns away what no page of ours sends, before anything of it is read or looked up (THREATS T25).

    A body larger than any upload would fill the disk whatever the form says of it later; the character NUL in an
    address or a cookie is one that PostgreSQL can't store, so that a search for it would end as an error of ours.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return too_large(request)
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            raise BadRequest
        return self.get_response(request)


class ChosenLanguage:
    """Indonesian unless the person chose otherwise; a phone set to English does not choose for its owner."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivatePages:
    """Personal pages are never kept by browsers or proxies, so that Back after log-out shows nothing (THREATS T13)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response


class BindAgency:
    """Runs the page of somebody logged in inside one transaction bound to their agency.

    A page that only shows (GET, HEAD) runs read-only: the database refuses every write, and the transaction is rolled
    back. One that failed with a server error is rolled back as well.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        agency = agency_of(request)
        if agency is None or (request.method == "POST" and request.path_info.startswith(BEGINS_WORK)):
            return self.get_response(request)
        request.agency = agency  # type: ignore[attr-defined]
        with (
            timezone.override(agency.time_zone),
            bound(agency.pk, read_only=request.method in ("GET", "HEAD")),
        ):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
