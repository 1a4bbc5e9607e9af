"""Pages that need somebody logged in for an agency."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def person_of(user: Any) -> UUID:
    """The person behind an account. Raises PermissionDenied for an account that is nobody's, such as a service's."""
    person_id: UUID | None = getattr(user, "person_id", None)
    if person_id is None:
        raise PermissionDenied
    return person_id


def for_agency(view: View) -> View:
    """Let only people in who are logged in for an agency as a person; others log in or choose first."""

    @login_required
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "agency", None) is None or request.user.person is None:  # type: ignore[union-attr]
            return redirect("pilih-instansi")
        return view(request, *args, **kwargs)

    return inner
