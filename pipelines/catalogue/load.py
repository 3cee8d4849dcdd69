"""Reads the YAML files of the catalogue into types and refuses whatever does not fit together.

A mistake here is ours, so it is an exception at load that names the file, the entry and the valid
values.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pipelines.catalogue.book import Catalogue
from pipelines.catalogue.editions import FOLDER, Lines, read_editions
from pipelines.catalogue.entries import (
    Edition,
    Heading,
    IssueKind,
    Line,
    Lists,
    Printed,
    Section,
    Sum,
    Table,
    Tokens,
)
from pipelines.catalogue.indicators import IndicatorFile
from pipelines.catalogue.rows import check_rows
from pipelines.catalogue.strict_yaml import CatalogueError, has_keys, named, read_mapping
from pipelines.issue import Severity

HERE = Path(__file__).parent


def _lines(path: Path) -> tuple[Lines, dict[str, Table]]:
    lines: Lines = {}
    tables: dict[str, Table] = {}
    for table, entry in read_mapping(path).items():
        where = f"{path.name}: {table}"
        has_keys(where, entry, {"zh", "en", "section", "called", "printed", "rows", "columns"})
        has_keys(f"{where}: called", entry["called"], {"zh", "en"})
        if entry["printed"] not in get_args(Printed):
            raise CatalogueError(
                f"{where}: printed {entry['printed']!r}; known are {', '.join(get_args(Printed))}"
            )
        tables[table] = Table(
            table, entry["zh"], entry["en"], entry["section"], entry["called"], entry["printed"]
        )
        for kind, extra in (
            (
                "row",
                {"parent", "variants", "alone", *(("type", "unit") if entry["printed"] == "list" else ())},
            ),
            ("column", {"type", "unit", "variants"}),
        ):
            for code, value in entry[kind + "s"].items():
                lines[table, kind, code] = _line(f"{where}.{kind}s.{code}", table, code, value, extra)
    for line in lines.values():
        if line.parent and (line.table, "row", line.parent) not in lines:
            raise CatalogueError(f"{path.name}: {line.table}.{line.code}: parent {line.parent!r} is no row")
    _refuse_shared_labels(path, lines)
    return lines, tables


def _refuse_shared_labels(path: Path, lines: Lines) -> None:
    """A variant that is the label of another row (or column) of the table would be read as both."""
    labels = {(line.table, kind, _bare(line.zh)): line.code for (_, kind, _), line in lines.items()}
    for (table, kind, code), line in lines.items():
        for variant in line.variants:
            other = labels.get((table, kind, _bare(variant)), code)
            if other != code:
                raise CatalogueError(
                    f"{path.name}: {table}.{kind}s.{code}: variant {variant!r} is the label of {other}"
                )


_ENUMERATOR = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．、])|\s+")


def _bare(label: str) -> str:
    """A label without its enumerator and blanks."""
    return _ENUMERATOR.sub("", label)


def _line(where: str, table: str, code: str, value: dict[str, Any], extra: set[str]) -> Line:
    has_keys(where, value, {"zh", "en"}, extra)
    if value.get("type", "count") not in ("count", "signed_count", "amount"):
        raise CatalogueError(f"{where}: type {value['type']!r}; known are count, signed_count, amount")
    variants = value.get("variants", [])
    if not isinstance(variants, list) or not all(isinstance(one, str) and one for one in variants):
        raise CatalogueError(f"{where}: variants {variants!r} is no list of labels")
    return Line(table, code, **{**value, "variants": tuple(value.get("variants", ()))})


def _sums(path: Path, lines: Lines) -> dict[str, Sum]:
    sums: dict[str, Sum] = {}
    for code, entry in read_mapping(path).items():
        where = f"{path.name}: {code}"
        has_keys(where, entry, {"table", "each", "left", "right"})
        if entry["each"] not in ("column", "row"):
            raise CatalogueError(f"{where}: each {entry['each']!r}; known are column, row")
        kind = "row" if entry["each"] == "column" else "column"
        for name in (*entry["left"], *entry["right"]):
            if (entry["table"], kind, name) not in lines:
                raise CatalogueError(f"{where}: {kind} {name!r} is not listed in lines.yml")
        sums[code] = Sum(code, entry["table"], entry["each"], tuple(entry["left"]), tuple(entry["right"]))
    return sums


def _headings(
    table: str, entries: list[dict[str, Any]], lines: Lines, tables: dict[str, Table]
) -> tuple[Heading, ...]:
    headings = []
    kind = "row" if tables[table].printed == "one_line" else "column"
    known = [code for of, each, code in lines if (of, each) == (table, kind)]
    for entry in entries:
        where = f"words.yml: headings.{table}: {entry.get('zh')}"
        has_keys(where, entry, {"zh", "en"}, {"over"})
        over = known if entry.get("over") == "all" else entry.get("over", [])
        if unknown := [code for code in over if code not in known]:
            raise CatalogueError(f"{where}: over {unknown}; known {kind}s are {known}")
        headings.append(Heading(entry["zh"], entry["en"], frozenset(over)))
    if kind == "column" and sum(not heading.over for heading in headings) != 1:
        raise CatalogueError(f"words.yml: headings.{table}: one is needed without `over`, above the labels")
    return tuple(headings)


def load(folder: Path = HERE) -> Catalogue:
    """Read and cross-check the catalogue in `folder`. Raises CatalogueError."""
    with named("lines.yml"):
        lines, tables = _lines(folder / "lines.yml")
    with named("editions"):
        editions = read_editions(folder / FOLDER, lines, tables)
    with named("sums.yml"):
        sums = _sums(folder / "sums.yml", lines)
    with named("indicators.yml"):
        compared = IndicatorFile(folder / "indicators.yml", lines, editions)
        cells = {cell for one in compared.indicators.values() for cell in one.cells}
    with named("issues.yml"):
        issues = _issues(folder / "issues.yml")
    check_rows(lines, editions, sums.values(), cells)
    with named("words.yml"):
        return _with_words(folder / "words.yml", lines, tables, editions, sums, issues, compared)


def _issues(path: Path) -> dict[str, IssueKind]:
    issues = {}
    for code, entry in read_mapping(path).items():
        has_keys(f"issues.yml: {code}", entry, {"severity", "zh", "en", "do"})
        if entry["severity"] not in get_args(Severity):
            valid = ", ".join(get_args(Severity))
            raise CatalogueError(f"issues.yml: {code}: severity {entry['severity']!r}; known are {valid}")
        issues[code] = IssueKind(code, entry["severity"], entry["zh"], entry["en"], entry["do"])
    return issues


def _with_words(
    path: Path,
    lines: Lines,
    tables: dict[str, Table],
    editions: dict[str, Edition],
    sums: dict[str, Sum],
    issues: dict[str, IssueKind],
    compared: IndicatorFile,
) -> Catalogue:
    """The catalogue, with what is printed around the cells."""
    words = read_mapping(path)
    known = {
        "sections",
        "headings",
        "lists",
        "tokens",
        "before_2019",
        "of_others",
        "report_names",
        "whole_text",
        "organs",
        "verbs",
        "plans",
    }
    has_keys("words.yml", words, known)
    has_keys("words.yml: headings", words["headings"], set(tables))
    sections = {}
    for code, entry in words["sections"].items():
        has_keys(f"words.yml: sections.{code}", entry, {"number", "zh", "en", "starts"})
        sections[code] = Section(code, entry["number"], entry["zh"], entry["en"], tuple(entry["starts"]))
    has_keys("words.yml: lists", words["lists"], {field.name for field in fields(Lists)})
    tokens = words["tokens"]
    known = {"zero", "slash", "dash", "increase", "decrease", "money", "scales", "correct", "units"}
    has_keys("words.yml: tokens", tokens, known)
    for a, b in (("zero", "slash"), ("zero", "dash"), ("slash", "dash")):
        if both := set(tokens[a]) & set(tokens[b]):
            raise CatalogueError(f"words.yml: tokens {sorted(both)} are under {a} and {b}")
    return Catalogue(
        lines=lines,
        tables=tables,
        editions=editions,
        sections=sections,
        headings={t: _headings(t, words["headings"][t], lines, tables) for t in tables},
        lists=Lists(**{name: tuple(listed) for name, listed in words["lists"].items()}),
        tokens=Tokens(
            frozenset(tokens["zero"]),
            frozenset(tokens["slash"]),
            frozenset(tokens["dash"]),
            tuple(sorted(tokens["increase"], key=len, reverse=True)),
            tuple(sorted(tokens["decrease"], key=len, reverse=True)),
            tuple(tokens["money"]),
            dict(tokens["scales"]),
            tuple(tokens["correct"]),
            dict(tokens["units"]),
        ),
        before_2019=tuple(words["before_2019"]),
        of_others=tuple(words["of_others"]),
        report_names=tuple(words["report_names"]),
        whole_text=tuple(words["whole_text"]),
        organs=tuple(words["organs"]),
        verbs=tuple(words["verbs"]),
        plans=tuple(words["plans"]),
        sums=sums,
        issues=issues,
        indicators=compared.indicators,
        groups=compared.groups,
    )


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships with the package, read once per process."""
    return load()
