"""Typed readers of the environment that stop at a bad value instead of guessing."""

import os
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured


class Mode(StrEnum):
    """What this process is for. Only `produksi` faces real users; `demo` may log in from a list; `uji` runs tests."""

    DEVELOPMENT = "pengembangan"
    DEMO = "demo"
    TEST = "uji"
    PRODUCTION = "produksi"


def mode() -> Mode:
    """The mode named by TELADAN_MODE; production when nothing is said, so that a forgotten setting never opens a door.

    Raises ImproperlyConfigured for any other word.
    """
    word = os.environ.get("TELADAN_MODE", Mode.PRODUCTION)
    try:
        return Mode(word)
    except ValueError:
        raise ImproperlyConfigured(f"TELADAN_MODE bernilai «{word}». Isi salah satu: {', '.join(Mode)}.") from None


def text(name: str, default: str | None = None) -> str:
    """A variable's text. Raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Variabel lingkungan {name} belum diisi.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without empty parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
