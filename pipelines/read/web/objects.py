"""Elements that show something other than the text in them (pictures, fields of forms, formulas) ->
the text that is seen, or that there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import tinycss2
from selectolax.lexbor import LexborNode

from pipelines.model import NOT_TEXT
from pipelines.read.web.declarations import inline
from pipelines.read.web.lengths import pixels
from pipelines.read.web.look import Look
from pipelines.values import is_value

Shown = list[tuple[str, bool]]
"""Pieces of text, each with whether it is in doubt."""
MAX_GENERATED = 200  # characters
NARROWEST = 0.45  # width of a digit in common typefaces, of its size
SPACER = 3.0  # pixels; smaller pictures only keep cells apart
_DRAWN = {
    *("password", "range", "color", "checkbox", "radio", "image", "file", "date", "time", "month", "week"),
    "datetime-local",
}
_UNSHOWN = {"hidden"}
_BUTTONS = {"submit", "reset", "button"}
_PLAIN_MATH = {"math", "mrow", "mn", "mi", "mo", "mtext", "mstyle", "semantics", "mspace"}
_PLAIN_SVG = {"svg", "g", "text", "tspan", "title", "desc", "-text"}
_SVG_PLACED = {
    "transform", "clip-path", "mask", "filter", "opacity", "fill-opacity", "dx", "dy", "rotate", "style",
    "class", "visibility", "display", "textlength", "direction", "unicode-bidi",
    "text-decoration", "baseline-shift",
}  # fmt: skip
_PICTURES = "img canvas video object embed iframe progress meter applet frame"
_WITHOUT_LOOK = "style noscript noframes rt rp head datalist title meta link noembed"
_WRITING = re.compile(r"document|innerHTML|textContent|innerText|\bwrite", re.IGNORECASE)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def shown(node: LexborNode) -> Shown | None:
    """What an element of a cell shows in place of its content; None if that is its content."""
    show = _BY_TAG.get(node.tag or "")
    return show(node) if show else None


def cut_off(node: LexborNode, pieces: Shown | None, mine: Look) -> Shown | None:
    """What an element shows, in doubt where it is a field that is narrower than its text."""
    if not pieces or node.tag not in ("input", "textarea"):
        return pieces
    width = pixels((mine.values or {}).get("width", ""), mine.size)
    letters = max(len(text) for text, _ in pieces)
    narrow = width is not None and letters * NARROWEST * mine.size > width
    return [(text, True) for text, _ in pieces] if narrow else pieces


def _nothing(_: LexborNode) -> Shown:
    return []


def _no_text(node: LexborNode) -> Shown:
    """A picture or the like. A figure in its alternative text is kept as evidence, not as a
    value."""
    attributes = node.attributes
    style = {each.name: each.value for each in inline(attributes.get("style") or "")}
    for name in ("width", "height"):
        said = style.get(name) or (attributes.get(name) or "").strip()
        length = pixels(said, 16.0, bare=True)
        if length is not None and length <= SPACER:
            return []
    said = (attributes.get("alt") or attributes.get("aria-label") or "").strip()
    return [(NOT_TEXT, False), *([(said, False)] if is_value(said) else [])]


def _audio(node: LexborNode) -> Shown:
    return [(NOT_TEXT, False)] if "controls" in node.attributes else []


def _script(node: LexborNode) -> Shown:
    return [(NOT_TEXT, False)] if _WRITING.search(node.text(deep=True)) else []


def _template(node: LexborNode) -> Shown:
    return [(NOT_TEXT, False)] if "shadowrootmode" in node.attributes else []


def _input(node: LexborNode) -> Shown:
    attributes = node.attributes
    kind = (attributes.get("type") or "text").strip().lower()
    value = attributes.get("value") or ""
    if kind in _UNSHOWN:
        return []
    if kind in _DRAWN:
        return [(NOT_TEXT, False)]
    if kind in _BUTTONS:
        return [(value, False)]
    if kind == "number" and not re.fullmatch(
        r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*", value, re.IGNORECASE
    ):
        value = ""
    return _or_placeholder(value, attributes)


def _textarea(node: LexborNode) -> Shown:
    return _or_placeholder(node.text(deep=True).removeprefix("\n"), node.attributes)


def _or_placeholder(value: str, attributes: dict[str, str | None]) -> Shown:
    return [(value, False)] if value else [(attributes.get("placeholder") or "", True)]


def _select(node: LexborNode) -> Shown:
    """The option that is chosen; a list that stays open shows them all."""
    attributes = node.attributes
    size = (attributes.get("size") or "1").strip()
    if "multiple" in attributes or (size.isdigit() and int(size[:6]) > 1):
        return [(NOT_TEXT, False)]
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes]
    possible = chosen[-1:] or [option for option in options if "disabled" not in option.attributes][:1]
    if not possible:
        return []
    option = possible[0]
    return [(" ".join((option.attributes.get("label") or option.text(deep=True)).split()), False)]


def _math(node: LexborNode) -> Shown | None:
    """A formula of one line is text; a power, a fraction or the like is not read."""
    nodes = list(node.traverse())
    if all((each.tag or "") in _PLAIN_MATH and "style" not in each.attributes for each in nodes):
        return None
    text = "".join(node.text(deep=True).split())
    return [(text, True)] if any(map(str.isdigit, text)) else [(NOT_TEXT, False)]


def _svg(node: LexborNode) -> Shown:
    """A drawing that is one line of text is that text; any other is none."""
    nodes = [each for each in node.traverse(include_text=True) if (each.tag or "") != "-comment"]
    texts = [each for each in nodes if each.tag == "text"]
    attributes = node.attributes
    if any(
        (length := pixels(attributes.get(name) or "", 16.0, bare=True)) is not None and length <= SPACER
        for name in ("width", "height")
    ):
        return []
    if not texts and not any((each.tag or "") not in _PLAIN_SVG for each in nodes):
        return []
    if (
        len(texts) != 1
        or any((each.tag or "") not in _PLAIN_SVG for each in nodes)
        or _is_placed(nodes, attributes)
    ):
        return [(NOT_TEXT, False)]
    return [(" ".join(texts[0].text(deep=True).split()), False)]


def _is_placed(nodes: list[LexborNode], outer: dict[str, str | None]) -> bool:
    """Whether the text of a drawing may be elsewhere, or look otherwise, than in its middle."""
    width = pixels(outer.get("width") or "", 16.0, bare=True) or 300.0
    height = pixels(outer.get("height") or "", 16.0, bare=True) or 150.0
    for each in nodes:
        if each.tag == "-text":
            continue
        said = {name.lower(): value or "" for name, value in each.attributes.items()}
        if said.keys() & _SVG_PLACED or said.get("fill", "black") in (
            "none",
            "white",
            "transparent",
            "#fff",
            "#ffffff",
        ):
            return True
        if each.tag == "tspan" and said.keys() & {"x", "y", "font-size"}:
            return True
        if each.tag == "text":
            x, y = (pixels(said.get(name, "0"), 16.0, bare=True) for name in ("x", "y"))
            if (
                x is None
                or y is None
                or not (0 <= x < width)
                or not (4 < y <= height + 4)
                or "viewbox" in {k.lower() for k in outer}
            ):
                return True
            size = pixels(said.get("font-size", "16"), 16.0, bare=True)
            if size is None or not (6 <= size <= 40):
                return True
    return False


@lru_cache(maxsize=1000)
def _tokens(value: str) -> tuple[Any, ...]:
    return tuple(tinycss2.parse_component_value_list(value))


_BY_TAG: dict[str, Callable[[LexborNode], Shown | None]] = {
    **dict.fromkeys(_PICTURES.split(), _no_text),
    **dict.fromkeys(_WITHOUT_LOOK.split(), _nothing),
    "audio": _audio, "script": _script, "template": _template, "input": _input, "textarea": _textarea,
    "select": _select, "math": _math, "svg": _svg,
}  # fmt: skip


def generated(value: str, attributes: dict[str, str]) -> Shown:
    """What `content` of a style puts in; what is longer than a figure is not read."""
    if len(value) > MAX_GENERATED:
        return [(NOT_TEXT, False)]
    out: Shown = []
    for token in _tokens(value):
        if token.type == "string":
            out.append((NOT_TEXT if _PRIVATE.search(token.value) else token.value, False))
        elif token.type == "function" and token.lower_name == "attr":
            names = [each.lower_value for each in token.arguments if each.type == "ident"]
            out.append((attributes.get(names[0], "")[:MAX_GENERATED] if names else "", len(names) > 1))
        elif token.type == "literal" and token.value == "/":  # what follows is read out, not shown
            break
        elif token.type == "ident" and token.lower_value in (
            "none",
            "normal",
            "no-open-quote",
            "no-close-quote",
        ):
            continue
        elif token.type not in ("whitespace", "comment"):
            out.append((NOT_TEXT, False))
    return out
