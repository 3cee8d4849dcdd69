"""A text that says that no request came in goes with an empty table 3, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.labels import number
from expectations.reasons import DOUBTFUL, NOT_NAMED, SUM, TABLE
from expectations.rule import OWN, Case, Cells, Check, Language, Reason, Rule
from expectations.sql import lacks, listed, row_parts, row_total, text, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue

RECEIVED, OTHERS = "requests_new", ("carried_in", "handled")
"""The indicator that a text without requests denies, and those that are nothing as well if a text
that names requests has no table to show for them."""


@dataclass(frozen=True, slots=True)
class Silent(Check):
    """One case per report: the text says that no request came in although the table has some, or
    names requests although the table has none at all. A text that names nothing cannot be judged.
    A total beside parts that say otherwise is a slip of its own and nothing against the text.
    stated: the table's number, expected: the text's."""

    kind = "silent"
    reaches = OWN
    scopes = frozenset({"section"})
    words = FIGURES | {"said"}
    reasons = (NOT_NAMED, TABLE, DOUBTFUL, SUM, Reason("text_unclear", "正文说法不一", "The text says both"))

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        cell, *others = (catalogue().indicators[name].cells[0] for name in (RECEIVED, *OTHERS))
        table, row, _ = cell.split(".")
        new = row_total(cell)
        every = [side(one) for one in (cell, *others) for side in (row_total, row_parts)]
        most = f"greatest({', '.join(every)})"
        unsure = f"greatest({new}, {row_parts(cell)}) > 0 AND least({new}, {row_parts(cell)}) = 0"
        none = f"coalesce(m.none, false) AND coalesce(m.most, 0) = 0 AND {new} > 0"
        some = f"coalesce(m.most, 0) > 0 AND NOT coalesce(m.none, false) AND {most} = 0"
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(row)} AS scope, {new} AS stated, "
            f"coalesce(m.most, 0) AS expected, {texts([cell])} AS cells, CASE "
            f"WHEN m.report_id IS NULL THEN 'not_named' WHEN {lacks(table)} "
            "THEN 'table_missing' WHEN m.none AND coalesce(m.most, 0) > 0 THEN 'text_unclear' "
            f"WHEN len(list_filter(w.doubtful, lambda cell: starts_with(cell, {text(f'{table}.{row}.')}) "
            f"OR cell IN ({listed(others)}))) > 0 THEN 'doubtful' "
            f"WHEN coalesce(m.none, false) AND {unsure} THEN 'sum_broken' END AS reason, "
            f"({none}) OR ({some}) AS fails\n"
            f"FROM {source} w LEFT JOIN ({NAMED}) m ON m.report_id = w.report_id"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        if not case.expected:
            said = "正文称未收到申请" if language == "zh" else "The text says that no request was received"
        else:
            named = number(case.expected)
            said = (
                f"正文称收到申请 {named} 件" if language == "zh" else f"The text speaks of {named} requests"
            )
        return {"said": said, **figures(case)}


NAMED = (
    "SELECT report_id, bool_or(kind = 'no_requests') AS none, "
    "max(value) FILTER (kind = 'requests_received') AS most "
    "FROM mentions WHERE kind IN ('no_requests', 'requests_received') GROUP BY report_id"
)
"""What the prose of each report says about requests received."""
