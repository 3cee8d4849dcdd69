"""A printed table whose cells are known -> each value under its own headings, where these are not
in the order of the form.

Offices print natural persons behind the organisations, litigation before reconsideration, the total
first, last year's figures beside this year's, one row for each proceeding, or a table turned. The
headings say which cell is whose; where they name what no form has, the cells under them are open,
and what is under no cell of the form is left out. A nought or nil merged over several cells counts
for each of them, any other value over several is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from statistics import multimode

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.model import NOT_TEXT
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.label_places import LabelPlaces, Place
from pipelines.recognise.printed_rows import PrintedRow, printed_rows
from pipelines.recognise.tokens import Token
from pipelines.values import is_value, parse

Code = tuple[str, str]
"""Row and column of the form."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The rows of a table by its headings, and the values that are in no cell of the form."""

    rows: tuple[RowCandidates, ...]
    left_out: tuple[str, ...]


def by_headings(form: Form, tokens: list[Token]) -> Arranged | None:
    """The rows of the form as the headings give them; None where they say nothing against its order, or
    where the cells of the table are not known. A dump that keeps its blank cells, and table 4 in several
    lines, are read so in any order: which cell of a short row is blank could not be told."""
    if form.is_list or not (sheet := _Sheet(form, tokens)).is_known:
        return None
    cells = sheet.cells()
    if cells is None:
        return None
    even = sheet.even_lines(cells)
    if sheet.is_plain(cells) and not sheet.keeps_blanks(cells, even) and not sheet.is_in_lines(cells):
        return None
    printed = {code for code, _ in cells}
    rows = tuple(_row(r, cells, sheet, even) for r in _rows_of(form) if not r.optional or r.code in printed)
    used = {id(token) for token in cells.values()}
    left_out = [t.text for t in tokens if t.kind in ("value", "run") and id(t) not in used]
    return Arranged(rows, tuple(left_out))


def _rows_of(form: Form) -> Iterable[PrintedRow]:
    return printed_rows(form).values()


def _row(row: PrintedRow, cells: dict[Code, Token], sheet: _Sheet, even: frozenset[int]) -> RowCandidates:
    tokens = {i: cells[code] for i, code in enumerate(_codes(row)) if code in cells}
    own = tuple(dict.fromkeys(tokens.values()))
    evidence = " ".join(t.text.strip() for t in own if t.kind != "blank")
    if own and not sheet.is_whole(row, own, cells, even):  # damage moved what is behind it
        printed = sum(t.kind in ("value", "run") for t in own)
        return RowCandidates(row, printed=printed, evidence=evidence, fields=own)
    texts = tuple(sheet.text(code, cells) for code in _codes(row))
    spots = Candidate.placed(tokens, row.cells).spots
    printed = sum(is_value(text or "") for text in texts)
    return RowCandidates(
        row, (Candidate(texts, spots),), certain=True, printed=printed, evidence=evidence, fields=own
    )


def _codes(row: PrintedRow) -> tuple[Code, ...]:
    return _codes_of(row.names)


@lru_cache(maxsize=256)
def _codes_of(names: tuple[str, ...]) -> tuple[Code, ...]:
    return tuple((row, column) for row, _, column in (name.rpartition(".") for name in names))


@lru_cache(maxsize=16)
def _cells_of(edition: str, table: str) -> frozenset[Code]:
    """The cells of a form, those of local rows included."""
    rows = catalogue().editions[edition].tables[table].rows
    return frozenset((row.code, column) for row in rows for column in row.columns)


class _Sheet(LabelPlaces):
    """One printing, and which of its tokens are in which cells of the form."""

    def __init__(self, form: Form, tokens: list[Token]) -> None:
        super().__init__(form, tokens)
        self._opened: set[Code] = set()
        self._shared: dict[int, int] = {}
        self._turned = self.is_known and self.is_turned()
        self._cells = _cells_of(form.edition, form.table)

    def cells(self) -> dict[Code, Token] | None:
        """Cell of the form -> its token. None where two claim the same cell, or no heading is known."""
        claims: dict[Code, Token] = {}
        for place, token in self.at.items():
            if place[0] in self.heads or (token.kind == "label" and token.key in self.known):
                continue
            above = self.above(place)
            if above is None and token.kind in ("value", "run"):
                return None  # the headings are not those of these columns, or on another page
            if token.kind in ("value", "run") and self._is_unlabelled(place, above):
                return None  # its row began on another line: one of the cells above may be its own
            single = token.across == token.down == 1
            codes = (self._code(place, above, 1),) if single else self._codes(place, token)
            for code in codes:
                if code is not None and claims.setdefault(code, token) is not token:
                    return None
        if not claims:
            return None
        shared = Counter(id(token) for token in claims.values())
        self._shared = {key: n for key, n in shared.items() if n > 1}
        return self._with_open(claims) if self._unnamed(claims) else claims

    def _is_unlabelled(self, place: Place, above: Token | None) -> bool:
        """Whether no word is at the left of a place under a heading of the form, in a table whose rows
        have labels."""
        if self.form.printed == "one_line" or above is None or self.left(place) is not None:
            return False
        return self.column_of(above) is not None

    def is_plain(self, cells: dict[Code, Token]) -> bool:
        """Whether the values are in the order of the form, and nothing is beside them."""
        if self._shared or self._turned or self._has_column_more():
            return False
        at = {id(token): n for n, token in enumerate(self.tokens)}
        order = [at[id(cells[c])] for row in _rows_of(self.form) for c in _codes(row) if c in cells]
        if order != sorted(order):
            return False
        used = {id(token) for token in cells.values()}
        return not any(
            token.kind in ("value", "run") and id(token) not in used and self._is_beside(place)
            for place, token in self.at.items()
        )

    def _has_column_more(self) -> bool:
        """Whether a cell of a row, blank or with words in it, is under a heading that the form does
        not have: then the figures beside it are under their own."""
        return any(
            token.grid
            and place[0] not in self.heads
            and self.left(place) is not None
            and self.is_strange(place)
            and (above := self.above(place)) is not None
            and self.is_foreign(above.key)
            for place, token in self.at.items()
        )

    def keeps_blanks(self, cells: dict[Code, Token], even: frozenset[int]) -> bool:
        """Whether cells of a dump are blank, and all of the form's are there."""
        if not any(token.kind == "blank" and not token.grid for token in cells.values()):
            return False
        return all(
            self.is_whole(row, [cells[c] for c in _codes(row) if c in cells], cells, even)
            for row in _rows_of(self.form)
            if not row.optional or any(code in cells for code in _codes(row))
        )

    def is_in_lines(self, cells: dict[Code, Token]) -> bool:
        """Whether a table in one line is printed in several, each cell under its own heading."""
        lines = {token.line for token in cells.values()}
        return self.form.printed == "one_line" and len(lines) > 1 and cells.keys() == self._cells

    def _is_beside(self, place: Place) -> bool:
        """Whether a value is under a heading or in a row that the form does not have. What may be a
        piece of a label that was torn is none."""
        left = self.left(place)
        return (left is not None and self.is_foreign(left.key)) or self.is_strange(place)

    def even_lines(self, cells: dict[Code, Token]) -> frozenset[int]:
        """The lines that end where most lines under the same headings do: where a cell is lost, the
        figures behind it are under other headings."""
        ends = {token.line: 0 for token in cells.values()}
        for (top, column), token in self.at.items():
            for line in ends.keys() & range(top, top + token.down):
                ends[line] = max(ends[line], column + token.across)
        under = {line: max((n for n in self.heads if n < line), default=0) for line in ends}
        usual = {
            head: max(multimode(ends[line] for line in ends if under[line] == head))
            for head in {*under.values()}
        }
        return frozenset(line for line in ends if ends[line] == usual[under[line]])

    def is_whole(
        self, row: PrintedRow, own: Iterable[Token], cells: dict[Code, Token], even: frozenset[int]
    ) -> bool:
        """Whether a row has a cell for each of its columns, in lines that are `even_lines`."""
        if any(code not in cells and code not in self._opened for code in _codes(row)):
            return False
        return all(token.line in even for token in own)

    def text(self, code: Code, cells: dict[Code, Token]) -> str | None:
        """What is printed in a cell; behind NOT_TEXT where it cannot be known whose it is."""
        if code in self._opened:
            return NOT_TEXT
        token = cells.get(code)
        if token is None:
            return None
        if id(token) in self._shared and parse(token.text).summand != 0:
            return NOT_TEXT + token.text
        return token.text

    def _unnamed(self, claims: dict[Code, Token]) -> list[Code]:
        """The cells of printed rows that no heading gives a value or a blank."""
        rows = {row for row, _ in claims}
        codes = (code for row in _rows_of(self.form) for code in _codes(row))
        return [code for code in codes if code[0] in rows and code not in claims]

    def _with_open(self, claims: dict[Code, Token]) -> dict[Code, Token] | None:
        """Where headings of the table are unknown, its cells without one are open: any of the
        values under unknown headings may be theirs. Where no unknown one is there, nothing is
        said."""
        used = {id(token) for token in claims.values()}
        strange = any(
            token.kind in ("value", "run") and id(token) not in used and self.is_strange(place)
            for place, token in self.at.items()
        )
        if not strange:
            return None
        self._opened.update(self._unnamed(claims))
        return claims

    def _codes(self, place: Place, token: Token) -> Iterable[Code | None]:
        """The cells of the form that a token over several cells covers."""
        line, column = place
        covered = [(line + d, column + a) for d in range(token.down) for a in range(token.across)]
        return [self._code(spot, self.above(spot), token.down) for spot in covered]

    def _code(self, place: Place, above: Token | None, down: int) -> Code | None:
        left = self.left(place)
        if self._turned:
            above, left = left, above
        column = self.column_of(above) if above else None
        if self.form.printed == "one_line":
            row = self.group_over(place)
        else:
            is_own = left is not None and (self._turned or self.rows_beside(left) <= down)
            row = self.row_of(left) if left and is_own else None
        return (row, column) if row and column and (row, column) in self._cells else None
