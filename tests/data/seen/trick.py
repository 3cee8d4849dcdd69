"""A cell whose file holds something other than what a person sees in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "hidden", "shown", "struck", "raised", "object", "generated", "moved", "blank", "doubt", "shape", "twice"
]
"""What it is that deceives: digits that are not to be seen; that look as if they were hidden;
struck out; marks of notes; figures that are no text; put in by the program; in another order;
nothing to be seen; no telling; figures in another form than they are stored; digits one over the
other."""

_PLACES = re.compile(r"@([FEABR])(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Trick:
    """`content` of the cell in the format's own terms, and `parts` that the file needs for it, by
    name. In all of them @F is the figure that is seen, @E digits that are no part of it, @A and @B
    the halves of the figure, @R the figure backwards.

    `seen`: what a person reads, in the same terms; None where no one can tell."""

    kind: Kind
    name: str
    content: str
    seen: str | None
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Put:
    """A trick with its figures, as it is put into a cell."""

    kind: str
    name: str
    content: Any
    seen: str | None
    parts: Mapping[str, str] = field(default_factory=dict)


def filled(trick: Trick, figure: int, other: int) -> Put:
    """The trick with these figures."""
    text = str(figure)
    half = len(text) // 2
    put = {"F": text, "E": str(other), "A": text[:half], "B": text[half:], "R": text[::-1]}

    def fill(pattern: str) -> str:
        return _PLACES.sub(lambda match: put[match[1]], pattern)

    seen = None if trick.seen is None else fill(trick.seen)
    parts = {name: fill(text) for name, text in trick.parts.items()}
    return Put(trick.kind, trick.name, fill(trick.content), seen, parts)


def chooser(tricks: Sequence[Trick]) -> Callable[[random.Random, str], Put]:
    """Chooses a trick of each kind alike."""
    kinds = sorted({trick.kind for trick in tricks})

    def choose(chance: random.Random, _: str) -> Put:
        kind = chance.choice(kinds)
        trick = chance.choice([trick for trick in tricks if trick.kind == kind])
        return filled(trick, chance.randint(1000, 89999), chance.randint(1, 9))

    return choose
