"""All ways to read a run of glued figures as a given number of cells: `230 000023` as 7 -> 23 0 0 0
0 0 23, and others.

Every figure belongs to a cell, no number has a leading zero, a blank or the border of a printed
field is the border of a number. Which of the ways is right is for the sums to say (solve.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.values import glued, hides_figures, is_value, parse

MAX_SEGMENTATIONS = 4000
"""Readings of a run of figures that are kept; with more than that it is left open."""
MAX_FIGURES = 40
"""Characters of the longest run that is taken apart."""


@lru_cache(maxsize=1)
def _piece() -> re.Pattern[str]:
    """A run of digits, a nil, dashes and the digits behind them, of which the last may be their
    sign, a number with its sign in words: 减12."""
    tokens = catalogue().tokens
    words = "|".join(tokens.signs)
    return re.compile(rf"\d+|[/\\]|-+\d*|(?:{words})\d+")


def pieces(text: str, ignore_blanks: bool = False) -> list[str] | None:
    """The solid pieces of a run, None if it is not all figures. `ignore_blanks` takes blanks away:
    a number may be wrapped."""
    if hides_figures(text):
        return None
    out: list[str] = []
    for part in [fold(text)] if ignore_blanks else [fold(p) for p in text.split()]:
        if is_value(part) and not part.isdigit():
            out.append(part)
        elif _piece().sub("", part):
            return None
        else:
            out += _piece().findall(part)
    return out


@lru_cache(maxsize=4096)
def _cuts(piece: str, count: int) -> tuple[tuple[str, ...], ...] | None:
    """`piece` cut into `count` numbers without leading zeros; None where there are too many ways.
    Never some of them: the one that fits best among a part of the ways may be the wrong one."""
    if piece.startswith("-"):
        return _dashed_cuts(piece, count)
    if not piece.isdigit():
        return ((piece,),) if count == 1 else ()
    if count == 1:
        return () if glued(piece) else ((piece,),)
    out: list[tuple[str, ...]] = []
    longest = 1 if piece[0] == "0" else len(piece) - count + 1
    for end in range(1, longest + 1):
        following = _cuts(piece[end:], count - 1)
        if following is None:
            return None
        out += [(piece[:end], *rest) for rest in following]
        if len(out) > MAX_SEGMENTATIONS:
            return None
    return tuple(out)


def _dashed_cuts(piece: str, count: int) -> tuple[tuple[str, ...], ...] | None:
    """Dashes and the figures behind them. Dashes are a cell that is not filled in, or as many; the
    last may be a sign: `--1` is two cells in two ways. One cut of dashes stands for all."""
    figures = piece.lstrip("-")
    dashes = len(piece) - len(figures)
    out: list[tuple[str, ...]] = []
    for signed in (False, True) if figures else (False,):
        nil = dashes - signed
        for cells in range(min(nil, 1), min(nil, count) + 1):
            cuts = _cuts(figures, count - cells) if figures else ((),) if cells == count else ()
            if cuts is None:
                return None
            blanks = ("-",) * (cells - 1) + ("-" * (nil - cells + 1),) if cells else ()
            for cut in cuts:
                out.append((*blanks, *((f"-{cut[0]}", *cut[1:]) if signed else cut)))
    return tuple(out) if len(out) <= MAX_SEGMENTATIONS else None


def _longest(piece: str) -> int:
    """As how many cells a piece can be read."""
    return len(piece) if piece.isdigit() or piece.startswith("-") else 1


class _TooMany(Exception):
    """More ways than MAX_SEGMENTATIONS."""


def segmentations(parts: Sequence[str], cells: int) -> list[tuple[str, ...]]:
    """Every reading of `parts` as exactly `cells` numbers, at most MAX_SEGMENTATIONS of them
    (beyond that: none)."""
    if sum(map(len, parts)) > MAX_FIGURES or not len(parts) <= cells <= sum(map(len, parts)):
        return []
    try:
        out = list(islice(_segmentations(tuple(parts), cells), MAX_SEGMENTATIONS + 1))
    except _TooMany:
        return []
    return out if len(out) <= MAX_SEGMENTATIONS else []


def _segmentations(parts: tuple[str, ...], cells: int) -> Iterator[tuple[str, ...]]:
    if not parts:
        if cells == 0:
            yield ()
        return
    first, *others = parts
    least = max(1, cells - sum(map(_longest, others)))
    most = min(_longest(first), cells - len(others))
    for count in range(least, most + 1):
        cuts = _cuts(first, count)
        if cuts is None:
            raise _TooMany
        for cut in cuts:
            for rest in _segmentations(parts[1:], cells - count):
                yield (*cut, *rest)


def group_segmentations(parts: Sequence[str], size: int, groups: int) -> list[tuple[str, ...]]:
    """Readings as `groups` groups of `size` numbers of which the last is the sum of the others:
    table 4 in one run."""
    text = "".join(parts)
    if not text.isdigit() or len(text) > MAX_FIGURES:
        return [w for w in segmentations(parts, size * groups) if _sums_hold(w, size)]

    borders = set()
    at = 0
    for part in parts:
        at += len(part)
        borders.add(at)

    @cache
    def one(start: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        groups_here: list[tuple[int, tuple[str, ...]]] = []

        def grow(at: int, numbers: tuple[str, ...]) -> None:
            if len(numbers) == size:
                if _sums_hold(numbers, size):
                    groups_here.append((at, numbers))
                return
            for end in range(at + 1, len(text) + 1):
                if not glued(text[at:end]):
                    grow(end, (*numbers, text[at:end]))
                if end in borders or text[at] == "0":
                    break

        grow(start, ())
        return tuple(groups_here)

    readings: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for _ in range(groups):
        readings = [(end, (*done, *more)) for at, done in readings for end, more in one(at)]
        if len(readings) > MAX_SEGMENTATIONS:
            return []
    return [done for at, done in readings if at == len(text)]


def _sums_hold(numbers: Sequence[str], size: int) -> bool:
    for start in range(0, len(numbers), size):
        values = [parse(n).summand for n in numbers[start : start + size]]
        if None in values or sum(values[:-1]) != values[-1]:  # type: ignore[arg-type]
            return False
    return True
