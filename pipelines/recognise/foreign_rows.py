"""Rows that no form has, on a page without rulings: 其中：当面申请 with a value for each column.

There a label stands in lines above, beside and below its values, and only their order tells whose
they are. The values of one row more would move all that are before it by a row, whose own sums hold
as well; so they are taken out, and told as in no cell of the form.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from pipelines.catalogue.entries import Form
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.tokens import Token

LEAST_OF_A_LABEL = 3
"""Characters of a label; shorter ones may be pieces of a group's, set from top to bottom."""


def without_foreign_rows(form: Form, tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of a printing, and the values of such rows."""
    if form.printed == "one_line" or any(t.grid or not t.spot.box for t in tokens):
        return tokens, []
    kept: list[Token] = []
    beside: list[Token] = []
    for _, line in groupby(tokens, attrgetter("line")):
        printed = [*line]
        if _is_foreign_row(form, printed):
            beside += [t for t in printed if t.kind in ("value", "run")]
        else:
            kept += printed
    return kept, beside


def _is_foreign_row(form: Form, line: list[Token]) -> bool:
    """Whether a line is one word that is unlike all labels, and behind it values for most of the
    columns."""
    word, *fields = line
    if word.kind != "label" or any(t.kind == "label" for t in fields):
        return False
    values = sum(t.kind in ("value", "run") for t in fields)
    return 2 * values > len(form.columns) and is_foreign(form.table, word.key)


def is_foreign(table: str, word: str) -> bool:
    """Whether a word is unlike every label of the table, and no piece of one."""
    if len(word) < LEAST_OF_A_LABEL:
        return False
    known = labels(table)
    return not any(
        word in label or label in word or similarity(word, label) >= UNLIKE
        for label in (*known.rows, *known.heads)
        if len(label) >= LEAST_OF_A_LABEL or label == word
    )
