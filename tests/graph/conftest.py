"""One build of the sample reports, made once for all tests that look at a whole warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse made from raw/ by the graph itself."""
    from assets.run import run

    folder = tmp_path_factory.mktemp("warehouse")
    run(ROOT / "raw", folder, workers=2)
    return folder
