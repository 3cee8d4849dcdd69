"""Headings of the rows of a table in one line in words of an office's own, 复议后起诉情况 or
行政诉讼（未经复议直接起诉）: whether they follow each other as the rows of the form do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
from pipelines.recognise.labels import labels
from pipelines.recognise.tokens import Token

LEAST, MOST = 4, 20
"""Characters of such a heading; a longer text is a note."""
_NO_LETTER = re.compile(r"\W")


def spoken_in_order(form: Form, tokens: Iterable[Token]) -> bool:
    """Whether the rows that labels speak of are in the order of the form, all of them before the first
    comes again, and the first not behind values. Where fewer than two are spoken of, and of a table in
    several lines, nothing says otherwise."""
    if form.printed != "one_line":
        return True
    said: list[int] = []
    is_late = False
    for token in tokens:
        if token.kind in ("value", "run"):
            is_late |= not said
        elif token.kind == "label" and (at := spoken_row(form, token)) is not None:
            said.append(at)
    if is_late and said[:1] == [0]:
        return False  # the values in front are of another row, which is named further above
    if len(every := {*said}) < 2:
        return True
    first, last = min(every), max(every)
    return said[0] == first and all(b >= a or (a, b) == (last, first) for a, b in pairwise(said))


def all_spoken(form: Form, tokens: Sequence[Token]) -> bool:
    """Whether each row of a table in one line that is printed in several is spoken of; where not, whether
    no other word in it may be the name of one: 直接诉讼."""
    if form.printed != "one_line" or len({t.line for t in tokens if t.kind in ("value", "run")}) < 2:
        return True
    words = [t for t in tokens if t.kind == "label"]
    rows = [spoken_row(form, word) for word in words]
    if len({*rows} - {None}) == len(form.rows):
        return True
    return not any(row is None and _may_be_row(form, word) for row, word in zip(rows, words))


def _may_be_row(form: Form, label: Token) -> bool:
    known = labels(form.table).heads
    return 1 < len(label.key) <= MOST and not any(label.key in name for name in known)


def spoken_row(form: Form, label: Token) -> int | None:
    """The place of the row whose name is in a label, or that it is a part of; of several the longest. None
    for the title of the table, which names what is over several rows behind the first."""
    word = _NO_LETTER.sub("", fold(label.text))
    if not LEAST <= len(word) <= MOST:
        return None
    rows = _row_names(form.edition, form.table)
    alike = [row for row in rows if row in word or word in row]
    name = max(alike, key=len, default="")
    over = (key(heading.zh) for heading in catalogue().headings[form.table])
    if not name or (rows[name] == 0 and any(heading in word.partition(name)[2] for heading in over)):
        return None
    return rows[name]


@lru_cache(maxsize=16)
def _row_names(edition: str, table: str) -> dict[str, int]:
    rows = catalogue().editions[edition].tables[table].rows
    return {key(name): at for at, row in enumerate(rows) for name in catalogue().row(table, row.code).labels}
