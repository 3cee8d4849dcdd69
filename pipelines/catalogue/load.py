"""Reads the YAML files of the catalogue into types and refuses whatever does not fit together.

A mistake here is ours, so it is an exception at load that names the file, the entry and the valid values.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.catalogue.entries import (
    Edition,
    Form,
    FormRow,
    IssueKind,
    Line,
    Section,
    Sum,
    Tokens,
)

HERE = Path(__file__).parent
TABLES = ("t2", "t3", "t4")
EDITIONS = ("f2019", "f2021")


class CatalogueError(ValueError):
    """An entry of the catalogue is wrong; the message names file, entry and what would be valid."""


@dataclass(frozen=True)
class Catalogue:
    """All that is known of the forms. `lines` is keyed by (table, `row` or `column`, code)."""

    lines: dict[tuple[str, str, str], Line]
    tables: dict[str, Line]
    editions: dict[str, Edition]
    sections: dict[str, Section]
    headings: dict[str, tuple[str, ...]]
    tokens: Tokens
    before_2019: tuple[str, ...]
    report_names: tuple[str, ...]
    organs: tuple[str, ...]
    verbs: tuple[str, ...]
    plans: tuple[str, ...]
    sums: dict[str, Sum]
    issues: dict[str, IssueKind]

    def row(self, table: str, code: str) -> Line:
        return self.lines[table, "row", code]

    def column(self, table: str, code: str) -> Line:
        return self.lines[table, "column", code]

    def cells(self) -> tuple[str, ...]:
        """Every cell of every edition as `table.row.column`, local rows included, in the order of
        the editions."""
        seen: dict[str, None] = {}
        for edition in self.editions.values():
            for table, form in edition.tables.items():
                for row in form.rows:
                    for column in row.columns:
                        seen[f"{table}.{row.code}.{column}"] = None
        return tuple(seen)


def read_mapping(path: Path) -> dict[str, Any]:
    """A YAML mapping; a key that stands twice raises, where plain YAML would let the last one win."""

    class Strict(yaml.CSafeLoader):
        pass

    def mapping(loader: Any, node: Any) -> dict[Any, Any]:
        keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
        twice = {k for k in keys if keys.count(k) > 1}
        if twice:
            raise CatalogueError(f"{path.name}: {sorted(twice)} stands more than once")
        return {k: loader.construct_object(v, deep=True) for k, (_, v) in zip(keys, node.value, strict=True)}

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    data = yaml.load(path.read_text(encoding="utf-8"), Strict)
    if not isinstance(data, dict):
        raise CatalogueError(f"{path.name}: a mapping is expected at the top")
    return data


def _only(where: str, entry: dict[str, Any], required: set[str], extra: Collection[str] = ()) -> None:
    optional = set(extra)
    unknown = set(entry) - required - optional
    if unknown:
        raise CatalogueError(f"{where}: unknown {sorted(unknown)}; known are {sorted(required | optional)}")
    if missing := required - set(entry):
        raise CatalogueError(f"{where}: {sorted(missing)} is missing")


def _lines(path: Path) -> tuple[dict[tuple[str, str, str], Line], dict[str, Line]]:
    data = read_mapping(path)
    _only(path.name, data, set(TABLES))
    lines: dict[tuple[str, str, str], Line] = {}
    tables: dict[str, Line] = {}
    for table in TABLES:
        entry = data[table]
        _only(f"{path.name}: {table}", entry, {"zh", "en", "rows", "columns"})
        tables[table] = Line(table, table, entry["zh"], entry["en"])
        for kind, extra in (("row", {"parent", "variants"}), ("column", {"type", "unit", "variants"})):
            for code, value in entry[kind + "s"].items():
                where = f"{path.name}: {table}.{kind}s.{code}"
                _only(where, value, {"zh", "en"}, extra)
                if value.get("type", "count") not in ("count", "signed_count", "amount"):
                    raise CatalogueError(
                        f"{where}: type {value['type']!r}; known are count, signed_count, amount"
                    )
                value = {**value, "variants": tuple(value.get("variants", ()))}
                lines[table, kind, code] = Line(table, code, **value)
    for line in lines.values():
        if line.parent and (line.table, "row", line.parent) not in lines:
            raise CatalogueError(f"{path.name}: {line.table}.{line.code}: parent {line.parent!r} is no row")
    return lines, tables


def _blocks(entries: list[dict[str, Any]], where: str) -> list[FormRow]:
    rows: list[FormRow] = []
    for block in entries:
        _only(where, block, {"title", "columns", "rows"}, {"optional_rows"})
        columns = tuple(block["columns"])
        rows += [FormRow(code, columns, block["title"]) for code in block["rows"]]
        rows += [FormRow(code, columns, block["title"], True) for code in block.get("optional_rows", ())]
    return rows


def _edition(path: Path, lines: dict[tuple[str, str, str], Line]) -> Edition:
    data = read_mapping(path)
    _only(path.name, data, {"edition", "zh", "en", "years", "markers", "labels", *TABLES})
    code = data["edition"]
    if code != path.stem:
        raise CatalogueError(f"{path.name}: edition {code!r}; the file is that of {path.stem!r}")
    tables: dict[str, Form] = {}
    for table in TABLES:
        where = f"{path.name}: {table}"
        groups: frozenset[str] = frozenset()
        if table == "t2":
            rows = _blocks(data[table], where)
            order = tuple(r.code for r in rows)
        else:
            entry = data[table]
            _only(where, entry, {"rows", "columns"}, {"groups"})
            groups, order = frozenset(entry.get("groups", ())), tuple(entry["rows"])
            if unprinted := groups - set(order):
                raise CatalogueError(f"{where}: groups {sorted(unprinted)} are no rows of it")
            rows = [FormRow(r, tuple(entry["columns"])) for r in order if r not in groups]
        for kind, codes in (("row", order), ("column", [c for r in rows for c in r.columns])):
            for name in codes:
                if (table, kind, name) not in lines:
                    raise CatalogueError(f"{where}: {kind} {name!r} does not stand in lines.yml")
        if len(order) != len(set(order)):
            raise CatalogueError(f"{where}: a row stands twice")
        columns = tuple(dict.fromkeys(c for r in rows for c in r.columns))
        tables[table] = Form(code, table, tuple(rows), groups, order, columns)
    known = {c for (_, _, c) in lines}
    if stray := set(data["labels"]) - known:
        raise CatalogueError(f"{path.name}: labels of unknown lines {sorted(stray)}")
    years = (data["years"][0], data["years"][1])
    return Edition(code, data["zh"], data["en"], years, tuple(data["markers"]), data["labels"], tables)


def _sums(path: Path, lines: dict[tuple[str, str, str], Line]) -> dict[str, Sum]:
    sums: dict[str, Sum] = {}
    for code, entry in read_mapping(path).items():
        where = f"{path.name}: {code}"
        _only(where, entry, {"table", "each", "left", "right"})
        if entry["each"] not in ("column", "row"):
            raise CatalogueError(f"{where}: each {entry['each']!r}; known are column, row")
        kind = "row" if entry["each"] == "column" else "column"
        for name in (*entry["left"], *entry["right"]):
            if (entry["table"], kind, name) not in lines:
                raise CatalogueError(f"{where}: {kind} {name!r} does not stand in lines.yml")
        sums[code] = Sum(code, entry["table"], entry["each"], tuple(entry["left"]), tuple(entry["right"]))
    return sums


def load(folder: Path = HERE) -> Catalogue:
    """Read and cross-check the catalogue in `folder`. Raises CatalogueError."""
    lines, tables = _lines(folder / "lines.yml")
    words = read_mapping(folder / "words.yml")
    known = {"sections", "headings", "tokens", "before_2019", "report_names", "organs", "verbs", "plans"}
    _only("words.yml", words, known)
    _only("words.yml: headings", words["headings"], set(TABLES))
    sections = {}
    for code, entry in words["sections"].items():
        _only(f"words.yml: sections.{code}", entry, {"number", "zh", "en", "starts"})
        sections[code] = Section(code, entry["number"], entry["zh"], entry["en"], tuple(entry["starts"]))
    tokens = words["tokens"]
    _only("words.yml: tokens", tokens, {"zero", "slash", "dash", "increase", "decrease", "units"})
    for a, b in (("zero", "slash"), ("zero", "dash"), ("slash", "dash")):
        if both := set(tokens[a]) & set(tokens[b]):
            raise CatalogueError(f"words.yml: tokens {sorted(both)} stand under {a} and {b}")
    issues = {}
    for code, entry in read_mapping(folder / "issues.yml").items():
        _only(f"issues.yml: {code}", entry, {"severity", "zh", "en", "do"})
        if entry["severity"] not in ("error", "warning", "info"):
            raise CatalogueError(
                f"issues.yml: {code}: severity {entry['severity']!r}; known are error, warning, info"
            )
        issues[code] = IssueKind(code, entry["severity"], entry["zh"], entry["en"], entry["do"])
    editions = [_edition(folder / f"{name}.yml", lines) for name in EDITIONS]
    return Catalogue(
        lines=lines,
        tables=tables,
        editions={e.code: e for e in editions},
        sections=sections,
        headings={t: tuple(words["headings"][t]) for t in TABLES},
        tokens=Tokens(
            frozenset(tokens["zero"]),
            frozenset(tokens["slash"]),
            frozenset(tokens["dash"]),
            tuple(sorted(tokens["increase"], key=len, reverse=True)),
            tuple(sorted(tokens["decrease"], key=len, reverse=True)),
            dict(tokens["units"]),
        ),
        before_2019=tuple(words["before_2019"]),
        report_names=tuple(words["report_names"]),
        organs=tuple(words["organs"]),
        verbs=tuple(words["verbs"]),
        plans=tuple(words["plans"]),
        sums=_sums(folder / "sums.yml", lines),
        issues=issues,
    )


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships with the package, read once per process."""
    return load()
