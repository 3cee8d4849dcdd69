"""The plain way through a table: every row label stands in print, in the order of the form.

Most reports can be read so, in a few milliseconds. Where a label is torn, lost or misspelt the walk gives up and the
alignment (align.py) takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form, FormRow
from pipelines.fold import key
from pipelines.recognise.labels import labels, likeness
from pipelines.recognise.tokens import Token

NEAR = 0.75  # likeness of a printed label to the one that is due


@dataclass(slots=True)
class RowFields:
    """A row of the form and the printed fields that follow its label: values, runs and blanks, in order.

    `anchored` is false where no label of its own was found and the numbers came to it by order alone.
    """

    row: FormRow
    fields: list[Token] = field(default_factory=list)
    anchored: bool = True


@dataclass(slots=True)
class Walk:
    """Rows found, and values that stand under no row."""

    rows: list[RowFields]
    stray: list[Token]


def form_rows(form: Form, present: frozenset[str]) -> list[tuple[str, FormRow | None]]:
    """(code, filled row or None for a group) in order; local rows only where their label is among `present`."""
    filled = {row.code: row for row in form.rows}
    known = labels(form.table).rows
    printed = {code for key in present for code in known.get(key, ())}
    return [(c, filled.get(c)) for c in form.order if not (c in filled and filled[c].optional and c not in printed)]


def walk(form: Form, tokens: list[Token]) -> Walk | None:
    """Read `tokens` as `form`, or None if its row labels are not all there in order.

    Column headings and repeated group labels (printed again after a page break) are passed over; so are words that are
    no label (a group label torn by a page break). A misspelt label counts where it is the next one's. But then every
    row must have all its numbers.
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
            return None  # a row ahead of its turn, so the label of one before it was lost; or a row of another edition
    if any(row for _, row in order[position:]):
        return None
    if torn and any(sum(t.kind == "value" for t in r.fields) != len(r.row.columns) for r in rows):
        return None
    return Walk(rows, stray)


def _is_nearly(printed: str, table: str, row: str) -> bool:
    return any(likeness(printed, key(label)) >= NEAR for label in catalogue().row(table, row).labels)


def walk_disputes(form: Form, tokens: list[Token]) -> Walk:
    """Table 4: its 15 numbers stand in one unlabelled row under the headings; all fields after the last heading."""
    whole = FormRow("*", tuple(f"{row.code}.{column}" for row in form.rows for column in row.columns))
    last = max((i for i, t in enumerate(tokens) if t.kind == "label" and t.key in labels("t4")), default=-1)
    before = [t for t in tokens[: last + 1] if t.kind in ("value", "run")]
    fields = [t for t in tokens[last + 1 :] if t.kind != "label"]
    return Walk([RowFields(whole, before + fields)], [])
