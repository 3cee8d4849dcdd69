"""With which of its headings a table of a dump begins."""

from __future__ import annotations

import pytest

from pipelines.recognise.regions import find
from tests.unit.recognise.made_tokens import lines


@pytest.mark.parametrize(
    ("above", "start"),
    [
        pytest.param("类别 | 总计 | 结果维持 | 结果纠正", "类别", id="on the line of the others"),
        pytest.param("总计\n\n结果维持\n结果纠正", "总计", id="on a line of its own"),
        pytest.param("类别\n总计\n结果维持\n结果纠正", "总计", id="behind a word of no table"),
        pytest.param(
            "申请人 行次 结果维持 结果纠正 总计\n结果维持",
            "申请人 行次 结果维持 结果纠正 总计",
            id="a line left whole",
        ),
        pytest.param(
            "申请人 行次 说明 结果纠正 总计\n结果维持", "结果维持", id="fewer than half of whose words are"
        ),
        pytest.param("结果\n其他\n结果维持\n结果纠正", "结果", id="pieces of headings"),
        pytest.param("总计\n同比\n增幅\n结果维持", "总计", id="two strange words between"),
        pytest.param("总计\n同比\n增幅\n说明\n结果维持", "结果维持", id="three"),
        pytest.param("总计\n各机关受理情况对比表\n结果维持", "结果维持", id="a long one"),
        pytest.param("（七）总计 | 5\n结果维持 | 结果纠正", "结果维持", id="behind a value"),
    ],
)
def test_a_heading_without_a_vote_begins_a_dump(above: str, start: str) -> None:
    tokens = lines(f"{above}\n其他结果 | 5\n尚未审结 | 6")
    (region,) = (r for r in find(tokens) if r.table == "t4")
    assert tokens[region.start].text == start
