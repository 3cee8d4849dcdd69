"""Where headings that no form has are above a table whose cells are not known, its short rows are
open."""

from __future__ import annotations

import pytest

from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.foreign_headings import without_foreign
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, row, token

RULES = "第二十条第（一）项\n信息内容 | 本年制发件数 | {} | 现行有效件数\n规章"
FIVE = "\n第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可"
APPLICANTS = "自然人 | 商业企业 | {} | 总计\n（一）予以公开"


def left(table: str, text: str, code: str, printed: int, glued: bool = False, grid: bool = False) -> bool:
    """Whether a row with so many values keeps its candidates."""
    fields = [token("5")] * printed
    made = row(table, code, fields)
    candidate = Candidate.of(fields)
    rows = (RowCandidates(made.row, (candidate,), printed=printed, glued=glued),)
    return bool(without_foreign(form(table), lines(text, grid), rows)[0].candidates)


@pytest.mark.parametrize(
    ("table", "text", "code", "printed", "kept"),
    [
        ("t2", RULES.format("上年数"), "government_rules", 3, False),
        ("t2", RULES.format("上年数"), "government_rules", 4, True),
        ("t2", RULES.format("本年累计"), "government_rules", 3, False),
        ("t2", RULES.format("本年废止件数"), "government_rules", 3, True),
        ("t2", RULES.format("本年废比件数 | 废止数"), "government_rules", 3, False),
        ("t2", RULES.format("废止件数"), "government_rules", 3, True),
        ("t2", RULES.format("本年废止件数（单位：件）"), "government_rules", 3, True),
        ("t2", RULES.format("上年数") + "\n第二十条第（五）项\n行政许可", "administrative_licenses", 1, False),
        ("t2", RULES.format("上年数") + FIVE, "administrative_licenses", 1, True),
        ("t2", f"单位：件\n{RULES.format('本年废止件数')}", "government_rules", 3, True),
        ("t3", APPLICANTS.format("公民"), "granted", 7, False),
        ("t3", APPLICANTS.format("科研机构 | 上年"), "granted", 7, False),
        ("t3", APPLICANTS.format("科研机构"), "granted", 7, True),
        ("t3", f"{APPLICANTS.format('科研机构')}\n上年数 | 7", "granted", 7, True),
        ("t4", "情况 | 结果维持 | 总计", "", 15, True),
        ("t4", "行政复议 | 同比\n结果维持 | 总计", "", 15, False),
    ],
    ids=[
        "another column, and no more values", "another column and another value", "much like a heading",
        "a heading of the form", "one misspelt and one more that is like it", "a piece of one",
        "one with words added", "a block without headings", "a block without it",
        "words above the table", "headings of the office", "a short one", "those of the form", "a word behind a row",
        "the rest of a title", "another column of table 4",
    ],
)  # fmt: skip
def test_short_rows_under_foreign_headings_are_open(
    table: str, text: str, code: str, printed: int, kept: bool
) -> None:
    assert left(table, text, code, printed) is kept


@pytest.mark.parametrize(
    ("headings", "kept"),
    [("本年处理决 | 定数量 | 本年处理数", False), ("本年处理数", True)],
    ids=["its own is there in two pieces", "its own misspelt"],
)
def test_what_is_like_a_heading_that_is_broken_over_lines_is_not_that_heading(
    headings: str, kept: bool
) -> None:
    others = "".join(f"\n第二十条第（{n}）项\n信息内容\n规章" for n in "一六八")
    text = f"第二十条第（五）项\n信息内容 | {headings}\n行政许可{others}"
    assert left("t2", text, "administrative_licenses", 1) is kept


@pytest.mark.parametrize(
    ("printed", "grid", "kept"),
    [
        pytest.param([8, 8, 8], False, False, id="a value more in most rows"),
        pytest.param([8, 8, 8, 7], False, False, id="in three of five"),
        pytest.param([8, 8, 7, 7], False, True, id="in two"),
        pytest.param([8, 8, 8, 7, 7, 7], False, True, id="in three of seven"),
        pytest.param([8, 8, 8], True, True, id="where the cells are known"),
    ],
)
def test_rows_that_are_longer_show_a_column_more(printed: list[int], grid: bool, kept: bool) -> None:
    rows = []
    for code, values in zip(
        ("granted", "requests_new", "carried_in", "carried_out", *["unable"] * 3), [7, *printed]
    ):
        fields = [token("5")] * values
        made = row("t3", code, fields) if code != "unable" else row("t3", "granted", fields)
        rows.append(RowCandidates(made.row, (Candidate.of(fields),), printed=values))
    said = without_foreign(form("t3"), lines("自然人 | 总计\n（一）予以公开", grid), tuple(rows))
    assert bool(said[0].candidates) is kept
    assert said[1].candidates or printed[0] < 8


def test_glued_rows_are_open_whatever_their_length() -> None:
    assert not left("t2", RULES.format("上年数"), "government_rules", 4, glued=True)


def test_known_cells_tell_nothing_where_their_headings_did_not() -> None:
    """Those that their headings place are read before (by_headings)."""
    assert not left("t2", RULES.format("上年数"), "government_rules", 3, grid=True)


WHOLE = """
第二十条第（一）项
信息内容 | 本年制发件数 | {} | 现行有效件数
规章
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚
第二十条第（八）项
信息内容 | 本年收费金额
行政事业性收费
"""
FIFTH = "第二十条第（五）项\n信息内容 | {}\n行政许可"


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        pytest.param(WHOLE, "本年废业件数", True, id="a missing heading misspelt"),
        pytest.param(WHOLE, "本年处里决定数", False, id="that of another block misspelt"),
        pytest.param(RULES, "本年处里决定数", True, id="that of a block which is not printed"),
        pytest.param(WHOLE, "制发总件数", False, id="much like a heading that is printed"),
        pytest.param(WHOLE, "行政规范文件", True, id="the label of a row misspelt"),
        pytest.param(RULES, "件", True, id="one character"),
        pytest.param(RULES, "上年同期的全部数目一览表", False, id="as long as a heading may be"),
        pytest.param(RULES, "上年同期的全部数目的一览表", True, id="a note"),
        pytest.param(RULES, "口径：件", True, id="a remark"),
    ],
)
def test_a_word_among_headings_is_foreign_unless_it_may_be_one_of_them(
    text: str, word: str, kept: bool
) -> None:
    assert left("t2", text.format(word), "government_rules", 3) is kept


@pytest.mark.parametrize(
    ("table", "text", "code", "kept"),
    [
        pytest.param("t3", "自然人 | 社会公益组织 | 公益 | 总计", "granted", True, id="a piece of one that is printed"),
        pytest.param("t3", "自然人 | 社会公益组织 | 社会公益组织数 | 总计", "granted", True, id="one with a word added"),
        pytest.param("t3", "自然人 | 各社会公益组织 | 社会公益组织 | 总计", "granted", True, id="a word before one"),
        pytest.param("t3", "自然人 |  | 公民 | 总计", "granted", False, id="behind a blank"),
        pytest.param("t3", " | 公民 | 自然人 | 总计", "granted", True, id="before the first heading"),
        pytest.param("t3", "自然人 | 总计\n5 | 公民", "granted", True, id="behind a value"),
        pytest.param("t3", "自然人上年同期全部数目一览表 | 总计", "granted", False, id="glued to a short label"),
        pytest.param("t4", "结果维持 | 主要问题 | 总计", "", True, id="a piece of another section's title"),
        pytest.param("t2", FIFTH.format("本年处理决定数量"), "administrative_licenses", True, id="none"),
        pytest.param("t2", FIFTH.format("本年处理决定数量上年数"), "administrative_licenses", False, id="glued to a label"),
        pytest.param("t2", FIFTH.format("本年处理决定数量 上年数"), "administrative_licenses", False, id="set apart from it"),
        pytest.param(
            "t2",
            FIFTH.replace("信息内容", "项目名称").format("本年处理决定数量"),
            "administrative_licenses",
            True,
            id="above the labels",
        ),
        pytest.param(
            "t2",
            FIFTH.replace("信息内容", "项目名称").format("本年处理决定数量 | 上年数"),
            "administrative_licenses",
            False,
            id="above the labels and beside",
        ),
    ],
)  # fmt: skip
def test_foreign_words_in_other_places(table: str, text: str, code: str, kept: bool) -> None:
    assert left(table, text, code, 1) is kept


@pytest.mark.parametrize(
    ("printed", "placed", "kept"),
    [
        pytest.param(3, False, False, id="as many values as cells"),
        pytest.param(0, False, True, id="nothing printed"),
        pytest.param(3, True, False, id="under columns that full rows told, which have a value more"),
    ],
)
def test_which_rows_are_in_doubt(printed: int, placed: bool, kept: bool) -> None:
    made = row("t2", "government_rules", []).row
    before = RowCandidates(made, (Candidate.of([]),), certain=True, printed=printed, placed=placed)
    (after,) = without_foreign(form("t2"), lines(RULES.format("上年数")), (before,))
    assert (bool(after.candidates), after.certain) == (kept, kept)


@pytest.mark.parametrize(
    ("fields", "longer"),
    [
        pytest.param([token("000200", kind="run")], True, id="a figure more at least"),
        pytest.param([token("000000", kind="run"), token("")], True, id="three more, and a blank"),
        pytest.param([token("0000000", kind="run")], False, id="four more: damage"),
        pytest.param([token("00", kind="run")], False, id="fewer"),
        pytest.param([token("000200", kind="run"), token("5")], False, id="a value beside them"),
        pytest.param([token("5")] * 4, False, id="values that are not glued"),
        pytest.param([token("约00", kind="run")], False, id="no figures"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_a_row_of_more_glued_figures_than_cells_puts_its_table_in_doubt(
    fields: list[Token], longer: bool
) -> None:
    rules, documents, licences = (
        row("t2", code, []).row
        for code in ("government_rules", "normative_documents", "administrative_licenses")
    )
    whole = (Candidate.of([token("5")] * 3),)
    rows = (
        RowCandidates(rules, fields=tuple(fields), printed=len(fields)),
        RowCandidates(documents, whole, printed=3),
        RowCandidates(licences, whole, printed=1),
    )
    after = without_foreign(form("t2"), lines(WHOLE.format("本年废止件数")), rows)
    assert [bool(r.candidates) for r in after] == [False, not longer, not longer]


def test_glued_figures_that_come_apart_in_the_cells_of_their_row_say_nothing() -> None:
    rules, documents = (row("t2", code, []).row for code in ("government_rules", "normative_documents"))
    whole = (Candidate.of([token("5")] * 3),)
    rows = (
        RowCandidates(rules, whole, fields=(token("1234", kind="run"),), printed=3, certain=True),
        RowCandidates(documents, whole, printed=3),
    )
    assert without_foreign(form("t2"), lines(WHOLE.format("本年废止件数")), rows) == rows


def test_in_another_table_glued_figures_say_nothing_of_other_rows() -> None:
    granted, partial = (row("t3", code, []).row for code in ("granted", "partially_granted"))
    rows = (
        RowCandidates(granted, fields=(token("00000000", kind="run"),), printed=1),
        RowCandidates(partial, (Candidate.of([token("5")] * 7),), printed=7),
    )
    assert without_foreign(form("t3"), lines("自然人 | 总计"), rows) == rows


def test_prose_between_headings_is_none() -> None:
    note = token("公民", prose=True)
    heads, labels = lines("自然人 | 商业企业"), lines("总计\n（一）予以公开")
    whole = RowCandidates(row("t3", "granted", []).row, (Candidate.of([token("5")] * 7),), printed=7)
    assert without_foreign(form("t3"), [*heads, note, *labels], (whole,)) == (whole,)
