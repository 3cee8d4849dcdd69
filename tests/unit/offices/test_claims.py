"""What shards come to is remembered as long as nothing changes that it depends on, and is the same
in whatever shards the reports are."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.batch.shards import digest, rows, write
from pipelines.code_digest import DATA
from pipelines.model import Filing, Report, Statement
from pipelines.offices import claims
from pipelines.offices.claims import Memory
from pipelines.offices.decisions import Decisions, Row
from pipelines.offices.identify import identify

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("华安街道办事处", "鼓楼区民政局", "国家税务总局洪泽区税务局", "洪泽区民政局", "青禾县民政局")
HOSTS = (None, "https://www.nanjing.gov.cn/1", "https://www.qinghe.gov.cn/2")


def filing(number: int, **claim: Any) -> Filing:
    return Filing(f"{number}.txt", hashlib.sha256(f"{number}".encode()).hexdigest(), 10, **claim)


FILINGS = [filing(n, source_url=HOSTS[n % len(HOSTS)]) for n in range(1, 16)]
REPORTS = [
    Report(f, "text", "parsed", Statement(NAMES[n % len(NAMES)], 2019 + n % 4, "f2021"), (), ())
    for n, f in enumerate(FILINGS)
]


def shards(folder: Path, size: int) -> list[Path]:
    folder.mkdir()
    for first in range(0, len(REPORTS), size):
        write([rows(report, "v") for report in REPORTS[first : first + size]], folder / f"{99 - first}")
    return sorted(folder.iterdir())


def plain(frames: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(map(str, frame.to_dict("records"))) for name, frame in frames.items()}


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the shards that were worked out."""
    done: list[str] = []
    own = claims.of_shard

    def of_shard(shard: Path, *rest: Any) -> Any:
        done.append(shard.name)
        return own(shard, *rest)

    monkeypatch.setattr(claims, "of_shard", of_shard)
    return done


@pytest.mark.parametrize("size", [1, 4, 15])
def test_the_shards_in_which_reports_are_change_nothing(tmp_path: Path, size: int) -> None:
    whole = plain(identify(FILINGS, shards(tmp_path / "whole", 7)))
    assert plain(identify(FILINGS[::-1], shards(tmp_path / "other", size)[::-1])) == whole


def test_what_is_remembered_is_what_is_worked_out(tmp_path: Path, worked_out: list[str]) -> None:
    some, memory = shards(tmp_path / "shards", 5), Memory(tmp_path / "memory", digest)
    first = plain(identify(FILINGS, some, memory=memory))
    assert len(worked_out) == 3
    assert plain(identify(FILINGS, some, memory=memory)) == first == plain(identify(FILINGS, some))
    assert len(worked_out) == 6  # without a memory all of them once more


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("nothing", 0),
        ("a decision about a name in all of them", 3),
        ("a decision about another name", 0),
        ("a line of the manifest", 1),
        ("a file that is gone", 1),
        ("other code", 3),
        ("a damaged file", 3),
    ],
)
def test_what_changed_is_worked_out_again(
    tmp_path: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch, change: str, again: int
) -> None:
    some, memory = shards(tmp_path / "shards", 5), Memory(tmp_path / "memory", digest)
    identify(FILINGS, some, memory=memory)
    worked_out.clear()
    now, decided = [*FILINGS], Decisions()
    if change == "a decision about a name in all of them":
        decided = Decisions([Row("青禾县民政局", division_code="320102")])
    elif change == "a decision about another name":
        decided = Decisions([Row("某县民政局", division_code="320102")])
    elif change == "a line of the manifest":
        now[2] = filing(3, source_url=FILINGS[2].source_url, listed_title="鼓楼区民政局2020年年度报告")
    elif change == "a file that is gone":
        now = now[1:]
    elif change == "other code":
        monkeypatch.setattr(claims, "version", lambda: "another")
    elif change == "a damaged file":
        for path in memory.folder.glob("*.parquet"):
            path.write_bytes(path.read_bytes()[:-40])
    said = plain(identify(now, some, decided, memory=memory))
    assert len(worked_out) == again
    assert len([*memory.folder.glob("*.parquet")]) == len(some)
    assert said == plain(identify(now, some, decided))


@pytest.mark.parametrize("stands", [False, True], ids=["nothing", "a file of the night before"])
def test_where_nothing_can_be_remembered_all_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands: bool
) -> None:
    some, memory = shards(tmp_path / "shards", 5), Memory(tmp_path / "memory", digest)
    decided = Decisions([Row("青禾县民政局", division_code="320102")])
    if stands:  # which holds for other decisions
        identify(FILINGS, some, memory=memory)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert plain(identify(FILINGS, some, decided, memory=memory)) == plain(identify(FILINGS, some, decided))


def test_a_turned_bit_is_noticed(tmp_path: Path, worked_out: list[str]) -> None:
    some, memory = shards(tmp_path / "shards", 15), Memory(tmp_path / "memory", digest)
    said = plain(identify(FILINGS, some, memory=memory))
    (path,) = memory.folder.glob("*.parquet")
    data = path.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 100)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :])
        try:
            assert plain(identify(FILINGS, some, memory=memory)) == said, at
        finally:
            path.write_bytes(data)


def test_all_code_that_it_depends_on_counts() -> None:
    code = (
        "import sys; import pipelines.offices.identify, pipelines.offices.roster;"
        "print(*(m for m in sys.modules if m.startswith('pipelines.')))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    folders = {name.split(".")[1] for name in told.stdout.split()}
    assert {f for f in folders if (ROOT / "pipelines" / f).is_dir()} <= {*claims.PARTS}


def test_all_data_that_it_depends_on_counts() -> None:
    files = [f for part in claims.PARTS for f in (ROOT / "pipelines" / part).rglob("*") if f.is_file()]
    kinds = {f.suffix for f in files if "__pycache__" not in f.parts}
    assert kinds - {".md"} <= {*DATA}


def test_another_library_that_spells_names_is_other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys by which offices are found are made by it."""
    before = claims.version.__wrapped__()
    assert before == claims.version.__wrapped__()
    monkeypatch.setattr(claims, "installed", lambda library: f"{library} of tomorrow")
    assert claims.version.__wrapped__() != before
