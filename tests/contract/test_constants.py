"""Every constant says in a sentence what it is, or by its name that it is a file or a folder."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    *("pipelines", "expectations", "warehouse", "findings"),
    *("export", "assets", "terminal", "dashboard"),
)
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
PUBLIC = re.compile(r"[A-Z][A-Z0-9_]*")
SAY_IT = {"ROOT", "HERE", "FOLDER", "FILE", "SQL", "PROJECT", "LOG"}
"""Names that are the whole sentence."""


def _public(node: ast.stmt) -> list[str]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        for target in node.targets:
            targets += target.elts if isinstance(target, ast.Tuple) else [target]
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in names if PUBLIC.fullmatch(name) and name not in SAY_IT]


def _is_said(nodes: list[ast.stmt], at: int, lines: list[str]) -> bool:
    """Whether a string is below the constants that follow each other without an empty line, or a
    comment is above or behind this one."""
    first, last = nodes[at].lineno, nodes[at].end_lineno or 0
    if any("#" in line for line in (lines[first - 1], lines[last - 1])) or lines[first - 2].startswith("#"):
        return True
    for before, node in zip(nodes[at:], nodes[at + 1 :]):
        if node.lineno != (before.end_lineno or 0) + 1:
            return False
        if isinstance(node, ast.Expr):
            return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_constant_has_a_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, nodes = text.split("\n"), ast.parse(text).body
    bare = [name for at, node in enumerate(nodes) for name in _public(node) if not _is_said(nodes, at, lines)]
    assert not bare
