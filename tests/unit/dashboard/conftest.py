"""Small builds that the tests of the pages share; each test has raw files of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.export.test_release import build
from tests.unit.warehouse.small_build import make

pytest.importorskip("starlette", reason="the extra `dashboard` is not installed")
from dashboard.store import Store
from tests.unit.dashboard.asking import published


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Nothing published yet."""
    (tmp_path / "raw").mkdir()
    return Store(tmp_path / "out", tmp_path / "raw")


@pytest.fixture(scope="session")
def _some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("some")
    published(Store(folder / "out", folder), build(folder / "draft"))
    return folder / "out"


@pytest.fixture(scope="session")
def _none(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("none")
    published(Store(folder / "out", folder), make(folder / "draft"))
    return folder / "out"


@pytest.fixture
def some(_some: Path, store: Store) -> Store:
    """Two offices with a report each, one with a hostile name, and a finding."""
    return Store(_some, store.raw)


@pytest.fixture
def none(_none: Path, store: Store) -> Store:
    """A build without a report."""
    return Store(_none, store.raw)


@pytest.fixture
def client(store: Store) -> Any:
    """A visitor of a server of which nothing is published yet."""
    pytest.importorskip("httpx2", reason="the extra `test` is not installed")
    from starlette.testclient import TestClient

    from dashboard.serving import Site, application

    return TestClient(application(Site(store)))
