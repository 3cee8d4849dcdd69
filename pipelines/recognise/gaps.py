"""Rows next to one that is not in print.

Where a piece of a file is gone, what is left of the row before it and of the last one in it may run
together to a row of the right length.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelines.recognise.candidate import RowCandidates


def beside_gaps(rows: Sequence[RowCandidates]) -> frozenset[str]:
    """The codes of the rows of a table that are next to a missing one, on either side of it."""
    codes = {a.row.code for a, b in pairwise(rows) if _is_gap(b)}
    codes |= {b.row.code for a, b in pairwise(rows) if _is_gap(a)}
    return frozenset(codes)


def _is_gap(row: RowCandidates) -> bool:
    return not row.is_printed and not row.row.optional
