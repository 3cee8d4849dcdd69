"""The pages of a judgement are made of the files of its results: those that were taken over keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.docs import carry, clear, keep_docs, put
from tests.unit.expectations.test_docs_pages import BROKEN, HOLDING, SUMS


def lay(folder: Path, *names: str) -> None:
    """Suites with their results, as files."""
    folder.mkdir(exist_ok=True)
    for suite in (HOLDING, BROKEN, SUMS):
        if suite.name in names:
            put(folder, suite.name, {"meta": suite.words}, suite.said)


def pages(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "docs" / "suites").glob("*.html")}


def test_a_page_for_each_suite_and_an_index_of_all(tmp_path: Path) -> None:
    lay(tmp_path, "table-a", "rules-in_table")
    keep_docs(tmp_path)
    index = (tmp_path / "docs" / "index.html").read_text(encoding="utf-8")
    assert pages(tmp_path) == {"table-a", "rules-in_table"}
    assert all(f'href="suites/{name}.html"' in index for name in pages(tmp_path))


def test_what_is_taken_over_keeps_its_page_and_is_in_the_index(tmp_path: Path) -> None:
    before, kept = tmp_path / "before", tmp_path / "kept"
    lay(before, "table-a", "table-z")
    keep_docs(before)
    (before / "docs" / "suites" / "table-a.html").write_text("as it was", encoding="utf-8")
    lay(kept, "rules-in_table")
    carry(before, kept, ["table-a", "table-none"])
    keep_docs(kept)
    assert pages(kept) == {"table-a", "rules-in_table"}
    assert (kept / "docs" / "suites" / "table-a.html").read_text(encoding="utf-8") == "as it was"
    assert "suites/table-a.html" in (kept / "docs" / "index.html").read_text(encoding="utf-8")
    lay(kept, "table-a")
    keep_docs(kept)
    assert (kept / "docs" / "suites" / "table-a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")


def test_what_a_judgement_left_that_was_not_published_is_cleared(tmp_path: Path) -> None:
    lay(tmp_path, "table-a")
    keep_docs(tmp_path)
    (tmp_path / "inputs.json").write_text("{}", encoding="utf-8")
    clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["inputs.json"]


def test_a_page_that_cannot_be_written_is_not_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, "table-a")
    (tmp_path / "docs").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="docs"):
        keep_docs(tmp_path)
