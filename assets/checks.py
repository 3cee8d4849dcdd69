"""The checks of the graph. What we promise blocks publication; what offices published wrongly only warns."""

from __future__ import annotations

import re
from collections.abc import Iterator

import dagster as dg

from assets.folders import Folders
from assets.tables import key
from expectations.rules import load
from warehouse.promises import promises


def _name(code: str) -> str:
    return re.sub(r"\W", "_", code)


RULES = load()
PROMISE_CHECKS = [
    dg.AssetCheckSpec(_name(p.name), asset="validations", blocking=True, description=f"{p.zh} / {p.en}")
    for p in promises()
]
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


@dg.multi_asset_check(name="our_promises", specs=PROMISE_CHECKS)
def our_promises(folders: Folders) -> Iterator[dg.AssetCheckResult]:
    from warehouse.promises import broken

    found = {b.name: b for b in broken(folders.draft)}
    for promise, check in zip(promises(), PROMISE_CHECKS):
        bad = found.get(promise.name)
        yield dg.AssetCheckResult(
            check_name=check.name,
            asset_key=check.asset_key,
            passed=bad is None,
            severity=dg.AssetCheckSeverity.ERROR,
            description=f"{promise.zh} / {promise.en}",
            metadata={"rows": str(bad.rows)} if bad else {},
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
            },
        )
