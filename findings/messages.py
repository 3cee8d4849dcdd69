"""Turns found rows into sentences: fetches the printed cells that a finding names and hands both to
the rules' words.

Works in batches on temporary tables of the draft, so that hundreds of thousands of findings need
little memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from warehouse.schema import FACTS, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Printed = tuple[str | None, float | None, str]
"""Text, value and status of a cell."""
Explain = Callable[[str, dict[str, Any], dict[str, Printed]], tuple[str, str]]
"""(rule, finding, its cells by code) -> what is wrong, in Chinese and in English."""
FOUND = ("report_id", "office_id", "year", "scope", "stated", "expected", "gap", "cells")
"""The columns of a rule's query, and of a finding as `Explain` sees it."""
BATCH = 50_000
"""So many findings are worded at a time. Each batch reads the tidy tables once; its cells must fit
into memory."""


def explain_all(connection: DuckDBPyConnection, explain: Explain) -> None:
    """Fill the temporary table `messages` (finding_id, message, message_en) for every row of the
    temporary `numbered`.

    `numbered` has finding_id (from 1, without gaps), rule and FOUND.
    """
    import pyarrow

    connection.execute("CREATE TEMP TABLE messages (finding_id BIGINT, message VARCHAR, message_en VARCHAR)")
    ((last,),) = connection.execute("SELECT coalesce(max(finding_id), 0) FROM numbered").fetchall()
    for first in range(1, last + 1, BATCH):
        batch = f"WHERE finding_id BETWEEN {first} AND {first + BATCH - 1}"
        printed = _printed(connection, batch)
        found = connection.execute(
            f"SELECT finding_id, rule, {', '.join(FOUND)} FROM numbered {batch}"
        ).fetchall()
        worded = []
        for finding_id, rule, *values in found:
            finding = dict(zip(FOUND, values, strict=True))
            worded.append((finding_id, *explain(rule, finding, printed.get(finding_id, {}))))
        columns = dict(zip(("finding_id", "message", "message_en"), zip(*worded, strict=True), strict=True))
        connection.register("worded", pyarrow.table(columns))
        connection.execute("INSERT INTO messages SELECT * FROM worded")
        connection.unregister("worded")


def _printed(connection: DuckDBPyConnection, batch: str) -> dict[int, dict[str, Printed]]:
    """Per finding of the batch, the cells that it names as printed; a cell that the report lacks is
    left out."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE needed AS
        SELECT finding_id, report_id, cell, string_split(cell, '.') AS parts
        FROM (SELECT finding_id, report_id, unnest(cells) AS cell FROM numbered {batch})
        """
    )
    printed: dict[int, dict[str, Printed]] = {}
    for table, (name, row, column) in FACTS.items():
        rows = connection.execute(
            f"""
            SELECT n.finding_id, n.cell, f.text, f.value, f.status
            FROM (SELECT *, TRY_CAST(parts[2] AS {table}_row) AS r, TRY_CAST(parts[3] AS {table}_column) AS c
                  FROM needed WHERE parts[1] = {literal(table)}) AS n
            JOIN {name} AS f ON f.report_id = n.report_id AND f.{row} = n.r AND f.{column} = n.c
            """
        ).fetchall()
        for finding_id, cell, *as_printed in rows:
            printed.setdefault(finding_id, {})[cell] = tuple(as_printed)
    return printed
