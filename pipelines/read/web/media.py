"""Conditions of a style sheet (media queries, `@supports`) -> whether they hold for a person at a
screen: True, False, or None where it depends on the screen or cannot be known."""

from __future__ import annotations

import operator as operators
import re
from collections.abc import Callable

from pipelines.read.web.lengths import pixels, quantity

Known = bool | None

WIDTHS = (1280.0, 1366.0, 1536.0, 1920.0)
"""Of the windows in which most people read pages at a desk, in pixels."""
HEIGHTS = (600.0, 720.0, 960.0)
"""Of those windows, in pixels."""
DENSITIES = (1.0, 1.25, 1.5, 2.0)
"""Dots of a screen to a pixel of a page."""
_MAX_CONDITIONS = 40
_BLOCK = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_RANGE = re.compile(r"\s*(?:([^<>=:]+?)\s*([<>]=?|=)\s*)?([a-z-]+)\s*(?:([<>]=?|=)\s*([^<>=]+?)\s*)?")
_SAID = {
    "orientation": "landscape", "hover": "hover", "any-hover": "hover", "pointer": "fine",
    "any-pointer": "fine",
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "display-mode": "browser",
    "prefers-contrast": "no-preference", "forced-colors": "none", "inverted-colors": "none",
    "scripting": "enabled",
    "update": "fast", "overflow-block": "scroll", "overflow-inline": "scroll", "grid": "0", "monochrome": "0",
    "prefers-reduced-transparency": "no-preference", "scan": "progressive", "-webkit-transform-3d": "1",
}  # fmt: skip
_NOT_HERE = {"-ms-high-contrast", "-moz-touch-enabled", "-moz-images-in-menus"}
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


def shown_on_screen(text: str) -> Known:
    """A list of media queries; an empty one holds everywhere."""
    queries = [query.strip() for query in text.lower().split(",")]
    if queries == [""] or len(queries) > _MAX_CONDITIONS:
        return True if queries == [""] else None
    return _any([_query(query) for query in queries])


def _query(query: str) -> Known:
    match = re.match(r"(?:(not|only)\s+)?([a-z-]+)(?:\s+and\s+(.*))?$", query, re.DOTALL)
    if not match or match[2] in ("not", "and", "or"):
        return condition(query, _feature)
    kind: Known = match[2] in ("all", "screen")
    held = _all([kind, condition(match[3], _feature)]) if match[3] else kind
    return _not(held) if match[1] == "not" else held


def supported(text: str) -> Known:
    """A condition of `@supports`. What only other makers' browsers know is not supported; whether
    selectors are is not known."""
    return condition(text.lower(), _support)


def _support(inside: str) -> Known:
    name = inside.split(":")[0].strip()
    return None if ":" not in inside else not name.startswith(("-ms-", "-moz-", "-o-"))


def condition(text: str, ask: Callable[[str], Known]) -> Known:
    """`(a) and (b)`, `(a) or (b)`, `not (a)`, with each part asked for by `ask`."""
    text = text.strip()
    blocks = _BLOCK.findall(text)
    words = _BLOCK.sub(" ", text).split()
    if not blocks or len(blocks) > _MAX_CONDITIONS or any(word not in ("and", "or", "not") for word in words):
        return None
    held = [_inner(block, ask) for block in blocks]
    if words[:1] == ["not"]:
        return _not(held[0]) if len(held) == 1 else None
    if "not" in words or ("and" in words and "or" in words):
        return None
    return _any(held) if "or" in words else _all(held)


def _inner(block: str, ask: Callable[[str], Known]) -> Known:
    if block.strip().startswith(("(", "not")):
        return condition(block, ask)
    return ask(block.strip())


def _any(held: list[Known]) -> Known:
    return True if True in held else None if None in held else False


def _all(held: list[Known]) -> Known:
    return False if False in held else None if None in held else True


def _not(held: Known) -> Known:
    return None if held is None else not held


def _feature(inside: str) -> Known:
    """One feature: `min-width: 600px`, `400px <= width < 700px`, `hover`."""
    name, colon, value = (part.strip() for part in inside.partition(":"))
    if colon:
        bound = re.match(r"(-webkit-)?(min|max)-(.*)", name)
        if bound:
            return _measured((bound[1] or "") + bound[3], ">=" if bound[2] == "min" else "<=", value)
        if name in _SAID:
            return _SAID[name] == value
        return False if name in _NOT_HERE else _measured(name, "=", value)
    match = _RANGE.fullmatch(inside)
    if not match or not (match[2] or match[4]):
        return _SAID.get(inside, "none") not in ("none", "0", "no-preference") or inside in (
            "color",
            "width",
            "height",
        )
    held = [_measured(match[3], _FLIPPED[match[2]], match[1])] if match[2] else []
    return _all(held + ([_measured(match[3], match[4], match[5])] if match[4] else []))


def _measured(name: str, operator: str, value: str) -> Known:
    sizes = {
        "width": WIDTHS, "height": HEIGHTS, "device-width": WIDTHS, "device-height": HEIGHTS, "color": (8.0,),
        "resolution": DENSITIES, "-webkit-device-pixel-ratio": DENSITIES, "device-pixel-ratio": DENSITIES,
        "aspect-ratio": (1.6, 2.2), "device-aspect-ratio": (1.6, 1.78), "monochrome": (0.0,), "grid": (0.0,),
    }.get(name)  # fmt: skip
    asked = _number(value)
    if sizes is None or asked is None:
        return None
    held = {_COMPARED[operator](size, asked) for size in sizes}
    return held.pop() if len(held) == 1 else None


_COMPARED: dict[str, Callable[[float, float], bool]] = {
    ">=": operators.ge, "<=": operators.le, ">": operators.gt, "<": operators.lt, "=": operators.eq,
}  # fmt: skip


def _number(value: str) -> float | None:
    if match := re.fullmatch(r"([\d.]+)\s*/\s*([\d.]+)", value):
        return (
            float(match[1]) / (float(match[2]) or 1.0)
            if match[1].count(".") < 2 and match[2].count(".") < 2
            else None
        )
    parts = quantity(value)
    if parts and parts[1] in ("dppx", "x", "dpi", "dpcm", ""):
        return parts[0] / {"dpi": 96.0, "dpcm": 37.8}.get(parts[1], 1.0)
    return pixels(value, 16.0)
