"""Requests no page of ours sends: refused before anything of them is read, with the headers of every other page."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from teladan.intake.reader import MAX_FILE
from teladan.tenancy.models import Agency
from tests.security.places import Place, enter

pytestmark = pytest.mark.django_db
GUARD = "teladan.site.middleware.BearableRequests"
CSP = "csp.middleware.CSPMiddleware"


def without(settings: LazySettings, *names: str) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in names]


NUL = [
    ("{tim}?cari=%00", ""),
    ("{tim}?periode=a%00b", ""),
    ("/penilaian/%00/", ""),
    ("/cara-kami-menilai/%00/", ""),
    ("/masuk/", '"\\000aaaaaaaaaaaa"'),  # a browser's way to write NUL in a cookie
]


@pytest.mark.parametrize(("path", "cookie"), NUL)
def test_nul_is_a_bad_request_and_no_error_of_ours(path: str, cookie: str, place: Any, settings: LazySettings) -> None:
    client = Client(raise_request_exception=False) if cookie else enter(place.superior, place.agency)
    headers = {"HTTP_COOKIE": f"sesi={cookie}"} if cookie else {}
    path = path.format(tim=reverse("tim"))

    guarded = client.get(path, **headers).status_code
    without(settings, GUARD)
    client.handler.load_middleware()
    unguarded = client.get(path, **headers).status_code

    assert (guarded, unguarded) == (400, 500)


@pytest.mark.parametrize("length", [str(MAX_FILE + 2 * 1024 * 1024), "99999999999", "-1", "x"])
def test_a_body_beyond_any_upload_is_refused_before_it_is_read(length: str, settings: LazySettings) -> None:
    read: list[int] = []

    class Body(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            read.append(size or 0)
            return b""

    def answer() -> int:
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.get("/masuk/")  # with the cookie the check reads the form
        extra = {"CONTENT_LENGTH": length, "wsgi.input": Body(), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
        return client.generic("POST", "/masuk/", **extra).status_code

    assert answer() == 413
    assert read == []
    if length.isdigit():
        without(settings, GUARD)
        assert answer() in (400, 403)
        assert read  # positive control: without the limit somebody not logged in has the whole body read


def test_the_largest_upload_still_fits_in_its_form(place: Any) -> None:
    length = str(MAX_FILE + 10_000)

    answered = enter(place.hr, place.agency).generic("POST", reverse("impor"), CONTENT_LENGTH=length)

    assert answered.status_code == 422


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/masuk/", {}, 200),
        ("/tidak/ada/", {}, 404),
        ("/masuk/", {"HTTP_HOST": "jahat.example"}, 400),
        ("/masuk/?x=%00", {}, 400),
        ("/masuk/", {"CONTENT_LENGTH": "99999999999"}, 413),
        ("/sehat/", {}, 200),
        ("/keluar/", {}, 405),
    ],
)
def test_every_answer_carries_the_headers(path: str, headers: dict[str, str], status: int) -> None:
    answered = Client(raise_request_exception=False).get(path, **headers)

    assert answered.status_code == status
    assert "default-src 'none'" in answered.headers["Content-Security-Policy"]
    assert answered.headers["X-Frame-Options"] == "DENY"
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert answered.headers["Referrer-Policy"] == "same-origin"


def test_the_policy_must_stand_outside_what_refuses(settings: LazySettings) -> None:
    """Positive control: behind the session, a forged host is answered without it."""
    moved = [name for name in settings.MIDDLEWARE if name != CSP]
    settings.MIDDLEWARE = [*moved, CSP]

    answered = Client(raise_request_exception=False).get("/masuk/", HTTP_HOST="jahat.example")

    assert answered.status_code == 400
    assert "Content-Security-Policy" not in answered.headers


@pytest.mark.parametrize("who", ["penilaian-periode", "dokumen-d11", "berkas", "galat"])
def test_personal_answers_are_never_kept(who: str, place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {
        "penilaian-periode": reverse("penilaian-periode", args=[place.period.code]),
        "dokumen-d11": reverse("dokumen-d11", args=[place.appraisal.pk]),
        "berkas": f"{reverse('tim')}?unduh=xlsx",
        "galat": reverse("penilaian"),
    }
    if who == "galat":
        monkeypatch.setattr("teladan.appraisal.views.own.table", None)
    account = place.superior if who == "berkas" else place.employee

    answered = enter(account, place.agency).get(addresses[who])

    assert answered.status_code == (500 if who == "galat" else 200)
    assert answered.headers["Cache-Control"] == "no-store, private"
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answered.headers["Content-Security-Policy"]


OUTSIDE = [
    "//jahat.example", "https://jahat.example", "javascript:alert(1)", "/\\jahat.example", "\t//jahat.example",
    "http:///jahat.example", "https:jahat.example", " //jahat.example", "masuk",
]  # fmt: skip


@pytest.mark.parametrize("target", OUTSIDE)
def test_log_in_leads_to_no_other_site(target: str, place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    place.employee.set_password("kata sandi yang panjang")
    place.employee.save()
    form = {"login": place.employee.login, "password": "kata sandi yang panjang", "next": target}

    kept = Client().post("/masuk/", form)["Location"]
    monkeypatch.setattr("teladan.trust.views._safe_next", lambda request: request.POST["next"])
    lost = Client(raise_request_exception=False).post("/masuk/", form).headers.get("Location")  # None: an error page

    assert kept == "/"
    assert lost != "/"


def test_nobody_is_told_apart_by_what_log_in_costs(place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown, without a password, with a wrong one, closed: each costs one hash, so that time tells nothing."""
    known, closed = place.employee, place.reports[1]
    for account in (known, closed):
        account.set_password("kata sandi yang panjang")
        account.save()
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    hashes: list[str] = []
    import argon2.low_level

    real = argon2.low_level.hash_secret
    verify = argon2.PasswordHasher.verify

    def counted(*args: Any, **more: Any) -> Any:
        hashes.append("make")
        return real(*args, **more)

    def verified(*args: Any, **more: Any) -> Any:
        hashes.append("verify")
        return verify(*args, **more)

    monkeypatch.setattr(argon2.low_level, "hash_secret", counted)
    monkeypatch.setattr(argon2.PasswordHasher, "verify", verified)
    costs, bodies = {}, {}
    for name, login in {
        "unknown": "199901012024031099",
        "no password": place.superior.login,
        "known": known.login,
        "closed": closed.login,
    }.items():
        hashes.clear()
        answered = Client().post("/masuk/", {"login": login, "password": "salah sekali ini"})
        costs[name], bodies[name] = len(hashes), (answered.status_code, len(answered.content) - len(login))

    assert set(costs.values()) == {1}
    assert len(set(bodies.values())) == 1


def test_the_session_key_is_new_after_log_in(place: Any, settings: LazySettings) -> None:
    client = Client()
    planted = client.session
    planted["titipan"] = "penyerang"
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    place.employee.set_password("kata sandi yang panjang")
    place.employee.save()

    client.post("/masuk/", {"login": place.employee.login, "password": "kata sandi yang panjang"})

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert thief.get("/").status_code == 302  # what was planted opens nothing
    owner = Client()
    owner.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert owner.get("/").status_code == 200  # positive control: the new key does


def test_forms_need_their_mark(place: Any) -> None:
    address = reverse("siklus-tutup", args=[place.period.code])
    careful, careless = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=False)
    for client in (careful, careless):
        client.cookies = enter(place.hr, place.agency).cookies

    assert careful.post(address).status_code == 403
    assert careless.post(address).status_code == 302  # positive control


def test_another_agency_can_be_entered_without_leaving_the_first(place: Any, settings: LazySettings) -> None:
    """A shared computer: the next person logs in over the session of the one before."""
    other = Place("mereka")
    for account in (place.employee, other.employee):
        account.set_password("kata sandi yang panjang")
        account.save()
    client = Client()
    first = client.post("/masuk/", {"login": place.employee.login, "password": "kata sandi yang panjang"})

    second = client.post("/masuk/", {"login": other.employee.login, "password": "kata sandi yang panjang"})

    assert (first.status_code, second.status_code) == (302, 302)
    assert client.session["agency"] == str(other.agency.pk)


def test_only_agencies_of_ones_own_can_be_chosen(place: Any) -> None:
    stranger = Agency.objects.create(code="asing", name="Asing")
    client = enter(place.employee, place.agency)

    assert client.post("/instansi/", {"instansi": stranger.code}).status_code == 404
    assert client.post("/instansi/", {"instansi": place.agency.code}).status_code == 302  # positive control
