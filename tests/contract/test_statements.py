"""Nothing that came from outside is written into a statement: texts become part of SQL only in the
files below, each for a reason."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("warehouse", "export", "terminal", "dashboard", "assets", "findings")
QUOTES_OUR_OWN = {
    "warehouse/sql_names.py": "the function itself",
    "warehouse/schema.py": "codes and words of the catalogue and of schema.yml",
    "warehouse/view_sql.py": "codes of the catalogue that the views are filled with",
    "warehouse/pivot.py": "statuses and codes of the tables",
    "warehouse/query.py": "the path of a database to attach, for which SQL has no parameter",
    "findings/one_report.py": "the path of a file of its own, which DuckDB reads; a parameter would import pandas",
    "export/files.py": "two patterns that are in the same file",
}
FILES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))


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
    quotes = _calls(ast.parse(text), "literal") or """replace("'", """ in text
    assert quotes == (path.relative_to(ROOT).as_posix() in QUOTES_OUR_OWN)


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
    allowed = {"dashboard/maps.py"}  # the word for an unknown place, which is in the same file
    if path.relative_to(ROOT).as_posix() not in allowed:
        assert not _interpolated(ast.parse(path.read_text(encoding="utf-8")))
