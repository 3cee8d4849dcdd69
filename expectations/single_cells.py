"""What the kinds of checks about single cells share, as SQL over the view `cells`."""

from __future__ import annotations

from expectations.labels import cell_name, printed
from expectations.rule import Case, Cells, Language, Rule
from expectations.sql import in_doubt, listed
from pipelines.catalogue.load import catalogue

TYPES = ("count", "signed_count", "amount")
"""The types of cells, which rules about them are `of`."""


def value_cases(rule: Rule, source: str, fails: str, expected: str) -> str:
    """A SELECT of every cell of the rule's types; nil has no value and cannot fail."""
    return (
        "SELECT report_id, office_id, year, cell AS scope, value AS stated, "
        f"{expected} AS expected, [cell] AS cells, "
        f"CASE WHEN {in_doubt('status')} THEN 'doubtful' END AS reason, {fails} AS fails "
        f"FROM {source} WHERE {judged(rule)}"
    )


def judged(rule: Rule) -> str:
    """Whether a cell is of the rule's types and editions."""
    kinds = listed(rule.of)
    if set(rule.editions) == set(catalogue().editions):
        return f"type IN ({kinds})"
    return f"type IN ({kinds}) AND edition IN ({listed(rule.editions)})"


def say_cell(case: Case, cells: Cells, language: Language) -> dict[str, str]:
    """The cell and the text that is printed in it."""
    return {
        "cell": cell_name(case.scope, language),
        "text": printed(cells.get(case.scope), language, quoted=True),
    }
