"""Rows of a table whose labels are torn, lost or misspelt, by the cheapest alignment."""

from __future__ import annotations

import pytest

from pipelines.recognise.align import align
from pipelines.recognise.match_in_order import RowMatch
from tests.unit.recognise.made_tokens import form, lines, texts
from tests.unit.recognise.test_match_in_order import DISCLOSURES, READ, changed


def aligned(text: str, edition: str = "f2021") -> RowMatch:
    return align(form("t2", edition), lines(text))[1]


def cost(text: str, edition: str = "f2021") -> float:
    return align(form("t2", edition), lines(text))[0]


def fields(match: RowMatch) -> dict[str, list[str]]:
    return {r.row.code: texts(r.fields) for r in match.rows}


def values(match: RowMatch) -> dict[str, list[str]]:
    return {r.row.code: [t.text for t in r.fields if t.kind in ("value", "run")] for r in match.rows}


def test_whole_labels_cost_nothing_but_what_the_form_has_and_the_print_lacks() -> None:
    match = aligned(DISCLOSURES)
    assert values(match) == READ
    assert match.stray == []
    assert all(row.anchored for row in match.rows)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(changed(("行政处罚 | 8", "行攻处罚 | 8")), {}, id="a misspelt label"),
        pytest.param(changed(("行政处罚 | 8", "行政\n处罚 | 8")), {}, id="a torn label"),
        pytest.param(changed(("行政处罚 | 8", "| 8")), {}, id="a lost label"),
        pytest.param(changed(("行政处罚 | 8\n", "")), {"administrative_penalties": []}, id="a lost row"),
        pytest.param(changed(("| 1 | 2 | 3", "| 123")), {"government_rules": ["123"]}, id="one of three"),
        pytest.param(
            changed(("| 1 | 2 | 3", "| 000")), {"government_rules": ["000"]}, id="figures without borders"
        ),
    ],
)
def test_rows_begin_where(text: str, read: dict[str, list[str]]) -> None:
    assert values(aligned(text)) == {**READ, **read}


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        pytest.param(DISCLOSURES, set(), id="all labels"),
        pytest.param(
            changed(("行政处罚 | 8", "| 8")),
            {"administrative_licenses", "administrative_penalties"},
            id="neither a row without a label nor the one before it is sure of its numbers",
        ),
        pytest.param(
            changed(("行政事业性收费 | 10", "| 10")),
            {"administrative_coercion", "administrative_fees"},
            id="the last row",
        ),
    ],
)
def test_a_row_is_anchored_by_its_label_and_that_of_the_next(text: str, unsure: set[str]) -> None:
    assert {r.row.code for r in aligned(text).rows if not r.anchored} == unsure


def test_the_exact_label_of_a_row_counts_for_no_other() -> None:
    """行政许可 is like 行政处罚, which is lost: its number is not that row's."""
    match = aligned(changed(("行政许可 | 7\n", ""), ("行政处罚 | 8", "行政许可 | 8")))
    assert values(match)["administrative_licenses"] == ["8"]
    assert values(match)["administrative_penalties"] == []


def test_values_above_the_first_row_are_stray() -> None:
    match = aligned("77 | 78\n" + DISCLOSURES.replace("第二十条第（一）项\n", ""))
    assert texts(match.stray) == ["77", "78"]
    assert values(match) == READ


def test_without_any_token_no_row_has_fields() -> None:
    match = align(form("t2"), [])[1]
    assert fields(match) == {code: [] for code in READ}
    assert not any(row.anchored for row in match.rows)


@pytest.mark.parametrize(
    ("cheaper", "dearer"),
    [
        pytest.param(DISCLOSURES, changed(("行政处罚", "行攻处罚")), id="a misspelt label costs"),
        pytest.param(
            changed(("行政处罚", "行攻处罚")), changed(("行政处罚", "甲乙丙丁")), id="a strange one more"
        ),
        pytest.param(
            changed(("| 8", "")), changed(("行政处罚 | 8\n", "")), id="a row lost more than its number"
        ),
        pytest.param(
            changed(("| 8", "")), changed(("| 8", "| 8 | 9")), id="a number too many more than one lost"
        ),
    ],
)
def test_what_costs_more(cheaper: str, dearer: str) -> None:
    assert cost(cheaper) < cost(dearer)


def test_another_edition_may_not_pass_over_the_label_of_its_row() -> None:
    """A row of 2019 in print: the form of 2021 pays for it more than any number costs."""
    text = changed(("行政处罚 | 8", "其他对外管理服务事项 | 8"))
    assert cost(text) - cost(DISCLOSURES) > 7
