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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_file_is_read_as_an_office_program_saves_it(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "file.csv").write_bytes("path,note\r\na.txt,青禾县民政局（“甲”）\r\n".encode(encoding))
    ((_, fields),) = lines(tmp_path / "file.csv", COLUMNS, ValueError)
    assert fields == {"path": "a.txt", "note": "青禾县民政局（“甲”）"}


@pytest.mark.parametrize(
    "data",
    [
        "path,note\na,云溪县人民政府办公室\n".encode().replace("办".encode(), b"\xe5\x8a"),
        b"path,note\na,\xff\xff\n",
        b"path,note\na,caf\xe9,\n",
        b"path,note\na,\x00\x01\n",
        b"\xff\xfea",
    ],
)
def test_what_is_in_no_such_encoding_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file.csv").write_bytes(data)
    with pytest.raises(ValueError, match="neither UTF-8 nor GB18030") as refused:
        list(lines(tmp_path / "file.csv", COLUMNS, ValueError))
    assert "\n" not in str(refused.value)
