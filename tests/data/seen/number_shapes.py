"""Numbers that a workbook shows otherwise than it stores them, by the formats of their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Seen = Callable[[int, int], str | None]
"""Of the figure that is seen and digits that are no part of it, what a person reads."""


@dataclass(frozen=True)
class Shape:
    """A cell with the format `code`, and what is stored in it."""

    kind: str
    name: str
    code: str
    stored: Callable[[int, int], object]
    seen: Seen


def number(f: int, _: int) -> int:
    """The figure itself."""
    return f


def plain(f: int, _: int) -> str:
    """The figure in its digits."""
    return str(f)


def unknown(*_: int) -> None:
    """No one can tell."""
    return


def nothing(*_: int) -> str:
    """Nothing is to be seen."""
    return ""


SHAPES: tuple[Shape, ...] = (
    Shape("shape", "plain", "0", number, plain),
    Shape("shape", "general", "General", number, plain),
    Shape("shape", "thousands", "#,##0", number, plain),
    Shape("shape", "two places", "0.00", number, plain),
    Shape("shape", "with a unit", '0"件"', number, plain),
    Shape("shape", "scaled by a thousand", "#,##0,", lambda f, _: 1000 * f, plain),
    Shape("shape", "scaled by a million", "0,,", lambda f, _: 1_000_000 * f, plain),
    Shape("shape", "scaled and rounded", "0,", lambda f, _: 1000 * f + 400, plain),
    Shape("shape", "rounded", "0", lambda f, _: f + 0.4, plain),
    Shape("shape", "rounded to a place", "0.0", lambda f, _: f + 0.04, plain),
    Shape("shape", "percent", "0%", lambda f, _: f / 100, plain),
    Shape("shape", "ten thousands", '0!.0,"万"', lambda f, _: 10_000 * f, lambda f, _: str(10_000 * f)),
    Shape("shape", "minus put in", "-0", number, lambda f, _: str(-f)),
    Shape("shape", "negative in words", '0;"减"0', lambda f, _: -f, lambda f, _: str(-f)),
    Shape("shape", "negative without its sign", "0;0", lambda f, _: -f, plain),
    Shape("shape", "negative in brackets", "0;(0)", lambda f, _: -f, unknown),
    Shape("shape", "accounting", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', number, plain),
    Shape("shape", "accounting nought", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', lambda *_: 0, lambda *_: "—"),
    Shape("shape", "stroke for nought", '[=0]"/";0', lambda *_: 0, lambda *_: "/"),
    Shape("shape", "stroke for nought, and none", '[=0]"/";0', number, plain),
    Shape("shape", "words for nought", '0;-0;"无"', lambda *_: 0, lambda *_: "—"),
    Shape("shape", "words by size", '[>100]"多";0', number, unknown),
    Shape("shape", "words before", '"约"0', number, unknown),
    Shape("shape", "a digit put before", '"1"0', number, lambda f, _: f"1{f}"),
    Shape("shape", "leading noughts", "0000000", number, unknown),
    Shape("shape", "a date", "yyyy-m-d", number, unknown),
    Shape("shape", "a month", 'm"月"', number, unknown),
    Shape("shape", "powers of ten", "0.0E+00", number, unknown),
    Shape("shape", "a fraction", "# ?/?", number, plain),
    Shape("shape", "red", "[Red]0", number, plain),
    Shape("shape", "text of digits", "@", plain, plain),
    Shape("shape", "text under a format", '0;-0;0;"第"@', plain, unknown),
    Shape("shape", "Chinese numerals", "[DBNum1]0", number, plain),
    Shape("shape", "broken format", '0"', number, unknown),
    Shape("shape", "a decimal as it is", "General", lambda f, e: f + e / 10, lambda f, e: f"{f}.{e}"),
    Shape("blank", "shows nothing", ";;;", number, nothing),
    Shape("blank", "shows no number", '"";"";"";@', number, nothing),
    Shape("blank", "shows no nought", "0;-0;;@", lambda *_: 0, nothing),
    Shape("blank", "hash for a nought", "#", lambda *_: 0, nothing),
    Shape("blank", "white by its format", "[White]0", number, nothing),
)  # fmt: skip
