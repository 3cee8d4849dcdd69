"""Reads editions/*.yml, one file for each edition of the form, and refuses what does not fit
together: with lines.yml, within a form, or from one edition to the next."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from pipelines.catalogue.entries import Edition, Form, FormRow, Line, Table
from pipelines.catalogue.strict_yaml import CatalogueError, has_keys, read_mapping

FOLDER = "editions"
Lines = dict[tuple[str, str, str], Line]


def read_editions(folder: Path, lines: Lines, tables: dict[str, Table]) -> dict[str, Edition]:
    """The editions in `folder` by their code, in the order of their years. Raises
    CatalogueError."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise CatalogueError(f"{folder.name}: no editions; each is a file that ends in .yml")
    editions = sorted((_edition(path, lines, tables) for path in paths), key=lambda e: e.years[0])
    for earlier, later in pairwise(editions):
        _follows(earlier, later)
    for one, other in combinations(editions, 2):
        if both := sorted(set(one.markers) & set(other.markers)):
            raise CatalogueError(f"{_file(other)}: markers {both} are those of {one.code} too")
        if one.tables.keys() == other.tables.keys() and all(
            form.cells_as(other.tables[table]) for table, form in one.tables.items()
        ):
            raise CatalogueError(
                f"{_file(other)}: every table has the cells of {one.code}; add the years to that edition"
            )
    return {e.code: e for e in editions}


def _file(edition: Edition) -> str:
    return f"{edition.code}.yml"


def _follows(earlier: Edition, later: Edition) -> None:
    last, first = earlier.years[1], later.years[0]
    if last is None or last >= first:
        raise CatalogueError(
            f"{_file(later)}: years from {first}, but {_file(earlier)} covers {list(earlier.years)}; "
            f"it may end in {first - 1}"
        )
    if last + 1 < first:
        raise CatalogueError(
            f"{_file(later)}: years from {first}, but {_file(earlier)} ends in {last}: a gap"
        )


def _edition(path: Path, lines: Lines, tables: dict[str, Table]) -> Edition:
    data = read_mapping(path)
    has_keys(path.name, data, {"edition", "zh", "en", "years", "markers", "labels"}, tables)
    code = data["edition"]
    if code != path.stem:
        raise CatalogueError(f"{path.name}: edition {code!r}; the file is that of {path.stem!r}")
    forms = {
        table: _form(f"{path.name}: {table}", code, tables[table], data[table], lines)
        for table in tables
        if table in data
    }
    if not forms:
        raise CatalogueError(f"{path.name}: no table; known are {sorted(tables)}")
    _labels(path.name, data["labels"], lines, forms)
    years = _years(path.name, data["years"])
    return Edition(code, data["zh"], data["en"], years, tuple(data["markers"]), data["labels"], forms)


def _years(where: str, written: Any) -> tuple[int, int | None]:
    """`[2019, 2020]`; the edition in use has no last year yet: `[2021, null]`."""
    if isinstance(written, list) and len(written) == 2:
        first, last = written
        if isinstance(first, int) and (last is None or (isinstance(last, int) and first <= last)):
            return first, last
    raise CatalogueError(f"{where}: years {written!r}; the first and the last are needed, null for none yet")


def _labels(where: str, labels: dict[str, str], lines: Lines, forms: dict[str, Form]) -> None:
    """An edition's own wording of a label must be one that lines.yml knows, or nothing would read
    it."""
    for code, label in labels.items():
        named = [line for (_, _, name), line in lines.items() if name == code]
        if not named:
            raise CatalogueError(f"{where}: labels of unknown lines ['{code}']")
        if not any(label in line.labels for line in named):
            raise CatalogueError(f"{where}: labels: {code}: lines.yml has no variant {label!r} of it")
        if not any(code in (*form.order, *form.columns) for form in forms.values()):
            raise CatalogueError(f"{where}: labels: {code} is no row and no column of this edition")


def _form(where: str, edition: str, table: Table, entry: Any, lines: Lines) -> Form:
    groups: frozenset[str] = frozenset()
    if table.printed == "blocks":
        if not isinstance(entry, list):
            raise CatalogueError(f"{where}: a list of blocks is expected, as {table.code} is printed so")
        rows = _blocks(entry, where)
        order = tuple(r.code for r in rows)
    else:
        has_keys(where, entry, {"rows", "columns"}, {"groups"})
        groups, order = frozenset(entry.get("groups", ())), tuple(entry["rows"])
        if unprinted := groups - set(order):
            raise CatalogueError(f"{where}: groups {sorted(unprinted)} are no rows of it")
        rows = [FormRow(r, tuple(entry["columns"])) for r in order if r not in groups]
    for kind, codes in (("row", order), ("column", [c for r in rows for c in r.columns])):
        for name in codes:
            if (table.code, kind, name) not in lines:
                raise CatalogueError(f"{where}: {kind} {name!r} is not listed in lines.yml")
    if len(order) != len(set(order)):
        raise CatalogueError(f"{where}: a row is listed twice")
    columns = tuple(dict.fromkeys(c for r in rows for c in r.columns))
    return Form(edition, table.code, tuple(rows), groups, order, columns, table.printed)


def _blocks(entries: list[dict[str, Any]], where: str) -> list[FormRow]:
    rows: list[FormRow] = []
    for block in entries:
        has_keys(where, block, {"title", "en", "columns", "rows"}, {"optional_rows"})
        columns = tuple(block["columns"])
        titles = block["title"], block["en"]
        rows += [FormRow(code, columns, *titles) for code in block["rows"]]
        rows += [FormRow(code, columns, *titles, True) for code in block.get("optional_rows", ())]
    return rows
