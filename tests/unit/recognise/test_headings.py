"""In which columns the printed headings are, and whether they are in the order of the form."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.headings import column_names, columns_above, heading_columns, in_order
from pipelines.recognise.tokens import Token, kind_of
from tests.unit.recognise.dumps import HEADINGS, PRINTED, codes, dump, said, table, values
from tests.unit.recognise.made_tokens import form, lines

RESULTS_OF_4 = "结果维持 | 结果纠正 | 其他结果 | 尚未审结"
HEADINGS_OF_4 = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"


@pytest.mark.parametrize(
    ("table", "edition", "heading", "column"),
    [
        ("t3", "f2021", "自然人", "natural_person"),
        ("t3", "f2021", "社会组织", "public_interest_organization"),
        ("t3", "f2021", "合计", "total"),
        ("t3", "f2021", "规章", None),
        ("t2", "f2021", "本年制发件数", "issued"),
        ("t2", "f2019", "本年制发件数", None),
        ("t2", "f2019", "采购总金额", "procurement_amount"),
    ],
)
def test_the_column_of_a_heading(table: str, edition: str, heading: str, column: str | None) -> None:
    assert column_names(form(table, edition)).get(heading) == column


def in_grid(text: str, table: int | None = 1, grid: bool = True) -> list[Token]:
    """Lines of a grid, cells between bars and counted from 1."""
    return [
        Token(cell.strip(), kind_of(cell.strip()), Spot(table=table, row=number, column=place), number, grid)
        for number, row in enumerate(text.split("\n"), start=1)
        for place, cell in enumerate(row.split("|"), start=1)
    ]


WHOLE = {(1, 7): (2, 3, 4, 5, 6, 7, 8)}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (f"  | {HEADS} | 总计", WHOLE),
        (f"  | {HEADS} | 总计\n（一）予以公开 | 1", WHOLE),
        (f"申请人情况 | {HEADS} | 总计\n总计 | 自然人", WHOLE),
        (f"  | {HEADS} |  | 合计", {(1, 7): (2, 3, 4, 5, 6, 7, 9)}),
        (f"  | {HEADS}", {}),
        (f"（一）予以公开 | {HEADS} | 总计", {}),
        (f"  | 总计 | {HEADS}", {}),
        (f"  | {HEADS.partition(' | ')[2]} | 总计", {}),
        ("  | 自然人 | 总计", {}),
        ("", {}),
    ],
    ids=[
        "all in order",
        "above a row",
        "a heading again",
        "a blank between",
        "the last is missing",
        "behind the first row",
        "in another order",
        "the first is missing",
        "two of them",
        "none",
    ],
)
def test_the_columns_of_a_grid_under_its_headings(
    text: str, columns: dict[tuple[int, int], tuple[int, ...]]
) -> None:
    assert heading_columns(form("t3"), in_grid(text)) == columns


def test_two_headings_over_one_column_tell_nothing() -> None:
    tokens = in_grid(f"  | {HEADS} | 总计")
    tokens[3] = Token("科研机构", "label", tokens[2].spot, 1, True)
    assert heading_columns(form("t3"), tokens) == {}


def test_a_heading_of_no_known_column_is_passed_over() -> None:
    nowhere = Token("自然人", "label", Spot(table=1), 1, True)
    assert heading_columns(form("t3"), [nowhere, *in_grid(f"  | {HEADS} | 总计")]) == WHOLE


def test_each_table_of_the_document_has_its_own_columns() -> None:
    first, second = in_grid(f"  | {HEADS} | 总计"), in_grid(f" | | {HEADS} | 总计", table=2)
    assert heading_columns(form("t3"), first + second) == {**WHOLE, (2, 7): (3, 4, 5, 6, 7, 8, 9)}


def test_only_grids_have_columns() -> None:
    text = f"  | {HEADS} | 总计"
    assert heading_columns(form("t3"), in_grid(text, grid=False)) == {}
    assert heading_columns(form("t3"), lines(text)) == {}
    assert heading_columns(form("t4"), in_grid("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计")) == {}
    assert heading_columns(form("t2"), in_grid("  | 本年制发件数 | 本年废止件数 | 现行有效件数")) == {}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            HEADS,
            (
                "natural_person",
                "commercial_enterprise",
                "research_institution",
                "public_interest_organization",
                "legal_service_organization",
                "other_organization",
            ),
        ),
        ("总计 | 自然人", ("natural_person", "total")),
        ("自然人\n（一）予以公开 | 总计", ("natural_person",)),
        ("自然人\n（二）部分公开 | 总计", ("natural_person", "total")),
        ("自然人\n规章 | 5", ("natural_person",)),
        ("", ()),
    ],
    ids=[
        "all but the last",
        "in the order of the form",
        "up to the row",
        "past another row",
        "other words",
        "none",
    ],
)
def test_the_columns_named_above_a_row(text: str, columns: tuple[str, ...]) -> None:
    assert columns_above(form("t3"), "granted", lines(text)) == columns


def test_columns_above_a_row_are_asked_of_grids_alone() -> None:
    assert columns_above(form("t2"), "government_rules", lines("本年制发件数")) == ()


@pytest.mark.parametrize(
    ("table", "text", "ordered"),
    [
        ("t3", f"{HEADS} | 总计", True),
        ("t3", "商业企业 | 自然人 | 总计", True),
        ("t3", "科研机构 | 商业企业", False),
        ("t3", "科研机构\n商业企业", False),
        ("t3", "科研机构\n5\n商业企业", True),
        ("t3", "科研机构\n000\n商业企业", True),
        ("t3", "科研机构\n\n商业企业", False),
        ("t3", "总计 | 自然人", False),
        ("t3", f"总计\n{HEADS}", True),
        ("t3", "自然人 | 总计\n自然人 | 总计", True),
        ("t3", "科研机构 | 科研机构", True),
        ("t3", "总计 | 总计", True),
        ("t3", "", True),
        ("t2", "本年制发件数 | 本年废止件数 | 现行有效件数", True),
        ("t2", "本年废止件数 | 本年制发件数", False),
        ("t2", "现行有效件数 | 第二十条第（五）项 | 本年制发件数", True),
        ("t2", "现行有效件数 | 规章 | 本年制发件数", False),
        ("t2", "现行有效件数 | 5 | 本年制发件数", True),
        ("t2", "现行有效件数 | 信息内容 | 本年制发件数", True),
        ("t4", "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计", True),
        ("t4", "结果维持 | 结果纠正 | 结果维持 | 结果纠正", True),
        ("t4", "结果纠正 | 结果维持 | 其他结果", False),
        ("t4", "结果维持 | 其他结果 | 结果纠正", False),
        ("t4", "结果纠正 | 结果维持 | 其他结果 | 尚未审结 | 总计", False),
        ("t4", "尚未审结 | 总计 | 结果维持 | 结果纠正", True),
        ("t4", "尚未审结 | 结果维持 | 总计", False),
        ("t4", "结果纠正 | 其他结果 | 结果纠正", False),
        ("t4", "结果维持", True),
        ("t4", "", True),
        ("t3", "法人或其他组织 | 自然人 | 总计\n商业企业 | 科研机构", False),
        ("t3", "自然人 | 法人或其他组织 | 总计\n商业企业 | 科研机构", True),
        ("t3", "自然人 | 总计 | 法人或其他组织\n商业企业 | 科研机构", False),
        ("t3", "法人或其他组织\n自然人\n总计\n商业企业\n科研机构", False),
        ("t3", "法人或其他组织\n自然人 | 商业企业 | 科研机构", True),
        ("t4", f"总计 | {RESULTS_OF_4}", False),
        ("t4", f"{RESULTS_OF_4} | 总计 | {RESULTS_OF_4} | 总计", True),
        ("t4", f"总计 | {RESULTS_OF_4} | 总计 | {RESULTS_OF_4}", False),
        ("t4", f"行政诉讼 | 行政复议\n{RESULTS_OF_4} | 总计", False),
        (
            "t4",
            f"行政复议 | 行政诉讼 | 行政诉讼 | 行政复议\n未经复议直接起诉 | 复议后起诉\n{RESULTS_OF_4}",
            False,
        ),
        ("t4", f"行政复议 | 行政诉讼 | 行政复议\n未经复议直接起诉 | 复议后起诉\n{RESULTS_OF_4}", True),
        ("t4", f"行政复议 | 行政诉讼 | 行政复议 | 行政诉讼\n{RESULTS_OF_4} | 总计", True),
        ("t4", "行政复议 | 行政诉讼\n复议后起诉 | 未经复议直接起诉", False),
        ("t4", "行政复议 | 行政诉讼\n未经复议直接起诉 | 复议后起诉", True),
        ("t4", "未经复议直接起诉 | 行政复议 | 复议后起诉", False),
        ("t4", "结果维持 | 5 | 6 | 7\n结果纠正 | 5 | 6 | 7", False),
        ("t4", f"{RESULTS_OF_4} | 总计 | 5 | 6 | 结果维持 | 结果纠正", True),
        ("t4", "结果纠正 | 结果纠正 | 结果纠正", True),
        ("t4", "结果维持 | 结果纠正 | 结果纠正", False),
        ("t4", "其他结果 | 果纠 | 结果纠正", True),
        ("t4", "其他结果 | 行政诉讼 | 结果纠正", False),
    ],
)
def test_headings_in_the_order_of_the_form(table: str, text: str, ordered: bool) -> None:
    assert in_order(form(table), lines(text + "\n5")) is ordered


def test_headings_without_a_value_behind_them_name_no_cells() -> None:
    assert in_order(form("t3"), lines("科研机构 | 商业企业"))


@pytest.mark.parametrize("columns", [[0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [4, 0, 1, 2, 3]])
@pytest.mark.parametrize("cell_a_line", [False, True])
def test_table_4_under_one_set_of_headings(columns: list[int], cell_a_line: bool) -> None:
    """A line for each proceeding is read by its headings in any order. With a line for each cell a
    blank one may be a cell or none, and another order than the form's is open: of the sum alone no
    one could tell which figure is which."""
    text = dump()
    figures = [PRINTED["f2021"][cell] for cell in PRINTED["f2021"] if cell.startswith("t4")]
    rows = [["", *(HEADINGS_OF_4[c] for c in columns)]]
    for n, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        rows.append([name, *(figures[5 * n + c] for c in columns)])
    printed = "\n".join(("\n" if cell_a_line else "\t").join(row) for row in rows)
    found = said(text.replace(table(text, "t4"), f"{HEADINGS['t4']}情况\n{printed}\n"))
    read = {cell: value for cell, value in values(found).items() if cell.startswith("t4")}
    if cell_a_line and columns != sorted(columns):
        assert set(read.values()) == {None}
        assert "form.columns_differ" in codes(found)
    else:
        assert [*read.values()] == [float(figure) for figure in figures]
