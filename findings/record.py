"""Turns rules into the rows of quality.rules, findings, not_assessable and runs of a draft.

Great Expectations counts by itself; `judged` notes what it counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.arithmetic import assessed, not_assessable, query
from expectations.rule import Rule
from findings import history
from findings.again import UNDECIDED, Again
from findings.causes import store_causes
from findings.decisions import Decision
from findings.finding import CASE, SQL, BrokenRule
from findings.messages import explain_all
from findings.renewal import begin_by_difference, open_again, place_among_others, put_together
from findings.suspects import store_suspects
from warehouse.build import connect
from warehouse.publish import STAMP
from warehouse.schema import tables
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def record(
    draft: Path,
    rules: Mapping[str, Rule],
    previous: Path | None = None,
    decisions: Sequence[Decision] = (),
    again: Again | None = None,
) -> dict[str, int]:
    """Store every case that fails a rule, with its words, its cause, its history and its decision,
    and return how many each rule has. `previous` is the published build from which earlier runs and
    findings are taken over, `decisions` all that were made, in their order. `again`: what the rules
    that it names say of the reports that are judged again; what the draft, a copy of `previous`, has
    on record of all others holds. Raises BrokenRule, and NotTold where it does not."""
    with connect(draft) as connection:
        whole = {code: rule for code, rule in rules.items() if not again or code not in again.now.assessed}
        others_stay = bool(again and not whole and previous)
        if again:
            open_again(connection, again)
        if others_stay and previous:
            begin_by_difference(connection, previous)
        else:
            _begin(connection, whole if again else None)
            history.take_over(connection, previous)
            _store_rules(connection, rules)
        started = time_of_run(connection)
        _find(connection, whole)
        if again:
            put_together(connection)
        history.store_decisions(connection, decisions)
        connection.execute(statement(SQL / "number_findings.sql"), {"rules": list(rules)})
        connection.execute(statement(SQL / "reports_worded_again.sql"))
        explain_all(connection, rules)
        _hold_against_year_before(connection, rules)
        if others_stay:
            connection.execute(statement(SQL / "found_again.sql"))
        connection.execute(statement(SQL / "store_findings.sql"), {"started": started})
        if others_stay:
            place_among_others(connection, rules, started)
        connection.execute(statement(SQL / "decide_findings.sql"))
        store_suspects(connection)
        store_causes(connection)
        across = [code for code, rule in rules.items() if not rule.check.alone]
        history.keep_gone(connection, started.strftime(STAMP), across)
        return _store_runs(connection, rules, started)


def time_of_run(connection: DuckDBPyConnection) -> datetime:
    """The time, UTC, and always later than that of any run before, even on a clock that was set
    back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    ((last,),) = connection.execute("SELECT max(started_at) FROM quality.runs").fetchall()
    return max(now, last + timedelta(microseconds=1)) if last else now


def judged(draft: Path, unexpected: Mapping[str, int], apart: Collection[str] = ()) -> None:
    """Note in the latest run how many failures Great Expectations counted for each rule; of the rules
    `apart`, which judged some reports only, beside those that are carried."""
    with connect(draft) as connection:
        for rule, count in unexpected.items():
            connection.execute(
                "UPDATE quality.runs SET gx_unexpected = ? + CASE WHEN ? THEN coalesce(gx_unexpected, 0)"
                " ELSE 0 END WHERE rule = ? AND build = (SELECT max(build) FROM quality.runs)",
                [count, rule in apart, rule],
            )


def _store_rules(connection: DuckDBPyConnection, rules: Mapping[str, Rule]) -> None:
    columns = [column.name for column in tables()["quality.rules"].columns]
    for rule in rules.values():
        row = {field.name: getattr(rule, field.name) for field in fields(rule)}
        row |= {"rule": rule.code, "what_to_do": rule.advice(), "sources": list(rule.sources)}
        row["digest"] = hashlib.sha256(query(rule).encode()).hexdigest()[:12]
        values = [row[column] for column in columns]
        connection.execute(f"INSERT INTO quality.rules VALUES ({', '.join('?' * len(columns))})", values)


def _begin(connection: DuckDBPyConnection, whole: Collection[str] | None) -> None:
    """Empty the tables that are filled here, and make the temporary tables `failing` (rule and CASE),
    `judged` (rule, assessed, gx_carried) and, where it is not there, `judged_again`. If not all is
    judged again, only the rules `whole` of all reports, the findings on record are kept as `known`, and
    of quality.not_assessable what is about other rules."""
    what = "quality.findings" if whole is not None else "quality.findings LIMIT 0"
    connection.execute(
        f"CREATE TEMP TABLE known AS FROM {what};"
        f"CREATE TEMP TABLE failing AS SELECT rule, {', '.join(CASE)} FROM quality.findings LIMIT 0;"
        "CREATE TEMP TABLE judged (rule VARCHAR, assessed BIGINT, gx_carried BIGINT);"
        "CREATE TEMP TABLE IF NOT EXISTS judged_again (report_id BIGINT)"
    )
    for table in ("rules", "runs", "findings", "past_findings", "decisions", "decision_steps"):
        connection.execute(f"DELETE FROM quality.{table}")
    only = "" if whole is None else " WHERE rule IN (SELECT unnest($whole::VARCHAR[]))"
    said = {} if whole is None else {"whole": list(whole)}
    connection.execute(f"DELETE FROM quality.not_assessable{only}", said)


def _find(connection: DuckDBPyConnection, rules: Mapping[str, Rule]) -> None:
    """Add to `failing` and `judged` what rules say of all reports, and fill quality.not_assessable."""
    columns, undecided = ", ".join(CASE), ", ".join(UNDECIDED)
    for code, rule in rules.items():
        _run(connection, code, f"INSERT INTO failing SELECT ?, {columns} FROM ({query(rule)})")
    for code, rule in rules.items():
        target = f"INSERT INTO quality.not_assessable (rule, {undecided})"
        _run(connection, code, f"{target} SELECT ?, {undecided} FROM ({not_assessable(rule)})")
    for code, rule in rules.items():
        _run(connection, code, f"INSERT INTO judged SELECT ?, assessed, NULL FROM ({assessed(rule)})")


def _run(connection: DuckDBPyConnection, rule: str, sql: str) -> None:
    import duckdb

    try:
        connection.execute(sql, [rule])
    except duckdb.Error as error:
        raise BrokenRule(f"the SQL of {rule} does not run: {error}") from error


def _hold_against_year_before(connection: DuckDBPyConnection, rules: Mapping[str, Rule]) -> None:
    """Fill the temporary table `held`: the cells of the report of the year before that the findings
    of a rule and scope are held against, none for the same ones."""
    connection.execute("CREATE TEMP TABLE held (rule VARCHAR, scope VARCHAR, cells VARCHAR[])")
    rows: list[list[Any]] = [
        [code, scope, list(cells)]
        for code, rule in rules.items()
        for scope, cells in rule.check.before(rule).items()
    ]
    if rows:
        connection.executemany("INSERT INTO held VALUES (?, ?, ?)", rows)


def _store_runs(
    connection: DuckDBPyConnection, rules: Mapping[str, Rule], started: datetime
) -> dict[str, int]:
    finished = max(started, datetime.now(UTC).replace(tzinfo=None))
    build = started.strftime(STAMP)
    connection.execute(
        statement(SQL / "store_runs.sql"), {"build": build, "started": started, "finished": finished}
    )
    runs = connection.execute("SELECT rule, failed FROM quality.runs WHERE build = ?", [build])
    failed: dict[str, int] = dict(runs.fetchall())
    return {code: failed[code] for code in rules}
