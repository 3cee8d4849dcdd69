"""Every issue that code makes is listed and explained, and no other is."""

from __future__ import annotations

import ast
from pathlib import Path

from pipelines.catalogue import catalogue

ROOT = Path(__file__).parents[3]


def _issue_codes_in_code() -> set[str]:
    """Strings that look like issue codes in the sources; `Issue(...)` and what is handed to it."""
    kinds = {code.split(".")[0] for code in catalogue().issues}
    found = set()
    for package in ("pipelines", "terminal", "warehouse", "assets"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    stem, _, rest = node.value.partition(".")
                    if (
                        stem in kinds
                        and rest.replace("_", "").isalnum()
                        and rest.islower()
                        and rest not in SUFFIXES
                    ):
                        found.add(node.value)
    return found


SUFFIXES = {"py", "yml", "csv", "json", "parquet"}


def test_issues_in_code_and_catalogue_are_the_same() -> None:
    used = _issue_codes_in_code()
    assert used - set(catalogue().issues) == set(), "raised, but what it means stands nowhere"
    assert set(catalogue().issues) - used == set(), "explained, but never raised"


def test_every_issue_is_explained_in_both_languages() -> None:
    for kind in catalogue().issues.values():
        assert kind.zh and kind.en.isascii() and kind.do.endswith(("。", "。）")), kind.code
