"""What the kinds of checks about single cells share, as SQL over the view `cells`."""

from __future__ import annotations

from expectations.labels import cell_name, printed
from expectations.rule import Case, Cells, Language, Rule
from expectations.sql import in_doubt, listed
from pipelines.catalogue.load import catalogue

TYPES = ("count", "signed_count", "amount")
"""The types of cells, which rules about them are `of`."""


def value_cases(rule: Rule, source: str, fails: str, expected: str, tables: tuple[str, ...]) -> str:
    """A SELECT of every cell of the rule's types in these tables; nil has no value and cannot fail."""
    return (
        "SELECT report_id, office_id, year, cell AS scope, value AS stated, "
        f"{expected} AS expected, [cell] AS cells, "
        f"CASE WHEN {in_doubt('status')} THEN 'doubtful' END AS reason, {fails} AS fails "
        f"FROM {source} WHERE {judged(rule, tables)}"
    )


def judged(rule: Rule, tables: tuple[str, ...] = ()) -> str:
    """Whether a cell is of the rule's types and editions, and of these tables."""
    wanted = [f"type IN ({listed(rule.of)})"]
    if tables:
        wanted.append(f'"table" IN ({listed(tables)})')
    if set(rule.editions) != set(catalogue().editions):
        wanted.append(f"edition IN ({listed(rule.editions)})")
    return " AND ".join(wanted)


def tables_complaint(tables: tuple[str, ...]) -> str:
    """What is wrong with the `tables` of a rule."""
    unknown = sorted(set(tables) - set(catalogue().tables))
    return f"tables: unknown {unknown}; known are {sorted(catalogue().tables)}" if unknown else ""


def say_cell(case: Case, cells: Cells, language: Language) -> dict[str, str]:
    """The cell and the text that is printed in it."""
    return {
        "cell": cell_name(case.scope, language),
        "text": printed(cells.get(case.scope), language, quoted=True),
    }
