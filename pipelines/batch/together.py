"""Filings and what was read in each by itself -> the same filings, those of a folder that are pieces of one
report joined.

Evidence is both: the names count (1.jpg, 2.jpg), and what is read complements each other
(recognise/pieces.py). Where one of them holds alone the files stay apart, and it is said what to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.intake.folders import folders, name_of
from pipelines.intake.joined import joined_from
from pipelines.model import Filing
from pipelines.naming.numbered import counted
from pipelines.recognise.pieces import Piece, Why, same_report, why_not_one

SAID: dict[Why, str] = {
    "": "文件名不是连续的编号 / their names do not count",
    "twice": "同一单元格在几个文件中都有 / a cell is printed in several of them",
    "lacking": "合起来仍缺统计表、机关或年度 / together they lack a table, the office or the year",
}
"""Why files that may be one report are not joined."""


def together(filings: Sequence[Filing], shards: Iterable[Path]) -> list[Filing]:
    """The filings in the order of their paths, in the place of pieces of one report that report; of
    files that may be such pieces the first has `not_joined`. What is read of a file is in `shards`, or
    it stays by itself."""
    groups = folders(filings)
    if not groups:
        return [*filings]
    pieces = _pieces(groups, [*shards])
    made: dict[str, Filing] = {}
    gone: set[str] = set()
    for group in groups:
        known = [pieces[filing.sha256] for filing in group if filing.sha256 in pieces]
        if len(known) < len(group):
            continue
        order, why = counted([*map(name_of, group)]), why_not_one(known)
        if order and not why:
            report = joined_from([group[place] for place in order])
            made[report.path] = report
            gone |= {part.path for part in report.parts}
        elif why in SAID and (order or not why):
            made[group[0].path] = replace(group[0], not_joined=SAID[why])
    kept = (f for f in filings if f.path not in gone and f.path not in made)
    return sorted((*kept, *made.values()), key=lambda f: f.path)


def _pieces(groups: Sequence[Sequence[Filing]], shards: Sequence[Path]) -> dict[str, Piece]:
    """By content, what is read in each file of the groups; of groups that name two offices or years
    nothing."""
    wanted = {filing.sha256 for group in groups for filing in group}
    named, holding = _named(shards, wanted)
    left = [
        [named[filing.sha256] for filing in group]
        for group in groups
        if all(filing.sha256 in named for filing in group)
    ]
    alike = [row for group in left if same_report(piece for _, piece in group) for row in group]
    numbers = {number for number, _ in alike}
    cells = _cells([shard for shard in shards if holding[shard] & numbers], numbers)
    by_number = {number: piece._replace(cells=frozenset(cells[number])) for number, piece in alike}
    return {sha256: by_number[number] for sha256, (number, _) in named.items() if number in by_number}


def _named(
    shards: Iterable[Path], wanted: set[str]
) -> tuple[dict[str, tuple[int, Piece]], dict[Path, set[int]]]:
    """By content, the number of the report in each of these files and what it names; and by shard, which
    of them it holds."""
    named: dict[str, tuple[int, Piece]] = {}
    holding: dict[Path, set[int]] = defaultdict(set)
    columns = ("sha256", "report_id", "office_name", "year", "edition")
    for shard in shards:
        for sha256, number, office, year, edition in _rows(shard, "filings", columns, "sha256", wanted):
            named[sha256] = number, Piece(office, year, edition, frozenset())
            holding[shard].add(number)
    return named, holding


def _cells(shards: Iterable[Path], wanted: set[int]) -> Mapping[int, set[str]]:
    """The cells that are printed in each of these reports."""
    printed: dict[int, set[str]] = defaultdict(set)
    columns = ("report_id", "status", "table", "row", "column")
    for shard in shards:
        for number, status, *cell in _rows(shard, "cells", columns, "report_id", wanted):
            if status != "absent":
                printed[number].add(".".join(cell))
    return printed


def _rows(
    shard: Path, table: str, columns: Sequence[str], key: str, wanted: set[Any]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table of a shard whose `key` is wanted."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    held = pq.ParquetFile(shard / f"{table}.parquet").read([*columns], use_threads=False)
    for row in held.filter(pc.is_in(held[key], value_set=pa.array(sorted(wanted)))).to_pylist():
        yield tuple(row[name] for name in columns)
