"""Rules about the sums of the form, as SQL over reports_wide: one case per report and equation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expectations.rule import Rule
from expectations.sql import has_any, plain_total, text, texts, total, wide, without_nulls
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum of the form in one column or row: its cells over all editions, and those that each
    edition has."""

    scope: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    editions: dict[str, tuple[str, ...]]

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.left, *self.right)


def equations(code: str, editions: Iterable[str]) -> tuple[Equation, ...]:
    """The equations of one entry of sums.yml in the given editions, in the order of the form."""
    entry = catalogue().sums[code]
    forms = {e: catalogue().editions[e].tables[entry.table] for e in editions}
    printed = {
        e: {f"{entry.table}.{r.code}.{c}" for r in form.rows for c in r.columns} for e, form in forms.items()
    }
    scopes: dict[str, None] = {}
    for form in forms.values():
        for row in form.rows:
            scopes.update(dict.fromkeys(row.columns if entry.each == "column" else (row.code,)))
    found = []
    for scope in scopes:
        sides = [
            [
                f"{entry.table}.{n}.{scope}" if entry.each == "column" else f"{entry.table}.{scope}.{n}"
                for n in names
            ]
            for names in (entry.left, entry.right)
        ]
        left, right = ([c for c in side if any(c in cells for cells in printed.values())] for side in sides)
        has = {e: tuple(c for c in (*left, *right) if c in cells) for e, cells in printed.items()}
        if left and right:
            found.append(
                Equation(scope, tuple(left), tuple(right), {e: cells for e, cells in has.items() if cells})
            )
    return tuple(found)


def cases(rule: Rule, source: str, cause: str | None) -> str:
    """A SELECT of every report and equation that the rule speaks of; `cause` selects the findings
    it yields to."""
    table = catalogue().sums[rule.of[0]].table
    selects = "\nUNION ALL\n".join(
        _case(equation, source) for equation in equations(rule.of[0], rule.editions)
    )
    reasons = [
        "WHEN marked.lacking THEN 'table_missing'",
        f"WHEN {has_any('marked.doubtful', 'w.cells')} THEN 'doubtful'",
    ]
    if cause:
        reasons.append(f"WHEN {has_any('cause.cells', 'w.cells')} THEN {text(rule.yields_to)}")
    strict = " OR len(w.nil) > 0" if rule.nil == "strict" else ""
    if strict:
        reasons.append(f"WHEN {has_any('marked.nil', 'w.cells')} THEN 'nil'")
    # lists are read once here and not for every equation; most reports have nothing that keeps them
    # from being judged
    marked = (
        f"SELECT w.report_id, {missing(table)} AS lacking, w.nil, w.doubtful FROM {source} w "
        f"WHERE {missing(table)} OR len(w.doubtful) > 0{strict}"
    )
    join = f" LEFT JOIN (\n{cause}\n) cause ON cause.report_id = w.report_id" if cause else ""
    return (
        "SELECT w.report_id, w.office_id, w.year, w.scope, w.stated, w.expected, w.cells, "
        f"CASE {' '.join(reasons)} END AS reason, w.fails\n"
        f"FROM (\n{selects}\n) w LEFT JOIN (\n{marked}\n) marked ON marked.report_id = w.report_id{join}"
    )


def _case(equation: Equation, source: str) -> str:
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(equation.scope)} AS scope, "
        f"{total(equation.right)} AS stated, {total(equation.left)} AS expected, {_cells(equation)} AS cells, "
        f"abs({plain_total(equation.right)} - ({plain_total(equation.left)})) > 1e-9 AS fails "
        f"FROM {source} w WHERE {_applies(equation)}"
    )


def missing(table: str) -> str:
    """Whether the table was not found in the report (reports_wide as `w`)."""
    return f"NOT coalesce(list_contains(w.tables, {text(table)}), false)"


def _cells(equation: Equation) -> str:
    """The cells of the equation that the report's own edition has; all of them where it has none or
    two."""
    if set(equation.editions) == set(catalogue().editions) and len(set(equation.editions.values())) == 1:
        return texts(equation.cells)
    branches = " ".join(f"WHEN {text(e)} THEN {texts(cells)}" for e, cells in equation.editions.items())
    return f"CASE w.edition {branches} ELSE {texts(equation.cells)} END"


def _applies(equation: Equation) -> str:
    """Whether the report has this row or column: by its edition, or where that is unclear, by what
    was found."""
    every = catalogue().editions
    if set(equation.editions) == set(every):
        return "true"
    having = ", ".join(text(e) for e in equation.editions)
    known = ", ".join(text(e) for e in every)
    values = ", ".join(wide(c) for c in equation.cells)
    found = f"coalesce({values}) IS NOT NULL OR " + " OR ".join(
        has_any(array, texts(equation.cells)) for array in ("w.nil", "w.doubtful")
    )
    edition = "coalesce(w.edition, 'unknown')"
    return f"({edition} IN ({having}) OR ({edition} NOT IN ({known}) AND ({found})))"


def blank_column_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report: the stated column of the first sum of `of` is left blank although rows
    have numbers.

    That is so if no row has it, or if none of the rows that are the parts of the second sum has it
    while at least two of them would fail for it (Shanghai's general office, 2019, filled it only
    beside those rows). A single such row is a slip of that row, and left to the sum. stated: rows
    filled, expected: rows with numbers.
    """
    rows = equations(rule.of[0], rule.editions)
    parts = {cell for e in equations(rule.of[1], rule.editions) for cell in e.left}
    inner = [row for row in rows if set(row.right) <= parts]
    table, column = rows[0].right[0].split(".")[0], rows[0].right[0].split(".")[-1]
    filled = {row.scope: f"{wide(row.right[0])} IS NOT NULL" for row in rows}
    has = {row.scope: f"coalesce({', '.join(wide(c) for c in row.left)}) IS NOT NULL" for row in rows}

    def chosen(condition: str, row: Equation) -> str:
        return f"CASE WHEN {condition} THEN {text(row.right[0])} END"

    numbered = without_nulls(chosen(has[r.scope], r) for r in rows)
    unfilled = without_nulls(chosen(f"{has[r.scope]} AND NOT {filled[r.scope]}", r) for r in rows)
    failing = " + ".join(f"CAST({total(r.left)} <> 0 AS INTEGER)" for r in inner)
    whole = f"NOT ({' OR '.join(filled[r.scope] for r in rows)})"
    inside = f"(NOT ({' OR '.join(filled[r.scope] for r in inner)}) AND {failing} >= 2)"
    # by status first, which hardly any cell has; together with the column it takes three times as long
    doubtful = (
        'WITH doubt AS MATERIALIZED (SELECT report_id, "column" FROM cells '
        f"WHERE \"table\" = {text(table)} AND status IN ('ambiguous', 'unreadable')) "
        f'SELECT report_id FROM doubt WHERE "column" = {text(column)}'
    )
    return (
        f"SELECT report_id, office_id, year, {text(column)} AS scope, CAST(numbered - len(cells) AS DOUBLE) AS stated, "
        "CAST(numbered AS DOUBLE) AS expected, cells, blank AND len(cells) > 0 AS fails, "
        "CASE WHEN lacking THEN 'table_missing' "
        f"WHEN blank AND report_id IN ({doubtful}) THEN 'doubtful' END AS reason\n"
        f"FROM (\nSELECT w.report_id, w.office_id, w.year, {missing(table)} AS lacking, len({numbered}) AS numbered, "
        f"{unfilled} AS cells, {whole} OR {inside} AS blank FROM {source} w)"
    )


def failing_blank_columns(rule: Rule, source: str, cause: str | None) -> str:
    """The same, without the reports in which it cannot be so: those with a total in one of these rows."""
    parts = {cell for e in equations(rule.of[1], rule.editions) for cell in e.left}
    rows = (row for row in equations(rule.of[0], rule.editions) if set(row.right) <= parts)
    unfilled = " AND ".join(f"{wide(row.right[0])} IS NULL" for row in rows)
    return blank_column_cases(rule, f"(SELECT * FROM {source} w WHERE {unfilled})", cause)
