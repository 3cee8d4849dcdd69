"""Clipping shapes and transforms of a style -> what is left of a box, and where."""

from __future__ import annotations

import re

from pipelines.read.web.lengths import degrees, pixels, quantity, share
from pipelines.read.web.look import Given, Look, replace

FAR = 1500.0
"""So far to the left of its place nothing is on the page any more, wherever that place is."""
FAR_UP = 6000.0  # pages are higher than wide
TINY = 2.5  # pixels; of a box of that size nothing can be read
_FUNCTION = re.compile(r"([a-z0-9-]+)\(([^()]*)\)")
_MAX_FUNCTIONS = 30


def displaced(out: Look, across: float, down: float) -> Look:
    """A box that is elsewhere than its place in the line, by pixels to the right and down."""
    if across <= -FAR or down <= -FAR_UP:
        return replace(out, gone=True)
    aside = abs(across) > 0.3 * out.size
    off_line = abs(down) > 0.9 * out.size  # as near to the next row as to its own
    return replace(
        out, offset=out.offset - down, moved=out.moved or aside, doubtful=out.doubtful or aside or off_line
    )


def is_nothing(shape: str, size: float) -> bool:
    """Whether a clipping shape leaves nothing."""
    match = _FUNCTION.match(shape.strip())
    if not match:
        return False
    name, words = match[1], match[2].replace(",", " ").split(" round ")[0].split()
    if name == "rect":
        edges = [pixels(word, size, None) for word in words]
        if len(edges) != 4:
            return False
        top, right, bottom, left = edges
        return (top is not None and bottom is not None and bottom - top <= TINY) or (
            right is not None and left is not None and right - left <= TINY
        )
    if name == "inset" and 0 < len(words) <= 4:
        at = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(words)]
        shares = [quantity(words[index]) for index in at]
        parts = [p[0] if p and p[1] == "%" else 0.0 for p in shares]
        far = any(p and p[1] != "%" and p[0] > 300 for p in shares)
        return far or parts[0] + parts[2] >= 95 or parts[1] + parts[3] >= 95
    if name in ("circle", "ellipse"):
        return (
            bool(words)
            and (pixels(words[0], size, 100.0) or 0.0) <= 1
            and words[0] not in ("closest-side", "farthest-side", "at")
        )
    if name == "polygon":
        return len(set(words)) == 1
    return False


def transformed(it: Given, out: Look) -> Look:
    """Transforms move boxes, not pieces of a line."""
    listed = _FUNCTION.findall(it.get("transform"))[:_MAX_FUNCTIONS]
    for name in ("translate", "scale", "rotate"):
        said = it.get(name, "none")
        if said != "none":
            listed.append((name, ",".join(said.split())))
    if it.inline or not listed:
        return out
    for name, inside in listed:
        words = inside.replace(",", " ").split()
        out = _one_transform(name, words, out)
    return out


def _one_transform(name: str, words: list[str], out: Look) -> Look:
    axis = name[-1] if name[-1] in "xyz" else ""
    kind = name.removesuffix("3d").removesuffix(axis) if axis else name.removesuffix("3d")
    if kind == "translate" and words:
        lengths = [pixels(word, out.size, 2 * out.size) for word in words[:2]]  # a box is a line or more
        if None in lengths:
            return replace(out, doubtful=True)
        if axis == "z":
            return out
        across, down = (
            (0.0, lengths[0]) if axis == "y" else (lengths[0], lengths[1] if len(lengths) > 1 else 0.0)
        )
        return displaced(out, across or 0.0, down or 0.0)
    factors = [share(word) for word in words]
    if kind == "scale" and factors and axis != "z":
        return _scaled(out, factors[:2])
    if kind == "rotate" and words and name != "rotate3d":
        turned = degrees(words[-1])
        return out if turned is not None and abs(turned) % 360 < 2 else replace(out, doubtful=True)
    if name == "matrix" and len(factors) == 6 and None not in factors:
        a, b, c, d, across, down = (factor or 0.0 for factor in factors)
        flat = abs(a * d - b * c) < 0.001
        out = replace(out, gone=True) if flat else _scaled(out, [a, d])
        return displaced(replace(out, doubtful=True) if b or c else out, across, down)
    return out if kind in ("perspective",) or (kind == "translate") else replace(out, doubtful=True)


def _scaled(out: Look, factors: list[float | None]) -> Look:
    known = [factor for factor in factors if factor is not None]
    if len(known) < len(factors) or any(factor < 0 for factor in known):
        return replace(out, doubtful=True)
    if min(known) <= 0.05:
        return replace(out, gone=True)
    doubtful = out.doubtful or min(known) < 0.5 or max(known) / min(known) > 2
    return replace(out, size=out.size * known[-1], doubtful=doubtful)
