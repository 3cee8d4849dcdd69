"""A document as a stream of tokens: what each is, and how a line is split into its fields."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT, Block, Cell, Document, Spot
from pipelines.recognise.tokens import Token, kind_of, stream
from tests.unit.recognise.made_tokens import texts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        ("　", "blank"),
        ("5", "value"),
        ("1,234", "value"),
        ("/", "value"),
        ("—", "value"),
        ("减3", "value"),
        ("5%", "value"),
        ("000", "run"),
        ("0/0", "run"),
        ("23 00", "run"),
        ("12\n37", "run"),
        ("1|2", "run"),
        ("100.", "run"),
        ("6 9 7", "run"),
        ("16减12", "run"),
        ("增/减", "label"),  # a heading
        ("六百九十七", "value"),
        ("3万", "value"),
        ("一", "label"),  # may be a dash
        ("|", "label"),
        ("行政处罚", "label"),
        ("约5", "label"),
        ("5②", "label"),  # a footnote, no figure
        ("3²", "label"),
        ("1.", "label"),  # the number of a label
        ("12、", "label"),
        ("-5-", "label"),  # a page
        ("- 123 -", "label"),
        ("-1234-", "run"),
        ("第5页", "label"),
        ("2022-01-02", "label"),  # a day
        ("2022.1.2", "label"),
        ("2022/12/31", "label"),
        ("2022-13-02", "run"),
        ("2022-01.02", "run"),
        (NOT_TEXT, "value"),  # seen, and no text
        (f"{NOT_TEXT}000", "value"),
        (f"5{NOT_TEXT}", "value"),
        (f"行政处罚{NOT_TEXT}", "label"),
    ],
)
def test_what_a_text_is(text: str, kind: str) -> None:
    assert kind_of(text) == kind


CORNER = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"


def of(*rows: tuple[str, ...], kind: str = "lines") -> Document:
    block = Block(kind, tuple(tuple(map(Cell, row)) for row in rows))  # type: ignore[arg-type]
    return Document("txt", (block,))


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("行政许可 0 150 150", ["行政许可", "0", "150", "150"]),
        ("8 0 0 / 0 0 8", ["8", "0", "0", "/", "0", "0", "8"]),
        ("行政许可 000", ["行政许可", "000"]),
        ("本年 新收 5", ["本年 新收", "5"]),
        ("行政 许可", ["行政 许可"]),
        ("（一） 予以公开 5", ["（一） 予以公开", "5"]),
        (" （一）  予以公开 ", [" （一）  予以公开 "]),
        ("1 234", ["1 234"]),  # thousands
        ("（三）不予公开 1.属于国家秘密", ["(三)不予公开", "1.属于国家秘密"]),
        ("（三）不予公开1.属于国家秘密 0 0", ["(三)不予公开", "1.属于国家秘密", "0", "0"]),
        ("结果维持 结果纠正 其他结果", ["结果维持", "结果纠正", "其他结果"]),
        ("（一）予以公开1000001", ["(一)予以公开", "1000001"]),
        ("（三）不予公开1.属于国家秘密00", ["(三)不予公开", "1.属于国家秘密", "00"]),
        ("（二）部分公开（只计这一情形）12/0", ["(二)部分公开", "12/0"]),
        ("规章—", ["规章", "—"]),
        ("规章 0 734²", ["规章 0 734²"]),
        ("规章5②", ["规章5②"]),
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）5", [CORNER, "5"]),
        ("局机关12", ["局机关12"]),
        ("公开信息 5 条", ["公开信息 5 条"]),
        ("规章 5 件 3", ["规章", "5", "件", "3"]),
        ("（一）予以公开 85 尚未统计 144 165", ["(一)予以公开", "85", "尚未统计", "144", "165"]),
        ("公开信息 5 条 3", ["公开信息 5 条", "3"]),
        ("行政复议    行政诉讼    同比", ["行政复议", "行政诉讼", "同比"]),
        ("行政复议 行政诉讼 同比", ["行政复议 行政诉讼 同比"]),
        ("行政复议    同比    说明", ["行政复议    同比    说明"]),
        ("1000001", ["1000001"]),
        ("00000000", ["00000000"]),
    ],
)
def test_a_line_without_cells_is_split(line: str, fields: list[str]) -> None:
    assert texts(stream(of((line,)))) == fields


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (" ".join(["0"] * 60), 60),
        (" ".join(["0"] * 61), 1),
        ("字" * 200 + " 5", 2),
        ("字" * 201 + " 5", 1),
    ],
    ids=["as many fields as may be", "one more", "as long as may be", "one character more"],
)
def test_a_line_too_long_for_a_row_is_left_whole(line: str, count: int) -> None:
    assert len(stream(of((line,)))) == count


@pytest.mark.parametrize("kind", ["grid", "lines"])
@pytest.mark.parametrize("row", [("行政许可 0 150", "000 5"), ("", "行政许可 0 150", "000 5")])
def test_cells_that_are_known_are_not_split(kind: str, row: tuple[str, ...]) -> None:
    assert texts(stream(of(row, kind=kind))) == list(row)


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ([("行政许可", 1), ("5", 2), ("49", 3), ("994", 3), ("2", 4)], ["行政许可", "5", "49 | 994", "2"]),
        ([("行政许可", 1), ("49", 2), ("", 2), ("2", 3)], ["行政许可", "49", "", "2"]),
        ([("行政许可", 1), ("增", 2), ("5", 2)], ["行政许可", "增", "5"]),  # not figures alone
        ([("行政许可", 2), ("5", 2), ("7", 2)], ["行政许可", "5", "7"]),  # a table within a cell
    ],
)
def test_figures_side_by_side_in_one_cell_are_its_content(
    row: list[tuple[str, int]], fields: list[str]
) -> None:
    cells = tuple(Cell(text, Spot(table=1, row=1, column=column)) for text, column in row)
    tokens = [*stream(Document("html", (Block("grid", (cells,)),)))]
    assert texts(tokens) == fields
    assert {t.kind for t in tokens if "|" in t.text} <= {"value"}


@pytest.mark.parametrize(("across", "fields"), [(2, ["行政许可", "5", "7"]), (1, ["行政许可", "5 | 7"])])
def test_as_many_figures_as_columns_that_their_cell_covers_are_those_of_the_row(
    across: int, fields: list[str]
) -> None:
    row = (
        Cell("行政许可", Spot(table=1, column=1)),
        *(Cell(t, Spot(table=1, column=2), across=across) for t in "57"),
    )
    assert texts(stream(Document("html", (Block("grid", (row,)),)))) == fields


def test_a_cell_alone_in_its_row_of_a_grid_is_not_split() -> None:
    assert texts(stream(of(("行政许可 0 150",), kind="grid"))) == ["行政许可 0 150"]


@pytest.mark.parametrize(
    ("kind", "kept"), [("grid", ["- 5 -", "规章"]), ("lines", ["规章"]), ("prose", ["规章"])]
)
def test_a_page_number_between_lines_is_none_of_a_table(kind: str, kept: list[str]) -> None:
    assert texts(stream(of(("- 5 -",), ("规章",), kind=kind))) == kept


def test_rows_are_counted_through_all_blocks_and_cells_keep_their_spots() -> None:
    document = Document(
        "html",
        (
            Block("prose", ((Cell("前言", Spot(page=1)),),)),
            Block(
                "grid",
                (
                    (Cell("规章", Spot(row=1), across=2, down=3), Cell("5", Spot(row=1, column=2))),
                    (Cell(""),),
                ),
            ),
            Block("lines", ((Cell("规章 5 6", Spot(line=9)),),)),
        ),
    )
    tokens = stream(document)
    assert [(t.across, t.down) for t in tokens if (t.across, t.down) != (1, 1)] == [(2, 3)]
    assert [(t.text, t.kind, t.line, t.grid, t.prose, t.spot) for t in tokens] == [
        ("前言", "label", 1, False, True, Spot(page=1)),
        ("规章", "label", 2, True, False, Spot(row=1)),
        ("5", "value", 2, True, False, Spot(row=1, column=2)),
        ("", "blank", 3, True, False, Spot()),
        ("规章", "label", 4, False, False, Spot(line=9)),
        ("5", "value", 4, False, False, Spot(line=9)),
        ("6", "value", 4, False, False, Spot(line=9)),
    ]


def test_the_key_of_a_token_is_that_of_its_text() -> None:
    assert stream(of(("（一） 予以公开",)))[0].key == "予以公开"


def test_a_token_is_no_prose_unless_it_is_said() -> None:
    assert not Token("规章", "label", Spot(), 1, False).prose


def _kinds(*texts: str, kind: str = "lines", boxed: bool = False) -> list[str]:
    cells = tuple(Cell(text, Spot(box=(0, 0, 1, 1) if boxed else None)) for text in texts)
    return [t.kind for t in stream(Document("text", (Block(kind, (cells,)),)))]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["三", "十五", "二十条"])
def test_a_numeral_that_may_be_a_piece_of_a_heading_is_no_value(text: str) -> None:
    """Of labels set from top to bottom each line is one character; on a page without rulings such a
    piece is beside the cells of a row."""
    assert _kinds(text) == ["label"]
    assert _kinds("5", text, boxed=True) == ["value", "label"]
    assert _kinds("5", text) == _kinds(text, "5", kind="grid") == ["value", "value"]
    assert _kinds("三百一十") == ["value"]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("行政处罚3万", ["行政处罚", "3万"]),
        ("行政处罚1'234", ["行政处罚", "1'234"]),
        ("行政处罚六百九十七", ["行政处罚", "六百九十七"]),
        ("行政事业性收费16减12", ["行政事业性收费", "16减12"]),
        ("行政处罚123。45", ["行政处罚", "123。45"]),
        ("行政处罚9999（更正为4529）", ["行政处罚9999（更正为4529）"]),
        ("行政处罚3件，行政强制5件", ["行政处罚3件，行政强制5件"]),
        ("行政处罚 1\u2009234 5", ["行政处罚", "1\u2009234", "5"]),
        ("行政处罚 1 234 5", ["行政处罚", "1", "234", "5"]),
        ("行政处罚 1\u200923 5", ["行政处罚", "1", "23", "5"]),
    ],
)
def test_figures_right_behind_a_label(line: str, fields: list[str]) -> None:
    document = Document("text", (Block("lines", ((Cell(line),),)),))
    assert texts(stream(document)) == fields
