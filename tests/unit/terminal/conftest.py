"""A small published warehouse for the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.export.small_release import build


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """A name of its own for each test: DuckDB has one configuration for all who have a name open."""
    (folder := tmp_path / "warehouse").mkdir()
    (folder / "gongkai.duckdb").hardlink_to(built)
    return folder
