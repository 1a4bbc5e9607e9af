"""What a web worker loads when it starts, as counts (goal 16): figures of time belong to `make bench`."""

import os
import subprocess
import sys

from teladan.site.postgres import Server

# Never needed to answer a page: statistics run in workers of their own, browsers and locks in tools.
NEVER = {"polars", "numpy", "scipy", "numba", "playwright", "pytest", "fontTools"}
MOST = 1250  # about 1,020 now; bare Django with PostgreSQL's driver loads about 640
LOADED = "import sys; print('\\n'.join(sorted(sys.modules)))"
WHOLE = "import teladan.site.web_worker; from django.urls import get_resolver; get_resolver().url_patterns; "


def modules(statement: str) -> list[str]:
    """Names of the modules a fresh process has loaded after the statement."""
    done = subprocess.run(
        [sys.executable, "-c", statement + LOADED],
        env={**os.environ, "TELADAN_MODE": "uji", "DJANGO_SETTINGS_MODULE": "teladan.site.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def test_web_worker_loads_no_library_of_statistics_and_a_bounded_number_of_modules(server: Server) -> None:
    loaded = modules(WHOLE)

    assert "teladan.appraisal.views.team" in loaded
    assert not NEVER & {name.split(".")[0] for name in loaded}
    assert len(loaded) <= MOST


def test_no_thread_works_beside_the_web_worker(server: Server) -> None:
    counted = modules(WHOLE + "import threading; assert threading.active_count() == 1, threading.enumerate(); ")

    assert counted


def test_rules_on_the_command_line_start_without_django() -> None:
    loaded = modules("import teladan.site.cli, teladan.rules.command; ")

    assert "teladan.rules.command" in loaded
    assert not {"django", "psycopg"} & {name.split(".")[0] for name in loaded}
