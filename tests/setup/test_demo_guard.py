"""The demo never mixes its invented people into a database of an institution."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from teladan.site.demo import _refuse_real_data
from teladan.site.postgres import Server
from teladan.site.refusal import Refusal
from teladan.tenancy.models import Agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def institution(server: Server, test_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The test database as if it had been given by DATABASE_URL."""
    monkeypatch.setenv("TELADAN_DATABASE", test_database)
    yield replace(server, mode="url", database=test_database)
    with server.connect(server.owner, test_database) as connection:
        connection.execute(f"COMMENT ON DATABASE {test_database} IS NULL".encode())


def test_database_with_agencies_is_left_alone(institution: Server) -> None:
    Agency.objects.create(code="kota-sungguhan", name="Kota Sungguhan")

    with pytest.raises(Refusal, match="sudah berisi instansi"):
        _refuse_real_data(institution)


def test_database_that_was_empty_at_the_first_demo_stays_a_demo(institution: Server) -> None:
    _refuse_real_data(institution)
    Agency.objects.create(code="kota-contoh", name="Kota Contoh")

    _refuse_real_data(institution)

    assert Agency.objects.count() == 1


def test_own_cluster_is_never_asked(server: Server) -> None:
    Agency.objects.create(code="kota-contoh", name="Kota Contoh")

    _refuse_real_data(server)

    assert Agency.objects.count() == 1
