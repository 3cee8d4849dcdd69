"""What conditional formats do to a text, whichever format of file they are from."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.colours import BLACK, WHITE, Colour
from pipelines.read.marks import marked, seen
from pipelines.read.sheets.conditions import (
    PRINT,
    TEXT,
    UNKNOWN,
    Conditions,
    Effect,
    Ink,
    Rule,
    changed,
    effect,
)
from pipelines.read.sheets.places import MOST_AREAS

RED: Colour = (255, 0, 0)
GREY: Colour = (225, 225, 225)


@pytest.mark.parametrize(
    ("operator", "bounds", "below", "same", "above", "text", "unknown"),
    [
        ("equal", (5.0,), False, True, False, False, None),
        ("notEqual", (5.0,), True, False, True, True, None),
        ("lessThan", (5.0,), True, False, False, False, None),
        ("lessThanOrEqual", (5.0,), True, True, False, False, None),
        ("greaterThan", (5.0,), False, False, True, True, None),
        ("greaterThanOrEqual", (5.0,), False, True, True, True, None),
        ("between", (9.0, 5.0), False, True, True, False, None),
        ("notBetween", (5.0, 9.0), True, False, False, True, None),
        ("between", (5.0,), None, None, None, None, None),
        ("lessThan", (), None, None, None, None, None),
        ("", (5.0,), None, None, None, None, None),
    ],
)
def test_a_condition_holds_as_excel_compares(
    operator: str, bounds: tuple[float, ...],
    below: bool | None, same: bool | None, above: bool | None, text: bool | None, unknown: None,
) -> None:  # fmt: skip
    rule = Rule(operator, bounds)
    held = [rule.holds(value) for value in (4.0, 5.0, 6.0, TEXT, None)]
    assert held == [below, same, above, text, unknown]


def white(operator: str = "greaterThan", bound: float = 0) -> Rule:
    return Rule(operator, (bound,), colour=WHITE)


ON_RED = Ink(frozenset({BLACK}), RED)
MIXED = Ink(frozenset({BLACK}), None)
ALWAYS = ("greaterThan", (0.0,))


@pytest.mark.parametrize(
    ("rules", "ink", "expected"),
    [
        pytest.param([], PRINT, None, id="none"),
        pytest.param([white()], PRINT, "hides", id="white"),
        pytest.param([white("lessThan")], PRINT, None, id="white where it fails"),
        pytest.param([white("")], PRINT, "perhaps", id="white by a formula"),
        pytest.param([white()], ON_RED, None, id="white on red"),
        pytest.param([white()], MIXED, "perhaps", id="white on a mixed ground"),
        pytest.param([Rule(*ALWAYS, colour=GREY)], PRINT, "perhaps", id="pale"),
        pytest.param([Rule(*ALWAYS, ground=BLACK)], PRINT, "hides", id="a black ground"),
        pytest.param([Rule(*ALWAYS, ground=RED)], PRINT, None, id="a red ground"),
        pytest.param([Rule(ground=BLACK)], PRINT, "perhaps", id="a ground of many colours"),
        pytest.param([Rule(*ALWAYS, colour=WHITE, ground=RED)], PRINT, None, id="white on red by a condition"),
        pytest.param([Rule(*ALWAYS, colour=BLACK)], Ink(frozenset({WHITE}), WHITE), "perhaps", id="black for white"),
        pytest.param([Rule(*ALWAYS, ground=RED)], Ink(frozenset({RED, BLACK}), WHITE), "perhaps", id="red for a part"),
        pytest.param([Rule(*ALWAYS, struck=True)], PRINT, "perhaps", id="struck"),
        pytest.param([Rule(*ALWAYS, code=";;;")], PRINT, "hides", id="a format of nothing"),
        pytest.param([Rule(*ALWAYS, code="0.00")], PRINT, "perhaps", id="a format"),
        pytest.param([Rule(*ALWAYS, replaces=True)], PRINT, "replaces", id="a bar"),
        pytest.param([Rule("lessThan", (0.0,), replaces=True)], PRINT, None, id="a bar of another"),
        pytest.param([UNKNOWN], PRINT, "perhaps", id="not followed"),
        pytest.param([white(), white()], PRINT, "hides", id="white twice"),
        pytest.param([white(), Rule(*ALWAYS, colour=RED)], PRINT, "perhaps", id="white or red"),
        pytest.param([white(), Rule(*ALWAYS, ground=RED)], PRINT, "perhaps", id="white, or black on red"),
        pytest.param([white("equal"), Rule(*ALWAYS, colour=RED)], PRINT, None, id="red, and white where it fails"),
    ],
)  # fmt: skip
def test_what_is_done_to_a_figure(rules: list[Rule], ink: Ink, expected: Effect | None) -> None:
    assert effect(rules, 12, ink) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(white("equal"), None, id="equal to zero"),
        pytest.param(white("lessThan", 99), None, id="below a number"),
        pytest.param(white(), "hides", id="above it"),
        pytest.param(Rule(*ALWAYS, code=";;;"), "perhaps", id="a format that texts may not follow"),
    ],
)
def test_what_is_done_to_a_text(rule: Rule, expected: Effect | None) -> None:
    assert effect([rule], TEXT, PRINT) == expected


def test_a_label_in_doubt_is_a_label_and_a_figure_is_open() -> None:
    assert seen(changed(["受理机关"], "perhaps")).text == "受理机关"
    assert seen(changed(["12"], "perhaps")).text == f"{NOT_TEXT}12"
    assert seen(changed([marked("12", {"hidden"})], "perhaps")).text == f"{NOT_TEXT}12"
    assert changed(["12"], "hides") == []
    assert changed(["12"], "replaces") == [NOT_TEXT]


def test_all_that_is_beyond_the_limit_is_in_doubt() -> None:
    conditions = Conditions()
    for row in range(MOST_AREAS):
        conditions.add([(row, 0, row, 0)], white())
    beyond = [(7, 3, 7, 3), (9, 3, 9, 3)]
    conditions.add(beyond, white("lessThan"))
    conditions.add(beyond, white("lessThan"))
    assert conditions.at((7, 0)) == (white(),)
    assert conditions.at((7, 3)) == conditions.at((9, 3)) == (UNKNOWN,)
    assert conditions.at((7, 4)) == ()


def test_a_rule_that_crosses_the_limit_counts_with_all_its_areas() -> None:
    conditions = Conditions()
    for row in range(MOST_AREAS - 1):
        conditions.add([(row, 0, row, 0)], white())
    crossing = [(2, 5, 2, 5), (2, 6, 2, 6)]
    conditions.add(crossing, white("lessThan"))
    conditions.add(crossing, white("equal"))
    assert UNKNOWN in conditions.at((2, 5))
    assert conditions.at((2, 6)) == (UNKNOWN,)


@pytest.mark.parametrize(
    ("different", "again", "followed"),
    [(5, 1, True), (6, 1, False), (1, 50, True), (1, 51, False), (5, 10, True)],
)
def test_many_rules_over_one_cell_are_not_followed(different: int, again: int, followed: bool) -> None:
    conditions = Conditions()
    for bound in [*range(different)] * again:
        conditions.add([(0, 0, 9, 9)], white("lessThan", bound))
    rules = conditions.at((1, 1))
    assert (set(rules) == {white("lessThan", bound) for bound in range(different)}) is followed
    assert (rules == (UNKNOWN,)) is not followed


def test_rules_that_change_nothing_that_counts_are_not_kept() -> None:
    conditions = Conditions()
    for _ in range(2 * MOST_AREAS):
        conditions.add([(0, 0, 9, 9)], Rule(*ALWAYS))
    assert conditions.at((1, 1)) == ()
