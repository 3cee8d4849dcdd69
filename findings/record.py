"""Turns the rules' SQL into the rows of quality.rules, findings, not_assessable and runs of a
draft.

The SQL and the words of a rule come from outside. Great Expectations counts by itself; `judged`
notes what it counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from findings import history as past
from findings.messages import FOUND, Explain, explain_all
from findings.name_causes import Causes, Suspects, name_causes, name_suspects
from warehouse.build import connect
from warehouse.publish import STAMP
from warehouse.schema import literal, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class BrokenRule(ValueError):
    """A rule's SQL does not run, or belongs to no rule; the message names the rule and says why."""


def record(
    draft: Path,
    rules: Sequence[Mapping[str, Any]],
    queries: Mapping[str, str],
    not_assessable: Mapping[str, str],
    explain: Explain,
    *,
    assessed: Mapping[str, str] | None = None,
    previous: Path | None = None,
    decisions: Sequence[Mapping[str, Any]] = (),
    across: Collection[str] = (),
    suspects: tuple[Collection[str], Suspects] | None = None,
    causes: tuple[Collection[str], Causes] | None = None,
    before: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    memory: str | None = None,
) -> dict[str, int]:
    """Store every failing row of every query and return how many each rule has.

    `rules` are rows of quality.rules. `queries` has one SELECT per rule with the columns FOUND,
    `not_assessable` one with report_id, office_id, year, scope and reason, `assessed` one of a
    single count. `previous` is the published build from which earlier runs and findings are taken
    over, `decisions` rows of decisions.csv, `across` the rules that look at the year before too,
    `suspects` the rules about sums and what names the cell that explains them, `causes` those that
    can have the cause of others and what tells which do, `before` by rule and scope the cells of
    the year before that a finding is held against, none for the same ones. Raises BrokenRule.
    """
    names = [str(rule["rule"]) for rule in rules]
    assessed = assessed or {}
    if stray := {*queries, *not_assessable, *assessed} - set(names):
        raise BrokenRule(f"there is SQL for {', '.join(sorted(stray))}, but the rules are {', '.join(names)}")
    with connect(draft, memory) as connection:
        past.take_over(connection, previous)
        started = _now(connection)
        _insert_rules(connection, rules)
        connection.execute(
            f"CREATE TEMP TABLE found AS SELECT rule, {', '.join(FOUND)} FROM quality.findings LIMIT 0"
        )
        for rule, query in queries.items():
            _run(
                connection,
                rule,
                f"INSERT INTO found SELECT {literal(rule)}, {', '.join(FOUND)} FROM ({query})",
            )
        for rule, query in not_assessable.items():
            columns = "report_id, office_id, year, scope, reason"
            target = f"INSERT INTO quality.not_assessable (rule, {columns})"
            _run(connection, rule, f"{target} SELECT {literal(rule)}, {columns} FROM ({query})")
        judged_at = {rule: int(_run(connection, rule, query)[0][0]) for rule, query in assessed.items()}
        past.store_decisions(connection, decisions)
        _number(connection, names)
        explain_all(connection, explain)
        connection.execute("CREATE TEMP TABLE held (rule VARCHAR, scope VARCHAR, cells VARCHAR[])")
        held = [
            (rule, scope, list(cells))
            for rule, some in (before or {}).items()
            for scope, cells in some.items()
        ]
        if held:
            connection.executemany("INSERT INTO held VALUES (?, ?, ?)", held)
        _store(connection, started)
        if suspects:
            name_suspects(connection, *suspects)
        if causes:
            name_causes(connection, *causes)
        past.keep_gone(connection, started.strftime(STAMP), across)
        return _insert_runs(connection, names, judged_at, started)


def _now(connection: DuckDBPyConnection) -> datetime:
    """The time, UTC, and always later than that of any run before, even on a clock that was set back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    ((last,),) = connection.execute("SELECT max(started_at) FROM quality.runs").fetchall()
    return max(now, last + timedelta(microseconds=1)) if last else now


def judged(draft: Path, unexpected: Mapping[str, int]) -> None:
    """Note in the latest run how many failures Great Expectations counted for each rule."""
    with connect(draft) as connection:
        for rule, count in unexpected.items():
            connection.execute(
                "UPDATE quality.runs SET gx_unexpected = ?"
                " WHERE rule = ? AND build = (SELECT max(build) FROM quality.runs)",
                [count, rule],
            )


def _run(connection: DuckDBPyConnection, rule: str, statement: str) -> list[tuple[Any, ...]]:
    import duckdb

    try:
        return connection.execute(statement).fetchall()
    except duckdb.Error as error:
        raise BrokenRule(f"the SQL of {rule} does not run: {error}") from error


def _insert_rules(connection: DuckDBPyConnection, rules: Sequence[Mapping[str, Any]]) -> None:
    columns = [column.name for column in tables()["quality.rules"].columns]
    for rule in rules:
        if missing := [column for column in columns if column not in rule]:
            raise BrokenRule(f"the row of {rule.get('rule')} lacks {', '.join(missing)}")
        values = [
            list(value) if isinstance(value, tuple) else value
            for value in (rule[column] for column in columns)
        ]
        connection.execute(f"INSERT INTO quality.rules VALUES ({', '.join('?' * len(columns))})", values)


def _number(connection: DuckDBPyConnection, names: list[str]) -> None:
    """The temporary table `numbered`: what was found, in the order of the rules, with number and
    fingerprint."""
    marked = ("rule", "office_id", "year", "scope", "stated", "expected")
    mark = " || '|' || ".join(f"coalesce({column}::VARCHAR, '')" for column in marked)
    connection.execute(
        f"""
        CREATE TEMP TABLE numbered AS
        SELECT row_number() OVER in_order AS finding_id, *, md5({mark}) AS fingerprint FROM found
        WINDOW in_order AS (ORDER BY list_position(?::VARCHAR[], rule), year, office_id, report_id, scope)
        """,
        [names],
    )


def _store(connection: DuckDBPyConnection, started: datetime) -> None:
    connection.execute(
        f"""
        INSERT INTO quality.findings BY NAME
        SELECT n.*, CASE WHEN h.rule IS NOT NULL THEN x.previous_id END AS other_report_id,
               CASE WHEN len(h.cells) = 0 THEN n.cells ELSE h.cells END AS other_cells,
               r.severity, m.message, m.message_en, coalesce(s.first_seen, $started) AS first_seen,
               $started AS last_seen, {past.STATE} AS state, n.fingerprint AS cause
        FROM numbered AS n
        LEFT JOIN quality.rules AS r ON r.rule = n.rule
        LEFT JOIN held AS h ON h.rule = n.rule AND h.scope = n.scope
        LEFT JOIN previous_reports AS x ON x.report_id = n.report_id
        LEFT JOIN messages AS m ON m.finding_id = n.finding_id
        LEFT JOIN (SELECT fingerprint, min(first_seen) AS first_seen FROM
                   (SELECT fingerprint, first_seen FROM before UNION ALL SELECT fingerprint, first_seen FROM long_gone)
                   GROUP BY fingerprint) AS s ON s.fingerprint = n.fingerprint
        {past.DECIDED}
        ORDER BY n.finding_id
        """,
        {"started": started},
    )


def _insert_runs(
    connection: DuckDBPyConnection, names: list[str], judged_at: Mapping[str, int], started: datetime
) -> dict[str, int]:
    count = "SELECT rule, count(*) FROM quality.{} GROUP BY rule"
    failed = dict(connection.execute(count.format("findings")).fetchall())
    undecided = dict(connection.execute(count.format("not_assessable")).fetchall())
    changed = "SELECT rule, count(*) FROM quality.{} WHERE {} = ? GROUP BY rule"
    build = started.strftime(STAMP)
    fresh = dict(connection.execute(changed.format("findings", "first_seen"), [started]).fetchall())
    gone = dict(connection.execute(changed.format("past_findings", "gone_in"), [build]).fetchall())
    finished = max(started, datetime.now(UTC).replace(tzinfo=None))
    for rule in names:
        connection.execute(
            "INSERT INTO quality.runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [
                build,
                started,
                finished,
                rule,
                judged_at.get(rule),
                failed.get(rule, 0),
                undecided.get(rule, 0),
                fresh.get(rule, 0),
                gone.get(rule, 0),
            ],
        )
    return {rule: failed.get(rule, 0) for rule in names}
