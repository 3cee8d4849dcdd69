"""Stage 1 of the graph: portals and inbox fill the archive, and the files under raw/ are read into
shards. Only what is new or read better now is read."""

from __future__ import annotations

import logging
from collections import Counter

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress

_log = logging.getLogger(__name__)


@dg.asset(
    group_name="raw",
    kinds={"scrapy"},
    owners=["team:operations"],
    description="从各门户抓取的原文件与抓取记录。 / What the portals had, and the log of fetching it.",
)
def crawled_portals(folders: Folders, progress: dg.ResourceParam[Progress]) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from pipelines.crawl.all_sources import crawl

    ended = crawl(folders.raw_folder, (), progress.of("crawl"))
    outcomes = Counter(c.outcome for c in ended)
    news = sum(c.counts.get("new", 0) + c.counts.get("changed", 0) for c in ended)
    return dg.MaterializeResult(metadata={"sources": len(ended), "news": news, **outcomes})


@dg.asset(
    deps=["crawled_portals"],
    group_name="raw",
    kinds={"file"},
    owners=["team:operations"],
    description="收到的报告原文件及清单 manifest.csv，从不改动。 / Filings as published, with a manifest.",
)
def raw_filings(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from pipelines.intake.inbox import take_in
    from pipelines.intake.manifest import display_path
    from pipelines.intake.store import ArchiveBusy

    try:
        taken, waits = take_in(folders.raw_folder, display_path), ""
    except (ArchiveBusy, OSError) as error:  # a crawl goes on, or nothing can be written: the inbox waits
        _log.warning("the inbox waits: %s", error)
        taken, waits = 0, str(error)
    return dg.MaterializeResult(metadata={"taken_from_inbox": taken, "inbox_waits": waits})


@dg.asset(
    deps=["raw_filings"],
    group_name="read",
    kinds={"python", "parquet"},
    owners=["team:operations"],
    description="逐份读取的结果，按内容与读取程序版本存放。 / What was read, kept by content and reader.",
)
def parsed_filings(folders: Folders, progress: dg.ResourceParam[Progress]) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from pipelines.batch.cluster import executor
    from pipelines.batch.run import run
    from pipelines.batch.version import reader_version

    with executor(folders.executor) as pool:
        batch = run(folders.raw_folder, folders.shards, folders.workers or None, progress.of("read"), pool)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(batch.filings),
            "read_now": batch.read,
            "shards": len(batch.shards),
            "reader_version": reader_version(),
        }
    )
