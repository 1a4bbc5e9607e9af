"""Goals 15 and 16: memory of a worker after many requests, and what a start costs, beside bare Django."""

import random
import resource
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

from bench import machine, world
from bench.goals import Goal, ratios, spread
from bench.serving import Request, Site, timed
from bench.world import Scratch

MEGABYTE = 1024**2
IMPORT_PRODUCT = ("teladan.site.settings", "import teladan.site.wsgi as w; from django.urls import get_resolver")
IMPORT_BARE = (
    "bench.plain",
    "from django.core.wsgi import get_wsgi_application as g; from django.urls import get_resolver; g()",
)
TOUCH = "; get_resolver().url_patterns; from django.db import connection; connection.vendor"
THREADS = "; import threading, sys; sys.stdout.write(str(threading.active_count()))"


def goal_15(site: Site, bare: Site, *, requests: int) -> Goal:
    """PSS of both workers after so many requests; the product's are mixed pages of random people."""
    mixed = _mixed(site.scratch, requests)
    timed(bare, [("", "/")] * requests, 4)
    half = len(mixed) // 2
    timed(site, mixed[:half], 4)
    middle = machine.own_share(site.worker)
    timed(site, mixed[half:], 4)
    end, below = machine.own_share(site.worker), machine.own_share(bare.worker)
    ratio, growth = end / below, end / middle - 1
    told = f"{ratio:.2f}x ({end / MEGABYTE:.0f} MB), growth {100 * growth:+.1f} %, {requests} requests (not 20,000)"
    holds = ratio <= 4 and end <= 160 * MEGABYTE and growth <= 0.05
    return Goal("15", "memory of a worker / bare worker", told, "4x; 5 %", "2.5x", holds)


def _mixed(scratch: Scratch, count: int) -> list[Request]:
    chance = random.Random(15)
    world.use(scratch)
    employees = [world.session_of(scratch, number) for number in chance.sample(range(1, 50), 10)]
    leaders = [world.session_of(scratch, number) for number in chance.sample(scratch.leaders(), 10)]
    hr = world.session_of(scratch, world.HR)
    world.leave()
    code = scratch.period_code
    pages = [(session, path) for session in employees for path in ("/", "/penilaian/", f"/penilaian/{code}/")]
    pages += [(session, path) for session in leaders for path in ("/", "/tim/")]
    pages += [(hr, path) for path in ("/siklus/", f"/siklus/{code}/", "/impor/", f"/cara-kami-menilai/{code}/")]
    return chance.choices(pages, k=count)


def goal_16(scratch: Scratch, sites: Sequence[Site], plain: Site, *, rounds: int = 5) -> list[Goal]:
    """CPU of importing the application with its addresses, interleaved; and the first answers seen in this run."""
    product, bare, threads = [], [], 1
    for number in range(rounds + 1):
        below, _ = _import(scratch, *IMPORT_BARE)
        above, threads = _import(scratch, *IMPORT_PRODUCT)
        if number:  # the first round compiles
            bare.append(below)
            product.append(above)
    found = ratios(product, bare)
    first = min(site.first_answer for site in sites)
    told = f"{spread(found)}; first answer {first:.1f} s, bare {plain.first_answer:.1f} s"
    return [
        Goal("16", "import, CPU / bare Django; first answer", told, "10x; 5 s", "6x; 2 s",
             median(found) <= 10 and first <= 5),
        Goal("17", "scheduler threads in a web worker", f"{threads - 1} threads beside the main one after import",
             "0", "0", threads == 1),
    ]  # fmt: skip


def _import(scratch: Scratch, settings: str, statement: str) -> tuple[float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", statement + TOUCH + THREADS],
        env=scratch.environment(DJANGO_SETTINGS_MODULE=settings),
        check=True,
        stdout=subprocess.PIPE,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(done.stdout)
