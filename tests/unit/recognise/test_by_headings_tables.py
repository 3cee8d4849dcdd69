"""Tables whose headings are in another order than the form's: which token is in which cell."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.recognise.by_headings import by_headings
from tests.unit.recognise.arranged import read, shown
from tests.unit.recognise.made_tokens import cells, form

# The headings of table 3 in the order of the form, and with the total in front. A grid has seven
# cells in a row; in what is expected `.` is a cell that is not printed, `_` a blank and `?` one that is open.
FORM = " | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
TOTAL_FIRST = " | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"
GRANTED = "（一）予以公开 | 21 | 1 | 2 | 3 | 4 | 5 | 6"
PARTIAL = "（二）部分公开 | 27 | 2 | 3 | 4 | 5 | 6 | 7"
REFUSED = "1.属于国家秘密 | 33 | 3 | 4 | 5 | 6 | 7 | 8"
ORGANISATIONS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构"]
IN_ORDER = "（一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21"
READ = {"granted": "1 2 3 4 5 6 21", "partially_granted": "2 3 4 5 6 7 27"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{FORM}\n{IN_ORDER}", id="the order of the form"),
        pytest.param(f"{FORM} | 上年\n{IN_ORDER} | ", id="a blank beside it"),
        pytest.param(f"{FORM}\n{IN_ORDER}\n公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21", id="a row below a torn label"),
        pytest.param(GRANTED, id="no headings"),
        pytest.param(f"{TOTAL_FIRST}\n{GRANTED} | 7", id="a value under no heading"),
        pytest.param(f"{TOTAL_FIRST} | 其他\n{GRANTED} | 7", id="the same heading twice"),
        pytest.param(f"{TOTAL_FIRST}\n{GRANTED}\n{GRANTED}", id="the same row twice"),
        pytest.param(" | 总计 | 自然人\n（一）予以公开 | 1 | 2", id="headings that are not printed"),
        pytest.param(" | 公民 | 公司\n（一）予以公开 | 1 | 2", id="headings of another table"),
        pytest.param(f"{TOTAL_FIRST}\n{GRANTED}\n（二）部分公开 | 27 | 2", id="a row that ends early"),
        pytest.param(
            f"{TOTAL_FIRST}\n（一）予以公开 | 21 | 予以公开 | 2 | 3 | 4 | 5 | 6", id="a label in a cell"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_nothing_is_said_of(text: str) -> None:
    assert by_headings(form("t3"), cells(text)) is None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param([TOTAL_FIRST, GRANTED], True, id="lines of one length"),
        pytest.param(["总计 | 自然人", TOTAL_FIRST, GRANTED], False, id="a line of headings that is shorter"),
    ],
)
def test_the_fields_of_a_dump_are_cells_where_lines_have_as_many(lines: list[str], says: bool) -> None:
    assert (by_headings(form("t3"), cells("\n".join(lines), grid=False)) is not None) is says


@pytest.mark.parametrize(
    ("text", "rows", "left_out"),
    [
        pytest.param(f"{TOTAL_FIRST}\n{GRANTED}\n{PARTIAL}", READ, "", id="the total first"),
        pytest.param(
            f"外宾 | {FORM}\n1 | {IN_ORDER}",
            {"granted": READ["granted"]},
            "1",
            id="a column in front",
        ),
        pytest.param(
            f"{TOTAL_FIRST}\n（一）予以公开 |  | 1 | / | 见附件 | 0 | 000 | 6",
            {"granted": "1 / 见附件 0 000 6 _"},
            "",
            id="what is in a cell goes with it, whatever it is",
        ),
        pytest.param(f"{FORM} | 上年\n{IN_ORDER} | 9", {"granted": READ["granted"]}, "9", id="a column more"),
        pytest.param(
            f"{FORM}\n{IN_ORDER}\n外宾 | 1 | 2 | 0 | 0 | 0 | 0 | 000",
            {"granted": READ["granted"]},
            "1 2 0 0 0 0 000",
            id="a row more",
        ),
        pytest.param(
            f" | 公民 | 公司 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n{IN_ORDER}",
            {"granted": "? ? 3 4 5 6 21"},
            "1 2",
            id="two headings that no form has",
        ),
        pytest.param(
            f"{FORM}\n（一）予以公开 | 0 | < | < | < | < | < | <",
            {"granted": "0 0 0 0 0 0 0"},
            "",
            id="a nought",
        ),
        pytest.param(
            f"{FORM}\n（一）予以公开 | / | < | 3 | < | 5 | 6 | ",
            {"granted": f"/ / {NOT_TEXT}3 {NOT_TEXT}3 5 6 _"},
            "",
            id="a figure over two cells is nobody's",
        ),
        pytest.param(
            f"{FORM}\n（一）予以公开 | 0 | < | 3 | 4 | 5 | 6 | 21\n（二）部分公开 | ^ | < | 3 | 4 | 5 | 6 | 21",
            {"granted": "0 0 3 4 5 6 21", "partially_granted": "0 0 3 4 5 6 21"},
            "",
            id="a nought over columns and rows",
        ),
        pytest.param(
            f"{TOTAL_FIRST}\n{GRANTED}\n^ | 见说明 |  |  |  |  |  | ",
            {"granted": READ["granted"]},
            "",
            id="a line of notes is no value",
        ),
        pytest.param(
            " | （一）予以公开 | （二）部分公开\n自然人 | 1 | 2\n商业企业 | 2 | 3\n科研机构 | 3 | 4\n"
            "社会公益组织 | 4 | 5\n法律服务机构 | 5 | 6\n其他 | 6 | 7\n总计 | 21 | 27",
            READ,
            "",
            id="turned, in the order of the form",
        ),
        pytest.param(
            " | （二）部分公开 | （一）予以公开\n总计 | 27 | 21\n自然人 | 2 | 1\n商业企业 | 3 | 2\n科研机构 | 4 | 3\n"
            "社会公益组织 | 5 | 4 \n法律服务机构 | 6 | 5\n其他 | 7 | 6",
            READ,
            "",
            id="turned, in another",
        ),
    ],
)
def test_a_table_by_its_headings(text: str, rows: dict[str, str], left_out: str) -> None:
    arranged = read(text)
    assert shown(arranged) == rows
    assert " ".join(arranged.left_out) == left_out


EARLY = "（二）部分公开 | 27 | 2 | 3 | 4 | 5 | 6 | 7"  # one cell less than the others where a column is more


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        pytest.param(f"{GRANTED} | 9\n{EARLY}\n{REFUSED} | 9", ["partially_granted"], id="a row"),
        pytest.param(
            f"（一）予以公开 | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 9\n（二）部分公开 | ^ | 2 | 3 | 4 | 5 | 6 | 7\n{REFUSED} | 9",
            ["partially_granted"],
            id="one that begins in the row above",
        ),
        pytest.param(
            f"{GRANTED} | 9\n{PARTIAL} | 9 | <\n{REFUSED} | 9",
            ["partially_granted"],
            id="a row that is longer",
        ),
        pytest.param(f"{EARLY}\n{GRANTED} | 9", ["partially_granted"], id="the shorter of two"),
        pytest.param(
            f"{GRANTED} | 0\n{PARTIAL} | ^\n{REFUSED} | 0", [], id="none where the last cell is over two rows"
        ),
        pytest.param(GRANTED, [], id="headings that are longer do not count"),
    ],
)
def test_a_row_that_ends_where_others_do_not_is_open(text: str, is_open: list[str]) -> None:
    rows = shown(read(f"{TOTAL_FIRST} | 上年 | 备注\n{text}"))
    assert [code for code, texts in rows.items() if not texts] == is_open


def test_of_a_turned_table_with_a_line_that_ends_early_every_row_is_open() -> None:
    lines = ["其他 | 6 | 7", *(f"{name} | 1 | 2 | 9" for name in ORGANISATIONS), "总计 | 21 | 27 | 9"]
    assert shown(read(" | （一）予以公开 | （二）部分公开 | 上年\n" + "\n".join(lines))) == {
        "granted": "",
        "partially_granted": "",
    }


def test_a_row_that_is_open_has_its_values_as_evidence() -> None:
    arranged = read(
        f"{TOTAL_FIRST} | 上年\n{GRANTED} | 9\n（二）部分公开 |  27 | 见附件 | 3 |  | 000 | 6 | 7\n{REFUSED} | 9"
    )
    row = next(r for r in arranged.rows if r.row.code == "partially_granted")
    assert (row.printed, row.evidence, row.candidates) == (5, "见附件 3 000 6 7 27", ())
    assert [t.text for t in row.fields] == ["见附件", "3", "", "000", "6", "7", "27"]


def test_a_row_that_is_read_has_the_spots_of_its_values_and_counts_them() -> None:
    text = f"{TOTAL_FIRST}\n（一）予以公开 | 27 | 见附件 | 3 | | 000 | / | 7"
    row = next(r for r in read(text).rows if r.row.code == "granted")
    assert (row.printed, row.evidence, row.certain) == (4, "见附件 3 000 / 7 27", True)
    assert [spot.column for spot in row.candidates[0].spots] == [3, 4, 5, 6, 7, 8, 2]
    assert [t.spot.column for t in row.fields] == [3, 4, 5, 6, 7, 8, 2]
