"""A sum of the form (catalogue/sums.yml) adds up, in each column or row: over reports_wide, one
case per report and equation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from expectations.labels import line_name, number, plain_name, printed
from expectations.reasons import DOUBTFUL, NIL, TABLE
from expectations.rule import ONE, OWN, Case, Cells, Check, Language, Printed, Rule
from expectations.sql import edition, has_any, lacks, plain_total, text, texts, total, wide
from expectations.words import FIGURES, figures
from pipelines.catalogue.equations import SumAcross, sums_across
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL as UNFILLED


@dataclass(frozen=True, slots=True)
class Sum(Check):
    """stated: the right side of the equation, expected: the left side."""

    kind = "sum"
    reaches = OWN
    takes = ONE
    scopes = frozenset({"column", "row"})
    words = FIGURES | {"table", "scope", "parts"}
    reasons = (TABLE, DOUBTFUL, NIL)

    def subjects(self) -> Collection[str]:
        return catalogue().sums

    def sums(self, rule: Rule) -> tuple[SumAcross, ...]:
        return sums_across(rule.of[0], rule.editions)

    def complaint(self, rule: Rule) -> str:
        each = catalogue().sums[rule.of[0]].each
        return "" if each == rule.scope else f"scope {rule.scope!r}; {rule.of[0]} holds in each {each}"

    def words_of(self, rule: Rule) -> frozenset[str]:
        """Each row or column that is added up may be printed, too."""
        entry = catalogue().sums[rule.of[0]]
        return self.words | {*entry.left, *entry.right}

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        table = catalogue().sums[rule.of[0]].table
        selects = "\nUNION ALL\n".join(_case(equation, source) for equation in self.sums(rule))
        reasons = [
            "WHEN marked.lacking THEN 'table_missing'",
            f"WHEN {has_any('marked.doubtful', 'w.cells')} THEN 'doubtful'",
        ]
        if cause:
            reasons.append(f"WHEN {has_any('cause.cells', 'w.cells')} THEN {text(rule.yields_to)}")
        strict = " OR len(w.nil) > 0" if rule.nil == "strict" else ""
        if strict:
            reasons.append(f"WHEN {has_any('marked.nil', 'w.cells')} THEN 'nil'")
        # lists are read once here and not for every equation; most reports have nothing that keeps
        # them from being judged
        marked = (
            f"SELECT w.report_id, {lacks(table)} AS lacking, w.nil, w.doubtful FROM {source} w "
            f"WHERE {lacks(table)} OR len(w.doubtful) > 0{strict}"
        )
        join = f" LEFT JOIN (\n{cause}\n) cause ON cause.report_id = w.report_id" if cause else ""
        return (
            "SELECT w.report_id, w.office_id, w.year, w.scope, w.stated, w.expected, w.cells, "
            f"CASE {' '.join(reasons)} END AS reason, w.fails\n"
            f"FROM (\n{selects}\n) w LEFT JOIN (\n{marked}\n) marked ON marked.report_id = w.report_id{join}"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        entry = catalogue().sums[rule.of[0]]
        kind: Literal["row", "column"] = "row" if entry.each == "column" else "column"
        cited = {
            line: f"{entry.table}.{line}.{case.scope}"
            if kind == "row"
            else f"{entry.table}.{case.scope}.{line}"
            for line in (*entry.left, *entry.right)
        }
        parts = [
            (plain_name(entry.table, kind, part, language), cells[cited[part]])
            for part in entry.left
            if cited[part] in cells
        ]
        return {
            **{line: printed(cells.get(code), language) for line, code in cited.items()},
            "table": catalogue().tables[entry.table].called[language],
            "scope": line_name(entry.table, entry.each, case.scope, language),
            "parts": _parts(parts, language),
            **figures(case),
        }


def _case(equation: SumAcross, source: str) -> str:
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(equation.scope)} AS scope, "
        f"{total(equation.right)} AS stated, {total(equation.left)} AS expected,"
        f" {_cells(equation)} AS cells, "
        f"abs({plain_total(equation.right)} - ({plain_total(equation.left)})) > 1e-9 AS fails "
        f"FROM {source} w WHERE {_applies(equation)}"
    )


def _cells(equation: SumAcross) -> str:
    """The cells of the equation that the report's own edition has; all of them where it has none or
    two."""
    if set(equation.editions) == set(catalogue().editions) and len(set(equation.editions.values())) == 1:
        return texts(equation.cells)
    branches = " ".join(f"WHEN {text(e)} THEN {texts(cells)}" for e, cells in equation.editions.items())
    return f"CASE w.edition {branches} ELSE {texts(equation.cells)} END"


def _applies(equation: SumAcross) -> str:
    """Whether the report has this row or column: by its edition, or where that is unclear, by what
    was found."""
    every = catalogue().editions
    if set(equation.editions) == set(every):
        return "true"
    having = ", ".join(text(e) for e in equation.editions)
    known = ", ".join(text(e) for e in every)
    values = ", ".join(wide(c) for c in equation.cells)
    printed_here = f"coalesce({values}) IS NOT NULL OR " + " OR ".join(
        has_any(array, texts(equation.cells)) for array in ("w.nil", "w.doubtful")
    )
    its = edition("w")
    return f"({its} IN ({having}) OR ({its} NOT IN ({known}) AND ({printed_here})))"


def _parts(parts: list[tuple[str, Printed]], language: Language) -> str:
    """Every part that is not nothing, and one remark for all others, which says how nil is
    counted."""
    zh = language == "zh"
    counting = [(label, cell) for label, cell in parts if cell[1]]
    rest = [cell for _, cell in parts if not cell[1]]
    nothing = "0"
    if any(status in UNFILLED for _, _, status in rest):
        nothing = "0 或未填，未填按 0 计" if zh else "0 or not filled in, which counts as 0"
    if not counting:
        return f"各项均为 {nothing}" if zh else f"every part is {nothing}"
    sentence = " + ".join(f"{label} {printed(cell, language)}" for label, cell in counting)
    if rest:
        sentence += f"（其余为 {nothing}）" if zh else f" (all others are {nothing})"
    if len(counting) > 1:
        sentence += f" = {number(sum(cell[1] or 0 for _, cell in counting))}"
    return sentence
