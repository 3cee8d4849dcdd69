"""Every decision has a number, a status, a day, its three parts, and a line in the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"
DECISIONS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
STATUS = re.compile(r"(Accepted|Proposed|Replaced) · (20\d\d-\d\d-\d\d)( · .+)?")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_parts(path: Path) -> None:
    title, _, status, *rest = path.read_text(encoding="utf-8").splitlines()
    parts = [line for line in rest if line.startswith("## ")]
    assert title.startswith(f"# {path.name[:4]} ")
    assert STATUS.fullmatch(status), status
    assert parts == ["## Context", "## Decision", "## Consequences"]


def test_the_list_has_each_with_its_title_and_day() -> None:
    rows = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    listed = [row for row in rows if row.startswith("| [")]
    for path, row in zip(DECISIONS, listed, strict=True):
        title, _, status, *_ = path.read_text(encoding="utf-8").splitlines()
        number, words = title.removeprefix("# ").split(" ", 1)
        assert row.startswith(f"| [{number}]({path.name}) | {words} | {status.split(' · ')[1]} | ")
