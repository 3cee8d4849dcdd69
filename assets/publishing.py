"""The last stage of the graph: a draft that keeps our promises becomes the published database."""

from __future__ import annotations

import dagster as dg

from assets.folders import Folders
from assets.judging import FOUND
from assets.progress import Progress
from assets.tables import BUILT


@dg.asset(
    key=["warehouse", "published"],
    deps=["validations", *(a.key for a in BUILT), *(a.key for a in FOUND)],
    group_name="publish",
    kinds={"duckdb"},
    owners=["team:operations"],
    description="对外的数据库 gongkai.duckdb：整体替换，读者不受影响。 / What everyone reads,"
    " swapped in whole.",
)
def published(folders: Folders, progress: dg.ResourceParam[Progress]) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from pipelines.batch.run import prune
    from warehouse.publish import keep_beside, publish
    from warehouse.renewal import changed_beside

    with progress.under_way("publish"):
        build = publish(folders.draft, folders.home)
        keep_beside(folders.validations, build)
        changed_beside(folders.draft).unlink(missing_ok=True)
    prune(folders.shards)
    return dg.MaterializeResult(metadata={"build": build.name, "size_bytes": build.stat().st_size})
