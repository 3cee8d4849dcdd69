"""Conditional formats of a sheet -> what they do to the texts of its cells. Knows neither xlsx nor
xls: they give `Rule`s.

Only what takes a figure from sight or out of force counts: colours of text and ground, a line
through it, a number format of its own, a bar or an icon in place of the number. Conditions that
compare with numbers are followed; of all others it is not known whether they hold. Which of several
rules comes first is not asked: what all orders agree on is known, all else is open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from typing import Literal, NamedTuple

from pipelines.model import NOT_TEXT
from pipelines.read.colours import BLACK, WHITE, Colour, legibility
from pipelines.read.marks import marked, marks_of
from pipelines.read.sheets.places import ANYWHERE, Area, Cover, Place
from pipelines.read.sheets.shown import shown_number

Effect = Literal["hides", "perhaps", "replaces"]
"""The text is not to be seen; that is not known; a bar or an icon is shown in its place."""

TEXT = inf
"""The value of every text: above all numbers, equal to none."""
MOST_TOGETHER, MOST_AGAIN = 5, 50
"""Different rules over one cell that are followed, and areas over it of the same ones, of which
copying leaves many; with more, it is in doubt."""
_BETWEEN = {"between", "notBetween"}
_OPERATORS: dict[str, Callable[[float, float, float], bool]] = {
    "between": lambda value, low, high: low <= value <= high,
    "notBetween": lambda value, low, high: not low <= value <= high,
    "equal": lambda value, bound, _: value == bound,
    "notEqual": lambda value, bound, _: value != bound,
    "greaterThan": lambda value, bound, _: value > bound,
    "lessThan": lambda value, bound, _: value < bound,
    "greaterThanOrEqual": lambda value, bound, _: value >= bound,
    "lessThanOrEqual": lambda value, bound, _: value <= bound,
}


class Ink(NamedTuple):
    """How a cell looks by itself: the colours of its text and its ground, None where that is
    mixed."""

    colours: frozenset[Colour]
    ground: Colour | None


PRINT = Ink(frozenset({BLACK}), WHITE)
"""Of a cell for which nothing else is said."""


@dataclass(frozen=True)
class Rule:
    """A conditional format: when it holds, and what it then makes of a cell.

    `operator` as xlsx names it, "" where the condition is not followed; `bounds` are one number or
    two. `colour`, `ground` and `code` (of the number format) are None where they stay as they are.
    `replaces` with a bar or an icon; `unknown`: it may make anything of it; `astray`: perhaps it is
    not for the cell at all.
    """

    operator: str = ""
    bounds: tuple[float, ...] = ()
    colour: Colour | None = None
    ground: Colour | None = None
    code: str | None = None
    struck: bool = False
    replaces: bool = False
    unknown: bool = False
    astray: bool = False

    @property
    def matters(self) -> bool:
        """Whether it changes anything that counts."""
        told = (self.colour, self.ground, self.code)
        return self.struck or self.replaces or self.unknown or any(one is not None for one in told)

    def holds(self, value: float | None) -> bool | None:
        """For a cell with this value, None for one that is no number and no text. None if it
        cannot be known."""
        compare = _OPERATORS.get(self.operator)
        needed = 1 + (self.operator in _BETWEEN)
        if compare is None or value is None or len(self.bounds) < needed:
            return None
        bounds = self.bounds[:needed]
        if not compare(value, min(bounds), max(bounds)):
            return False
        return None if self.astray else True


UNKNOWN = Rule(unknown=True)
"""A rule that is not followed at all."""


class Conditions:
    """The conditional formats of one sheet that matter."""

    def __init__(self) -> None:
        self._cover = Cover()
        self._rules: list[Rule] = []  # one for each area that is told apart
        self._same: dict[Rule, Rule] = {}
        self._counted: Sequence[Area] = ()  # those that the rest has been widened by

    def add(self, areas: Sequence[Area], rule: Rule) -> None:
        """A rule and where it holds. Beyond what is told apart nobody knows what they do."""
        if not rule.matters or (self._cover.full and areas is self._counted):
            return
        rule = self._same.setdefault(rule, rule)
        self._counted = areas if self._cover.full else ()
        for area in areas:
            if not self._cover.full:
                self._rules.append(rule)
            self._cover.add(area)

    def add_anywhere(self, rule: Rule) -> None:
        """A rule of which it is not known where it holds."""
        self.add((ANYWHERE,), replace(rule, astray=True))

    def at(self, place: Place) -> tuple[Rule, ...]:
        """The rules over a cell."""
        over = self._cover.over(place) if self._cover else 0
        if not over:
            return ()
        if over.bit_count() > MOST_AGAIN or over >> len(self._rules):
            return (UNKNOWN,)
        rules: dict[int, Rule] = {}
        while over:
            rule = self._rules[over.bit_length() - 1]
            rules[id(rule)] = rule
            over ^= 1 << over.bit_length() - 1
        return tuple(rules.values()) if len(rules) <= MOST_TOGETHER else (UNKNOWN,)


def effect(rules: Sequence[Rule], value: float | None, ink: Ink) -> Effect | None:
    """What the rules over a cell do to its text; None for nothing that matters. `value` as
    `Rule.holds` takes it."""
    open_or_true = [(rule, holds) for rule in rules if (holds := rule.holds(value)) is not False]
    if not open_or_true:
        return None
    sure = any(holds for _, holds in open_or_true)
    over = [rule for rule, _ in open_or_true]
    if any(rule.replaces and holds for rule, holds in open_or_true):
        return "replaces"
    if sure and all(_empties(rule, value) for rule in over):
        return "hides"
    colours = {rule.colour for rule in over if rule.colour}
    if not sure or any(rule.colour is None for rule in over):
        colours |= ink.colours
    grounds: set[Colour | None] = {rule.ground for rule in over if rule.ground}
    if not sure or any(rule.ground is None for rule in over):
        grounds.add(ink.ground)
    looks = {legibility(colour, ground) for colour, ground in product(colours, grounds)}
    if any(rule.struck or rule.unknown or rule.replaces or rule.code is not None for rule in over):
        looks.add("doubtful")
    own = {legibility(colour, ink.ground) for colour in ink.colours}
    if looks == own and len(own) == 1:
        return None
    return "hides" if looks == {"hidden"} else "perhaps"


def _empties(rule: Rule, value: float | None) -> bool:
    """Whether the number format of a rule shows nothing of a number."""
    return rule.code is not None and value not in (None, TEXT) and shown_number(value, rule.code) == ""


def changed(pieces: list[str], by: Effect | None) -> list[str]:
    """The pieces of a cell's text, with their marks, as conditional formats leave them."""
    match by:
        case "hides":
            return []
        case "replaces":
            return [NOT_TEXT]
        case "perhaps":
            return [marked(piece, (marks_of(piece) - {"hidden"}) | {"doubtful"}) for piece in pieces]
    return pieces
