"""Rows next to one that is not in print.

Where a piece of a file is gone, what is left of the row before it and of the last one in it may run
together to a row of the right length.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelines.catalogue.entries import Form
from pipelines.recognise.candidate import RowCandidates


def beside_gaps(rows: Sequence[RowCandidates], next_lacks_head: bool) -> frozenset[str]:
    """The codes of the rows of a table that are next to a missing one, on either side of it.

    `next_lacks_head`: the table that the form has next was not found, or begins with a row in the
    middle of it, without its headings. The first row of a table needs no such care: its headings
    part it from what is before.
    """
    codes = {a.row.code for a, b in pairwise(rows) if _is_gap(b)}
    codes |= {b.row.code for a, b in pairwise(rows) if _is_gap(a)}
    if next_lacks_head:
        codes.add(rows[-1].row.code)
    return frozenset(codes)


def beside_rows_of(form: Form, rival: Form) -> frozenset[str]:
    """The rows of a form that are next to some that only `rival` has, or that `rival` has not: where
    a table may be of either edition, rows that are gone there leave no gap."""
    mine, theirs = ([row.code for row in f.rows if not row.optional] for f in (form, rival))
    both = set(mine) & set(theirs)
    codes = set(mine) - both
    for order in (mine, theirs):
        codes |= {a for a, b in pairwise(order) if a in both and b not in both}
        codes |= {b for a, b in pairwise(order) if b in both and a not in both}
    return frozenset(codes)


def _is_gap(row: RowCandidates) -> bool:
    return not row.is_printed and not row.row.optional
