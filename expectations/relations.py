"""Rules that hold cells of a report against each other, or against the report of the year before,
as SQL.

A rule names its terms: `t2.*.issued`, `-t2.*.repealed`, `previous t2.*.in_force`. The star stands
for what `each` lists, one case for each of them. expected is the sum of `left`, stated that of
`right`; `relation` says how they lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expectations.sql import has_any, text, texts
from pipelines.catalogue.load import catalogue

if TYPE_CHECKING:
    from expectations.rule import Rule

RELATIONS = ("equal", "at_most", "at_least")
PREVIOUS = "previous "


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in a sum: `cell` with a star where the line of `each` goes."""

    cell: str
    previous: bool
    minus: bool

    def of(self, line: str) -> str:
        return self.cell.replace("*", line)


def term(written: str) -> Term:
    """`-previous t2.*.in_force` -> Term."""
    minus, rest = written.startswith("-"), written.lstrip("-").strip()
    return Term(rest.removeprefix(PREVIOUS).strip(), rest.startswith(PREVIOUS), minus)


def complaint(rule: Rule) -> str:
    """What is wrong with the terms of a rule; nothing if all is well."""
    known = set(catalogue().cells())
    if not (rule.each and rule.left and rule.right):
        return "each, left and right are needed"
    if rule.relation not in RELATIONS:
        return f"relation: unknown {rule.relation!r}; known are {list(RELATIONS)}"
    cells = [t.of(line) for line in rule.each for t in map(term, (*rule.left, *rule.right))]
    if unknown := [cell for cell in cells if cell not in known]:
        return f"left, right: no form has the cells {unknown}"
    return ""


def failing_cases(rule: Rule, source: str, cause: str | None) -> str:
    """The cases of those reports in which a line of `each` fails. Their sums are looked at before a
    case is made."""
    return cases(rule, source, cause, failing=True)


def cases(rule: Rule, source: str, cause: str | None, failing: bool = False) -> str:
    """A SELECT of one case per report and line of `each`, or one for a report of which none can be
    judged."""
    left, right = [term(t) for t in rule.left], [term(t) for t in rule.right]
    across = any(t.previous for t in (*left, *right))
    table = right[0].cell.split(".")[0]
    reasons = [
        *(["WHEN x.reason IS NOT NULL THEN x.reason"] if across else []),
        *_editions(rule, left, right),
        f"WHEN {_lacks('w', table)} THEN 'table_missing'",
        *([f"WHEN {_lacks('p', table)} THEN 'table_missing'"] if across else []),
    ]
    structs = ", ".join(_struct(rule, left, right, line, bool(cause)) for line in rule.each)
    joins = " LEFT JOIN previous_reports x ON x.report_id = w.report_id" if across else ""
    joins += " LEFT JOIN reports_wide p ON p.report_id = x.previous_id" if across else ""
    if cause:
        joins += f" LEFT JOIN ({cause}) cause ON cause.report_id = w.report_id"
        joins += f" LEFT JOIN ({cause}) earlier ON earlier.report_id = x.previous_id" if across else ""
    whole = "CAST(NULL AS DOUBLE) AS stated, CAST(NULL AS DOUBLE) AS expected, CAST([] AS VARCHAR[]) AS cells"
    covered = ", ".join(text(e) for e in catalogue().editions if e not in rule.editions)
    wanted = [f"coalesce(w.edition, 'unknown') NOT IN ({covered})"] if covered else []
    if failing:
        sign = {"equal": "<>", "at_most": ">", "at_least": "<"}[rule.relation]
        lines = (f"{_plain_sum(right, line)} {sign} {_plain_sum(left, line)}" for line in rule.each)
        wanted.append(f"({' OR '.join(lines)})")
    applies = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    tolerance = f" + {rule.tolerance!r}" if rule.tolerance else ""
    fails = {
        "equal": f"abs(stated - expected) > 0{tolerance}",
        "at_most": f"stated > expected{tolerance}",
        "at_least": f"stated{tolerance} < expected",
    }[rule.relation]
    return (
        "WITH beside AS (\n"
        f"SELECT w.report_id, w.office_id, w.year, CASE {' '.join(reasons)} END AS whole, [{structs}] AS lines\n"
        f"FROM {source} w{joins}{applies})\n"
        f"SELECT report_id, office_id, year, line.scope, line.stated, line.expected, "
        f"{_cited(left, right, rule)} AS cells, line.reason, "
        f"{fails.replace('stated', 'line.stated').replace('expected', 'line.expected')} AS fails\n"
        "FROM (SELECT report_id, office_id, year, unnest(lines) AS line FROM beside WHERE whole IS NULL)\n"
        "UNION ALL\n"
        f"SELECT report_id, office_id, year, 'report' AS scope, {whole}, whole AS reason, false AS fails "
        "FROM beside WHERE whole IS NOT NULL"
    )


def _cited(left: list[Term], right: list[Term], rule: Rule) -> str:
    """The cells of this report that the line holds against each other; made for the rows that fail
    only."""
    lines = {line: [t.of(line) for t in (*right, *left) if not t.previous] for line in rule.each}
    branches = " ".join(f"WHEN {text(line)} THEN {texts(cells)}" for line, cells in lines.items())
    return f"CASE line.scope {branches} END"


def before(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The cells of the report of the year before, for each line of `each`."""
    terms = [term(t) for t in (*rule.left, *rule.right)]
    return {line: tuple(t.of(line) for t in terms if t.previous) for line in rule.each}


def _lacks(alias: str, table: str) -> str:
    return f"NOT coalesce(list_contains({alias}.tables, {text(table)}), false)"


def _editions(rule: Rule, left: Iterable[Term], right: Iterable[Term]) -> list[str]:
    """A report of mixed forms is not judged by a rule of one form, nor one after a form that lacks
    the cells."""
    reasons = []
    if set(rule.editions) != set(catalogue().editions):
        known = ", ".join(text(e) for e in rule.editions)
        reasons.append(f"WHEN coalesce(w.edition, 'unknown') NOT IN ({known}) THEN 'edition_unknown'")
    earlier = [t.of(line) for line in rule.each for t in (*left, *right) if t.previous]
    having = [e for e, form in catalogue().editions.items() if all(_has(form.tables, c) for c in earlier)]
    if earlier and set(having) != set(catalogue().editions):
        known = ", ".join(text(e) for e in having)
        reasons.append(f"WHEN coalesce(p.edition, 'unknown') NOT IN ({known}) THEN 'form_changed'")
    return reasons


def _has(tables: object, cell: str) -> bool:
    table, row, column = cell.split(".")
    return any(r.code == row and column in r.columns for r in tables[table].rows)  # type: ignore[index]


def _struct(rule: Rule, left: list[Term], right: list[Term], line: str, caused: bool) -> str:
    def sides(previous: bool) -> list[str]:
        return [t.of(line) for t in (*right, *left) if t.previous is previous]

    here, before = texts(sides(False)), texts(sides(True))
    reasons = [
        f"WHEN {has_any('w.doubtful', here)}"
        + _or_before("doubtful", sides(True), before)
        + " THEN 'doubtful'"
    ]
    if caused:
        fails = has_any("cause.cells", here) + (
            f" OR {has_any('earlier.cells', before)}" if sides(True) else ""
        )
        reasons.append(f"WHEN {fails} THEN {text(rule.yields_to)}")
    if rule.nil == "strict":
        void = " OR ".join(f"{_column(t, line)} IS NULL" for t in (*right, *left))
        reasons.append(f"WHEN {void} THEN 'nil'")
    return (
        f"struct_pack(scope := {text(line)}, stated := {_sum(right, line)}, expected := {_sum(left, line)}, "
        f"reason := CASE {' '.join(reasons)} END)"
    )


def _or_before(array: str, cells: list[str], listed: str) -> str:
    return f" OR {has_any('p.' + array, listed)}" if cells else ""


def _column(t: Term, line: str) -> str:
    return f'{"p" if t.previous else "w"}."{t.of(line).replace(".", "__")}"'


def _sum(terms: list[Term], line: str) -> str:
    return f"round({_plain_sum(terms, line)}, 9)"


def _plain_sum(terms: list[Term], line: str) -> str:
    parts = [f"{'-' if t.minus else '+'} coalesce({_column(t, line)}, 0)" for t in terms]
    return " ".join(parts).removeprefix("+ ")
