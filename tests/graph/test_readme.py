"""What the READMEs show is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.outputs import PAGES, ROOT, outputs, written


@pytest.mark.parametrize("name", PAGES)
def test_outputs_are_current(name: str, built: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == written(page, outputs(built)), "run make run, then python -m tests.graph.outputs"
