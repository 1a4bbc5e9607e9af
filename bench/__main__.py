"""`make bench`: every goal of the product's speed as one line. `--full` takes the large sizes, `--only 6,18` some."""

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from bench import world
from bench.goals import Goal, header, later
from bench.world import Scratch

Measure = Callable[[], Goal | list[Goal]]

NOT_YET = [
    later("1", "filing, rate / bare insert", "activities are not filed in the browser yet", "50 %", "70 %"),
    later("2", "filing, CPU / bare insert", "activities are not filed in the browser yet", "2.2x", "1.6x"),
    later("3", "filing, rate / Horilla's update", "follows from 1", "30x; 85x", "44x; 120x"),
    later("9", "close of 25 M activities / Polars", "activities and their close come later", "20x", "10x"),
    later("10", "the close: memory, restart, others' p95", "activities and their close come later", "2 GB; 2x", "1 GB"),
]


def main() -> int:
    """Print the table; exit status 1 when a gate does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="large sizes: 100,000 people, 20,000 requests; an hour")
    parser.add_argument("--only", default="", help="numbers of goals, separated by commas")
    options = parser.parse_args()
    os.environ["TELADAN_MODE"] = "demo"  # the pages without TLS; the log-in list is on the log-in page alone
    os.environ.pop("TELADAN_ROLE", None)
    wanted = set(filter(None, options.only.split(",")))
    began = time.monotonic()
    print(header(), flush=True)
    goals = []
    for goal in _goals(options.full, wanted):
        print(goal.line(), flush=True)
        goals.append(goal)
    failed = [goal for goal in goals if goal.holds is False]
    seconds = time.monotonic() - began
    print(f"{len(goals)} lines, {len(failed)} do not hold, {seconds:.0f} s. Read the ratios: machines differ.")
    return 1 if failed else 0


def _goals(full: bool, wanted: set[str]) -> Iterator[Goal]:
    from teladan.site import postgres
    from teladan.site.running import set_up_django

    logging.disable(logging.WARNING)  # refused addresses are counted, not told
    server = postgres.ensure_server(print)
    try:
        with ExitStack() as stack:
            empty = stack.enter_context(world.template(server))
            os.environ["TELADAN_DATABASE"] = empty.name
            set_up_django("aplikasi")
            yield from _lists(empty, full, wanted)
            yield from _batches(empty, full, wanted)
    finally:
        postgres.stop()
    yield from (goal for goal in NOT_YET if not wanted or goal.number in wanted)


def _lists(empty: Scratch, full: bool, wanted: set[str]) -> Iterator[Goal]:
    """Goals of pages, on two agencies of different size."""
    from bench import counted, loaded, serving, starting, visits

    if wanted and not wanted & {"4", "5", "6", "7", "8", "12", "13", "14", "15", "16", "17"}:
        return
    with ExitStack() as stack:
        enter = stack.enter_context
        small = enter(world.people(empty, "kecil", 1_000))
        world.appraise_everybody(small)
        large = enter(world.people(empty, "besar", 100_000 if full else 10_000))
        world.appraise_everybody(large)
        world.add_bare_table(small)
        yield from _chosen(wanted, {"4", "14"}, lambda: counted.goal_4_and_14(small, large))
        yield from _chosen(wanted, {"5"}, lambda: counted.goal_5(small))
        world.leave()
        site = enter(serving.product(small))
        site_large = enter(serving.product(large, "produk_besar"))
        bare = enter(serving.baseline(small, "bench.bare", "/query"))
        plain = enter(serving.baseline(small, "bench.plain", "/"))
        sites = [site, site_large]
        yield from _chosen(
            wanted, {"12", "13", "17"}, lambda: visits.goals_12_13_17(site, idle_seconds=60 if full else 10)
        )
        yield from _chosen(wanted, {"6"}, lambda: loaded.goal_6(site, bare))
        yield from _chosen(wanted, {"7"}, lambda: loaded.goal_7(*sites))
        yield from _chosen(wanted, {"8"}, lambda: loaded.goal_8(*sites))
        yield from _chosen(wanted, {"15"}, lambda: starting.goal_15(site, plain, requests=20_000 if full else 2_000))
        yield from _chosen(wanted, {"16", "17"}, lambda: starting.goal_16(small, sites, plain))


def _batches(empty: Scratch, full: bool, wanted: set[str]) -> Iterator[Goal]:
    """Goals of work that outlasts a page."""
    from bench import evaluation, importing

    if not wanted or "11" in wanted:
        with world.copy(empty, "impor") as scratch:
            yield importing.goal_11(scratch, people=5_000 if full else 1_000)
    if not wanted or "18" in wanted:
        count = 100_000 if full else 2_000
        with world.people(empty, "evaluasi", count, evidenced=count) as scratch:
            world.leave()
            yield evaluation.goal_18(scratch, rounds=1 if full else 3)


def _chosen(wanted: set[str], numbers: set[str], measure: Measure) -> Iterator[Goal]:
    if wanted and not wanted & numbers:
        return
    found = measure()
    yield from [found] if isinstance(found, Goal) else found


if __name__ == "__main__":
    sys.exit(main())
