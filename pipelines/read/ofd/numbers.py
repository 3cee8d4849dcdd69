"""The numbers that attributes of OFD hold as text."""

from __future__ import annotations

from math import inf, isfinite
from typing import Any

from pipelines.read.layout.page_transform import IDENTITY, Matrix


def offsets(text: str, count: int) -> list[float]:
    """Distances from character to character: `3.5 3.5` or, in short, `g 2 3.5`. Too few go on with
    the last; none where one of them is no number."""
    offsets: list[float] = []
    pieces = iter(text.split())
    for piece in pieces:
        repeat = min(int(number(next(pieces, ""), 0.0)), count) if piece == "g" else 1
        offsets += [number(next(pieces, "") if piece == "g" else piece, inf)] * repeat
        if len(offsets) >= count:
            break
    if inf in offsets:
        return []
    return offsets + offsets[-1:] * (count - len(offsets)) if offsets else []


def number(text: str, default: float) -> float:
    """One number; the default where there is none."""
    try:
        value = float(text)
    except ValueError:
        return default
    return value if isfinite(value) else default


def numbers(text: str, count: int) -> list[float] | None:
    """So many numbers; None if that is not what is there."""
    try:
        values = [float(piece) for piece in text.split()]
    except ValueError:
        return None
    return values if len(values) == count and all(map(isfinite, values)) else None


def matrix_of(element: Any) -> Matrix:
    """What brings the coordinates of an element into those around it."""
    own = numbers(element.get("CTM", ""), 6)
    return (own[0], own[1], own[2], own[3], own[4], own[5]) if own else IDENTITY


def is_false(element: Any, name: str, default: bool = False) -> bool:
    """Whether an attribute that is true or false is false; `default` where it is not there."""
    value = element.get(name)
    return default if value is None else value.strip() in ("false", "0")
