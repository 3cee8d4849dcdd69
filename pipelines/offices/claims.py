"""Filings and the shards of what was read in them -> a table of reports with what each says of its
office, shard by shard.

What a shard comes to follows from its bytes, what the lists claim of its filings, the decisions
about the names in it, and the code and data of this stage. All of that is the key by which it is
remembered, so that a night works out only what it brings.
"""

from __future__ import annotations

import hashlib
import json
import logging
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version as installed
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pipelines import logs
from pipelines.code_digest import code_digest
from pipelines.ending import end_with_parent
from pipelines.model import Filing
from pipelines.offices import sealed
from pipelines.offices.decisions import Decisions
from pipelines.offices.frames import Rows
from pipelines.offices.names import office_key
from pipelines.offices.shard_claims import claim_columns, contents, of_shard

_log = logging.getLogger(__name__)
SHARD = "shard"
"""A column beside those of shard_claims.py: the place of its shard among the shards."""
MANY = 16
"""From so many shards on processes pay: to start one takes as long as eight shards, some two seconds."""
_PACKAGE = Path(__file__).parents[1]
PARTS = ("catalogue", "naming", "offices")
"""Folders of pipelines/ whose code and data decide what is remembered, beside the files at its
top."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where it is remembered what shards come to; `digest` tells what is in a shard, as long as it
    is the same."""

    folder: Path
    digest: Callable[[Path], str]


def claimed(
    by_content: Mapping[str, Filing],
    shards: Sequence[Path],
    decisions: Decisions,
    memory: Memory | None = None,
    workers: int = 1,
) -> Any:
    """An Arrow table with a row for each report of these filings, in the order of their paths: the
    columns of shard_claims.py and SHARD. What is not remembered is worked out by `workers`
    processes."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    pieces = _pieces(by_content, shards, decisions, memory, workers)
    places = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    every = pa.concat_tables([Rows(claim_columns()).table(), *pieces]).append_column(
        SHARD, pa.array(places, pa.int64())
    )
    table = every.sort_by([("raw_path", "ascending"), (SHARD, "ascending")])
    del pieces, every  # of a million reports each copy is a gigabyte
    table = table.combine_chunks()
    hashes = table["sha256"]
    if len(pc.unique(hashes)) < len(table):  # one content in two shards is one report
        listed = hashes.to_pylist()
        table = table.filter(pa.array([at == 0 or n != listed[at - 1] for at, n in enumerate(listed)]))
    return table


@lru_cache(maxsize=1)
def version() -> str:
    """Of the code and data of this stage, and of the library that spells names: another one remembers
    nothing of the one before, and a night with another one is none that brings nothing."""
    files = [*_PACKAGE.iterdir(), *(p for part in PARTS for p in (_PACKAGE / part).rglob("*"))]
    return code_digest(_PACKAGE, files, installed("pypinyin"))


def _pieces(
    by_content: Mapping[str, Filing],
    shards: Sequence[Path],
    decisions: Decisions,
    memory: Memory | None,
    workers: int,
) -> list[Any]:
    """The table of each shard, in their order; of what is worked out each is remembered at once."""
    if memory is None:
        return [of_shard(shard, by_content, decisions) for shard in shards]
    paths = [memory.folder / f"{_key(shard, by_content, memory)}.parquet" for shard in shards]
    pieces = [_remembered(path, decisions) for path in paths]
    unknown = [place for place, piece in enumerate(pieces) if piece is None]
    to_do = [(shards[place], paths[place]) for place in unknown]
    for place, piece in zip(unknown, _worked_out(to_do, by_content, decisions, workers), strict=True):
        pieces[place] = piece
    sealed.keep_only(memory.folder, {*paths})
    return pieces


def _worked_out(
    to_do: Sequence[tuple[Path, Path]], by_content: Mapping[str, Filing], decisions: Decisions, workers: int
) -> Iterator[Any]:
    """The table of each shard, in their order, when it is remembered in the file beside it. Many are worked
    out by `workers` processes; if these die or cannot be started, as where memory is short, the rest is
    worked out here. A process sends no table: if it is killed meanwhile, this one waits for the rest of it
    for ever, and what comes by a pipe lies scattered over the memory, a gigabyte of a million reports."""
    left = [*to_do]
    if workers > 1 and len(to_do) >= MANY:
        held = ({f.sha256: f for s in contents(shard) if (f := by_content.get(s))} for shard, _ in to_do)
        try:
            with ProcessPoolExecutor(workers, get_context("spawn"), _child) as pool:
                for _ in pool.map(_put_by, to_do, held, repeat(decisions)):
                    table = _remembered(left[0][1], decisions)
                    yield _work_out(left[0], by_content, decisions) if table is None else table
                    left.pop(0)
        except (BrokenExecutor, OSError) as error:
            _log.warning("no processes tell whose reports they are any more: %s", error)
    for one in left:
        yield _work_out(one, by_content, decisions)


def _child() -> None:
    """What a process begins with: its log goes where that of its parent does, and Ctrl-C is for its parent,
    which then ends it."""
    logs.configure()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _put_by(one: tuple[Path, Path], by_content: Mapping[str, Filing], decisions: Decisions) -> None:
    _work_out(one, by_content, decisions)


def _work_out(one: tuple[Path, Path], by_content: Mapping[str, Filing], decisions: Decisions) -> Any:
    """The table of a shard, which is remembered in the file beside it if that can be written."""
    shard, path = one
    table = of_shard(shard, by_content, decisions)
    _remember(path, table, decisions)
    return table


def _key(shard: Path, by_content: Mapping[str, Filing], memory: Memory) -> str:
    digest = hashlib.sha256(f"{version()} {memory.digest(shard)}".encode())
    for sha256 in contents(shard):
        digest.update(f"{filing.said() if (filing := by_content.get(sha256)) else ''}\n".encode())
    return digest.hexdigest()[:32]


def _remembered(path: Path, decisions: Decisions) -> Any:
    """What a file holds; None where there is none, it is damaged, or something else has been decided
    about a name in it."""
    table = sealed.read(path)
    if table is None:
        return None
    said = json.loads(table.schema.metadata[b"decided"])
    return None if decisions.about(said["names"]) != said["digest"] else table.replace_schema_metadata()


def _remember(path: Path, table: Any, decisions: Decisions) -> None:
    known = sorted({office_key(name) for name in table["office_name"].to_pylist() if name})
    said = {"names": known, "digest": decisions.about(known)}
    sealed.write(path, table.replace_schema_metadata({"decided": json.dumps(said, ensure_ascii=False)}))
