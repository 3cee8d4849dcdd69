"""The printed lines of a table without rulings and what is drawn beside them -> what a person sees
in their fields.

A field is looked at as a cell is, where its digits are marked, or of several sizes or levels, or
something is drawn beside them. What is drawn where no field is, is one that no text says.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.model import NOT_TEXT
from pipelines.read.layout.cell_sight import NEAR, cell_seen
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.text_lines import GAP, Field


def lines_seen(
    printed: Sequence[Sequence[Glyph]], lines: Sequence[list[Field]], inks: Sequence[Box]
) -> list[list[Field]]:
    """The fields of each line, as they are seen. `inks` are drawn outside of ruled tables."""
    return [_line_seen(glyphs, fields, inks) if fields else fields for glyphs, fields in zip(printed, lines)]


def _line_seen(glyphs: Sequence[Glyph], fields: list[Field], inks: Sequence[Box]) -> list[Field]:
    own = [box for box in inks if _is_on(box, glyphs)] if inks else []
    even = len({glyph.em for glyph in glyphs}) == len({glyph.y for glyph in glyphs}) == 1
    if even and not own and not any(glyph.mark for glyph in glyphs):
        return fields
    seen = [_field_seen(field, glyphs, own) for field in fields]
    return (
        sorted([*seen, *_drawn_alone(seen, own)], key=lambda field: field.box[0]) if len(fields) > 1 else seen
    )


def _is_on(box: Box, glyphs: Sequence[Glyph]) -> bool:
    middle = (box[1] + box[3]) / 2
    return min(g.top for g in glyphs) < middle < max(g.bottom for g in glyphs)


def _field_seen(field: Field, glyphs: Sequence[Glyph], inks: Sequence[Box]) -> Field:
    if not any(character.isdigit() for character in field.text):
        return field
    own = [g for g in glyphs if field.box[0] <= (g.left + g.right) / 2 <= field.box[2]]
    near = NEAR * own[0].em if own else 0.0
    beside = [box for box in inks if box[0] < field.box[2] + near and field.box[0] - near < box[2]]
    marks = beside or any(g.mark for g in own) or len({(g.em, g.y) for g in own}) > 1
    return field._replace(text=cell_seen(own, beside).text) if marks else field


def _drawn_alone(fields: Sequence[Field], inks: Sequence[Box]) -> list[Field]:
    """A field for what is drawn beside none of those that have text; pieces of one are near to each
    other."""
    alone: list[Box] = []
    height = fields[0].box[3] - fields[0].box[1]
    for box in sorted(inks):
        if any(box[0] < f.box[2] + height and f.box[0] - height < box[2] for f in fields):
            continue
        if alone and box[0] - alone[-1][2] < height:
            last = alone.pop()
            box = last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
        alone.append(box)
    return [Field(NOT_TEXT, box, GAP) for box in alone if box[3] > box[1]]
