"""Headings of the rows of a table in one line in words of an office's own, 复议后起诉情况 or
行政诉讼（未经复议直接起诉）: whether they follow each other as the rows of the form do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
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
    rows = {key(n): at for at, r in enumerate(form.rows) for n in catalogue().row(form.table, r.code).labels}
    said: list[int] = []
    is_late = False
    for token in tokens:
        if token.kind in ("value", "run"):
            is_late |= not said
        elif token.kind == "label" and (at := _row_of(form, rows, token)) is not None:
            said.append(at)
    if is_late and said[:1] == [0]:
        return False  # the values in front are of another row, which is named further above
    if len(every := {*said}) < 2:
        return True
    first, last = min(every), max(every)
    return said[0] == first and all(b >= a or (a, b) == (last, first) for a, b in pairwise(said))


def _row_of(form: Form, rows: dict[str, int], label: Token) -> int | None:
    """The row whose name is in a label, or that it is a part of; of several the longest. None for the
    title of the table, which names what is over several rows behind the first."""
    word = _NO_LETTER.sub("", fold(label.text))
    if not LEAST <= len(word) <= MOST:
        return None
    alike = [row for row in rows if row in word or word in row]
    name = max(alike, key=len, default="")
    over = (key(heading.zh) for heading in catalogue().headings[form.table])
    if not name or (rows[name] == 0 and any(heading in word.partition(name)[2] for heading in over)):
        return None
    return rows[name]
