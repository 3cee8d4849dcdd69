"""What lies over the cells of a sheet (xlsx): pictures, text boxes, drawings, controls, sparklines.

Over an empty cell it is the cell's content and no text; over a text it may cover it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pipelines.read.container import Container
from pipelines.read.sheets.formulas import place_of
from pipelines.read.sheets.places import Area, Cover, stretched


def overlaid(container: Container, part: str, root: Any) -> Cover:
    """What lies over a sheet (its `part` and the root of it)."""
    cover = Cover()
    for anchor in chain(root.iterfind("{*}controls//{*}anchor"), _drawn(container, part, root)):
        if area := _under(anchor):
            cover.add(area)
    for spark in root.iter("{*}sparkline"):
        reference = next((e.text or "" for e in spark if str(e.tag).endswith("}sqref")), "")
        if place := place_of(reference):
            cover.add((*place, *place))
    return cover


def _drawn(container: Container, part: str, root: Any) -> Iterator[Any]:
    """The anchors of the drawings that a sheet names."""
    named = {
        value
        for drawing in root.iterfind("{*}drawing")
        for key, value in drawing.attrib.items()
        if key.endswith("}id")
    }
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if not named or relations not in container.names:
        return
    for relation in container.tree(relations).iter("{*}Relationship"):
        if relation.get("Id") in named:
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            if target in container.names:
                yield from container.tree(target)


def _under(anchor: Any) -> Area | None:
    """The area from the upper left corner of an object to its lower right one."""
    start, end = anchor.find("{*}from"), anchor.find("{*}to")
    if start is None:
        return None
    first = _number(start, "row"), _number(start, "col")
    if end is None:  # its size is in units of length; the cell in which it begins is surely under it
        return (*first, *first)
    last = _number(end, "row"), _number(end, "col")
    return stretched(first, last, _number(end, "rowOff"), _number(end, "colOff"))


def _number(corner: Any, name: str) -> int:
    text = next((e.text or "" for e in corner if str(e.tag).endswith("}" + name)), "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
