"""Shards are worked out by any number of processes, to the same tables in the same order; if the
processes die, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from pipelines.offices import shard_claims
from pipelines.offices.decisions import Decisions, Row
from pipelines.offices.shard_claims import of_shard, of_shards
from tests.unit.offices.test_claims import FILINGS, shards

BY_CONTENT = {filing.sha256: filing for filing in FILINGS[1:]}
DECIDED = Decisions([Row("青禾县民政局", division_code="320102")])


class Dying:
    """A pool of which the processes end after so many tables."""

    after = 0

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __enter__(self) -> Dying:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, work: Callable[..., Any], *given: Iterable[Any]) -> Iterator[Any]:
        for place, some in enumerate(zip(*given)):
            if place == self.after:
                raise BrokenProcessPool("out of memory")
            yield work(*some)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_claims, "MANY", 2)


@pytest.mark.usefixtures("few_are_many")
def test_processes_work_out_what_one_does(tmp_path: Path) -> None:
    """Two real children, which take some seconds to start: only they show that all is sent whole."""
    some = shards(tmp_path / "shards", 4)
    alone = [of_shard(shard, BY_CONTENT, DECIDED) for shard in some]
    assert sum(map(len, alone)) == len(FILINGS) - 1
    assert [*of_shards(some, BY_CONTENT, DECIDED, 2)] == alone


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_dying_processes_leave_is_worked_out_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(shard_claims, "ProcessPoolExecutor", type("", (Dying,), {"after": after}))
    some = shards(tmp_path / "shards", 4)
    alone = [of_shard(shard, BY_CONTENT, DECIDED) for shard in some]
    assert [*of_shards(some, BY_CONTENT, DECIDED, 2)] == alone


def test_few_shards_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_claims, "ProcessPoolExecutor", None)
    assert len([*of_shards(shards(tmp_path / "shards", 4), BY_CONTENT, DECIDED, 2)]) == 4
