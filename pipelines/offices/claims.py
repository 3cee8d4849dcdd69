"""Filings and the shards of what was read in them -> a table of reports with what each says of its
office, shard by shard.

What a shard comes to follows from its bytes, what the lists claim of its filings, the decisions
about the names in it, and the code and data of this stage. All of that is the key by which it is
remembered, so that a night works out only what it brings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from pipelines.code_digest import code_digest
from pipelines.model import Filing
from pipelines.offices import sealed
from pipelines.offices.decisions import Decisions
from pipelines.offices.frames import Rows
from pipelines.offices.names import office_key
from pipelines.offices.shard_claims import COLUMNS, contents, of_shards

SHARD = "shard"
"""A column beside those of shard_claims.py: the place of its shard among the shards."""
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
    every = pa.concat_tables([Rows(COLUMNS).table(), *pieces]).append_column(
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
        return [*of_shards(shards, by_content, decisions, workers)]
    paths = [memory.folder / f"{_key(shard, by_content, memory)}.parquet" for shard in shards]
    pieces = [_remembered(path, decisions) for path in paths]
    unknown = [place for place, piece in enumerate(pieces) if piece is None]
    worked_out = of_shards([shards[place] for place in unknown], by_content, decisions, workers)
    for place, piece in zip(unknown, worked_out, strict=True):
        _remember(paths[place], piece, decisions)
        # what comes from a process lies scattered over the memory: a gigabyte more of a million reports
        own = _remembered(paths[place], decisions)
        pieces[place] = piece if own is None else own
    sealed.keep_only(memory.folder, {*paths})
    return pieces


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
