"""Where the labels of a printed table are: which of them are above a value, which beside it, and
which of the form's rows and columns they name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from operator import itemgetter

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.headings import column_names
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.match_in_order import NEAR
from pipelines.recognise.spoken_rows import spoken_row
from pipelines.recognise.tokens import Token

Place = tuple[int, int]
"""Line of the document and column within it."""
_Sorted = tuple[list[int], list[Token]]
"""Columns, or lines, rising, and the token in each."""


class LabelPlaces:
    """The tokens of one printing of a table by their places. `is_known`: these are those of a
    table."""

    def __init__(self, form: Form, tokens: list[Token]) -> None:
        self.form, self.tokens = form, tokens
        self.columns, self.rows = column_names(form), _row_names(form.edition, form.table)
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
        self._above: dict[int, _Sorted] = defaultdict(lambda: ([], []))  # column -> lines of headings
        self._beside: dict[int, list[tuple[int, Token]]] = defaultdict(list)  # line -> labels in it
        self._tall: list[tuple[Place, Token]] = []  # labels that are beside several lines
        self._left: dict[int, tuple[_Sorted, _Sorted]] = {}
        head_lines = self._head_lines()
        words = [item for item in self.at.items() if item[1].kind == "label"]
        for (line, column), token in sorted(words, key=itemgetter(0)):
            if line in head_lines:
                self.heads[line][column] = token
                self._above[column][0].append(line)
                self._above[column][1].append(token)
            elif token.down == 1:
                self._beside[line].append((column, token))
            else:
                self._tall.append(((line, column), token))

    def _head_lines(self) -> set[int]:
        """The lines of headings: without values, also such as reach down into them, and not that of
        a row of the form that is blank or filled with words. Below the first values a word that is
        alone in its line and names a row and a column as well (其他, 总计) is that of the row."""
        values = [t for t in self.tokens if t.kind in ("value", "run")]
        lines = {t.line for t in self.tokens}
        lines -= {line for t in values for line in range(t.line, t.line + min(t.down, len(lines)))}
        if self.form.printed == "one_line":
            return lines
        own = self.rows.keys() - self.columns.keys()
        below = min((t.line for t in values), default=0)
        words: dict[int, set[str]] = defaultdict(set)
        for token in self.tokens:
            if token.kind == "label" and token.line in lines:
                words[token.line].add(token.key)
        alone = {n for n, keys in words.items() if n > below and len(keys) == 1 and keys <= self.rows.keys()}
        return {line for line in lines - alone if len(words[line] & own) != 1}

    def _is_rectangular(self) -> bool:
        """Whether the lines of a dump that hold values, and those that name columns, have as many
        fields, so that their columns are those of the table; where merged cells are one field, what
        follows them is shifted. Of a line of headings blank fields at the end may be gone: all that
        it names is then where the form has it."""
        counted = Counter(line for line, _ in self.at)
        widths = {counted[t.line] for t in self.tokens if t.kind in ("value", "run")}
        if len(widths) != 1 or widths == {1}:
            return False
        (width,) = widths
        names = [t for t in self.tokens if t.kind == "label" and t.key in self.columns]
        short = {t.line for t in names if counted[t.line] != width}
        return not short or all(
            counted[t.line] < width and t.spot.column in self._columns_of(t, width)
            for t in self.tokens
            if t.line in short and t.kind == "label" and (t.key in self.columns or t.key in self.rows)
        )

    def _columns_of(self, token: Token, width: int) -> set[int]:
        """Where the form has a heading, in lines of so many fields that end with the cells of the
        form."""
        rows, column = self.form.rows, self.columns.get(token.key)
        if self.form.printed != "one_line":
            last = max(len(row.columns) for row in rows)
            return {width - last + 1 + row.columns.index(column) for row in rows if column in row.columns}
        named, first, out = self.rows.get(token.key), width - len(self.form.cells) + 1, set()
        for row in rows:
            out |= {first} if row.code == named else set()
            out |= {first + row.columns.index(column)} if column in row.columns else set()
            first += len(row.columns)
        return out

    def is_turned(self) -> bool:
        """Whether the columns of the form are printed as lines: more of their names are at the
        left."""
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
        if column not in self._above:
            return None
        lines, tokens = self._above[column]
        higher = bisect_left(lines, line)
        return tokens[higher - 1] if higher else None

    def left(self, place: Place) -> Token | None:
        """The nearest label of the form at the left of a place, also one from further up that
        reaches down to it; else the nearest word that is none."""
        line, column = place
        labels_of_line = self._left.get(line) or self._labels_beside(line)
        for columns, tokens in labels_of_line:
            if nearer := bisect_left(columns, column):
                return tokens[nearer - 1]
        return None

    def _labels_beside(self, line: int) -> tuple[_Sorted, _Sorted]:
        """The labels of the form that are in a line or reach down to it, and all words that do."""
        words = [(c, t) for (n, c), t in self._tall if n <= line < n + t.down]
        words += self._beside.get(line, ())
        known = [(c, t) for c, t in words if t.key in self.known]
        self._left[line] = _sorted(known), _sorted(words)
        return self._left[line]

    def column_of(self, token: Token) -> str | None:
        """The column that a heading names, also where it is nearly one of them."""
        printed = token.key
        if (code := self.columns.get(printed)) is not None:
            return code
        if printed in self.known:
            return None
        alike = {code for name, code in self.columns.items() if similarity(printed, name) >= NEAR}
        return alike.pop() if len(alike) == 1 else None

    def row_of(self, token: Token) -> str | None:
        """The row that a label names."""
        return self.rows.get(token.key)

    def rows_beside(self, label: Token) -> int:
        """How many lines of values a label reaches over: with several it is not that of a row."""
        if label.down == 1:
            return 1
        lines = self._valued
        return bisect_left(lines, label.line + label.down) - bisect_left(lines, label.line)

    @cached_property
    def _valued(self) -> list[int]:
        """The lines that hold values."""
        return sorted({t.line for t in self.tokens if t.kind in ("value", "run")})

    def group_over(self, place: Place) -> str | None:
        """The row of a table in one line: by a label at the left, or by the heading above that
        begins nearest at the left; where several begin there, by the lowest."""
        line, column = place
        beside = self.left(place)
        if beside is not None and (row := self._row_spoken(beside)):
            return row
        reaching = [
            (columns[count - 1], n)
            for n, columns in self._groups
            if n < line and (count := bisect_right(columns, column))
        ]
        if not reaching:
            return None
        first, lowest = max(reaching)
        return self._row_spoken(self.heads[lowest][first])

    def _row_spoken(self, label: Token) -> str | None:
        """The row that a label names, also in words of an office's own: 行政诉讼（复议后起诉）."""
        if (code := self.rows.get(label.key)) is not None or label.key in self.columns:
            return code
        at = spoken_row(self.form, label)
        return None if at is None else self.form.rows[at].code

    @cached_property
    def _groups(self) -> list[tuple[int, list[int]]]:
        """Lines of headings, and the columns in which one begins there that is over several."""
        return [
            (n, sorted(column for column, token in heads.items() if self._is_group(token)))
            for n, heads in self.heads.items()
        ]

    def _is_group(self, token: Token) -> bool:
        """Whether a heading is over several columns: a row of the form, or a word over some of
        them."""
        if token.key in self.known:
            return token.key not in self.columns
        return spoken_row(self.form, token) is not None

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


def _sorted(tokens: Iterable[tuple[int, Token]]) -> _Sorted:
    first: dict[int, Token] = {}
    for column, token in tokens:
        first.setdefault(column, token)
    columns = sorted(first)
    return columns, [first[column] for column in columns]


@lru_cache(maxsize=16)
def _row_names(edition: str, table: str) -> dict[str, str]:
    """Key of a label -> the code of its row."""
    data = catalogue()
    rows = data.editions[edition].tables[table].rows
    return {key(label): row.code for row in rows for label in data.row(table, row.code).labels}
