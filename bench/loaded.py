"""Goals of pages under requests: CPU beside a bare view, and p95 at two sizes of the agency."""

import random
from collections.abc import Sequence
from statistics import median

from bench import world
from bench.goals import Goal, percentile, ratios, spread
from bench.serving import Request, Site, cpu_per_request, timed
from bench.world import Scratch

TEAM = "/tim/"
SEED = 20260  # random teams, the same in every run


def goal_6(site: Site, bare: Site, *, rounds: int = 5, count: int = 40) -> list[Goal]:
    """CPU of the team dashboard beside the one-query view; and what a bare insert costs, for later goals."""
    world.use(site.scratch)
    session = world.session_of(site.scratch, site.scratch.leaders()[3])
    world.leave()
    page, query, insert = [], [], []
    for _ in range(rounds):
        query.append(cpu_per_request(bare, session, "/query", 2 * count))
        page.append(cpu_per_request(site, session, TEAM, count))
        insert.append(cpu_per_request(bare, session, "/insert", count, method="POST", expected=201))
    found = ratios(page, query)
    told = f"{spread(found)} (one query {1000 * median(query):.2f} ms, here)"
    inserted = f"{spread(ratios(insert, query))} of the one-query view"
    return [
        Goal("6", "team dashboard, CPU / one-query view", told, "8x", "4x", median(found) <= 8),
        Goal("(d)", "baseline: bare insert, CPU", inserted, "-", "-", True),
    ]


def goal_7(small: Site, large: Site, *, rounds: int = 5, count: int = 40) -> list[Goal]:
    """p95 of the dashboards of random teams, one client and eight."""
    sides = [(site, _teams(site.scratch, 30)) for site in (small, large)]
    goals = []
    for clients in (1, 8):
        p95 = _p95(sides, rounds, count * min(clients, 2), clients)
        found = ratios(p95[1], p95[0])
        goals.append(
            Goal("7", f"team dashboard p95, large / small, c={clients}", f"{spread(found)} {_sizes(small, large)}",
                 "1.5x", "1.2x", median(found) <= 1.5)
        )  # fmt: skip
    return goals


def _p95(
    sides: Sequence[tuple[Site, list[Request]]], rounds: int, count: int, clients: int
) -> tuple[list[float], list[float]]:
    chance = random.Random(SEED)
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for place, (site, requests) in enumerate(sides):
            seconds = timed(site, chance.choices(requests, k=count), clients)
            if number:  # the first round warms both sides
                found[place].append(percentile(seconds, 0.95))
    return found


def _teams(scratch: Scratch, count: int) -> list[Request]:
    world.use(scratch)
    leaders = random.Random(SEED).sample(scratch.leaders()[5:], count)
    requests = [(world.session_of(scratch, number), TEAM) for number in leaders]
    world.leave()
    return requests


def goal_8(small: Site, large: Site, *, rounds: int = 5, count: int = 12) -> list[Goal]:
    """p95 of the period page's list: as it opens, by search, on a far page, by name."""
    views = {
        "list": "",
        "search": "?cari=ginting",
        "far page": "?hal=30",
        "by name": "?urut=-nama",
    }
    sessions = []
    for site in (small, large):
        world.use(site.scratch)
        sessions.append(world.session_of(site.scratch, world.HR))
        world.leave()
    goals = []
    for name, query in views.items():
        sides = [
            (site, [(session, f"/siklus/{site.scratch.period_code}/{query}")])
            for site, session in zip((small, large), sessions, strict=True)
        ]
        p95 = _p95(sides, rounds, count, 1)
        found = ratios(p95[1], p95[0])
        goals.append(
            Goal("8", f"period page p95, large / small: {name}", f"{spread(found)} {_sizes(small, large)}",
                 "3x", "2x", median(found) <= 3)
        )  # fmt: skip
    return goals


def _sizes(small: Site, large: Site) -> str:
    return f"N={large.scratch.people:,}/{small.scratch.people:,}".replace(",", ".")
