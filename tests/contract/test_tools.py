"""What is not the product: tools write pages and samples, benchmarks measure, tests prove. The
generators of forms in tests/data serve all three, since a page, a figure and a proof should be of
the same documents; nothing else of the tests is used outside them, and the product uses none of
it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tools.docs import SUBJECTS

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = ("tools", "bench", "tests", "docs")
MAY_USE = {
    "tools": ("tools", "tests.data"),
    "bench": ("bench", "tools", "tests.data"),
    "tests/data": ("tests.data",),
    "tests": ("tests", "tools", "bench"),
    "docs": (),
}
"""Folder -> what it may use of what is not the product; the first that fits is that of a file."""
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.py")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)


def _imported(name: str) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {module for module in modules if module.split(".")[0] in OUTSIDE}


def _allowed(name: str) -> tuple[str, ...]:
    return next((uses for folder, uses in MAY_USE.items() if name.startswith(f"{folder}/")), ())


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_the_product_is_used_by_its_own_kind_only(name: str) -> None:
    beyond = {m for m in _imported(name) if not f"{m}.".startswith(tuple(f"{u}." for u in _allowed(name)))}
    assert not beyond


def test_every_generated_page_says_so_and_its_test_names_the_command() -> None:
    """The dictionary does not, as each release has one of its own; outputs have marks around
    them."""
    for page in ("rules.md", "formats.md"):
        assert "`make docs`" in (ROOT / "docs" / page).read_text(encoding="utf-8")[:400], page
    tests = [p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py")]
    for module in {writer.__module__ for writer in SUBJECTS.values()}:
        assert any(re.search(rf"from {module} import", text) and "make docs" in text for text in tests), (
            module
        )
