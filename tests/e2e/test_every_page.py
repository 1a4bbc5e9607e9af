"""Every page of the list, with something on it and with nothing: accessible, never too wide, one main action."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal
from teladan.appraisal.operations import Ruling
from teladan.rules.enums import Expectation
from teladan.site import screens
from teladan.site.page_list import PAGES, THEMES, WIDTHS, Page
from teladan.tenancy.context import bound
from teladan.trust import session
from teladan.trust.models import Account
from tests import factories as make

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., "Tab"]
OWN = [page for page in PAGES if page.role]


@pytest.fixture
def people() -> dict[str, Account]:
    """Role → account of a small agency: one person decided against the recommendation, one without evidence."""
    agency = make.agency(name="Disdukcapil Kota Contoh")
    with bound(agency.pk):
        cast = make.Cast(reports=2)
        make.complete_evidence(cast.employee.person)
        operations.refresh(period=cast.period, at=make.AT)
        appraisal = Appraisal.objects.select_related("snapshot").get(person=cast.employee.person)
        operations.decide(
            appraisal=appraisal,
            ruling=Ruling(
                results=Expectation.ABOVE,
                behaviour=Expectation.AS_EXPECTED,
                results_reason="Menangani lonjakan permohonan bulan Oktober sendirian.",
                behaviour_reason="Belum tampak sebagai panutan bagi rekan.",
            ),
            seen_digest=appraisal.snapshot.digest,
            by=cast.superior,
            at=make.AT,
        )
        make.period(
            "2027-TW1", title="Triwulan I 2027", start_date=make.date(2027, 1, 1), end_date=make.date(2027, 3, 31)
        )
    return {"pegawai": cast.employee, "atasan": cast.superior, "kepegawaian": cast.hr}


def cookies(account: Account) -> dict[str, str]:
    """The session cookie of somebody logged in."""
    client = Client()
    client.force_login(account, backend="teladan.trust.backends.LoginBackend")
    chosen = client.session
    chosen[session.KEY] = str(account.memberships.get().agency_id)
    chosen.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_page_in_both_widths_and_themes(
    page: Page, open_page: Open, axe: Callable[["Tab"], list[str]], people: dict[str, Account], live_server: Any
) -> None:
    assert page.role
    inside = cookies(people[page.role])
    findings: list[str] = []
    for width in WIDTHS:
        for theme in THEMES:
            tab = open_page(page.path, width=width, theme=theme, cookies=inside)
            screens.visit(tab, live_server.url, page)
            tab.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
            findings += [f"{width} {theme} {line}" for line in axe(tab)]
            assert tab.locator("h1").count() == 1
            assert tab.locator(".btn--primary:visible").count() <= 1
            tab.close()
    tab = open_page(page.path, width=320, cookies=inside)
    screens.visit(tab, live_server.url, page)
    tab.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")

    assert findings == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert tab.title().endswith(" · Teladan")


@pytest.mark.parametrize("page", [page for page in PAGES if not page.role], ids=lambda page: page.name)
def test_page_without_log_in_in_both_widths_and_themes(
    page: Page, open_page: Open, axe: Callable[["Tab"], list[str]], people: dict[str, Account]
) -> None:
    findings: list[str] = []
    for width in WIDTHS:
        for theme in THEMES:
            tab = open_page(page.path, width=width, theme=theme)
            findings += [f"{width} {theme} {line}" for line in axe(tab)]
            tab.close()
    tab = open_page(page.path, width=320)

    assert findings == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


def test_refused_log_in_is_accessible_too(
    open_page: Open, axe: Callable[["Tab"], list[str]], people: dict[str, Account]
) -> None:
    tab = open_page("/masuk/", width=360)
    tab.fill("input[name=login]", "19880412 201503 2 004")
    tab.fill("input[name=password]", "salah")
    tab.get_by_role("button", name="Masuk", exact=True).click()

    assert axe(tab) == []
    assert tab.evaluate("document.activeElement.className") == "errors"
