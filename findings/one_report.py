"""Turns one report into its findings, by the same rule SQL that runs on the warehouse, in a
database in memory.

The rows of the report reach it through files of JSON in a folder of their own, which is gone when
they are read: no text of a report is part of a statement, and DuckDB binds no parameter, for which
it would import pandas. That import takes longer than all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from expectations.arithmetic import query
from expectations.rule import Rule
from expectations.words import explain
from findings.finding import CASE, BrokenRule, Finding
from pipelines.catalogue import catalogue
from pipelines.model import Report
from pipelines.offices.kinds import OTHER, kind_of
from pipelines.report_columns import filing_values, read_values, report_id
from warehouse import schema
from warehouse.pivot import widen
from warehouse.sql_names import WITH_UNIT
from warehouse.versions import link

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OFFICE_ID = 1
"""The key of the office in a database that has only one."""
LONGEST = 1 << 20
"""Bytes of a row that DuckDB makes room for; for a longer one it makes room for as many as it
has."""
READ_BY_LINK = "predecessors"
"""A view that the link to the year before needs, whatever the rules ask for."""
COMPUTED = ("reports_wide", "previous_reports")
"""The tables that are filled from others."""
LEVELS = {"township": "township", "street": "township"}
"""The kinds whose level is known by the name alone."""
Row = dict[str, object]


def findings(report: Report, rules: Mapping[str, Rule], previous: Report | None = None) -> list[Finding]:
    """What fails, in words, in the order of the rules and of the codes of their scopes, as in the
    warehouse. Raises BrokenRule."""
    with judge(rules) as judging:
        return judging.findings(report, previous)


@contextmanager
def judge(rules: Mapping[str, Rule]) -> Iterator[Judge]:
    """Judges reports by these rules while the context lasts. Raises BrokenRule."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        yield Judge(connection, rules)


class Judge:
    """A database in memory in which one report after the other is judged.

    What DuckDB needs time for, the plans of the rules, is made at the beginning, which may be while
    the first report is being read. They are made without the optimizer: over tables that are empty
    as yet it would plan for tables in which nothing can be null, and find nothing later.
    """

    def __init__(
        self, connection: DuckDBPyConnection, rules: Mapping[str, Rule], also: Iterable[str] = ()
    ) -> None:
        """`connection`: to an empty database of its own; `also`: statements that will be asked
        besides the queries of the rules. Raises BrokenRule."""
        self._connection, self._rules = connection, rules
        self._filled: tuple[str, ...] = ()
        queries = {code: query(rule) for code, rule in rules.items()}
        connection.execute("PRAGMA disable_optimizer")
        schema.create(connection, comments=False, asked=(*queries.values(), *also, READ_BY_LINK))
        for number, (code, sql) in enumerate(queries.items()):
            with _blamed(code):
                connection.execute(f"PREPARE rule_{number} AS SELECT {', '.join(CASE)} FROM ({sql})")

    def findings(self, report: Report, previous: Report | None = None) -> list[Finding]:
        """The findings on a report.

        The office is number 1 whatever its name, so that a report that does not name its office can
        be judged too; a year that the report does not give is null. Rules that compare years find
        something only beside the `previous` report, about which nothing is said.
        """
        self.fill(report, previous)
        failing: list[Finding] = []
        for number, (code, rule) in enumerate(self._rules.items()):
            with _blamed(code):
                cases = self._connection.execute(f"EXECUTE rule_{number}").fetchall()
            failing += sorted((Finding.of(rule, case) for case in cases), key=lambda f: f.scope)
        printed = {f.code: (f.text, f.value, f.status) for f in report.facts}
        worded = []
        for finding in failing:
            if finding.report_id == report_id(report.filing.sha256):
                cited = {cell: printed[cell] for cell in finding.cells if cell in printed}
                rule = self._rules[finding.rule]
                words = explain(rule, finding, cited)
                do = rule.advice(published=report.published_on is not None)
                worded.append(replace(finding, message=words.zh, message_en=words.en, do=do))
        return worded

    def fill(self, report: Report, previous: Report | None) -> None:
        """Put the report and that of the year before in the place of those that were judged
        last."""
        connection = self._connection
        for table in self._filled:
            connection.execute(f"DELETE FROM {table}")
        tables = _tables(report, previous)
        with TemporaryDirectory(prefix="gongkai-") as folder:
            for table, rows in tables.items():
                _insert(connection, table, rows, Path(folder) / f"{table}.json")
        widen(connection)
        link(connection)
        self._filled = (*tables, *COMPUTED)


@contextmanager
def _blamed(code: str) -> Iterator[None]:
    """What DuckDB complains about is the rule's fault."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise BrokenRule(f"the SQL of {code} does not run: {error}") from error


def _tables(report: Report, previous: Report | None) -> dict[str, list[Row]]:
    """The rows of each table: the codebook, the office under the name that the report judged gives
    it, and the reports with their facts and prose."""
    columns = [line for (_, kind, _), line in catalogue().lines.items() if kind == "column"]
    tables: dict[str, list[Row]] = {
        "lines": [
            {"table": c.table, "kind": "column", "code": c.code, "unit": c.unit, "type": c.type}
            for c in columns
        ],
        "offices": [_office(report.statement.office)],
    }
    for one in (report, previous):
        for table, rows in _rows(one).items() if one else ():
            tables.setdefault(table, []).extend(rows)
    return tables


def _office(name: str | None) -> Row:
    """The office under the name that the report gives it, with the kind that the name tells; its
    level is not known without the offices of a warehouse."""
    kind = kind_of(name) if name else OTHER
    return {"office_id": OFFICE_ID, "name": name, "kind": kind, "level": LEVELS.get(kind)}


def _rows(report: Report) -> dict[str, list[Row]]:
    statement = report.statement
    key: Row = {
        "report_id": report_id(report.filing.sha256),
        "office_id": OFFICE_ID,
        "year": statement.year,
    }
    whole: Row = {
        **read_values(report),
        **filing_values(report.filing),
        **key,
        "published_on": _day(report.published_on),
        "version": 1,
        "is_current": True,
    }
    rows: dict[str, list[Row]] = {"reports": [whole]}
    for table, (name, row, column) in schema.FACTS.items():
        rows[name] = [
            {
                **key,
                row: fact.row,
                column: fact.column,
                "value": fact.value,
                "status": fact.status,
                "text": fact.text,
                **({"unit": fact.unit} if table in WITH_UNIT else {}),
            }
            for fact in report.facts
            if fact.table == table
        ]
    rows["sections"] = [{**key, "section": s, "text": text} for s, text in statement.sections.items()]
    rows["mentions"] = [
        {**key, "kind": m.kind, "section": m.section, "value": m.value, "text": m.text}
        for m in report.mentions
    ]
    rows["wordings"] = [
        {
            **key,
            "section": w.section,
            "characters": w.characters,
            "fingerprint": w.fingerprint,
            "sentences": list(w.sentences),
        }
        for w in report.wordings
    ]
    return rows


def _day(text: str | None) -> str | None:
    """A day as the report states it, or nothing if there is no such day."""
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _insert(connection: DuckDBPyConnection, table: str, rows: Iterable[Row], file: Path) -> None:
    """Insert rows by way of `file`; each value takes on the type of its column."""
    written = [json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") for row in rows]
    if not written:
        return
    file.write_bytes(b"\n".join(written))
    room = max(LONGEST, 2 * max(map(len, written)))
    columns = ", ".join(f"{schema.quoted(name)}: 'VARCHAR'" for name in next(iter(rows)))
    connection.execute(
        f"INSERT INTO {table} BY NAME FROM read_json({schema.literal(str(file))},"
        f" format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {room})"
    )
