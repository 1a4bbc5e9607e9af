"""The bare views beside the product, as settings and addresses in one: sessions of the product, nothing else.

(b) `/query`: session authentication and one indexed query. (d) `/insert`: session authentication, exempt from CSRF,
one row of its own transaction. Same database, driver, pool and server as the product.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.urls import path

from teladan.site.settings import *  # noqa: F403  # same database, account model and session

ROOT_URLCONF = "bench.bare"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "teladan.tenancy",
    "teladan.trust",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def query(request: HttpRequest) -> HttpResponse:
    """The name of who is logged in."""
    from teladan.trust.models import Person

    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    name = Person.objects.values_list("name", flat=True).get(pk=request.user.person_id)
    return HttpResponse(name)


def insert(request: HttpRequest) -> HttpResponse:
    """One row; the answer comes after it is on disk."""
    from django.db import connection

    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (account, body) VALUES (%s, %s)", [request.user.pk, "melayani warga"])
    return HttpResponse(status=201)


urlpatterns = [path("query", query), path("insert", insert)]
