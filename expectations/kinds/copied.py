"""The figures of all tables are not those of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from expectations.reasons import DOUBTFUL, FORM, YEAR_BEFORE
from expectations.rule import Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, as_zero, texts
from expectations.words import YEARS, years
from pipelines.catalogue.equations import sums_across
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Copied(Check):
    """One case per report with a predecessor of the same form: the same in every cell, and of the
    figures that are not 0 at least `high` that do not follow from others. A total follows from its
    parts, and what is `standing` stays as it is where nothing happens: one request in both years is
    one figure, though it is printed in eight cells. stated: how many figures are the same,
    expected: fewer than that, so left open."""

    high: float
    standing: tuple[str, ...]

    kind = "copied"
    reaches = frozenset({"year_before"})
    scopes = frozenset({"report"})
    words = YEARS
    alone = False
    reasons = (DOUBTFUL, FORM, *YEAR_BEFORE)

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return {"previous_year": ()}

    def complaint(self, rule: Rule) -> str:
        columns = {cell.split(".")[-1] for cell in catalogue().cells()}
        unknown = sorted(set(self.standing) - columns)
        return f"standing: no form has the columns {unknown}" if unknown else ""

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
        own = texts(c for c in _independent() if c.split(".")[-1] not in self.standing)
        numbers = f"len(list_intersect(cited, {own}))"
        return (
            "SELECT report_id, office_id, year, 'previous_year' AS scope, CAST(numbers AS DOUBLE) AS stated, "
            f"CAST(NULL AS DOUBLE) AS expected, CASE WHEN same THEN cited ELSE {NO_CELLS} END"
            f" AS cells, reason, "
            f"same AND numbers >= {self.high:g} AS fails\n"
            f"FROM (SELECT *, {numbers} AS numbers FROM (SELECT *, {cited} AS cited, "
            f"here = before AS same\nFROM (SELECT w.report_id, w.office_id, w.year, {_values('w')} AS here, "
            f"{_values('p')} AS before, CASE WHEN x.reason IS NOT NULL THEN x.reason "
            "WHEN p.edition IS DISTINCT FROM w.edition THEN 'form_changed' "
            "WHEN len(w.doubtful) > 0 OR len(p.doubtful) > 0 THEN 'doubtful' END AS reason\n"
            f"FROM {here} w LEFT JOIN previous_reports x ON x.report_id = w.report_id "
            f"LEFT JOIN {before} p ON p.report_id = x.previous_id)))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return years(case)


@lru_cache(maxsize=1)
def _independent() -> tuple[str, ...]:
    """The cells of all forms but those that follow from others: each sum of the form makes one of
    its cells follow, the one that it states, or of two that it states the first that it adds up."""
    following: set[str] = set()
    for entry in sorted(catalogue().sums.values(), key=lambda one: len(one.right)):
        for equation in sums_across(entry.code, tuple(catalogue().editions)):
            cells = equation.right if len(equation.right) == 1 else equation.cells
            following.update(next(([cell] for cell in cells if cell not in following), ()))
    return tuple(cell for cell in catalogue().cells() if cell not in following)


def _values(report: str) -> str:
    """A list of every cell of the form in a row of reports_wide."""
    return f"[{', '.join(as_zero(cell, report) for cell in catalogue().cells())}]"
