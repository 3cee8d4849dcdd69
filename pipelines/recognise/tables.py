"""Tokens of one printed table -> its edition and the readings of all its cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import equations
from pipelines.fold import fold
from pipelines.model import Issue, Place, Reading
from pipelines.recognise.by_headings import by_headings
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.candidates import candidates
from pipelines.recognise.choose_edition import choose_edition, shows_itself, telling_labels
from pipelines.recognise.fields import has_words, own_fields
from pipelines.recognise.foreign_headings import without_foreign
from pipelines.recognise.foreign_rows import without_foreign_rows
from pipelines.recognise.gaps import labelled
from pipelines.recognise.headings import in_order, is_turned
from pipelines.recognise.label_side import labels_lead
from pipelines.recognise.lacking_headings import held_against_headings
from pipelines.recognise.layout import Style, layout_of, total_comes_first
from pipelines.recognise.match_in_order import RowFields, RowMatch
from pipelines.recognise.match_one_line import match_one_line
from pipelines.recognise.misplaced_headings import held_against_sums
from pipelines.recognise.solution import Solution
from pipelines.recognise.solve import solve
from pipelines.recognise.tokens import Token
from pipelines.values import parse

MOST_NAMED = 12
"""Values beside the form that an issue names."""


@dataclass(frozen=True, slots=True)
class MatchedTable:
    """One printing of a table: its tokens, its form in the edition that it is of, and its rows with
    their candidates, before any sum is asked. `rivals`: the table in editions that it may be of as
    well, as nothing in it shows its own, and the tables before are not of that. `arranged`: its
    values are placed by their headings, not in the form's order; `left_out`: those in no cell of it.
    `labelled`: rows whose label is in print, with or without values. `is_clear`: which of its
    columns is of the year. `above`: of the same grid, in front."""

    form: Form
    rivals: tuple[Form, ...]
    tokens: list[Token]
    match: RowMatch
    rows: tuple[RowCandidates, ...]
    arranged: bool = False
    left_out: tuple[str, ...] = ()
    labelled: frozenset[str] = frozenset()
    is_clear: bool = True
    above: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read: its form, and what came of it. `tells`: the labels in it that tell that it
    is of this edition; if there are none, the edition is that of the other tables or of the
    year."""

    form: Form
    solution: Solution
    tells: tuple[str, ...] = ()


def match_table(
    table: str,
    tokens: list[Token],
    style: Style,
    edition: str = "",
    above: Sequence[Token] = (),
    behind: Sequence[Token] = (),
) -> MatchedTable:
    """Find the rows of one printing of `table`. The edition that its labels fit best wins;
    `edition`, of the tables before, is taken where the table is the same in all (table 4). `style`:
    how figures are glued; `above`: tokens of the same grid in front of those of the table, which may be
    headings, `behind`: those right behind its last value, which may be a row's label."""
    forms = catalogue().forms(table)
    beside: list[Token] = []
    if catalogue().tables[table].printed == "one_line":
        code = edition if edition in forms else [*forms][-1]
        match = match_one_line(forms[code], tokens)
    else:
        code, match = choose_edition(forms, tokens, edition)
        tokens, beside = without_foreign_rows(forms[code], tokens)
        if beside:
            code, match = choose_edition(forms, tokens, edition)
    rivals = _rivals(forms, code, tokens, edition)
    match = replace(match, stray=[*match.stray, *beside])
    named = labelled(forms[code], [*tokens, *behind])
    arranged = by_headings(forms[code], [*above, *tokens, *_rest_of_line(tokens, behind)])
    if arranged and (placed := held_against_sums(forms[code], tokens, arranged.rows)):
        in_cells = RowMatch([RowFields(row.row, list(row.fields)) for row in placed])
        return MatchedTable(forms[code], rivals, tokens, in_cells, placed, True, arranged.left_out, named)
    layout = layout_of(forms[code], match.rows, tokens, style)
    rows = tuple(candidates(forms[code], row, layout) for row in match.rows)
    rows = without_foreign(forms[code], tokens, rows)
    rows = rows if arranged else held_against_headings(forms[code], [*above, *tokens], rows)
    return MatchedTable(forms[code], rivals, tokens, match, rows, labelled=named, above=tuple(above))


def _rest_of_line(tokens: Sequence[Token], behind: Sequence[Token]) -> list[Token]:
    """What else is in the cells of the last line of a table: a remark behind its last value."""
    last = tokens[-1] if tokens else None
    if last is None or not last.grid:
        return []
    return [t for t in behind if t.grid and t.line == last.line and t.spot.table == last.spot.table]


def _rivals(forms: Mapping[str, Form], code: str, tokens: list[Token], before: str) -> tuple[Form, ...]:
    if code == before or before not in forms or shows_itself(forms[code], tokens):
        return ()
    return (forms[before],)


def read_table(
    printing: MatchedTable,
    beside_gaps: Collection[str] = (),
    cut: bool = False,
    unit_line: str = "",
    told: str = "",
) -> TableReading:
    """The readings of a printing. `beside_gaps`: rows next to some that are not in print (gaps.py).
    `cut`: nothing follows the table, so that the file may have been cut in it. `unit_line`: what is
    said beside it of the unit of its amounts; `told`: what says above it that it is not the report's."""
    form, rows = printing.form, printing.rows
    if not told and printing.is_clear and (printing.arranged or _is_ordered(printing)):
        solution = solve(form, rows, beside_gaps)
    else:
        solution = solve(form, [replace(row, candidates=()) for row in rows])
        code = "form.table_of_another" if told else "form.columns_differ"
        why = Issue("recognise", code, "error", Place(table=form.table), told)
        solution = replace(solution, issues=(why,))
    if cut:
        solution = mark_truncated_end(form, rows, solution)
    if not printing.arranged:
        solution = _count_lost(form.table, printing.match, solution)
    if printing.left_out:
        detail = " ".join(text.strip() for text in printing.left_out[:MOST_NAMED])
        beside = Issue("recognise", "form.beside_the_form", "info", Place(table=form.table), detail)
        solution = solution.with_issues([beside])
    solution = replace(solution, issues=_named(form, printing.labelled, solution.issues))
    solution = _head_amounts(form, printing.tokens, solution, unit_line)
    return TableReading(form, solution, telling_labels(form, printing.tokens))


def _named(form: Form, printed: Collection[str], issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The issues; of a row whose label is in print the cells are missing, not the row."""

    def named(issue: Issue) -> Issue:
        if issue.code != "form.row_missing" or issue.where.row not in printed:
            return issue
        columns = next(row.columns for row in form.rows if row.code == issue.where.row)
        return replace(issue, code="form.cell_absent", where=replace(issue.where, columns=columns))

    return tuple(map(named, issues))


def _is_ordered(printing: MatchedTable) -> bool:
    """Whether the printed columns are those of the form in its order."""
    full = [
        [parse(t or "").summand or 0.0 for t in row.candidates[0].texts]
        for row in printing.rows
        if row.certain and len(row.candidates) == 1
    ]
    form = printing.form
    turned = any(not t.grid for t in printing.tokens) and is_turned(form, printing.tokens)
    if turned or not labels_lead(form, printing.tokens, printing.match):
        return False
    ordered = in_order(form, printing.tokens, printing.above)
    return ordered and not (form.printed == "grid" and total_comes_first(full))


def mark_truncated_end(form: Form, rows: Collection[RowCandidates], solution: Solution) -> Solution:
    """Where a file ends inside its tables, the last row may be whole or not, and so may its last
    figure. Only a table in one line can end a file well, and shows it: if the sum that its last
    figure is in holds."""
    last = next((row for row in reversed([*rows]) if row.fields), None)
    if last is None:
        return solution
    doubted = set(last.row.names)
    if form.printed == "one_line":
        doubted = {last.row.names[-1]}
        if _is_borne_out(form, last.row.names[-1], solution):
            return solution
    marked = sum(f"{r.row}.{r.column}" in doubted and r.text is not None for r in solution.readings)
    if not marked:
        return solution
    place = last.row.place(form.table)
    detail = f"{marked} 格：文件到此为止，可能不完整"
    issue = Issue("recognise", "form.cell_ambiguous", "error", place, detail)
    return solution.opened(doubted).with_issues([issue])


def _is_borne_out(form: Form, cell: str, solution: Solution) -> bool:
    """Whether a cell is not blank and the sums that it is in are known and hold."""
    values = {f"{r.row}.{r.column}": parse(r.text or "") for r in solution.readings}
    known = {name: v.summand for name, v in values.items() if v.summand is not None}
    sums = [e for e in equations(form) if cell in e.cells]
    whole = all(known.keys() >= set(e.cells) and e.fits(known, {}) for e in sums)
    return bool(sums) and whole and values[cell].status != "blank"


def _count_lost(table: str, match: RowMatch, solution: Solution) -> Solution:
    """With the values that are under no row, and those behind a label that the form lacks."""
    solution = solution.with_lost(Place(table=table), [token.text for token in match.stray])
    for fields in match.rows:
        texts = [token.text for token in _beyond(table, fields)]
        if texts:
            solution = solution.with_lost(fields.row.place(table), texts)
    return solution


def _beyond(table: str, fields: RowFields) -> list[Token]:
    if not has_words(fields):
        return []
    own = {id(t) for t in own_fields(table, fields)}
    return [t for t in fields.fields if t.kind in ("value", "run") and id(t) not in own]


def _head_amounts(form: Form, tokens: list[Token], solution: Solution, unit_line: str) -> Solution:
    """Gives each amount the printed heading of its column and the line beside the table, which may
    name the unit."""
    stems = _amount_stems(form.edition, form.table)
    if not stems:
        return solution
    folded = [(fold(t.text), t.text) for t in tokens if t.kind == "label"]
    headings = {
        column: next((text for start, text in folded if start.startswith(stem)), "")
        for column, stem in stems.items()
    }

    def headed(reading: Reading) -> Reading:
        if (heading := headings.get(reading.column)) is None:
            return reading
        return replace(reading, heading=heading, unit_line=unit_line)

    return solution.with_readings(headed)


@lru_cache(maxsize=16)
def _amount_stems(edition: str, table: str) -> dict[str, str]:
    """Column that holds amounts -> what its heading begins with."""
    form = catalogue().editions[edition].tables[table]
    lines = {column: catalogue().column(table, column) for column in form.columns}
    return {c: fold(min(line.labels, key=len)) for c, line in lines.items() if line.type == "amount"}
