"""Candidates of a row whose figures are glued: every segmentation of them (runs.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.layout import Layout
from pipelines.recognise.runs import group_segmentations, pieces, segmentations
from pipelines.recognise.tokens import Token
from pipelines.values import is_value

LONGEST_COUNT = 8
"""Digits of a count. Glued figures with more are several, whatever signs are between others."""


def with_runs(row: RowCandidates, anchored: bool, layout: Layout, summed: bool) -> RowCandidates:
    """Every reading of glued figures: blanks are borders first, and only if no reading fits are
    they taken as wrapping. `anchored`: the row has a label of its own; `summed`: a sum of the form
    is within it."""
    solid = [t for t in row.fields if t.kind in ("value", "run")]
    none = replace(row, glued=True, printed=len(solid))
    for ignore_blanks in (False, True):
        parts = _parts(solid, ignore_blanks)
        if parts is None:
            return none
        read = None if ignore_blanks else _separated(row, parts, anchored, layout)
        read = read or _segmented(row, parts, anchored, layout, summed, ignore_blanks)
        if read.candidates:
            return replace(read, printed=row.row.cells)
    return none


def _parts(tokens: Sequence[Token], ignore_blanks: bool) -> list[str] | None:
    """The pieces of all fields; None if one is not all figures."""
    parts: list[str] = []
    for token in tokens:
        whole = token.kind == "value" and not token.text.strip().isdigit()
        part = [token.text] if whole else pieces(token.text, ignore_blanks)
        if part is None:
            return None
        parts += part
    return parts


def _separated(row: RowCandidates, parts: list[str], anchored: bool, layout: Layout) -> RowCandidates | None:
    """Pieces that need no cutting: the one of a single cell, or, in a report that sets its values
    apart, as many values as cells."""
    cells, spots = row.row.cells, _spots(row)
    if cells == 1 and len(parts) == 1 and is_value(parts[0]):
        whole = Candidate((parts[0].strip(),), spots)
        return replace(row, candidates=(whole,), certain=anchored, glued=True)
    if layout.style.separated and len(parts) == cells and all(map(is_value, parts)):
        return replace(row, candidates=(Candidate(tuple(parts), spots),), certain=anchored)
    return None


def _segmented(
    row: RowCandidates, parts: list[str], anchored: bool, layout: Layout, summed: bool, wrapped: bool
) -> RowCandidates:
    """Every cut into as many numbers as cells. A row that no sum tests has one reading only if none
    of its cells can be blank either: `033` is 0, 3, 3 or 0, 33 and a blank, `00126` is 0, 0, 126
    alone, `16减12` is 16 and -12."""
    cells, groups = row.row.cells, row.row.groups
    by_group = groups > 1
    cuts = group_segmentations(parts, cells // groups, groups) if by_group else segmentations(parts, cells)
    figures = sum(map(len, parts))
    if summed or by_group:
        certain = figures == cells and layout.style.filled
    else:
        alone = len(parts) == 1 or (len(parts) == cells and not _has_blanks(row))
        certain = (
            cells > 1
            and alone
            and not wrapped
            and max(map(len, parts)) <= LONGEST_COUNT
            and not any(segmentations(parts, fewer) for fewer in range(len(parts), cells))
        )
    return replace(
        row,
        candidates=tuple(Candidate(cut, _spots(row)) for cut in cuts),
        certain=anchored and len(cuts) == 1 and certain,
        glued=True,
        cut=cells not in (figures, len(parts)),
    )


def _has_blanks(row: RowCandidates) -> bool:
    """Whether blanks part its figures; without them the borders of pieces are signs: `16减12`."""
    solid = [t for t in row.fields if t.kind != "blank"]
    return len(solid) > 1 or any(len(t.text.split()) > 1 for t in solid)


def _spots(row: RowCandidates) -> tuple[Spot, ...]:
    """The spot of the first field for every cell: a run has no borders."""
    first = next(t for t in row.fields if t.kind in ("value", "run"))
    return (first.spot,) * row.row.cells
