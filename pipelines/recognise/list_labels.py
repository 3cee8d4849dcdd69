"""A printed label of a list -> the label of the form that it is in other words, if it surely is.

The labels of a list are long and have no sums to tell them apart: a word left out or added around
them, or a character misprinted, leaves one label; another word in the place of one does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import ENUMERATOR, fold, key
from pipelines.recognise.labels import labels

SHORTEST = 4
"""Characters of a label that may be misprinted; a shorter one is another word."""
CHARACTERS_A_MISPRINT = 10
"""Characters of a label for each that may be misprinted, one at least."""
_FRONT = re.compile(r"^[\d.、,:;*#-]+")
_NOTE = re.compile(r"\([^()]*\)?$")


@lru_cache(maxsize=8192)
def named(table: str, text: str) -> str:
    """The official label of the row that a text names, or of the group; empty if it is none, or might
    be that of two."""
    if key(text) in labels(table).rows:
        return text
    stems, bare = _stems(table), _bare(text)
    for words in (bare, _without_unit(bare)):
        if (official := stems.get(_stem(words))) is not None:
            return official
    return _nearest(table, key(bare))


@lru_cache(maxsize=4)
def _stems(table: str) -> dict[str, str]:
    """What is left of each label without the words around it -> the label; empty where it is that of
    several."""
    stems: dict[str, str] = {}
    for (of, kind, _), line in catalogue().lines.items():
        if of == table and kind == "row":
            for label in line.labels:
                stem = _stem(_bare(label))
                same = stems.setdefault(stem, line.zh)
                stems[stem] = same if key(same) == key(line.zh) else ""
    return stems


def _bare(text: str) -> str:
    """Without what is in front of a label (a number, 其中) and the notes behind it."""
    bare, before = fold(text).rstrip(":"), ""
    while bare != before:
        before = bare
        bare = _FRONT.sub("", ENUMERATOR.sub("", bare))
        for word in catalogue().lists.of_which:
            bare = bare.removeprefix(word)
        bare = _NOTE.sub("", bare) or bare
    return bare


def _without_unit(bare: str) -> str:
    return _without_end(bare, catalogue().tokens.units)


def _stem(bare: str) -> str:
    return _without_end(key(bare), catalogue().lists.counted)


def _without_end(bare: str, words: Iterable[str]) -> str:
    """Without the longest of the words that it ends with."""
    return bare.removesuffix(max(filter(bare.endswith, words), key=len, default=""))


def _nearest(table: str, printed: str) -> str:
    """The one label that a misprint of a few characters makes of another; empty if two are as near."""
    if len(printed) < SHORTEST:
        return ""
    most = max(1, len(printed) // CHARACTERS_A_MISPRINT)
    near: dict[str, int] = {}
    for name, codes in labels(table).rows.items():
        if abs(len(name) - len(printed)) <= most and (steps := _steps(printed, name, most)) <= most:
            official = catalogue().row(table, codes[0]).zh
            near[official] = min(steps, near.get(official, steps))
    least = min(near.values(), default=0)
    nearest = [label for label, steps in near.items() if steps == least]
    return nearest[0] if len(nearest) == 1 else ""


def _steps(one: str, other: str, most: int) -> int:
    """How many characters are changed, left out or added; more than `most` is not counted further."""
    row: list[int] = [*range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + int(a != b)))
        if min(row) > most:
            return most + 1
    return row[-1]
