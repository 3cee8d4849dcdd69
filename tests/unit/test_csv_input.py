"""Files that people edit are read strictly, and what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.csv_input import lines

COLUMNS = ("path", "note")


def test_lines_are_stripped_and_numbered(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text("\ufeffnote,path\n 甲 , a \n", encoding="utf-8")
    ((where, fields),) = lines(file, COLUMNS, ValueError)
    assert fields == {"note": "甲", "path": "a"}
    assert where.endswith("line 2")
    assert list(lines(tmp_path / "none.csv", COLUMNS, ValueError)) == []


@pytest.mark.parametrize(
    "text", ["path\na\n", "path,note,more\n", "", "path,note\na\n", "path,note\na,b,c\n"]
)
def test_what_does_not_fit_its_head_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        list(lines(tmp_path / "file.csv", COLUMNS, ValueError))


def test_where_columns_may_be_missing_a_line_may_end_early(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text("path,note\na\n", encoding="utf-8")
    assert [fields for _, fields in lines(tmp_path / "file.csv", COLUMNS, ValueError, needed=("path",))] == [
        {"path": "a", "note": ""}
    ]
