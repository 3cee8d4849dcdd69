"""Turns glyphs into printed lines, and lines into the fields that wide gaps set apart; knows
neither PDF nor tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median, mode
from typing import NamedTuple

from pipelines.model import NOT_TEXT
from pipelines.read.layout.glyph import BLANKS, Glyph

WIDE_GAP = 1.5
"""In sizes of the font: wider than any two punctuation marks leave between them, narrower than
columns do."""
LETTER_GAP = 0.5
"""Two digits with room for a third between them are not one number."""
FULL_WIDTH = 1.15
"""In sizes of the font: from one full-width digit of a number to the next it is no further."""
GAP = "  "
"""Written for a gap that holds no printed blank. One blank would not do: `1 234` is a number."""
SAME_LINE = 0.35
"""Baselines of one line differ by less, in sizes of the font: mixed fonts, raised marks."""
OVERPRINT = 0.15
"""Bold that is printed twice moves the second print by less than this."""
OVERLAP, OVERPRINTED = -0.05, 0.4
"""In sizes of the font, how far boxes of neighbours may overlap; of two digits that overlap by more
than this share of the narrower one, one is printed over the other."""
TABULAR_LINES = 3
GUTTER = 0.3
"""In sizes of the font: headings of narrow columns are no nearer to each other; the characters of
a word do."""
UNEVEN = 2.5
"""Times the usual gap of its text that a gutter is at least; text that is set wide has wide gaps
throughout."""

_BASELINE, _START = attrgetter("y"), attrgetter("x")


class Field(NamedTuple):
    """A piece of a line, its box (left, top, right, bottom), and the blanks before it: at least
    two, none before the first."""

    text: str
    box: tuple[float, float, float, float]
    blanks: str


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by baseline, top to bottom, each line from left to right."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    above = None
    for glyph in sorted(glyphs, key=_BASELINE):
        if above is None or (glyph.y != above and glyph.y - above > max(1.0, SAME_LINE * glyph.em)):
            line = []
            lines.append(line)
        line.append(glyph)
        above = glyph.y
    for line in lines:
        line.sort(key=_START)
    return lines


def gutters(line: Sequence[Glyph], beside: Iterable[Sequence[Glyph]]) -> list[float]:
    """The middles of the gaps in a line that are too narrow to tell fields apart by themselves, but
    part columns: between headings, where the gap goes on through a line above or below, and between
    a label and the figure behind."""
    solid = [g for g in line if g.text not in BLANKS]
    gaps = [(b.left - a.right, a, b) for a, b in pairwise(solid)]
    narrow = [gap for gap, a, _ in gaps if gap <= WIDE_GAP * a.em]
    least = UNEVEN * median(narrow) if narrow else 0.0
    possible = [
        (gap, i, a, b)
        for i, (gap, a, b) in enumerate(gaps, 1)
        if max(least, GUTTER * a.em) < gap <= WIDE_GAP * a.em and not (a.text.isascii() or a.text.isdecimal())
    ]
    others = list(beside)
    return [
        (a.right + b.left) / 2
        for gap, i, a, b in possible
        if (_letters(a, b) and any(_passes(gap, a, b, solid, other) for other in others))
        or (gap > LETTER_GAP * a.em and _is_figure(solid[i:]))
    ]


def _passes(gap: float, a: Glyph, b: Glyph, line: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """Whether the gap between two characters of a line is one in another line as well, with
    something on both sides."""
    return (
        not any(g.left < b.left - gap / 4 and a.right + gap / 4 < g.right for g in other)
        and any(line[0].left <= g.left < a.right for g in other)
        and any(b.left < g.right <= line[-1].right for g in other)
    )


def _is_figure(line: Sequence[Glyph]) -> bool:
    """Whether a line begins with a figure and nothing but a wide gap behind it."""
    for before, glyph in pairwise(line):
        if not before.text.isdecimal():
            return False
        if glyph.left - before.right > WIDE_GAP * glyph.em:
            return True
    return line[-1].text.isdecimal()


def _letters(a: Glyph, b: Glyph) -> bool:
    return a.text.isalpha() and b.text.isalpha() and not (a.text.isascii() or b.text.isascii())


def fields_of(line: Sequence[Glyph], cuts: Sequence[float] = ()) -> list[Field]:
    """The fields of a line, cut also where one of `cuts` falls into a gap. A field may hold blanks;
    none begins or ends with one."""
    fields: list[Field] = []
    text, blanks, before = "", "", ""
    left = top = right = bottom = 0.0
    last: Glyph | None = None
    for glyph in line:
        x, _, start, upper, end, lower, em, _, character, _ = glyph
        if character in BLANKS:
            blanks += character
            continue
        if last:
            if character == last.text and abs(x - last.x) < OVERPRINT * em:
                continue
            gap = start - right
            if gap > WIDE_GAP * em or (cuts and any(right <= cut <= start for cut in cuts)):
                fields.append(Field(text, (left, top, right, bottom), before))
                text, before, last = "", blanks if len(blanks) > 1 else GAP, None
            elif blanks:
                text += blanks
            elif gap < OVERLAP * em and _overprinted(last, glyph):
                text = NOT_TEXT + text
            elif gap > LETTER_GAP * em and _parted(last, glyph):
                text += GAP
        if last is None:
            left, top, right, bottom = start, upper, end, lower
        else:  # compared and not by min and max, as every character of a page comes by
            top = upper if upper < top else top
            right = end if end > right else right
            bottom = lower if lower > bottom else bottom
        text += character
        blanks, last = "", glyph
    if text:
        fields.append(Field(text, (left, top, right, bottom), before))
    return fields


def _parted(last: Glyph, glyph: Glyph) -> bool:
    """Whether a gap between two characters, which has room for a digit, is none of their own:
    full-width digits are as far apart as they are high."""
    if last.text.isascii() and glyph.text.isascii():
        return True
    figures = last.text.isdecimal() and glyph.text.isdecimal()
    return figures and glyph.x - last.x > FULL_WIDTH * glyph.em


def _overprinted(last: Glyph, glyph: Glyph) -> bool:
    """Whether two digits hide much of each other."""
    narrower = min(last.right - last.left, glyph.right - glyph.left)
    figures = last.text.isdecimal() and glyph.text.isdecimal()
    return figures and last.right - glyph.left > OVERPRINTED * narrower


def text_of(fields: Sequence[Field]) -> str:
    """A line as one string."""
    return "".join(field.blanks + field.text for field in fields)


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell, its lines joined by line breaks. Writing that runs up or down the cell is
    read along."""
    if len(glyphs) == 1:  # most cells of a report print a single figure
        return "" if glyphs[0].text in BLANKS else glyphs[0].text
    if any(g.turn for g in glyphs) and (turn := mode(g.turn for g in glyphs)):
        glyphs = [_upright(g, turn) for g in glyphs]
    lines = (text_of(fields_of(line)) for line in lines_of(glyphs))
    return "\n".join(line for line in lines if line)


def is_tabular(lines: Sequence[Sequence[Field]]) -> bool:
    """Whether lines without rulings around them look like rows of a table."""
    return sum(len(line) > 1 for line in lines) >= TABULAR_LINES


def _upright(g: Glyph, turn: int) -> Glyph:
    """A glyph turned clockwise by so many quarters, about the corner of the page."""
    if turn == 1:
        return g._replace(x=-g.y, y=g.x, left=-g.bottom, top=g.left, right=-g.top, bottom=g.right)
    if turn == 2:
        return g._replace(x=-g.x, y=-g.y, left=-g.right, top=-g.bottom, right=-g.left, bottom=-g.top)
    return g._replace(x=g.y, y=-g.x, left=g.top, top=-g.right, right=g.bottom, bottom=-g.left)
