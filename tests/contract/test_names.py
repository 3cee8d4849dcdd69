"""One name for one thing: no module of the product is imported under another name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.contract.test_boundaries import PACKAGES, ROOT

TREES = (*PACKAGES, "tests", "bench", "tools", "docs/notebooks")
FILES = sorted([ROOT / "gongkai.py", *(p for tree in TREES for p in (ROOT / tree).rglob("*.py"))])


def _is_module(name: str) -> bool:
    """Whether it is one of the product, not of its tests."""
    if name.split(".")[0] not in PACKAGES:
        return False
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _renamed(tree: ast.AST) -> list[str]:
    """Modules of the product with the other name that an import gives them."""
    renamed = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [(alias.name, alias) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [(f"{node.module}.{alias.name}", alias) for alias in node.names]
        else:
            continue
        renamed += [
            f"{name} as {alias.asname}"
            for name, alias in names
            if alias.asname and alias.asname != name.split(".")[-1] and _is_module(name)
        ]
    return renamed


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_has_one_name(path: Path) -> None:
    assert not _renamed(ast.parse(path.read_text(encoding="utf-8")))


def test_a_renamed_module_is_noticed() -> None:
    assert _renamed(ast.parse("from warehouse import pivot as wide")) == ["warehouse.pivot as wide"]
    assert _renamed(ast.parse("import warehouse.pivot as wide")) == ["warehouse.pivot as wide"]
    assert not _renamed(ast.parse("from warehouse.query import run as run_query"))


NAMED = [path for path in FILES if path.relative_to(ROOT).parts[0] in (*PACKAGES, "bench", "tools")]


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_was_found_has_a_name(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert [n.lineno for n in nodes if _binds(n, "found")] == []


def _binds(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
