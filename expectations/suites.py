"""Great Expectations as the formal judge: one suite per family of rules, one per table of the
warehouse.

The SQL of a rule is that of arithmetic.py, run by GX over the database file itself. GX counts; the
failing rows themselves come from arithmetic.query, since GX keeps 200 of them at most. What is
promised of a table is a matter of tables.py. GX is imported inside the functions: it costs seconds.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from expectations.arithmetic import query
from expectations.docs import keep_docs, put
from expectations.docs_pages import words
from expectations.rule import Rule
from expectations.tables import Table, promised, suite_name
from pipelines.memory import uncollected
from pipelines.model import Severity

# GX knows critical, warning and info.
SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "warning", "info": "info"}
JUDGED, MARKED = "reports", "marked"
"""The batch of every family: each case of each rule is one of a report. Of a database of some reports
it is those that are marked."""


WHETHER = "BOOLEAN_ONLY"
"""How GX answers of a table at first: all hold, or not. That is one question for most of a suite; only
where something does not hold is it asked what."""
IN_BATCH = "WHERE report_id IN (SELECT report_id FROM {batch})"
"""SQL: only reports of the batch that Great Expectations hands in."""


class BrokenExpectation(RuntimeError):
    """An expectation could not be evaluated. GX reports that like one that is not met, which would
    be silently wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What GX says of one rule: `unexpected` is the number of failing cases."""

    rule: str
    unexpected: int
    success: bool
    severity: Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on each rule, in the order of the rules, and how many expectations about tables
    were looked at."""

    verdicts: tuple[Verdict, ...]
    promised: int


@dataclass(frozen=True, slots=True)
class Some:
    """A DuckDB file with some of the reports, those in its table MARKED, which are all that is judged by
    the rules of these codes and by what is promised of these tables."""

    database: Path
    rules: frozenset[str]
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file, what it is judged by, its table of the reports that are judged, and the ending of the
    names of its suites."""

    database: Path
    rules: tuple[Rule, ...]
    tables: tuple[Table, ...]
    batch: str = JUDGED
    ending: str = ""


def judge(
    database: Path,
    rules: Mapping[str, Rule],
    tables: Sequence[Table] = (),
    kept: Path | None = None,
    memory: str | None = None,
    some: Some | None = None,
    run: str | None = None,
) -> Judgement:
    """Judge a DuckDB file, which is opened read-only, by rules and by what is promised of its
    tables; `some`: what is judged in another file; `run`: the name of this judgement on its pages.

    No other connection to the files may be open in this process. With `kept`, each suite and its
    result are written there as `<suite>.suite.json` and `<suite>.result.json`, GX's own form, and
    its Data Docs as `docs/index.html`. Suites are `rules-<family>` and `table-<table>`, with `-some`
    behind them where some reports are judged. A promise that does not hold raises nothing: `unmet`
    reads it from what was kept. `memory` is the limit of the database, as DuckDB has it (`3GB`), by
    default DuckDB's own. Raises BrokenExpectation.
    """
    pieces = [_Piece(database, tuple(rules.values()), tuple(tables))]
    if some:
        apart = tuple(t for t in tables if f"{t.schema}.{t.name}" in some.tables)
        pieces = [
            _Piece(
                database,
                tuple(r for c, r in rules.items() if c not in some.rules),
                tuple(t for t in tables if t not in apart),
            ),
            _Piece(some.database, tuple(rules[code] for code in some.rules), apart, MARKED, "-some"),
        ]
    for piece in pieces:
        if not piece.database.is_file():
            raise FileNotFoundError(piece.database)
    verdicts: dict[str, Verdict] = {}
    count = 0
    with uncollected():
        for suite, result in _validate(pieces, memory, run):
            if kept is not None:
                put(kept, suite.name, suite.to_json_dict(), result.to_json_dict())
            for one in result.results:
                _raise_broken(suite.name, one)
                if suite.name.startswith("rules-"):
                    verdict = _verdict(rules, one)
                    verdicts[verdict.rule] = verdict
                else:
                    count += 1
    if kept is not None:
        keep_docs(kept)
    if unjudged := sorted(set(rules) - set(verdicts)):
        raise BrokenExpectation(f"{unjudged}: no verdict")
    return Judgement(tuple(verdicts[code] for code in rules), count)


def _validate(pieces: Sequence[_Piece], memory: str | None, run: str | None) -> Iterator[tuple[Any, Any]]:
    """Each suite and its result, from a context that leaves nothing on disk."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.base import ProgressBarsConfig

    import expectations.dialect  # noqa: F401  (registers duckdb+gx)

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    run_id = RunIdentifier(run_name=run, run_time=datetime.now(UTC))
    try:
        for piece in pieces:
            yield from _of_piece(context, piece, memory, run_id)
    finally:
        for source in context.data_sources.all().values():
            source.get_engine().dispose()


def _of_piece(context: Any, piece: _Piece, memory: str | None, run_id: Any) -> Iterator[tuple[Any, Any]]:
    """Each suite of one file and its result."""
    import great_expectations as gx
    from sqlalchemy.engine import URL

    url = URL.create("duckdb+gx", database=str(piece.database)).render_as_string()
    opened = {"read_only": True, "config": {"memory_limit": memory} if memory else {}}
    source = context.data_sources.add_sql(
        f"warehouse{piece.ending}", connection_string=url, kwargs={"connect_args": opened}
    )
    families: dict[str, list[Rule]] = {}
    for rule in piece.rules:
        families.setdefault(rule.family, []).append(rule)
    suites = [
        (f"rules-{family}", words().get(family), "main", piece.batch, list(map(_expectation, some)))
        for family, some in families.items()
    ]
    suites += [(suite_name(t), (t.zh, t.en), t.schema, t.name, list(promised(t))) for t in piece.tables]
    # While one connection is held, the database stays loaded: GX opens one for every question.
    held = source.get_engine().connect()
    try:
        for plain, said, schema, table, expected in suites:
            name = plain + piece.ending
            zh, en = said or (plain, "")
            meta = {"zh": zh, "en": en, "some": bool(piece.ending)}
            suite = gx.ExpectationSuite(name=name, expectations=expected, meta=meta)
            batch = _asset(source, name, schema, table).add_batch_definition_whole_table("all").get_batch()
            result = batch.validate(suite, result_format=WHETHER) if name.startswith("table-") else None
            if result is None or not result.success:
                result = batch.validate(suite, result_format="BASIC")
            result.meta |= {"run_id": run_id, "validation_time": run_id.run_time}
            yield suite, result
    finally:
        held.close()


def _asset(source: Any, name: str, schema: str, table: str) -> Any:
    """GX asks to name a schema in the connection instead, of which there is one for all tables
    here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "`schema_name` is deprecated", DeprecationWarning)
        return source.add_table_asset(name, table_name=table, schema_name=schema)


def _expectation(rule: Rule) -> Any:
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
    from great_expectations.expectations.metadata_types import FailureSeverity

    return UnexpectedRowsExpectation(
        unexpected_rows_query=f"SELECT * FROM (\n{query(rule)}\n)\n{IN_BATCH}",
        description=f"{rule.code} {rule.zh} / {rule.en}",
        severity=FailureSeverity(SEVERITY[rule.severity]),
        meta={"rule": rule.code, "family": rule.family},
    )


def _verdict(rules: Mapping[str, Rule], result: Any) -> Verdict:
    code = result.expectation_config.meta["rule"]
    unexpected = result.result.get("observed_value")
    if not isinstance(unexpected, int):
        raise BrokenExpectation(f"{code}: GX gives no count but {unexpected!r}")
    return Verdict(code, unexpected, bool(result.success), rules[code].severity)


def _raise_broken(suite: str, result: Any) -> None:
    """GX gives one exception_info, or one per metric keyed by the metric's id."""
    info = result.exception_info or {}
    for one in [info] if "raised_exception" in info else info.values():
        if isinstance(one, Mapping) and one.get("raised_exception"):
            meta = result.expectation_config.meta or {}
            what = (
                meta.get("rule")
                or f"{suite} {meta.get('promise')} {result.expectation_config.kwargs.get('column', '')}"
            )
            raise BrokenExpectation(f"{what}: {one.get('exception_message')}")
