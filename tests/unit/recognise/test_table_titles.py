"""What is said above a table of another year, another body, or of an example."""

from __future__ import annotations

import pytest

from pipelines.recognise.regions import find
from pipelines.recognise.table_titles import told_otherwise
from tests.unit.recognise.dumps import codes, dump, said, table, values
from tests.unit.recognise.made_tokens import lines

ROWS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 2 | 3 | 4 | 10"


def told(above: str, year: int | None = 2023) -> list[str]:
    tokens = lines(f"{above}\n{ROWS}")
    return [*told_otherwise(tokens, find(tokens), year).values()]


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("2022年度", "2022年度"),
        ("四、2022年政府信息公开行政复议、行政诉讼情况", "四、2022年政府信息公开行政复议、行政诉讼情况"),
        ("上年（2022年）情况如下：", "上年（2022年）情况如下："),
        ("填写示例", "填写示例"),
        ("附：下属水利站情况", "附：下属水利站情况"),
        ("2022年度\n\n单位：件", "2022年度"),
        ("2023年度", ""),
        ("2022年与2023年", ""),
        ("公布于2022年1月20日", ""),
        ("与2022年相比有所下降。", ""),  # a sentence
        ("2022年度\n四、政府信息公开行政复议、行政诉讼情况", ""),  # above the heading of the section
        ("2022年度 | 5", ""),  # a value is between
        ("2022年" + "字" * 40, ""),
        ("", ""),
    ],
)
def test_what_is_said_above_a_table(above: str, text: str) -> None:
    assert told(above) == ([text] if text else [])


def test_a_report_without_a_year_is_of_none_that_another_could_differ_from() -> None:
    assert told("2022年度", None) == []
    assert told("上年情况", None) == ["上年情况"]


def test_such_a_table_is_open_where_it_is_the_only_one_and_passed_over_beside_the_own() -> None:
    text = dump()
    printed = table(text, "t4")
    heading, rest = printed.split("\n", 1)
    only = said(text.replace(printed, f"{heading}\n2020年度\n{rest}"))
    assert "form.table_of_another" in codes(only)
    assert {v for cell, v in values(only).items() if cell.startswith("t4")} == {None}
    both = said(text.replace(printed, f"{printed}\n2020年度\n{rest.replace('1', '7')}"))
    assert codes(both) == codes(said(text))
    assert values(both) == values(said(text))
