"""DATABASE_URL and DATABASE_OWNER_URL: an institution's own server, played here by a cluster of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from teladan.site import postgres
from teladan.site.postgres import Login, Server, cluster, state
from teladan.site.refusal import Refusal


@pytest.fixture
def institution(laid_out: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A running server that isn't ours; our own data folder is another one."""
    with state.starting_lock():
        server = cluster.ensure_running(lambda sentence: None)
    yield server
    monkeypatch.setenv("TELADAN_DATA", str(laid_out))


@pytest.fixture
def ours(institution: Server, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our data folder beside the institution's server."""
    folder = data_folder.parent / "ours"
    monkeypatch.setenv("TELADAN_DATA", str(folder))
    return folder


def address(server: Server, login: Login | None, database: str = "kinerja") -> str:
    assert login is not None
    return f"postgresql://{login.user}:{login.password}@{server.host}:{server.port}/{database}"


def make_roles(institution: Server, **attributes: str) -> dict[str, Login]:
    """Roles as an institution's administrator makes them, and the database of the first."""
    logins = {name: Login(name, f"sandi-{name}") for name in attributes}
    with institution.connect_as_maker() as connection:
        for name, words in attributes.items():
            connection.execute(f"CREATE ROLE {name} LOGIN {words} PASSWORD 'sandi-{name}'".encode())
        connection.execute(f"CREATE DATABASE kinerja OWNER {next(iter(attributes))}".encode())
    return logins


def use(monkeypatch: pytest.MonkeyPatch, application: str | None, owner: str | None = None) -> None:
    for variable, value in (("DATABASE_URL", application), ("DATABASE_OWNER_URL", owner)):
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)


def test_administrator_alone_lets_us_make_both_roles(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, address(institution, institution.administrator))

    server = postgres.ensure_server()
    made = postgres.ensure_database(server, server.database)
    again = postgres.ensure_server()

    assert made
    assert (server.mode, server.database, again) == ("url", "kinerja", server)
    with server.connect(server.application, "kinerja") as connection:
        row = connection.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == ("teladan_app", False)


def test_limited_administrator_is_enough(institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logins = make_roles(institution, pengelola="CREATEDB CREATEROLE")
    use(monkeypatch, address(institution, logins["pengelola"]))

    server = postgres.ensure_server()
    made = postgres.ensure_database(server, "kinerja")

    assert not made
    with server.connect(server.owner, "kinerja") as connection:
        connection.execute("CREATE TABLE boleh ()")


def test_roles_of_another_installation_keep_their_password(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, address(institution, institution.administrator))
    postgres.ensure_server()
    monkeypatch.setenv("TELADAN_DATA", str(ours.with_name("third")))

    with pytest.raises(Refusal, match="sudah ada"):
        postgres.ensure_server()


def test_two_addresses_are_used_as_they_are(institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logins = make_roles(institution, pemilik="", melayani="")
    use(monkeypatch, address(institution, logins["melayani"]), address(institution, logins["pemilik"]))

    server = postgres.ensure_server()
    made = postgres.ensure_database(server, server.database)

    assert (made, server.owner.user, server.application.user) == (False, "pemilik", "melayani")
    assert not (ours / "secrets.json").exists()
    assert postgres.stop() is False


@pytest.mark.parametrize(
    ("attributes", "cure"),
    [
        ("SUPERUSER", "ALTER ROLE melayani NOSUPER"),
        ("BYPASSRLS", "ALTER ROLE melayani NOBYPASSRLS"),
        ("CREATEDB", "ALTER ROLE melayani NOCREATEDB"),
        ("IN ROLE pemilik", "anggota peran pemilik"),
    ],
)
def test_powerful_application_role_is_refused(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch, attributes: str, cure: str
) -> None:
    logins = make_roles(institution, pemilik="", melayani=attributes)
    use(monkeypatch, address(institution, logins["melayani"]), address(institution, logins["pemilik"]))

    with pytest.raises(Refusal, match=cure):
        postgres.ensure_server()


def test_one_weak_role_needs_the_second_address(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logins = make_roles(institution, lemah="")
    use(monkeypatch, address(institution, logins["lemah"]))

    with pytest.raises(Refusal, match=r"tidak boleh membuat peran.*DATABASE_URL untuk.*DATABASE_OWNER_URL untuk"):
        postgres.ensure_server()


def test_addresses_of_two_databases_are_refused(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logins = make_roles(institution, pemilik="", melayani="")
    use(monkeypatch, address(institution, logins["melayani"]), address(institution, logins["pemilik"], "lain"))

    with pytest.raises(Refusal, match="berbeda"):
        postgres.ensure_server()


def test_database_of_a_stranger_is_never_taken_over(
    institution: Server, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_roles(institution, orang_lain="")
    use(monkeypatch, address(institution, institution.administrator))
    server = postgres.ensure_server()

    with pytest.raises(Refusal, match="milik peran orang_lain"):
        postgres.ensure_database(server, "kinerja")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgresql://a:rahasia@127.0.0.1:1/x", "tidak dapat dihubungi|menolak"),
        ("bukan alamat rahasia", "bukan alamat basis data yang benar"),
    ],
)
def test_bad_address_is_refused_without_repeating_the_password(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, given: str, told: str
) -> None:
    use(monkeypatch, given, given)

    with pytest.raises(Refusal, match=told) as refused:
        postgres.ensure_server()

    assert "rahasia" not in str(refused.value)
