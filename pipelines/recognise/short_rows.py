"""Candidates of a row that has fewer values than cells: blank cells in the places of values, or
values that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.layout import Layout, sequence
from pipelines.recognise.places import Spans, placed
from pipelines.recognise.tokens import Token

MAX_SHIFT = 2
"""Numbers that may be missing or too many in a row; with more than that nothing can be told
apart."""


def with_blanks(
    row: RowCandidates, anchored: bool, layout: Layout, words: Sequence[Token] = ()
) -> RowCandidates | None:
    """The row with blank cells in the places where full rows have values; None if that is not
    clear.

    Where the cells of the table are known this is what is printed; in a dump it is one candidate,
    which the sums must not contradict. `anchored`: the row has a label of its own; `words`: those
    among its fields, which leave no column blank that they are in.
    """
    tokens = row.fields
    if tokens[0].grid:
        in_grid = _in_grid(tokens, row.row.cells, layout)
        return replace(row, candidates=(in_grid,), certain=anchored) if in_grid else None
    if layout.style.kept and len(tokens) == row.row.cells:
        return replace(row, candidates=(Candidate.of(tokens),), certain=anchored)
    spans = layout.spans.get(row.row.code)
    solid = [t for t in tokens if t.kind != "blank"]
    under_columns = _under_columns(solid, spans) if spans and not _written_in(words, solid, spans) else None
    if under_columns:
        return replace(row, candidates=(under_columns,), placed=anchored)
    by_order = _by_order(tokens, row.row.cells, layout)
    return replace(row, candidates=(by_order,)) if by_order else None


def _in_grid(tokens: Sequence[Token], cells: int, layout: Layout) -> Candidate | None:
    """By the columns in which full rows have their values, or where the line has as many cells as
    the row."""
    solid = [t for t in tokens if t.kind != "blank"]
    line = [t for t in tokens if t.line == solid[0].line]
    by_column = {t.spot.column: t for t in line}
    columns = layout.columns.get((tokens[0].spot.table, cells))
    if columns and by_column.keys() >= set(columns) and all(t.spot.column in columns for t in solid):
        return Candidate.of(by_column[c] for c in columns)
    named = len(layout.headings)  # one less: a blank of the label would be taken for the first cell
    if named in (0, cells) and len(line) == cells and all(t.line == line[0].line for t in solid):
        return Candidate.of(line)
    return None


def _written_in(words: Sequence[Token], values: Sequence[Token], spans: Spans) -> bool:
    """Whether a word is in a column in which none of the values is: a figure in words, say, that was
    broken over two lines."""
    taken = placed(values, spans) or {}
    free = [span for i, span in enumerate(spans) if i not in taken]
    boxes = [word.spot.box for word in words if word.spot.box]
    return any(box[0] < end and start < box[2] for box in boxes for start, end in free)


def _under_columns(values: list[Token], spans: Spans) -> Candidate | None:
    """The row as it is under its columns on the page, blank where none of its values is; None if
    that is not known."""
    at = placed(values, spans)
    if at is None:
        return None
    blank = Spot(page=values[0].spot.page, line=values[0].spot.line)
    texts = tuple(at[i].text if i in at else "" for i in range(len(spans)))
    return Candidate(texts, tuple(at[i].spot if i in at else blank for i in range(len(spans))))


def _by_order(tokens: Sequence[Token], cells: int, layout: Layout) -> Candidate | None:
    """By the order of the fields in a dump: as many as cells on one line, or with values only where
    full rows of as many fields have theirs."""
    printed = sequence([*tokens])
    if len(printed) == cells and len({t.line for t in printed}) == 1:
        return Candidate.of(printed)
    places = layout.places.get((len(printed), cells))
    if places and all(i in places for i, t in enumerate(printed) if t.kind != "blank"):
        return Candidate.of(printed[i] for i in places)
    return None


def with_gaps(row: RowCandidates, layout: Layout) -> RowCandidates:
    """Fewer values than cells, and it is not known which are missing: by the headings if they name
    as many columns as there are values, else every way to leave gaps, and every way to take blanks
    for cells."""
    columns = row.row.columns
    values = [t for t in row.fields if t.kind != "blank"]
    if len(layout.headings) == len(values) and set(layout.headings) < set(columns):
        named = dict(zip(map(columns.index, layout.headings), values))
        return replace(row, candidates=(Candidate.placed(named, len(columns)),))
    ways: list[Candidate] = []
    if len(columns) - len(values) <= MAX_SHIFT:
        for places in combinations(range(len(columns)), len(values)):
            ways.append(Candidate.placed(dict(zip(places, values)), len(columns)))
    if len({t.line for t in values}) == 1:  # with a line for each cell a blank line may be a border as well
        ways += _windows([t for t in row.fields if t.line == values[0].line], len(columns))
    return replace(row, candidates=tuple(ways))


def _windows(tokens: Sequence[Token], cells: int) -> list[Candidate]:
    """Stretches of as many fields as cells that hold every value; the blanks in them may be blank
    cells."""
    solid = [i for i, t in enumerate(tokens) if t.kind != "blank"]
    starts = range(max(0, solid[-1] - cells + 1), min(solid[0], len(tokens) - cells) + 1)
    return [Candidate.of(tokens[start : start + cells]) for start in starts]
