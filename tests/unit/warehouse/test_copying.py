"""A draft is a whole copy of the published build before it is worked on, or is made in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from threading import Event
from time import sleep

import pytest

from tests.unit.warehouse.nights import World
from warehouse import draft, renewal
from warehouse.copying import copying
from warehouse.inputs import Inputs

NOW = Inputs("code", "rules", "decisions", "told", {}, date(2026, 11, 30), "")


def test_a_copy_takes_the_place_of_what_is_left_of_a_draft(tmp_path: Path) -> None:
    published, copied = tmp_path / "gongkai.duckdb", tmp_path / "draft.duckdb"
    published.write_bytes(b"whole" * 999)
    copied.write_bytes(b"begun")
    copied.with_name("draft.duckdb.wal").write_bytes(b"begun")
    with copying(published, copied) as wait:
        wait()
    assert copied.read_bytes() == published.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.duckdb", "gongkai.duckdb"]


def test_a_copy_that_cannot_be_made_says_so_when_it_is_waited_for(tmp_path: Path) -> None:
    with copying(tmp_path / "gone.duckdb", tmp_path / "draft.duckdb") as wait:
        pass
    with pytest.raises(FileNotFoundError):
        wait()


def test_nothing_is_written_any_more_when_what_was_done_meanwhile_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that fails takes its draft away (assets/run.py)."""
    failed = Event()

    def copied_late(published: Path, draft: Path) -> None:
        assert failed.wait(30)
        sleep(0.05)
        draft.write_bytes(published.read_bytes())

    monkeypatch.setattr("warehouse.copying.copy", copied_late)
    published, draft = tmp_path / "gongkai.duckdb", tmp_path / "draft.duckdb"
    published.write_bytes(b"whole")
    with pytest.raises(KeyError), copying(published, draft):
        failed.set()
        raise KeyError("whose report is it")
    assert draft.exists()
    draft.unlink()
    assert [path.name for path in tmp_path.iterdir()] == ["gongkai.duckdb"]


def test_without_a_copy_the_build_is_a_full_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(renewal, "MOST", 9.0)
    world = World(tmp_path)
    world.put(Random(1))
    world.night()
    monkeypatch.setattr(draft, "copy", no_room)
    world.put(Random(2))
    own, whole, made = world.night()
    assert own == whole
    assert made.startswith("all: ") and "No space left on device" in made


@pytest.mark.parametrize(
    ("before", "full", "reports", "begun"),
    [
        (NOW, False, 9_999, True),
        (None, False, 9_999, False),
        (NOW, True, 9_999, False),
        (NOW, False, 9, False),
        (replace(NOW, code="other"), False, 9_999, False),
        (replace(NOW, full_on=date(2026, 11, 1)), False, 9_999, False),
    ],
    ids=[
        "a usual night",
        "nothing is known",
        "as was asked",
        "few reports",
        "other code",
        "the week is over",
    ],
)
def test_nothing_is_copied_for_a_full_build(
    tmp_path: Path, before: Inputs | None, full: bool, reports: int, begun: bool
) -> None:
    published = tmp_path / "gongkai.duckdb"
    published.write_bytes(b"whole")
    with draft.copying_published(tmp_path / "draft.duckdb", published, before, NOW, reports, full) as copied:
        assert (copied is not None) is begun
    assert (tmp_path / "draft.duckdb").exists() is begun
