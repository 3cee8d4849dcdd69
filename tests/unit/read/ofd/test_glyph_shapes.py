"""OFD: a figure whose glyphs are other digits than its codes say is open."""

from __future__ import annotations

import io
import zipfile
from importlib.resources import files

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.ofd.reader import read_ofd
from tests.data.forms_ofd import packed

WALLS = "".join(
    f'<PathObject Boundary="{x} 20 40 10"><AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>'
    for x in (20, 60)
)
FONT = '<Fonts><Font ID="7"><FontFile>vera.ttf</FontFile></Font></Fonts>'
ONE, TWO, FIVE, BLANK = 20, 21, 24, 3
"""Glyphs of the font."""


def figure(transforms: str, font: int = 7, words: str = "12") -> str:
    return (
        f'<TextObject Boundary="62 22 90 4" Size="3" Font="{font}">{transforms}'
        f'<TextCode X="0" Y="3" DeltaX="{1.5 if words.isascii() else 3}">{words}</TextCode></TextObject>'
    )


def glyphs(*numbers: int, start: int = 0, codes: int = 0) -> str:
    named = " ".join(map(str, numbers))
    count = codes or len(numbers)
    return f'<CGTransform CodePosition="{start}" CodeCount="{count}"><Glyphs>{named}</Glyphs></CGTransform>'


CASES = {
    "no glyphs": (figure(""), "12"),
    "its own": (figure(glyphs(ONE, TWO)), "12"),
    "one by one": (figure(glyphs(ONE) + glyphs(TWO, start=1)), "12"),
    "of full width": (figure(glyphs(ONE, TWO), words="１２"), "１２"),
    "other digits": (figure(glyphs(TWO, FIVE)), "open"),
    "another digit behind": (figure(glyphs(FIVE, start=1)), "open"),
    "no digit": (figure(glyphs(BLANK, TWO)), "open"),
    "one for both": (figure(glyphs(ONE, codes=2)), "open"),
    "beyond the figure": (figure(glyphs(FIVE, start=2)), "12"),
    "of a font that is not there": (figure(glyphs(ONE, TWO), font=8), "open"),
    "nothing of a font that is not there": (figure("", font=8), "12"),
}


@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize(("objects", "seen"), CASES.values(), ids=CASES)
def test_a_figure_is_what_its_glyphs_draw(objects: str, seen: str, damaged: bool) -> None:
    """In a font that cannot be read all of them are open."""
    font = files("reportlab").joinpath("fonts/Vera.ttf").read_bytes()
    out = io.BytesIO(packed([WALLS + objects], "", resources=FONT))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Doc_0/vera.ttf", b"junk" if damaged else font)
    (grid,) = read_ofd(out.getvalue()).blocks
    if damaged and "CGTransform" in objects and 'Position="2"' not in objects:
        seen = "open"
    text = grid.rows[0][1].text
    assert ("open" if NOT_TEXT in text else text) == seen
