"""What a report cites is taken out of it: titles, numbers and givers of papers."""

from __future__ import annotations

import pytest

from pipelines.fold import fold
from pipelines.naming.papers import without_papers


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "按照县人民政府办公室《关于做好2023年年度报告编制工作的通知》（政办函〔2024〕10号）要求，现公布。",
            "要求,现公布",
        ),
        ("根据国务院办公厅关于做好2023年公开工作的通知，编制本报告。", "编制本报告"),
        ("依据国办公开办函〔2021〕30号编制。", "编制"),
        (
            "青禾县民政局根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制本报告。",
            "青禾县民政局根据",
        ),
        (
            "现发布《青禾县民政局2023年政府信息公开工作年度报告》。",
            "青禾县民政局2023年政府信息公开工作年度报告",
        ),
    ],
)
def test_what_is_left(text: str, left: str) -> None:
    without = without_papers(fold(text))
    assert left in without
    assert not any(word in without for word in ("通知", "〔", "人民政府办公室", "国务院", "2021", "2024"))
