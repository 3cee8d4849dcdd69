"""A text is made once, and again where anything that it is made of is other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.offices.remembered import Remembered
from pipelines.offices.search_keys import MADE_OF, table_rows

BUREAU = "青禾县民政局"


def _night(folder: Path, asked: list[str], code: str = "1") -> tuple[list[str], list[str]]:
    """The texts of these, and which of them were made."""
    made: list[str] = []
    remembered = Remembered(folder, code)

    def text(of: str) -> str:
        made.append(of)
        return f"text of {of}"

    found = [remembered.text(of, lambda of=of: text(of)) for of in asked]  # type: ignore[misc]
    remembered.keep()
    return found, made


def test_a_text_is_made_once(tmp_path: Path) -> None:
    assert _night(tmp_path, [BUREAU]) == ([f"text of {BUREAU}"], [BUREAU])
    assert _night(tmp_path, [BUREAU]) == ([f"text of {BUREAU}"], [])


@pytest.mark.parametrize(
    ("of", "code"), [("青禾县教育局", "1"), (BUREAU, "2")], ids=["something else", "other code"]
)
def test_what_is_made_of_something_else_is_made_again(tmp_path: Path, of: str, code: str) -> None:
    _night(tmp_path, [BUREAU])
    assert _night(tmp_path, [of], code)[1] == [of]


def test_it_is_known_what_would_not_be_made(tmp_path: Path) -> None:
    _night(tmp_path, [BUREAU])
    known = Remembered(tmp_path, "1").known
    assert (known(BUREAU), known("青禾县教育局")) == (True, False)


def test_a_damaged_memory_is_made_again(tmp_path: Path) -> None:
    first, _ = _night(tmp_path, [BUREAU])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    assert _night(tmp_path, [BUREAU]) == (first, [BUREAU])
    assert _night(tmp_path, [BUREAU]) == (first, [])


def test_a_folder_that_is_in_the_way_costs_nothing_but_the_memory(tmp_path: Path) -> None:
    (tmp_path / "folder" / "in it").mkdir(parents=True)
    first, _ = _night(tmp_path, [BUREAU])
    (file,) = (path for path in tmp_path.iterdir() if path.is_file())
    file.unlink()
    file.mkdir()
    assert _night(tmp_path, [BUREAU]) == (first, [BUREAU])


def test_what_is_not_asked_any_more_and_other_code_is_forgotten(tmp_path: Path) -> None:
    _night(tmp_path, [BUREAU, "白沙镇人民政府"])
    _night(tmp_path, [BUREAU], "2")
    assert len([*tmp_path.iterdir()]) == 1
    assert _night(tmp_path, [BUREAU, "白沙镇人民政府"], "2")[1] == ["白沙镇人民政府"]


def _keys(folder: Path, office: dict[str, object], *names: str) -> list[tuple[int, str]]:
    """The keys of an office that has these names, too, as a night with a memory makes them."""
    remembered = Remembered(folder, "1")
    rows = [*table_rows([office], [(1, name) for name in names], remembered)]
    remembered.keep()
    return rows


@pytest.mark.parametrize("column", MADE_OF)
def test_the_keys_of_an_office_follow_each_column_that_they_are_made_of(tmp_path: Path, column: str) -> None:
    office = {"office_id": 1, "name": BUREAU, "kind": "department", "level": "county"}
    said = []
    for other in ("河北省", {"kind": "township", "level": "province"}.get(column, "河南省")):
        row = office | {column: other}
        said.append(_keys(tmp_path, row))
        assert said[-1] == [*table_rows([row], [])]
    assert said[0] != said[1]


def test_the_keys_of_an_office_follow_its_other_names(tmp_path: Path) -> None:
    office: dict[str, object] = {"office_id": 1, "name": BUREAU}
    for names in ((), ("青禾民政",), ("青禾民政", "民政局")):
        assert _keys(tmp_path, office, *names) == [*table_rows([office], [(1, name) for name in names])]
