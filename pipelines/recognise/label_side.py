"""On which side of its values the label of a row is printed. The form has it at the left; behind
or between the values, each row would be given those of the next."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.catalogue.entries import Form
from pipelines.recognise.labels import row_keys
from pipelines.recognise.match_in_order import RowMatch
from pipelines.recognise.tokens import Token

AT_LEAST = 2
"""Values in front of a label on its line that are no number of the line; and rows that are so."""


def labels_lead(form: Form, tokens: Sequence[Token], match: RowMatch) -> bool:
    """Whether the labels of the rows of a printing are in front of their values: on their line, or,
    where values have lines of their own, with none above the first label that the last one lacks."""
    if form.printed == "one_line":
        return True
    rows = row_keys(form.table, form.edition)
    before: dict[int, int] = {}
    behind: dict[int, int] = {}
    named: set[int] = set()
    for token in tokens:
        if token.kind in ("value", "run"):
            side = behind if token.line in named else before
            side[token.line] = side.get(token.line, 0) + 1
        elif token.kind == "label" and token.key in rows:
            named.add(token.line)
    trailing = {line for line in named if before.get(line, 0) >= AT_LEAST}
    leading = {line for line in named if behind.get(line, 0) and line not in trailing}
    if trailing or leading:
        return len(trailing) < AT_LEAST or len(trailing) <= len(leading)
    return not _ends_without(form, match)


def _ends_without(form: Form, match: RowMatch) -> bool:
    """Whether values are above the label of the first row, and none are below that of the last."""
    if not match.rows or not match.stray:
        return False
    last = next((row for row in reversed(match.rows) if row.anchored), None)
    stray = sum(token.kind in ("value", "run") for token in match.stray)
    empty = last is not None and not any(t.kind in ("value", "run") for t in last.fields)
    return empty and 2 * stray > min(row.row.cells for row in match.rows)
