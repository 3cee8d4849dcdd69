"""The formula of a cell and the values that the file keeps -> whether the kept result is that of
the formula.

Programs without a calculator leave 0 or an old result, which nobody sees: the sheet works it out
when it is opened. Only plain arithmetic is followed (numbers, cells, ranges, + - * / and SUM); what
else a formula says is not judged, but for workbooks that ask to be worked out anew when opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isclose

from pipelines.read.sheets.places import Place

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<sum>SUM\s*\()|\$?(?P<first>[A-Z]{1,3}\$?\d{1,7})(?::\$?(?P<last>[A-Z]{1,3}\$?\d{1,7}))?"
    r"|(?P<sign>[-+*/(),]))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MAX_LENGTH = 2_000  # characters of a formula
MAX_RANGE = 10_000  # cells of a sum


class _Unfollowed(Exception):
    """The formula says more than plain arithmetic."""


def contradicts(
    formula: str, kept: float, values: Mapping[Place, float], *, follow_all: bool = False
) -> bool:
    """Whether plain arithmetic on the other cells gives another number than the one that is
    kept. With `follow_all` a formula that says more is not believed either."""
    try:
        result = _Reader(formula, values).result()
    except (_Unfollowed, ZeroDivisionError, OverflowError, RecursionError):
        return follow_all
    return not isclose(result, kept, rel_tol=1e-9, abs_tol=1e-6)


def place_of(reference: str) -> Place | None:
    """`B7` -> (6, 1), row and column from 0."""
    match = _REFERENCE.fullmatch(reference.upper().replace("$", ""))
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class _Reader:
    """One formula, read from the left by precedence."""

    def __init__(self, formula: str, values: Mapping[Place, float]) -> None:
        if len(formula) > MAX_LENGTH:
            raise _Unfollowed
        self._values = values
        self._tokens: list[re.Match[str]] = []
        at, text = 0, formula.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise _Unfollowed
            self._tokens.append(match)
            at = match.end()
        self._at = 0

    def result(self) -> float:
        value = self._sum()
        if self._at != len(self._tokens):
            raise _Unfollowed
        return value

    def _sign(self, among: str) -> str:
        if self._at < len(self._tokens):
            sign = self._tokens[self._at]["sign"] or ""
            if sign and sign in among:
                self._at += 1
                return sign
        return ""

    def _sum(self) -> float:
        value = self._product()
        while sign := self._sign("+-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> float:
        value = self._factor()
        while sign := self._sign("*/"):
            other = self._factor()
            value = value * other if sign == "*" else value / other
        return value

    def _factor(self) -> float:
        if sign := self._sign("+-"):
            return self._factor() * (-1 if sign == "-" else 1)
        if self._sign("("):
            value = self._sum()
            if not self._sign(")"):
                raise _Unfollowed
            return value
        if self._at == len(self._tokens):
            raise _Unfollowed
        match = self._tokens[self._at]
        self._at += 1
        if match["number"]:
            return float(match["number"])
        if match["sum"]:
            return self._arguments()
        if match["first"] and not match["last"]:
            return self._cells(match["first"], match["first"])
        raise _Unfollowed

    def _arguments(self) -> float:
        """What is in the brackets of SUM: ranges, cells, expressions."""
        total = 0.0
        while True:
            match = self._tokens[self._at] if self._at < len(self._tokens) else None
            if match is not None and match["last"]:
                self._at += 1
                total += self._cells(match["first"], match["last"])
            else:
                total += self._sum()
            if self._sign(")"):
                return total
            if not self._sign(","):
                raise _Unfollowed

    def _cells(self, first: str, last: str) -> float:
        start, end = place_of(first), place_of(last)
        if start is None or end is None:
            raise _Unfollowed
        rows, columns = range(start[0], end[0] + 1), range(start[1], end[1] + 1)
        if len(rows) * len(columns) > MAX_RANGE:
            raise _Unfollowed
        return sum(self._values.get((row, column), 0.0) for row in rows for column in columns)
