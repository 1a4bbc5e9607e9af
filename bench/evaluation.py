"""Goal 18: evaluating everybody with snapshots and audit rows, beside reading the same evidence once."""

import json
import subprocess
import sys
from statistics import median
from typing import Any

from bench.goals import Goal, spread
from bench.world import Scratch

GIGABYTE = 1024**3


def goal_18(scratch: Scratch, *, rounds: int = 3) -> Goal:
    """Each round in a fresh process on emptied tables of the appraisal."""
    results = []
    for _ in range(rounds):
        _empty(scratch)
        results.append(one_round(scratch))
    found = [row["evaluating"] / row["reading"] for row in results]
    peak = max(row["peak"] for row in results)
    last = results[-1]
    complete = last["appraisals"] == last["snapshots"] == scratch.people and last["audit"] >= 1
    told = f"{spread(found)}, peak {peak / GIGABYTE:.2f} GB, N={scratch.people}, {last['recommended']} recommended"
    holds = median(found) <= 8 and peak <= GIGABYTE and complete
    return Goal("18", "evaluation, CPU / reading the evidence", told, "8x; 1 GB", "5x; 0.5 GB", holds)


def one_round(scratch: Scratch, *flags: str) -> dict[str, Any]:
    """What `bench.evaluating` measured."""
    command = [sys.executable, *flags, "-m", "bench.evaluating", scratch.agency, scratch.period_code]
    done = subprocess.run(command, env=scratch.environment(), check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _empty(scratch: Scratch) -> None:
    with scratch.connect() as sql:
        sql.execute("TRUNCATE appraisal_decision, appraisal_snapshot, appraisal_appraisal, trust_auditentry")
        sql.execute("VACUUM ANALYZE")
