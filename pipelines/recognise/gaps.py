"""Rows next to one that is not in print.

Where a piece of a file is gone, what is left of the row before it and of the last one in it may run
together to a row of the right length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from pipelines.catalogue.entries import Form
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.labels import labels, row_keys
from pipelines.recognise.regions import Region
from pipelines.recognise.tokens import Token

BEHIND = 6
"""Tokens behind the last value of a table among which the label of its next row is looked for."""


def beside_gaps(
    rows: Sequence[RowCandidates], next_lacks_head: bool, labelled: Collection[str] = ()
) -> frozenset[str]:
    """The codes of the rows of a table that are next to a missing one, on either side of it.

    `next_lacks_head`: the table that the form has next was not found, or begins with a row in the
    middle of it, without its headings. The first row of a table needs no such care: its headings
    part it from what is before. `labelled`: the rows whose own label is in print, with or without
    values; what is before such a label is all of the row above.
    """
    codes = {a.row.code for a, b in pairwise(rows) if _is_gap(b) and b.row.code not in labelled}
    codes |= {b.row.code for a, b in pairwise(rows) if _is_gap(a)}
    if next_lacks_head:
        codes.add(rows[-1].row.code)
    return frozenset(codes)


def labelled(form: Form, tokens: Iterable[Token]) -> frozenset[str]:
    """The codes of the rows of which the exact label is in print, and no other row or column has
    it."""
    keys = {t.key for t in tokens if t.kind == "label"} & row_keys(form.table, form.edition)
    return frozenset(code for name in keys for code in labels(form.table).rows[name])


def may_be_cut(tokens: Sequence[Token], last: Region) -> bool:
    """Whether a file ends with the last value of its last table. Behind a further label of a row it
    does not: that row is missing, and the one above it whole."""
    if any(t.kind != "blank" for t in tokens[last.end :]):
        return False
    end = next(t for t in reversed(tokens[last.start : last.end]) if t.kind != "blank")
    return not (end.kind == "label" and end.key in row_keys(last.table))


def beside_rows_of(form: Form, rival: Form) -> frozenset[str]:
    """The rows of a form that are next to some that only `rival` has, or that `rival` has not:
    where a table may be of either edition, rows that are gone there leave no gap."""
    mine, theirs = ([row.code for row in f.rows if not row.optional] for f in (form, rival))
    both = set(mine) & set(theirs)
    codes = set(mine) - both
    for order in (mine, theirs):
        codes |= {a for a, b in pairwise(order) if a in both and b not in both}
        codes |= {b for a, b in pairwise(order) if b in both and a not in both}
    return frozenset(codes)


def _is_gap(row: RowCandidates) -> bool:
    return not row.is_printed and not row.row.optional
