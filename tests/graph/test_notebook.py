"""The notebook runs from top to bottom on a published build."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs/notebooks/first_look.py"


def test_the_notebook_answers_from_a_published_build(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("marimo", reason="the extra `notebook` is not installed")
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(built))
    spec = importlib.util.spec_from_file_location("first_look", NOTEBOOK)
    assert spec and spec.loader
    notebook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebook)
    _, found = notebook.app.run()
    assert list(found["coverage"].columns) == ["year", "expected", "received"]
    assert len(found["totals"]) and len(found["findings"])
