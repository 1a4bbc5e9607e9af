"""Pages need the same number of statements for 1 and 50 rows, and a page that shows writes nothing (goals 4, 5, 14)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal
from teladan.tenancy.context import bound
from teladan.trust import session
from tests import factories as make

pytestmark = pytest.mark.django_db

# Page, who looks, statements it may take. Log-in, agency, standing and binding are five of them.
PAGES = [
    ("beranda", "employee", 13),
    ("penilaian", "employee", 8),
    ("penilaian-periode", "employee", 11),
    ("tim", "superior", 10),
    ("evaluasi-pegawai", "superior", 12),
    ("siklus", "hr", 7),
    ("siklus-periode", "hr", 10),
    ("siklus-tutup", "hr", 8),
    ("cara-menilai", "employee", 6),
    ("impor", "hr", 7),
]


def world(reports: int) -> Any:
    agency = make.agency(f"hitung{reports}")
    with bound(agency.pk):
        cast = make.Cast("hitung", reports=reports)
        for account in cast.reports:
            make.complete_evidence(account.person)
        operations.refresh(period=cast.period, at=make.AT)
        appraisal = Appraisal.objects.get(person=cast.employee.person)
    return agency, cast, {"evaluasi-pegawai": [appraisal.pk]}


def answered(agency: Any, cast: Any, keys: Any, name: str, who: str) -> tuple[Any, list[str]]:
    client = Client()
    client.force_login(getattr(cast, who))
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    needs_code = name in ("penilaian-periode", "siklus-periode", "siklus-tutup", "cara-menilai")
    url = reverse(name, args=keys.get(name, [cast.period.code] if needs_code else []))
    with CaptureQueriesContext(connection) as statements:
        response = client.get(url)
    sql = [query["sql"] for query in statements.captured_queries]
    return response, [line for line in sql if not line.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]


@pytest.mark.parametrize(("name", "who", "most"), PAGES)
def test_statements_do_not_grow_with_rows(name: str, who: str, most: int) -> None:
    few, few_sql = answered(*world(1), name, who)
    many, many_sql = answered(*world(50), name, who)

    assert few.status_code == many.status_code == 200
    assert len(many_sql) == len(few_sql), "\n".join(many_sql)
    assert len(few_sql) <= most, "\n".join(few_sql)


@pytest.mark.parametrize(("name", "who", "most"), PAGES)
def test_showing_a_page_writes_nothing(name: str, who: str, most: int) -> None:
    _response, sql = answered(*world(1), name, who)

    assert sql
    assert not [line for line in sql if line.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_page_of_a_list_does_not_grow_with_the_people_in_it() -> None:
    few, _ = answered(*world(30), "tim", "superior")
    many, _ = answered(*world(60), "tim", "superior")

    assert len(many.content) <= len(few.content) * 1.1
