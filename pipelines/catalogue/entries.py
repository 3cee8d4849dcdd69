"""The types of the catalogue. Each mirrors one kind of entry in the YAML files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.issue import Severity


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a statutory table: its code, official label, translation and the
    variants seen in print. `alone`: a row that adds up to nothing with others and is compared with
    nothing but itself."""

    table: str
    code: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()
    parent: str | None = None
    type: Literal["", "count", "signed_count", "amount"] = ""
    unit: str | None = None
    alone: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of the form, then its variants."""
        return (self.zh, *self.variants)


@dataclass(frozen=True, slots=True)
class Heading:
    """Fixed words of a table, with their translation, and the columns that they are above, or the
    rows of a table in one line; without these the heading of the labels in front."""

    zh: str
    en: str
    over: frozenset[str] = frozenset()


Printed = Literal["blocks", "grid", "one_line", "list"]
"""How a table is laid out in print. `blocks`: titled blocks one below the other, each with column
headings of its own and rows of as many values, the label in front of each (table 2). `grid`: column
headings once, then every row with its label in front of its values, some under headings without
values (table 3). `one_line`: the rows are next to each other, each with all columns, over a single
line of values without a label: rows times columns values, in the order of `Form.cells`
(table 4). `list`: rows of one figure, each with its label and its own unit in front, some under
headings without a figure (the table of 2014)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table: its code, official title and translation, the section that it is in, what
    it is `called` for short in each language (第二表, Table 2), and how it is printed, in every
    edition alike."""

    code: str
    zh: str
    en: str
    section: str
    called: dict[Literal["zh", "en"], str]
    printed: Printed

    @property
    def is_list(self) -> bool:
        """Whether it is printed as a list: indicator, unit, figure."""
        return self.printed == "list"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A filled row of a table in one edition: its cells in reading order, and the title of the
    block it is in, as printed and in English."""

    code: str
    columns: tuple[str, ...]
    title: str = ""
    title_en: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One table in one edition. `order` is the rows as printed, groups (printed headings without
    numbers) included; `printed` how they are laid out.

    Of a table in one line the values come in `len(rows)` groups of `len(columns)`, group by group
    the cells of one row.
    """

    edition: str
    table: str
    rows: tuple[FormRow, ...]
    groups: frozenset[str]
    order: tuple[str, ...]
    columns: tuple[str, ...]
    printed: Printed

    @property
    def is_list(self) -> bool:
        """Whether it is printed as a list: indicator, unit, figure."""
        return self.printed == "list"

    @property
    def cells(self) -> tuple[str, ...]:
        """`row.column` of every cell that the national form has, in reading order."""
        return tuple(f"{r.code}.{c}" for r in self.rows if not r.optional for c in r.columns)

    def cells_as(self, other: Form) -> bool:
        """Whether the other prints the same rows and columns in the same order."""
        mine, theirs = ([(r.code, r.columns, r.optional) for r in form.rows] for form in (self, other))
        return mine == theirs and self.order == other.order


@dataclass(frozen=True, slots=True)
class Edition:
    """A national form: name, the report years it was made for, the labels only it has, its own
    wording of labels that others have too, its tables."""

    code: str
    zh: str
    en: str
    years: tuple[int, int | None]
    markers: tuple[str, ...]
    labels: dict[str, str]
    tables: dict[str, Form]

    def covers(self, year: int) -> bool:
        """Whether reports of the year use this edition."""
        first, last = self.years
        return first <= year and (last is None or year <= last)

    def has_cell(self, cell: str) -> bool:
        """Whether it has the cell `table.row.column`."""
        table, row, column = cell.split(".")
        form = self.tables.get(table)
        return form is not None and any(r.code == row and column in r.columns for r in form.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: its number (一 to 六), official heading, and how headings seen in
    print begin."""

    code: str
    number: str
    zh: str
    en: str
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """An equation of the form: the sum of `left` equals the sum of `right`, in each column or each
    row of `table`."""

    code: str
    table: str
    each: Literal["column", "row"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueKind:
    """What an issue code means, how bad it is, and what a person can do about it."""

    code: str
    severity: Severity
    zh: str
    en: str
    do: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What is printed in a list beside its labels and its figures: words of the headings of its
    columns, in front of a label that is a part of another, behind one that says that it counts, and
    below the list."""

    label: tuple[str, ...]
    figure: tuple[str, ...]
    beside: tuple[str, ...]
    unit: tuple[str, ...]
    number: tuple[str, ...]
    of_which: tuple[str, ...]
    counted: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """How nil, signs, money, scales and units are printed, and what a remark says that corrects the
    figure before it. Folded as cell texts are."""

    zero: frozenset[str]
    slash: frozenset[str]
    dash: frozenset[str]
    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    money: tuple[str, ...]
    scales: dict[str, int]
    correct: tuple[str, ...]
    units: dict[str, str]

    @property
    def signs(self) -> tuple[str, ...]:
        """The words that say of a figure that it is an increase or a decrease."""
        return (*self.increase, *self.decrease)
