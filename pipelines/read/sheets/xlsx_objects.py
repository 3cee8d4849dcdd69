"""What lies over the cells of a sheet (xlsx): pictures, text boxes, drawings, controls, sparklines.

Over an empty cell it is the cell's content and no text; over a text it may cover it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from pipelines.read.container import Container
from pipelines.read.sheets.formulas import place_of

Place = tuple[int, int]

MAX_OVERLAID = 5_000  # places under one object; a sheet has a few hundred cells
MAX_OBJECTS = 1_000
"""Drawn objects of a sheet."""


def overlaid(container: Container, part: str, root: Any) -> set[Place]:
    """The places of a sheet (its `part` and the root of it) that something lies over."""
    places: set[Place] = set()
    anchors = [*root.iterfind("{*}controls//{*}anchor"), *_drawn(container, part, root)]
    for anchor in anchors[:MAX_OBJECTS]:
        places |= _under(anchor)
    for spark in list(root.iter("{*}sparkline"))[:MAX_OBJECTS]:
        reference = next((e.text or "" for e in spark if str(e.tag).endswith("}sqref")), "")
        if place := place_of(reference):
            places.add(place)
    return places


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


def _under(anchor: Any) -> set[Place]:
    """The places from the upper left corner of an object to its lower right one."""
    start, end = anchor.find("{*}from"), anchor.find("{*}to")
    if start is None:
        return set()
    first_row, first_column = _number(start, "row"), _number(start, "col")
    if end is None:  # its size is in units of length; the cell in which it begins is surely under it
        return {(first_row, first_column)}
    last_row = _number(end, "row") - (_number(end, "rowOff") <= 0)
    last_column = _number(end, "col") - (_number(end, "colOff") <= 0)
    rows = range(first_row, max(last_row, first_row) + 1)
    columns = range(first_column, max(last_column, first_column) + 1)
    if len(rows) * len(columns) > MAX_OVERLAID:
        return set()
    return {(row, column) for row in rows for column in columns}


def _number(corner: Any, name: str) -> int:
    text = next((e.text or "" for e in corner if str(e.tag).endswith("}" + name)), "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
