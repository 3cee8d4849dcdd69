"""Rows that no form has, on a page without rulings: 其中：当面申请 with a value for each column.

There a label stands in lines above, beside and below its values, and only their order tells whose
they are. The values of one row more would move all that are before it by a row, whose own sums hold
as well; so they are taken out, and told as in no cell of the form. Where the label of a row of the
form is missing at that place, the row may be that one, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.tokens import Token

LEAST_OF_A_LABEL = 3
"""Characters of a label; shorter ones may be pieces of a group's, set from top to bottom."""
LEAST_OF_A_PIECE = 5
"""Characters of a piece that tells of which label it is."""


def without_foreign_rows(form: Form, tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of a printing, and the values of such rows."""
    if form.printed == "one_line" or any(t.grid or not t.spot.box for t in tokens):
        return tokens, []
    lines = [[*line] for _, line in groupby(tokens, attrgetter("line"))]
    foreign = {n for n, line in enumerate(lines) if _is_foreign_row(form, line)}
    if not foreign:
        return tokens, []
    named = [_last_row(form, line) for line in lines]
    foreign = {n for n in foreign if not _is_one_missing(form, named[:n], named[n + 1 :])}
    kept = [token for n, line in enumerate(lines) if n not in foreign for token in line]
    return kept, [t for n in sorted(foreign) for t in lines[n] if t.kind in ("value", "run")]


def _is_foreign_row(form: Form, line: list[Token]) -> bool:
    """Whether a line is one word that is unlike all labels, and behind it values for most of the
    columns."""
    word, *fields = line
    if word.kind != "label" or any(t.kind == "label" for t in fields):
        return False
    values = sum(t.kind in ("value", "run") for t in fields)
    return 2 * values > max(len(row.columns) for row in form.rows) and _is_unlike_all(form.table, word.key)


def _is_unlike_all(table: str, word: str) -> bool:
    """Whether a word is unlike every label of the table, and no piece of one."""
    if len(word) < LEAST_OF_A_LABEL:
        return False
    known = labels(table)
    return not any(
        word in label or label in word or similarity(word, label) >= UNLIKE
        for label in (*known.rows, *known.heads)
        if len(label) >= LEAST_OF_A_LABEL or label == word
    )


def _last_row(form: Form, line: list[Token]) -> int | None:
    """The place in the form of the last row that a line names, by its label or a piece of it."""
    places = [
        place for token in line if token.kind == "label" and (place := _place(form, token.key)) is not None
    ]
    return places[-1] if places else None


def _place(form: Form, word: str) -> int | None:
    of = [
        place
        for place, row in enumerate(form.rows)
        if any(
            word == name or (len(word) >= LEAST_OF_A_PIECE and word in name)
            for name in _names(form, row.code)
        )
    ]
    return of[0] if len(of) == 1 else None


def _names(form: Form, row: str) -> tuple[str, ...]:
    return tuple(key(label) for label in catalogue().row(form.table, row).labels)


def _is_one_missing(form: Form, before: Sequence[int | None], behind: Sequence[int | None]) -> bool:
    """Whether a row that each report has stands in the form between the nearest that are named before
    and behind a place."""
    following = next((place for place in behind if place is not None), len(form.rows))
    last = next((place for place in reversed(before) if place is not None and place < following), -1)
    return any(not row.optional for row in form.rows[last + 1 : following])
