"""Whole reports on pages of every make: turned, in two columns, tables over three pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.model import Filing
from pipelines.report import report_of
from tests.data.forms import Filled
from tests.data.forms_pdf import Look, pdf
from tests.data.matrix import CUTS, Tally, fillings

FIRST, SECOND, THIRD = (
    f"第{n}段：" + "推进决策、执行、管理、服务和结果公开，" * 20 + "止。" for n in "一二三"
)
LOOKS = {
    "turned": Look(turned=1),
    "on its head": Look(turned=2),
    "turned, shown upright": Look(turned=3, by_page=True),
    "in two columns": Look(abreast=True),
}


def _said(filled: Filled, prose: bool) -> Filled:
    return replace(filled, prose={"intro": FIRST, "overview": SECOND, "problems": THIRD}) if prose else filled


@pytest.mark.parametrize("prose", [False, True], ids=["tables only", "with prose"])
@pytest.mark.parametrize("name", LOOKS)
def test_every_cell_is_read(name: str, prose: bool) -> None:
    """On pages as they are filled, and over three pages with and without headings again."""
    tally = Tally()
    for _, filled in fillings():
        said = _said(filled, prose)
        tally.add(said, pdf(said, look=LOOKS[name]), "as filled")
        tally.add(said, pdf(said, look=LOOKS[name], breaks=CUTS, open_cuts=True), "cut")
        again = replace(said, cuts=CUTS, repeated=True)
        tally.add(again, pdf(again, look=LOOKS[name]), "headings again")
    assert (tally.flagged, tally.silent) == (0, [])


@pytest.mark.parametrize("name", LOOKS)
def test_prose_is_read_column_by_column(name: str) -> None:
    _, filled = next(fillings())
    data = pdf(_said(filled, prose=True), look=LOOKS[name])
    sections = report_of(Filing("", "0", len(data)), data).statement.sections
    assert FIRST in sections["front"].replace("\n", "")
    assert SECOND in sections["overview"].replace("\n", "")
    assert THIRD in sections["problems"].replace("\n", "")


@pytest.mark.parametrize("shown_upright", [True, False])
@pytest.mark.parametrize("turned", [0, 1])
def test_turned_tables_without_rulings_keep_the_order_of_their_figures(
    turned: int, shown_upright: bool
) -> None:
    """A dash hangs above the line; where it is is told by its origin, not by its ink."""
    tally = Tally()
    for _, filled in fillings():
        tally.add(filled, pdf(filled, look=Look(ruled=False, turned=turned, by_page=shown_upright)))
    assert tally.silent == []
    assert tally.flagged < tally.right / (20 if shown_upright else 4)
