"""An answer in JSON with a page in it is read like the page; one with several, or with none, is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.model import Filing
from pipelines.read import read_bytes
from pipelines.report import report_of
from tests.data.forms import render
from tests.data.whole import figures, misread

PAGE = "<p>一、总体情况</p><table><tr><td>规章<td>0</table>"


def answered(page: str, **beside: Any) -> bytes:
    said = {"rptCode": 200, "msg": "成功", "data": {"docId": 7, "docClob": page, **beside}}
    return json.dumps(said, ensure_ascii=False).encode()


@pytest.mark.parametrize("is_escaped", [False, True])
def test_a_form_reads_fully(is_escaped: bool) -> None:
    filled = figures("f2021")
    data = answered(render(filled, "html").decode())
    if is_escaped:
        data = data.replace(b"<", b"\\u003c").replace(b">", b"\\u003E")
    assert read_bytes(data).format == "json"
    assert misread(filled, data) == {}


def test_what_stands_beside_the_page_is_what_it_says_of_itself() -> None:
    title = "云岭监管分局2023年政府信息公开工作年度报告"
    data = answered(PAGE, docTitle=title, publishDate="2024-01-22 10:00:00", docSource="云岭监管分局")
    assert read_bytes(data).metadata == {
        "title": title,
        "published_on": "2024-01-22",
        "source": "云岭监管分局",
    }
    report = report_of(Filing("x", "0" * 64, len(data)), data)
    assert report.statement.year == 2023


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(json.dumps([PAGE, PAGE + "<p>二"]).encode(), "read.several_documents", id="two pages"),
        pytest.param(answered(PAGE)[:-3] + b"]}", "read.damaged", id="no JSON any more"),
        pytest.param(json.dumps({"a": "1 <table 2"}).encode(), "read.empty", id="no page"),
        pytest.param(
            b'{"a":' + b"[" * 90_000 + b'"<table"' + b"]" * 90_000 + b"}", "read.damaged", id="deep"
        ),
    ],
)
def test_what_is_no_page_is_told(data: bytes, code: str) -> None:
    document = read_bytes(data)
    assert ([i.code for i in document.issues], document.format) == ([code], "json")


def test_one_page_in_two_fields_is_one() -> None:
    assert read_bytes(json.dumps({"a": PAGE, "b": {"c": [PAGE]}}).encode()).blocks
