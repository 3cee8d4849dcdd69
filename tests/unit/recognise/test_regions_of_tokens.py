"""From where to where a table reaches in a stream of tokens."""

from __future__ import annotations

import pytest

from pipelines.recognise.regions import find
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import cells, lines, token

HEADS = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
ROWS = [
    "规章 | 1 | 2 | 3",
    "行政规范性文件 | 4 | 5 | 6",
    "行政许可 | 7",
    "行政处罚 | 8",
    "行政强制 | 9",
    "行政事业性收费 | 10",
]
T2 = "\n".join([HEADS, *ROWS])
T3 = "自然人 | 商业企业 | 科研机构\n一、本年新收政府信息公开申请数量 | 21\n（一）予以公开 | 22"
T4 = "\n".join(
    [
        "行政复议 | 行政诉讼",
        "未经复议直接起诉 | 复议后起诉",
        "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计",
        " | ".join(str(n) for n in range(15)),
    ]
)


def regions(tokens: list[Token]) -> list[tuple[str, str, str, int]]:
    """Table, first and last text, votes of each printing."""
    return [(r.table, tokens[r.start].text, tokens[r.end - 1].text, r.votes) for r in find(tokens)]


WHOLE = ("t2", "信息内容", "10", 10)


@pytest.mark.parametrize(
    ("text", "printings"),
    [
        (T2, [WHOLE]),
        (f"青禾县民政局\n一、总体情况\n{T2}", [WHOLE]),
        (f"规章\n行政许可\n行政处罚\n一、总体情况\n{T2}", [WHOLE]),
        (f"行政处罚\n二、主动公开政府信息情况\n{T2}", [("t2", "行政处罚", "10", 11)]),
        ("\n".join([T2, T3, T4]), [WHOLE, ("t3", "自然人", "22", 5), ("t4", "行政复议", "14", 8)]),
        ("\n".join([T4, T2]), [("t4", "行政复议", "14", 8), WHOLE]),
        (ROWS[0] + "\n" + ROWS[3], []),
        ("\n".join(ROWS[:3]), [("t2", "规章", "7", 3)]),
        ("总计 | 1\n其他 | 2\n合计 | 3\n总计 | 4", []),
        ("公开信息5条\n无", []),
        ("", []),
    ],
    ids=[
        "one",
        "text before it",
        "a navigation before it",
        "a word before its own heading",
        "all three",
        "in another order",
        "two labels are none",
        "three are one",
        "words of several tables",
        "prose",
        "nothing",
    ],
)
def test_the_tables_of_a_report(text: str, printings: list[tuple[str, str, str, int]]) -> None:
    assert regions(lines(text)) == printings


@pytest.mark.parametrize(
    ("behind", "last"),
    [
        ("11", "11"),
        ("000", "000"),
        ("备注 | 11", "11"),
        ("备注", "10"),
        ("约11", "约11"),
        ("| 11", "11"),
        ("| ", ""),
        ("", "10"),
        ("\n\n11", "11"),
        ("三、收到和处理政府信息公开申请情况\n11", "10"),
        ("三、收到政府信息公开申请情况\n11", "10"),
        ("字" * 45 + "\n11", "11"),
        ("字" * 46 + "\n11", "10"),
        ("总计 | 11", "11"),
        ("自然人 | 商业企业\n11", "11"),
        ("总计 | 合计", "10"),
        (T3, "10"),
        ("一、本年新收政府信息公开申请数量 | 21\n（一）予以公开 | 22\n（二）部分公开 | 23", "10"),
    ],
    ids=[
        "a value",
        "a run",
        "a short word and its value",
        "a short word",
        "an odd text",
        "a blank and a value",
        "a row of blanks",
        "an empty line",
        "empty lines and a value",
        "the heading of a section",
        "another heading",
        "a text as long as may be",
        "a text one longer",
        "a word of several tables",
        "two words of another table",
        "two words of several tables",
        "the next table",
        "the rows of the next table",
    ],
)
def test_where_a_table_ends(behind: str, last: str) -> None:
    assert regions(lines(f"{T2}\n{behind}"))[0] == ("t2", "信息内容", last, 10)


def test_a_table_inside_another_ends_it_not() -> None:
    """As where a page was put between two others; they come in the order of their beginnings."""
    assert regions(lines("\n".join([*ROWS[:2], T3, *ROWS[2:]])))[0] == ("t2", "规章", "10", 6)
    found = regions(lines("\n".join([ROWS[0], T3, *ROWS[1:]])))
    assert found[0] == ("t2", "规章", "10", 6)
    assert [(table, first) for table, first, _, _ in found] == [("t2", "规章"), ("t3", "自然人")]


def test_a_blank_cell_behind_the_last_label_is_its_value_where_cells_are_known() -> None:
    labels_alone = lines("规章 | 1\n行政许可 | 2\n行政处罚")
    blank = token("", 9, grid=True)
    assert regions([*labels_alone, blank]) == [("t2", "规章", "", 3)]
    assert regions([*labels_alone, token("", 9)]) == [("t2", "规章", "行政处罚", 3)]


@pytest.mark.parametrize(
    ("paragraph", "prose", "last"),
    [
        ("。" * 41 + "说明如下", True, "11"),
        ("。" * 42 + "说明如下", True, "10"),
        ("。" * 42 + "说明如下", False, "11"),
    ],
    ids=["a short paragraph", "a long one", "as long, and no paragraph"],
)
def test_a_long_paragraph_ends_a_table(paragraph: str, prose: bool, last: str) -> None:
    tokens = [*lines(T2), token(paragraph, 20, prose=prose), token("11", 21)]
    assert regions(tokens) == [("t2", "信息内容", last, 10)]


@pytest.mark.parametrize(
    ("between", "printings"),
    [(89, [("t2", "规章", "10", 6)]), (90, [("t2", "行政许可", "10", 4)])],
    ids=["as far apart as may be", "one token more"],
)
def test_labels_far_apart_are_of_two_tables(between: int, printings: list[tuple[str, str, str, int]]) -> None:
    first, second = lines("规章\n行政规范性文件"), lines("\n".join(ROWS[2:]))
    assert regions(first + [token("", 9)] * between + second) == printings


FAR = "\n" * 91


@pytest.mark.parametrize(
    ("first", "second", "votes"),
    [(6, 6, [6, 6]), (6, 4, [6, 4]), (6, 3, [6]), (3, 6, [6]), (5, 3, [5, 3]), (3, 3, [3, 3])],
)
def test_a_few_words_of_a_table_beside_most_of_it_are_none(first: int, second: int, votes: list[int]) -> None:
    text = "\n".join(ROWS[:first]) + FAR + "\n".join(ROWS[:second])
    assert [r.votes for r in find(lines(text))] == votes


@pytest.mark.parametrize(
    ("text", "printings"),
    [
        (f"{T2}\n{T2}", [WHOLE, WHOLE]),
        ("\n".join(ROWS + ROWS), [("t2", "规章", "10", 6)] * 2),
        ("\n".join([*ROWS[:4], *ROWS[:4]]), [("t2", "规章", "8", 4)] * 2),
        ("\n".join([*ROWS[:3], *ROWS[:3]]), [("t2", "规章", "7", 6)]),
        ("\n".join([ROWS[0], ROWS[1], ROWS[3], ROWS[2], *ROWS[4:]]), [("t2", "规章", "10", 6)]),
        (
            "\n".join([ROWS[1], ROWS[2], ROWS[3], ROWS[4], ROWS[0], ROWS[5]]),
            [("t2", "行政规范性文件", "10", 6)],
        ),
        ("\n".join([T2, T2, T2]), [WHOLE] * 3),
        (f"{T4}\n{T4}", [("t4", "行政复议", "14", 8)] * 2),
        (f"{T4[:-5]}\n{T4[:-5]}", [("t4", "行政复议", "13", 16)]),
        ("\n".join([T4, T4, T4]), [("t4", "行政复议", "14", 8)] * 3),
        ("\n".join([T4, T4[:-5], T4]), [("t4", "行政复议", "14", 16)]),
        ("\n".join(row.split(" | ")[0] for row in ROWS * 2), [("t2", "规章", "行政事业性收费", 12)]),
        ("\n".join([T2, HEADS, "表2", *ROWS]), [WHOLE, WHOLE]),
        (f"{T3}\n{T3}", [("t3", "自然人", "22", 5)] * 2),
    ],
    ids=[
        "with its headings",
        "without them",
        "a beginning of four rows",
        "rows that fall back by two",
        "two rows swapped",
        "a row far behind its place",
        "three times",
        "table 4 behind all of its values",
        "table 4 behind some of them",
        "table 4 three times",
        "table 4 again, then some of its values, then all",
        "labels without values",
        "a word with a figure between headings and rows",
        "two rows that stand three places apart",
    ],
)
def test_a_table_that_begins_anew(text: str, printings: list[tuple[str, str, str, int]]) -> None:
    assert regions(lines(text)) == printings


def test_the_figures_of_a_run_are_counted_as_values() -> None:
    glued = T4.replace(" | ".join(str(n) for n in range(15)), "000000000000000")
    assert [r.votes for r in find(lines(f"{glued}\n{glued}"))] == [8, 8]
    assert [r.votes for r in find(lines(f"{glued[:-1]}\n{glued}"))] == [16]


@pytest.mark.parametrize(
    ("above", "head"),
    [
        pytest.param("公民 | 公司", "公民", id="a line of headings that the form does not have"),
        pytest.param("表 | <\n公民 | 公司", "表", id="two lines"),
        pytest.param(" | ", "", id="blanks"),
        pytest.param("甲 | 5\n公民 | 公司", "公民", id="not one with a value"),
        pytest.param("公民 | 5", "规章", id="nor one that ends with it"),
        pytest.param("甲 | 000", "规章", id="nor one with a run"),
    ],
)
def test_lines_of_the_same_grid_above_a_table_may_be_its_headings(above: str, head: str) -> None:
    tokens = cells("\n".join([above, *ROWS]))
    (region,) = find(tokens)
    assert tokens[region.head].text == head
    assert tokens[region.start].text == "规章"


def test_what_is_above_a_grid_is_none_of_its_headings() -> None:
    (region,) = find([*lines("公民 | 公司"), *cells("\n".join(ROWS))])
    assert region.head == region.start == 2


@pytest.mark.parametrize(("most", "printings"), [(200, 1), (100, 0)])
def test_a_table_that_goes_on_without_end_is_none(
    most: int, printings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.recognise.regions.MOST_OF_A_TABLE", most)
    assert len(regions(lines(T2 + "\n1 | 2" * 50))) == printings
