"""Chooses among the candidates of the rows of a table by the sums of the form; what stays open is
ambiguous.

A row whose print leaves one candidate is taken as it is, also if it breaks a sum: that is the
office's own fault. A row with several is read cell by cell where all candidates that fit agree.
Nothing is ever chosen for being likely.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import Equation, equations, fits_all, sums_within
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.solution import Solution, written
from pipelines.recognise.under_columns import borne_out
from pipelines.values import parse

MAX_COMBINATIONS = 4_000
"""Combinations of candidates that are tried; with more than that the rows are left open."""

Known = dict[str, float | None]
"""`row.column` -> value; None: not printed."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row that the print does not settle: the candidates that fit its own sums, with their
    values, and these sums. `beside_gap`: it may be the head of one row joined to the tail of
    another."""

    row: RowCandidates
    beside_gap: bool
    candidates: tuple[Candidate, ...]
    values: tuple[Known, ...]
    own_sums: tuple[Equation, ...]

    def printed(self) -> set[str]:
        """The cells that hold a text in all candidates."""
        names = enumerate(self.row.row.names)
        return {name for i, name in names if all(c.texts[i] is not None for c in self.candidates)}

    def valued(self) -> set[str]:
        """The cells that have a value in all candidates."""
        return set.intersection(*(set(values) for values in self.values)) & self.printed()

    def only(self, left: Collection[int]) -> Unknown:
        """With some of its candidates, by their places."""
        keep = sorted(left)
        return replace(
            self,
            candidates=tuple(self.candidates[i] for i in keep),
            values=tuple(self.values[i] for i in keep),
        )


def solve(form: Form, rows: Sequence[RowCandidates], beside_gaps: Collection[str] = ()) -> Solution:
    """Readings of all cells of `form`; each of its cells appears exactly once. `beside_gaps`: rows
    next to some that are not in print (gaps.py)."""
    sums = equations(form)
    known: Known = {}
    unknown: dict[int, Unknown] = {}
    for i, row in enumerate(rows):
        beside_gap = row.row.code in beside_gaps and row.is_printed
        own = sums_within(form, row.row.names)
        if _is_settled(row, own, beside_gap):
            known |= values_of(row, row.candidates[0])
        else:
            unknown[i] = _fitting(row, own, beside_gap)
    under = {i: u for i, u in unknown.items() if u.row.placed and u.candidates and not u.beside_gap}
    settled = borne_out({i: (u.row, u.values[0]) for i, u in under.items()}, sums, known)
    for i in settled:
        known |= unknown.pop(i).values[0]
    left = {i: u.candidates for i, u in zip(unknown, _chosen(list(unknown.values()), sums, known))}
    return written(form, ((row, left.get(i, row.candidates)) for i, row in enumerate(rows)))


def values_of(row: RowCandidates, candidate: Candidate) -> Known:
    """The values of a candidate; a text that is none is left out."""
    values: Known = {}
    for name, text in zip(row.row.names, candidate.texts, strict=True):
        value = None if text is None else parse(text).summand
        if value is not None or text is None:
            values[name] = value
    return values


def _is_settled(row: RowCandidates, own_sums: Sequence[Equation], beside_gap: bool) -> bool:
    """Whether the print leaves one reading. Glued figures need their own sum besides; a row beside
    a gap needs more, as it may be the head of one row joined to the tail of another."""
    if beside_gap or not row.certain or len(row.candidates) != 1:
        return False
    return not row.glued or fits_all(own_sums, values_of(row, row.candidates[0]))


def _fitting(row: RowCandidates, own: tuple[Equation, ...], beside_gap: bool) -> Unknown:
    """A row with the candidates that its own sums allow."""
    values = [values_of(row, candidate) for candidate in row.candidates]
    fits = [i for i, said in enumerate(values) if fits_all(own, said)]
    return Unknown(
        row, beside_gap, tuple(row.candidates[i] for i in fits), tuple(values[i] for i in fits), own
    )


def _chosen(rows: list[Unknown], sums: Sequence[Equation], known: Known) -> list[Unknown]:
    """Each row with the candidates that occur in some combination that fits all sums across
    rows."""
    across = [e for e in sums if e.row is None]
    if not across:
        return [row if _is_confirmed(row) else row.only(()) for row in rows]
    live = [row for row in rows if row.candidates]
    if prod(len(row.candidates) for row in live) > MAX_COMBINATIONS:
        return [row.only(()) for row in rows]
    fitting = iter(_combined(live, sums, known))
    chosen = [next(fitting) if row.candidates else row for row in rows]
    return _tested(chosen, across, {cell for cell, value in known.items() if value is not None})


def _combined(rows: list[Unknown], sums: Sequence[Equation], known: Known) -> list[Unknown]:
    """The candidates that are part of a combination that fits. Sums among settled rows alone say
    nothing about the others; a fault there is the office's."""
    names = {name for row in rows for name in row.row.row.names}
    touching = [e for e in sums if not names.isdisjoint(e.cells)]
    kept: list[set[int]] = [set() for _ in rows]
    for combination in product(*(range(len(row.candidates)) for row in rows)):
        values = dict(known)
        for row, i in zip(rows, combination):
            values |= row.values[i]
        if fits_all(touching, values):
            for left, i in zip(kept, combination):
                left.add(i)
    return [row.only(left) for row, left in zip(rows, kept)]


def _tested(rows: list[Unknown], across: Sequence[Equation], known: set[str]) -> list[Unknown]:
    """What the print leaves open is read only if a sum across rows tests every number of it.

    A row's own sum is not enough: where it is wrong in print a wrong candidate may add up, one that
    leaves out the total always does, and for a row without a label, or beside a gap, it does not
    say which row it is.
    """
    while True:
        cells = known.union(*(row.valued() for row in rows if row.candidates))
        tested = {c for e in across if cells.issuperset(e.cells) for c in e.cells}
        left = [row if tested.issuperset(row.printed()) else row.only(()) for row in rows]
        if [len(row.candidates) for row in left] == [len(row.candidates) for row in rows]:
            return left
        rows = left


def _is_confirmed(row: Unknown) -> bool:
    """Whether a row of a table without sums across rows is settled by its own; one beside a gap is
    not.

    Glued figures need one cut that no other could be: a sum that is wrong in print may fit a wrong
    one. A surplus is harmless if every way to drop it leaves the same. A gap in the total fits any
    sum.
    """
    said = row.row
    if row.beside_gap:
        return False
    if said.glued:
        return len(row.candidates) == 1 and not said.cut and bool(row.own_sums)
    if said.surplus:
        return True
    gaps = any(None in candidate.texts for candidate in row.candidates)
    return bool(row.own_sums) and not gaps
