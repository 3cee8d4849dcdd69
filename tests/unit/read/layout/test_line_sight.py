"""What is drawn beside the figures of a table without rulings."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.line_sight import lines_seen
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.text_lines import fields_of
from tests.data.page_glyphs import written

LINE = [*written("规章", 20, 50), *written("12", 100, 50), *written("34", 200, 50)]
TOP, BOTTOM = LINE[2].top, LINE[2].bottom
MIDDLE = (TOP + BOTTOM) / 2
OPEN = "open"


def seen(glyphs: list[Glyph], inks: list[Box]) -> list[str]:
    fields = lines_seen([glyphs], [fields_of(glyphs)], inks)[0]
    return [OPEN if NOT_TEXT in field.text else field.text for field in fields]


def marked(at: int, mark: str) -> list[Glyph]:
    return [g._replace(mark=mark) if i == at else g for i, g in enumerate(LINE)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("glyphs", "inks", "texts"),
    [
        (LINE, [], ["规章", "12", "34"]),
        (LINE, [(150.0, TOP, 155.0, BOTTOM)], ["规章", "12", OPEN, "34"]),
        (LINE, [(150.0, TOP, 152.0, BOTTOM), (154.0, TOP, 156.0, BOTTOM)], ["规章", "12", OPEN, "34"]),
        (LINE, [(96.0, MIDDLE, 99.0, MIDDLE)], ["规章", OPEN, "34"]),
        (LINE, [(150.0, TOP - 40, 155.0, BOTTOM - 40)], ["规章", "12", "34"]),
        (LINE[:2], [(150.0, TOP, 155.0, BOTTOM)], ["规章"]),
        (marked(2, "struck"), [], ["规章", "2", "34"]),
        (marked(2, "doubtful"), [], ["规章", OPEN, "34"]),
    ],
    ids=[
        "nothing", "a drawing between", "a drawing of two pieces", "a dash before a figure", "another line",
        "beside a word alone", "a digit struck", "a digit in doubt",
    ],
)  # fmt: skip
def test_fields_as_they_are_seen(glyphs: list[Glyph], inks: list[Box], texts: list[str]) -> None:
    assert seen(glyphs, inks) == texts
