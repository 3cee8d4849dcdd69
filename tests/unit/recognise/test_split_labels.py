"""Labels that are printed in pieces, a line each, are put together, and nothing else is."""

from __future__ import annotations

import pytest

from pipelines.recognise.split_labels import join_split_labels
from tests.unit.recognise.made_tokens import lines, texts, token


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("结果\n维持", ["结果维持"]),
        ("结 果\n维持 ", ["结 果维持"]),
        ("未经复议\n直接\n起诉", ["未经复议直接起诉"]),
        ("未经复议\n直接\n起诉\n情况", ["未经复议直接起诉", "情况"]),
        ("结\n果\n维\n持", ["结果维持"]),
        ("社会\n公\n益\n组\n织", ["社会", "公", "益", "组", "织"]),
        ("其他\n结果", ["其他结果"]),
        ("尚未\n审结\n其他\n总计", ["尚未审结", "其他", "总计"]),
        ("结果\n其他", ["结果", "其他"]),
        ("结果 | 维持", ["结果", "维持"]),
        ("结果\n5\n维持", ["结果", "5", "维持"]),
        ("结果\n\n维持", ["结果", "", "维持"]),
        ("公开\n情况", ["公开", "情况"]),
        ("说明\n结果\n维持\n5", ["说明", "结果维持", "5"]),
        ("结果\n维持\n结果\n纠正", ["结果维持", "结果纠正"]),
        ("没有现成信息需要另\n行制作", ["没有现成信息需要另行制作"]),
        ("没有现成信息需要另行制\n作", ["没有现成信息需要另行制作"]),
        ("要求行政机关确认或重新出\n具", ["要求行政机关确认或重新出具"]),
        ("要求行政机关确认或重新出具\n已获取信息", ["要求行政机关确认或重新出具", "已获取信息"]),
        ("行政许可 | 5 | 3\n.其他 | 7", ["行政许可", "5", "3.其他", "7"]),
        ("行政许可 | 5 | 3\n、补正后申请内容仍不明确", ["行政许可", "5", "3、补正后申请内容仍不明确"]),
        ("行政许可 | 5 | 3\n其他 | 7", ["行政许可", "5", "3", "其他", "7"]),
        ("行政许可 | 5 | 3\n\n.其他 | 7", ["行政许可", "5", "3", "", ".其他", "7"]),
        ("行政许可 | 5 | 300\n.其他 | 7", ["行政许可", "5", "300", ".其他", "7"]),
        ("行政许可 | 5 | 3\n.说明 | 7", ["行政许可", "5", "3", ".说明", "7"]),
        ("", [""]),
    ],
    ids=[
        "two pieces",
        "blanks inside and around",
        "three pieces",
        "three pieces and a word",
        "four pieces",
        "five are too many",
        "the first piece is a label itself",
        "the one behind is a label itself",
        "the second piece is a label of its own",
        "on one line",
        "a value between",
        "an empty line between",
        "no label in any way",
        "a word before, a value behind",
        "two labels",
        "a long piece",
        "a longer one",
        "as long as a piece may be",
        "one character more",
        "the number of a label torn from it",
        "with another sign",
        "without one it is a value",
        "an empty line between the two",
        "no number of a label",
        "no label of the form",
        "nothing",
    ],
)
def test_pieces_of_a_label(printed: str, joined: list[str]) -> None:
    assert texts(join_split_labels(lines(printed))) == joined


def test_cells_of_a_grid_are_not_joined() -> None:
    assert texts(join_split_labels(lines("结果\n维持", grid=True))) == ["结果", "维持"]


def test_the_whole_stands_where_its_first_piece_did() -> None:
    first, second = token("结果", 4, column=2), token("维持", 5, column=3)
    (whole,) = join_split_labels([first, second])
    assert (whole.line, whole.spot, whole.kind) == (4, first.spot, "label")
