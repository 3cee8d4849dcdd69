"""Rules about single cells, as SQL over the view `cells`: one case per cell, or per table and way of printing nil."""

from __future__ import annotations

from expectations.rules import Rule
from expectations.sql import text
from pipelines.catalogue.load import catalogue
from pipelines.model import DOUBTFUL, NIL

# The condition that fails, and what the cell should be, where that is known.
FAILS = {
    "non_negative": ("value < 0", "CAST(0 AS DOUBLE)"),
    "integer": ("round(value, 9) <> round(value)", "CAST(NULL AS DOUBLE)"),
}
ODD = ("percent", "text")
IN_DOUBT = f"CASE WHEN status IN ({', '.join(text(s) for s in sorted(DOUBTFUL))}) THEN 'doubtful' END"


def value_cases(rule: Rule, source: str, cause: str | None) -> str:
    """A SELECT of every cell of the rule's types; nil has no value and cannot fail."""
    fails, expected = FAILS[rule.check]
    return (
        f"SELECT report_id, office_id, year, cell AS scope, value AS stated, {expected} AS expected, [cell] AS cells, "
        f"{IN_DOUBT} AS reason, {fails} AS fails FROM {source} WHERE {_judged(rule)}"
    )


def token_cases(rule: Rule, source: str, cause: str | None) -> str:
    """A SELECT of how count cells are printed: a case for each percentage or word, one per table for each kind of nil.

    An office that leaves a table blank has one habit, not a hundred faults; a column left blank has a rule of its own.
    Cells printed as plain numbers are one case per table. stated: the value of a percentage or word, or how many cells
    of the table are printed so.
    """
    apart = ""
    if cause:
        apart = (
            f" AND NOT EXISTS (SELECT 1 FROM ({cause}) AS known"
            " WHERE known.report_id = printed.report_id AND list_contains(known.cells, printed.cell))"
        )
    odd, nil = (", ".join(text(s) for s in group) for group in (ODD, sorted(NIL)))
    return (
        "SELECT report_id, office_id, year, scope, "
        "CASE WHEN odd THEN any_value(value) ELSE CAST(count(*) AS DOUBLE) END AS stated, "
        "CASE WHEN NOT odd THEN CAST(0 AS DOUBLE) END AS expected, "
        "list(cell ORDER BY cell) AS cells, reason, fails FROM (\n"
        f"SELECT report_id, office_id, year, value, cell, status IN ({odd}) AS odd, {IN_DOUBT} AS reason, "
        f"status IN ({odd}, {nil}) AS fails, CASE WHEN status IN ({nil}) THEN \"table\" || '.' || status "
        f"WHEN status = 'number' THEN \"table\" ELSE cell END AS scope FROM {source} AS printed "
        f"WHERE {_judged(rule)}{apart})\n"
        "GROUP BY report_id, office_id, year, scope, odd, reason, fails"
    )


def _judged(rule: Rule) -> str:
    kinds = ", ".join(text(kind) for kind in rule.of)
    if set(rule.editions) == set(catalogue().editions):
        return f"type IN ({kinds})"
    return f"type IN ({kinds}) AND edition IN ({', '.join(text(e) for e in rule.editions)})"
