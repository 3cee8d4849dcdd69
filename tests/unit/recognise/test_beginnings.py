"""A few rows or words of a table elsewhere, in front of it or behind it, take nothing from it."""

from __future__ import annotations

import pytest

from pipelines.model import Statement
from pipelines.read.web.html import read_html
from pipelines.recognise import recognise
from pipelines.recognise.beginnings import beginnings
from pipelines.recognise.labels import own_keys
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import HEADINGS, OFFICE, PRINTED, dump, printed, said, values
from tests.unit.recognise.made_tokens import lines

SMALL = {
    "results as rows": "办理结果\t件数\n予以公开\t3\n部分公开\t4\n不予公开\t5\n无法提供\t6\n不予处理\t7",
    "results across": "办理结果\t予以公开\t部分公开\t不予公开\t无法提供\n件数\t3\t4\t0\t6",
    "what came and went": "项目\t数量\n本年新收政府信息公开申请数量\t3\n上年结转政府信息公开申请数量\t1\n总计\t4",
    "two years": "项目\t2022年\t2023年\n本年新收政府信息公开申请数量\t3\t5\n予以公开\t1\t2\n结转下年度继续办理\t0\t0",
    "applicants": "申请人\t件数\n自然人\t3\n商业企业\t1\n科研机构\t0\n总计\t4",
    "proceedings": "行政复议\t行政诉讼\n3\t1",
    "results of one": "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n3\t1\t0\t0\t4",
    "documents": "类别\t数量\n规章\t3\n行政规范性文件\t1",
}
"""Small tables that offices print beside those of the form."""


def _with_small(rows: str, before: str) -> str:
    text = dump()
    return text.replace(HEADINGS[before], f"近年情况如下表。\n\n{rows}\n\n{HEADINGS[before]}")


@pytest.mark.parametrize("before", ["t2", "t3", "t4"])
@pytest.mark.parametrize("rows", SMALL.values(), ids=SMALL)
def test_a_small_table_elsewhere_in_a_dump(rows: str, before: str) -> None:
    assert values(said(_with_small(rows, before))) == printed()


@pytest.mark.parametrize("behind", [False, True], ids=["above", "below"])
@pytest.mark.parametrize("rows", SMALL.values(), ids=SMALL)
def test_a_small_table_elsewhere_on_a_page(rows: str, behind: bool) -> None:
    assert values(_page(rows, "五、存在" if behind else HEADINGS["t3"])) == printed()


def _page(rows: str, before: str) -> Statement:
    page = render(Filled(OFFICE, 2022, "f2021", PRINTED["f2021"]), "html").decode()
    made = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("\t")) + "</tr>" for row in rows.split("\n")
    )
    at = page.index("<p", page.index(before) - 40)
    return recognise(read_html(page[:at] + f"<table>{made}</table>" + page[at:]))


@pytest.mark.parametrize(
    ("name", "text", "begun"),
    [
        ("t3", "予以公开 | 3\n部分公开 | 4\n申请人情况\n本年新收政府信息公开申请数量 | 1\n予以公开 | 1", []),
        (
            "t3",
            "予以公开 | 3\n重复申请 | 4\n申请人情况\n本年新收政府信息公开申请数量 | 1\n予以公开 | 1",
            ["申请人情况"],
        ),
        ("t3", "重复申请 | 4\n本年新收政府信息公开申请数量 | 1\n予以公开 | 1", []),
        ("t4", "行政复议 | 行政诉讼\n3 | 1\n行政复议\n结果维持", ["行政复议"]),
        ("t4", "结果维持 | 3\n行政复议 | 结果维持\n1", ["行政复议"]),
        ("t4", "行政复议\n结果维持 | 3\n行政诉讼\n结果维持 | 1", []),
    ],
    ids=["two rows in another order", "rows again", "another order", "no columns", "columns alone", "bands"],
)
def test_where_a_printing_begins(name: str, text: str, begun: list[str]) -> None:
    tokens = lines(text)
    keys = [token.key if token.kind == "label" else "" for token in tokens]
    voted = [i for i, label in enumerate(keys) if label in own_keys(name)]
    assert [keys[i] for i in sorted(beginnings(name, tokens, keys, voted))] == begun


def test_one_row_in_another_table_of_the_document_is_enough() -> None:
    tokens = lines(
        "予以公开 | 3\n部分公开 | 4\n申请人情况\n本年新收政府信息公开申请数量 | 1\n予以公开 | 1", grid=True
    )
    tokens = [t._replace(spot=t.spot._replace(table=1 + (t.line > 2))) for t in tokens]
    keys = [token.key if token.kind == "label" else "" for token in tokens]
    voted = [i for i, label in enumerate(keys) if label in own_keys("t3")]
    assert [keys[i] for i in beginnings("t3", tokens, keys, voted)] == ["申请人情况"]
