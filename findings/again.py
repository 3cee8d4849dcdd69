"""A renewed draft, the build before and what changed between them -> what the rules say of the reports
that are judged again, then and now; of all others what was found holds.

The reports are put into a database of their own with all that the rules look at (`reaches`), and the
same statements are asked of it as of a whole warehouse. What was found then must be what is on
record: so each night proves that a part is judged as the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.arithmetic import told
from expectations.reaches import LOOK, lent, looks, telling
from expectations.rule import Rule
from expectations.rules import load
from expectations.suites import Some
from findings.finding import CASE, SQL
from warehouse import renewal
from warehouse.beside import beside
from warehouse.build import memory_limit
from warehouse.part import take_part
from warehouse.query import shut_in
from warehouse.renewal import NotTold
from warehouse.schema import tables
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARKED = "report_id IN (SELECT report_id FROM marked)"
"""SQL: only reports that are judged again."""
UNDECIDED = ("report_id", "office_id", "year", "scope", "reason")
"""Columns of a case that cannot be judged."""


@dataclass(frozen=True, slots=True)
class Said:
    """What rules say of some reports: Arrow tables of `rule` and CASE, of `rule` and UNDECIDED, and how
    many cases each rule could judge."""

    failing: Any
    undecided: Any
    assessed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Again:
    """The reports that are judged again, as an Arrow table, and what the rules say of them `now` and
    said of them `then`."""

    reports: Any
    now: Said
    then: Said


def part_of(draft: Path) -> Path:
    """Where the database of the reports that are judged again is, beside the draft."""
    return beside(draft, "judged-again.duckdb")


def judge_again(draft: Path, previous: Path, changed: Path, rules: Mapping[str, Rule]) -> Again:
    """Judge by the `rules`, all of which say what they look at, the reports that `changed`, a Parquet
    file, names, and those that look at what changed. Leaves their database beside the draft. Raises
    NotTold where they are too many, duckdb.Error."""
    then = beside(draft, "judged-then.duckdb")
    asked = [told(rule, MARKED) for rule in rules.values()]
    try:
        judged, needed = _reports(draft, previous, changed, rules)
        said = []
        # of the first Great Expectations asks what is promised of tables, too
        for whole, part, named in ((draft, part_of(draft), None), (previous, then, asked)):
            take_part(whole, part, needed, judged, named, _lent(whole, judged, rules))
            with shut_in(part, memory_limit=memory_limit()) as connection:
                said.append(_said(connection, rules))
        return Again(judged, *said)
    finally:
        then.unlink(missing_ok=True)


def _reports(draft: Path, previous: Path, changed: Path, rules: Mapping[str, Rule]) -> tuple[Any, Any]:
    """The keys of the reports that are judged again, and of those that are needed for it."""
    import duckdb
    import pyarrow.parquet as pq

    of_tables = pq.read_table(changed)
    with duckdb.connect(config={"memory_limit": memory_limit()}) as connection:
        for table, database in (("looks_now", draft), ("looks_before", previous)):
            with shut_in(database, memory_limit=memory_limit()) as whole:
                whole.register("changed", of_tables)
                connection.execute(f"CREATE TABLE {table} ({LOOK})")
                for sql in looks(rules.values()):
                    connection.register("rows", whole.execute(sql).to_arrow_table())
                    connection.execute(f"INSERT INTO {table} BY NAME FROM rows")
                ((count,),) = whole.execute("SELECT count(*) FROM reports").fetchall()
        connection.register("changed", of_tables)
        connection.execute(statement(SQL / "reports_judged_again.sql"))
        judged, needed = (
            connection.execute(f"SELECT report_id FROM {table} ORDER BY 1").to_arrow_table()
            for table in ("judged_again", "needed")
        )
    if len(judged) > renewal.MOST * count:
        raise NotTold(f"{len(judged):,} of {count:,} reports would be judged again")
    return judged, needed


def _lent(whole: Path, judged: Any, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """By table, the keys of the reports or offices whose rows in it are lent."""
    import pyarrow

    keys: dict[str, list[Any]] = defaultdict(list)
    with shut_in(whole, memory_limit=memory_limit()) as connection:
        connection.register("judged", judged)
        for table, sql in lent(rules.values()):
            keys[table].append(connection.execute(sql).to_arrow_table())
    return {table: pyarrow.concat_tables(some) for table, some in keys.items()}


def _said(connection: DuckDBPyConnection, rules: Mapping[str, Rule]) -> Said:
    """What the rules say of the reports that are marked."""
    columns, undecided = ", ".join(("rule", *CASE)), ", ".join(("rule", *UNDECIDED))
    connection.execute(
        f"CREATE TEMP TABLE said AS SELECT {columns}, NULL::VARCHAR AS reason, NULL::BIGINT AS assessed"
        " FROM quality.findings LIMIT 0"
    )
    for code, rule in rules.items():
        sql = told(rule, MARKED)
        connection.execute(f"INSERT INTO said BY NAME SELECT $rule AS rule, * FROM ({sql})", {"rule": code})
    counts = connection.execute("SELECT rule, assessed FROM said WHERE assessed IS NOT NULL").fetchall()
    failing = f"SELECT {columns} FROM said WHERE assessed IS NULL AND reason IS NULL"
    unjudged = f"SELECT {undecided} FROM said WHERE reason IS NOT NULL"
    tables = [connection.execute(sql).to_arrow_table() for sql in (failing, unjudged)]
    return Said(tables[0], tables[1], dict(counts))


def judged_apart(draft: Path, rules: Mapping[str, Rule]) -> Some | None:
    """What Great Expectations judges of the reports that were judged again alone: the rules that judged
    them, and the tables that depend on single reports. None where all were judged."""
    if not part_of(draft).exists():
        return None
    apart = {f"{t.schema}.{t.name}" for t in tables().values() if t.depends == "report"}
    return Some(part_of(draft), frozenset(telling(rules, load())), frozenset(apart))
