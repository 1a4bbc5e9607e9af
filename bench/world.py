"""Scratch databases with invented people, filled by SQL in seconds and dropped afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from teladan.site import postgres
from teladan.site.postgres import Server

HERE = Path(__file__).resolve().parent
PREFIX = f"bench_{os.getpid()}"
POLICY = "sibolga"  # weights, peers, services and criteria: every kind of evidence below counts
SUPERIOR_OF_FIFTY, HR, SUPERIOR_OF_ONE, EMPLOYEE = 51, 52, 54, 8  # see people.sql
FULLY_EVIDENCED = 100

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Scratch:
    """One scratch database and the agency in it."""

    server: Server
    name: str
    people: int = 0
    agency: str = ""
    period: str = ""
    period_code: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a child process that works on this database; compiled modules are kept."""
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "TELADAN_DATABASE": self.name, **more}

    def connect(self) -> Connection:
        """As somebody who may fill tables quickly: the administrator where there is one, else the owner."""
        connection = self.server.connect(self.server.administrator or self.server.owner, self.name)
        connection.execute("SELECT set_config('teladan.agency', %s, false)", [self.agency])
        return connection

    def backends(self, application: str) -> list[int]:
        """Process numbers of the connections a server keeps to this database."""
        with self.server.connect(self.server.owner, self.server.database) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name = %s",
                [self.name, application],
            ).fetchall()
        return [row[0] for row in rows]

    def leaders(self) -> list[int]:
        """Numbers of the superiors of ordinary teams of twelve."""
        return list(range(72, self.people + 1, 12))


@contextmanager
def template(server: Server) -> Iterator[Scratch]:
    """A migrated, empty database to copy from. Databases of killed runs are removed first."""
    _drop_abandoned(server)
    made = Scratch(server, f"{PREFIX}_templat")
    postgres.ensure_database(server, made.name, recreate=True)
    try:
        command = [sys.executable, "-m", "teladan.site.cli", "migrate"]
        subprocess.run(command, env=made.environment(), check=True, stdout=subprocess.DEVNULL)
        yield made
    finally:
        postgres.drop_database(server, made.name)


def _drop_abandoned(server: Server) -> None:
    if server.mode == "url":
        return
    with server.connect_as_maker() as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^bench_[0-9]+_'").fetchall()
    for (name,) in rows:
        if not Path("/proc", name.split("_")[1]).exists():
            postgres.drop_database(server, name)


@contextmanager
def copy(empty: Scratch, suffix: str) -> Iterator[Scratch]:
    """An empty copy of the template."""
    made = Scratch(empty.server, f"{PREFIX}_{suffix}")
    postgres.ensure_database(empty.server, made.name, recreate=True, template=empty.name)
    try:
        yield made
    finally:
        postgres.drop_database(empty.server, made.name)


@contextmanager
def people(empty: Scratch, suffix: str, count: int, *, evidenced: int = FULLY_EVIDENCED) -> Iterator[Scratch]:
    """A copy with `count` invented people, the first `evidenced` with complete evidence, and one open period."""
    with copy(empty, suffix) as made:
        use(made)
        yield fill(made, count, evidenced)


def add_bare_table(scratch: Scratch) -> None:
    """The table of the bare insert (see bare.py), which the application role may write."""
    role = sql.Identifier(scratch.server.application.user)
    with scratch.connect() as connection:
        connection.execute(
            "CREATE TABLE bench_row (id bigserial PRIMARY KEY, account uuid NOT NULL, body text NOT NULL)"
        )
        connection.execute(sql.SQL("GRANT INSERT ON bench_row TO {0}").format(role))
        connection.execute(sql.SQL("GRANT USAGE ON SEQUENCE bench_row_id_seq TO {0}").format(role))


def leave() -> None:
    """Close Django's connection in this process, so that nothing but the servers works on the database."""
    from django.db import connection

    connection.close()


def use(scratch: Scratch) -> None:
    """Let Django in this process work on the database, without a pool."""
    from django.db import connection, connections

    connection.close()
    options = connections.databases["default"]["OPTIONS"]
    options.pop("pool", None)
    connection.settings_dict["NAME"] = connections.databases["default"]["NAME"] = scratch.name


def fill(scratch: Scratch, count: int, evidenced: int) -> Scratch:
    """Agency, policy, period and round by the models; everybody and everything about them by SQL."""
    from django.db import connection

    from teladan.tenancy.context import bound
    from teladan.tenancy.models import Agency

    agency = Agency.objects.create(code="bench", name="Kota Bench")
    with bound(agency.pk):
        period, said = _period()
    filled = Scratch(scratch.server, scratch.name, count, str(agency.pk), str(period.pk), period.code)
    values = {
        "people": count,
        "evidenced": min(evidenced, count),
        "agency": agency.pk,
        "period_code": period.code,
        "year": period.year,
        "start": period.start_date,
        "round": said.pk,
        "monday": said.monday,
    }
    connection.close()
    with filled.connect() as filling:
        _without_checks(filling)
        filling.execute((HERE / "people.sql").read_text(encoding="utf-8").format(**values))
        filling.execute("ANALYZE")
    return filled


def _period() -> tuple[Any, Any]:
    from teladan.appraisal.models import Period, PolicyVersion
    from teladan.rules.policy import preset_text
    from teladan.tenancy.models import monday_of
    from teladan.voices.models import Round

    document = preset_text(POLICY)
    policy = PolicyVersion.objects.create(name=POLICY, document=document, digest=sha256(document.encode()).hexdigest())
    today = datetime.now(UTC).date()
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    after = (first + timedelta(days=93)).replace(day=1)
    code = f"{first.year}-TW{(first.month + 2) // 3}"
    period = Period.objects.create(
        code=code,
        title=f"Triwulan {code}",
        kind="triwulan",
        start_date=first,
        end_date=after - timedelta(days=1),
        policy=policy,
    )
    said = Round.objects.create(period_code=code, source="rekan", name="bench")
    said.monday = monday_of(first + timedelta(days=14))  # type: ignore[attr-defined]
    return period, said


def _without_checks(filling: Connection) -> None:
    """Leave out triggers and foreign keys where the role may; the owner keeps them and is only slower."""
    try:
        filling.execute("SET session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        filling.execute("SET session_replication_role = DEFAULT")


def appraise_everybody(scratch: Scratch) -> None:
    """Appraisals for all: those with evidence by the product itself, the others as copies of one of them by SQL."""
    from django.utils import timezone

    from teladan.appraisal.models import Appraisal, Period
    from teladan.appraisal.operations import refresh
    from teladan.people.models import Employment
    from teladan.tenancy.context import bound

    first = [f"P{number}" for number in range(1, FULLY_EVIDENCED + 1)]
    with bound(UUID(scratch.agency)):
        persons = list(Employment.objects.filter(code__in=first).values_list("person_id", flat=True))
        refresh(period=Period.objects.get(code=scratch.period_code), person_ids=persons, at=timezone.now())
        pattern = Appraisal.objects.select_related("snapshot").filter(snapshot__isnull=False)[0]
    values = {
        "people": scratch.people,
        "evidenced": FULLY_EVIDENCED,
        "agency": scratch.agency,
        "period": scratch.period,
        "at": timezone.now().isoformat(),
    }
    assert pattern.snapshot is not None
    json.loads(pattern.snapshot.evidence)
    with scratch.connect() as filling:
        _without_checks(filling)
        functions = (HERE / "people.sql").read_text(encoding="utf-8").split("INSERT INTO", 1)[0]
        filling.execute(functions)
        statements = (HERE / "appraisals.sql").read_text(encoding="utf-8").format(**values)
        for statement in statements.split(";\n"):
            if statement.strip():
                filling.execute(statement, {"document": pattern.snapshot.evidence, "person": str(pattern.person_id)})
        filling.execute("ANALYZE")


def session_of(scratch: Scratch, number: int) -> str:
    """A log-in session of person `number`, kept in the database as the log-in page would; returns its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from teladan.trust.models import Account
    from teladan.trust.session import KEY

    account = Account.objects.get(login=f"pegawai{number}")
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "teladan.trust.backends.LoginBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[KEY] = scratch.agency
    store.create()
    return str(store.session_key)
