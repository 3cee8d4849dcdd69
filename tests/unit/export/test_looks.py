"""How a cell is marked, the same in every drawing of a report."""

from __future__ import annotations

import pytest

from export.form_html import Sheet, looks_of
from pipelines.model import DOUBTFUL, NIL
from tests.unit.findings.test_verdict import finding

CELL = "t3.granted.total"


@pytest.mark.parametrize("status", sorted({*DOUBTFUL, *NIL, "number", "percent"}))
@pytest.mark.parametrize("found", [False, True])
def test_the_marks_of_a_cell(status: str, found: bool) -> None:
    findings = [finding("warning"), finding("error")] if found else []
    kind = ["doubt"] if status in DOUBTFUL else ["nil"] if status in NIL else []
    sheet = Sheet("某局", 2021, {CELL: ("1", None, status)}, findings)
    assert looks_of(CELL, sheet) == (["error"] if found else []) + kind
    assert looks_of("t3.handled.total", sheet) == ["doubt"]  # not found at all
