"""What an office is found by is made once, and again where anything that it is made of is other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipelines.offices.remembered_keys import FOLDER, RememberedKeys

BUREAU = {"name": "青禾县民政局", "province": "河北省", "level": "county"}


class Maker:
    """Makes keys, and notes for whom it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, office: Mapping[str, Any], names: Iterable[str]) -> str:
        self.asked.append(office["name"])
        return f" {office['name']} {office['province']} {' '.join(names)}"


def _night(folder: Path, offices: list[tuple[dict[str, str], list[str]]], code: str = "1") -> tuple[Any, ...]:
    """The keys of these offices, and which of them were made."""
    maker = Maker()
    remembered = RememberedKeys(folder, code, maker)
    found = [remembered(office, names) for office, names in offices]
    remembered.keep()
    return found, maker.asked


def test_keys_are_made_once(tmp_path: Path) -> None:
    first, made = _night(tmp_path, [(BUREAU, ["青禾民政"])])
    assert made == ["青禾县民政局"]
    assert _night(tmp_path, [(BUREAU, ["青禾民政"])]) == (first, [])


@pytest.mark.parametrize(
    ("office", "names", "code"),
    [
        (BUREAU | {"province": "河南省"}, [], "1"),
        (BUREAU, ["民政局"], "1"),
        (BUREAU, [], "2"),
    ],
    ids=["another place", "another name", "other code"],
)
def test_keys_of_something_else_are_made_again(
    tmp_path: Path, office: dict[str, str], names: list[str], code: str
) -> None:
    _night(tmp_path, [(BUREAU, [])])
    assert _night(tmp_path, [(office, names)], code)[1] == ["青禾县民政局"]


def test_a_damaged_memory_is_made_again(tmp_path: Path) -> None:
    first, _ = _night(tmp_path, [(BUREAU, [])])
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:40])
    assert _night(tmp_path, [(BUREAU, [])]) == (first, ["青禾县民政局"])
    assert _night(tmp_path, [(BUREAU, [])]) == (first, [])


def test_what_is_not_asked_any_more_and_other_code_is_forgotten(tmp_path: Path) -> None:
    other = BUREAU | {"name": "白沙镇人民政府"}
    _night(tmp_path, [(BUREAU, []), (other, [])])
    _night(tmp_path, [(BUREAU, [])], "2")
    assert len([*(tmp_path / FOLDER).iterdir()]) == 1
    assert _night(tmp_path, [(BUREAU, []), (other, [])], "2")[1] == ["白沙镇人民政府"]
