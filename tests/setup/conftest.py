"""Clusters of their own for the tests of the controller; the checkout's cluster is never touched."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from teladan.site.postgres import cluster

FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "TELADAN_POSTGRES")


@pytest.fixture
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that every user may enter; whatever was started in it is stopped and removed."""
    folder = Path(tempfile.mkdtemp(prefix="teladan-uji-"))
    folder.chmod(0o755)
    monkeypatch.setenv("TELADAN_DATA", str(folder / "data"))
    for variable in FOREIGN:
        monkeypatch.delenv(variable, raising=False)
    yield folder / "data"
    cluster.remove_everything()
    shutil.rmtree(folder)
