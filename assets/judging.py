"""Stage 3 of the graph: the rules run on the draft. Our SQL keeps every failing row; Great
Expectations counts on its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress
from assets.tables import BUILT, JUDGED, key, spec
from warehouse.schema import tables

FOUND = [spec(name, tables()[name], [a.key for a in BUILT]) for name in sorted(JUDGED)]
"""The tables that judging fills."""
MADE_EACH_NIGHT = ("judged", "beside")
"""What tables depend on that are filled on every night, also where no report is judged again."""


@dg.multi_asset(name="find_contradictions", specs=FOUND)
def find_contradictions(
    folders: Folders, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    from expectations.rules import load
    from findings.build_summary import record_summary
    from findings.carried import find
    from findings.decisions import steps
    from warehouse.inputs import kept

    previous = folders.published if folders.published.exists() else None
    with progress.under_way("rules"):
        inputs = kept(folders.validations)
        judged = inputs.judged if inputs else "all"
        counts, said = find(folders.draft, load(), previous, steps(folders.raw_folder), judged)
        made = inputs.made if inputs else ""
        record_summary(folders.draft, previous, "; ".join(filter(None, (made, said))))
    for asset in FOUND:
        metadata = {"dagster/row_count": sum(counts.values())} if asset.key == key("quality.findings") else {}
        yield dg.MaterializeResult(asset_key=asset.key, metadata=metadata)


@dg.asset(
    deps=[key("quality.findings")],
    group_name="quality",
    kinds={"great_expectations"},
    owners=["team:quality"],
    description="Great Expectations 对每条规则和每张表的判定，存为其自身格式与 Data Docs。"
    " / The verdict on every rule and every table, in GX's own form and as its Data Docs.",
)
def validations(folders: Folders, progress: dg.ResourceParam[Progress]) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from expectations.rules import load
    from expectations.suites import judge
    from findings.again import judged_apart, part_of
    from findings.record import judged
    from warehouse.build import memory_limit
    from warehouse.inputs import FILE, kept
    from warehouse.query import run

    inputs = kept(folders.validations)
    if inputs and inputs.judged == "nothing" and any(folders.of_published.glob("table-*.result.json")):
        with progress.under_way("judge"):  # what was said of the same rows holds
            ignored = shutil.ignore_patterns(FILE)
            shutil.copytree(folders.of_published, folders.validations, ignore=ignored, dirs_exist_ok=True)
            made_anew = [table for table in tables().values() if table.depends in MADE_EACH_NIGHT]
            with TemporaryDirectory() as apart:  # the pages of all suites stay those that were copied
                judge(folders.draft, {}, made_anew, Path(apart), memory_limit())
                for result in Path(apart).glob("*.json"):
                    shutil.copy(result, folders.validations)
        return dg.MaterializeResult(metadata={"carried_from": folders.of_published.name})
    with progress.under_way("judge"):
        every, some = list(tables().values()), judged_apart(folders.draft, load())
        _, ((stamp,),) = run("SELECT max(build) FROM quality.runs", folders.draft)
        said = judge(
            folders.draft, load(), every, folders.validations, memory_limit(), some, f"gongkai-{stamp}"
        )
        part_of(folders.draft).unlink(missing_ok=True)
    judged(folders.draft, {v.rule: v.unexpected for v in said.verdicts}, some.rules if some else ())
    failed = sum(not v.success for v in said.verdicts)
    return dg.MaterializeResult(
        metadata={"rules": len(said.verdicts), "failed": failed, "promises_of_tables": said.promised}
    )
