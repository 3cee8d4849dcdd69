"""Text dumps keep every line and field, and their number."""

from pathlib import Path

import pytest

from pipelines.model import Document
from pipelines.read import read
from pipelines.read.text.reader import read_text

SHARED = Path(__file__).parents[5] / "shared"


def fields(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks for row in block.rows]


def test_tabs_part_fields_and_empty_fields_stay() -> None:
    document = read_text("行政许可\t0\t\t150\t\n\n\t规章\n")
    assert [block.kind for block in document.blocks] == ["lines"]
    assert fields(document) == [["行政许可", "0", "", "150", ""], [""], ["", "规章"], [""]]


def test_spots_count_lines_and_fields_from_one() -> None:
    rows = read_text("甲\t1\r\n\r\n乙\t2").blocks[0].rows
    spots = [[(c.spot.line, c.spot.column) for c in row] for row in rows]
    assert spots == [
        [(1, 1), (1, 2)],
        [(2, 1)],
        [(3, 1), (3, 2)],
    ]


def test_blanks_do_not_part_fields() -> None:
    assert fields(read_text("行政许可   0  150 　150")) == [["行政许可   0  150 　150"]]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("## 一、总体情况", "一、总体情况"),
        ("# 2022年政府信息公开工作年度报告", "2022年政府信息公开工作年度报告"),
        ("#一、总体情况", "#一、总体情况"),
        ("# 158", "# 158"),
        ("行政许可 # 8", "行政许可 # 8"),
    ],
)
def test_the_mark_of_a_heading_in_markdown_is_not_shown(line: str, shown: str) -> None:
    assert fields(read_text(line)) == [[shown]]


def test_one_glued_line_stays_whole() -> None:
    line = "规章000规范性文件898989" * 50
    assert fields(read_text(line)) == [[line]]


def test_pipe_tables_lose_their_rule_and_keep_their_blanks() -> None:
    document = read_text(
        "| 信息内容 | 本年<br>数量 |\n|:---|---:|\n| 行政许可 |  |\n| 增\\|减 | - |\n|---|---|\n"
    )
    assert fields(document) == [["信息内容", "本年\n数量"], ["行政许可", ""], ["增|减", "-"], [""]]
    assert [row[0].spot.line for row in document.blocks[0].rows] == [1, 3, 4, 6]


def test_lines_that_are_drawn_are_no_rows() -> None:
    grid = "+----+---+\n| 规章 | 1 |\n+====+===+\n| 总计 | - |\n+----+---+\n" + "-" * 60
    assert fields(read_text(grid)) == [["规章", "1"], ["总计", "-"]]
    assert fields(read_text("--\n—\n-1")) == [["--"], ["—"], ["-1"]]


def test_a_row_of_dashes_is_data() -> None:
    assert fields(read_text("| - | - | — |")) == [["-", "-", "—"]]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("**158**", "158"),
        ("__（七）总计__", "（七）总计"),
        (r"1\.属于国家秘密", "1.属于国家秘密"),
        (r"\-", "-"),
        (r"5\*", "5*"),
        (r"\*\*5\*\*", "**5**"),
        ("**5", "**5"),
        ("~~5~~ 7", "~~5~~ 7"),
        ("\\", "\\"),
    ],
)
def test_marks_of_markdown_are_no_part_of_a_cell(printed: str, shown: str) -> None:
    (block,) = read_text(f"| 甲 | {printed} |\n|---|---|\n| 乙 | 1 |").blocks
    assert block.rows[0][1].text == shown


def test_a_pipe_behind_each_cell_parts_and_pads() -> None:
    """As page extractors write tables: a pipe behind each cell, more of them where the row is short
    of the widest."""
    document = read_text(
        "第二十条第（五）项 | |||\n信息内容 |\n行政许可 |\n46209 | ||\n规章 | 0 |  | 25\n |\n|\n"
    )
    assert fields(document) == [
        ["第二十条第（五）项"], ["信息内容"], ["行政许可"], ["46209"], ["规章", "0", "", "25"], [""], [""], [""],
    ]  # fmt: skip


def test_a_pipe_within_a_word_parts_nothing() -> None:
    assert fields(read_text("电话：0591-1|2")) == [["电话：0591-1|2"]]


def test_an_empty_line_behind_each_cell_is_no_cell() -> None:
    cells = ["规章", "0", "", "", "25"]
    document = read_text("正文\n\n" * 100 + "".join(f"{cell}\n\n" if cell else "\n" for cell in cells))
    assert fields(document)[100:] == [["规章"], ["0"], [""], [""], ["25"], [""]]
    assert [row[0].spot.line for row in document.blocks[0].rows[100:102]] == [201, 203]


def test_preamble_becomes_metadata() -> None:
    document = read_text(
        "标题: 某县2019年政府信息公开工作年度报告\n发布时间: 2020-01-20 15:22\n文号: \n"
        "发布机构: 县政府办\n栏目: 年报\n原文链接: https://example.gov.cn/t1.htm\n附件见 links.tsv\n"
        "==================== 正文 ====================\n一、总体情况\n"
    )
    assert document.metadata == {
        "title": "某县2019年政府信息公开工作年度报告",
        "published_on": "2020-01-20",
        "source": "县政府办",
        "url": "https://example.gov.cn/t1.htm",
    }
    assert fields(document) == [["一、总体情况"], [""]]
    assert document.blocks[0].rows[0][0].spot.line == 9


def test_what_only_looks_like_a_preamble_stays() -> None:
    assert fields(read_text("一、总体情况\n====\n标题: 无")) == [["一、总体情况"], ["===="], ["标题: 无"]]
    assert fields(read_text("标题: 某县年报\n规章\t0")) == [["标题: 某县年报"], ["规章", "0"]]


def test_an_impossible_date_is_not_stated() -> None:
    assert "published_on" not in read_text("标题: 年报\n发布时间: 2020-13-41\n====\n正文").metadata


def test_bookmarks_of_converters_are_no_text() -> None:
    assert fields(read_text("[bookmark: _GoBack]街道2020年")) == [["街道2020年"]]


def test_nothing_but_blanks_is_empty() -> None:
    assert [issue.code for issue in read_text(" \n\t\n　").issues] == ["read.empty"]


def test_a_flood_of_fields_is_refused() -> None:
    assert [issue.code for issue in read_text("\t" * 1_000_001).issues] == ["read.too_large"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the original reports are not beside this checkout")
def test_the_original_dumps_come_back_from_their_fields() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        lines = ["\t".join(row) for row in fields(read(path))]
        assert "\n".join(lines) == path.read_text(encoding="utf-8").replace("[bookmark: _GoBack]", ""), (
            path.name
        )
