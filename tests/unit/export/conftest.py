"""One release that tests of this room look at and leave as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.release import export
from tests.unit.export.small_release import build


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    return export(build(folder / "one"), folder / "out", software="9.8.7").folder
