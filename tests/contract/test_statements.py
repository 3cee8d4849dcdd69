"""Nothing that came from outside is written into a statement: texts become part of SQL only in the
files below, each for a reason."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pipelines", "expectations", "warehouse", "export", "terminal", "dashboard", "assets", "findings")
QUOTES_OUR_OWN = {
    "pipelines/read/sheets/number_formats.py": "literals of a number format, no SQL",
    "expectations/sql.py": "codes of the catalogue and of the rules",
    "warehouse/sql_names.py": "the function itself",
    "warehouse/schema.py": "codes and words of the catalogue and of schema.yml",
    "warehouse/view_sql.py": "codes of the catalogue that the views are filled with",
    "warehouse/indicator_values.py": "codes of cells of the catalogue",
    "warehouse/fact_sql.py": "codes of the catalogue that the views are filled with",
    "warehouse/pivot.py": "statuses and codes of the tables",
    "warehouse/table_sums.py": "names of the tables of schema.yml",
    "warehouse/query.py": "the path of a database to attach, for which SQL has no parameter",
    "findings/one_report.py": "the path of a file of its own, which DuckDB reads; a parameter would import pandas",
    "export/lake.py": "addresses of a catalogue and of files, for which ATTACH and LOAD take no parameter; comments of ours",
    "export/files.py": "two patterns that are in the same file",
}
FILES = sorted([ROOT / "gongkai.py", *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))])


def _calls(tree: ast.AST, name: str) -> bool:
    """Whether a function of that name is called, or handed on, in a module."""
    return any(
        isinstance(node, ast.Name | ast.Attribute)
        and name in (getattr(node, "id", ""), getattr(node, "attr", ""))
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_texts_are_quoted_into_sql_only_where_they_are_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quotes = _calls(ast.parse(text), "literal") or """replace("'", "''")""" in text
    assert quotes == (path.relative_to(ROOT).as_posix() in QUOTES_OUR_OWN)


RULES = ("expectations/", "warehouse/")
"""Rooms whose statements are made of rules, the catalogue and the schema; nothing from outside
comes there but the year of a report (warehouse/pivot.py), which is made a whole number."""
OURS = {
    *("table.sql", "t.sql", "order", "columns", "options", "', '.join(columns)"),  # names of the schema
    *("listed", "sheet.sql"),  # its columns as a CSV has them, a statement of export/sql/
    *("key", "keys", "label", "changed", "one", "other", "places"),  # of tables that are compared
    *(
        "where",
        "same",
        "what",
        "source",
        "level",
        "lower",
        "counted",
    ),  # conditions with `?`, columns of views
    *("base", "measure", "enough"),  # columns of indicators
    *("marks", "past", "severity", "', '.join('?' * len(columns))", "target", "undecided"),  # of findings
    *("trial.sql", "holding(rule)", "only", "finding.report_id"),  # a rule on trial, keys of reports
    *("assessed(rule)", "not_assessable(rule)", "query(rule)", "sql", "table", "room", "number"),
    *("', '.join(CASE)", "command"),
    *(
        "self.sql",
        "words",
        "own",
        "code",
        "part",
        "whole",
        "measure.code",
    ),  # of a page: its words, its measures
    *("place_below(level)", "place"),  # columns of places, conditions with `?`
    "UNKNOWN if level == 'province' else OWN",
}
"""What statements outside these rooms are put together of. Values are parameters; `quoted` and
`literal` are looked at above, names in capitals are constants."""


def _is_ours(written: str) -> bool:
    called = written.split("(")[0].removeprefix("schema.")
    return written in OURS or written.isupper() or called in {"quoted", "literal"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_statements_are_put_together_of_what_is_ours(path: Path) -> None:
    if path.relative_to(ROOT).as_posix().startswith(RULES):
        return
    statements = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) and _is_sql(node)
    ]
    parts = [part for node in statements for part in node.values if isinstance(part, ast.FormattedValue)]
    assert [written for part in parts if not _is_ours(written := ast.unparse(part.value))] == []


def _is_sql(node: ast.JoinedStr) -> bool:
    whole = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return any(word in whole for word in ("SELECT ", "FROM ", "WHERE ", "INSERT "))


def _interpolated(tree: ast.AST) -> list[str]:
    """What f-strings that begin or go on like SQL put between quotes: `'{name}'`."""
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
            whole = "".join(str(p) for p in parts if p is not None)
            if any(word in whole for word in ("SELECT ", "FROM ", "WHERE ", "INSERT ")):
                pairs = pairwise(parts)
                texts += [whole for before, after in pairs if after is None and str(before).endswith("'")]
    return texts


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_statement_puts_a_value_between_quotes(path: Path) -> None:
    allowed = {
        "dashboard/maps.py",
        "dashboard/place_figures.py",
    }  # the words for an unknown place and for a place's own offices, which are constants
    if path.relative_to(ROOT).as_posix() not in allowed:
        assert not _interpolated(ast.parse(path.read_text(encoding="utf-8")))
