"""Which edition of the form a printed table is of."""

from __future__ import annotations

import pytest

from pipelines.catalogue import catalogue
from pipelines.recognise.choose_edition import choose_edition, edition_only_labels, shows_itself
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines


@pytest.mark.parametrize(
    ("edition", "table", "label", "only"),
    [
        ("f2019", "t2", "其他对外管理服务事项", True),
        ("f2019", "t2", "政府集中采购", True),
        ("f2019", "t2", "对外公开总数量", True),  # a heading
        ("f2019", "t2", "行政许可", False),
        ("f2019", "t2", "规章", False),
        ("f2019", "t3", "其他处理", False),  # a row of one edition and a group of the other
        ("f2021", "t3", "其他处理", False),
        ("f2021", "t3", "逾期不缴费", True),
        ("f2021", "t3", "其他", False),
        ("f2021", "t3", "其它", False),
        ("f2021", "t2", "现行有效件数", True),
        ("f2021", "t2", "现行有效数", True),
        ("f2021", "t2", "其他对外管理服务事项", False),
    ],
)
def test_labels_that_only_one_edition_has(edition: str, table: str, label: str, only: bool) -> None:
    assert (label in edition_only_labels(edition, table)) is only


@pytest.mark.parametrize(("edition", "table"), [("f2019", "t4"), ("f2021", "t4"), ("f2019", "t3")])
def test_a_table_of_the_same_rows_has_none(edition: str, table: str) -> None:
    assert edition_only_labels(edition, table) == frozenset()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("行政许可 | 5\n本年制发件数", True),
        ("行政许可 | 5\n其他对外管理服务事项 | 6", False),
        ("行政许可 | 5", False),
    ],
)
def test_a_form_shows_itself_by_one_label_of_its_own(text: str, shown: bool) -> None:
    assert shows_itself(form("t2"), lines(text)) is shown


def test_labels_that_tell_have_four_characters() -> None:
    lengths = {
        len(label) for label in edition_only_labels("f2021", "t3") | edition_only_labels("f2019", "t2")
    }
    assert min(lengths) >= 4
    assert "采购总金额" in edition_only_labels("f2019", "t2")


def filled(table: str, edition: str, without: tuple[str, ...] = (), heads: bool = False) -> list[Token]:
    """The rows of a form, each with as many noughts as cells; `without`: labels that are lost."""
    chosen = form(table, edition)
    cells = {row.code: len(row.columns) for row in chosen.rows}
    columns = [catalogue().column(table, c).zh for c in chosen.columns]
    text = [" | ".join(columns)] if heads else []
    for code in chosen.order:
        if code in cells and next(r for r in chosen.rows if r.code == code).optional:
            continue
        label = catalogue().row(table, code).zh
        text.append(" | ".join([*([] if label in without else [label]), *["0"] * cells.get(code, 0)]))
    return lines("\n".join(text))


def choose(table: str, tokens: list[Token], before: str = "") -> str:
    """The edition that a table is of; its rows are read whichever it is."""
    code, match = choose_edition(catalogue().forms(table), tokens, before)
    assert match.rows
    return code


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize("table", ["t2", "t3"])
@pytest.mark.parametrize("before", ["", "f2019", "f2021"])
def test_a_whole_table_is_of_the_edition_that_has_its_rows(edition: str, table: str, before: str) -> None:
    assert choose(table, filled(table, edition), before) == edition


COMMON = "规章 | 0 | 0 | 0\n行政规范性文件 | 0 | 0 | 0\n行政许可 | 0 | 0 | 0\n行政处罚 | 0\n行政强制 | 0\n行政事业性收费 | 0"


@pytest.mark.parametrize(
    ("heading", "before", "edition"),
    [
        ("本年制发件数 | 本年废止件数", "f2019", "f2021"),
        ("本年制发件数", "", "f2021"),
        ("本年新制作数量 | 对外公开总数量", "f2021", "f2019"),
        ("上一年项目数量", "f2021", "f2019"),
    ],
)
def test_headings_tell_where_only_common_rows_are_printed(heading: str, before: str, edition: str) -> None:
    assert choose("t2", lines(heading + "\n" + COMMON), before) == edition


@pytest.mark.parametrize("before", ["", "f2019"])
def test_rows_in_order_outweigh_the_edition_of_the_tables_before(before: str) -> None:
    assert choose("t2", lines(COMMON), before) == "f2021"


def test_of_two_editions_whose_rows_are_in_order_the_headings_tell() -> None:
    """A table of 2019 in which both editions show a label of their own."""
    tokens = [*filled("t2", "f2019", heads=True), *lines("本年制发件数")]
    assert choose("t2", tokens) == "f2019"


@pytest.mark.parametrize(
    ("headings", "edition"),
    [
        ("本年制发件数 | 本年废止件数 | 上一年项目数量", "f2021"),
        ("本年制发件数 | 上一年项目数量 | 采购总金额", "f2019"),
    ],
)
def test_of_editions_with_the_same_rows_the_one_with_more_of_its_headings(
    headings: str, edition: str
) -> None:
    """No two editions have the same rows of table 2 so far: one form stands for both."""
    both = {"f2019": form("t2"), "f2021": form("t2")}
    assert choose_edition(both, lines(headings + "\n" + COMMON), "")[0] == edition


LOST = ("2.其他法律行政法规禁止公开",)
OWN = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


def spoilt(printed: str) -> list[Token]:
    """Table 3 of 2021 without the labels that it alone has, with `printed` in the place of one."""
    tokens = filled("t3", "f2021", (*LOST, *OWN))
    at = next(n for n, t in enumerate(tokens) if t.text == "（七）总计")
    return [*tokens[: at - 7], *lines(printed), *tokens[at - 7 :]] if printed else tokens


@pytest.mark.parametrize(
    ("printed", "before", "edition"),
    [
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "f2019", "f2021"),
        ("申请人逾期未按收费通知要求缴费，行政机关不再处理", "f2019", "f2021"),
        ("", "f2021", "f2021"),
    ],
    ids=["a label of its own", "nearly one", "none, and the tables before are of it"],
)
def test_a_table_of_which_labels_are_lost(printed: str, before: str, edition: str) -> None:
    assert choose("t3", spoilt(printed), before) == edition


def test_an_edition_that_shows_nothing_of_its_own_is_not_asked_unless_it_was_before() -> None:
    """Its rows would fit at a smaller cost, but all that only it has is lost."""
    assert choose("t3", spoilt(""), "f2019") == "f2019"
    assert choose("t3", spoilt(""), "") == "f2019"
