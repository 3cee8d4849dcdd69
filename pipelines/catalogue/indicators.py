"""Reads indicators.yml: what people compare, made of cells over all editions of the form."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args

from pipelines.catalogue.entries import Edition, Line
from pipelines.catalogue.rows import parts
from pipelines.catalogue.strict_yaml import CatalogueError, has_keys, read_mapping

MadeOf = Literal["cell", "sum", "share", "rate"]
Kind = Literal["count", "share", "rate"]
Groups = dict[tuple[str, str, str], tuple[str, ...]]
"""(table, `row` or `column`, name of the group) -> the filled rows, or the columns, that it adds
up."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the page that compares offices shows an indicator: `of` are the part and the whole of a
    share or rate as columns of the view, empty for a count."""

    title: str
    kind: Kind
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of the view `indicators`: the sum of `cells` over all editions, or the share or the
    rate of the two indicators `of`. `written` are the cells as indicators.yml has them, before
    groups and headings are taken apart. `nil_is_zero`: where nothing but nil is printed beside
    numbers of the table, none is meant. `bridge`: the caveat, in both languages, of a figure that is
    compared over a break between forms that have no cell in common."""

    code: str
    zh: str
    en: str
    cells: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    made_of: MadeOf = "cell"
    of: tuple[str, ...] = ()
    nil_is_zero: bool = False
    compare: Comparison | None = None
    bridge: tuple[str, str] | None = None


class IndicatorFile:
    """indicators.yml against the lines and editions that it names."""

    def __init__(
        self, path: Path, lines: dict[tuple[str, str, str], Line], editions: dict[str, Edition]
    ) -> None:
        self.name = path.name
        self.lines, self.editions = lines, editions
        self.cells = {
            f"{table}.{row.code}.{column}"
            for edition in editions.values()
            for table, form in edition.tables.items()
            for row in form.rows
            for column in row.columns
        }
        data = read_mapping(path)
        has_keys(path.name, data, {"groups", "nil_is_zero", "indicators"})
        self.nil_is_zero = frozenset(data["nil_is_zero"])
        if unknown := self.nil_is_zero - {table for table, _, _ in lines}:
            raise CatalogueError(f"{path.name}: nil_is_zero: no table {sorted(unknown)}")
        self._members: Groups = {}
        for table, kinds in data["groups"].items():
            has_keys(f"{path.name}: groups.{table}", kinds, set(), {"row", "column"})
            for kind, named in kinds.items():
                for name, members in named.items():
                    self._members[table, kind, name] = tuple(members)
        self.groups: Groups = {
            (table, kind, name): self._lines_of(
                table, kind, name, f"{path.name}: groups.{table}.{kind}.{name}"
            )
            for table, kind, name in self._members
        }
        self.indicators = {code: self._indicator(code, entry) for code, entry in data["indicators"].items()}
        for one in self.indicators.values():
            if missing := set(one.of) - set(self.indicators):
                raise CatalogueError(f"{path.name}: {one.code}: {one.made_of} of unknown {sorted(missing)}")

    def _lines_of(self, table: str, kind: str, name: str, where: str) -> tuple[str, ...]:
        """The rows or columns that a group, a heading or a line stands for."""
        members = self._members.get((table, kind, name), (name,))
        out: dict[str, None] = {}
        for member in members:
            if member != name and (table, kind, member) in self._members:
                out |= dict.fromkeys(self._lines_of(table, kind, member, where))
            elif (table, kind, member) not in self.lines:
                raise CatalogueError(f"{where}: {kind} {member!r} is not listed in lines.yml, nor a group")
            elif kind == "row":
                out |= dict.fromkeys(parts(table, member, self.lines, self.editions))
            else:
                out[member] = None
        return tuple(out)

    def _indicator(self, code: str, entry: dict[str, Any]) -> Indicator:
        where = f"{self.name}: {code}"
        has_keys(where, entry, {"zh", "en"}, {*get_args(MadeOf), "compare", "bridge"})
        made_of = [name for name in get_args(MadeOf) if name in entry]
        if len(made_of) != 1:
            raise CatalogueError(f"{where}: one of {', '.join(get_args(MadeOf))} is needed, not {made_of}")
        written = tuple(entry.get("sum", [entry["cell"]] if "cell" in entry else []))
        cells = tuple(dict.fromkeys(cell for one in written for cell in self._cells(where, one)))
        (kind,) = made_of
        of = () if cells else tuple(entry[kind])
        if not cells and len(of) != 2:
            raise CatalogueError(f"{where}: {kind} {list(of)}; a part and a whole are needed")
        compare = self._compare(where, entry["compare"], kind, of) if "compare" in entry else None
        zero = bool(cells) and {cell.partition(".")[0] for cell in cells} <= self.nil_is_zero
        bridge = entry.get("bridge")
        if bridge is not None:
            has_keys(f"{where}: bridge", bridge, {"zh", "en"})
            bridge = (bridge["zh"], bridge["en"])
        return Indicator(code, entry["zh"], entry["en"], cells, written, kind, of, zero, compare, bridge)

    def _cells(self, where: str, written: str) -> list[str]:
        if written.count(".") != 2:
            raise CatalogueError(f"{where}: {written!r} is no cell; table.row.column is needed")
        table, row, column = written.split(".")
        rows, columns = (
            self._lines_of(table, kind, name, where) for kind, name in (("row", row), ("column", column))
        )
        cells = [cell for r, c in product(rows, columns) if (cell := f"{table}.{r}.{c}") in self.cells]
        if not cells:
            raise CatalogueError(f"{where}: no edition has a cell of {written}")
        return cells

    def _compare(self, where: str, entry: dict[str, Any], made: MadeOf, of: tuple[str, ...]) -> Comparison:
        has_keys(f"{where}: compare", entry, {"title"})
        kind: Kind = made if made in ("share", "rate") else "count"
        return Comparison(entry["title"], kind, of)
