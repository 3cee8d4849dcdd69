"""Names, beside the findings about sums, the one cell that explains them all, and which have the
same cause. What that is comes from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from warehouse.schema import FACTS, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Suspects = Callable[[Mapping[tuple[str, str], float]], list[tuple[str, float, frozenset[tuple[str, str]]]]]
"""{(rule, scope): gap} of one report -> cells, the change that would mend each, and the findings
that it explains."""
Causes = Callable[[list[tuple[str, str, float, str | None]], Collection[str], str | None], list[int]]
"""Findings of one report (rule, scope, gap, suspected cell), its nil cells and edition -> for each
the place of the first with the same cause."""


def name_causes(connection: DuckDBPyConnection, rules: Collection[str], causes: Causes) -> None:
    """Set `cause` of those findings of `rules` that have the cause of another one of the report to
    its fingerprint."""
    import pyarrow

    listed = ", ".join(map(literal, rules)) or "NULL"
    rows = connection.execute(
        f"""
        SELECT list([rule, scope, fingerprint] ORDER BY finding_id), list(gap ORDER BY finding_id),
               list(suspect_cell ORDER BY finding_id), any_value(w.nil), any_value(w.edition)::VARCHAR
        FROM quality.findings AS f LEFT JOIN reports_wide AS w ON w.report_id = f.report_id
        WHERE rule IN ({listed}) AND gap IS NOT NULL GROUP BY f.report_id HAVING count(*) > 1
        """
    ).fetchall()
    led: dict[str, list[str]] = {"fingerprint": [], "cause": []}
    for named, gaps, suspected, nil, edition in rows:
        found = [(rule, scope, gap, cell) for (rule, scope, _), gap, cell in zip(named, gaps, suspected)]
        for at, first in enumerate(causes(found, nil or (), edition)):
            if at != first:
                led["fingerprint"].append(named[at][2])
                led["cause"].append(named[first][2])
    if led["cause"]:
        connection.register("led", pyarrow.table(led))
        connection.execute(
            "UPDATE quality.findings AS f SET cause = led.cause FROM led WHERE led.fingerprint = f.fingerprint"
        )
        connection.unregister("led")


def name_suspects(connection: DuckDBPyConnection, rules: Collection[str], suspects: Suspects) -> None:
    """Fill suspect_cell and suspect_value of the findings of `rules`, where more than one of a
    report is broken."""
    import pyarrow

    listed = ", ".join(map(literal, rules)) or "NULL"
    rows = connection.execute(
        f"""
        SELECT report_id, list(rule), list(scope), list(gap) FROM quality.findings
        WHERE rule IN ({listed}) AND gap IS NOT NULL GROUP BY report_id HAVING count(*) > 1
        """
    ).fetchall()
    named = [
        (report, rule, scope, cell, change)
        for report, names, scopes, gaps in rows
        for cell, change, explained in suspects(dict(zip(zip(names, scopes), gaps)))
        for rule, scope in explained
    ]
    if not named:
        return
    columns = dict(
        zip(("report_id", "rule", "scope", "cell", "change"), zip(*named, strict=True), strict=True)
    )
    connection.register("named", pyarrow.table(columns))
    for table, (name, row, column) in FACTS.items():
        connection.execute(
            f"""
            UPDATE quality.findings AS f SET suspect_cell = s.cell, suspect_value = s.value FROM (
                SELECT n.report_id, n.rule, n.scope, n.cell, round(coalesce(c.value, 0) + n.change, 9) AS value
                FROM (SELECT *, string_split(cell, '.') AS parts FROM named) AS n
                JOIN {name} AS c ON c.report_id = n.report_id
                    AND c.{row} = TRY_CAST(n.parts[2] AS {table}_row)
                    AND c.{column} = TRY_CAST(n.parts[3] AS {table}_column)
                WHERE n.parts[1] = {literal(table)}
            ) AS s
            WHERE s.value >= 0 AND f.report_id = s.report_id AND f.rule = s.rule AND f.scope = s.scope
            """
        )
    connection.unregister("named")
