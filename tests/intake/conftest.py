"""An agency to import into, and the two steps of the import."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.intake.workbooks import Sheets, xlsx

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def agency(db: None) -> Any:
    """An agency without anybody."""
    from teladan.intake import operations

    return operations.create_agency(code="kota-uji", name="Kota Uji", by=None, at=AT)


@pytest.fixture
def bound_agency(agency: Any) -> Iterator[Any]:
    """The agency, bound for the whole test."""
    from teladan.tenancy.context import bound

    with bound(agency.pk):
        yield agency


@pytest.fixture
def check(agency: Any) -> Callable[..., Any]:
    """Check sheets as a file; returns the run."""
    from teladan.intake import operations

    def run(sheets: Sheets, into: Any = agency) -> Any:
        return operations.check(content=xlsx(sheets), file_name="uji.xlsx", agency=into, by=None, at=AT, seconds=60)

    return run


@pytest.fixture
def load(check: Callable[..., Any]) -> Callable[..., Any]:
    """Check and apply sheets; they must be without violation unless only the good rows are asked for."""
    from teladan.intake import operations
    from teladan.tenancy.context import bound

    def run(sheets: Sheets, *, only_good: bool = False, **more: Any) -> Any:
        found = check(sheets, **more)
        assert only_good or found.problems == []
        with bound(found.agency_id):
            return operations.apply(run=found, by=None, at=AT, only_good=only_good)

    return run
