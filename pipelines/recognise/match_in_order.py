"""Matches a table to a form in order: every row label is printed, as the form has them.

Most reports can be read so, in a few milliseconds. Where a label is torn, lost or misspelt this
gives up and the alignment (align.py) takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.labels import labels, similarity
from pipelines.recognise.printed_rows import PrintedRow, rows_in_order
from pipelines.recognise.tokens import Token

NEAR = 0.75
"""Similarity of a printed label to the one that is due from which on it is taken for it."""


@dataclass(slots=True)
class RowFields:
    """A row and the printed fields that follow its label: values, runs and blanks, in order.

    `anchored` is false where no label of its own was found and the numbers came to it by order
    alone. `line` is that of its label, 0 where there is none; `label` is its text.
    """

    row: PrintedRow
    fields: list[Token] = field(default_factory=list)
    anchored: bool = True
    line: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class RowMatch:
    """Rows with their fields, and values that are under no row."""

    rows: list[RowFields]
    stray: list[Token] = field(default_factory=list)


def match_in_order(form: Form, tokens: list[Token]) -> RowMatch | None:
    """Read `tokens` as `form`, or None if its row labels are not all there in order.

    Column headings and repeated group labels (printed again after a page break) are passed over; so
    are words that are no label (a group label torn by a page break). A misspelt label counts where
    it is the next one's. But then every row must have all its numbers.
    """
    progress = _Progress(form, rows_in_order(form, frozenset(t.key for t in tokens if t.kind == "label")))
    for token in tokens:
        if token.kind != "label":
            progress.take_field(token)
        elif not progress.take_label(token):
            return None
    return RowMatch(progress.rows, progress.stray) if progress.complete() else None


class _Progress:
    """How far the rows of a form have been met in a stream of tokens."""

    def __init__(self, form: Form, order: list[tuple[str, PrintedRow | None]]) -> None:
        self.rows: list[RowFields] = []
        self.stray: list[Token] = []
        self._table = form.table
        self._labels = labels(form.table)
        self._order = order
        self._next = 0  # place in the order of the row that is due
        self._current: RowFields | None = None
        self._torn = False  # a word was met that is no label
        self._foreign = False  # one was met below a row without values: what follows may be its own

    def take_field(self, token: Token) -> None:
        if self._current is not None:
            self._current.fields.append(token)
        elif token.kind != "blank":
            self.stray.append(token)

    def take_label(self, label: Token) -> bool:
        """False where the label shows that the order of the form is not kept."""
        printed, line = label.key, label.line
        codes = self._labels.rows.get(printed, ())
        due = self._due(codes)
        if printed not in self._labels:
            if self._is_among_values(label):
                return False
            self._torn = True
            if due < len(self._order) and self._is_nearly(printed, self._order[due][0]):
                codes = (self._order[due][0],)
            else:
                self._foreign = self._foreign or self._is_empty_above(printed, line)
        if due < len(self._order) and self._order[due][0] in codes:
            self._begin(due, label)
            return True
        # a row ahead of its turn, so the label of one before it was lost; or a row of another edition
        return printed not in self._labels or printed in self._labels.heads or self._was_met(codes)

    def complete(self) -> bool:
        """Whether every filled row was met, and after a torn label has all its numbers."""
        if self._foreign or any(row for _, row in self._order[self._next :]):
            return False
        return not self._torn or all(
            sum(t.kind == "value" for t in r.fields) == r.row.cells for r in self.rows
        )

    def _is_among_values(self, word: Token) -> bool:
        """Whether a word with a figure in it is behind a row's label or a value on its line: it may be
        one itself, or the first piece of the next."""
        row = self._current
        if row is None or not any(map(str.isdigit, word.text)):
            return False
        if not row.fields:
            return row.line == word.line
        return row.fields[-1].line == word.line and row.fields[-1].kind != "blank"

    def _is_empty_above(self, word: str, line: int) -> bool:
        """Whether the row that was met last has no value, and the word below it is no piece of its
        label."""
        row = self._current
        if row is None or row.line == line or any(t.kind != "blank" for t in row.fields):
            return False
        names = catalogue().row(self._table, row.row.code).labels
        return bool(word) and not any(word in key(label) for label in names)

    def _due(self, codes: tuple[str, ...]) -> int:
        """The place of the row that a label of `codes` may begin: a group label may be missing, a
        filled row may not."""
        place = self._next
        while place < len(self._order) and self._order[place][0] not in codes and not self._order[place][1]:
            place += 1
        return place

    def _begin(self, place: int, label: Token) -> None:
        row = self._order[place][1]
        self._current = RowFields(row, line=label.line, label=label.text) if row else None
        if self._current:
            self.rows.append(self._current)
        self._next = place + 1

    def _was_met(self, codes: tuple[str, ...]) -> bool:
        return any(code in codes for code, _ in self._order[: self._next])

    def _is_nearly(self, printed: str, row: str) -> bool:
        names = catalogue().row(self._table, row).labels
        return any(similarity(printed, key(label)) >= NEAR for label in names)
