"""The styles of a Word file and the properties of a run -> how its text looks.

A run looks as its own properties say, else its character style, its paragraph's style, its table's
style (each with what it is based on) and the defaults of the document. Switches of styles cancel
each other out (ECMA-376 part 1, 17.7.3).
"""

from __future__ import annotations

from functools import reduce
from operator import xor

from pipelines.read.word.docx_looks import Theme, fill_of, layout_of, look_of
from pipelines.read.word.docx_xml import FALSE, Element, attribute, child_of
from pipelines.read.word.looks import MOST_BASES, PLAIN, Look

WHOLE = "wholeTable"
"""The part of a table that is all of it."""


class Styles:
    """The styles of a document by their names; none at all without a part of styles."""

    def __init__(self, root: Element | None = None, theme: Theme | None = None) -> None:
        self.theme = theme or {}
        self._own: dict[str, Look] = {}
        self._bases: dict[str, str] = {}
        self._numbered: dict[str, bool] = {}
        self._parts: dict[str, dict[str, tuple[Look, str]]] = {}
        self._default = PLAIN
        for style in () if root is None else root.iter("{*}style"):
            self._read(style)
        for default in () if root is None else root.iter("{*}rPrDefault"):
            self._default = look_of(child_of(default, "rPr"), self.theme)
        self._resolved: dict[tuple[str, str, Look], Look] = {}

    _paragraph_name = ""

    def _read(self, style: Element) -> None:
        name = attribute(style, "styleId")
        own = look_of(child_of(style, "rPr"), self.theme)
        self._own[name] = own.over(layout_of(child_of(style, "pPr")))
        based = child_of(style, "basedOn")
        self._bases[name] = "" if based is None else attribute(based)
        self._numbered[name] = next(style.iter("{*}numPr"), None) is not None
        if attribute(style, "type") == "table":
            parts = {WHOLE: self._part(style)}
            for part in style.iterchildren("{*}tblStylePr"):
                parts[attribute(part, "type")] = self._part(part)
            self._parts[name] = parts
        if attribute(style, "type") == "paragraph" and attribute(style, "default") not in ("", *FALSE):
            self._paragraph_name = name

    def _part(self, part: Element) -> tuple[Look, str]:
        """The look of the text in a part of a table, and the colour of its cells."""
        cell, table = child_of(part, "tcPr"), child_of(part, "tblPr")
        shades = (child_of(each, "shd") for each in (cell, table) if each is not None)
        fill = next((fill_of(shade, self.theme) for shade in shades if shade is not None), "")
        return look_of(child_of(part, "rPr"), self.theme), fill

    def look(
        self, run: Element | None, paragraph_style: str, line: Look = PLAIN, table: Look = PLAIN
    ) -> Look:
        """How a run of a paragraph of that style looks: `line` is what the paragraph states itself,
        `table` what the style of its table gives to its cell."""
        own = look_of(run, self.theme)
        style = child_of(run, "rStyle") if run is not None else None
        names = (attribute(style) if style is not None else "", paragraph_style or self._paragraph_name)
        key = (*names, table)
        if key not in self._resolved:
            self._resolved[key] = self._combined(*map(self._style, names), table)
        resolved = self._resolved[key]
        if line != PLAIN:
            resolved = line.over(resolved)
        return resolved if own == PLAIN else own.over(resolved)

    def numbered(self, paragraph_style: str) -> bool:
        """Whether paragraphs of the style get a number or a bullet."""
        return any(self._numbered.get(name, False) for name in self._line(paragraph_style))

    def parts(self, table_style: str) -> dict[str, tuple[Look, str]]:
        """What a table's style says of its parts (`wholeTable`, `lastRow`, ...): the look of the
        text, and the colour of the cells ("" for none)."""
        parts: dict[str, tuple[Look, str]] = {}
        for name in reversed(self._line(table_style)):
            for part, (look, fill) in self._parts.get(name, {}).items():
                below, ground = parts.get(part, (PLAIN, ""))
                parts[part] = (look.over(below), fill or ground)
        return parts

    def _line(self, name: str) -> list[str]:
        """A style and what it is based on."""
        line: list[str] = []
        while name and name not in line and len(line) < MOST_BASES:
            line.append(name)
            name = self._bases.get(name, "")
        return line

    def _style(self, name: str) -> Look:
        look = PLAIN
        for base in reversed(self._line(name)):
            look = self._own.get(base, PLAIN).over(look)
        return look

    def _combined(self, *looks: Look) -> Look:
        """Looks of styles, the nearest to the run first."""
        strike = reduce(xor, (bool(look.strike) for look in looks))
        vanish = reduce(xor, (bool(look.vanish) for look in looks))
        together = reduce(Look.over, looks)
        return Look(strike=strike, vanish=vanish).over(together).over(self._default)
