"""The one table of all pages: sorted and turned over by the address, cut only with a word of it, and
the same rows as CSV, JSON and Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dashboard.asked import Asked
from dashboard.store import Row
from dashboard.words import NONE, day, number, percent

MOST_TAKEN = 200_000
"""Rows of a download; `gongkai export` writes all there are."""
SHOWN = 50
"""Rows of a table on a page."""
PAGES = 100_000
"""Pages that a table may be turned to."""
RIGHT = ("year", "written", "count", "share", "rate", "per100", "day", "moment", "gap", "bar", "number")
"""Kinds of columns that stand at the right edge."""
WRITTEN: dict[str, Callable[[Any], str]] = {
    "count": number,
    "number": number,
    "bar": number,
    "gap": lambda v: NONE if v is None else "✓" if v == 0 else f"{v:+,}",
    "share": percent,
    "per100": lambda v: NONE if v is None else number(round(v, 1)),
    "rate": lambda v: number(v, 2),
    "day": day,
    "moment": lambda v: f"{v:%Y-%m-%d %H:%M}" if v else NONE,
    "mark": lambda v: "✓" if v else NONE,
}
"""How a value of each kind is written; any other is a text."""


@dataclass(frozen=True)
class Column:
    """A column of the query and how it is shown. `words`: the group of words.yml that its codes are
    named by. `link`: the address that a row leads to. `small`: what stands below. `title`: a heading
    other than that of the column in words.yml."""

    name: str
    kind: str = "text"
    words: str = ""
    link: Callable[[Row], str | None] | None = None
    small: Callable[[Row], str | None] | None = None
    title: str = ""

    @property
    def right(self) -> bool:
        """Whether it stands at the right edge."""
        return self.kind in RIGHT


@dataclass
class Table:
    """Rows of a statement, of which `?` stands for `values`. `order`: how they are sorted where the
    address does not say. `after`: what else to tell of the rows, below them. `title`: what they are.
    `only_taken`: columns of the statement for downloads alone. `own`: how a
    column is written that has no kind for all its rows."""

    asked: Asked
    name: str
    title: str
    sql: str
    values: Sequence[Any]
    columns: Sequence[Column]
    order: str
    shown: int = SHOWN
    after: str = ""
    empty: str = ""
    main: bool = False
    only_taken: Sequence[str] = ()
    change: Callable[[list[Row]], list[Row]] | None = None
    own: Mapping[str, Callable[[Row], str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [f"{sign}{column.name}" for column in self.columns for sign in ("", "-")]
        self.sort = self.asked.choice(self._called("sort"), names) or ""
        self.page = self.asked.whole(self._called("page"), 1, 1, PAGES)

    def _called(self, name: str) -> str:
        return name if self.main else f"{self.name}.{name}"

    @cached_property
    def _first(self) -> list[Row]:
        """The rows of the first page, and one more where there are more."""
        return self._rows(self.shown + 1, 0)

    @cached_property
    def many(self) -> int:
        """All rows there are; they are counted only where they do not fit on one page."""
        if len(self._first) <= self.shown:
            return len(self._first)
        (row,) = self.asked.build.rows(f"SELECT count(*) AS many FROM ({self.sql})", *self.values)
        return int(row["many"])

    @cached_property
    def pages(self) -> int:
        """Pages that they fill."""
        return max(1, -(-self.many // self.shown))

    @cached_property
    def rows(self) -> list[Row]:
        """Those of the page of the address; of the last where there are not so many."""
        self.page = min(self.page, self.pages)
        if self.page == 1:
            return self._first[: self.shown]
        return self._rows(self.shown, (self.page - 1) * self.shown)

    def taken(self) -> list[Row]:
        """All of them, up to MOST_TAKEN."""
        if len(self._first) <= self.shown:
            return self._first
        return self._rows(MOST_TAKEN, 0)

    def _rows(self, most: int, start: int) -> list[Row]:
        order = self._order()
        sql = self.sql
        rows = self.asked.build.rows(
            f"SELECT * FROM ({sql}) ORDER BY {order} LIMIT ? OFFSET ?", *self.values, most, start
        )
        return self.change(rows) if self.change else rows

    def _order(self) -> str:
        if not self.sort:
            return self.order
        column = f'"{self.sort.removeprefix("-")}"'
        way = "DESC" if self.sort.startswith("-") else "ASC"
        return f"{column} {way} NULLS LAST, {self.order}"

    def heading(self, column: Column) -> str:
        """What a column is called."""
        return column.title or self.asked.word("column", column.name)

    def sorted_by(self, column: Column) -> str:
        """`ascending`, `descending`, or nothing, as aria-sort wants it."""
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "")

    def sorting(self, column: Column) -> str:
        """The address that sorts by a column: figures from the largest, texts from the first."""
        down, up = f"-{column.name}", column.name
        first, then = (down, up) if column.right else (up, down)
        turned = then if self.sort == first else first
        return self.asked.here(**{self._called("sort"): turned, self._called("page"): None}) + f"#{self.name}"

    def turning(self, page: int) -> str:
        """The address of another page of the rows."""
        return self.asked.here(**{self._called("page"): page if page > 1 else None}) + f"#{self.name}"

    def taking(self, form: str) -> str:
        """The address of all rows as a file."""
        path = "/index" if self.asked.path == "/" else self.asked.path
        sort = {self._called("sort"): self.sort or None}
        kept = {
            k: v
            for k, v in self.asked.query.items()
            if not k.endswith("page") and v and k in self.asked.known
        }
        name = "" if self.main else f".{self.name}"
        return self.asked.link(f"{path}{name}.{form}", **{**kept, **sort})

    def written(self, column: Column, row: Row) -> str:
        """A value in words or figures."""
        value = row[column.name]
        if column.name in self.own:
            return self.own[column.name](row)
        if column.words:
            return self.asked.word(column.words, value)
        if column.kind in WRITTEN:
            return WRITTEN[column.kind](value)
        return NONE if value is None or value == "" else str(value)

    @cached_property
    def largest(self) -> dict[str, float]:
        """The largest value on the page of each column with bars."""
        bars = [c.name for c in self.columns if c.kind == "bar"]
        return {name: max((row[name] or 0 for row in self.rows), default=0) or 1 for name in bars}

    def first_shown(self) -> int:
        """The number of the first row on the page, from 1."""
        return (self.page - 1) * self.shown + 1
