"""Where the labels of a printed table are: which of them are above a value, which beside it, and which
of the form's rows and columns they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.match_in_order import NEAR
from pipelines.recognise.tokens import Token

Place = tuple[int, int]
"""Line of the document and column within it."""


class LabelPlaces:
    """The tokens of one printing of a table by their places. `is_known`: these are those of a table."""

    def __init__(self, form: Form, tokens: list[Token]) -> None:
        self.form, self.tokens = form, tokens
        self.columns = _names(form.table, "column", form.columns)
        self.rows = _names(form.table, "row", [row.code for row in form.rows])
        self.known = labels(form.table)
        self.at: dict[Place, Token] = {}
        self.is_known = False
        for token in tokens:
            column = token.spot.column
            if column is None or token.prose or (token.line, column) in self.at:
                return
            self.at[token.line, column] = token
        self.is_known = bool(tokens) and (all(t.grid for t in tokens) or self._is_rectangular())
        self.heads: dict[int, dict[int, Token]] = defaultdict(dict)
        head_lines = self._head_lines()
        for (line, column), token in self.at.items():
            if token.kind == "label" and line in head_lines:
                self.heads[line][column] = token

    def _head_lines(self) -> set[int]:
        """The lines of headings: without values, and not that of a row of the form that is blank or
        filled with words."""
        lines: dict[int, list[Token]] = defaultdict(list)
        for token in self.tokens:
            lines[token.line].append(token)
        own = self.rows.keys() - self.columns.keys()

        def is_head(line: list[Token]) -> bool:
            if any(t.kind in ("value", "run") for t in line):
                return False
            named = {t.key for t in line if t.kind == "label"} & own
            return self.form.printed == "one_line" or len(named) != 1

        return {number for number, line in lines.items() if is_head(line)}

    def _is_rectangular(self) -> bool:
        """Whether the lines of a dump that hold values, and those that name columns, have as many
        fields, so that their columns are those of the table; where merged cells are one field, what
        follows them is shifted."""
        counted = Counter(line for line, _ in self.at)
        telling = {
            t.line
            for t in self.tokens
            if t.kind in ("value", "run") or (t.kind == "label" and t.key in self.columns)
        }
        widths = {counted[line] for line in telling}
        return len(widths) == 1 and widths != {1}

    def is_turned(self) -> bool:
        """Whether the columns of the form are printed as lines: more of their names are at the left."""
        own = self.columns.keys() - self.rows.keys()
        left = {t.key for line in self._lines() for t in line if t.key in own}
        above = {t.key for heads in self.heads.values() for t in heads.values() if t.key in own}
        return len(left) > len(above)

    def _lines(self) -> Iterable[list[Token]]:
        """The labels of each line that has values."""
        lines: dict[int, list[Token]] = defaultdict(list)
        for token in self.tokens:
            if token.kind == "label" and token.line not in self.heads:
                lines[token.line].append(token)
        return lines.values()

    def above(self, place: Place) -> Token | None:
        """The lowest heading that begins right above a place."""
        line, column = place
        lines = [n for n, heads in self.heads.items() if n < line and column in heads]
        return self.heads[max(lines)][column] if lines else None

    def left(self, place: Place) -> Token | None:
        """The nearest label of the form at the left of a place, also one from further up that
        reaches down to it; else the nearest word that is none."""
        line, column = place
        words = [
            (c, token)
            for (n, c), token in self.at.items()
            if token.kind == "label" and c < column and n <= line < n + token.down and n not in self.heads
        ]
        known = [(c, token) for c, token in words if token.key in self.known]
        return max(known or words, key=lambda found: found[0], default=(0, None))[1]

    def column_of(self, token: Token) -> str | None:
        """The column that a heading names, also where it is nearly one of them."""
        if (code := self.columns.get(token.key)) is not None:
            return code
        if token.key in self.known:
            return None
        alike = {code for name, code in self.columns.items() if similarity(token.key, name) >= NEAR}
        return alike.pop() if len(alike) == 1 else None

    def row_of(self, token: Token) -> str | None:
        """The row that a label names."""
        return self.rows.get(token.key)

    def group_over(self, place: Place) -> str | None:
        """The row of a table in one line: by a label at the left, or by the heading above that begins
        nearest at the left; where several begin there, by the lowest."""
        line, column = place
        beside = self.left(place)
        if beside is not None and beside.key in self.rows:
            return self.rows[beside.key]
        above = [self.heads[n] for n in sorted(self.heads) if n < line]
        starts = [c for heads in above for c, t in heads.items() if c <= column and self._is_group(t)]
        if not starts:
            return None
        start = max(starts)
        over = [heads[start] for heads in above if start in heads and self._is_group(heads[start])]
        return self.rows.get(over[-1].key)

    def _is_group(self, token: Token) -> bool:
        """Whether a heading is over several columns: a row of the form, or a word over some of them."""
        return token.key in self.known and token.key not in self.columns

    def is_strange(self, place: Place) -> bool:
        """Whether the heading above a place is none that the form has, nor a piece of one."""
        above = self.above(place)
        if above is None or above.key in self.known or self.column_of(above) is not None:
            return False
        return not any(above.key in name for name in self.columns)

    def is_foreign(self, word: str) -> bool:
        """Whether a word is unlike every label of the table."""
        known = (*self.known.rows, *self.known.heads)
        return not any(word in k or k in word or similarity(word, k) >= UNLIKE for k in known)


def _names(table: str, kind: str, codes: Iterable[str]) -> dict[str, str]:
    """Key of a label -> its code."""
    data = catalogue()
    return {key(label): code for code in codes for label in data.lines[table, kind, code].labels}
