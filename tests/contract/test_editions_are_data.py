"""No code names an edition of the form, a table, a row or a cell of it: the catalogue does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.catalogue import catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pipelines", "expectations", "warehouse", "findings", "export", "dashboard", "assets", "terminal")
FILES = sorted(
    [
        ROOT / "gongkai.py",
        *(p for name in PACKAGES for end in ("py", "sql") for p in (ROOT / name).rglob(f"*.{end}")),
    ]
)
TABLES = "|".join(catalogue().tables)
EDITIONS = "|".join(catalogue().editions)
ROWS = {code for _, kind, code in catalogue().lines if kind == "row"}
ROW_CODES = ROWS - set(catalogue().indicators)
"""Not those that are columns of the view `indicators` as well."""
NAMED = re.compile(rf"\b(?:{EDITIONS}|{TABLES})\b|\b(?:{TABLES})__")


def _texts(path: Path) -> Iterator[str]:
    """What is code: the strings of Python, docstrings left out, and SQL without its comments."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        yield re.sub(r"--.*", "", source)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_names_no_edition_table_row_or_cell(path: Path) -> None:
    docs = _docstrings(path)
    code = [text for text in _texts(path) if text not in docs]
    assert [name for text in code for name in NAMED.findall(text)] == []
    words = {word for text in code for word in (text, *re.findall(r"'([a-z_]+)'", text))}
    assert words & ROW_CODES == set()


YEARS = {str(year) for edition in catalogue().editions.values() for year in edition.years if year}
OF_A_LAW = re.compile(r"Regulation of \d{4}|up to \d{4} article|\d{4}年度及以前为\d{4}年条例")


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.suffix == ".sql"], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_word_of_sql_is_about_the_years_of_an_edition(path: Path) -> None:
    """Comments go to the database with the view, and are wrong with the next edition."""
    text = OF_A_LAW.sub("", path.read_text(encoding="utf-8"))
    assert YEARS.isdisjoint(re.findall(r"(?<!\d)\d{4}(?!\d)", text))


def _docstrings(path: Path) -> set[str]:
    """The strings that are statements of their own: they explain and name what they like."""
    if path.suffix != ".py":
        return set()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    values = (node.value for node in nodes if isinstance(node, ast.Expr))
    return {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}


BENCHMARKS = sorted(p for end in ("py", "sql") for p in (ROOT / "bench").rglob(f"*.{end}"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_benchmarks_name_no_edition(path: Path) -> None:
    """They make up reports of made-up cells, but of whatever editions there are."""
    docs = _docstrings(path)
    texts = [text for text in _texts(path) if text not in docs]
    assert [name for text in texts for name in re.findall(rf"\b(?:{EDITIONS})\b", text)] == []
