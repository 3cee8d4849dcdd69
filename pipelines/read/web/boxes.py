"""Where a style puts the box of an element: raised or lowered in its line, moved, off the page, cut
off, turned or shrunk to nothing."""

from __future__ import annotations

from pipelines.read.web.lengths import pixels, share
from pipelines.read.web.look import Given, Look, replace
from pipelines.read.web.shapes import FAR, FAR_UP, TINY, displaced, is_nothing, transformed

BOXED = {
    "vertical-align", "mso-text-raise", "position", "float", "order", "flex-direction", "text-indent",
    "overflow", "clip",
    "clip-path", "content-visibility", "transform", "translate", "scale", "rotate", "margin-top",
    "margin-bottom",
    "margin-left", "margin-right",
    "padding-left", "height", "grid-column", "grid-row", "grid-area", "flex-wrap",
}  # fmt: skip
"""The properties that this file heeds; a box is cut off only where `overflow` says so."""

_CELL = {"td", "th"}


def boxed(it: Given, out: Look) -> Look:
    """`out` with what position, transform, margins, indent and clipping do to it."""
    out = _raised(it, out)
    out = _positioned(it, out)
    out = _margins(it, out)
    out = _indented(it, out)
    out = _clipped(it, out)
    return transformed(it, out)


def _raised(it: Given, out: Look) -> Look:
    """`vertical-align` of what is in a line, and what Word writes for the same."""
    said, around, offset = it.get("vertical-align"), it.around.size, out.offset
    if said and it.tag not in _CELL and (it.inline or it.get("display").startswith("inline-")):
        less = around - out.size
        shifts = {
            "super": 0.33 * around, "sub": -0.2 * around, "text-top": 0.8 * less, "top": 0.8 * less,
            "text-bottom": -0.2 * less, "bottom": -0.2 * less, "middle": 0.25 * around - 0.3 * out.size,
            "baseline": 0.0,
        }  # fmt: skip
        shift = shifts[said] if said in shifts else pixels(said, out.size, 1.2 * out.size)
        if shift is None:
            out = replace(out, doubtful=True)
        offset += shift or 0.0
    if (said := it.get("mso-text-raise")) and it.get("position") != "relative":
        offset += pixels(said, out.size, out.size) or 0.0
    return replace(out, offset=offset)


def _positioned(it: Given, out: Look) -> Look:
    position = it.get("position", "static").removeprefix("-webkit-")
    ordered = any(it.get(name, "auto") != "auto" for name in ("grid-column", "grid-row", "grid-area"))
    ordered |= "reverse" in it.get("flex-direction") or "reverse" in it.get("flex-wrap")
    if ordered or it.get("float", "none") != "none" or it.get("order", "0") not in ("0", ""):
        out = replace(out, moved=True)
    if position == "static":
        return out
    if it.get("z-index", "auto").startswith("-"):  # perhaps below the ground of what is around it
        out = replace(out, doubtful=True)
    sides = {side: it.get(side, "auto") for side in ("top", "bottom", "left", "right")}
    if position in ("relative", "sticky"):
        return _shifted(sides, out) if position == "relative" else out
    places = {side: pixels(said, out.size, None) for side, said in sides.items()}
    left, top = places["left"] or 0.0, places["top"] or 0.0
    off = (
        left <= -FAR
        or top <= -FAR_UP
        or (places["bottom"] or 0.0) >= 10 * FAR_UP
        or (places["right"] or 0.0) >= 2 * FAR
    )
    off |= position == "fixed" and (top < -100 or left < -500)
    return replace(out, gone=True) if off else replace(out, doubtful=True, moved=True, covers=not out.gone)


def _shifted(sides: dict[str, str], out: Look) -> Look:
    """`position: relative`."""
    lengths = {side: pixels(said, out.size, None) for side, said in sides.items()}
    if any(
        length is None and said not in ("auto", "0%")
        for (_, said), length in zip(sides.items(), lengths.values())
    ):
        out = replace(out, doubtful=True)
    down = lengths["top"] if sides["top"] != "auto" else -(lengths["bottom"] or 0.0)
    across = lengths["left"] if sides["left"] != "auto" else -(lengths["right"] or 0.0)
    return displaced(out, across or 0.0, down or 0.0)


def _margins(it: Given, out: Look) -> Look:
    gone, doubtful, covers = out.gone, out.doubtful, out.covers
    for side in ("left", "right", "top", "bottom"):
        said = it.get(f"margin-{side}")
        if not said or said == "auto":
            continue
        length = pixels(said, out.size, 800.0)
        doubtful |= it.around.inside and (length is None or (side == "left" and length >= 1000))
        if length is None or length >= 0:
            continue
        if it.inline and side in ("top", "bottom"):
            continue
        gone |= (side == "left" and length <= -FAR) or (side == "top" and length <= -FAR_UP)
        allowed = 0.25 * out.size if it.inline or side in ("top", "bottom") else 10.0  # padding of cells
        if -length > allowed and it.tag not in _CELL and it.around.inside:
            doubtful = covers = True
    return replace(out, gone=gone, doubtful=doubtful, covers=covers)


def _indented(it: Given, out: Look) -> Look:
    """`text-indent` moves the first line of a block, and of the blocks in it."""
    said = it.get("text-indent")
    indent = out.indent
    if said:
        word = said.split()[0]
        length = pixels(word, out.size, None)
        indent = word if length is None else f"{length}px"
    if it.inline:
        return replace(out, indent=indent)
    hides = "hidden" in it.get("overflow") or "clip" in it.get("overflow")
    length = pixels(indent, out.size, 800.0)
    state = ""
    start = sum(pixels(it.get(name, "0"), out.size, 800.0) or 0.0 for name in ("margin-left", "padding-left"))
    if length is None or start >= 1000:
        state = "doubtful"
    elif length <= -FAR or (hides and (length >= 1000 or (indent.endswith("%") and length >= 800))):
        state = "gone"
    elif length + start < -20 or length >= 1000:
        state = "doubtful"
    return replace(out, indent=indent, indented=state)


def _clipped(it: Given, out: Look) -> Look:
    gone, doubtful = out.gone, out.doubtful
    if not it.inline and it.get("content-visibility") == "hidden":
        gone = True
    path = it.get("clip-path", "none")
    if path != "none":
        gone |= is_nothing(path, out.size)
        doubtful = True
    if (clip := it.get("clip", "auto")) != "auto" and it.get("position") in ("absolute", "fixed"):
        gone |= is_nothing(clip, out.size)
        doubtful = True
    height = pixels(it.get("height", "auto"), out.size, None)
    if height is not None and not it.inline and it.tag not in _CELL and height < 0.9 * out.size:
        doubtful |= any(  # a border of a box that is lower than its text runs through it
            it.get(name, "none").split()[:1] not in ([], ["none"], ["0"])
            for name in ("border", "border-top", "border-bottom")
        )
    overflow = it.get("overflow", "visible")
    if not it.inline and not set(overflow.split()) <= {"visible", "auto", "scroll", "overlay"}:
        for name in ("height", "max-height", "width", "max-width"):
            length = pixels(it.get(name, "auto"), out.size, None)
            if it.get(name).endswith("%"):
                length = 0.0 if (share(it.get(name)) or 0.0) <= 0.0 else None
            if length is None:
                continue
            if it.tag in _CELL:  # they grow with what is in them
                doubtful |= name[0] == "m" and length < 2 * out.size
                continue
            gone |= length <= TINY
            doubtful |= "height" in name and length < 0.8 * out.size
            if "width" in name:
                out = replace(out, room=min(length, out.room or length))
            elif (lines := _lines(it, length, out.size)) < 1:
                doubtful = True
            else:
                out = replace(out, lines=min(lines, out.lines or lines))
        gone |= _line(it.get("line-height", "normal"), out.size) <= TINY
    return replace(out, gone=gone, doubtful=doubtful)


def _lines(it: Given, height: float, size: float) -> int:
    """How many lines of text are seen in a box of that height, of the last one most of its letters."""
    line = max(_line(it.get("line-height", "normal"), size), TINY)
    return int((height - 0.15 * size - line / 2) // line) + 1


def _line(said: str, size: float) -> float:
    """The height of a line in pixels."""
    factor = share(said)
    length = factor * size if factor is not None else pixels(said, size, size)
    return 1.2 * size if length is None else length
