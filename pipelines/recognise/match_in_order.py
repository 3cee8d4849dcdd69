"""Matches a table in order: every row label stands in print, in the order of the form.

Most reports can be read so, in a few milliseconds. Where a label is torn, lost or misspelt this gives
up and the alignment (align.py) takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form, FormRow
from pipelines.fold import key
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.tokens import Token

NEAR = 0.75  # similarity of a printed label to the one that is due


@dataclass(slots=True)
class RowFields:
    """A row of the form and the printed fields that follow its label: values, runs and blanks, in order.

    `anchored` is false where no label of its own was found and the numbers came to it by order alone.
    """

    row: FormRow
    fields: list[Token] = field(default_factory=list)
    anchored: bool = True


@dataclass(slots=True)
class RowMatch:
    """Rows found, and values that stand under no row."""

    rows: list[RowFields]
    stray: list[Token]


def form_rows(form: Form, present: frozenset[str]) -> list[tuple[str, FormRow | None]]:
    """(code, filled row or None for a group) in order; local rows only where their label is among
    `present`."""
    filled = {row.code: row for row in form.rows}
    known = labels(form.table).rows
    printed = {code for key in present for code in known.get(key, ())}
    return [
        (c, filled.get(c))
        for c in form.order
        if not (c in filled and filled[c].optional and c not in printed)
    ]


def match_in_order(form: Form, tokens: list[Token]) -> RowMatch | None:
    """Read `tokens` as `form`, or None if its row labels are not all there in order.

    Column headings and repeated group labels (printed again after a page break) are passed over; so
    are words that are no label (a group label torn by a page break). A misspelt label counts where
    it is the next one's. But then every row must have all its numbers.
    """
    known = labels(form.table)
    order = form_rows(form, frozenset(t.key for t in tokens if t.kind == "label"))
    rows: list[RowFields] = []
    stray: list[Token] = []
    current: RowFields | None = None
    position = 0
    torn = False
    for token in tokens:
        if token.kind != "label":
            if current is not None:
                current.fields.append(token)
            elif token.kind != "blank":
                stray.append(token)
            continue
        codes = known.rows.get(token.key, ())
        step = position
        while step < len(order) and order[step][0] not in codes and order[step][1] is None:
            step += 1  # a group label may be missing; a filled row may not
        if token.key not in known:
            torn = True
            if step < len(order) and _is_nearly(token.key, form.table, order[step][0]):
                codes = (order[step][0],)
        if step < len(order) and order[step][0] in codes:
            row = order[step][1]
            current = RowFields(row) if row else None
            if current:
                rows.append(current)
            position = step + 1
        elif (
            token.key in known
            and token.key not in known.heads
            and not any(c == code for c in codes for code, _ in order[:position])
        ):
            # a row ahead of its turn, so the label of one before it was lost; or a row of another
            # edition
            return None
    if any(row for _, row in order[position:]):
        return None
    if torn and any(sum(t.kind == "value" for t in r.fields) != len(r.row.columns) for r in rows):
        return None
    return RowMatch(rows, stray)


def _is_nearly(printed: str, table: str, row: str) -> bool:
    return any(similarity(printed, key(label)) >= NEAR for label in catalogue().row(table, row).labels)


def match_disputes(form: Form, tokens: list[Token]) -> RowMatch:
    """Table 4: 15 numbers in one row under the headings. Also with a line of five for each
    proceeding, or a line of three for each result; a table behind it, or a row that it does not
    have, is not read as part of it."""
    cells = [f"{row.code}.{column}" for row in form.rows for column in row.columns]
    groups: list[tuple[str, list[Token]]] = []  # the label before each stretch of fields
    label = ""
    headings = {t.line for t in tokens if t.kind == "label" and t.key in labels("t4")}
    valued = {t.line for t in tokens if t.grid and t.kind == "value"} - headings
    for token in tokens:
        if token.kind == "blank" and token.line in headings:
            continue  # no cell, but the rest of a merged heading
        if token.kind != "label" or (
            token.line in valued and token.key not in labels("t4")
        ):  # a word in a cell's place
            if not groups or groups[-1][0] != label:
                groups.append((label, []))
            groups[-1][1].append(token)
        elif token.key in labels("t4"):
            label = token.key
        elif sum(_count(fields) for _, fields in groups) >= len(cells):
            break
    filled = [(name, [t for t in fields if t.kind != "blank"]) for name, fields in groups if _count(fields)]
    by_result = [key(catalogue().column("t4", c).zh) for c in form.columns]
    if [len(f) for _, f in filled] == [len(form.rows)] * len(form.columns) and [
        n for n, _ in filled
    ] == by_result:
        cells = [f"{row.code}.{column}" for column in form.columns for row in form.rows]
    if not filled:  # blanks between the headings are no cells, only those behind the last of them
        ends = (
            label == key(catalogue().column("t4", form.columns[-1]).zh) and groups and groups[-1][0] == label
        )
        groups = groups[-1:] if ends else []
    fields = [t for _, group in groups for t in group]
    first = next((t for t in fields if t.kind != "blank"), None)
    if first and first.grid:
        same = [t for t in fields if t.spot.table == first.spot.table]
        fields = same if _count(same) >= len(cells) else fields
    return RowMatch([RowFields(FormRow("*", tuple(cells)), fields)], [])


def _count(fields: list[Token]) -> int:
    return sum(t.kind in ("value", "run") for t in fields)
