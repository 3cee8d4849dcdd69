"""Two independent readings of one file -> one statement that holds only what both of them say.

The second reading is slow, so it is asked for only on pages where the first is in doubt: a sum of
the form is broken, a cell is ambiguous or missing, a table was not found. Agreement shows that the
fault is the office's; disagreement is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipelines.catalogue import catalogue
from pipelines.catalogue.equations import Equation, equations
from pipelines.model import Issue, Reading, SecondReading, Statement
from pipelines.recognise.runs import pieces
from pipelines.recognise.solution import is_number
from pipelines.values import Value, parse

_LOSSES = frozenset(
    {
        "form.readings_differ",
        "form.cell_ambiguous",
        "form.number_lost",
        "form.surplus_number",
        "form.table_rivals",
    }
)


def pages_in_doubt(statement: Statement, count: int) -> frozenset[int]:
    """On which of `count` pages (from 1) a second reading could tell something.

    Those of cells in doubt or unreadable, and of all cells of a broken sum; of a cell that was not
    found, those of its table. For a table that was not found, the pages that hold none, and those
    on which the others begin or end.
    """
    every = frozenset(range(1, count + 1))
    held = {table: _pages(_cells(statement, table).values()) for table in statement.editions}
    asked: set[int] = set()
    if not held.keys() >= {*catalogue().tables_of(statement.edition)}:
        asked |= every.difference(*held.values())
        asked |= {page for pages in held.values() if pages for page in (min(pages), max(pages))}
    for table, pages in held.items():
        for reading in _wrong(statement, table):
            asked |= _pages([reading]) or pages or every
    return every & asked


def reconcile(first: Statement, second: Statement) -> tuple[Statement, SecondReading]:
    """The first reading, checked by the second, and what came of it.

    A table that only one of them found, or that the first left in doubt and the second reads whole
    with all its sums, is the second's. Otherwise a cell on which they differ is ambiguous.
    """
    tables = [_table(first, second, table) for table in catalogue().tables]
    editions = {t.table: t.edition for t in tables if t.edition}
    readings = tuple(r for t in tables for r in t.readings)
    issues = [i for i in first.issues if not i.where.table]
    issues = [*dict.fromkeys([*issues, *(i for t in tables for i in t.issues)])]
    lost = _lost(first, issues)
    part = first.part_of_year or second.part_of_year
    year = None if part else first.year or second.year
    as_before = bool(editions) and editions == first.editions
    edition = first.edition if as_before else catalogue().edition_of(editions, year)
    both = replace(
        first,
        office=first.office or second.office,
        year=year,
        part_of_year=part,
        edition=edition,
        editions=editions,
        readings=readings,
        issues=tuple(issues),
        numbers_found=sum(is_number(r.text) for r in readings) + lost,
        numbers_lost=lost,
    )
    outcomes = {t.outcome for t in tables}
    order: tuple[SecondReading, ...] = ("unable", "differs", "replaced")
    return both, next((outcome for outcome in order if outcome in outcomes), "confirmed")


@dataclass(frozen=True, slots=True)
class _Table:
    """What is left of a table after both readings; without an edition where neither found it."""

    table: str
    edition: str
    readings: tuple[Reading, ...]
    issues: tuple[Issue, ...]
    outcome: SecondReading


def _table(first: Statement, second: Statement, table: str) -> _Table:
    """One table by both readings, or by the one that has it."""
    mine, theirs = _cells(first, table), _cells(second, table)
    if theirs and not mine:
        return _Table(
            table, second.editions[table], tuple(theirs.values()), tuple(_of(second, table)), "replaced"
        )
    if theirs and _is_better(mine, theirs, second, table) and not _are_in_another_order(first, table):
        return _replaced(second, table, mine, theirs)
    if not mine:
        absent = tuple(r for r in first.readings if r.table == table)
        return _Table(table, "", absent, tuple(_of(first, table)), "confirmed")
    if not theirs:  # what is wrong in it nobody else has seen
        outcome: SecondReading = "unable" if _wrong(first, table) else "confirmed"
        issues = tuple(_of(first, table))
        return _Table(table, first.editions[table], tuple(mine.values()), issues, outcome)
    return _compared(first, table, mine, theirs)


def _is_better(mine: dict[str, Reading], theirs: dict[str, Reading], second: Statement, table: str) -> bool:
    """Whether the second reads whole, with all its sums, what the first left in doubt."""
    return bool(_doubts(mine)) and not _doubts(theirs) and not _broken(second, table)


def _are_in_another_order(statement: Statement, table: str) -> bool:
    """Whether headings were seen that are not in the order of the form. A reader that does not see
    them is no surer: the sums of a row hold in many orders."""
    return any(i.code == "form.columns_differ" for i in _of(statement, table))


def _replaced(second: Statement, table: str, mine: dict[str, Reading], theirs: dict[str, Reading]) -> _Table:
    """The second reader's table, open where the first was sure of another figure, as a raised one may
    have been taken for a digit, or saw more in the row than figures."""
    kept = tuple(_unless_seen_otherwise(mine[code], r) if code in mine else r for code, r in theirs.items())
    issues = tuple(Issue("recognise", "form.readings_differ", "error", r.place) for r in kept if r.doubt)
    outcome: SecondReading = "differs" if issues else "replaced"
    return _Table(table, second.editions[table], kept, (*_of(second, table), *issues), outcome)


def _unless_seen_otherwise(mine: Reading, theirs: Reading) -> Reading:
    if not mine.doubt:
        return _checked(mine, theirs)
    if pieces(mine.evidence) is not None:
        return theirs
    return replace(theirs, text=None, doubt="ambiguous", evidence=f"{mine.evidence} | {theirs.text}")


def _compared(first: Statement, table: str, mine: dict[str, Reading], theirs: dict[str, Reading]) -> _Table:
    """The first reader's table, open where the second sees something else."""
    same = _same_figures(mine, theirs)
    kept = tuple(r if code in same else _checked(r, theirs.get(code)) for code, r in mine.items())
    differing = [k.place for k, r in zip(kept, mine.values(), strict=True) if k is not r]
    issues = [Issue("recognise", "form.readings_differ", "error", place) for place in differing]
    return _Table(
        table,
        first.editions[table],
        kept,
        (*_of(first, table), *issues),
        "differs" if differing else "confirmed",
    )


def _lost(first: Statement, issues: list[Issue]) -> int:
    """Numbers that are no reading. Each has an issue that says so; where none is left the second
    reading placed them all."""
    if not any(issue.code in _LOSSES for issue in issues):
        return 0
    return first.numbers_lost + sum(issue.code == "form.readings_differ" for issue in issues)


def _cells(statement: Statement, table: str) -> dict[str, Reading]:
    """The cells of a table by their codes; none if it was not found."""
    return {r.code: r for r in statement.readings if r.table == table and table in statement.editions}


def _of(statement: Statement, table: str) -> list[Issue]:
    return [i for i in statement.issues if i.where.table == table]


def _doubts(cells: dict[str, Reading]) -> int:
    return sum(bool(r.doubt) for r in cells.values())


def _value(reading: Reading) -> Value | None:
    return None if reading.doubt or reading.text is None else parse(reading.text)


def _same_figures(mine: dict[str, Reading], theirs: dict[str, Reading]) -> set[str]:
    """The cells of rows in which the second reader found the same figures in the same order as the
    first, but could not tell where they belong: it does not see the columns of a table without
    rulings."""
    rows: dict[tuple[str, str], list[str]] = {}
    for code, reading in theirs.items():
        if reading.doubt == "ambiguous":
            rows.setdefault((_line_of(reading), reading.evidence), []).append(code)
    out: set[str] = set()
    for (_, evidence), codes in rows.items():
        texts = [(mine[code].text or "").strip() for code in codes if code in mine and not mine[code].doubt]
        if " ".join(filter(None, texts)) == evidence:
            out.update(codes)
    return out


def _line_of(reading: Reading) -> str:
    """The row that is printed in one line with a cell: all those of a table that has one line."""
    return "" if catalogue().tables[reading.table].printed == "one_line" else reading.row


def _checked(mine: Reading, theirs: Reading | None) -> Reading:
    """`mine` itself if both say the same or mine is open anyway, else an ambiguous reading with
    both texts."""
    if mine.doubt or (theirs is not None and _value(mine) == _value(theirs)):
        return mine
    other = "" if theirs is None else theirs.text or theirs.evidence
    return replace(mine, text=None, doubt="ambiguous", evidence=f"{mine.text} | {other}")


def _pages(readings: Iterable[Reading]) -> set[int]:
    return {r.spot.page for r in readings if r.spot.page}


def _wrong(statement: Statement, table: str) -> list[Reading]:
    """The cells in doubt or unreadable, and those of sums that are broken."""
    broken = {f"{table}.{cell}" for equation in _broken(statement, table) for cell in equation.cells}
    return [
        r
        for code, r in _cells(statement, table).items()
        if r.doubt or code in broken or parse(r.text or "").status == "unreadable"
    ]


def _broken(statement: Statement, table: str) -> list[Equation]:
    form = catalogue().editions[statement.editions[table]].tables[table]
    values = {
        f"{r.row}.{r.column}": v.summand
        for r in statement.readings
        if r.table == table and (v := _value(r)) is not None and v.summand is not None
    }
    return [e for e in equations(form) if not e.fits(values, {})]
