"""Chooses among the possible readings of the rows of a table by the sums of the form; what stays
open is ambiguous.

A row whose print leaves one reading is taken as it is, also if it breaks a sum: that is the
office's own fault. A row with several is settled cell by cell where all readings that fit agree.
Nothing is ever chosen for being likely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, product
from math import prod

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import Equation, equations, fits_all
from pipelines.model import Issue, Place, Reading, Spot
from pipelines.recognise.candidates import Candidate, RowCandidates
from pipelines.values import parse

MAX_COMBINATIONS = 4_000


@dataclass(slots=True)
class Solution:
    """The readings of a table, the values found in print and those that became no reading, and why."""

    readings: list[Reading] = field(default_factory=list)
    printed: int = 0
    lost: int = 0
    issues: list[Issue] = field(default_factory=list)


def _names(row: RowCandidates) -> list[str]:
    """`row.column` of each cell; the one row of table 4 names its cells itself."""
    return [c if row.row.code == "*" else f"{row.row.code}.{c}" for c in row.row.columns]


def _values(row: RowCandidates, candidate: Candidate) -> dict[str, float | None]:
    return {
        name: None if text is None else value
        for name, text in zip(_names(row), candidate.texts)
        if (value := None if text is None else parse(text).summand) is not None or text is None
    }


def solve(form: Form, rows: list[RowCandidates]) -> Solution:
    """Readings of all cells of `form`; each of its cells appears exactly once."""
    sums = equations(form)
    fixed: dict[str, float | None] = {}
    open_rows: list[RowCandidates] = []
    torn = _beside_gaps(form, rows)
    for row in rows:
        held = row.glued or row.row.code in torn  # to its own sum
        if row.certain and len(row.candidates) == 1 and not (held and not _own_sums(row, sums)):
            fixed |= _values(row, row.candidates[0])
        else:
            open_rows.append(row)
    fixed |= _placed(open_rows, sums, fixed)
    for row in open_rows:
        row.candidates = [w for w in row.candidates if fits_all(_inside(row, sums), _values(row, w))]
    kept = _agreeing(open_rows, sums, fixed)
    out = Solution()
    for row in rows:
        _give(form, row, kept.get(id(row), row.candidates), out)
    return out


def _placed(
    open_rows: list[RowCandidates], sums: tuple[Equation, ...], fixed: dict[str, float | None]
) -> dict[str, float | None]:
    """The values of the rows that stand under their columns on the page and are borne out; they are
    open no longer.

    A row is, if its own sum holds and no other candidate to leave its blanks would mend a sum across rows
    that is broken. A row without sums (table 2) has but its headings.
    """
    under = [r for r in open_rows if r.placed and r.candidates and _own_sums(r, sums)]
    values: dict[str, float | None] = {}
    for row in under:
        values |= _values(row, row.candidates[0])
    known = fixed | values
    settled: set[int] = set()
    for row in under:
        if _mended(row, sums, known):
            values = {name: value for name, value in values.items() if name not in _names(row)}
        else:
            settled.add(id(row))
    open_rows[:] = [r for r in open_rows if id(r) not in settled]
    return values


def _mended(row: RowCandidates, sums: tuple[Equation, ...], known: dict[str, float | None]) -> bool:
    """Whether fewer sums would be broken if the row's values stood in other cells of it, in the
    same order."""
    touching = [e for e in sums if not set(e.cells).isdisjoint(_names(row))]

    def broken(values: dict[str, float | None]) -> int:
        return sum(not e.fits(values, {}) for e in touching)

    least = broken(known)
    if not least:
        return False
    texts = [text for text in row.candidates[0].texts if text]
    for places in combinations(range(len(row.row.columns)), len(texts)):
        other = dict(zip(places, texts))
        candidate = Candidate(tuple(other.get(i, "") for i in range(len(row.row.columns))), ())
        if broken(known | _values(row, candidate)) < least:
            return True
    return False


def _beside_gaps(form: Form, rows: list[RowCandidates]) -> set[str]:
    """Rows next to one that is not in print. Where a piece of a file is gone, what is left of the
    row before it and of the last one in it may run together to one of the right length."""
    order = [row.code for row in form.rows if not row.optional]
    printed = {
        c.row.code
        for c in rows
        if not c.candidates or any(t is not None for candidate in c.candidates for t in candidate.texts)
    }
    gaps = {code for code in order if code not in printed}
    return {a for a, b in pairwise(order) if b in gaps} | {b for a, b in pairwise(order) if a in gaps}


def _inside(row: RowCandidates, sums: tuple[Equation, ...]) -> list[Equation]:
    names = set(_names(row))
    return [e for e in sums if names.issuperset(e.cells)]


def _own_sums(row: RowCandidates, sums: tuple[Equation, ...]) -> bool:
    """Whether a glued row is confirmed by its own sum; a row without one (table 2) has nothing to
    be confirmed by."""
    return fits_all(_inside(row, sums), _values(row, row.candidates[0]))


def _agreeing(
    rows: list[RowCandidates], sums: tuple[Equation, ...], fixed: dict[str, float | None]
) -> dict[int, list[Candidate]]:
    """For each open row the readings that occur in some combination that fits all sums across rows."""
    across = [e for e in sums if e.row is None]
    live = [r for r in rows if r.candidates]
    if not across:
        # Only sums of its own can confirm a row here. Where it has none (table 2) a surplus is
        # harmless if every candidate to drop it leaves the same, and all else stays open.
        return {id(r): _confirmed(r, sums) for r in live}
    if prod(len(r.candidates) for r in live) > MAX_COMBINATIONS:
        return {id(r): [] for r in live}
    kept: dict[int, list[Candidate]] = {id(r): [] for r in live}
    for combination in product(*(r.candidates for r in live)):
        values = dict(fixed)
        for row, candidate in zip(live, combination):
            values |= _values(row, candidate)
        if fits_all(sums, values, only=_touches(live)):
            for row, candidate in zip(live, combination):
                if candidate not in kept[id(row)]:
                    kept[id(row)].append(candidate)
    _drop_untested(live, kept, across, {cell for cell, value in fixed.items() if value is not None})
    return kept


def _drop_untested(
    rows: list[RowCandidates], kept: dict[int, list[Candidate]], across: list[Equation], known: set[str]
) -> None:
    """What the print leaves open is read only if a sum across rows tests every number of it.

    A row's own sum is not enough: where it is wrong in print a wrong reading may add up, a reading
    that leaves out the total always does, and for a row without a label it does not say which row
    it is.
    """
    changed = True
    while changed:
        cells = known.union(*(_printed(r, kept[id(r)]) for r in rows if kept[id(r)]))
        tested = {c for e in across if cells.issuperset(e.cells) for c in e.cells}
        untested = [r for r in rows if kept[id(r)] and not tested.issuperset(_printed(r, kept[id(r)]))]
        for row in untested:
            kept[id(row)] = []
        changed = bool(untested)


def _printed(row: RowCandidates, candidates: list[Candidate]) -> set[str]:
    """The cells of a row that hold a text in all of these readings."""
    return {
        n
        for i, n in enumerate(_names(row))
        if all(candidate.texts[i] is not None for candidate in candidates)
    }


def _confirmed(row: RowCandidates, sums: tuple[Equation, ...]) -> list[Candidate]:
    if row.glued:  # a sum that is wrong in print may fit a wrong cut, and here no second one tests it
        return row.candidates if len(row.candidates) == 1 and not row.cut and _inside(row, sums) else []
    if row.surplus:
        return row.candidates
    gaps = any(None in candidate.texts for candidate in row.candidates)  # one in a total fits any sum
    return row.candidates if _inside(row, sums) and not gaps else []


def _touches(rows: list[RowCandidates]) -> Callable[[Equation], bool]:
    """Sums among settled rows alone say nothing about the open ones; a fault there is the office's."""
    names = {name for row in rows for name in _names(row)}
    return lambda equation: not names.isdisjoint(equation.cells)


def _give(form: Form, row: RowCandidates, candidates: list[Candidate], out: Solution) -> None:
    where = Place(table=form.table, row=row.row.code)
    placed = 0
    doubtful: list[str] = []
    absent: list[str] = []
    for i, name in enumerate(_names(row)):
        texts = {candidate.texts[i] for candidate in candidates}
        line, column = name.rsplit(".", 1)
        if len(texts) != 1:
            doubtful.append(name)
            spot = row.fields[0].spot if row.fields else Spot()
            out.readings.append(Reading(form.table, line, column, None, spot, "ambiguous", row.evidence))
            continue
        text, spot = texts.pop(), candidates[0].spots[i]
        if text is None:
            absent.append(column)
            out.readings.append(Reading(form.table, line, column, None, spot, "absent", row.evidence))
            continue
        out.readings.append(Reading(form.table, line, column, text, spot))
        placed += parse(text).status not in ("blank", "unreadable")
    out.printed += row.printed
    out.lost += row.printed - placed
    out.issues += _issues(where, row, doubtful, absent, row.printed - placed)


def _issues(
    where: Place, row: RowCandidates, doubtful: list[str], absent: list[str], lost: int
) -> Iterator[Issue]:
    if len(absent) == len(row.row.columns):
        yield Issue("recognise", "form.row_missing", "error", where)
    elif absent:
        yield Issue(
            "recognise", "form.cell_absent", "error", replace(where, columns=tuple(absent)), row.evidence
        )
    if doubtful:
        yield Issue("recognise", "form.cell_ambiguous", "error", where, f"{len(doubtful)} 格：{row.evidence}")
    elif lost and row.surplus:
        yield Issue("recognise", "form.surplus_number", "warning", where, row.evidence)
    elif lost:
        yield Issue("recognise", "form.number_lost", "error", where, row.evidence)
