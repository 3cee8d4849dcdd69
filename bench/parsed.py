"""Shards of as many reports as wanted, without files: some are really read, and stand for many
offices each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.corpus import YEARS, reports
from bench.counties import Office, offices
from pipelines.batch import shards
from pipelines.model import Filing
from pipelines.report import report_of
from pipelines.report_columns import report_id
from tests.data.forms import render

MODELS = 200
"""Offices that are really read, each with all its years; in the order in which the gazetteer has
them."""


def write(folder: Path, count: int, after: int = 0) -> list[Filing]:
    """Shards of about `count` reports under `folder`, and the filings that they come from; `after`
    so many others."""
    folder.mkdir(parents=True, exist_ok=True)
    filings: list[Filing] = []
    first, last = -(-after // len(YEARS)), -(-(after + count) // len(YEARS))
    names = islice(offices(), first, last)
    for number in range(first, last, MODELS):
        if not (bodies := list(islice(names, min(MODELS, last - number)))):
            raise ValueError(f"there are offices for {len(filings):,} reports only, not for {count:,}")
        filings += _copy(_models(), folder / f"{number:07}", bodies, number)
    return filings


def rewrite(folder: Path, count: int, number: int) -> list[Filing]:
    """A shard `number` of other versions of about `count` reports, those of the first offices: one
    figure of table 4 is greater by one, and they are of a later day."""
    names = list(islice(offices(), min(MODELS, -(-count // len(YEARS)))))
    filings = _copy(_greater(_models()), folder / f"{number:08}", names, number)
    return [replace(filing, published_on=f"{max(YEARS) + 2}-01-01") for filing in filings]


def _greater(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The models with another figure in each: one of table 4, one greater."""
    cells = tables["cells"]
    last = cells.append_column("at", pa.array(range(len(cells)), pa.int64())).filter(
        pc.and_(pc.equal(cells["table"], "t4"), pc.is_valid(cells["value"]))
    )
    chosen = last.group_by("report_id").aggregate([("at", "max")])["at_max"]
    more = pc.cast(pc.is_in(pa.array(range(len(cells)), pa.int64()), chosen), pa.float64())
    values = pc.add(cells["value"], more)
    place = cells.schema.get_field_index("value")
    return {**tables, "cells": cells.set_column(place, "value", values)}


@lru_cache(maxsize=1)
def _models() -> dict[str, pa.Table]:
    """What was read of the models, by table of a shard."""
    with TemporaryDirectory() as folder:
        shards.write(_read(), Path(folder) / "shard")
        return {name: pq.read_table(Path(folder) / "shard" / f"{name}.parquet") for name in shards.TABLES}


def _read(seed: int = 1) -> Iterator[shards.Rows]:
    """The rows of the models, read from text."""
    for number, (report, _, _) in enumerate(reports(MODELS * len(YEARS), seed)):
        data = render(report, "tabs") + f"\n{number}\n".encode()
        filing = Filing(f"{number}.txt", hashlib.sha256(data).hexdigest(), len(data))
        yield shards.rows(report_of(filing, data), "made up")


def _copy(tables: dict[str, pa.Table], folder: Path, bodies: list[Office], number: int) -> list[Filing]:
    """A shard in which the models bear the names of `bodies`, as many of them as there are
    names."""
    read = tables["filings"].to_pylist()
    owners = {
        name: body.name for name, body in zip(dict.fromkeys(row["office_name"] for row in read), bodies)
    }
    keys: dict[int, int] = {}
    filings, rows = [], []
    for row in read:
        if row["office_name"] not in owners:
            continue
        sha256 = hashlib.sha256(f"{number} {row['sha256']}".encode()).hexdigest()
        keys[row["report_id"]] = report_id(sha256)
        name = owners[row["office_name"]]
        title = (row["title"] or "").replace(row["office_name"], name)
        rows.append(
            {
                **row,
                "sha256": sha256,
                "report_id": keys[row["report_id"]],
                "office_name": name,
                "title": title,
            }
        )
        filings.append(Filing(f"{number}/{sha256[:12]}.txt", sha256, 9000))
    folder.mkdir()
    pq.write_table(
        pa.Table.from_pylist(rows, tables["filings"].schema), folder / "filings.parquet", compression="zstd"
    )
    old, new = pa.array(keys.keys(), pa.int64()), pa.array(keys.values(), pa.int64())
    for name, table in tables.items():
        if name != "filings":
            place = pc.index_in(table["report_id"], old)
            kept = table.set_column(table.schema.get_field_index("report_id"), "report_id", new.take(place))
            pq.write_table(kept.filter(pc.is_valid(place)), folder / f"{name}.parquet", compression="zstd")
    shards.seal(folder)
    return filings
