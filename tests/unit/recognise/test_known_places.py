"""Whether the cells of a table are in known places: those of a grid are, those of a dump where its
lines tell."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.label_places import LabelPlaces
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import cells, form
from tests.unit.recognise.test_label_places import REQUESTS, places

CUT = """
 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21
"""


@pytest.mark.parametrize(
    ("text", "grid", "known"),
    [
        pytest.param(REQUESTS, True, True, id="a grid"),
        pytest.param("自然人 | 商业企业\n1", True, True, id="a grid of lines of other lengths"),
        pytest.param(REQUESTS, False, True, id="a dump of lines of one length"),
        pytest.param("自然人\n予以公开 | 1 | 2", False, False, id="a dump with a heading too few"),
        pytest.param(CUT, False, True, id="a heading line that ends before its blank fields"),
        pytest.param(CUT.replace("科研机构 | ", ""), False, False, id="a heading line with one less"),
        pytest.param(CUT.replace("自然人", "总计"), False, False, id="another order in it"),
        pytest.param("说明\n\n自然人 | 商业企业\n1 | 2", False, True, id="words and blanks do not count"),
        pytest.param("自然人\n1\n2", False, False, id="a cell per line"),
        pytest.param("说明", False, False, id="nothing that counts"),
    ],
)
def test_whether_the_places_of_cells_are_those_of_a_table(text: str, grid: bool, known: bool) -> None:
    assert places(text, grid=grid).is_known is known


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(Token("5", "value", Spot(table=1, row=2), 2, True), id="of no known column"),
        pytest.param(
            Token("5", "value", Spot(table=1, row=2, column=2), 2, True), id="in the place of another"
        ),
        pytest.param(
            Token("5", "value", Spot(table=1, row=9, column=2), 9, True, prose=True), id="of a paragraph"
        ),
    ],
)
def test_a_cell_of_no_place_of_its_own_makes_all_unknown(spoilt: Token) -> None:
    assert not LabelPlaces(form("t3"), [*cells(REQUESTS), spoilt]).is_known
    assert not LabelPlaces(form("t3"), []).is_known
