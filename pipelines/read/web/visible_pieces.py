"""Pieces of a cell or paragraph with their looks -> the same with the marks that a reader hands on:
hidden, doubtful, struck, raised, lowered.

What is raised or small is so beside the other pieces of its cell; a cell that is small, raised or
pale as a whole is read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipelines.model import NOT_TEXT
from pipelines.read.marks import Mark, marked
from pipelines.read.web.colours import ALIKE, BLACK, NEAR, WHITE, Colour, distance, upon
from pipelines.read.web.element import ORDER_MARKS
from pipelines.read.web.look import Look, replace

UNREAD_SIZE = 0.6  # pixels
TINY_SIZE = 4.0
CLEAREST = 0.05
"""Alpha of a colour that leaves nothing to be seen."""
SMALLER = 0.88
"""Type of this share of the size beside it is small; Word mixes sizes that are nearer in one
word."""
SHIFTED = 0.18
"""Of the size: by so much, or half of it and smaller type, a piece is raised or lowered."""


_TURNING = frozenset("\u202b\u202e\u2067\u2068")
_ALL_TURNED = re.compile(r"\u202e([^\u202a-\u202e\u2066-\u2069]*)\u202c?")


class Piece(str):
    """Text with its look."""

    __slots__ = ("look",)
    look: Look


def piece(text: str, look: Look) -> str:
    """`text` as it looks."""
    out = Piece(text)
    out.look = look
    return out


def unseen(look: Look, *, external: bool) -> bool | None:
    """Whether text of that look is not seen: True, False, or None where it cannot be known.

    `external`: the page has style sheets elsewhere, which may colour a ground of which the page
    says nothing."""
    if look.gone or not look.visible or look.size < UNREAD_SIZE or look.indented == "gone":
        return True
    faint = _faint(look, external)
    if faint is not False:
        return faint
    return None if look.doubtful or look.size < TINY_SIZE or look.indented == "doubtful" else False


def _faint(look: Look, external: bool) -> bool | None:
    hue = look.fill or look.colour
    if hue is None:
        return None
    if hue.alpha <= CLEAREST:
        return None if look.shadowed else True
    if look.ground is None and look.unsure:
        return None if look.inside else False
    if look.ground is None:
        return None if look.inside and (hue.alpha < 0.5 or distance(hue, WHITE) <= NEAR) else False
    apart = distance(upon(hue, look.ground), look.ground)
    if apart > NEAR:
        return False
    return True if apart <= ALIKE and not look.shadowed and (look.said or not external) else None


def judged_prose(pieces: Sequence[str], around: Look, *, external: bool = False) -> list[str]:
    """The pieces of a paragraph with their marks; those without a look of their own look like
    `around`.

    Doubts are none of it, as one would cost the paragraph. A paragraph that is hidden as a whole
    may be on a tab of the page that a click shows."""
    looks = [each if isinstance(each, Piece) else piece(each, around) for each in pieces]
    if all(
        unseen(each.look, external=external) for each in looks if isinstance(each, Piece) and each.strip()
    ):
        looks = [piece(each, _shown(each.look)) for each in looks if isinstance(each, Piece)]
    return judged(looks, external=external, doubts=False)


def _shown(look: Look) -> Look:
    return replace(
        look, gone=False, visible=True, indented="", colour=BLACK, fill=None, ground=WHITE,
        size=max(look.size, TINY_SIZE),
    )  # fmt: skip


def judged(pieces: Sequence[str], *, external: bool = False, doubts: bool = True) -> list[str]:
    """The pieces of a cell with their marks; doubts only where they are asked for."""
    if Piece not in map(type, pieces):
        return list(pieces)
    states = [unseen(each.look, external=external) if isinstance(each, Piece) else False for each in pieces]
    shown = [each for each, state in zip(pieces, states) if state is not True and each.strip()]
    looks = [each for each in shown if isinstance(each, Piece)]
    body = _body(looks)
    figures = sum(any(map(str.isdigit, each)) for each in shown)
    words = "".join(shown).replace(NOT_TEXT, "").strip()
    label = bool(words) and not any(map(str.isdigit, words)) and len(words) > 1
    covered = doubts and any(
        each.look.covers and not state for each, state in zip(pieces, states) if isinstance(each, Piece)
    )
    grounds = {each.look.ground for each in pieces if isinstance(each, Piece)}
    out: list[str] = []
    for each, state in zip(pieces, states):
        if not isinstance(each, Piece):
            out.append(each)
            continue
        if each == NOT_TEXT and label:  # a picture beside a label
            continue
        marks: set[Mark] = set()
        if state is True and each.strip() and _may_be_painted(each.look, grounds, external, alone=not words):
            marks.add("doubtful")
        elif state is True:
            marks.add("hidden")
        elif each.strip():
            marks = _beside(each.look, body, figures)
            if state is None or covered or (each.look.moved and figures > 1) or _disordered(each, shown):
                marks.add("doubtful")
        text = str(each) if ORDER_MARKS.isdisjoint(each) else _in_order(each)
        out.append(marked(text, marks if doubts else marks - {"doubtful"}))
    return out


def _may_be_painted(look: Look, grounds: Set[Colour | None], external: bool, *, alone: bool) -> bool:
    """Whether a text of the colour of its ground may be seen all the same: on the ground of another
    box of the cell, or (`alone`) as a dark box that is no blank cell."""
    hue = look.fill or look.colour
    if hue is None or look.ground is None or hue.alpha <= CLEAREST:
        return False
    if unseen(replace(look, fill=None, ground=WHITE, colour=BLACK), external=external) is True:
        return False  # for another reason than its colour
    if alone and distance(look.ground, WHITE) > NEAR:
        return True
    return any(ground is None or distance(hue, ground) > NEAR for ground in grounds - {look.ground})


def _body(looks: Sequence[Piece]) -> Look | None:
    """The look of the main text of a cell: the largest type, nearest the line, of most letters."""
    weights: dict[tuple[float, float], int] = {}
    at: dict[tuple[float, float], Look] = {}
    for each in looks:
        if each.look.struck and any(not other.look.struck for other in looks):
            continue
        key = (round(each.look.size, 1), -abs(round(each.look.offset, 1)))
        weights[key] = weights.get(key, 0) + len(each.strip())
        at[key] = each.look
    return at[max(weights, key=lambda key: (*key, weights[key]))] if weights else None


def _beside(look: Look, body: Look | None, figures: int) -> set[Mark]:
    marks: set[Mark] = {"struck"} if look.struck else set()
    if body is None or body.size <= 0:
        return marks
    small = look.size / body.size < SMALLER
    shift = (look.offset - body.offset) / body.size
    if abs(shift) >= SHIFTED or (small and abs(shift) >= SHIFTED / 2):
        marks.add("raised" if shift > 0 else "lowered")
    elif figures > 1 and (small or abs(shift) >= SHIFTED / 2):
        marks.add("doubtful")
    return marks


def _disordered(each: Piece, shown: Sequence[str]) -> bool:
    """Whether the piece may be printed in another order than it is in the file."""
    if not _TURNING.isdisjoint(each):
        return len(shown) > 1 or not _ALL_TURNED.fullmatch(each.strip())
    return each.look.backwards and not (len(shown) == 1 and each.strip().isdigit())


def _in_order(text: str) -> str:
    """The text without the characters that turn its order; as it is seen, if all of it is
    turned."""
    if match := _ALL_TURNED.fullmatch(text.strip()):
        return match[1][::-1]
    return "".join(letter for letter in text if letter not in ORDER_MARKS)
