"""Stage 1 of the graph: the files under raw/ are read into shards. Only what is new or read better now is read."""

from __future__ import annotations

import dagster as dg

from assets.folders import Folders
from assets.progress import report_progress

FILINGS = dg.AssetSpec(
    "raw_filings",
    group_name="raw",
    kinds={"file"},
    owners=["team:operations"],
    description="收到的报告原文件及清单 manifest.csv，从不改动。 / Filings as published, with a manifest.",
)


@dg.asset(
    deps=["raw_filings"],
    group_name="read",
    kinds={"python", "parquet"},
    owners=["team:operations"],
    description="逐份读取的结果，按内容与读取程序版本存放。 / What was read, kept by content and reader.",
)
def parsed_filings(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from pipelines.batch import run
    from pipelines.version import reader_version

    batch = run(folders.raw_folder, folders.shards, folders.workers or None, report_progress("read"))
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(batch.filings),
            "read_now": batch.read,
            "shards": len(batch.shards),
            "reader_version": reader_version(),
        }
    )
