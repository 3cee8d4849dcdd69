"""Tables 2 and 4, and those of the edition before, read by headings in another order."""

from __future__ import annotations

import pytest

from pipelines.recognise.by_headings import by_headings
from tests.unit.recognise.arranged import read, shown
from tests.unit.recognise.made_tokens import cells, form

RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
DISPUTES = {"": "1 2 3 4 10 0 5 0 5 10 7 0 0 0 7"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            f"行政诉讼 | < | < | < | < | < | < | < | < | < | 行政复议 | < | < | < | <\n"
            f"未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | < | ^ | < | < | < | <\n"
            f"{RESULTS} | {RESULTS} | {RESULTS}\n0 | 5 | 0 | 5 | 10 | 7 | 0 | 0 | 0 | 7 | 1 | 2 | 3 | 4 | 10",
            DISPUTES,
            id="litigation first",
        ),
        pytest.param(
            f" | {RESULTS}\n复议后起诉 | 7 | 0 | 0 | 0 | 7\n行政复议 | 1 | 2 | 3 | 4 | 10\n"
            "未经复议直接起诉 | 0 | 5 | 0 | 5 | 10",
            DISPUTES,
            id="a line for each",
        ),
        pytest.param(
            f" | {RESULTS}\n复议后起诉 | 7 | 0 | 0 | 0 | 7\n行政复议 | 1 | 2 | 3 | 4 | 10",
            {"": ""},
            id="a line for each, of which one is lost",
        ),
        pytest.param(
            f" | {RESULTS} | 上年\n复议后起诉 | 7 | 0 | 0 | 0 | 7 | 3\n行政复议 | 1 | 2 | 3 | 4 | 10 | 3\n"
            "未经复议直接起诉 | 0 | 5 | 5 | 10 | 3",
            {"": ""},
            id="a line for each, of which one lost a cell",
        ),
        pytest.param(
            " | 复议后起诉 | 行政复议 | 未经复议直接起诉\n结果维持 | 7 | 1 | 0\n结果纠正 | 0 | 2 | 5\n其他结果 | 0 | 3 | 0\n"
            "尚未审结 | 0 | 4 | 5\n总计 | 7 | 10 | 10",
            DISPUTES,
            id="turned",
        ),
    ],
)
def test_disputes_by_their_headings(text: str, rows: dict[str, str]) -> None:
    assert shown(read(text, "t4")) == rows


@pytest.mark.parametrize(
    ("edition", "text", "rows", "left_out"),
    [
        pytest.param(
            "f2021",
            "信息内容 | 本年废止件数 | 本年制发件数 | 现行有效件数\n规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n"
            "信息内容 | 本年处理决定数量\n行政许可 | 7",
            {"government_rules": "2 1 3", "normative_documents": "5 4 6", "administrative_licenses": "7"},
            "",
            id="lines of other lengths",
        ),
        pytest.param(
            "f2021",
            "信息内容 | 本年废止件数 | 本年制发件数 | 现行有效件数 | 上年\n规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6 | 7\n"
            "信息内容 | 本年处理决定数量\n行政许可 | 8",
            {"government_rules": "", "normative_documents": "5 4 6", "administrative_licenses": "8"},
            "7",
            id="a line that is shorter than the other under its headings",
        ),
        pytest.param(
            "f2021",
            "信息内容 | 本年废止件数 | 本年制发件数 | 现行有效件数\n规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n行政许可 | 7",
            {"government_rules": "2 1 3", "normative_documents": "5 4 6"},
            "7",
            id="a value under a heading that its row has not",
        ),
        pytest.param(
            "f2019",
            "信息内容 | 本年新公开数量 | 本年新制作数量 | 对外公开总数量\n规章 | 1 | 2 | 3\n规范性文件 | 4 | 5 | 6\n"
            "其他主动公开文件 | 7 | 8 | 9",
            {
                "government_rules": "2 1 3",
                "normative_documents": "5 4 6",
                "other_disclosed_documents": "8 7 9",
            },
            "",
            id="a local row that is printed",
        ),
        pytest.param(
            "f2019",
            "信息内容 | 本年新公开数量 | 本年新制作数量 | 对外公开总数量\n规章 | 1 | 2 | 3\n规范性文件 | 4 | 5 | 6",
            {"government_rules": "2 1 3", "normative_documents": "5 4 6"},
            "",
            id="a local row that is not",
        ),
    ],
)
def test_columns_of_table_2(edition: str, text: str, rows: dict[str, str], left_out: str) -> None:
    arranged = read(text, "t2", edition)
    assert shown(arranged) == rows
    assert " ".join(arranged.left_out) == left_out
    assert [r.row.code for r in arranged.rows if r.row.optional] == [
        code for code in rows if code == "other_disclosed_documents"
    ]


def test_a_word_at_the_left_of_values_in_the_order_of_the_form_is_no_row_more() -> None:
    heads = "行政复议 | < | < | < | < | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <"
    figures = "1 | 2 | 3 | 4 | 10 | 0 | 5 | 0 | 5 | 10 | 7 | 0 | 0 | 0 | 7"
    text = f". | {heads}\n. | {RESULTS} | {RESULTS} | {RESULTS}\n外宾 | {figures}"
    assert by_headings(form("t4"), cells(text)) is None
