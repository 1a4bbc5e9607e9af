"""Pages that need somebody logged in for an agency."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def for_agency(view: View) -> View:
    """Let only people in who are logged in for an agency as a person; others log in or choose first."""

    @login_required
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "agency", None) is None or request.user.person is None:  # type: ignore[union-attr]
            return redirect("pilih-instansi")
        return view(request, *args, **kwargs)

    return inner
