"""Statements that are in files: names are filled in, values never."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.statements import statement

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(p for room in ("warehouse", "export", "terminal") for p in (ROOT / room / "sql").glob("*.sql"))


def test_names_are_filled_in_and_structs_are_left(tmp_path: Path) -> None:
    file = tmp_path / "cells_of_table.sql"
    file.write_text("SELECT {'a': 1} FROM {facts} WHERE {row} = $row", encoding="utf-8")
    assert statement(file, facts="requests", row="outcome") == (
        "SELECT {'a': 1} FROM requests WHERE outcome = $row"
    )


def test_a_name_that_is_not_given_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "cells_of_table.sql"
    file.write_text("FROM {facts}", encoding="utf-8")
    with pytest.raises(KeyError, match="facts"):
        statement(file)


@pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parents[1].name}/{p.name}")
def test_every_file_says_what_it_gives_and_is_used(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("-- ")
    room = "\n".join(p.read_text(encoding="utf-8") for p in file.parents[1].rglob("*.py"))
    assert f'"{file.name}"' in room
