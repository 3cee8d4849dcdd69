"""Stage 3 of the graph: the rules run on the draft. Our SQL keeps every failing row; Great
Expectations counts on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg

from assets.folders import Folders
from assets.progress import under_way
from assets.tables import BUILT, JUDGED, key, spec
from warehouse.schema import tables

FOUND = [spec(name, tables()[name], [a.key for a in BUILT]) for name in sorted(JUDGED)]


def rule_rows() -> list[dict[str, Any]]:
    """The rules as rows of quality.rules."""
    from expectations.arithmetic import query
    from expectations.rules import load

    return [
        {
            **{name: getattr(rule, name) for name in ("family", "severity", "basis", "zh", "en", "scope")},
            "rule": rule.code,
            "what_to_do": rule.do,
            "sources": list(rule.sources),
            "digest": hashlib.sha256(query(rule).encode()).hexdigest()[:12],
        }
        for rule in load().values()
    ]


def worded(rule: str, finding: dict[str, Any], cells: Mapping[str, Any]) -> tuple[str, str]:
    """What a finding says, in Chinese and in English."""
    from expectations.rules import load
    from expectations.words import explain

    return tuple(explain(load()[rule], finding, cells))  # type: ignore[return-value]


@dg.multi_asset(name="find_contradictions", specs=FOUND)
def find_contradictions(folders: Folders) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    from expectations.arithmetic import alone, assessed, before, not_assessable, query
    from expectations.rules import load
    from findings.build_summary import note
    from findings.causes import causes, may_share
    from findings.decisions import decisions
    from findings.record import record
    from findings.suspects import suspects

    rules = load()

    previous = folders.published if folders.published.exists() else None
    with under_way("rules"):
        counts = record(
            folders.draft,
            rule_rows(),
            {code: query(rule) for code, rule in rules.items()},
            {code: not_assessable(rule) for code, rule in rules.items()},
            worded,
            assessed={code: assessed(rule) for code, rule in rules.items()},
            previous=previous,
            decisions=decisions(folders.raw_folder),
            across=[code for code, rule in rules.items() if not alone(rule)],
            before={code: before(rule) for code, rule in rules.items()},
            suspects=([code for code, rule in rules.items() if rule.check == "sum"], suspects),
            causes=(may_share(), causes),
        )
        note(folders.draft, previous)
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
def validations(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    from expectations.rules import load
    from expectations.suites import judge
    from findings.record import judged
    from warehouse.build import memory_limit

    with under_way("judge"):
        said = judge(folders.draft, load(), list(tables().values()), folders.validations, memory_limit())
    judged(folders.draft, {v.rule: v.unexpected for v in said.verdicts})
    failed = sum(not v.success for v in said.verdicts)
    return dg.MaterializeResult(
        metadata={"rules": len(said.verdicts), "failed": failed, "promises_of_tables": said.promised}
    )
