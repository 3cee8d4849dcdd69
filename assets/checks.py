"""The checks of the graph. What we promise blocks publication; what offices published wrongly only
warns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress
from assets.tables import key
from expectations.rules import load
from warehouse.promises import promises
from warehouse.schema import tables
from warehouse.statements import statement


def _name(code: str) -> str:
    return re.sub(r"\W", "_", code)


WORST = 10
"""Findings shown beside each check."""
RULES = load()
"""All rules, by their codes."""
PROMISE_CHECKS = [
    dg.AssetCheckSpec(_name(p.name), asset="validations", blocking=True, description=f"{p.zh} / {p.en}")
    for p in promises()
]
"""A blocking check for each promise."""
TABLE_CHECKS = [
    dg.AssetCheckSpec(
        _name(f"table_{name}"),
        asset="validations",
        blocking=True,
        description=f"{table.zh}：列、主键、取值与引用 / columns, key, values and references of {name}",
        metadata={"table": name},
    )
    for name, table in tables().items()
]
"""A blocking check for the schema of each table."""
RULE_CHECKS = [
    dg.AssetCheckSpec(
        _name(rule.code),
        asset=key("quality.findings"),
        additional_deps=["validations"],
        description=f"{rule.zh} / {rule.en}",
        metadata={"rule": rule.code, "severity": rule.severity},
    )
    for rule in RULES.values()
]
"""A check for each rule, which only warns."""


@dg.multi_asset_check(name="our_promises", specs=PROMISE_CHECKS)
def our_promises(folders: Folders, progress: dg.ResourceParam[Progress]) -> Iterator[dg.AssetCheckResult]:
    from warehouse.promises import broken

    with progress.under_way("promises"):
        not_kept = {b.name: b for b in broken(folders.draft, folders.measure)}
    for promise, check in zip(promises(), PROMISE_CHECKS):
        bad = not_kept.get(promise.name)
        yield dg.AssetCheckResult(
            check_name=check.name,
            asset_key=check.asset_key,
            passed=bad is None,
            severity=dg.AssetCheckSeverity.ERROR,
            description=f"{promise.zh} / {promise.en}",
            metadata={"rows": str(bad.rows)} if bad else {},
        )


@dg.multi_asset_check(name="tables_as_promised", specs=TABLE_CHECKS)
def tables_as_promised(folders: Folders) -> Iterator[dg.AssetCheckResult]:
    from expectations.suites import unmet

    unmet_by_table: dict[str, list[dict[str, object]]] = {}
    for one in unmet(folders.validations):
        unmet_by_table.setdefault(one.pop("table"), []).append(one)
    for table, check in zip(tables().values(), TABLE_CHECKS):
        bad = unmet_by_table.get(f"{table.schema}.{table.name}")
        yield dg.AssetCheckResult(
            check_name=check.name,
            asset_key=check.asset_key,
            passed=bad is None,
            severity=dg.AssetCheckSeverity.ERROR,
            description=check.description,
            metadata={"rows": str(bad)} if bad else {},
        )


@dg.multi_asset_check(name="rules_of_the_form", specs=RULE_CHECKS)
def rules_of_the_form(folders: Folders) -> Iterator[dg.AssetCheckResult]:
    from warehouse.query import run

    _, rows = run(
        "SELECT rule, gx_unexpected, assessed, not_assessable FROM quality.runs"
        " WHERE build = (SELECT max(build) FROM quality.runs)",
        folders.draft,
    )
    by_rule = {row[0]: row[1:] for row in rows}
    worst = _worst(folders)
    for rule, check in zip(RULES.values(), RULE_CHECKS):
        failed, assessed, not_assessable = by_rule[rule.code]
        yield dg.AssetCheckResult(
            check_name=check.name,
            asset_key=check.asset_key,
            passed=failed == 0,
            severity=dg.AssetCheckSeverity.WARN,
            description=rule.zh,
            metadata={
                "failed": failed,
                "assessed": assessed,
                "not_assessable": not_assessable,
                "severity": rule.severity,
                **({"worst": dg.MetadataValue.md(worst[rule.code])} if rule.code in worst else {}),
            },
        )


def _worst(folders: Folders) -> dict[str, str]:
    """A Markdown table of each rule's findings with the largest gaps."""
    from warehouse.query import run

    sql = statement(Path(__file__).parent / "sql" / "findings_with_largest_gaps.sql")
    _, rows = run(sql, folders.draft, [WORST])
    tables: dict[str, str] = {}
    for rule, *values in rows:
        cells = " | ".join("" if v is None else f"{v:g}" if isinstance(v, float) else str(v) for v in values)
        tables.setdefault(
            rule, "| 机关 | 年度 | 位置 | 所填 | 应有 | 差额 | 状态 |\n|---|---|---|---|---|---|---|"
        )
        tables[rule] += f"\n| {cells} |"
    return tables
