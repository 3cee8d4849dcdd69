"""Rules about single cells, as SQL over the view `cells`: one case per cell, or per table and way
of printing nil."""

from __future__ import annotations

from expectations.rule import Rule
from expectations.sql import text
from pipelines.catalogue.load import catalogue
from pipelines.model import DOUBTFUL, NIL

# The condition that fails, and what the cell should be, where that is known.
FAILS = {
    "non_negative": ("value < 0", "CAST(0 AS DOUBLE)"),
    "integer": ("round(value, 9) <> round(value)", "CAST(NULL AS DOUBLE)"),
}
ODD = ("percent", "text")
IN_DOUBT = f"status IN ({', '.join(text(s) for s in sorted(DOUBTFUL))})"


def value_cases(rule: Rule, source: str, cause: str | None) -> str:
    """A SELECT of every cell of the rule's types; nil has no value and cannot fail."""
    fails, expected = FAILS[rule.check]
    return (
        f"SELECT report_id, office_id, year, cell AS scope, value AS stated, {expected} AS expected, [cell] AS cells, "
        f"CASE WHEN {IN_DOUBT} THEN 'doubtful' END AS reason, {fails} AS fails FROM {source} WHERE {_judged(rule)}"
    )


def token_cases(rule: Rule, source: str, cause: str | None) -> str:
    """A SELECT of how count cells are printed: a case for each percentage or word, one per table
    for each kind of nil.

    An office that leaves a table blank has one habit, not a hundred faults; a column left blank has
    a rule of its own. Cells printed as plain numbers are one case per table. stated: the value of a
    percentage or word, or how many cells of the table are printed so.
    """
    apart = (
        f"ANTI JOIN (SELECT report_id, unnest(cells) AS cell FROM ({cause})) USING (report_id, cell)"
        if cause
        else ""
    )
    odd, nil = (", ".join(text(s) for s in group) for group in (ODD, sorted(NIL)))
    # no keys but those that a group needs, or that let the failing ones be picked before: 10^8 cells pass
    return (
        "SELECT report_id, any_value(office_id) AS office_id, any_value(year) AS year, scope, "
        "CASE WHEN odd THEN any_value(value) ELSE CAST(count(*) AS DOUBLE) END AS stated, "
        "CASE WHEN NOT odd THEN CAST(0 AS DOUBLE) END AS expected, "
        "list(cell ORDER BY cell) AS cells, CASE WHEN doubtful THEN 'doubtful' END AS reason, fails FROM (\n"
        f"SELECT report_id, office_id, year, value, cell, status IN ({odd}) AS odd, {IN_DOUBT} AS doubtful, "
        f"status IN ({odd}, {nil}) AS fails, CASE WHEN status IN ({nil}) THEN \"table\" || '.' || status "
        f"WHEN status = 'number' THEN \"table\" ELSE cell END AS scope FROM {source} {apart} "
        f"WHERE {_judged(rule)})\n"
        "GROUP BY report_id, scope, odd, doubtful, fails"
    )


def _judged(rule: Rule) -> str:
    kinds = ", ".join(text(kind) for kind in rule.of)
    if set(rule.editions) == set(catalogue().editions):
        return f"type IN ({kinds})"
    return f"type IN ({kinds}) AND edition IN ({', '.join(text(e) for e in rule.editions)})"
