"""Takes apart text in which a whole table is printed without separators: `…申请数量230 000023二、上年结转…`.

The labels of the form are the only anchors. What is between two labels is a run: one or more
numbers whose borders are unknown; they are settled later by the arithmetic of the form (runs.py),
never here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.fold import ENUMERATOR, fold_keeping_blanks, key, simplified
from pipelines.numerals import CHARACTERS
from pipelines.recognise.labels import labels, own_keys, pattern, row_keys
from pipelines.recognise.tokens import Token

MIN_LENGTH = 60
"""Shorter texts are cells or lines; the shortest table has more characters in its labels alone."""

MAX_GAP = 60
"""Characters between two labels of one table: a label that is not in the catalogue, with its
numbers."""

MIN_LABELS = {"blocks": 8, "grid": 12, "one_line": 8, "list": 24}
"""Labels of its own that show a table, by how it is printed; prose names a few of them, never so
many in a row."""

_RUN = re.compile(r"[\d.,/\\%+\-\ufffd]+[A-Za-z\d]*(?:万元|亿元|元)?(?:\((?:万元|亿元|元)\))?")
_ADDED = re.compile(rf"(?!{ENUMERATOR.pattern.removeprefix('^')})[(\[?!'*~&#<>=]")
"""What is behind a figure and no word: a remark, a doubt. It belongs to the cell."""
_ADDED_LAST = re.compile(rf"{_ADDED.pattern}(?:[^()]{{0,20}}\))?")
_NUMBER = "[一二三四五六七八九十]{1,2}"
_GOES_ON = re.compile(
    rf"(?:['。]\d[\d.,]*|左右|上下|以[上下内]|不等|(?!{_NUMBER}[、.,)])[{CHARACTERS}余多约减增]|\((?![一二三四五六七八九十]+\))[^()]*\))+"
)
"""What belongs to the figure before it: 0.2813`万`, 1`'234`, 123`。45`, 272`左右`, 9999`（更正为4529）`. The
number of a section or a label does not."""


@lru_cache(maxsize=16384)
def _folded_character(character: str) -> str:
    return fold_keeping_blanks(character)


def _solid(text: str) -> tuple[str, list[int]]:
    """Folded text without blanks, and for each of its characters the position in `text`."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for folded in _folded_character(character):
            if not folded.isspace():
                characters.append(folded)
                origin.append(position)
    return "".join(characters), origin


def _span(
    solid: str, marks: Sequence[re.Match[str]], table: str
) -> tuple[int, int, list[re.Match[str]]] | None:
    """The stretch that is dense in labels of `table`, with its labels, up to its last number;
    `marks` are those of all tables. Where there are several that do not say the same there is none:
    they are of two reports, or of one and another."""
    clusters = [c for c in _clusters(marks, table) if _is_whole(c, table)]
    if len({_said(solid, c, table) for c in clusters}) != 1:
        return None
    cluster = clusters[0]
    labels_here = _without_strays(cluster, table)
    end = labels_here[-1].end()
    if tail := _RUN.match(solid, end):
        end = tail.end()
        if more := _GOES_ON.match(solid, end) or _ADDED_LAST.match(solid, end):
            end = more.end()
    return labels_here[0].start(), end, labels_here


def _said(solid: str, cluster: list[re.Match[str]], table: str) -> str:
    """What a stretch prints, from its first label to its last one and the figures behind that."""
    here = _without_strays(cluster, table)
    tail = _RUN.match(solid, here[-1].end())
    return solid[here[0].start() : tail.end() if tail else here[-1].end()]


def _clusters(marks: Iterable[re.Match[str]], table: str) -> Iterator[list[re.Match[str]]]:
    """Labels of the table that follow each other within MAX_GAP."""
    known = labels(table)
    cluster: list[re.Match[str]] = []
    for match in marks:
        if key(match.group()) not in known:
            continue
        if cluster and match.start() - cluster[-1].end() > MAX_GAP:
            yield cluster
            cluster = []
        cluster.append(match)
    if cluster:
        yield cluster


def _is_whole(cluster: list[re.Match[str]], table: str) -> bool:
    """Whether so many labels show a table. Prose may count the kinds of applicants several times;
    the headings of a table in one line come once for each of its rows."""
    printed = catalogue().tables[table].printed
    names = [k for m in cluster if (k := key(m.group())) in own_keys(table)]
    return len(names if printed == "one_line" else set(names)) >= MIN_LABELS[printed]


def _without_strays(cluster: list[re.Match[str]], table: str) -> list[re.Match[str]]:
    """From the first label that only this table has to its last row. A word that other tables have
    too (总计) belongs here only where it follows at once."""
    mine = [i for i, m in enumerate(cluster) if key(m.group()) in own_keys(table)]
    rows = [i for i in mine if key(cluster[i].group()) in row_keys(table)]
    last = (rows or mine)[-1]
    while last + 1 < len(cluster) and cluster[last + 1].start() == cluster[last].end():
        last += 1
    return cluster[mine[0] : last + 1]


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    """The unit of a row of a list with a figure behind it, or nothing."""
    units = {line.unit for line in catalogue().lines.values() if line.unit}
    return re.compile(rf"(?:{'|'.join(sorted(units, key=len, reverse=True))})(?=\d|[/-]|$)")


def _pieces(
    text: str, solid: str, origin: list[int], marks: list[re.Match[str]], end: int
) -> Iterator[tuple[str, str]]:
    """(kind, printed text) of the labels and of what is between them, which may be nothing. Words
    right behind figures leave open whose the figures are, unless they are part of one value."""

    def printed(a: int, b: int) -> str:
        return text[origin[a] : origin[b - 1] + 1] if b > a else ""

    borders = [(m.start(), m.end()) for m in marks] + [(end, end)]
    for (a, b), (following, _) in pairwise(borders):
        yield "label", printed(a, b)
        if unit := _unit().match(solid, b, following):  # of a list, in front of its figure
            yield "label", printed(b, unit.end())
            b = unit.end()
        run = _RUN.match(solid, b, following)
        stop = run.end() if run else b
        if run and (_ADDED.match(solid, stop, following) or any(map(str.isalnum, solid[stop:following]))):
            stop = following
        yield "run", printed(b, stop)
        yield "label", printed(stop, following)


def split_glued_table(tokens: list[Token]) -> list[Token]:
    """The same stream with every glued table as tokens of its own; all other tokens as they
    were."""
    out: list[Token] = []
    for token in tokens:
        if (
            token.kind == "label"
            and len(token.text) >= MIN_LENGTH
            and _worth_a_look(simplified("".join(token.text.split())))
        ):
            out += _taken_apart(token)
        else:
            out.append(token)
    return out


@lru_cache(maxsize=1)
def _telling() -> tuple[str, ...]:
    """Words that no text can do without if it holds a whole table, whatever their width and
    enumerators."""
    return tuple(
        k for table in catalogue().tables for k in sorted(own_keys(table)) if 4 <= len(k) <= 8 and k.isalpha()
    )


def _worth_a_look(text: str) -> bool:
    """Whether a text has enough words of the tables to search it for a table; most prose has
    none."""
    return sum(word in text for word in _telling()) >= min(MIN_LABELS.values()) // 2


def _taken_apart(token: Token) -> list[Token]:
    solid, origin = _solid(simplified(token.text))
    known = [*pattern().finditer(solid)]
    spans = []
    for table in catalogue().tables:
        if span := _span(solid, known, table):
            spans.append(span)
    spans.sort(key=lambda s: s[0])
    out: list[Token] = []
    done = 0  # position in token.text up to which everything has been given out
    for start, end, marks in spans:
        if origin[start] < done:
            continue
        out.append(token._replace(text=token.text[done : origin[start]], prose=True))
        for kind, text in _pieces(token.text, solid, origin, marks, end):
            out.append(token._replace(text=text, kind="run" if kind == "run" else "label", prose=False))
        done = origin[end - 1] + 1
    if not out:
        return [token]
    out.append(token._replace(text=token.text[done:], prose=True))
    return [t for t in out if t.text.strip()]
