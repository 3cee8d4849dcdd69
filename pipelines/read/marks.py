"""Pieces of text with what the eye sees of them -> the text that counts. The one place that decides
what a mark means; readers of formats only see.

A reader hands on plain strings, and `Marked` ones where a piece is hidden, struck, raised or
lowered, or where it is not known whether it is seen. Raised and lowered pieces beside a figure are
marks of notes and no digits of it; a struck figure beside another has been replaced; struck with
nothing in its place, what holds is open, and so is a power of ten. A label in doubt is still a
label. What is open keeps its text behind `NOT_TEXT`, so that it is no value and no blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from pipelines.model import NOT_TEXT
from pipelines.values import is_value

Mark = Literal["hidden", "doubtful", "struck", "raised", "lowered"]
"""`hidden`: on the page nobody sees it. `doubtful`: perhaps. The others as they look."""

_NOTE_MARK = re.compile(r"[\s\[\](){}（）［］【】〔〕<>〈〉*†‡§#＊注①-⑳ⅰ-ⅻa-zA-Z\d,，、.．]{1,8}")
"""What a raised or lowered piece may look like to be the mark of a note; whole words are text."""
_POWER = re.compile(r"(?:^|[^\d.])10$|[×xX*·]\s*10$")
_BASE = 40  # characters in which the base of a power is looked for
_EXPONENT = re.compile(r"[-−+]?\d{1,3}")


class Marked(str):
    """A piece of text with its marks; none at all is a plain string's business."""

    __slots__ = ("marks",)
    marks: frozenset[Mark]


class Seen(NamedTuple):
    """`text` counts; `left_out` is seen beside it and is no part of it: struck figures, marks of
    notes."""

    text: str
    left_out: str = ""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """`text` with these marks; the plain string where there are none."""
    set_marks = frozenset(marks)
    if not set_marks or not text:
        return text
    piece = Marked(text)
    piece.marks = set_marks
    return piece


def marks_of(piece: str) -> frozenset[Mark]:
    """The marks of a piece, none of a plain string."""
    return piece.marks if isinstance(piece, Marked) else frozenset()


def seen(pieces: Sequence[str]) -> Seen:
    """The text of a cell or a paragraph as a person takes it, from its pieces in reading order."""
    if Marked not in map(type, pieces):
        return Seen("".join(pieces))
    visible = [piece for piece in pieces if "hidden" not in marks_of(piece)]
    body = "".join(piece for piece in visible if not marks_of(piece)).strip()
    struck = "".join(piece for piece in visible if "struck" in marks_of(piece)).strip()
    if struck and not body and _holds_figure(struck):
        return Seen(NOT_TEXT + "".join(visible))
    replaced = [piece for piece in visible if body and "struck" in marks_of(piece)]
    left = [piece for piece in visible if not (body and "struck" in marks_of(piece))]
    text, notes = _without_notes(left, body)
    if any("doubtful" in marks_of(piece) and _holds_figure(piece) for piece in left):
        text = NOT_TEXT + text
    return Seen(text, " ".join(filter(None, (*(piece.strip() for piece in replaced), *notes))))


def _without_notes(pieces: Sequence[str], body: str) -> tuple[str, list[str]]:
    """The text without the marks of notes, and these. A cell that is raised as a whole has none."""
    text, notes = "", []
    for raised, group in groupby(pieces, key=lambda piece: bool(marks_of(piece) & {"raised", "lowered"})):
        words = "".join(group)
        if not raised or not body or not _NOTE_MARK.fullmatch(words):
            text += words
        elif _POWER.search(text[-_BASE:].rstrip()) and _EXPONENT.fullmatch(words.strip()):
            text += NOT_TEXT + words
        else:
            notes.append(words.strip())
    return text, notes


def _holds_figure(text: str) -> bool:
    return is_value(text) or any(map(str.isdigit, text))
