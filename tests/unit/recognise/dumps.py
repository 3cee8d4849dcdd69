"""Reports as text dumps whose figures add up, to be spoilt line by line, and what is recognised in
them."""

from __future__ import annotations

import random

from pipelines.model import Reading, Statement
from pipelines.read.text.reader import read_text
from pipelines.recognise import recognise
from pipelines.values import parse
from tests.data.forms import Filled, render
from tests.data.torn import figures

OFFICE, YEARS = "青禾县民政局", {"f2019": 2020, "f2021": 2022}
HEADINGS = {"t2": "二、主动公开", "t3": "三、收到和处理", "t4": "四、政府信息公开行政复议"}
PRINTED = {edition: figures(random.Random(11), edition, large=True) for edition in YEARS}
"""Cell -> what is printed; all sums hold, and no figure is 0."""


def dump(edition: str = "f2021", **changes: str) -> str:
    """One row per line, tabs between cells. `changes`: `t3__granted__total="9"`."""
    printed = {**PRINTED[edition], **{cell.replace("__", "."): text for cell, text in changes.items()}}
    return render(Filled(OFFICE, YEARS[edition], edition, printed), "tabs").decode()


def table(text: str, name: str) -> str:
    """The part of a dump with the table `name`, its heading included."""
    start = text.index(HEADINGS[name])
    return text[
        start : text.index("五、存在") if name == "t4" else text.index(HEADINGS[f"t{int(name[1]) + 1}"])
    ]


def line(text: str, label: str) -> str:
    """The line of a dump in which a label stands."""
    return next(row for row in text.split("\n") if label in row)


def said(text: str) -> Statement:
    return recognise(read_text(text))


def readings(statement: Statement) -> dict[str, Reading]:
    found = {reading.code: reading for reading in statement.readings}
    assert len(found) == len(statement.readings), "a cell was read twice"
    return found


def values(statement: Statement) -> dict[str, float | None]:
    return {c: None if r.text is None else parse(r.text).value for c, r in readings(statement).items()}


def codes(statement: Statement) -> dict[str, list[str]]:
    """Issue code -> where."""
    found: dict[str, list[str]] = {}
    for issue in statement.issues:
        found.setdefault(issue.code, []).append(str(issue.where))
    return found


def printed(edition: str = "f2021") -> dict[str, float | None]:
    return {cell: float(text) for cell, text in PRINTED[edition].items()}
