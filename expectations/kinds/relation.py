"""Cells of a report compare with each other as a rule says.

A rule names its terms: `t2.*.issued`, `-t2.*.repealed`, `previous t2.*.in_force`. The star stands
for what `each` lists, one case for each of them. It reads from left to right: `left: [a, b]`,
`relation: at_most`, `right: [c]` holds where a + b is at most c. expected is the sum of `left`,
stated that of `right`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from expectations.reasons import DOUBTFUL, EDITION, EXPLAINED, FORM, NIL, TABLE
from expectations.rule import OWN, Case, Cells, Check, Language, Reason, Rule, Term, term
from expectations.sql import as_zero, edition, has_any, lacks, listed, text, texts, wide
from expectations.words import FIGURES, figures, line
from pipelines.catalogue.load import catalogue
from pipelines.catalogue.mentions import mention_kinds

RELATIONS = ("equal", "at_most", "at_least")
"""How the two sides of a rule may compare."""


@dataclass(frozen=True, slots=True)
class Relation(Check):
    """One case per report and line of `each`, or one for a report of which none can be judged."""

    each: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: str
    tolerance: float = 0
    explained_by: str = ""

    kind = "relation"
    reaches = OWN
    scopes = frozenset({"row", "column"})
    words = FIGURES | {"scope"}
    reasons: ClassVar[tuple[Reason, ...]] = (TABLE, DOUBTFUL, NIL, EDITION, FORM, EXPLAINED)

    def complaint(self, rule: Rule) -> str:
        if self.explained_by and self.explained_by not in mention_kinds():
            return f"explained_by: unknown {self.explained_by!r}; known are {sorted(mention_kinds())}"
        if self.relation not in RELATIONS:
            return f"relation: unknown {self.relation!r}; known are {list(RELATIONS)}"
        if self.alone and any(t.previous for t in _terms((*self.left, *self.right))):
            return "left, right: a cell of the year before is for the check years"
        known = set(catalogue().cells())
        unknown = [cell for cell in self.names(rule) if cell not in known]
        return f"left, right: no form has the cells {unknown}" if unknown else ""

    def names(self, rule: Rule) -> Iterable[str]:
        return [t.of(line) for line in self.each for t in _terms((*self.left, *self.right))]

    def failing(self, rule: Rule, source: str, cause: str | None) -> str:
        """Of the reports in which a line fails. Their sums are looked at before a case is made."""
        sign = {"equal": "<>", "at_most": "<", "at_least": ">"}[self.relation]
        left, right = _terms(self.left), _terms(self.right)
        lines = (f"{_plain_sum(right, line)} {sign} {_plain_sum(left, line)}" for line in self.each)
        return self._cases(rule, source, cause, [f"({' OR '.join(lines)})"])

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return self._cases(rule, source, cause, [])

    def _cases(self, rule: Rule, source: str, cause: str | None, only: list[str]) -> str:
        left, right = _terms(self.left), _terms(self.right)
        across = any(t.previous for t in (*left, *right))
        table = right[0].cell.split(".")[0]
        reasons = [
            *(["WHEN x.reason IS NOT NULL THEN x.reason"] if across else []),
            *self._editions(rule),
            f"WHEN {lacks(table)} THEN 'table_missing'",
            *([f"WHEN {lacks(table, 'p')} THEN 'table_missing'"] if across else []),
            *([f"WHEN {_said(self.explained_by)} THEN 'explained'"] if self.explained_by else []),
        ]
        structs = ", ".join(_struct(rule, left, right, line, bool(cause)) for line in self.each)
        joins = " LEFT JOIN previous_reports x ON x.report_id = w.report_id" if across else ""
        joins += " LEFT JOIN reports_wide p ON p.report_id = x.previous_id" if across else ""
        if cause:
            joins += f" LEFT JOIN ({cause}) cause ON cause.report_id = w.report_id"
            joins += f" LEFT JOIN ({cause}) earlier ON earlier.report_id = x.previous_id" if across else ""
        covered = listed(e for e in catalogue().editions if e not in rule.editions)
        wanted = [f"{edition('w')} NOT IN ({covered})"] if covered else []
        wanted += only
        applies = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        whole = (
            "CAST(NULL AS DOUBLE) AS stated, CAST(NULL AS DOUBLE) AS expected, CAST([] AS VARCHAR[]) AS cells"
        )
        return (
            "WITH beside AS (\n"
            f"SELECT w.report_id, w.office_id, w.year, CASE {' '.join(reasons)} END AS whole, "
            f"[{structs}] AS lines\n"
            f"FROM {source} w{joins}{applies})\n"
            f"SELECT report_id, office_id, year, line.scope, line.stated, line.expected, "
            f"{self._cited()} AS cells, line.reason, {self._fails()} AS fails\n"
            "FROM (SELECT report_id, office_id, year, unnest(lines) AS line FROM beside"
            " WHERE whole IS NULL)\n"
            "UNION ALL\n"
            f"SELECT report_id, office_id, year, 'report' AS scope, {whole}, whole AS reason, false AS fails "
            "FROM beside WHERE whole IS NOT NULL"
        )

    def _fails(self) -> str:
        tolerance = f" + {self.tolerance!r}" if self.tolerance else ""
        return {
            "equal": f"abs(line.stated - line.expected) > 0{tolerance}",
            "at_most": f"line.expected > line.stated{tolerance}",
            "at_least": f"line.expected{tolerance} < line.stated",
        }[self.relation]

    def _cited(self) -> str:
        """The cells of this report that the line holds against each other; made for the rows that
        fail only."""
        terms = _terms((*self.right, *self.left))
        lines = {line: [t.of(line) for t in terms if not t.previous] for line in self.each}
        branches = " ".join(f"WHEN {text(line)} THEN {texts(cells)}" for line, cells in lines.items())
        return f"CASE line.scope {branches} END"

    def _editions(self, rule: Rule) -> list[str]:
        """A report of mixed forms is not judged by a rule of one form, nor one after a form that
        lacks the cells."""
        reasons = []
        if set(rule.editions) != set(catalogue().editions):
            known = listed(rule.editions)
            reasons.append(f"WHEN {edition('w')} NOT IN ({known}) THEN 'edition_unknown'")
        earlier = [cell for cells in self._earlier().values() for cell in cells]
        having = [e.code for e in catalogue().editions.values() if all(map(e.has_cell, earlier))]
        if earlier and set(having) != set(catalogue().editions):
            known = listed(having)
            reasons.append(f"WHEN {edition('p')} NOT IN ({known}) THEN 'form_changed'")
        return reasons

    def _earlier(self) -> dict[str, tuple[str, ...]]:
        """The cells of the report of the year before, for each line of `each`."""
        terms = _terms((*self.left, *self.right))
        return {line: tuple(t.of(line) for t in terms if t.previous) for line in self.each}

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {**self._line(rule, case, language), **figures(case)}

    def _line(self, rule: Rule, case: Case, language: Language) -> dict[str, str]:
        kind: Literal["row", "column"] = "column" if rule.scope == "column" else "row"
        return line(term(self.right[0]).cell.split(".")[0], kind, case, language)


def _said(mention: str) -> str:
    """Whether the text of the report has a mention of the kind."""
    return f"w.report_id IN (SELECT report_id FROM mentions WHERE kind = {text(mention)})"


def _terms(written: Iterable[str]) -> list[Term]:
    return [term(t) for t in written]


def _struct(rule: Rule, left: list[Term], right: list[Term], line: str, caused: bool) -> str:
    here, before = (
        [t.of(line) for t in (*right, *left) if t.previous is previous] for previous in (False, True)
    )
    in_doubt = has_any("w.doubtful", texts(here))
    in_doubt += f" OR {has_any('p.doubtful', texts(before))}" if before else ""
    reasons = [f"WHEN {in_doubt} THEN 'doubtful'"]
    if caused:
        fails = has_any("cause.cells", texts(here))
        fails += f" OR {has_any('earlier.cells', texts(before))}" if before else ""
        reasons.append(f"WHEN {fails} THEN {text(rule.yields_to)}")
    if rule.nil == "strict":
        void = " OR ".join(f"{wide(t.of(line), _report(t))} IS NULL" for t in (*right, *left))
        reasons.append(f"WHEN {void} THEN 'nil'")
    return (
        f"struct_pack(scope := {text(line)}, stated := {_sum(right, line)}, expected := {_sum(left, line)}, "
        f"reason := CASE {' '.join(reasons)} END)"
    )


def _report(t: Term) -> str:
    return "p" if t.previous else "w"


def _sum(terms: list[Term], line: str) -> str:
    return f"round({_plain_sum(terms, line)}, 9)"


def _plain_sum(terms: list[Term], line: str) -> str:
    parts = [f"{'-' if t.minus else '+'} {as_zero(t.of(line), _report(t))}" for t in terms]
    return " ".join(parts).removeprefix("+ ")
