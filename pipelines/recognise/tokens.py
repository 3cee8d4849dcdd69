"""Document -> stream of tokens in reading order: labels, values, blanks and runs (numbers glued
together).

Only order is kept as evidence; the spot goes along so that every cell can be found again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Literal, NamedTuple

from pipelines.catalogue import catalogue
from pipelines.fold import fold, key
from pipelines.model import NOT_TEXT, Cell, Document, Spot
from pipelines.recognise.labels import is_unit, pattern
from pipelines.values import NARROW, hides_figures, parse

_PAGE_NUMBER = re.compile(r"-\d{1,3}-|第\d{1,3}页(?:[,/]?共\d{1,3}页)?")

MAX_FIELDS = 60  # of a line; the widest row of the form has 18
MAX_LINE = 200  # characters of the labels of a line; table 4 has 90 in its second line of headings

BESIDE = " | "
"""Between the figures of a table that is nested in one cell."""

MOST_TOKENS = 200_000
"""A report has about a thousand; one with all its annexes, some ten thousand."""

Kind = Literal["label", "value", "blank", "run"]

_TAIL = re.compile(r"[\d/\\—-]+$")
_NOTE = re.compile(r"\([^()]*\)$")
_NUMBERING = re.compile(r"\d{1,2}[.、,]")  # of a label that was torn from it
_WIDE = re.compile(r"(?:\s{2,}|\t)")
_PARTED = re.compile(rf"(?:(?<!\d)|(?![{NARROW}]\d{{3}}(?!\d)))\s+")
"""Blanks between fields; a narrow one before three digits parts thousands."""
_TORN = re.compile(r"[一二三四五六七八九十]{1,2}[条项类]?")
"""Outside of cells a numeral may be a piece of a heading: 三、本年度…, 第二十条."""
_DATE = re.compile(r"20\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])")


@lru_cache(maxsize=65536)
def kind_of(text: str) -> Kind:
    """What a cell's text is. `run`: digits that make no number (`000`, `0/0`), so several numbers
    glued. What is seen and no text is the content of its cell, so a `value`, beside a label
    nothing."""
    if NOT_TEXT in text:
        bare = kind_of(text.replace(NOT_TEXT, ""))
        return "value" if bare in ("blank", "run") else bare
    status = parse(text).status
    if status == "blank":
        return "blank"
    if status != "unreadable":
        return "value"
    folded = fold(text)
    apart = hides_figures(text) or any(p.fullmatch(folded) for p in (_PAGE_NUMBER, _DATE, _NUMBERING))
    is_run = _run().fullmatch(folded) is not None and any(map(str.isdigit, folded)) and not apart
    return "run" if is_run else "label"


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """Figures with what may be between those of two cells; a pipe where a cell of a pipe table was
    broken over two lines."""
    tokens = catalogue().tokens
    between = "|".join((r"[\d.,/\\|-]", *tokens.signs))
    return re.compile(rf"(?:{between})+")


class Token(NamedTuple):
    """A piece of the stream. `line` numbers the printed rows; `grid`: a cell of a table whose cells
    are known; `across` and `down`: how many of its columns and rows the cell covers."""

    text: str
    kind: Kind
    spot: Spot
    line: int
    grid: bool
    prose: bool = False
    across: int = 1
    down: int = 1

    @property
    def key(self) -> str:
        """The text folded, as labels are compared."""
        return key(self.text)


def _may_be_torn(cell: Cell, alone: bool) -> bool:
    """Whether a numeral on a line of its own, or on a page without rulings, may be a piece of a
    heading that is set from top to bottom."""
    return (alone or cell.spot.box is not None) and _TORN.fullmatch(fold(cell.text)) is not None


def _split_line(cell: Cell) -> list[str]:
    """Fields of a line whose cells are set apart by blanks only: `行政许可 0 150 150`, `8 0 0 0 0 0 8`.

    A line is split where values begin that go on to its end, and between labels that follow each
    other without a gap (`（三）不予公开 1.属于国家秘密`); the words of one label stay together, as labels may
    hold blanks. Behind the label of a row words between values are fields as well.
    """
    pieces = _PARTED.split(cell.text.strip(), maxsplit=MAX_FIELDS)
    if len(pieces) > MAX_FIELDS:
        return [cell.text]
    first = len(pieces)
    while first and kind_of(pieces[first - 1]) in ("value", "run"):
        first -= 1
    begun = next((n for n, piece in enumerate(pieces) if kind_of(piece) in ("value", "run")), first)
    if 0 < begun < first < len(pieces) and (names := _labels_in("".join(pieces[:begun]))):
        return [*names, *pieces[begun:]]
    words = "".join(pieces[:first])
    if len(words) > MAX_LINE:
        return [cell.text]
    if first > 1 and is_unit(pieces[first - 1]) and (name := _labels_in("".join(pieces[: first - 1]))):
        return [*name, *pieces[first - 1 :]]
    names = _labels_in(words)
    if first == len(pieces) and len(names) < 2:
        return _glued_line(words) or _headings_apart(cell.text) or [cell.text]
    return (names if len(names) > 1 else [" ".join(pieces[:first])] if first else []) + pieces[first:]


def _glued_line(words: str) -> list[str]:
    """The labels of a line that are set without a gap before its figures: `（一）予以公开1000001`,
    `行政处罚3万`."""
    if hides_figures(words):
        return []  # folded, a footnote mark or a power would be a digit
    if (tail := _TAIL.search(words)) and tail.start():
        labels = words[: tail.start()]
        names = _labels_in(labels) or _labels_in(_NOTE.sub("", fold(labels)))
        if names:
            return [*names, tail.group()]
    names, at = _labels_before(folded := fold(words))
    behind = folded[at:]
    return [*names, behind] if names and kind_of(behind) in ("value", "run") else []


def _headings_apart(text: str) -> list[str]:
    """The words of a line that are set far apart, if some of them are labels; others may be
    headings that the form does not have."""
    words = _WIDE.split(text.strip())
    return words if sum(len(word) > 1 and bool(_labels_in(word)) for word in words) > 1 else []


def _labels_in(words: str) -> list[str]:
    """The labels of which `words` consists without a gap; empty if it is anything else."""
    names, at = _labels_before(folded := fold(words))
    return names if at == len(folded) else []


def _labels_before(folded: str) -> tuple[list[str], int]:
    """The labels with which a folded text begins, without a gap, and where they end."""
    names, at = [], 0
    while at < len(folded) and (match := pattern().match(folded, at)):  # prose fails at its first character
        names.append(match.group())
        at = match.end()
    return names, at


def stream(document: Document) -> list[Token]:
    """All cells of a document as tokens, in reading order. Empty cells are tokens too. Of what is
    no report, no more than one above MOST_TOKENS."""
    return list(islice(_tokens(document), MOST_TOKENS + 1))


def _tokens(document: Document) -> Iterator[Token]:
    line = 0
    for block in document.blocks:
        grid = block.kind == "grid"
        for row in block.rows:
            line += 1
            for cell in _whole_cells(row) if grid else row:
                kind = kind_of(cell.text)
                if kind == "label" and not grid and _PAGE_NUMBER.fullmatch(fold(cell.text)):
                    continue
                prose = block.kind == "prose"
                if kind == "value" and not grid and _may_be_torn(cell, len(row) == 1):
                    yield Token(cell.text, "label", cell.spot, line, False, prose)
                    continue
                kind = "value" if BESIDE in cell.text and kind == "run" else kind
                if grid or len(row) > 1 or kind not in ("label", "run"):
                    yield Token(cell.text, kind, cell.spot, line, grid, prose, cell.across, cell.down)
                    continue
                for text in _split_line(cell):
                    yield Token(text, kind_of(text), cell.spot, line, False, prose)


def _whole_cells(row: tuple[Cell, ...]) -> Sequence[Cell]:
    """The cells of a printed row, with several figures of one of them, which a nested table sets
    side by side, as the content of that one, if they are more than the columns it covers. Where all
    are in one column the table is nested itself."""
    held = Counter(cell.spot.column for cell in row if cell.spot.column)
    if len(held) < 2 or len(held) == len(row):
        return row
    out: list[Cell] = []
    for column, cells in groupby(row, lambda cell: cell.spot.column):
        here = [*cells]
        texts = [cell.text for cell in here if cell.text.strip()]
        if column and len(texts) > max(1, here[0].across) and all(kind_of(t) == "value" for t in texts):
            here = [here[0]._replace(text=BESIDE.join(texts))]
        out += here
    return out
