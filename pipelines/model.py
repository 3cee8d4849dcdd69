"""The nouns that all stages share: plain, typed, standard library only.

bytes --read--> Document --recognise--> Statement --normalise--> Fact

A stage returns its output together with the issues it met; nothing is dropped without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pipelines.filing import Filing as Filing
from pipelines.issue import Issue as Issue
from pipelines.issue import Place as Place
from pipelines.issue import Severity as Severity

Status = Literal["number", "blank", "slash", "dash", "percent", "text", "ambiguous", "unreadable", "absent"]
"""What kind of cell it was. `blank`, `slash` ("/") and `dash` ("—", "无") are three ways of printing
nil; `percent` and `text` are numbers printed in a form that a count cell should not have; the last
three carry no value: several readings are possible, the text is no value at all, or the cell was
not found."""

DOUBT_SIGNS: dict[str, str] = {"ambiguous": "？", "unreadable": "？", "absent": "缺"}
"""What a cell in doubt shows instead of a value, by its status."""

DOUBTFUL: frozenset[str] = frozenset(DOUBT_SIGNS)
PRINTED_IN_DOUBT: frozenset[str] = DOUBTFUL - {"absent"}
"""Statuses of cells that are printed and whose value is left open."""
NIL: frozenset[str] = frozenset({"blank", "slash", "dash"})
"""Statuses of cells that are not filled in."""

NOT_TEXT = "\ufffc"
"""Is in a cell's text where a person sees something that no text of the file gives (a picture, a
drawing, an embedded object), and before a text that is seen but does not hold (a figure struck out
with nothing in its place). Such a cell is neither blank nor a value: it is `unreadable`."""


class Spot(NamedTuple):
    """Where a cell is in its file. Counted from 1 in reading order; None where the format has
    no such thing.

    `page` of the file, `table` within the document, `row` and `column` within that table, `line` of
    a text dump, `box` = (left, top, right, bottom) in points from the upper left corner of the
    page.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    box: tuple[float, float, float, float] | None = None


NOWHERE = Spot()
"""In no place of the file."""


class Cell(NamedTuple):
    """One cell as printed; `text` keeps its blanks and line breaks. Merged cells appear once, at
    their origin; `across` and `down` tell how many columns and rows they cover, as far as the
    format says.

    `confidence`, 0 to 1, where the text was recognised from a picture: that of its least sure
    character. `left_out` is seen in the cell and is no part of its text: figures that are struck
    out and replaced, marks of notes.
    """

    text: str
    spot: Spot = NOWHERE
    confidence: float | None = None
    left_out: str = ""
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document in reading order.

    `prose`: one row with one cell, a paragraph. `grid`: rows of a table whose cells are known
    (HTML, Word, ruled PDF). `lines`: a text dump, one row per line, split into fields where the
    dump has tabs or pipes.
    """

    kind: Literal["prose", "grid", "lines"]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a stream of cells in reading order; knows formats, not forms.

    `metadata` may hold `title`, `published_on`, `source`, `url` as the page states them, and
    `attachments`: the addresses, one per line, of reports that it offers as files. `reader`: the
    library. `whole`: its end shows that it is. One without blocks carries an issue that says why.
    `part_pages`: of each of the files that it is joined from.
    """

    format: str
    blocks: tuple[Block, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    reader: str = ""
    issues: tuple[Issue, ...] = ()
    whole: bool = False
    part_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell of the form and what is printed in it.

    `doubt` is empty for a cell read as printed, else `ambiguous` or `absent`; a doubtful cell has
    no text of its own, `evidence` then keeps the printed run it may come from. `heading` is the
    printed heading of an amount's column, `unit_line` a line above or below its table (单位：元); they
    may name the unit.
    """

    table: str
    row: str
    column: str
    text: str | None
    spot: Spot = NOWHERE
    doubt: Literal["", "ambiguous", "absent"] = ""
    evidence: str = ""
    heading: str = ""
    unit_line: str = ""
    confidence: float | None = None

    @property
    def code(self) -> str:
        """`table.row.column`."""
        return f"{self.table}.{self.row}.{self.column}"

    @property
    def place(self) -> Place:
        """The cell as the place of an issue."""
        return Place(table=self.table, row=self.row, columns=(self.column,))


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document says in terms of the form; knows forms, not formats.

    `editions` gives the edition of each table that was found; `edition` is theirs if they agree,
    else `mixed`, or `unknown` if there is no table. `numbers_found` counts the printed values
    inside the recognised tables: each is a reading or an issue. `part_of_year`, as printed, where
    it is no annual report; it has no year then. `edition_printed`: whether a label tells the
    edition, which is that of the year otherwise.
    """

    office: str | None
    year: int | None
    edition: str
    title: str | None = None
    editions: dict[str, str] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    numbers_found: int = 0
    numbers_lost: int = 0
    issues: tuple[Issue, ...] = ()
    part_of_year: str = ""
    edition_printed: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell with its value as printed, in the unit printed; never corrected."""

    table: str
    row: str
    column: str
    value: float | None
    status: Status
    text: str | None
    unit: str | None = None
    spot: Spot = NOWHERE
    confidence: float | None = None

    @property
    def code(self) -> str:
        """`table.row.column`."""
        return f"{self.table}.{self.row}.{self.column}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A number or year that the prose names. `kind` is listed in catalogue/mentions.yml, `text` is
    the folded quote."""

    kind: str
    section: str
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a section's text is made of: its length in characters, and digests of the whole and of
    each sentence."""

    section: str
    characters: int
    fingerprint: int
    sentences: tuple[int, ...]


SecondReading = Literal["none", "confirmed", "differs", "replaced", "unable"]
"""What an independent second reader said of what the first left in doubt. `none`: nothing was in
doubt, or the format has no second reader. `confirmed`: the same; a sum that is broken is so in
print. `differs`: some cells were read otherwise and are now `ambiguous`; the rest is confirmed.
`replaced`: a table that the first could not read whole is the second's. `unable`: what was in doubt
could not all be read again. After `confirmed` and `differs` every sum that is still broken is
broken in both readings."""


@dataclass(frozen=True, slots=True)
class Report:
    """A filing read end to end. `read_by` names the readings that it rests on, e.g.
    `pdfium+pdfplumber`. `part_pages` as of its document."""

    filing: Filing
    format: str
    status: Literal["parsed", "partial", "quarantined"]
    statement: Statement
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]
    published_on: str | None = None
    read_by: str = ""
    second_reading: SecondReading = "none"
    mentions: tuple[Mention, ...] = ()
    wordings: tuple[Wording, ...] = ()
    part_pages: tuple[int, ...] = ()
