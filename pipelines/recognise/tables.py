"""Tokens of one printed table -> its edition and the readings of all its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
from pipelines.model import Issue, Place
from pipelines.recognise.align import align
from pipelines.recognise.candidates import RowCandidates, candidates
from pipelines.recognise.fields import own_fields
from pipelines.recognise.labels import similarity
from pipelines.recognise.layout import Style, in_order, layout_of, total_comes_first
from pipelines.recognise.match_in_order import RowFields, RowMatch, match_disputes, match_in_order
from pipelines.recognise.solve import Solution, solve
from pipelines.recognise.tokens import Token
from pipelines.values import parse

NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read: its edition, its readings, and what was found and lost on the way."""

    table: str
    edition: str
    solution: Solution


def read_table(
    table: str, tokens: list[Token], style: Style, edition: str = "", cut: bool = False
) -> TableReading:
    """Read the tokens of one printing of `table`. The edition that its labels fit best wins;
    `edition`, of the tables before, is taken where the table is the same in all (table 4). `style`:
    how the report's figures are glued. `cut`: nothing follows the table, so that the file may have
    been cut in it."""
    forms = {code: e.tables[table] for code, e in catalogue().editions.items()}
    if table == "t4":
        code = edition or max(forms)
        match = match_disputes(forms[code], tokens)
    else:
        code, match = choose_edition(forms, tokens, edition)
    layout = layout_of(forms[code], match.rows, tokens, style)
    rows = [candidates(forms[code], row, layout) for row in match.rows]
    full = [
        [parse(t or "").summand or 0.0 for t in r.candidates[0].texts]
        for r in rows
        if r.certain and len(r.candidates) == 1
    ]
    ordered = in_order(forms[code], tokens) and not (table == "t3" and total_comes_first(full))
    if not ordered:
        for row in rows:
            row.candidates = []
    solution = solve(forms[code], rows)
    if not ordered:
        solution.issues = [Issue("recognise", "form.columns_differ", "error", Place(table=table))]
    if cut:
        mark_truncated_end(forms[code], rows, solution)
    _count_lost(table, match, solution)
    _head_amounts(table, tokens, solution)
    return TableReading(table, code, solution)


def choose_edition(forms: dict[str, Form], tokens: list[Token], before: str) -> tuple[str, RowMatch]:
    """The edition whose rows are all there in order; failing that the one that aligns at the least
    cost. One that shows none of its own labels is asked only if it is that of the tables `before`:
    a poor scan may have lost them."""
    printed = {t.key for t in tokens if t.kind == "label"}
    own = {
        code: not printed.isdisjoint(edition_only_labels(code, form.table)) for code, form in forms.items()
    }
    # a row that only another edition has may have lost its label, but the headings of its columns
    # stand in print
    walks = {
        c: w
        for c, form in forms.items()
        if (own[c] or not any(own.values())) and (w := match_in_order(form, tokens))
    }
    if len(walks) == 1:
        return next(iter(walks.items()))
    if walks:  # both: only table 2 reduced to common rows; the column headings tell
        code = max(walks, key=lambda c: _markers(c, tokens))
        return code, walks[code]
    exact = {code: form for code, form in forms.items() if own[code]}
    nearly = {code: form for code, form in forms.items() if _shows_itself(form, printed)}
    forms = (
        exact
        or nearly
        or {c: f for c, f in forms.items() if c == before or not edition_only_labels(c, f.table)}
        or forms
    )
    aligned = {code: align(form, tokens) for code, form in forms.items()}
    code = min(aligned, key=lambda c: aligned[c][0])
    return code, aligned[code][1]


def _shows_itself(form: Form, printed: set[str]) -> bool:
    """Whether a label that only this edition has is printed, or nearly."""
    own = edition_only_labels(form.edition, form.table)
    return any(similarity(p, o) >= NEARLY for p in printed for o in own)


@lru_cache(maxsize=16)
def edition_only_labels(edition: str, table: str) -> frozenset[str]:
    """Keys of rows and columns that no other edition has in this table; short ones say nothing."""

    def keys(
        code: str,
    ) -> set[str]:  # of groups, too: （六）其他处理 is a row in one edition and a group in the other
        form, data = catalogue().editions[code].tables[table], catalogue()
        rows = {key(label) for row in form.order for label in data.row(table, row).labels}
        return rows | {key(label) for c in form.columns for label in data.column(table, c).labels}

    others = set().union(*(keys(code) for code in catalogue().editions if code != edition))
    return frozenset(k for k in keys(edition) - others if len(k) >= 4)


def _markers(edition: str, tokens: list[Token]) -> int:
    marks = {key(m) for m in catalogue().editions[edition].markers}
    return sum(t.key in marks for t in tokens if t.kind == "label")


def mark_truncated_end(form: Form, rows: list[RowCandidates], solution: Solution) -> None:
    """Where a file ends inside its tables, the last row may be whole or not, and so may its last
    figure. Only table 4 can end a file well, and shows it: if its last sum holds."""
    last = next((row for row in reversed(rows) if row.fields), None)
    if last is None:
        return
    doubted = last.row.columns
    if last.row.code == "*":
        texts = [r.text for r in solution.readings[-len(form.columns) :]]
        values = [parse(text or "") for text in texts]
        parts = [value.summand for value in values]
        if (
            values[-1].status != "blank"
            and None not in parts
            and sum(p or 0 for p in parts[:-1]) == parts[-1]
        ):
            return
        doubted = doubted[-1:]
    names = {c if last.row.code == "*" else f"{last.row.code}.{c}" for c in doubted}
    marked = [
        i for i, r in enumerate(solution.readings) if f"{r.row}.{r.column}" in names and r.text is not None
    ]
    for i in marked:
        reading = solution.readings[i]
        solution.lost += parse(reading.text or "").status not in ("blank", "unreadable")
        solution.readings[i] = replace(reading, text=None, doubt="ambiguous", evidence=reading.text or "")
    if marked:
        where = Place(table=form.table, row=last.row.code)
        solution.issues.append(
            Issue(
                "recognise",
                "form.cell_ambiguous",
                "error",
                where,
                f"{len(marked)} 格：文件到此为止，可能不完整",
            )
        )


def _count_lost(table: str, match: RowMatch, solution: Solution) -> None:
    """Values under no row, and values behind a label that the form does not have, are found and lost."""
    left = [("", t) for t in match.stray]
    for fields in match.rows:
        left += [(fields.row.code, t) for t in _beyond(table, fields)]
    for row, token in left:
        solution.printed += 1
        solution.lost += 1
        where = Place(table=table, row=row)
        solution.issues.append(Issue("recognise", "form.number_lost", "error", where, token.text.strip()))


def _beyond(table: str, fields: RowFields) -> list[Token]:
    own = {id(t) for t in own_fields(table, fields)}
    return [t for t in fields.fields if t.kind in ("value", "run") and id(t) not in own]


def _head_amounts(table: str, tokens: list[Token], solution: Solution) -> None:
    """Gives each amount the printed heading of its column, which may name the unit."""
    data = catalogue()
    columns = {c: line for (t, kind, c), line in data.lines.items() if t == table and kind == "column"}
    amounts = {c: line for c, line in columns.items() if line.type == "amount"}
    for i, reading in enumerate(solution.readings):
        if line := amounts.get(reading.column):
            stem = fold(min(line.labels, key=len))
            printed = next(
                (t.text for t in tokens if t.kind == "label" and fold(t.text).startswith(stem)), ""
            )
            solution.readings[i] = replace(reading, heading=printed)
