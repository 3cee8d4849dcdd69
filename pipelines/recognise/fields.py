"""Which of the tokens behind a row's label are its fields: values, blanks, words in the place of a
value."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import ENUMERATOR, fold
from pipelines.recognise.labels import labels, row_keys, similarity
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.tokens import Token

MAX_ODD = 16  # folded characters; longer texts are remarks or prose
UNLIKE = 0.5
"""Similarity below which a text is no label of the form."""
ROW_LINES = 3  # times as many values on lines of several fields as alone: then a row is a line

_FIGURE = re.compile(r"\d")


def is_odd(table: str, token: Token) -> bool:
    """A text with a figure in it that is neither a value nor like any label: `约120`, `120人次`. It
    fills a cell."""
    folded = fold(token.text)
    if token.kind != "label" or len(folded) > MAX_ODD or not _FIGURE.search(ENUMERATOR.sub("", folded)):
        return False
    known = labels(table)
    return token.key not in known and all(
        similarity(token.key, name) < UNLIKE for name in (*known.rows, *known.heads)
    )


LONG = 4
"""Characters: a piece of a label that is as long is no unit."""


def has_words(fields: RowFields) -> bool:
    """Whether there is a word among the fields of a row. Most rows have none behind their label."""
    return any(t.kind == "label" for t in fields.fields)


def own_fields(table: str, fields: RowFields) -> list[Token]:
    """The fields of a row without label pieces.

    A word among the values of a line, or in a table whose cells are known, is the content of a
    cell.
    """
    if not has_words(fields):
        return fields.fields[:]
    known = labels(table)
    valued = {t.line for t in fields.fields if t.kind == "value"}
    begun: set[int] = set()  # lines of the values so far
    out: list[Token] = []
    for token in up_to_its_end(table, fields):
        if token.kind == "value":
            begun.add(token.line)
        elif token.kind == "label":
            among_values = token.line in begun and token.key not in known
            if not (token.line in valued if token.grid else among_values or is_odd(table, token)):
                continue
        out.append(token)
    return out


def up_to_its_end(table: str, fields: RowFields) -> list[Token]:
    """The fields of a row up to an unknown label that ends it, behind a full row or on a line below
    one that has a field for each cell, blank ones included: what follows belongs to a row that the
    form does not have."""
    before = _Before()
    for at, token in enumerate(fields.fields):
        if token.kind == "label" and _is_ended(table, fields, before, token):
            return fields.fields[:at]
        before.take(token)
    return fields.fields


@dataclass(slots=True)
class _Before:
    """The fields of a row so far: how many, how many values, the line of the last, and the kinds of
    the first line; `is_one_line` if there is no other."""

    count: int = 0
    values: int = 0
    first: int = 0
    last: int = 0
    is_one_line: bool = True
    kinds: set[str] = field(default_factory=set)

    def take(self, token: Token) -> None:
        """One more."""
        self.first = self.first if self.count else token.line
        self.count += 1
        self.values += token.kind == "value"
        self.last = token.line
        if token.line == self.first:
            self.kinds.add(token.kind)
        else:
            self.is_one_line = False


def _is_ended(table: str, fields: RowFields, before: _Before, word: Token) -> bool:
    """Whether a row has all its fields before a word that is no piece of its own label."""
    cells = fields.row.cells
    if before.values == cells:
        return True
    if not before.count or not word.key or before.last == word.line or before.count < cells:
        return False
    whole = before.is_one_line and before.kinds <= ({"value", "blank"} if word.grid else {"blank"})
    return whole and not any(word.key in label for label in _own_labels(table, fields.row.code))


def interrupted(table: str, fields: RowFields) -> bool:
    """Whether words that are none of the row's own come between its values, or before them on
    another line than its label or they are on: the values behind may belong to a row whose label is
    spoilt, or that the form does not have. So does a piece of its own label between two values: the
    first may be the number of the line."""
    if not has_words(fields):
        return False
    own = _own_labels(table, fields.row.code)
    before: int | None = None
    words: list[int] = []  # lines of such words
    for token in fields.fields:
        if token.kind in ("value", "run"):
            if any(before is not None or line != token.line or _is_below(fields, line) for line in words):
                return True
            before = token.line
        elif token.kind == "label" and any(token.key in label for label in own):
            if before is not None and len(token.key) >= LONG:
                words.append(token.line)
        elif token.kind == "label" and token.line != before:
            words.append(token.line)
    return False


def _is_below(fields: RowFields, line: int) -> bool:
    return fields.line not in (0, line)


@lru_cache(maxsize=256)
def _own_labels(table: str, row: str) -> tuple[str, ...]:
    """The labels of a row without signs, for pieces of them to be looked for; none of a whole
    table."""
    names = catalogue().row(table, row).labels if row else ()
    return tuple("".join(filter(str.isalnum, fold(label))) for label in names)


def names_another_row(form: Form, row: str, token: Token) -> bool:
    """Whether a label among a row's fields is that of another row, so that the fields may be that
    row's."""
    if token.kind != "label" or token.key not in row_keys(form.table, form.edition):
        return False
    return row not in labels(form.table).rows[token.key]


def _line_numbers(tokens: list[Token]) -> set[int]:
    """`id` of the figures in the first column of a table that count its rows."""
    first = [
        t
        for t in tokens
        if t.grid and t.spot.column == 1 and t.kind == "value" and t.text.strip().isdecimal()
    ]
    counted = sum(int(b.text) - int(a.text) == 1 for a, b in pairwise(first))
    return {id(t) for t in first} if 2 * counted > len(first) else set()


def without_page_numbers(tokens: list[Token]) -> list[Token]:
    """A figure alone on its line, between the rows of a table whose rows are lines or whose cells
    are known, is in none of them. Behind a label it may be that label's value, and stays; right
    below other fields, without an empty line between, it may be the rest of a figure that was
    broken over two lines."""
    if any(t.grid for t in tokens):
        numbers = _line_numbers(tokens)
        return [t for t in tokens if not (t.prose and t.kind in ("value", "run")) and id(t) not in numbers]
    printed = Counter(t.line for t in tokens if t.kind != "blank")
    values = [t for t in tokens if t.kind == "value"]
    alone = {t.line for t in values if printed[t.line] == 1}
    if not alone or len(values) - len(alone) < ROW_LINES * len(alone):
        return tokens
    return _without_lonely(tokens, alone)


def _without_lonely(tokens: list[Token], alone: set[int]) -> list[Token]:
    """Without the figures on lines `alone` that no label awaits and that follow an empty line."""
    fields = Counter(t.line for t in tokens)
    kept: list[Token] = []
    awaited = True  # the token before is a label with no field on its own line
    above = 0
    for token in tokens:
        lonely = token.kind == "value" and token.line in alone and token.line > above + 1
        if lonely and not awaited and token.text.strip().isdigit():
            continue
        if token.kind != "blank":
            above = token.line
            awaited = token.kind == "label" and fields[token.line] == 1
        kept.append(token)
    return kept
