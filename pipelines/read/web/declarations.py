"""Declarations of a style sheet or an attribute -> values by property, those that decide what is
seen of a text.

A browser passes over what it cannot read, and an earlier declaration then holds: so do these. What
several properties share (`font`, `background`, ...) is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import NamedTuple

import tinycss2

from pipelines.read.web.colours import colour
from pipelines.read.web.lengths import quantity

_WIDE = {"inherit", "initial", "unset", "revert", "revert-layer"}
_WORDS = {
    "display": "none contents block inline inline-block flow-root flex inline-flex grid inline-grid table"
    " inline-table list-item run-in table-row table-cell table-row-group table-header-group"
    " table-footer-group table-column table-column-group table-caption ruby ruby-text ruby-base -webkit-box"
    " -webkit-inline-box -webkit-flex math",
    "visibility": "visible hidden collapse",
    "position": "static relative absolute fixed sticky -webkit-sticky",
    "float": "none left right inline-start inline-end",
    "direction": "ltr rtl",
    "unicode-bidi": "normal embed isolate bidi-override isolate-override plaintext -webkit-isolate",
    "flex-direction": "row row-reverse column column-reverse",
    "content-visibility": "visible auto hidden",
    "overflow": "visible hidden clip scroll auto overlay",
    "mso-hide": "all none screen",
    "font-variant-position": "normal sub super",
    "-webkit-text-security": "none disc circle square",
    "writing-mode": "horizontal-tb vertical-rl vertical-lr sideways-rl sideways-lr",
    "-webkit-background-clip": "text border-box padding-box content-box",
    "table-layout": "auto fixed",
}
KEYWORDS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
"""The words that each property may have as its value."""
_SIZE_NAMES = "smaller larger xx-small x-small small medium large x-large xx-large xxx-large"
_LENGTHS: dict[str, Set[str]] = {
    "font-size": frozenset(_SIZE_NAMES.split()),
    "vertical-align": {"baseline", "super", "sub", "top", "text-top", "middle", "bottom", "text-bottom"},
    "text-indent": {"hanging", "each-line"},
    **{key: {"auto"} for key in ("top", "bottom", "left", "right")},
    "padding-left": set[str](),
    **{key: {"auto"} for key in ("margin-top", "margin-bottom", "margin-left", "margin-right")},
    **{key: {"auto", "min-content", "max-content", "fit-content"} for key in ("width", "height")},
    **{key: {"none", "min-content", "max-content", "fit-content"} for key in ("max-width", "max-height")},
    "letter-spacing": {"normal"},
    "word-spacing": {"normal"},
    "line-height": {"normal"},
    "mso-text-raise": set[str](),
}  # fmt: skip
_COLOURS = {"color", "background-color", "-webkit-text-fill-color", "text-decoration-color"}
_FREE_NAMES = (
    "text-decoration-line background-image font-family clip clip-path transform translate scale rotate"
    " filter mask mix-blend-mode opacity zoom order animation-name content list-style-type"
    " list-style-image text-shadow -webkit-text-stroke text-underline-offset text-emphasis-style"
    " box-shadow text-combine-upright font-feature-settings offset-path"
    " z-index grid-column grid-row grid-area flex-wrap text-decoration-thickness"
    " quotes border border-top border-bottom"
)
_FREE = frozenset(_FREE_NAMES.split())
PROPERTIES = frozenset({*KEYWORDS, *_LENGTHS, *_COLOURS, *_FREE})
"""The properties that decide what is seen."""
_LINES = {"none", "underline", "overline", "line-through", "blink", "spelling-error", "grammar-error"}
_OTHER_NAMES = {
    "-webkit-transform": "transform", "-webkit-filter": "filter", "-webkit-mask": "mask",
    "mask-image": "mask",
    "-webkit-mask-image": "mask", "-webkit-opacity": "opacity", "background-clip": "-webkit-background-clip",
    "-webkit-clip-path": "clip-path", "overflow-x": "overflow", "overflow-y": "overflow",
    "inline-size": "width", "block-size": "height", "max-inline-size": "max-width",
    "max-block-size": "max-height",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top",
    "margin-block-end": "margin-bottom", "inset-inline-start": "left", "inset-inline-end": "right",
    "inset-block-start": "top", "inset-block-end": "bottom", "-webkit-order": "order", "word-wrap": "",
    "-webkit-flex-direction": "flex-direction", "-webkit-animation-name": "animation-name",
    "-webkit-animation": "animation", "text-emphasis": "text-emphasis-style",
    "font-variant": "font-variant-position",
    "-webkit-writing-mode": "writing-mode", "padding-inline-start": "padding-left",
    "grid-column-start": "grid-column", "grid-row-start": "grid-row", "-webkit-flex-wrap": "flex-wrap",
    "-webkit-text-decoration-line": "text-decoration-line",
    "-webkit-text-decoration": "text-decoration", "-webkit-box-shadow": "box-shadow",
    "-webkit-font-feature-settings": "font-feature-settings", "offset": "offset-path",
    "-webkit-text-stroke-width": "-webkit-text-stroke", "-webkit-text-emphasis": "text-emphasis-style",
}  # fmt: skip
_SIDES = ("top", "right", "bottom", "left")
_FONT = re.compile(
    r"(?:^|\s)([\d.]+(?:[a-z]+|%)?|(?:x{1,3}-)?(?:small|large)|medium|smaller|larger)(?:\s*/\s*\S+)?\s+(.+)$"
)
_PIECES = re.compile(r"(?:[^\s()\"']|\([^()]*(?:\([^()]*\)[^()]*)*\)|\"[^\"]*\"|'[^']*')+")
_MIXED = re.compile(r"(?:ok)?l(?:ab|ch)\(|color(?:-mix)?\(|light-dark\(|hwb\(|rgba?\(|hsla?\(")
"""Colours that only a browser may be able to work out."""
_NO_NAMES = ("transparent", "currentcolor")
_LAYERS = re.compile(r",(?![^()]*\))")


class Declaration(NamedTuple):
    """`value` in lower case but for what is printed (`content`)."""

    name: str
    value: str
    important: bool = False


@lru_cache(maxsize=20_000)
def inline(text: str) -> tuple[Declaration, ...]:
    """What a `style` attribute declares."""
    return declared(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def declared(nodes: Iterable[object]) -> tuple[Declaration, ...]:
    """What the parsed content of a rule declares, in its order."""
    listed: list[Declaration] = []
    for node in nodes:
        if isinstance(node, tinycss2.ast.Declaration):
            name = node.name if node.name.startswith("--") else node.lower_name
            value = tinycss2.serialize(node.value).strip()
            listed += [Declaration(n, v, node.important) for n, v in values(name, value)]
    return tuple(listed)


def values(name: str, text: str) -> list[tuple[str, str]]:
    """The properties that one declaration sets; none where a browser would pass over it."""
    name = _OTHER_NAMES.get(name, name)
    if name.startswith("--"):
        return [(name, text)]
    value = text if name in ("content", "list-style-type", "list-style") else text.lower()
    whole = value.lower()
    if name == "all":
        return [
            (each, whole) for each in sorted(PROPERTIES - {"direction", "unicode-bidi"}) if whole in _WIDE
        ]
    parts = _SHORT.get(name)
    if parts and (whole in _WIDE or "var(" in whole):
        return [(each, whole) for each in parts]
    if parts:
        split = _split(name, value)
        return (
            [pair for pair in split if pair[0] in PROPERTIES] if all(_valid(*pair) for pair in split) else []
        )
    return [(name, value)] if name in PROPERTIES and _valid(name, value) else []


_SHORT: dict[str, tuple[str, ...]] = {
    "font": ("font-size", "font-family"),
    "background": ("background-color", "background-image"),
    "text-decoration": ("text-decoration-line", "text-decoration-color"),
    "padding": tuple(f"padding-{side}" for side in _SIDES),
    "margin": tuple(f"margin-{side}" for side in _SIDES),
    "inset": _SIDES,
    "list-style": ("list-style-type", "list-style-image"),
    "animation": ("animation-name",),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-block": ("margin-top", "margin-bottom"),
    "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"),
}


def _split(name: str, value: str) -> list[tuple[str, str]]:
    pieces = _PIECES.findall(value)
    if name == "font":
        match = _FONT.search(value)
        return [("font-size", match[1]), ("font-family", match[2])] if match else []
    if name in ("margin", "inset", "padding"):
        four = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}.get(len(pieces))
        return [(part, pieces[at]) for part, at in zip(_SHORT[name], four)] if four else []
    if name.startswith(("margin-", "inset-")):
        return list(zip(_SHORT[name], (pieces * 2)[:2])) if 0 < len(pieces) < 3 else []
    if name == "background":
        return _background(value)
    if name == "text-decoration":
        lines = " ".join(piece for piece in pieces if piece in _LINES) or "none"
        hues = [piece for piece in pieces if piece == "currentcolor" or colour(piece)]
        return [("text-decoration-line", lines), ("text-decoration-color", (hues or ["currentcolor"])[0])]
    if name == "list-style":
        images = [piece for piece in pieces if piece.lower().startswith(("url(", "image", "linear-"))]
        kinds = [p for p in pieces if p.lower() not in ("inside", "outside") and p not in images]
        return [("list-style-type", (kinds or ["disc"])[0]), ("list-style-image", (images or ["none"])[0])]
    if name == "flex-flow":
        kinds = [piece for piece in pieces if piece in KEYWORDS["flex-direction"]]
        wraps = [piece for piece in pieces if "wrap" in piece]
        return [("flex-direction", (kinds or ["row"])[0]), ("flex-wrap", (wraps or ["nowrap"])[0])]
    return [(_SHORT[name][0], value)]


def _background(value: str) -> list[tuple[str, str]]:
    layers = _LAYERS.split(value)
    images = [
        p for layer in layers for p in _PIECES.findall(layer) if p.startswith("url(") or "gradient(" in p
    ]
    hues = [p for p in _PIECES.findall(layers[-1]) if p in _NO_NAMES or colour(p) or _MIXED.match(p)]
    known = [
        ("background-color", (hues or ["transparent"])[0]),
        ("background-image", (images or ["none"])[0]),
    ]
    clip = [("-webkit-background-clip", "text")] if "text" in _PIECES.findall(layers[-1]) else []
    return known + clip


def _valid(name: str, value: str) -> bool:
    """Whether a browser takes the value; functions that we do not work out count as such."""
    whole = value.lower()
    if whole in _WIDE or "var(" in whole:
        return True
    if name in KEYWORDS:
        words = whole.split()
        known = all(word in KEYWORDS[name] for word in words)
        return bool(words) and (known or "(" in whole or name == "font-variant-position")
    if name in _COLOURS:
        return "(" in whole or whole == "currentcolor" or colour(whole) is not None
    if name in _LENGTHS:
        if whole in _LENGTHS[name] or "(" in whole:
            return True
        words = whole.split() if name == "text-indent" else [whole]
        return any(_is_length(name, word) for word in words)
    if name == "text-decoration-line":
        return all(word in _LINES for word in whole.split())
    if name in ("opacity", "zoom"):
        parts = quantity(whole)
        return "(" in whole or whole in ("normal", "reset") or bool(parts and parts[1] in ("", "%"))
    return True


def _is_length(name: str, value: str) -> bool:
    parts = quantity(value)
    if not parts:
        return False
    number, unit = parts
    if name in ("font-size", "width", "height", "max-width", "max-height", "line-height") and number < 0:
        return False
    return bool(unit) or not number or name == "line-height"
