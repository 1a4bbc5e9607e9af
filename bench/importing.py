"""Goal 11 on a scratch database of this run (see import_bench): `python -m bench.importing PEOPLE ROUNDS`."""

import json
import subprocess
import sys
from statistics import median

from bench.goals import Goal
from bench.world import Scratch


def goal_11(scratch: Scratch, *, people: int, rounds: int = 3) -> Goal:
    """Rate of the import with reading the file / rate of COPY of the same finished rows, row by row."""
    command = [sys.executable, "-m", "bench.importing", str(people), str(rounds)]
    done = subprocess.run(command, env=scratch.environment(), check=True, stdout=subprocess.PIPE)
    shares = json.loads(done.stdout.splitlines()[-1])
    whole = [row[1] for row in shares]
    told = f"{median(whole):.2f} [{min(whole):.2f}..{max(whole):.2f}], without reading the file"
    told += f" {median(row[0] for row in shares):.2f}, {people} people"
    return Goal("11", "import, rate / COPY row by row", told, "0.15", "0.30", median(whole) >= 0.15)


def main(people: int, rounds: int) -> None:
    """Interleaved rounds, each into an agency of its own."""
    from django.db import connection

    from bench.import_bench import _copy, _import, _workbook

    shares = []
    for number in range(rounds):
        imported, with_reading = _import(_workbook(people, number), number)
        copied = _copy(connection, number)
        shares.append((copied / imported, copied / with_reading))
    sys.stdout.write(json.dumps(shares) + "\n")


if __name__ == "__main__":
    from teladan.site.running import django_as_application

    with django_as_application(pool=False):
        main(int(sys.argv[1]), int(sys.argv[2]))
