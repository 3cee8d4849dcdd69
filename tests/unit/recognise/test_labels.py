"""Which printed words are labels of which table, and how alike two of them are."""

from __future__ import annotations

import pytest

from pipelines.fold import fold, key
from pipelines.recognise.labels import Labels, labels, own_keys, pattern, row_keys, similarity


@pytest.mark.parametrize(
    ("table", "printed", "rows", "is_head"),
    [
        ("t2", "规章", ("government_rules",), False),
        ("t2", "规范性文件", ("normative_documents",), False),
        ("t2", "本年制发件数", (), True),
        ("t2", "第二十条第（五）项", (), True),
        ("t2", "信息内容", (), True),
        ("t2", "自然人", (), False),
        ("t3", "（一）予以公开", ("granted",), False),
        ("t3", "（二）部分公开", ("partially_granted",), False),
        ("t3", "三、本年度办理结果", ("outcomes",), False),
        ("t3", "自然人", (), True),
        ("t3", "申请人情况", (), True),
        ("t3", "3.其他", ("other_misc",), True),  # a row, and the column of other organisations
        ("t3", "（七）总计", ("total_handled",), True),
        ("t3", "行政处罚", (), False),
        ("t4", "行政复议", (), True),
        ("t4", "复议后起诉", (), True),
        ("t4", "尚未审结", (), True),
        ("t2", "", (), False),
        ("t3", "", (), False),
    ],
)
def test_what_a_word_is_in_a_table(table: str, printed: str, rows: tuple[str, ...], is_head: bool) -> None:
    known = labels(table)
    assert set(known.rows.get(key(printed), ())) == set(rows)
    assert (key(printed) in known.heads) is is_head
    assert (key(printed) in known) is bool(rows or is_head)


def test_table_4_has_no_row_with_a_label() -> None:
    assert labels("t4").rows == {}


@pytest.mark.parametrize(
    ("printed", "tables"),
    [
        ("规章", ["t2"]),
        ("信息内容", ["t2"]),
        ("予以公开", ["t3"]),
        ("自然人", ["t3"]),
        ("结果维持", ["t4"]),
        ("总计", []),  # of two tables
        ("合计", []),
        ("其他", []),  # too short a heading for a vote
        ("其它", []),
        ("会议", []),
    ],
)
def test_the_tables_that_a_word_votes_for(printed: str, tables: list[str]) -> None:
    assert [t for t in ("t2", "t3", "t4") if printed in own_keys(t)] == tables


def test_a_label_of_two_tables_votes_for_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "t2": Labels({"行政许可": ("a",), "办理情况": ("b",)}, frozenset()),
        "t3": Labels({"办理情况": ("c",)}, frozenset({"办理结果"})),
        "t4": Labels({}, frozenset({"办理结果", "结果维持"})),
        "st": Labels({}, frozenset()),
    }
    monkeypatch.setattr("pipelines.recognise.labels.labels", known.__getitem__)
    votes = {table: own_keys.__wrapped__(table) for table in known}
    assert votes == {"t2": {"行政许可"}, "t3": set(), "t4": {"结果维持"}, "st": set()}


@pytest.mark.parametrize(
    ("table", "edition", "printed", "names_a_row"),
    [
        ("t2", "", "规章", True),
        ("t2", "", "其他主动公开文件", True),  # a local row
        ("t2", "", "本年制发件数", False),
        ("t3", "", "予以公开", True),
        ("t3", "", "办理结果", False),
        ("t3", "", "本年度办理结果", False),  # a group in every edition
        ("t3", "", "其他处理", True),  # a row of 2019
        ("t3", "f2019", "其他处理", True),
        ("t3", "f2021", "其他处理", False),  # a group of 2021
        ("t3", "f2021", "予以公开", True),
        ("t3", "", "其他", False),  # a column as well
        ("t3", "", "总计", False),
        ("t4", "", "行政复议", False),
    ],
)
def test_words_that_name_a_filled_row_and_nothing_else(
    table: str, edition: str, printed: str, names_a_row: bool
) -> None:
    assert (printed in row_keys(table, edition)) is names_a_row


@pytest.mark.parametrize(
    ("printed", "label", "alike"),
    [
        ("规章", "规章", 1),
        ("", "规章", 0),
        ("规章", "", 0),
        ("", "", 1),
        ("自然人", "行政处罚", 0),
        ("行政处罚", "行政处理", 0.75),  # 3 of 4 characters
        ("属于行政", "属于行政执法案卷", 0.75),  # a piece: 0.55, and 0.4 by its length
        ("案卷", "属于行政执法案卷", 0.65),
        ("卷", "属于行政执法案卷", 2 / 9),  # one character is no piece
        ("行政处罚等各类决定事项", "行政处罚", 0.8),  # words added
        ("行政处罚等", "行政处罚", 8 / 9),
        ("自然人以及其他各类申请人", "自然人", 6 / 15),  # too short to be sure of
        ("行政处罚12", "行政处罚", 0),  # the row and its figures, and what follows is another's
        ("行政处罚1", "行政处罚", 8 / 9),  # a figure that may be a number of a line or a footnote
        ("行政处罚1件", "行政处罚", 0),
        ("行政处罚/", "行政处罚", 8 / 9),
        ("行政处理1件", "行政处罚", 3 / 5),
        ("行政处罚行政处罚1", "行政处罚", 0),
    ],
)
def test_how_alike_two_labels_are(printed: str, label: str, alike: float) -> None:
    assert similarity(printed, label) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("text", "labels_in_it"),
    [
        ("（一）予以公开10（二）部分公开", ["(一)予以公开", "(二)部分公开"]),
        ("予以公开10", ["予以公开"]),
        ("1.属于国家秘密", ["1.属于国家秘密"]),
        ("1、属于国家秘密", ["1、属于国家秘密"]),
        ("1属于国家秘密", ["属于国家秘密"]),  # 1 is a figure of the cell before
        ("01.属于国家秘密", ["1.属于国家秘密"]),
        ("1，属于国家秘密", ["属于国家秘密"]),
        ("四、结转下年度继续办理", ["四、结转下年度继续办理"]),
        ("四.结转下年度继续办理", ["四.结转下年度继续办理"]),
        ("其他法律行政法规禁止公开", ["其他法律行政法规禁止公开"]),  # not the heading 其他
        ("其他结果其他", ["其他结果", "其他"]),
        ("第二十条第（一）项信息内容", ["第二十条第(一)项", "信息内容"]),
        ("结果维持结果纠正", ["结果维持", "结果纠正"]),
        ("公开信息5条", []),
    ],
)
def test_labels_inside_a_text(text: str, labels_in_it: list[str]) -> None:
    assert pattern().findall(fold(text)) == labels_in_it
