"""A catalogue of its own for each test that spoils one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.catalogue.load import HERE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(HERE, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    )
