"""The tables of the form are all there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from expectations.reasons import CUT, NOT_READ
from expectations.rule import OWN, SOME, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, UNREAD, text, texts
from expectations.words import figures
from pipelines.catalogue.load import catalogue

Neighbour = tuple[str, str | None]
"""A section of the form, and the table that is in it."""


@dataclass(frozen=True, slots=True)
class TablesPresent(Check):
    """One case per report. scope: the tables of `of` that its edition has and that were not found,
    stated: how many were.

    A table is missing from the report, and not from the file, if what stands right before and
    behind it in the form is there: the heading of a section, or the table of one that was read in
    full. Whatever else is missing may be on a page that the file lacks.
    """

    kind = "tables_present"
    reads = "reports"
    reaches = OWN
    takes = SOME
    scopes = frozenset({"report"})
    words = frozenset({"missing", "stated", "expected"})
    reasons = (NOT_READ, CUT)

    def subjects(self) -> Collection[str]:
        return catalogue().tables

    def names(self, rule: Rule) -> Iterable[str]:
        """Nothing that an edition must have: one without a table is judged by those it has."""
        return ()

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        missing = "list_filter(due, lambda code: NOT coalesce(list_contains(tables, code), false))"
        lone = " OR ".join(
            f"(list_contains(missing, {text(t)}) AND NOT ({_there(before)} AND {_there(behind)}))"
            for t, before, behind in _between(rule.of)
        )
        said = "SELECT report_id, list(CAST(section AS VARCHAR)) AS said FROM sections GROUP BY report_id"
        return (
            "SELECT report_id, office_id, year, "
            "CASE WHEN reason IS NULL THEN array_to_string(missing, ',') ELSE 'report' END AS scope, "
            "CAST(len(due) - len(missing) AS DOUBLE) AS stated, CAST(len(due) AS DOUBLE) AS expected, "
            f"{NO_CELLS} AS cells, reason, len(missing) > 0 AS fails FROM (\n"
            f"SELECT *, CASE {UNREAD} WHEN {lone} THEN 'cut' END AS reason FROM (\n"
            f"SELECT *, {missing} AS missing FROM (\n"
            f"SELECT r.report_id, r.office_id, r.year, r.status, w.tables, w.doubtful, s.said, "
            f"{_due(rule)} AS due FROM {source} r LEFT JOIN reports_wide w USING (report_id) "
            f"LEFT JOIN ({said}) s USING (report_id) WHERE r.is_current)) r)"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        missing = [catalogue().tables[code].called[language] for code in case.scope.split(",")]
        return {"missing": ("、" if language == "zh" else ", ").join(missing), **figures(case)}


def _due(rule: Rule) -> str:
    """The tables of `of` that the edition of a report has; all of them where it is not known."""
    having = {e.code: [t for t in rule.of if t in e.tables] for e in catalogue().editions.values()}
    fewer = [f"WHEN {text(e)} THEN {texts(due)}" for e, due in having.items() if len(due) < len(rule.of)]
    return f"CASE r.edition {' '.join(fewer)} ELSE {texts(rule.of)} END" if fewer else texts(rule.of)


def _between(tables: Iterable[str]) -> list[tuple[str, Neighbour, Neighbour]]:
    """Each table with what is before and behind it in the form."""
    of_section = {table.section: code for code, table in catalogue().tables.items()}
    order: list[Neighbour] = [(section, of_section.get(section)) for section in catalogue().sections]
    places = {table: at for at, (_, table) in enumerate(order) if table}
    return [(table, order[places[table] - 1], order[places[table] + 1]) for table in tables]


def _there(neighbour: Neighbour) -> str:
    """Whether the section is there, or its table, without a cell in doubt."""
    section, table = neighbour
    there = f"coalesce(list_contains(said, {text(section)}), false)"
    if table is None:
        return there
    doubt = (
        f"len(list_filter(coalesce(doubtful, []), lambda cell: starts_with(cell, {text(f'{table}.')}))) = 0"
    )
    return f"(({there} OR coalesce(list_contains(tables, {text(table)}), false)) AND {doubt})"
