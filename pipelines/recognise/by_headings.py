"""A printed table whose cells are known -> each value under its own headings, where these are not in
the order of the form.

Offices print natural persons behind the organisations, litigation before reconsideration, the total
first, last year's figures beside this year's, one row for each proceeding, or a table turned. The
headings say which cell is whose; where they name what no form has, the cells under them are open,
and what is under no cell of the form is left out. A nought or nil merged over several cells counts
for each of them, any other value over several is open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.model import NOT_TEXT
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.match_in_order import NEAR
from pipelines.recognise.printed_rows import PrintedRow, printed_rows
from pipelines.recognise.tokens import Token
from pipelines.values import is_value, parse

Place = tuple[int, int]
"""Line of the document and column within it."""
Code = tuple[str, str]
"""Row and column of the form."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The rows of a table by its headings, and the values that are in no cell of the form."""

    rows: tuple[RowCandidates, ...]
    left_out: tuple[str, ...]


def by_headings(form: Form, tokens: list[Token]) -> Arranged | None:
    """The rows of the form as the headings give them; None where they say nothing against its order,
    or where the cells of the table are not known."""
    sheet = _Sheet(form, tokens)
    if not sheet.is_known:
        return None
    cells = sheet.cells()
    if cells is None or sheet.is_plain(cells):
        return None
    rows = tuple(_row(row, cells, sheet) for row in _rows_of(form))
    used = {id(token) for token in cells.values()}
    left_out = [t.text for t in tokens if t.kind in ("value", "run") and id(t) not in used]
    return Arranged(rows, tuple(left_out))


def _rows_of(form: Form) -> Iterable[PrintedRow]:
    return (row for row in printed_rows(form).values() if not row.optional)


def _row(row: PrintedRow, cells: dict[Code, Token], sheet: _Sheet) -> RowCandidates:
    tokens = {i: cells[code] for i, code in enumerate(_codes(row)) if code in cells}
    own = tuple(dict.fromkeys(tokens.values()))
    texts = tuple(sheet.text(code, cells) for code in _codes(row))
    spots = Candidate.placed(tokens, row.cells).spots
    printed = sum(is_value(text or "") for text in texts)
    evidence = " ".join(t.text.strip() for t in own if t.kind != "blank")
    return RowCandidates(
        row, (Candidate(texts, spots),), certain=True, printed=printed, evidence=evidence, fields=own
    )


def _codes(row: PrintedRow) -> list[Code]:
    return [(name.rpartition(".")[0], name.rpartition(".")[2]) for name in row.names]


class _Sheet:
    """The tokens of one printing by their places, and what its labels say of them."""

    def __init__(self, form: Form, tokens: list[Token]) -> None:
        self._form, self._tokens = form, tokens
        self._columns = _names(form.table, "column", form.columns)
        self._rows = _names(form.table, "row", [row.code for row in form.rows])
        self._known = labels(form.table)
        self._at: dict[Place, Token] = {}
        self.is_known = bool(tokens)
        for token in tokens:
            column = token.spot.column
            if column is None or token.prose or (token.line, column) in self._at:
                self.is_known = False
                return
            self._at[token.line, column] = token
        self.is_known = all(t.grid for t in tokens) or self._is_rectangular()
        self._heads: dict[int, dict[int, Token]] = defaultdict(dict)
        head_lines = self._head_lines()
        for (line, column), token in self._at.items():
            if token.kind == "label" and line in head_lines:
                self._heads[line][column] = token
        self._opened: set[Code] = set()
        self._shared: dict[int, int] = {}
        self._turned = False

    def _head_lines(self) -> set[int]:
        """The lines of headings: without values, and not that of a row of the form that is blank or
        filled with words."""
        lines: dict[int, list[Token]] = defaultdict(list)
        for token in self._tokens:
            lines[token.line].append(token)
        own = self._rows.keys() - self._columns.keys()

        def is_head(line: list[Token]) -> bool:
            if any(t.kind in ("value", "run") for t in line):
                return False
            named = {t.key for t in line if t.kind == "label"} & own
            return self._form.printed == "one_line" or len(named) != 1

        return {number for number, line in lines.items() if is_head(line)}

    def _is_rectangular(self) -> bool:
        """Whether the lines of a dump that hold values, and those that name columns, have as many
        fields, so that their columns are those of the table; where merged cells are one field, what
        follows them is shifted."""
        counted = Counter(line for line, _ in self._at)
        telling = {
            t.line
            for t in self._tokens
            if t.kind in ("value", "run") or (t.kind == "label" and t.key in self._columns)
        }
        widths = {counted[line] for line in telling}
        return len(widths) == 1 and widths != {1}

    def cells(self) -> dict[Code, Token] | None:
        """Cell of the form -> its token. None where two claim the same cell, or no heading is known."""
        turned = self._turned = self._is_turned()
        claims: dict[Code, Token] = {}
        self._unknown: set[tuple[str, int]] = set()
        named: set[str] = set()
        for place, token in self._at.items():
            if token.kind == "label" and (token.key in self._known or place[0] in self._heads):
                continue
            if token.kind in ("value", "run") and self._above(place) is None:
                return None  # the headings are not those of these columns, or on another page
            for spot in self._covered(place, token):
                code = self._code(spot, turned)
                if code is None:
                    continue
                named.add(code[1])
                if claims.setdefault(code, token) is not token:
                    return None
        if not named:
            return None
        shared = Counter(id(token) for token in claims.values())
        self._shared = {key: n for key, n in shared.items() if n > 1}
        return claims if self._is_complete(claims) else self._with_open(claims)

    def is_plain(self, cells: dict[Code, Token]) -> bool:
        """Whether the values of each row are in the order of the form, and nothing is beside them."""
        if self._opened or self._shared or self._turned:
            return False
        at = {id(token): n for n, token in enumerate(self._tokens)}
        for row in _rows_of(self._form):
            order = [at[id(cells[code])] for code in _codes(row) if code in cells]
            if order != sorted(order):
                return False
        used = {id(token) for token in cells.values()}
        return not any(
            token.kind in ("value", "run") and id(token) not in used and self._is_beside(place)
            for place, token in self._at.items()
        )

    def _is_beside(self, place: Place) -> bool:
        """Whether a value is under a heading or in a row that the form does not have. What may be a
        piece of a label that was torn is none."""
        left = self._left(place)
        foreign = left is not None and left.key not in self._known and self._is_foreign(left.key)
        return foreign or self._is_strange(place)

    def _is_foreign(self, word: str) -> bool:
        known = (*self._known.rows, *self._known.heads)
        return bool(word) and not any(
            word in k or k in word or similarity(word, k) >= UNLIKE for k in known if k
        )

    def text(self, code: Code, cells: dict[Code, Token]) -> str | None:
        """What is printed in a cell; behind NOT_TEXT where it cannot be told whose it is."""
        token = cells.get(code)
        if code in self._opened:
            return NOT_TEXT + (token.text if token else "")
        if token is None:
            return None
        if id(token) in self._shared and parse(token.text).summand != 0:
            return NOT_TEXT + token.text
        return token.text

    def _is_complete(self, claims: dict[Code, Token]) -> bool:
        """Whether every column of each row that is printed has a heading."""
        return not self._unnamed(claims)

    def _unnamed(self, claims: dict[Code, Token]) -> list[Code]:
        """The cells of printed rows that no heading gives a value or a blank."""
        rows = {row for row, _ in claims}
        codes = (code for row in _rows_of(self._form) for code in _codes(row))
        return [code for code in codes if code[0] in rows and code not in claims]

    def _with_open(self, claims: dict[Code, Token]) -> dict[Code, Token] | None:
        """Where headings of the table are unknown, its cells without one are open: any of the values
        under unknown headings may be theirs. Where no unknown one is there, nothing is said."""
        used = {id(token) for token in claims.values()}
        strange = any(
            token.kind in ("value", "run") and id(token) not in used and self._is_strange(place)
            for place, token in self._at.items()
        )
        if not strange:
            return None
        self._opened.update(self._unnamed(claims))
        return claims

    def _is_strange(self, place: Place) -> bool:
        """Whether the heading above a place is none that the form has."""
        above = self._above(place)
        return above is not None and above.key not in self._known and self._column(above) is None

    def _covered(self, place: Place, token: Token) -> Iterable[Place]:
        if token.across == token.down == 1:
            return (place,)
        line, column = place
        return [(line + d, column + a) for d in range(token.down) for a in range(token.across)]

    def _code(self, place: Place, turned: bool) -> Code | None:
        above, left = self._above(place), self._left(place)
        if turned:
            above, left = left, above
        column = self._column(above) if above else None
        if self._form.printed == "one_line":
            row = self._proceeding(place)
            column = column or (self._column(left) if left else None)
        else:
            row = self._row_of(left, column) if left else None
        return (row, column) if row and column and self._has(row, column) else None

    def _has(self, row: str, column: str) -> bool:
        return any(r.code == row and column in r.columns for r in self._form.rows)

    def _is_turned(self) -> bool:
        """Whether the columns of the form are printed as lines: more of their names are at the left."""
        own = self._columns.keys() - self._rows.keys()
        left = {t.key for line in self._lines() for t in line if t.key in own}
        above = {t.key for heads in self._heads.values() for t in heads.values() if t.key in own}
        return len(left) > len(above)

    def _lines(self) -> Iterable[list[Token]]:
        """The labels of each line that has values."""
        lines: dict[int, list[Token]] = defaultdict(list)
        for token in self._tokens:
            if token.kind == "label" and token.line not in self._heads:
                lines[token.line].append(token)
        return lines.values()

    def _above(self, place: Place) -> Token | None:
        """The lowest heading that begins right above a place."""
        line, column = place
        lines = [n for n, heads in self._heads.items() if n < line and column in heads]
        return self._heads[max(lines)][column] if lines else None

    def _left(self, place: Place) -> Token | None:
        """The nearest label of the form at the left of a place, also one from further up that
        reaches down to it; else the nearest word that is none."""
        line, column = place
        words = [
            (c, token)
            for (n, c), token in self._at.items()
            if token.kind == "label" and c < column and n <= line < n + token.down and n not in self._heads
        ]
        known = [(c, token) for c, token in words if token.key in self._known]
        return max(known or words, key=lambda found: found[0], default=(0, None))[1]

    def _column(self, token: Token) -> str | None:
        if (code := self._columns.get(token.key)) is not None:
            return code
        if token.key in self._known:
            return None
        alike = {code for name, code in self._columns.items() if similarity(token.key, name) >= NEAR}
        return alike.pop() if len(alike) == 1 else None

    def _row_of(self, token: Token, column: str | None) -> str | None:
        return self._rows.get(token.key)

    def _proceeding(self, place: Place) -> str | None:
        """The row of a table in one line: by a label at the left, or by the heading above that reaches
        over the place. A lower heading does not reach beyond where a higher one begins."""
        line, column = place
        beside = self._left(place)
        if beside is not None and beside.key in self._rows:
            return self._rows[beside.key]
        bound = 0
        for n in sorted(n for n in self._heads if n < line):
            heads = {c: t for c, t in self._heads[n].items() if c <= column and self._is_group(t)}
            if heads:
                bound = max(bound, max(heads))
        for n in sorted((n for n in self._heads if n < line), reverse=True):
            heads = {c: t for c, t in self._heads[n].items() if bound <= c <= column and self._is_group(t)}
            if heads:
                return self._rows.get(heads[max(heads)].key)
        return None

    def _is_group(self, token: Token) -> bool:
        """Whether a heading is over several columns: a row of the form, or a word over some of them."""
        return token.key in self._rows or (token.key in self._known and token.key not in self._columns)


def _names(table: str, kind: str, codes: Iterable[str]) -> dict[str, str]:
    """Key of a label -> its code."""
    data = catalogue()
    return {key(label): code for code in codes for label in data.lines[table, kind, code].labels}
