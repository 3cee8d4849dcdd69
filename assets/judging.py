"""Stage 3 of the graph: the rules run on the draft. Our SQL keeps every failing row; Great
Expectations counts on its own."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress
from assets.tables import BUILT, JUDGED, key, spec
from warehouse.schema import tables

FOUND = [spec(name, tables()[name], [a.key for a in BUILT]) for name in sorted(JUDGED)]
"""The tables that judging fills."""


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
    from expectations.docs import keep_docs
    from expectations.rules import load
    from expectations.suites import judge
    from findings.again import judged_apart, part_of
    from findings.record import judged
    from findings.verdicts import take_over
    from warehouse.build import TO_JUDGE, memory_limit
    from warehouse.inputs import kept
    from warehouse.query import run

    inputs, draft, written = kept(folders.validations), folders.draft, folders.validations
    with progress.under_way("judge"):
        some = judged_apart(draft, load())
        carried = inputs.judged if inputs and (some or inputs.judged == "nothing") else "all"
        asked, again = take_over(draft, folders.published, folders.of_published, written, carried)
        rules = load() if again else {}
        if not (asked or rules):
            keep_docs(written)
            return dg.MaterializeResult(metadata={"carried_from": folders.of_published.name})
        _, ((stamp,),) = run("SELECT max(build) FROM quality.runs", draft)
        said = judge(draft, rules, asked, written, memory_limit(TO_JUDGE), some, f"gongkai-{stamp}")
        part_of(draft).unlink(missing_ok=True)
    judged(draft, {v.rule: v.unexpected for v in said.verdicts}, some.rules if some else ())
    failed = sum(not v.success for v in said.verdicts)
    return dg.MaterializeResult(
        metadata={"rules": len(said.verdicts), "failed": failed, "promises_of_tables": said.promised}
    )
