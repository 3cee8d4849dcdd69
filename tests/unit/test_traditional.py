"""Traditional characters are folded for matching, one for one; names in simplified characters are
left alone."""

import pytest

from pipelines.fold import fold, key, simplified
from pipelines.model import Filing
from pipelines.report import report_of
from tests.data.forms import render
from tests.data.traditional import PAIRS, TABLE, traditional, traditional_page
from tests.data.whole import figures, misread


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("政府資訊公開", "政府信息公开"),
        ("一、本年新收政府信息公開申請數量", "一、本年新收政府信息公开申请数量"),
        ("複議後起訴", "复议后起诉"),
        ("復議後起訴", "复议后起诉"),
        ("1.屬於國家秘密", "1.属于国家秘密"),
        ("對外管理服務", "对外管理服务"),
        ("人民政府辦公廳", "人民政府办公厅"),
        ("樂", "乐"),  # a compatibility ideograph, U+F914
    ],
)
def test_labels(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert key(printed) == key(folded)


@pytest.mark.parametrize(
    "name", ["乾县人民政府", "於潜镇", "新闻资讯中心", "岳麓区", "喆", "昇平街道", "著作权局"]
)
def test_simplified_names_stay(name: str) -> None:
    assert fold(name) == simplified(name) == name


def test_it_is_one_for_one() -> None:
    assert len(PAIRS) % 2 == 0
    assert len(set(PAIRS[::2])) == len(PAIRS) // 2
    assert not set(PAIRS[::2]) & set(PAIRS[1::2])
    assert all(len(word) == len(common) for word, common in TABLE["words"].items())
    text = "政府資訊公開（二〇二三年）…㈠ 屬於"
    assert len(simplified(text)) == len(text)


def test_no_character_of_simplified_text_is_changed() -> None:
    for character in PAIRS[::2]:
        if character != "後":
            with pytest.raises(UnicodeEncodeError):
                character.encode("gb2312")


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize("codec", ["utf-8", "big5hkscs"])
def test_a_page_in_traditional_characters_reads_fully(edition: str, codec: str) -> None:
    filled = figures(edition)
    data = traditional_page(render(filled, "html"), codec)
    assert misread(filled, data) == {}
    report = report_of(Filing("x", "0", 1), data)
    assert report.status == "parsed"
    assert {"overview", "requests", "disputes", "other_matters"} <= report.statement.sections.keys()
    assert report.statement.title == "平潭縣人民政府2023年政府資訊公開工作年度報告"


def test_a_dump_in_traditional_characters_reads_fully() -> None:
    assert misread(figures("f2021"), traditional(render(figures("f2021"), "tabs").decode()).encode()) == {}
