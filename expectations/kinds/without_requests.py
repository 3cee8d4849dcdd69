"""An office without any request has no disputes about them."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import DOUBTFUL, EXPLAINED, TABLE, YEAR_BEFORE
from expectations.rule import Case, Cells, Check, Language, Rule
from expectations.sql import as_zero, lacks, text, texts, wide, without_nulls
from expectations.words import YEARS, years
from pipelines.catalogue.load import catalogue

RECEIVED, DISPUTES = "received", "disputes"
"""The indicators of which a report has none of the one, in its year and the year before, and some
of the other."""


EXPLAINS = "earlier_disputes"
"""The kind of mention that explains disputes without requests."""


@dataclass(frozen=True, slots=True)
class WithoutRequests(Check):
    """One case per report: reconsiderations or lawsuits although no request was received or carried
    in, in this year or the one before, and the text does not tell that they are of earlier years or
    about something else. stated: how many cases, expected: none."""

    kind = "without_requests"
    reaches = frozenset({"year_before"})
    scopes = frozenset({"report"})
    words = YEARS
    alone = False
    reasons = (TABLE, DOUBTFUL, EXPLAINED, *YEAR_BEFORE)

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return {"report": catalogue().indicators[RECEIVED].cells}

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        totals = catalogue().indicators[DISPUTES].cells
        requests = catalogue().indicators[RECEIVED].cells
        here, there = (cells[0].split(".")[0] for cells in (requests, totals))
        disputes = " + ".join(as_zero(cell) for cell in totals)
        none_here = f"{disputes} > 0 AND {_received('w')} = 0"
        cited = without_nulls(f"CASE WHEN {wide(c)} > 0 THEN {text(c)} END" for c in totals)
        return (
            f"SELECT w.report_id, w.office_id, w.year, 'report' AS scope, {disputes} AS stated, "
            f"CAST(0 AS DOUBLE) AS expected, {cited} AS cells, "
            f"CASE WHEN {lacks(here)} OR {lacks(there)} THEN 'table_missing' "
            f"WHEN coalesce(list_has_any(w.doubtful, {texts((*totals, *requests))}), false) THEN 'doubtful' "
            f"WHEN {none_here} AND x.reason IS NOT NULL THEN x.reason "
            f"WHEN {none_here} AND {lacks(here, 'p')} THEN 'table_missing' "
            f"WHEN {none_here} AND coalesce(list_has_any(p.doubtful, {texts(requests)}), false) "
            f"THEN 'doubtful' WHEN {none_here} AND w.report_id IN (SELECT report_id FROM mentions "
            f"WHERE kind = {text(EXPLAINS)}) THEN 'explained' END AS reason, "
            f"{disputes} > 0 AND {_received('w')} + {_received('p')} = 0 AS fails\n"
            f"FROM {source} w LEFT JOIN previous_reports x ON x.report_id = w.report_id "
            "LEFT JOIN reports_wide p ON p.report_id = x.previous_id"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return years(case)


def _received(report: str) -> str:
    return " + ".join(
        f"coalesce({report}.{cell.replace('.', '__')}, 0)" for cell in catalogue().indicators[RECEIVED].cells
    )
