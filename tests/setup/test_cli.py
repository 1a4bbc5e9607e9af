"""The command `teladan`: plain refusals, and a rule command that needs the standard library alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLEAN = ("DATABASE_URL", "DATABASE_OWNER_URL", "TELADAN_MODE", "TELADAN_ROLE", "DJANGO_SETTINGS_MODULE")


def teladan(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in CLEAN}
    return subprocess.run(
        [sys.executable, "-m", "teladan.site.cli", *arguments],
        env={**environment, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_names_every_command() -> None:
    done = teladan("--help")

    assert done.returncode == 0
    commands = ("demo", "serve", "worker", "migrate", "import", "evaluate", "rule", "policy", "audit", "doctor")
    assert [name for name in commands if f"\n  {name} " not in done.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "variables", "told"),
    [
        (["terbang"], {}, "perintah tidak dikenal"),
        (["serve"], {}, "DATABASE_URL"),
        (["demo"], {"TELADAN_MODE": "produksi"}, "TELADAN_MODE"),
        (["demo", "--prepare-only"], {"TELADAN_PORT": "pintu"}, "TELADAN_PORT"),
        (["migrate"], {"TELADAN_POSTGRES": "/tidak/ada/"}, "tidak ditemukan"),
        (["migrate"], {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}, "127.0.0.1:1"),
        (["migrate"], {"TELADAN_DATA": "/proc/teladan"}, "TELADAN_DATA"),
    ],
)
def test_refusal_is_one_plain_text_with_status_2(
    arguments: list[str], variables: dict[str, str], told: str, data_folder: Path
) -> None:
    done = teladan(*arguments, **{"TELADAN_DATA": str(data_folder), **variables})

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(f"teladan {arguments[0]}: ")


def test_production_settings_refuse_without_a_secret() -> None:
    done = teladan(
        "evaluate", TELADAN_MODE="produksi", DATABASE_URL="postgresql://x@127.0.0.1:1/x", TELADAN_SECRET_KEY=""
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_rule_needs_the_standard_library_alone() -> None:
    script = (
        "import sys\n"
        "from teladan.site.cli import main\n"
        "status = main(['rule'])\n"
        "ours = {name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)\n"
        "print(status, sorted(ours - {'__main__', 'teladan'}), file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
    )

    assert done.stderr.splitlines()[-1] == "0 []"
