"""Files that are made to cost too much: what is read of them takes as much work as there is of it,
and what would take more is refused before it does. Work is counted in calls of functions, so that a
busy machine changes nothing; seconds and megabytes are measured by `bench.costs`."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from pipelines.model import Filing, Report
from pipelines.report import report_of
from tests.data.costly_files import COSTLY

LARGE = "read.too_large"
REFUSED = {
    "closed divs inside each other": None,
    "attributes without values": LARGE,
    "attributes with values": LARGE,
    "attributes run together": LARGE,
    "one attribute again and again": LARGE,
    "cells": LARGE,
    "unclosed tags": LARGE,
    "less than": LARGE,
    "options": LARGE,
    "ends of what is not open": LARGE,
    "ends in what is never closed": LARGE,
    "doubling forms": LARGE,
    "packed three times": LARGE,
    "word cells": LARGE,
    "word tables inside each other": "read.damaged",
    "one long entity": "read.damaged",
    "empty styled cells": LARGE,
    "sheet rows": LARGE,
    "one long string": LARGE,
    "edges": LARGE,
    "groups": LARGE,
    "a long line": LARGE,
    "a long line of digits": LARGE,
    "lines of labels": LARGE,
    "lines of rows": LARGE,
    "lines of figures": LARGE,
    "headings": LARGE,
    "tabs": LARGE,
    "pipes": LARGE,
    "empty lines": LARGE,
    "blanks": LARGE,
    "quotes": LARGE,
    "the form in lines": LARGE,
    "ofd steps": None,
    "ofd pages": LARGE,
    "ofd inside each other": "read.damaged",
    "rows of Excel 97": LARGE,
    "one long string of Excel 97": LARGE,
    "parts inside each other": "read.damaged",
}
"""What is said at once of the file as an attacker would make it; None where it is read at once."""
SEARCHED = frozenset(
    {
        *("rules by class", "rules by place", "rules by what is inside"),  # steps are counted: MAX_STEPS
        *("blanks in every line", "glued digits"),  # ways to divide a run are counted: runs.MOST_WAYS
    }
)
"""What few of cost more each than many: of many it is not tried."""
MANY = {
    "the same label in a line": 2000,
    "labels and figures in one line": 2000,
    "annotations": 4000,
    "pages": 3,
}
"""Where only from so many on each is looked at, or none any more; or where so few are enough."""


def report(data: bytes) -> Report:
    return report_of(Filing("costly", "0" * 64, len(data)), data)


def work(data: bytes) -> int:
    """How many functions are called to read the file."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        report(data)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_beyond_all_measure_is_refused_at_once(name: str) -> None:
    read = report(COSTLY[name].make(COSTLY[name].many))
    assert read.status == "quarantined"
    if code := REFUSED[name]:
        assert [issue.code for issue in read.issues] == [code]


@pytest.mark.parametrize("name", sorted(COSTLY.keys() - REFUSED.keys() - SEARCHED))
def test_twice_as_much_takes_twice_as_much_work(name: str) -> None:
    few = MANY.get(name, min(max(COSTLY[name].many // 1000, 20), 100))
    once, twice = COSTLY[name].make(few), COSTLY[name].make(2 * few)
    report(twice)  # what is loaded once is loaded
    most = 2.5 * work(once)
    # the counter of lines takes its probes out now and then, by calls of its own
    assert any(work(twice) < most for _ in range(3))
