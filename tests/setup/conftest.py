"""Clusters of their own for the tests of the controller; the checkout's cluster is never touched."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from teladan.site.postgres import cluster, state

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


@pytest.fixture(scope="session")
def pristine() -> Iterator[Path]:
    """A data folder with a new, stopped cluster: copying it is quicker than laying one out."""
    folder = Path(tempfile.mkdtemp(prefix="teladan-uji-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELADAN_DATA", str(folder / "data"))
        for variable in FOREIGN:
            patch.delenv(variable, raising=False)
        with state.starting_lock():
            cluster.ensure_running(lambda sentence: None)
            cluster.stop_running()
        yield folder / "data"
        patch.setenv("TELADAN_DATA", str(folder / "data"))
        cluster.remove_everything()
    os.rmdir(folder)


@pytest.fixture
def laid_out(data_folder: Path, pristine: Path) -> Path:
    """The data folder with a stopped cluster in it."""
    subprocess.run(["cp", "--archive", str(pristine), str(data_folder)], check=True)
    return data_folder
