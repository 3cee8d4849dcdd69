"""What is worked with beside a draft goes with it, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.again import part_of
from warehouse.beside import beside, take_away
from warehouse.renewal import changed_beside

ROOT = Path(__file__).parents[3]


def test_a_draft_is_taken_away_with_all_that_is_beside_it(tmp_path: Path) -> None:
    draft, kept = tmp_path / "draft.duckdb", tmp_path / "gongkai-1.duckdb"
    sample = beside(draft, "sample.duckdb")
    wal = [path.with_name(f"{path.name}.wal") for path in (draft, sample)]
    for path in (draft, sample, *wal, changed_beside(draft), part_of(draft), kept):
        path.write_text("")
    spilled = sample.with_name(f"{sample.name}.tmp")
    (spilled / "block").mkdir(parents=True)
    take_away(draft)
    assert [*tmp_path.iterdir()] == [kept]


def test_where_there_is_no_draft_nothing_is_taken_away(tmp_path: Path) -> None:
    take_away(tmp_path / "draft.duckdb")
    take_away(tmp_path / "not there" / "draft.duckdb")


def test_a_link_goes_and_what_it_points_to_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "draft.duckdb.tmp").symlink_to(elsewhere)
    take_away(tmp_path / "draft.duckdb")
    assert [*tmp_path.iterdir()] == [elsewhere]


@pytest.mark.parametrize(
    "path", [*ROOT.glob("warehouse/*.py"), *ROOT.glob("findings/*.py")], ids=lambda p: p.name
)
def test_no_other_name_is_given_to_what_is_beside_a_draft(path: Path) -> None:
    assert "draft.with_name(" not in path.read_text(encoding="utf-8") or path.name == "beside.py"
