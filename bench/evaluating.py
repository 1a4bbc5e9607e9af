"""Goal 18, one round in a process of its own: read the evidence bare, evaluate everybody, read again.

`python -m bench.evaluating AGENCY PERIOD` prints one JSON object. CPU seconds are this process's and its backend's.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from bench import machine

# The rows an evaluation rests on, each kind with the columns it uses, once, through one cursor.
KINDS = """
SELECT pr.plan_id, pr.number, i.number, i.statement, i.lower, i.upper, i.unit, i.direction, r.figure, r.text, e.note,
       NULL::timestamptz, NULL::timestamptz
  FROM planning_plannedresult pr
  JOIN planning_indicator i ON i.agency_id = pr.agency_id AND i.planned_result_id = pr.id
  JOIN activities_realisation r ON r.agency_id = i.agency_id AND r.indicator_id = i.id AND r.period_code = %(code)s
  LEFT JOIN activities_evidence e ON e.agency_id = r.agency_id AND e.realisation_id = r.id
UNION ALL
SELECT person_id, scale, NULL, criterion, value, NULL, source, component, NULL, code, NULL, NULL, NULL
  FROM voices_rating WHERE period_code = %(code)s
UNION ALL
SELECT person_id, scale, NULL, criterion, rating, NULL, stance, component, NULL, text, NULL, NULL, NULL
  FROM voices_anonymousanswer
UNION ALL
SELECT person_id, NULL, NULL, text, NULL, NULL, source, stance, NULL, code, NULL, NULL, NULL
  FROM voices_feedback WHERE period_code = %(code)s
UNION ALL
SELECT person_id, NULL, NULL, service, standard, NULL, unit, number, NULL, NULL, NULL, received_at, finished_at
  FROM activities_servicetransaction
"""


def main(agency: str, code: str) -> None:
    """Print what reading and evaluating cost, the peak memory, and how much was written."""
    from uuid import UUID

    from django.db import connection
    from django.utils import timezone

    from teladan.appraisal.models import Appraisal, Period, Snapshot
    from teladan.appraisal.operations import refresh
    from teladan.tenancy.context import bound
    from teladan.trust.models import AuditEntry

    with bound(UUID(agency)):
        backend = connection.connection.info.backend_pid
        rows = read(connection, code)
        first = _spent(lambda: read(connection, code), backend)
        period = Period.objects.get(code=code)
        evaluated = _spent(lambda: refresh(period=period, at=timezone.now()), backend)
        peak = machine.peak_resident(os.getpid())
        second = _spent(lambda: read(connection, code), backend)
        written = {
            "appraisals": Appraisal.objects.filter(snapshot__isnull=False).count(),
            "snapshots": Snapshot.objects.count(),
            "recommended": Snapshot.objects.exclude(predicate="").count(),
            "audit": AuditEntry.objects.count(),
        }
    result = {"rows": rows, "reading": (first + second) / 2, "evaluating": evaluated, "peak": peak, **written}
    sys.stdout.write(json.dumps(result) + "\n")


def read(connection: Any, code: str) -> int:
    """Every row of evidence once, through one server-side cursor; returns how many."""
    count = 0
    with connection.connection.cursor(name="bench_evidence") as cursor:
        cursor.itersize = 2000
        cursor.execute(KINDS, {"code": code})
        for _row in cursor:
            count += 1
    return count


def _spent(act: Any, backend: int) -> float:
    before = _now(backend)
    act()
    return _now(backend) - before


def _now(backend: int) -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    there = machine.cpu_seconds([backend]) if Path("/proc", str(backend)).exists() else 0.0
    return own.ru_utime + own.ru_stime + there


if __name__ == "__main__":
    from teladan.site.running import django_as_application

    with django_as_application(pool=False):
        main(sys.argv[1], sys.argv[2])
