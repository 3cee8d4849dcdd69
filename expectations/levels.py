"""Rules that need to know what an office is and what stands above it: who makes rules, what a
territory sums, and the price of a purchase."""

from __future__ import annotations

from expectations.rule import Rule
from expectations.sql import text, texts
from pipelines.catalogue.load import catalogue


def competence_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report: the row `of` has numbers although the office is none of those that
    `allows` lists as `kind level`. stated: the largest of them, expected: none."""
    (row,) = rule.of
    cells = [cell for cell in catalogue().cells() if cell.startswith(f"t2.{row}.")]
    columns = [f'coalesce(w."{cell.replace(".", "__")}", 0)' for cell in cells]
    cited = ", ".join(
        f"CASE WHEN {c} <> 0 THEN {text(cell)} END" for cell, c in zip(cells, columns, strict=True)
    )
    some = f"greatest({', '.join(columns)})"
    allowed = " OR ".join(
        f"(o.kind = {text(k)} AND o.level = {text(v)})" for k, v in map(str.split, rule.allows)
    )
    # some kinds make no rules on any level
    never = ", ".join(text(kind) for kind in ("street", "township", "institution", "committee"))
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(row)} AS scope, {some} AS stated, "
        "CAST(0 AS DOUBLE) AS expected, "
        f"list_filter([{cited}], lambda item: item IS NOT NULL) AS cells, "
        "CASE WHEN NOT coalesce(list_contains(w.tables, 't2'), false) THEN 'table_missing' "
        f"WHEN coalesce(list_has_any(w.doubtful, {texts(cells)}), false) THEN 'doubtful' "
        f"WHEN {some} > 0 AND coalesce(o.kind, 'other') = 'other' THEN 'kind_unknown' "
        f"WHEN {some} > 0 AND o.level IS NULL AND o.kind NOT IN ({never}) THEN 'level_unknown' END AS reason, "
        f"{some} > 0 AND NOT coalesce({allowed}, false) AS fails\n"
        f"FROM {source} w LEFT JOIN offices o ON o.office_id = w.office_id"
    )


def price_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report with purchases and an amount: the price of one purchase, in yuan, is
    below `low` or above `high`. An amount without a unit is judged only if it fails as yuan and as
    万元 alike. stated: the price."""
    items, amount = rule.of

    def at(cell: str) -> str:
        table, row, column = (text(part) for part in cell.split("."))
        return f'd."table" = {table} AND d."row" = {row} AND d."column" = {column}'

    doubtful = "('ambiguous', 'unreadable', 'absent')"
    per = "value / items"
    outside = f"NOT BETWEEN {rule.low:g} AND {rule.high:.0f}"
    return (
        f"SELECT report_id, office_id, year, {text(amount)} AS scope, "
        f"round({per} * coalesce(factor, 1), 2) AS stated, CAST(NULL AS DOUBLE) AS expected, "
        f"{texts([items, amount])} AS cells, CASE WHEN in_doubt THEN 'doubtful' "
        f"WHEN factor IS NULL AND ({per} BETWEEN {rule.low:g} AND {rule.high:.0f} "
        f"OR {per} * 10000 BETWEEN {rule.low:g} AND {rule.high:.0f}) THEN 'unit_unknown' END AS reason, "
        f"{per} * coalesce(factor, 1) {outside} AS fails\n"
        "FROM (SELECT d.report_id, d.office_id, d.year, d.value, n.value AS items, "
        f"d.status IN {doubtful} OR n.status IN {doubtful} AS in_doubt, "
        "CASE d.unit WHEN '元' THEN 1 WHEN '万元' THEN 10000 WHEN '亿元' THEN 100000000 END AS factor\n"
        f"FROM {source} d JOIN (SELECT d.report_id, d.value, d.status FROM cells d WHERE {at(items)}) n "
        f"ON n.report_id = d.report_id WHERE {at(amount)} AND ((d.value > 0 AND n.value > 0) "
        f"OR d.status IN {doubtful} OR n.status IN {doubtful}))"
    )


def rollup_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report of a territory that has offices below it: less than the sum of those that
    are there, or not the same as it although the report names as many bodies as were summed.

    Of the offices right below, governments count with their territory and all others with
    themselves; one whose scope is not known, or is the other, is left out. stated: the territory's
    number, expected: the sum.
    """
    (cell,) = rule.of
    column = f'"{cell.replace(".", "__")}"'
    below = (
        f"SELECT o.parent_office_id AS office_id, c.year, sum(c.{column}) AS total, count(c.{column}) AS counted "
        "FROM offices o JOIN reports_wide c ON c.office_id = o.office_id "
        "JOIN reports r ON r.report_id = c.report_id "
        "WHERE o.parent_office_id IS NOT NULL "
        "AND r.scope = CASE o.kind WHEN 'government' THEN 'jurisdiction' ELSE 'own_body' END GROUP BY ALL"
    )
    named = (
        "SELECT report_id, max(value) AS bodies FROM mentions WHERE kind = 'bodies_summed' GROUP BY report_id"
    )
    above = "SELECT DISTINCT parent_office_id AS office_id FROM offices WHERE parent_office_id IS NOT NULL"
    return (
        f"SELECT w.report_id, w.office_id, w.year, {text(cell)} AS scope, coalesce(w.{column}, 0) AS stated, "
        f"b.total AS expected, {texts([cell])} AS cells, "
        "CASE WHEN r.scope IS NULL THEN 'scope_unknown' "
        f"WHEN NOT coalesce(list_contains(w.tables, {text(cell.split('.')[0])}), false) THEN 'table_missing' "
        f"WHEN list_contains(w.doubtful, {text(cell)}) THEN 'doubtful' WHEN w.{column} IS NULL THEN 'nil' "
        "WHEN coalesce(b.counted, 0) = 0 THEN 'children_missing' END AS reason, "
        f"coalesce(w.{column} < b.total OR (m.bodies = b.counted AND w.{column} <> b.total), false) AS fails\n"
        f"FROM {source} w JOIN reports r ON r.report_id = w.report_id JOIN ({above}) a ON a.office_id = w.office_id "
        f"LEFT JOIN ({below}) b ON b.office_id = w.office_id AND b.year = w.year "
        f"LEFT JOIN ({named}) m ON m.report_id = w.report_id "
        "WHERE coalesce(r.scope, 'jurisdiction') = 'jurisdiction'"
    )
