"""Coming in: by NIP and password, from the demo's list, into one of several agencies; and nothing without a reason."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust import session
from teladan.trust.models import Account, AuditEntry, DemoStory, Membership, Person
from tests import factories as make

pytestmark = pytest.mark.django_db
KEY = "abcdefghij-0123456789" * 4  # long enough and of no use elsewhere
PASSWORD = "manggis-matang-enam-kelopak"  # of an invented account


@pytest.fixture
def agency() -> Agency:
    return make.agency()


@pytest.fixture
def account(agency: Agency) -> Account:
    person = Person.objects.create(nip="199003032015031004", name="Siti Rahmawati")
    made = Account.objects.create_account(login=person.nip or "", person=person, password=PASSWORD)
    Membership.objects.create(account=made, agency=agency)
    return made


def enter(client: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("masuk"), {"login": login, "password": password, **more})


@pytest.mark.parametrize("typed", ["199003032015031004", "19900303 201503 1 004", " 199003032015031004 "])
def test_nip_may_be_typed_in_groups(client: Client, account: Account, typed: str) -> None:
    response = enter(client, typed)

    assert response.status_code == 302
    assert client.session[session.KEY]


@pytest.mark.parametrize(("login", "password"), [("199003032015031004", "salah"), ("198001012005011001", PASSWORD)])
def test_wrong_password_and_unknown_nip_get_the_same_answer(
    client: Client, account: Account, login: str, password: str
) -> None:
    response = enter(client, login, password)

    assert response.status_code == 422
    assert "NIP, surel, atau kata sandi tidak cocok" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_closed_account_does_not_come_in(client: Client, account: Account) -> None:
    account.is_active = False
    account.save()

    assert enter(client, account.login).status_code == 422


def test_account_without_password_cannot_be_guessed(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(password=make_password(None))

    assert enter(client, account.login, "").status_code == 422


def test_what_was_typed_stays_except_the_password(client: Client, account: Account) -> None:
    response = enter(client, account.login, "salah")

    assert account.login in response.content.decode()
    assert "salah" not in response.content.decode().replace("salah satu", "")


def test_log_in_makes_a_new_session_key(client: Client, account: Account) -> None:
    client.get(reverse("masuk"))
    stored = client.session
    stored["x"] = 1
    stored.save()
    before = stored.session_key

    enter(client, account.login)

    assert client.session.session_key != before


@pytest.mark.parametrize(("target", "where"), [("/penilaian/", "/penilaian/"), ("https://jahat.example/", "/")])
def test_next_leads_only_inside(client: Client, account: Account, target: str, where: str) -> None:
    assert enter(client, account.login, next=target).headers["Location"] == where


def test_log_in_is_filed(client: Client, account: Account, agency: Agency) -> None:
    enter(client, account.login)

    with bound(agency.pk):
        assert AuditEntry.objects.filter(action="session.begin").count() == 1


def test_who_works_for_two_agencies_chooses(client: Client, account: Account) -> None:
    second = make.agency("kedua", "Instansi Kedua")
    Membership.objects.create(account=account, agency=second)

    assert enter(client, account.login).headers["Location"] == reverse("pilih-instansi")
    client.post(reverse("pilih-instansi"), {"instansi": "kedua"})

    assert client.session[session.KEY] == str(second.pk)


def test_membership_that_ended_opens_nothing(client: Client, account: Account) -> None:
    enter(client, account.login)
    Membership.objects.all().delete()

    assert client.get(reverse("beranda")).headers["Location"] == reverse("pilih-instansi")


def test_demo_list_lets_in_without_password_and_only_who_is_on_it(
    client: Client, account: Account, agency: Any
) -> None:
    refused = client.post(reverse("masuk-demo"), {"login": account.login})
    DemoStory.objects.create(account=account, agency=agency, place=1, description="bukti lengkap")

    page = client.get(reverse("masuk")).content.decode()
    let_in = client.post(reverse("masuk-demo"), {"login": account.login})

    assert refused.status_code == 404
    assert "bukti lengkap" in page
    assert let_in.status_code == 302


PRODUCTION = """
import django; django.setup()
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from teladan.trust import demo
from django.core.exceptions import PermissionDenied
assert not settings.DEMO_LOGIN and not settings.STYLE_GUIDE
for name in ("masuk-demo", "gaya"):
    try: reverse(name)
    except NoReverseMatch: print("tidak ada", name)
for call in (demo.accounts, lambda: demo.account("x")):
    try: call()
    except PermissionDenied: print("ditolak")
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""


def in_mode(mode: str, code: str, **env: str) -> "subprocess.CompletedProcess[str]":
    base = {key: value for key, value in os.environ.items() if not key.startswith(("TELADAN_", "DJANGO_"))}
    given = base | {"TELADAN_MODE": mode, "DJANGO_SETTINGS_MODULE": "teladan.site.settings"} | env
    return subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False)


def test_production_has_no_demo_log_in_and_passes_the_deployment_check() -> None:
    done = in_mode("produksi", PRODUCTION, TELADAN_SECRET_KEY=KEY, TELADAN_HOSTS="kinerja.contoh.go.id")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:4] == ["tidak ada masuk-demo", "tidak ada gaya", "ditolak", "ditolak"]


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, "TELADAN_SECRET_KEY belum diisi"),
        ({"TELADAN_SECRET_KEY": "pendek", "TELADAN_HOSTS": "a"}, "TELADAN_SECRET_KEY terlalu lemah"),
        ({"TELADAN_SECRET_KEY": KEY}, "TELADAN_HOSTS berisi nama host yang tepat"),
    ],
)
def test_production_refuses_to_start_half_set_up(env: dict[str, str], words: str) -> None:
    done = in_mode("produksi", "import django; django.setup()", **env)

    assert done.returncode != 0
    assert words in done.stderr.replace("Variabel lingkungan ", "")


def test_mode_that_nobody_knows_is_refused() -> None:
    done = in_mode("prod", "import django; django.setup()")

    assert "TELADAN_MODE bernilai «prod»" in done.stderr
