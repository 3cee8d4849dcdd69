"""Where headings that no form has are above a table whose cells are not known, its short rows are open."""

from __future__ import annotations

import pytest

from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.foreign_headings import without_foreign
from tests.unit.recognise.made_tokens import form, lines, row, token

RULES = "第二十条第（一）项\n信息内容 | 本年制发件数 | {} | 现行有效件数\n规章"
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
        ("t2", RULES.format("废止件数"), "government_rules", 3, True),
        ("t2", RULES.format("本年废止件数（单位：件）"), "government_rules", 3, True),
        ("t2", RULES.format("上年数"), "administrative_licenses", 1, True),
        ("t2", f"单位：件\n{RULES.format('本年废止件数')}", "government_rules", 3, True),
        ("t3", APPLICANTS.format("公民"), "granted", 7, False),
        ("t3", APPLICANTS.format("科研机构"), "granted", 7, True),
        ("t3", f"{APPLICANTS.format('科研机构')}\n上年数 | 7", "granted", 7, True),
        ("t4", "情况 | 结果维持 | 总计", "", 15, True),
        ("t4", "行政复议 | 同比\n结果维持 | 总计", "", 15, False),
    ],
    ids=[
        "another column, and no more values", "another column and another value", "much like a heading",
        "a heading of the form", "a piece of one", "one with words added", "a block without it",
        "words above the table", "headings of the office", "those of the form", "a word behind a row",
        "the rest of a title", "another column of table 4",
    ],
)  # fmt: skip
def test_short_rows_under_foreign_headings_are_open(
    table: str, text: str, code: str, printed: int, kept: bool
) -> None:
    assert left(table, text, code, printed) is kept


def test_glued_rows_are_open_whatever_their_length() -> None:
    assert not left("t2", RULES.format("上年数"), "government_rules", 4, glued=True)


def test_where_cells_are_known_their_columns_tell() -> None:
    assert left("t2", RULES.format("上年数"), "government_rules", 3, grid=True)
