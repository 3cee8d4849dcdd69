"""Rows of sources.yml that are tried again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.crawl import finding

ROWS = """
sources:
  slow: {portal: 青禾, family: static_list, list: 'http://x.gov.cn/nb/', pace: 9}
  usual: {portal: 云溪, family: static_list, list: 'http://y.gov.cn/nb/'}
"""


def test_each_row_is_tried_at_its_own_pace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources.yml").write_text(ROWS, encoding="utf-8")
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(finding, "_each", lambda tasks, done: given.extend(tasks) or iter(()))
    finding.check(tmp_path, ["slow", "usual"], "a@x.example")
    assert [task["pace"] for task in given] == [9, 3]
