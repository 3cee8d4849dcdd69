"""The checks of the graph. What we promise blocks publication; what offices published wrongly only
warns. In a run they judge its draft; each can be run alone, and then judges the published build."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

from assets.check_texts import Texts, of_counts, of_promise, of_rows, of_rule, of_table
from assets.folders import Folders
from assets.outcomes import judged_now, recorded
from assets.progress import Progress
from assets.tables import key
from expectations.rules import load
from warehouse.promises import promises
from warehouse.schema import tables

# Annotations must be types here, not text: Dagster looks at that of `context` while the module loads.


CHECKS = {"our_promises", "tables_as_promised", "rules_of_the_form"}
"""The names of the steps that only judge."""


class NothingPublished(RuntimeError):
    """There is no build that checks run alone could judge."""


def _name(code: str) -> str:
    return re.sub(r"\W", "_", code)


RULES = {_name(code): rule for code, rule in load().items()}
PROMISES = {_name(promise.name): promise for promise in promises()}
TABLES = {_name(f"table_{name}"): (name, table) for name, table in tables().items()}
"""What is judged, by the name of its check."""
PROMISE_CHECKS = [
    dg.AssetCheckSpec(
        check,
        asset="validations",
        blocking=True,
        description=f"{promise.zh} / {promise.en}",
        metadata=of_promise(promise),
    )
    for check, promise in PROMISES.items()
]
"""A blocking check for each promise."""
TABLE_CHECKS = [
    dg.AssetCheckSpec(
        check,
        asset="validations",
        blocking=True,
        description=f"{table.zh}：列、主键、取值与引用 / columns, key, values and references of {name}",
        metadata=of_table(name, table),
    )
    for check, (name, table) in TABLES.items()
]
"""A blocking check for the schema of each table."""
RULE_CHECKS = [
    dg.AssetCheckSpec(
        check,
        asset=key("quality.findings"),
        additional_deps=["validations"],
        description=f"{rule.zh} / {rule.en}",
        metadata=of_rule(rule),
    )
    for check, rule in RULES.items()
]
"""A check for each rule, which only warns."""


@dg.multi_asset_check(name="our_promises", specs=PROMISE_CHECKS, can_subset=True)
def our_promises(
    context: dg.AssetCheckExecutionContext, folders: Folders, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.AssetCheckResult]:
    from warehouse.promises import broken
    from warehouse.renewal import changed_beside

    asked = [(spec, PROMISES[spec.name]) for spec in _asked(context, PROMISE_CHECKS)]
    build, previous = folders.draft, folders.measure
    changed: Path | None = changed_beside(build)
    if _alone(context):  # what a build must not fall short of is the one before it, which is asked in a run
        build, previous, changed = _published(folders), None, None
        asked = [(spec, promise) for spec, promise in asked if not promise.previous]
    with progress.under_way("promises"):
        names = [promise.name for _, promise in asked]
        not_kept = {b.name: b for b in broken(build, previous, names, changed)}
    for spec, promise in asked:
        bad = not_kept.get(promise.name)
        yield _result(spec, bad is None, of_rows(bad.rows if bad else None) | of_promise(promise))


@dg.multi_asset_check(name="tables_as_promised", specs=TABLE_CHECKS, can_subset=True)
def tables_as_promised(
    context: dg.AssetCheckExecutionContext, folders: Folders
) -> Iterator[dg.AssetCheckResult]:
    from expectations.results import unmet
    from expectations.suites import judge

    asked = [(spec, *TABLES[spec.name]) for spec in _asked(context, TABLE_CHECKS)]
    with TemporaryDirectory() as apart:
        kept = folders.validations
        if _alone(context):
            kept = Path(apart)
            judge(_published(folders), {}, [table for _, _, table in asked], kept)
        amiss: dict[str, list[dict[str, object]]] = {}
        for one in unmet(kept):
            amiss.setdefault(one.pop("table"), []).append(one)
    for spec, name, table in asked:
        bad = amiss.get(f"{table.schema}.{table.name}")
        yield _result(spec, bad is None, of_rows(bad) | of_table(name, table))


@dg.multi_asset_check(name="rules_of_the_form", specs=RULE_CHECKS, can_subset=True)
def rules_of_the_form(
    context: dg.AssetCheckExecutionContext, folders: Folders
) -> Iterator[dg.AssetCheckResult]:
    asked = [(spec, RULES[spec.name]) for spec in _asked(context, RULE_CHECKS)]
    if _alone(context):
        outcomes = judged_now(_published(folders), {rule.code: rule for _, rule in asked})
    else:
        outcomes = recorded(folders.draft)
    for spec, rule in asked:
        outcome = outcomes[rule.code]
        counts = of_counts(outcome.failed, outcome.assessed, outcome.not_assessable, outcome.examples)
        yield _result(spec, outcome.failed == 0, counts | of_rule(rule))


def _alone(context: dg.AssetCheckExecutionContext) -> bool:
    """Whether nothing is made in this run that checks could judge."""
    return {node.name for node in context.job_def.nodes} <= CHECKS


def _published(folders: Folders) -> Path:
    """The published build itself, whatever the link points to later on. Raises NothingPublished."""
    if not folders.published.exists():
        raise NothingPublished(f"还没有已公布的数据仓库 / nothing is published yet in {folders.home}")
    return folders.published.resolve()


def _asked(
    context: dg.AssetCheckExecutionContext, specs: Iterable[dg.AssetCheckSpec]
) -> list[dg.AssetCheckSpec]:
    """The checks of which a result is wanted: all of them in a run, one or some where they are run
    alone."""
    return [spec for spec in specs if spec.key in context.selected_asset_check_keys]


def _result(spec: dg.AssetCheckSpec, passed: bool, metadata: Texts) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=spec.name,
        asset_key=spec.asset_key,
        passed=passed,
        severity=dg.AssetCheckSeverity.ERROR if spec.blocking else dg.AssetCheckSeverity.WARN,
        description=spec.description,
        metadata=metadata,
    )
