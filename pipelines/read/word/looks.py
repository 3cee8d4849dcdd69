"""How a text of a Word file looks, by whatever its styles and properties state -> what the eye sees
of it. Shared by DOCX, DOC and RTF."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pipelines.read.colours import BLACK, WHITE, Colour, hex_colour, legibility
from pipelines.read.marks import Mark, marked, marks_of
from pipelines.read.typefaces import draws_pictures

MOST_BASES = 20  # styles that a style may rest on, one on the other
UNKNOWN = "?"
"""A colour that is stated and not known."""
LEAST_RISE = 4  # half points; by less, lines are evened out
TINY = 6  # half points; nobody reads that
NARROW = 10  # percent of the width of the letters
SMALL = 0.6  # of the size beside it; nobody sets one figure in such sizes
USUAL_SIZE = 20  # half points, where no size is stated
PUSHED = 2  # a half point of type is 5 twips of a digit's width; so many of them, and digits overlap
LOW_LINE = 5  # twips of the line for a half point of type, so that less than half a letter is seen
LOW_ROW = 60  # twips; of a row that is no higher nothing can be read
OUTSIDE = -300  # twips; text that begins so far before its cell is beside it
FAR = 9000  # twips; no cell is as wide
_RAISED: dict[str, Mark] = {"superscript": "raised", "subscript": "lowered"}


@dataclass(frozen=True)
class Look:
    """What properties state; None where they say nothing. `rise` and `size` in half points; `shade`
    is the ground of the text ("" for none); `spacing` (between letters), `indent` (of the line) and
    `line` (its height, where that is exact) in twips; `clear`: drawn without ink."""

    strike: bool | None = None
    vanish: bool | None = None
    align: str | None = None
    rise: int | None = None
    colour: str | None = None
    size: int | None = None
    shade: str | None = None
    width: int | None = None
    clear: bool | None = None
    font: str | None = None
    spacing: int | None = None
    indent: int | None = None
    line: int | None = None

    def over(self, below: Look) -> Look:
        """These properties, and where they say nothing those below."""
        if below == PLAIN:
            return self
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Look(
            **{name: getattr(below, name) if value is None else value for name, value in mine.items()}
        )


PLAIN = Look()
"""The look of text where nothing is said."""


def marks_of_look(look: Look, ground: Colour | None = WHITE) -> frozenset[Mark]:
    """What the eye sees of a text that looks so, on the ground of its cell or paragraph (None: not
    known)."""
    if look.vanish or look.clear:
        return frozenset({"hidden"})
    marks: set[Mark] = {"struck"} if look.strike else set()
    if look.align in _RAISED:
        marks.add(_RAISED[look.align])
    if abs(look.rise or 0) >= LEAST_RISE:
        marks.add("raised" if (look.rise or 0) > 0 else "lowered")
    if look.shade:
        ground = hex_colour(look.shade)
    colour = hex_colour(look.colour or "")
    if colour is None:  # automatic: black, or white on what is dark
        colour = BLACK if ground is None or sum(ground) > 3 * 60 else WHITE
    if seen := legibility(colour, ground):
        marks.add(seen)
    if _is_spoilt(look) or look.colour == UNKNOWN:
        marks.add("doubtful")
    return frozenset(marks)


def small_marked(pieces: list[str], sizes: list[int]) -> list[str]:
    """The pieces of a line with those marked that are far smaller than a figure beside them, by
    their sizes in half points: the mark of a note, or not."""
    if len(set(sizes)) < 2:
        return pieces
    figures = [size for piece, size in zip(pieces, sizes) if _is_seen_figure(piece)]
    largest = max(figures, default=0)
    return [
        marked(piece, marks_of(piece) | {"doubtful"})
        if size <= SMALL * largest and not marks_of(piece) & {"raised", "lowered"}
        else piece
        for piece, size in zip(pieces, sizes)
    ]


def _is_seen_figure(piece: str) -> bool:
    return "hidden" not in marks_of(piece) and any(map(str.isdigit, piece))


def _is_spoilt(look: Look) -> bool:
    """Whether the text is too small to be read, one letter over the other, cut off, beside its
    place, or in pictures instead of letters."""
    size = look.size or USUAL_SIZE
    return (
        (look.size is not None and look.size < TINY)
        or (look.width is not None and 0 < look.width < NARROW)
        or (look.spacing or 0) < -PUSHED * size
        or (look.line is not None and look.line < LOW_LINE * size)
        or not OUTSIDE <= (look.indent or 0) <= FAR
        or (look.font is not None and draws_pictures(look.font))
    )
