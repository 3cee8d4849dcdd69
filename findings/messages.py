"""Turns found rows into sentences: fetches the printed cells that a finding names and hands both to
the rules' words.

Works in batches on temporary tables of the draft, so that hundreds of thousands of findings need
little memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.rule import Printed, Rule
from expectations.words import explain
from findings.finding import CASE, SQL, Finding
from warehouse.schema import FACTS
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 50_000
"""So many findings are worded at a time. Each batch reads the tidy tables once; its cells must fit
into memory."""


def explain_all(connection: DuckDBPyConnection, rules: Mapping[str, Rule]) -> None:
    """Fill the temporary table `messages` (finding_id, message, message_en) for every row of the
    temporary `numbered`, which has finding_id, rule and CASE, that is about a report in `touched`."""
    import pyarrow

    connection.execute("CREATE TEMP TABLE messages (finding_id BIGINT, message VARCHAR, message_en VARCHAR)")
    connection.execute(
        "CREATE TEMP TABLE wanted_words AS SELECT row_number() OVER (ORDER BY finding_id) AS place, *"
        " FROM numbered SEMI JOIN touched USING (report_id)"
    )
    ((last,),) = connection.execute("SELECT count(*) FROM wanted_words").fetchall()
    columns = f"finding_id, rule, {', '.join(CASE)}"
    for first in range(1, last + 1, BATCH):
        batch = {"first": first, "last": first + BATCH - 1}
        printed = _printed(connection, batch)
        rows = connection.execute(
            f"SELECT {columns} FROM wanted_words WHERE place BETWEEN $first AND $last", batch
        ).fetchall()
        ids, zh, en = [], [], []
        for finding_id, code, *row in rows:
            finding = Finding.of(rules[code], row)
            words = explain(rules[code], finding, printed.get(finding_id, {}))
            ids.append(finding_id)
            zh.append(words.zh)
            en.append(words.en)
        worded = pyarrow.table({"finding_id": ids, "message": zh, "message_en": en})
        connection.register("worded", worded)
        connection.execute("INSERT INTO messages SELECT * FROM worded")
        connection.unregister("worded")


def _printed(connection: DuckDBPyConnection, batch: Mapping[str, int]) -> dict[int, dict[str, Printed]]:
    """Per finding of the batch, the cells that it names as printed; a cell that the report lacks is
    left out."""
    printed: dict[int, dict[str, Printed]] = {}
    for table, (facts, row, column) in FACTS.items():
        sql = statement(SQL / "printed_cells.sql", table=table, facts=facts, row=row, column=column)
        for finding_id, cell, *as_printed in connection.execute(sql, {**batch, "table": table}).fetchall():
            printed.setdefault(finding_id, {})[cell] = tuple(as_printed)
    return printed
