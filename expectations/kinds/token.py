"""How count cells are printed: as numbers, not as percentages, words, blanks, "/" or dashes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import cell_name, number, printed
from expectations.reasons import DOUBTFUL
from expectations.rule import OWN, SOME, Case, Cells, Check, Language, Rule
from expectations.single_cells import TYPES, judged
from expectations.sql import in_doubt, listed
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL

ODD = ("percent", "text")
"""Statuses of numbers that are not printed as plain figures."""


@dataclass(frozen=True, slots=True)
class Token(Check):
    """A case for each percentage or word (scope: the cell), one per table for each kind of nil
    (scope: `table.status`).

    An office that leaves a table blank has one habit, not a hundred faults; a column left blank has
    a rule of its own. Cells printed as plain numbers are one case per table. stated: the value of a
    percentage or word, or how many cells of the table are printed so.
    """

    kind = "token"
    reads = "cells"
    reaches = OWN
    takes = SOME
    scopes = frozenset({"cell"})
    words = frozenset({"where"})
    reasons = (DOUBTFUL,)
    about_nil = True

    def subjects(self) -> Collection[str]:
        return TYPES

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        apart = (
            f"ANTI JOIN (SELECT report_id, unnest(cells) AS cell FROM ({cause})) USING (report_id, cell)"
            if cause
            else ""
        )
        odd, nil = listed(ODD), listed(sorted(NIL))
        # no keys but those that a group needs, or that let the failing ones be picked before: 10^8
        # cells pass
        return (
            "SELECT report_id, any_value(office_id) AS office_id, any_value(year) AS year, scope, "
            "CASE WHEN odd THEN any_value(value) ELSE CAST(count(*) AS DOUBLE) END AS stated, "
            "CASE WHEN NOT odd THEN CAST(0 AS DOUBLE) END AS expected, "
            "list(cell ORDER BY cell) AS cells, CASE WHEN doubtful THEN 'doubtful' END AS reason, "
            "fails FROM (\n"
            f"SELECT report_id, office_id, year, value, cell, status IN ({odd}) AS odd, "
            f"{in_doubt('status')} AS doubtful, "
            f"status IN ({odd}, {nil}) AS fails, CASE WHEN status IN ({nil}) THEN \"table\" || '.' || status "
            f"WHEN status = 'number' THEN \"table\" ELSE cell END AS scope FROM {source} {apart} "
            f"WHERE {judged(rule)})\n"
            "GROUP BY report_id, scope, odd, doubtful, fails"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        zh = language == "zh"
        if case.scope.count(".") == 2:
            name = cell_name(case.scope, language)
            text = printed(cells.get(case.scope), language, quoted=True)
            return {"where": f"{name}印作{text}" if zh else f"{name}: printed {text}"}
        table, status = case.scope.split(".")[0], case.scope.split(".")[-1]
        name, many = catalogue().tables[table].called[language], number(case.stated)
        texts = {(cells[code][0] or "").strip() for code in case.cells if code in cells}
        text = "、".join(f"“{t}”" for t in sorted(texts)) if texts and all(texts) else "“—”"
        if zh:
            return {"where": f"{name}有 {many} 个单元格" + ("未填" if status == "blank" else f"印作{text}")}
        are = "cell is" if case.stated == 1 else "cells are"
        return {"where": f"{name}: {many} {are} " + ("blank" if status == "blank" else f"printed {text}")}
