"""The styles of a page -> whether any could change what is seen of its figures. Most pages have
none, and are read without working out a single style."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.read.web.colours import BLACK, LINK, NEAR, WHITE, Colour, distance, legacy, upon
from pipelines.read.web.declarations import values

_SMALL = r"\+?0*(?:\.\d+|0?\.?0*|[0-3](?:\.\d*)?)(?:px|pt|mm|q|v[a-z]+)?"
_WIDE_UNIT = r"(?:r?(?:em|ch|ex|ic|lh)|cap|[cm]m|in|pc|q|v[a-z]+|%)"
_BACKED = rf"-(?:\d{{2,}}|[2-9]|[\d.]+{_WIDE_UNIT})"
_NULL = r"\s*[-+]?0*\.?0*(?:[a-z]+|%)?\s*"
_SIZES = r"\s*\+?(?:[0-9](?:\.\d+)?(?:px|pt)?|0*\.\d+\w*|0[a-z%]+|[0-9]%)\s*"
_HARMLESS = {
    "display": r"(?!none).*",
    "visibility": r"visible|inherit",
    "opacity": r"0?\.[5-9]\d*|1(?:\.0*)?|[5-9]\d%|100%",
    "text-decoration": r"(?!.*line-through).*",
    "vertical-align": r"baseline|middle|top|bottom|inherit",
    "position": r"static|relative|inherit|sticky",
    "float": r"none|inherit",
    "direction": r"ltr|inherit",
    "unicode-bidi": r"normal|embed|isolate|plaintext",
    "writing-mode": r".*",
    "transform": r"none",
    "filter": r"none|grayscale\(.*|progid.*|alpha.*|gray",
    "mask": r"none",
    "clip": r"auto",
    "clip-path": r"none",
    "mix-blend-mode": r"normal",
    "animation": r"none",
    "content": r"none|normal",
    "content-visibility": r"visible|auto",
    "flex-direction": r"row|column",
    "flex-flow": r"(?!.*reverse).*",
    "order": r"0",
    "scale": r"none|1",
    "translate": r"none|0|0px",
    "rotate": r"none|0|0deg",
    "zoom": r"1|100%|normal",
    "mso-hide": r"none",
    "text-shadow": r".*",
    "box-shadow": r"(?!.*inset).*",
    "quotes": r"(?!.*\w).*|auto|none|inherit",
    "word-spacing": r"(?!-).*|-0*\.\d+p[xt]|-[0-3](?:\.\d+)?p[xt]|-0*\.[0-2]\d*em|-0.*",
    "list-style": r"(?:none|disc|circle|square|inside|outside|inherit|\s)*",
    "letter-spacing": r"(?!-).*|-0*\.\d+p[xt]|-[012](?:\.\d+)?p[xt]|-0*\.[0-2]\d*em|-0.*",
    "font-variant": r"(?!.*su[pb]).*",
    "-webkit-text-security": r"none",
    "-webkit-text-stroke": r".*",
    "font-feature-settings": r"normal|(?!.*(?:sups|subs|sinf|numr|dnom)).*",
    "offset-path": r"none",
}
_SUSPECT = {
    "font-size": rf"{_SMALL}|.*\(.*|0[a-z%]+|[0-9.]*\.\d+r?em|[1-8]?\d(?:\.\d+)?%",
    "font": rf"(?:^|.*\s)(?:{_SMALL}|[1-8]?\d%|0*\.\d+r?em)(?:\s*/.*|\s.*)|.*var\(.*",
    "text-indent": r"-(?:\d{2,}|[1-9]\d*(?:\.\d+)?r?em|\d+%).*|\+?\d{4,}.*|(?:[1-9]\d)+%|1\d\d%.*|.*\(.*",
    **dict.fromkeys(("top", "bottom", "left", "right"), rf"(?!{_NULL}$|auto|inherit).*"),
    "inset": rf"(?!{_NULL}$|auto).*",
    **dict.fromkeys(("padding-left", "padding"), r".*\d{4}.*|.*\(.*"),
    "z-index": r"-.*",
    "grid-column": r"(?!auto).*",
    "grid-row": r"(?!auto).*",
    "grid-area": r"(?!auto).*",
    "flex-wrap": r".*reverse.*",
    "text-decoration-thickness": r"0.*",
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), r"(?!visible|auto|scroll|inherit).*"),
    "margin": rf".*{_BACKED}.*|.*\(.*",
    **dict.fromkeys(
        ("margin-left", "margin-right"), rf"-(?:\d{{2,}}|[89]|[\d.]+{_WIDE_UNIT}).*|.*\(.*|\+?\d{{4}}.*"
    ),
    **dict.fromkeys(("margin-top", "margin-bottom"), rf"{_BACKED}.*|.*\(.*"),
    **dict.fromkeys(("height", "width", "max-height", "max-width", "line-height"), _SIZES),
    "mso-text-raise": rf"(?!{_NULL}$).*",
    "background-image": r".*(?:url|gradient)\(.*",
    "background": r".*(?:url|gradient)\(.*|.*var\(.*",
    "font-family": r".*(?:wingdings|webdings|symbol|marlett|dingbats).*",
    "list-style-type": r"(?!none|disc|circle|square|inherit).*",
    "list-style-image": r"(?!none|inherit).*",
    "text-underline-offset": r"-.*",
    "animation-name": r"(?!none).*",
    "all": r".*",
    "-webkit-background-clip": r"text",
    "background-clip": r"text",
}
_CHECKS = {
    **{name: (re.compile(pattern), True) for name, pattern in _HARMLESS.items()},
    **{name: (re.compile(pattern), False) for name, pattern in _SUSPECT.items()},
}
_CHECKS |= {
    f"-webkit-{name}": _CHECKS[name]
    for name in (
        "transform",
        "filter",
        "mask",
        "clip-path",
        "animation",
        "animation-name",
        "order",
        "flex-direction",
    )
}
_CHECKS |= {
    "mask-image": _CHECKS["mask"], "-webkit-mask-image": _CHECKS["mask"],
    "text-decoration-line": _CHECKS["text-decoration"],
    "font-variant-position": _CHECKS["font-variant"], "inline-size": _CHECKS["width"],
    "block-size": _CHECKS["height"],
    "max-inline-size": _CHECKS["width"], "max-block-size": _CHECKS["height"],
    "offset": _CHECKS["offset-path"],
    "inset-inline": _CHECKS["inset"], "inset-block": _CHECKS["inset"], "inset-inline-start": _CHECKS["left"],
    "inset-block-start": _CHECKS["top"], "inset-inline-end": _CHECKS["right"],
    "inset-block-end": _CHECKS["bottom"],
    "margin-inline": _CHECKS["margin"], "margin-block": _CHECKS["margin"],
    "margin-inline-start": _CHECKS["margin-left"],
    "margin-inline-end": _CHECKS["margin-right"], "margin-block-start": _CHECKS["margin-top"],
    "margin-block-end": _CHECKS["margin-bottom"],
}  # fmt: skip
_HUES = {"color", "background", "background-color", "-webkit-text-fill-color"}
_ANYWHERE_NAMES = (
    "display visibility opacity text-decoration text-decoration-line vertical-align mso-hide"
    " mso-text-raise font-size font clip clip-path content-visibility color background background-color"
    " -webkit-text-fill-color unicode-bidi left top all"
)
_ANYWHERE = frozenset(_ANYWHERE_NAMES.split())
"""What matters in paragraphs, too. The rest is only of interest where figures are."""
_ESCAPED = re.compile(r"\\[0-9a-z]")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_PARTS = re.compile(r"[;{}]")
_TYPEFACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)")
MAX_HUES = 60
"""Different colours of a page that are compared with each other."""


class Suspects:
    """What the declarations of a page say, taken together."""

    def __init__(self) -> None:
        """Empty: nothing is suspect, black is on white."""
        self._known: dict[str, int] = {}
        self._hues: set[tuple[str, bool]] = set()
        self._inks: set[Colour] = {BLACK, LINK}
        self._grounds: set[Colour] = {WHITE}
        self.faint = False
        """Whether some colour of text is near some colour of ground: then colours matter."""
        self.typefaces: set[str] = set()

    def typefaces_in(self, sheet: str) -> None:
        """Names of typefaces that a sheet brings along: their shapes need not be those of the
        letters."""
        if "@font-face" not in (lowered := sheet.lower()):
            return
        for block in _TYPEFACE.findall(lowered):
            if "url(" in block and (name := _FAMILY.search(block)):
                self.typefaces.add(name[1].strip("\"' "))

    def weigh(self, text: str) -> int:
        """A list of declarations or a whole sheet: 0 harmless, 1 suspect where figures are, 2
        anywhere. Colours are only collected."""
        lowered = text.lower()
        if "\\" in lowered and _ESCAPED.search(lowered):  # whatever it says
            self.faint = True
            return 2
        if "/*" in lowered:
            lowered = _COMMENT.sub(" ", lowered)
        known = self._known
        heaviest = 0
        for each in set(_PARTS.split(lowered)) if "{" in lowered else lowered.split(";"):
            weight = known.get(each)
            if weight is None:
                weight = known[each] = self._one(each)
            if weight > heaviest:
                heaviest = weight
        return heaviest

    def _one(self, text: str) -> int:
        weight, hues = _weighed(text)
        for said, ground in hues:
            self.hue(said, ground=ground)
        if not weight and self.typefaces and text.lstrip().startswith("font"):
            return 1 if any(face in text for face in self.typefaces) else 0
        return weight

    def hue(self, said: str, *, ground: bool) -> None:
        """A colour of text or ground that occurs in the page."""
        if (said, ground) in self._hues:
            return
        self._hues.add((said, ground))
        known = legacy(said)
        if known is None:
            self.faint |= said not in ("inherit", "transparent", "initial", "unset") or not ground
            return
        if known.alpha < 1:
            self.faint |= not ground
            known = upon(known, WHITE)
        if ground and known.alpha <= 0.0:
            return
        kept, others = (self._grounds, self._inks) if ground else (self._inks, self._grounds)
        if known not in kept:
            kept.add(known)
            self.faint = (
                self.faint or len(kept) > MAX_HUES or any(distance(known, other) <= NEAR for other in others)
            )


@lru_cache(maxsize=50_000)
def _weighed(text: str) -> tuple[int, tuple[tuple[str, bool], ...]]:
    """The weight of one declaration, and the colours in it, each with whether it is one of
    ground."""
    name, colon, value = text.partition(":")
    name, value = name.strip(), value.split("!")[0].strip()
    hues: tuple[tuple[str, bool], ...] = ()
    if name in _HUES and colon:
        pairs = values(name, value)
        hues = tuple((said, kind == "background-color") for kind, said in pairs if kind in _HUES)
    if (check := _CHECKS.get(name)) is None or not colon:
        return (2 if "var(" in value and name in _HUES else 0), hues
    pattern, harmless = check
    if bool(pattern.fullmatch(value)) is harmless and "var(" not in value:
        return 0, hues
    return (2 if name in _ANYWHERE else 1), hues
