"""Rules that hold what the prose names (table `mentions`) against the tables, as SQL over reports_wide.

A text that names nothing cannot be judged, and the reason says so; it does not pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.relations import term
from expectations.sql import text, texts
from pipelines.catalogue.load import catalogue

if TYPE_CHECKING:
    from expectations.rule import Rule

SUM = "requests_new"


def silent_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report: the text says that no request came in although the table has some, or
    names requests although the table has none at all. stated: the table's number, expected: the
    text's."""
    new, carried, handled = (_total(row) for row in (SUM, "carried_in", "total_handled"))
    cells = ["t3.requests_new.total"]
    table = f"greatest({new}, {carried}, {handled})"
    none = f"coalesce(m.none, false) AND coalesce(m.most, 0) = 0 AND {new} > 0"
    some = f"coalesce(m.most, 0) > 0 AND NOT coalesce(m.none, false) AND {table} = 0"
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(SUM)} AS scope, {new} AS stated, "
        f"coalesce(m.most, 0) AS expected, {texts(cells)} AS cells, CASE "
        "WHEN m.report_id IS NULL THEN 'not_named' WHEN NOT coalesce(list_contains(w.tables, 't3'), false) "
        "THEN 'table_missing' WHEN m.none AND coalesce(m.most, 0) > 0 THEN 'text_unclear' "
        "WHEN len(list_filter(w.doubtful, lambda cell: starts_with(cell, 't3.requests_new.') "
        "OR cell IN ('t3.carried_in.total', 't3.total_handled.total'))) > 0 THEN 'doubtful' END AS reason, "
        f"({none}) OR ({some}) AS fails\n"
        f"FROM {source} w LEFT JOIN ({_named(('no_requests', 'requests_received'))}) m ON m.report_id = w.report_id"
    )


def number_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report and kind of mention in `of`: none of the numbers that the text names is
    one of those that `accepts` gives for the kind. stated: the first number of the text, expected:
    the first that is accepted."""
    return "\nUNION ALL\n".join(_numbers(rule, kind, source) for kind in rule.of)


def accepted(rule: Rule, kind: str) -> list[str]:
    """The sums of cells that a number of the kind may be: what stands behind `kind =`."""
    return [s.split("=", 1)[1].strip() for s in rule.accepts if s.split("=", 1)[0].strip() == kind]


def complaint(rule: Rule) -> str:
    """What is wrong with `accepts`; nothing if all is well."""
    for kind in rule.of:
        sums = accepted(rule, kind)
        if not sums:
            return f"accepts: nothing for {kind}"
        cells = [term(part.strip()).cell for written in sums for part in written.split("+")]
        if unknown := sorted(set(cells) - set(catalogue().cells())):
            return f"accepts: no form has the cells {unknown}"
    return ""


def _numbers(rule: Rule, kind: str, source: str) -> str:
    sums = [[part.strip() for part in written.split("+")] for written in accepted(rule, kind)]
    values = [" + ".join(_value(cell) for cell in cells) for cells in sums]
    every = list(dict.fromkeys(cell for cells in sums for cell in cells))
    table = every[0].split(".")[0]
    nothing = " AND ".join(f"{value} = 0" for value in values)
    reasons = [
        "WHEN m.report_id IS NULL THEN 'not_named'",
        f"WHEN NOT coalesce(list_contains(w.tables, {text(table)}), false) THEN 'table_missing'",
        f"WHEN coalesce(list_has_any(w.doubtful, {texts(every)}), false) THEN 'doubtful'",
    ]
    if rule.yields_to:  # a table that has nothing at all is said by the rule that this one yields to
        reasons.append(f"WHEN {nothing} THEN {text(rule.yields_to)}")
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(kind)} AS scope, m.first AS stated, {values[0]} AS expected, "
        f"{texts(sums[0])} AS cells, CASE {' '.join(reasons)} END AS reason, "
        f"NOT list_has_any(m.numbers, [{', '.join(f'CAST({v} AS DOUBLE)' for v in values)}]) AS fails\n"
        f"FROM {source} w LEFT JOIN (SELECT report_id, first(value ORDER BY section, value) AS first, "
        f"list(value) AS numbers FROM mentions WHERE kind = {text(kind)} GROUP BY report_id) m "
        "ON m.report_id = w.report_id"
    )


def fee_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report in which requests lapsed for want of the fee: the text must speak of the
    processing fee."""
    (row,) = rule.of
    lapsed, cells = _total(row), [f"t3.{row}.total"]
    editions = ", ".join(text(e) for e in rule.editions)
    said = "SELECT DISTINCT report_id FROM mentions WHERE kind = 'processing_fee'"
    held = "SELECT DISTINCT report_id FROM sections WHERE section = 'other_matters'"
    return (
        f"SELECT w.report_id, w.office_id, w.year, 'other_matters' AS scope, {lapsed} AS stated, "
        f"CAST(0 AS DOUBLE) AS expected, {texts(cells)} AS cells, "
        "CASE WHEN NOT coalesce(list_contains(w.tables, 't3'), false) THEN 'table_missing' "
        f"WHEN coalesce(list_has_any(w.doubtful, {texts(cells)}), false) THEN 'doubtful' "
        f"WHEN {lapsed} > 0 AND h.report_id IS NULL THEN 'text_missing' END AS reason, "
        f"{lapsed} > 0 AND s.report_id IS NULL AS fails\n"
        f"FROM {source} w LEFT JOIN ({said}) s ON s.report_id = w.report_id "
        f"LEFT JOIN ({held}) h ON h.report_id = w.report_id WHERE w.edition IN ({editions})"
    )


def _total(row: str) -> str:
    return _value(f"t3.{row}.total")


def _value(cell: str) -> str:
    """A cell of reports_wide, nil as 0; where a total is not filled in, the sum of its row."""
    table, row, column = cell.split(".")
    columns = catalogue().editions["f2021"].tables[table].columns if column == "total" else ()
    parts = " + ".join(f'coalesce(w."{table}__{row}__{c}", 0)' for c in columns if c != "total")
    return f'coalesce(w."{table}__{row}__{column}", {parts or "0"})'


def _named(kinds: tuple[str, str]) -> str:
    none, some = kinds
    return (
        f"SELECT report_id, bool_or(kind = {text(none)}) AS none, max(value) FILTER (kind = {text(some)}) AS most "
        f"FROM mentions WHERE kind IN ({text(none)}, {text(some)}) GROUP BY report_id"
    )
