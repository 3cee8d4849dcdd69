"""Only offices that may make rules report any."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import row_codes
from expectations.reasons import DOUBTFUL, OFFICE, TABLE
from expectations.rule import ONE, Case, Cells, Check, Language, Rule
from expectations.sql import as_zero, lacks, listed, text, texts, without_nulls
from expectations.words import FIGURES, figures, line
from pipelines.catalogue.load import catalogue
from pipelines.offices.kinds import without_rules


@dataclass(frozen=True, slots=True)
class Competence(Check):
    """One case per report: the row `of` has numbers in `columns` although the office is none of those that
    `allows` lists as `kind level`. stated: the largest of them, expected: none."""

    allows: tuple[str, ...]
    columns: tuple[str, ...]

    kind = "competence"
    reaches = frozenset({"office"})
    takes = ONE
    scopes = frozenset({"row"})
    words = FIGURES | {"scope"}
    reasons = (TABLE, DOUBTFUL, *OFFICE)

    def subjects(self) -> Collection[str]:
        return row_codes()

    def complaint(self, rule: Rule) -> str:
        known = {cell.split(".")[-1] for cell in self._cells(rule, ())}
        unknown = sorted(set(self.columns) - known)
        return f"columns: unknown {unknown}; known are {sorted(known)}" if unknown else ""

    def _cells(self, rule: Rule, columns: tuple[str, ...]) -> list[str]:
        """The cells of the row in these columns, in all of them where none is named."""
        (row,) = rule.of
        begin = f"{catalogue().table_of(row)}.{row}."
        cells = [cell for cell in catalogue().cells() if cell.startswith(begin)]
        return [cell for cell in cells if not columns or cell.split(".")[-1] in columns]

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (row,) = rule.of
        table = catalogue().table_of(row)
        cells = self._cells(rule, self.columns)
        cited = without_nulls(f"CASE WHEN {as_zero(cell)} <> 0 THEN {text(cell)} END" for cell in cells)
        some = f"greatest({', '.join(map(as_zero, cells))})"
        allowed = " OR ".join(
            f"(o.kind = {text(kind)} AND o.level = {text(level)})"
            for kind, level in map(str.split, self.allows)
        )
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(row)} AS scope, {some} AS stated, "
            "CAST(0 AS DOUBLE) AS expected, "
            f"{cited} AS cells, "
            f"CASE WHEN {lacks(table)} THEN 'table_missing' "
            f"WHEN coalesce(list_has_any(w.doubtful, {texts(cells)}), false) THEN 'doubtful' "
            f"WHEN {some} > 0 AND coalesce(o.kind, 'other') = 'other' THEN 'kind_unknown' "
            f"WHEN {some} > 0 AND o.level IS NULL AND o.kind NOT IN ({listed(without_rules())}) "
            "THEN 'level_unknown' END AS reason, "
            f"{some} > 0 AND NOT coalesce({allowed}, false) AS fails\n"
            f"FROM {source} w LEFT JOIN offices o ON o.office_id = w.office_id"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {**line(catalogue().table_of(case.scope), "row", case, language), **figures(case)}
