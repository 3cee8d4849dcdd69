"""The styles of a workbook (xlsx) -> for each what it makes of a number, and how its text looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour, legibility
from pipelines.read.marks import Mark, marked
from pipelines.read.sheets.colours import THEME, colour_of
from pipelines.read.sheets.number_formats import GENERAL, code_of
from pipelines.read.sheets.overflow import USUAL_SIZE, Line, Side
from pipelines.read.typefaces import draws_pictures

_SIDES = ("left", "right", "top", "bottom", "start", "end")
_TINY = 3.0  # points; nobody reads that
_RAISED: dict[str, Mark] = {"superscript": "raised", "subscript": "lowered"}
_NAMES = ("name", "rFont")  # of the typeface, in a font and in a run
_SIDE: dict[str, Side] = {"general": "left", "left": "left", "right": "right", "center": "center"}
_OFF = ("0", "false", "none")


@dataclass(frozen=True)
class Style:
    """`code` of the number format, whether it draws a frame, `font` and `ground` of its text, whether
    the text is `repeated` as often as it fits (6 is seen as 66666), and the `side` of its cell at
    which a text begins; None for one that is made to fit."""

    code: str = GENERAL
    framed: bool = False
    font: Any = None
    ground: Colour = WHITE
    repeated: bool = False
    side: Side | None = "left"


class Styles:
    """The styles of a workbook, by the numbers that its cells give."""

    def __init__(self, root: Any, theme: tuple[Colour, ...] = THEME) -> None:
        self._theme = theme
        self._styles: list[Style] = []
        self._marks: dict[tuple[Any, Colour], frozenset[Mark]] = {}  # by font and ground
        self._colours: dict[Any, Colour] = {}  # by font
        self._usual: float | None = None
        self._conditional: list[Any] = [] if root is None else list(root.iterfind("{*}dxfs/{*}dxf"))
        if root is None:
            return
        codes = {_whole(e.get("numFmtId", "")): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
        fonts = list(root.iterfind("{*}fonts/{*}font"))
        self._usual = _points(_at(fonts, "0", None))
        grounds = [self.ground_of(fill) for fill in root.iterfind("{*}fills/{*}fill")]
        frames = [
            any(_local(side) in _SIDES and side.get("style", "none") != "none" for side in border)
            for border in root.iterfind("{*}borders/{*}border")
        ]
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            self._styles.append(
                Style(
                    code_of(_whole(style.get("numFmtId", "0")), codes),
                    _at(frames, style.get("borderId", "0"), False),
                    _at(fonts, style.get("fontId", "0"), None),
                    _at(grounds, style.get("fillId", "0"), WHITE),
                    any(e.get("horizontal") == "fill" for e in style.iterfind("{*}alignment")),
                    _side(style.find("{*}alignment")),
                )
            )

    def style(self, number: str) -> Style:
        """The style of a cell; the plain one where there is none of that number."""
        place = _whole(number)
        return self._styles[place] if place < len(self._styles) else Style()

    def conditional(self, entry: Any) -> Any:
        """The format of a rule, which has it by number or in itself; None where it has none."""
        own, number = entry.find("{*}dxf"), entry.get("dxfId")
        return own if own is not None or number is None else _at(self._conditional, number, None)

    def colour(self, element: Any, automatic: Colour) -> Colour:
        """The colour that an element states; `automatic` where it states none."""
        return colour_of(element, self._theme, automatic)

    def text_colour(self, font: Any) -> Colour:
        """The colour of a text in this font."""
        if font not in self._colours:
            self._colours[font] = self.colour(None if font is None else font.find("{*}color"), BLACK)
        return self._colours[font]

    def scale(self, font: Any) -> float:
        """How much larger a text in this font is than the one in which widths are counted."""
        points = _points(font)
        return points / self._usual if points and self._usual else 1.0

    def line(self, style: Style, text: str) -> Line | None:
        """The text of a cell of this style; None where it is made to fit."""
        scale = self.scale(style.font)
        points = _points(style.font) or self._usual or USUAL_SIZE
        return Line(style.side, len(text) * scale, points) if style.side else None

    def ground_of(self, fill: Any) -> Colour:
        """The colour of a fill where it is solid; a pattern's is that of its ground."""
        pattern = fill.find("{*}patternFill")
        if pattern is None or pattern.get("patternType", "none") == "none":
            return WHITE
        name = "{*}fgColor" if pattern.get("patternType") == "solid" else "{*}bgColor"
        return self.colour(pattern.find(name), WHITE)

    def look(self, text: str, font: Any, ground: Colour) -> str:
        """A text with the marks of its font (`font` or `rPr` element) on this ground."""
        key = font, ground
        if key not in self._marks:
            self._marks[key] = self._seen(font, ground)
        return marked(text, self._marks[key])

    def _seen(self, font: Any, ground: Colour) -> frozenset[Mark]:
        marks: set[Mark] = set()
        for entry in () if font is None else font:
            name, value = _local(entry), entry.get("val", "1")
            if name == "strike" and value not in _OFF:
                marks.add("struck")
            elif name == "vertAlign" and value in _RAISED:
                marks.add(_RAISED[value])
            elif (name == "sz" and _size(value) < _TINY) or (name in _NAMES and draws_pictures(value)):
                marks.add("doubtful")
        if contrast := legibility(self.text_colour(font), ground):
            marks.add(contrast)
        return frozenset(marks)


def _side(alignment: Any) -> Side | None:
    """Where a text begins; None where it is made to fit or spread."""
    if alignment is None:
        return "left"
    wrapped, shrunk = (alignment.get(name, "0") in ("1", "true") for name in ("wrapText", "shrinkToFit"))
    if wrapped or shrunk:
        return "lines" if wrapped else None
    return _SIDE.get(alignment.get("horizontal", "general"))


def _points(font: Any) -> float | None:
    """The size of a font, where it states one."""
    size = None if font is None else font.find("{*}sz")
    return None if size is None else _size(size.get("val", ""))


def _at(items: Sequence[Any], number: str, default: Any) -> Any:
    place = _whole(number)
    return items[place] if place < len(items) else default


def _size(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return _TINY


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
