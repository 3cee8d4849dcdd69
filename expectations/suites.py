"""Great Expectations as the formal judge: one suite per table of the warehouse, one expectation per rule.

The SQL is that of arithmetic.py, run by GX over the database file itself. GX counts; the failing rows themselves come
from arithmetic.query, since GX keeps 200 of them at most. GX is imported inside the functions: it costs seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expectations.arithmetic import query, reads
from expectations.rules import Rule
from pipelines.model import Severity

# GX knows critical, warning and info.
SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "warning", "info": "info"}
# GX puts a subquery with an alias of its own where `{batch}` stands.
BATCH = "(SELECT * FROM {batch})"
READ_ONLY = {"connect_args": {"read_only": True}}


class BrokenExpectation(RuntimeError):
    """An expectation could not be evaluated. GX reports that like one that is not met, which would be a silent lie."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What GX says of one rule: `unexpected` is the number of failing cases."""

    rule: str
    unexpected: int
    success: bool
    severity: Severity


def judge(database: Path, rules: Mapping[str, Rule], kept: Path | None = None) -> list[Verdict]:
    """The verdict on each rule, in the order of `rules`, over a DuckDB file that is opened read-only.

    No other connection to the file may be open in this process. With `kept`, each suite and its result are written
    there as `<table>.suite.json` and `<table>.result.json`, GX's own form. Raises BrokenExpectation.
    """
    if not database.is_file():
        raise FileNotFoundError(database)
    tables: dict[str, list[Rule]] = {}
    for rule in rules.values():
        tables.setdefault(reads(rule), []).append(rule)
    verdicts: dict[str, Verdict] = {}
    for table, suite, result in _validate(database, tables):
        if kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
            for name, document in (("suite", suite), ("result", result)):
                text = json.dumps(document.to_json_dict(), ensure_ascii=False, indent=1)
                (kept / f"{table}.{name}.json").write_text(text + "\n", encoding="utf-8")
        for one in result.results:
            verdict = _verdict(rules, one)
            verdicts[verdict.rule] = verdict
    if unjudged := sorted(set(rules) - set(verdicts)):
        raise BrokenExpectation(f"{unjudged}: no verdict")
    return [verdicts[code] for code in rules]


def _validate(database: Path, tables: Mapping[str, list[Rule]]) -> Iterator[tuple[str, Any, Any]]:
    """Suite and result of each table, from a context that leaves nothing on disk."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from sqlalchemy.engine import URL

    import expectations.dialect  # noqa: F401  (registers duckdb+gx)

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    url = URL.create("duckdb+gx", database=str(database)).render_as_string()
    sources: Any = context.data_sources
    source = sources.add_sql("warehouse", connection_string=url, kwargs=READ_ONLY)
    try:
        for table, rules in tables.items():
            batch = source.add_table_asset(table, table_name=table).add_batch_definition_whole_table("all")
            suite = gx.ExpectationSuite(name=table, expectations=[_expectation(rule) for rule in rules])
            definition = gx.ValidationDefinition(name=table, data=batch, suite=context.suites.add(suite))
            yield table, suite, definition.run(result_format="BASIC")
    finally:
        source.get_engine().dispose()


def _expectation(rule: Rule) -> Any:
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
    from great_expectations.expectations.metadata_types import FailureSeverity

    return UnexpectedRowsExpectation(
        unexpected_rows_query=query(rule, BATCH),
        description=rule.zh,
        severity=FailureSeverity(SEVERITY[rule.severity]),
        meta={"rule": rule.code, "family": rule.family},
    )


def _verdict(rules: Mapping[str, Rule], result: Any) -> Verdict:
    code = result.expectation_config.meta["rule"]
    raised = [e for e in _exceptions(result.exception_info or {}) if e.get("raised_exception")]
    if raised:
        raise BrokenExpectation(f"{code}: {raised[0].get('exception_message')}")
    unexpected = result.result.get("observed_value")
    if not isinstance(unexpected, int):
        raise BrokenExpectation(f"{code}: GX gives no count but {unexpected!r}")
    return Verdict(code, unexpected, bool(result.success), rules[code].severity)


def _exceptions(info: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """GX gives one exception_info, or one per metric keyed by the metric's id."""
    if "raised_exception" in info:
        yield info
    else:
        yield from (one for one in info.values() if isinstance(one, Mapping))
