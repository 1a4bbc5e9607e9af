"""Bare Django, as settings and addresses in one: what `startproject` gives without the admin, on PostgreSQL's driver.

(a) `/`: a plain view. Knows nothing of the product; goals 15 and 16 are ratios to this.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "nothing-here-is-secret"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "bench.plain"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "never-connected"}}


def plain(request: HttpRequest) -> HttpResponse:
    """A few bytes; the driver is loaded, as in any site on PostgreSQL, but not used."""
    from django.db import connection

    return HttpResponse(connection.vendor)


urlpatterns = [path("", plain)]
