"""What happens around every page."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from teladan.tenancy.context import bound
from teladan.trust.session import agency_of

Handler = Callable[[HttpRequest], HttpResponse]


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
        if agency is None:
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
