"""The pages of the dashboard ask views, which are documented and stay, and never the tables behind
them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.schema import VIEWS, tables

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "dashboard").rglob("*.py"), ROOT / "export/sheets.py"])
SOURCE = re.compile(r"\b(?:FROM|JOIN) +\(?([a-z_][a-z_.]*)")
NAMED = re.compile(r"\b([a-z_]+) AS (?:MATERIALIZED )?\(")


def statements(path: Path) -> Iterator[str]:
    """Each text of a file, what is filled in left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for node in joined:
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "?" for p in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def sources(sql: str) -> set[str]:
    """The names that a statement reads from, its own parts left out."""
    return set(SOURCE.findall(sql)) - set(NAMED.findall(sql))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_page_names_views_only(path: Path) -> None:
    for sql in statements(path):
        assert sources(sql) - {"duckdb_views"} <= set(VIEWS), sql  # which says what the views hold


def test_the_names_are_found_and_no_view_is_a_table() -> None:
    assert sources("WITH a AS (FROM reports) FROM a JOIN (FROM quality.findings)") == {
        "reports",
        "quality.findings",
    }
    found = {name for path in FILES for sql in statements(path) for name in sources(sql)}
    assert found >= {"indicators", "report_list", "cells"}
    assert not set(VIEWS) & set(tables())
