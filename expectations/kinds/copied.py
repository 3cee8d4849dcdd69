"""The figures of all tables are not those of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import DOUBTFUL, FORM, YEAR_BEFORE
from expectations.rule import Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, as_zero, texts
from expectations.words import YEARS, years
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Copied(Check):
    """One case per report with a predecessor of the same form: as many cells that are not 0, `high`
    of them at least, and each the same. stated: how many cells are the same, expected: fewer than
    that, so left open."""

    high: float

    kind = "copied"
    scopes = frozenset({"report"})
    words = YEARS
    alone = False
    reasons = (DOUBTFUL, FORM, *YEAR_BEFORE)

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return {"previous_year": ()}

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return self._cases(source, source)

    def failing(self, rule: Rule, source: str, cause: str | None) -> str:
        """The cases of those reports in which as many cells are not 0 as a case needs, and each is
        the same. Digests find them: to join all reports with all cells of those before takes more
        memory than anything else that is asked of a warehouse. Each is joined with its
        predecessor's alone, as thousands of reports may say the same."""
        digests = (
            f"SELECT report_id, hash(here) AS digest FROM (SELECT report_id, {_values('d')} AS here "
            f"FROM {source} d) WHERE len(list_filter(here, lambda one: one <> 0)) >= {self.high:g}"
        )
        paired = "SELECT report_id, previous_id, digest FROM digests JOIN previous_reports USING (report_id)"
        same = (
            "SELECT n.report_id, n.previous_id FROM paired n "
            "JOIN digests p ON p.report_id = n.previous_id AND p.digest = n.digest"
        )
        here = f"(FROM {source} SEMI JOIN same USING (report_id))"
        before = f"(FROM {source} SEMI JOIN same ON same.previous_id = {source}.report_id)"
        known = {"digests": digests, "paired": paired, "same": same}
        first = ",\n".join(f"{name} AS MATERIALIZED ({select})" for name, select in known.items())
        return f"WITH {first}\n{self._cases(here, before)}"

    def _cases(self, here: str, before: str) -> str:
        cited = f"list_filter({texts(catalogue().cells())}, lambda cell, place: here[place] <> 0)"
        return (
            "SELECT report_id, office_id, year, 'previous_year' AS scope, CAST(numbers AS DOUBLE) AS stated, "
            f"CAST(NULL AS DOUBLE) AS expected, CASE WHEN same THEN cited ELSE {NO_CELLS} END"
            f" AS cells, reason, "
            f"same AND numbers >= {self.high:g} AS fails\n"
            f"FROM (SELECT *, {cited} AS cited, len(list_filter(here, lambda one: one <> 0)) AS numbers, "
            f"here = before AS same\nFROM (SELECT w.report_id, w.office_id, w.year, {_values('w')} AS here, "
            f"{_values('p')} AS before, CASE WHEN x.reason IS NOT NULL THEN x.reason "
            "WHEN p.edition IS DISTINCT FROM w.edition THEN 'form_changed' "
            "WHEN len(w.doubtful) > 0 OR len(p.doubtful) > 0 THEN 'doubtful' END AS reason\n"
            f"FROM {here} w LEFT JOIN previous_reports x ON x.report_id = w.report_id "
            f"LEFT JOIN {before} p ON p.report_id = x.previous_id))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return years(case)


def _values(report: str) -> str:
    """A list of every cell of the form in a row of reports_wide."""
    return f"[{', '.join(as_zero(cell, report) for cell in catalogue().cells())}]"
