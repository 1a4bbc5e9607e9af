"""Goals that are counts, not times: statements, writes of a GET, and the size of pages at two sizes of the agency."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from bench import world
from bench.goals import Goal, later
from bench.world import Scratch

LISTS = ("penilaian", "siklus", "siklus-periode", "impor")
PAPERWORK = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
Answer = tuple[int, list[str], int]  # status, statements, bytes of the page


def clients(scratch: Scratch) -> dict[str, Client]:
    """Somebody of each kind, logged in."""
    numbers = {
        "employee": world.EMPLOYEE,
        "one": world.SUPERIOR_OF_ONE,
        "fifty": world.SUPERIOR_OF_FIFTY,
        "team": scratch.leaders()[0],
        "hr": world.HR,
    }
    made = {"nobody": Client()}
    for name, number in numbers.items():
        made[name] = Client()
        made[name].cookies["sesi"] = world.session_of(scratch, number)
    return made


def asked(client: Client, path: str) -> Answer:
    """One GET with the statements it took."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        content = b"".join(response) if response.streaming else response.content
    statements = [query["sql"] for query in captured.captured_queries]
    return response.status_code, [line for line in statements if not line.startswith(PAPERWORK)], len(content)


def lists_of(scratch: Scratch) -> dict[str, tuple[str, str]]:
    """Name → who looks, at which address: team dashboards and every list page."""
    found = {f"tim {who}": (who, reverse("tim")) for who in ("one", "fifty", "team")}
    for name in LISTS:
        arguments = [scratch.period_code] if name == "siklus-periode" else []
        found[name] = ("employee" if name == "penilaian" else "hr", reverse(name, args=arguments))
    return found


def measured(scratch: Scratch) -> dict[str, Answer]:
    """Each list page's answer on this database."""
    world.use(scratch)
    who = clients(scratch)
    return {name: asked(who[viewer], path) for name, (viewer, path) in lists_of(scratch).items()}


def goal_4_and_14(small: Scratch, large: Scratch) -> list[Goal]:
    """Statements and bytes of every list page in both databases."""
    few, many = measured(small), measured(large)
    counts = {name: (len(few[name][1]), len(many[name][1])) for name in few}
    dashboard = max(max(pair) for name, pair in counts.items() if name.startswith("tim"))
    lists = max(max(pair) for name, pair in counts.items() if not name.startswith("tim"))
    constant = all(a == b for a, b in counts.values()) and len({counts[f"tim {who}"] for who in ("one", "fifty")}) == 1
    answered = all(row[0] == 200 for row in (*few.values(), *many.values()))
    growth = {name: many[name][2] / few[name][2] for name in few if name != "tim team"}
    worst = max(growth, key=lambda name: growth[name])
    told = f"{dashboard} / {lists}, {'constant' if constant else 'GROWING'} for 1 and 50 rows, {_sizes(small, large)}"
    size = f"{growth[worst]:.3f}x at most ({worst}), {_sizes(small, large)}"
    return [
        Goal("4", "statements: team dashboard / any list", told, "12 / 12", "8 / 8",
             answered and constant and dashboard <= 12 and lists <= 12),
        later("4", "statements: filing an activity", "activities are not filed in the browser yet", "10", "7"),
        Goal("14", "HTML of any list page, large / small N", size, "1.1x", "1.0x", growth[worst] <= 1.1),
    ]  # fmt: skip


def _sizes(small: Scratch, large: Scratch) -> str:
    return f"N={large.people:,}/{small.people:,}".replace(",", ".")


def goal_5(scratch: Scratch) -> Goal:
    """GET every route as every kind of person; count what is written."""
    world.use(scratch)
    who = clients(scratch)
    paths, skipped = addresses(scratch)
    writes, gets, failed = 0, 0, 0
    for path in paths:
        for client in who.values():
            status, statements, _ = asked(client, path)
            gets += 1
            failed += status >= 500
            writes += sum(line.startswith(("INSERT", "UPDATE", "DELETE")) for line in statements)
    told = f"{writes} writes in {gets} GETs of {len(paths)} routes"
    told += f", {skipped} without a row to show" if skipped else ""
    told += f", {failed} FAILED" if failed else ""
    return Goal("5", "writes of a GET, every route", told, "0", "0", writes == 0 and not failed)


def addresses(scratch: Scratch) -> tuple[list[str], int]:
    """An address for every route that has something to show here, and how many have nothing."""
    from teladan.appraisal.models import Appraisal
    from teladan.tenancy.context import bound

    with bound(UUID(scratch.agency)):
        appraisal = Appraisal.objects.filter(snapshot__isnull=False).order_by("pk")[0].pk
    values: dict[str, Any] = {"code": scratch.period_code, "appraisal_id": appraisal}
    found, skipped = [], 0
    for name, parameters in _routes(get_resolver()):
        try:
            found.append(reverse(name, kwargs={key: values[key] for key in parameters}))
        except (KeyError, NoReverseMatch):
            skipped += 1
    return found, skipped


def _routes(resolver: Any) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += _routes(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.append((pattern.name, list(pattern.pattern.converters)))
    return found
