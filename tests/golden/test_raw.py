"""Each sample report is read end to end and compared cell by cell with what a reader owes for
it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.report import read_report
from tests.data.forms import Layout, blank, render

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests/golden/expected").glob("*.json"))
CELLS_KEPT: tuple[Layout, ...] = ("tabs", "lines", "markdown", "html", "docx", "pdf")


def differs(want: dict[str, Any], value: float | None, status: str, text: str | None) -> bool:
    """Whether a cell is read other than owed; a doubt that `or_status` allows is as good.

    Where no text is owed (the cell is in doubt), the reader may show the run of characters in which
    it stands.
    """
    if value is None and status == want.get("or_status"):
        return False
    printed = want["text"] is None or (text or "").strip() == want["text"]
    return not (value == want["value"] and status == want["status"] and printed)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_every_cell_is_read_as_printed_or_doubted(golden: Path) -> None:
    want = json.loads(golden.read_text(encoding="utf-8"))
    report = read_report(ROOT / "raw" / want["file"])
    facts = {fact.code: fact for fact in report.facts}
    wrong = [
        f"{code}: {cell} read as {(fact.value, fact.status, fact.text) if fact else 'nothing'}"
        for code, cell in want["cells"].items()
        if (fact := facts.get(code)) is None or differs(cell, fact.value, fact.status, fact.text)
    ]
    wrong += [
        f"{code}: not in the form, read as {facts[code].value}" for code in set(facts) - set(want["cells"])
    ]
    assert not wrong, "\n".join(wrong)
    assert (report.statement.office, report.statement.year) == (want["office"], want["year"])
    assert report.statement.edition == want["edition"]
    assert report.status in {want["status"], want.get("or_status", want["status"])}


@pytest.mark.parametrize("layout", CELLS_KEPT)
def test_a_blank_form_is_no_report(layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "blank"
    path.write_bytes(render(blank("青禾县人民政府", 2023, "f2021"), layout))
    report = read_report(path)
    assert report.status != "parsed"
    assert "form.blank" in {issue.code for issue in report.issues}
    assert all(fact.value is None for fact in report.facts)
