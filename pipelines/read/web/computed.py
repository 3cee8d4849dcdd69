"""The values that hold for an element, and the look of what is around it -> how the text in it
looks."""

from __future__ import annotations

import re

from pipelines.read.web.boxes import BOXED, boxed
from pipelines.read.web.cascade import Values
from pipelines.read.web.colours import BLACK, CLEAR, colour, upon
from pipelines.read.web.declarations import KEYWORDS
from pipelines.read.web.declarations import values as declared
from pipelines.read.web.lengths import pixels, share
from pipelines.read.web.look import INHERITED, Given, Look, replace

FAINT = 0.45  # of full opacity; paler text may be overlooked
UNSEEN = 0.05
"""Opacity below which nothing is seen."""
EDGE = 6.0  # pixels; narrower shadows are at the edge of a box
_STEPS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
_SYMBOLS = re.compile(
    r"(?:^|,)\s*[\"']?(?:wingdings[ \d]*|webdings|symbol|marlett|zapf ?dingbats)[\"']?\s*(?:,|$)"
)
_RAISING_FORMS = re.compile(r"[\"'](?:sups|subs|sinf|numr|dnom)[\"']\s*(?:on|[1-9]|,|$)")
_NO_OPACITY = re.compile(r"opacity\(\s*0*\.?0*%?\s*\)")
_COLOURED = {
    "color", "background-color", "background-image", "-webkit-text-fill-color", "-webkit-background-clip",
    "text-shadow", "-webkit-text-stroke", "box-shadow",
}  # fmt: skip
_DECORATED = {"text-decoration-line", "text-underline-offset", "display", "position", "float"}


def look(given: Values, around: Look, tag: str, block: bool, typefaces: set[str]) -> Look:
    """How the text of an element looks; `block`: its kind is a block unless a style says
    otherwise."""
    if not given.sure and not given.unsure:
        if around.values is None:
            return around
        return replace(around, values=None, reversed=False, picture=False, room=None, lines=None)
    variables = around.variables or {}
    values = given.sure
    if own := {name: value for name, value in values.items() if name.startswith("--")}:
        variables = {**variables, **own}
    display = values.get("display", "")
    if display == "contents":  # no box, only what is handed on to what is inside
        values = {name: value for name, value in values.items() if name in INHERITED}
    inline = (display in ("inline", "contents", "ruby")) if display else not block
    if values.get("position") in ("absolute", "fixed") or values.get("float", "none") != "none":
        inline = False
    it = Given(values, around, tag, inline, variables)
    out = replace(
        around, values=given.sure, variables=variables, reversed=False, picture=False, room=None, lines=None
    )
    if it.get("display") == "none":
        return replace(out, gone=True, removed=True)
    out = _seen(it, replace(out, size=_size(it)), typefaces)
    unknown = any("(" in value and "var(" not in value for name, value in values.items() if name in KEYWORDS)
    return replace(out, doubtful=True) if given.unsure or it.doubtful or unknown else out


def _seen(it: Given, out: Look, typefaces: set[str]) -> Look:
    names = it.values.keys()
    if not names.isdisjoint(_COLOURED):
        out = _coloured(it, out)
    if not names.isdisjoint(_DECORATED):
        out = _decorated(it, out)
    out = _written(it, out, typefaces)
    if not names.isdisjoint(BOXED) or out.indent != "0":
        out = boxed(it, out)
    return out


def _size(it: Given) -> float:
    said, around = it.get("font-size"), it.around.size
    size = around
    if said in _STEPS:
        size = _STEPS[said]
    elif said in ("smaller", "larger"):
        size = around / 1.2 if said == "smaller" else around * 1.2
    elif said:
        measured = pixels(said, around, around)
        it.doubtful |= measured is None
        size = around if measured is None else max(measured, 0.0)
    zoom = share(it.get("zoom", "1"))
    return min(size * (1.0 if zoom is None or zoom <= 0 else zoom), 1e6)


def _coloured(it: Given, out: Look) -> Look:
    hue, fill, ground, said, unsure = out.colour, out.fill, out.ground, out.said, out.unsure
    if value := it.get("color"):
        hue = out.colour if value == "currentcolor" else colour(value)
    if value := it.get("-webkit-text-fill-color"):
        fill = None if value == "currentcolor" else colour(value)
    clipped = "text" in it.get("-webkit-background-clip").split()
    back, image = it.get("background-color"), it.get("background-image", "none")
    if back == image:  # a variable stands for both
        parts = dict(declared("background", back))
        back, image = parts.get("background-color", ""), parts.get("background-image", "none")
    tint = (
        (hue or BLACK) if back == "currentcolor" else CLEAR if back in ("", "transparent") else colour(back)
    )
    picture = image != "none"
    if tint is None or (picture and not clipped) or _is_filled(it, out.size):
        ground, said, unsure = None, True, tint is None or not picture
    elif tint.alpha > 0 and not clipped:
        ground = tint if tint.alpha >= 1 else upon(tint, ground) if ground else None
        said, unsure = True, unsure and ground is None
    shadowed = out.shadowed or clipped
    for name in ("text-shadow", "-webkit-text-stroke"):
        shadowed |= it.get(name, "none") not in ("none", "0")
    return replace(
        out, colour=hue, fill=fill, ground=ground, said=said, unsure=unsure, shadowed=shadowed,
        picture=picture and "url(" in image,
        doubtful=out.doubtful or (picture and "gradient(" in image and _in_cell(it)),
    )  # fmt: skip


def _is_filled(it: Given, size: float) -> bool:
    """Whether a shadow on the inside of a box may lie under its text."""
    return any(
        "inset" in shadow
        and any((pixels(word, size) or 0.0) >= EDGE for word in re.sub(r"\(.*?\)", "", shadow).split())
        for shadow in it.get("box-shadow").split(",")
    )


def _in_cell(it: Given) -> bool:
    return it.around.inside or it.tag in ("td", "th")


def _decorated(it: Given, out: Look) -> Look:
    """Strokes through the text; they reach all that is inside but boxes that are set as one
    letter."""
    display = it.get("display")
    apart = display.startswith("inline-") or it.get("position") in ("absolute", "fixed")
    struck = out.struck and not apart and it.get("float", "none") == "none"
    lines = it.get("text-decoration-line").split()
    if "line-through" in lines:
        hue = it.get("text-decoration-color", "currentcolor")
        drawn = colour(hue) if hue != "currentcolor" else BLACK
        struck |= drawn is None or drawn.alpha > UNSEEN
    thin = pixels(it.get("text-decoration-thickness", "auto"), out.size, out.size)
    shifted = pixels(it.get("text-underline-offset", "auto"), out.size, out.size)
    doubtful = out.doubtful or bool(shifted and shifted < -0.1 * out.size and _in_cell(it))
    doubtful |= struck and thin is not None and thin < 0.5
    return replace(out, struck=struck, doubtful=doubtful)


def _is_named(it: Given, name: str) -> bool:
    return it.get(name, "none").split()[:1] not in ([], ["none"])


def _quoted(it: Given, around: bool) -> bool:
    said = it.get("quotes")
    return any(map(str.isalnum, said)) and said not in ("auto", "none") if said else around


def _written(it: Given, out: Look, typefaces: set[str]) -> Look:
    """Visibility, strength, direction and typeface."""
    gone, doubtful, opacity = out.gone, out.doubtful, out.opacity
    visible = out.visible
    if value := it.get("visibility"):
        visible = value == "visible"
    if value := it.get("opacity"):
        factor = share(value)
        opacity *= 1.0 if factor is None else min(max(factor, 0.0), 1.0)
        doubtful |= factor is None
    gone |= opacity <= UNSEEN or it.get("mso-hide") == "all"
    doubtful |= opacity < FAINT
    if value := it.get("letter-spacing"):
        doubtful |= (pixels(value, out.size) or 0.0) < -0.3 * out.size
    if value := it.get("word-spacing"):
        doubtful |= (pixels(value, out.size) or 0.0) < -0.3 * out.size
    doubtful |= it.get("-webkit-text-security", "none") != "none"
    family = it.get("font-family")
    if family and _in_cell(it):
        names = {name.strip("\"' ") for name in family.split(",")}
        doubtful |= bool(_SYMBOLS.search(family) or names & typefaces)
    doubtful |= bool(_RAISING_FORMS.search(it.get("font-feature-settings")))
    if _is_named(it, "animation-name"):  # what it begins as is not what it ends as
        gone, opacity, visible, doubtful = out.gone, out.opacity, out.visible, True
    doubtful |= _is_named(it, "mask") or _is_named(it, "offset-path")
    doubtful |= it.get("mix-blend-mode", "normal") != "normal"
    unsaid = it.get("filter", "none")
    if unsaid != "none":
        gone |= bool(_NO_OPACITY.search(unsaid))
        doubtful |= not unsaid.startswith(("grayscale(", "drop-shadow("))
    backwards = it.get("direction", "rtl" if out.backwards else "ltr") == "rtl"
    forced = "override" in it.get("unicode-bidi") and backwards
    doubtful |= "su" in it.get("font-variant-position")  # super or sub, if the typeface has them
    return replace(
        out, gone=gone, doubtful=doubtful, visible=visible, opacity=opacity, backwards=backwards,
        reversed=forced, bullet=it.get("list-style-type", out.bullet), quoted=_quoted(it, out.quoted),
    )  # fmt: skip
