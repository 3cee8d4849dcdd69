"""Tokens of one printed table -> its edition and the readings of all its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
from pipelines.model import Issue
from pipelines.recognise.align import align
from pipelines.recognise.candidates import choices, layout_of, own_fields
from pipelines.recognise.labels import labels
from pipelines.recognise.runs import pieces
from pipelines.recognise.settle import Settled, settle
from pipelines.recognise.tokens import Token
from pipelines.recognise.walk import RowFields, Walk, walk, walk_disputes


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read: its edition, its readings, and what was found and lost on the way."""

    table: str
    edition: str
    settled: Settled


def read_table(table: str, tokens: list[Token], filled: bool, edition: str = "") -> TableReading:
    """Read the tokens of one printing of `table`. The edition that its labels fit best wins; `edition` is taken where
    the table is the same in all (table 4). `filled`: nothing in the report is left blank, see `all_filled`."""
    forms = {code: e.tables[table] for code, e in catalogue().editions.items()}
    if table == "t4":
        code = edition or max(forms)
        found = walk_disputes(forms[code], tokens)
    else:
        code, found = _best(forms, tokens)
    layout = layout_of(found.rows, _headings(forms[code], found, tokens), filled)
    settled = settle(forms[code], [choices(forms[code], row, layout) for row in found.rows])
    _count_lost(table, found, settled)
    _head_amounts(table, tokens, settled)
    return TableReading(table, code, settled)


def all_filled(tables: dict[str, list[Token]]) -> bool:
    """Whether every run of glued figures in the report's tables has at least as many figures as its row has cells: no
    sign of a blank cell, which leaves no trace in glued text."""
    newest = catalogue().editions[max(catalogue().editions)]
    runs = 0
    for table, tokens in tables.items():
        form = newest.tables[table]
        fewest = {"t2": 1, "t4": len(form.cells)}.get(table, len(form.columns))
        for token in tokens:
            if token.kind == "run":
                runs += 1
                if sum(map(len, pieces(token.text) or [])) < fewest:
                    return False
    return runs > 0


def _best(forms: dict[str, Form], tokens: list[Token]) -> tuple[str, Walk]:
    """The edition whose rows are all there in order; failing that the one that aligns at the least cost."""
    walks = {code: found for code, form in forms.items() if (found := walk(form, tokens))}
    if len(walks) == 1:
        return next(iter(walks.items()))
    if walks:  # both: only table 2 reduced to common rows; the column headings tell
        code = max(walks, key=lambda c: _markers(c, tokens))
        return code, walks[code]
    aligned = {code: align(form, tokens) for code, form in forms.items()}
    code = min(aligned, key=lambda c: aligned[c][0])
    return code, aligned[code][1]


def _markers(edition: str, tokens: list[Token]) -> int:
    marks = {key(m) for m in catalogue().editions[edition].markers}
    return sum(t.key in marks for t in tokens if t.kind == "label")


def _headings(form: Form, found: Walk, tokens: list[Token]) -> tuple[str, ...]:
    """Columns named above table 3, in the order of the form, where a row before any full one may lack a value with its
    heading: a page break often takes the last column's heading along with the value."""
    if form.table != "t3":
        return ()
    names = {key(label): code for code in form.columns for label in catalogue().column("t3", code).labels}
    first = found.rows[0]
    if sum(t.kind == "value" for t in first.fields) == len(form.columns):
        return ()
    seen = set()
    for token in tokens:
        if token.kind == "label" and first.row.code in labels("t3").rows.get(token.key, ()):
            break
        seen.add(names.get(token.key))
    return tuple(c for c in form.columns if c in seen)


def _count_lost(table: str, found: Walk, settled: Settled) -> None:
    """Values under no row, and values behind a label that the form does not have, are found and lost."""
    left = [("", t) for t in found.stray]
    for fields in found.rows:
        left += [(fields.row.code, t) for t in _beyond(fields)]
    for row, token in left:
        settled.found += 1
        settled.lost += 1
        where = f"{table}.{row}".rstrip(".")
        settled.issues.append(Issue("recognise", "form.number_lost", "error", where, token.text.strip()))


def _beyond(fields: RowFields) -> list[Token]:
    own = {id(t) for t in own_fields(fields)}
    return [t for t in fields.fields if t.kind in ("value", "run") and id(t) not in own]


def _head_amounts(table: str, tokens: list[Token], settled: Settled) -> None:
    """Gives each amount the printed heading of its column, which may name the unit."""
    data = catalogue()
    columns = {c: line for (t, kind, c), line in data.lines.items() if t == table and kind == "column"}
    amounts = {c: line for c, line in columns.items() if line.type == "amount"}
    for i, reading in enumerate(settled.readings):
        if line := amounts.get(reading.column):
            stem = fold(min(line.labels, key=len))
            printed = next((t.text for t in tokens if t.kind == "label" and fold(t.text).startswith(stem)), "")
            settled.readings[i] = replace(reading, heading=printed)
