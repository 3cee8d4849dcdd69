"""Rows of a page without rulings whose values are under their columns: read so where the sums bear
it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from pipelines.catalogue.equations import Equation
from pipelines.recognise.candidate import RowCandidates
from pipelines.values import parse

Known = Mapping[str, float | None]


def borne_out(
    rows: Mapping[int, tuple[RowCandidates, Known]], sums: Sequence[Equation], known: Known
) -> list[int]:
    """Of rows with the values that they have under their columns, those that are read so.

    A row's own sum must hold, and no other way to leave its blanks may mend a sum across rows that
    is broken. A row without sums (table 2) has but its headings.
    """
    together = dict(known)
    for _, values in rows.values():
        together |= values
    return [i for i, (row, values) in rows.items() if not _is_mended(row, sums, together)]


def _is_mended(row: RowCandidates, sums: Sequence[Equation], known: Known) -> bool:
    """Whether fewer sums would be broken if the row's values were in other cells of it, in the same
    order."""
    names = row.row.names
    touching = [e for e in sums if not set(names).isdisjoint(e.cells)]

    def broken(values: Known) -> int:
        return sum(not e.fits(values, {}) for e in touching)

    least = broken(known)
    if not least:
        return False
    figures = [parse(text).summand for text in row.candidates[0].texts if text]
    elsewhere = {name: value for name, value in known.items() if name not in names}
    for places in combinations(range(len(names)), len(figures)):
        moved = dict.fromkeys(names, 0.0) | {names[at]: value for at, value in zip(places, figures)}
        readable = {name: value for name, value in moved.items() if value is not None}
        if broken(elsewhere | readable) < least:
            return True
    return False
