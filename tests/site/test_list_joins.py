"""A statement that joins more than eight tables is planned blindly (PostgreSQL's join_collapse_limit; ADR 0016)."""

import pytest

from tests.site.test_statements import answered, world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "who"), [("tim", "superior"), ("siklus-periode", "hr")])
@pytest.mark.parametrize("reports", [2, 30])
def test_no_statement_of_a_list_joins_more_tables_than_the_planner_orders(name: str, who: str, reports: int) -> None:
    response, sql = answered(*world(reports), name, who)

    assert response.status_code == 200
    joins = [line.count(" JOIN ") for line in sql]
    assert 4 <= max(joins) <= 7, sql[joins.index(max(joins))]
