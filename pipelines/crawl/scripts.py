"""The scripts of a page -> what simple expressions in them say: numbers, strings, sums, and variables
that are set to such.

No script is run. What is read is what pagers are written with: `var n = Number("4")`, `Math.ceil(25
/ 10)`, `countPage - 1`, 'index' + "". Anything else has no value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

_LONGEST = 400  # characters of an expression or a call
_DEEPEST = 8
_MOST_CALLS = 50  # of a page that are looked at
# strings, comments (`<!--` begins one of a line), and all else one by one
_PIECE = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|(?P<note>//[^\n]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*)""",
    re.DOTALL,
)
_SET = re.compile(r"(?:\b(?:var|let|const)\s+|[;,{}\n]\s*|^\s*|window\.)([A-Za-z_$][\w$]*)\s*=(?![=>])")
_TOKEN = re.compile(
    r"""\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`$]*`)|([A-Za-z_$][\w$.]*)|([-+*/%(),]))"""
)
_FUNCTIONS = {
    "Number": float,
    "parseInt": float,
    "parseFloat": float,
    "Math.ceil": math.ceil,
    "Math.floor": math.floor,
    "Math.round": round,
    "eval": float,
    "String": str,
}

Value = int | str | None


def code_of(parsed: LexborHTMLParser) -> str:
    """The code of all scripts of a page without its comments."""
    return "\n;".join(without_notes(node.text()) for node in parsed.css("script:not([src])"))


def without_notes(code: str) -> str:
    """A script without its comments; strings that look like one stay."""
    return _PIECE.sub(lambda match: match[0] if match["string"] else " ", code)


def calls(code: str, names: tuple[str, ...]) -> Iterator[list[str]]:
    """The arguments of each call of functions that are called like one of these patterns; their
    definitions are none."""
    pattern = re.compile(rf"(?<![\w$])(?:{'|'.join(names)})\s*(?:\.call\s*\(\s*\w+\s*,|\()", re.IGNORECASE)
    for match in islice(pattern.finditer(code), _MOST_CALLS):
        if not re.search(r"function\s+$", code[max(match.start() - 20, 0) : match.start()]):
            yield _arguments(code, match.end())


def _arguments(code: str, start: int) -> list[str]:
    """What stands between the brackets that are open at `start`, cut at its commas."""
    depth, last, parts, place = 0, start, [], start
    while place < min(len(code), start + _LONGEST):
        if string := _PIECE.match(code, place):
            place = string.end()
            continue
        character = code[place]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            if not depth:
                break
            depth -= 1
        elif character == "," and not depth:
            parts.append(code[last:place].strip())
            last = place + 1
        place += 1
    rest = code[last:place].strip()
    return [*parts, rest] if rest or parts else []


class Script:
    """The variables of a page's scripts."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._set: dict[str, str] = {}
        for match in _SET.finditer(code):
            behind = code[match.end() : match.end() + _LONGEST]
            self._set[match[1]] = re.split(r"[;\n]", behind, maxsplit=1)[0]

    @property
    def names(self) -> frozenset[str]:
        """The variables that are set."""
        return frozenset(self._set)

    def value(self, expression: str) -> Value:
        """A whole number or a string; None for what cannot be known."""
        value = self._value(expression, 0)
        if isinstance(value, float):
            return int(value) if value.is_integer() else None
        return value

    def _value(self, expression: str, depth: int) -> float | str | None:
        if depth > _DEEPEST:
            return None
        try:
            return _Expression(expression.strip(), lambda name: self._named(name, depth + 1)).whole()
        except (ValueError, TypeError, ZeroDivisionError, OverflowError, RecursionError):
            return None

    def _named(self, name: str, depth: int) -> float | str | None:
        said = self._set.get(name.removeprefix("window."))
        if said is None:
            return None
        return self._value(_arguments(said, 0)[0] if _arguments(said, 0) else said, depth)


class _Expression:
    """Numbers, strings, names, calls of _FUNCTIONS, and + - * / % between them. Raises ValueError
    for all else."""

    def __init__(self, text: str, named: Callable[[str], float | str | None]) -> None:
        self._tokens: list[tuple[str, str]] = []
        self._named = named
        place = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if not match:
                raise ValueError(text)
            kind = ("number", "string", "name", "sign")[match.lastindex - 1 if match.lastindex else 0]
            self._tokens.append((kind, match[match.lastindex or 0]))
            place = match.end()
            if not text[place:].strip():
                break
        self._at = 0

    def whole(self) -> float | str:
        """The value of all of it."""
        value = self._sum()
        if self._at < len(self._tokens):
            raise ValueError("more behind it")
        return value

    def _peek(self) -> str:
        kind, text = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        return text if kind == "sign" else ""

    def _sum(self) -> float | str:
        value = self._product()
        while (sign := self._peek()) in ("+", "-") and sign:
            self._at += 1
            other = self._product()
            if sign == "+" and (isinstance(value, str) or isinstance(other, str)):
                value = _text(value) + _text(other)
            else:
                value = _number(value) + (_number(other) if sign == "+" else -_number(other))
        return value

    def _product(self) -> float | str:
        value = self._one()
        while (sign := self._peek()) in ("*", "/", "%") and sign:
            self._at += 1
            other = _number(self._one())
            value = _number(value)
            value = value * other if sign == "*" else value / other if sign == "/" else value % other
        return value

    def _one(self) -> float | str:
        if self._at >= len(self._tokens):
            raise ValueError("nothing there")
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return float(text)
        if kind == "string":
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        if kind == "sign" and text in "+-":
            value = _number(self._one())
            return value if text == "+" else -value
        if kind == "sign" and text == "(":
            return self._closed()
        if kind == "name" and text in _FUNCTIONS and self._peek() == "(":
            self._at += 1
            return _apply(text, self._closed())
        named = self._named(text) if kind == "name" else None
        if named is None:
            raise ValueError(text)
        return named

    def _closed(self) -> float | str:
        value = self._sum()
        while self._peek() == ",":  # the base of parseInt
            self._at += 1
            self._sum()
        if self._peek() != ")":
            raise ValueError("no bracket")
        self._at += 1
        return value


def _apply(name: str, value: float | str) -> float | str:
    if name == "String":
        return _text(value)
    if name == "parseInt":
        return float(int(_number(value)))
    return float(_FUNCTIONS[name](_number(value)))  # type: ignore[operator]


def _number(value: float | str) -> float:
    return float(value) if isinstance(value, str) else value


def _text(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if value.is_integer() else f"{value:g}"
