"""Pages with cells that were read are drawn; one that cannot be is an issue of the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from terminal import page_image
from terminal.commands.app import app

FILE = "raw/2024/hongze-2024.pdf"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def one_page_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page 1 has no picture, of all others it is a few bytes."""
    monkeypatch.chdir(ROOT)
    drawn = {1: None, 2: b"png"}
    monkeypatch.setattr(page_image, "page_drawn", lambda data, page, boxes, part_pages: drawn[page])
    monkeypatch.setattr(page_image, "marked", lambda report, findings: {1: [], 2: []})


@pytest.mark.usefixtures("one_page_fails")
def test_a_page_that_cannot_be_drawn_is_an_issue(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["read", "--json", "--evidence", str(tmp_path), FILE])
    (said,) = json.loads(result.stdout)
    assert [path.rsplit("-", 1)[1] for path in said["evidence"]] == ["p002.png"]
    (issue,) = [issue for issue in said["issues"] if issue["code"] == "read.page_undrawn"]
    assert (issue["severity"], issue["where"]) == ("warning", "page 1")


@pytest.mark.usefixtures("one_page_fails")
def test_it_is_printed_with_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["read", "--evidence", str(tmp_path), FILE])
    assert "could not be drawn as a picture：第 1 页" in result.stdout
    assert "请直接打开原文件核对该页。" in result.stdout
