"""What came of a table: its readings, the values printed and those that became no reading, and why.

Nothing changes a solution; each step makes another out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.catalogue.entries import Form
from pipelines.model import Issue, Place, Reading, Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.values import parse


@dataclass(frozen=True, slots=True)
class Solution:
    """The readings of a table in print order, how many values are in print, how many of them are
    no reading, and the issues that say so."""

    readings: tuple[Reading, ...] = ()
    printed: int = 0
    lost: int = 0
    issues: tuple[Issue, ...] = ()

    def with_issues(self, issues: Iterable[Issue]) -> Solution:
        """The same with further issues."""
        return replace(self, issues=(*self.issues, *issues))

    def with_readings(self, change: Callable[[Reading], Reading]) -> Solution:
        """Every reading changed; none of them may be opened by it."""
        return replace(self, readings=tuple(map(change, self.readings)))

    def opened(self, cells: Collection[str]) -> Solution:
        """The same with `cells`, as `row.column`, left open; what was read there is kept as
        evidence."""
        readings = tuple(opened(r) if f"{r.row}.{r.column}" in cells else r for r in self.readings)
        lost = sum(
            is_number(old.text) for old, new in zip(self.readings, readings, strict=True) if old is not new
        )
        return replace(self, readings=readings, lost=self.lost + lost)

    def with_lost(self, place: Place, texts: Sequence[str]) -> Solution:
        """With values that are in print and in no cell of the form."""
        issues = [Issue("recognise", "form.number_lost", "error", place, text.strip()) for text in texts]
        return replace(
            self,
            printed=self.printed + len(texts),
            lost=self.lost + len(texts),
            issues=(*self.issues, *issues),
        )


def opened(reading: Reading) -> Reading:
    """The reading left open; itself where it is."""
    if reading.text is None:
        return reading
    return replace(reading, text=None, doubt="ambiguous", evidence=reading.text)


def is_number(text: str | None) -> bool:
    """Whether a printed text counts as a value that can be lost."""
    return text is not None and parse(text).status not in ("blank", "unreadable")


def written(form: Form, rows: Iterable[tuple[RowCandidates, Sequence[Candidate]]]) -> Solution:
    """The rows of a table as readings, each with the candidates that are left of it: what they
    agree on is read, all else is open."""
    readings: list[Reading] = []
    issues: list[Issue] = []
    printed = lost = 0
    for row, left in rows:
        own = [_reading(form, row, left, i) for i in range(row.row.cells)]
        missed = row.printed - sum(is_number(r.text) for r in own)
        readings += own
        if missed or any(r.text is None for r in own):
            issues += _issues(form, row, own, missed)
        printed += row.printed
        lost += missed
    return Solution(tuple(readings), printed, lost, tuple(issues))


def _reading(form: Form, row: RowCandidates, left: Sequence[Candidate], cell: int) -> Reading:
    line, column = row.row.names[cell].split(".")
    texts = {candidate.texts[cell] for candidate in left}
    if len(texts) != 1:
        spot = row.fields[0].spot if row.fields else Spot()
        return Reading(form.table, line, column, None, spot, "ambiguous", row.evidence)
    text, spot = texts.pop(), left[0].spots[cell]
    if text is None:
        return Reading(form.table, line, column, None, spot, "absent", row.evidence)
    return Reading(form.table, line, column, text, spot)


def _issues(form: Form, row: RowCandidates, readings: list[Reading], missed: int) -> Iterator[Issue]:
    """What a row lacks, and whether of what is printed something is in no cell."""
    place = row.row.place(form.table)
    absent = [r for r in readings if r.doubt == "absent"]
    doubtful = [r for r in readings if r.doubt == "ambiguous"]
    if len(absent) == row.row.cells:
        yield Issue("recognise", "form.row_missing", "error", place)
    else:
        for line in dict.fromkeys(r.row for r in absent):
            columns = tuple(r.column for r in absent if r.row == line)
            where = Place(table=form.table, row=line, columns=columns)
            yield Issue("recognise", "form.cell_absent", "error", where, row.evidence)
    if doubtful:
        detail = f"{len(doubtful)} 格：{row.evidence}"
        yield Issue("recognise", "form.cell_ambiguous", "error", place, detail)
    elif missed and row.surplus:
        yield Issue("recognise", "form.surplus_number", "warning", place, row.evidence)
    elif missed:
        yield Issue("recognise", "form.number_lost", "error", place, row.evidence)
