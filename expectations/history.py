"""Rules that hold a whole report against that of the year before: copied figures, copied text,
slips of the unit."""

from __future__ import annotations

from expectations.rule import Rule
from expectations.sql import text, texts
from pipelines.catalogue.load import catalogue

WAN = "CASE d.unit WHEN '元' THEN 0.0001 WHEN '亿元' THEN 10000 ELSE 1 END"


def failing_copies(rule: Rule, source: str, cause: str | None) -> str:
    """The cases of those reports in which as many cells are not 0 as a case needs, and each is the
    same. Digests find them: to join all reports with all cells of those before takes more memory
    than anything else that is asked of a warehouse. Each is joined with its predecessor's alone, as
    thousands of reports may say the same."""
    digests = (
        f"SELECT report_id, hash(here) AS digest FROM (SELECT report_id, [{', '.join(_values('d'))}] AS here "
        f"FROM {source} d) WHERE len(list_filter(here, lambda one: one <> 0)) >= {rule.high:g}"
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
    return f"WITH {first}\n{_copied(rule, here, before)}"


def copied_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report with a predecessor of the same form: as many cells that are not 0, `high`
    of them at least, and each the same. stated: how many cells are the same, expected: fewer than
    that, so left open."""
    return _copied(rule, source, source)


def _copied(rule: Rule, here: str, before: str) -> str:
    cited = f"list_filter({texts(catalogue().cells())}, lambda cell, place: here[place] <> 0)"
    return (
        "SELECT report_id, office_id, year, 'previous_year' AS scope, CAST(numbers AS DOUBLE) AS stated, "
        "CAST(NULL AS DOUBLE) AS expected, CASE WHEN same THEN cited ELSE CAST([] AS VARCHAR[]) END AS cells, reason, "
        f"same AND numbers >= {rule.high:g} AS fails\n"
        f"FROM (SELECT *, {cited} AS cited, len(list_filter(here, lambda one: one <> 0)) AS numbers, "
        f"here = before AS same\nFROM (SELECT w.report_id, w.office_id, w.year, [{', '.join(_values('w'))}] AS here, "
        f"[{', '.join(_values('p'))}] AS before, CASE WHEN x.reason IS NOT NULL THEN x.reason "
        "WHEN p.edition IS DISTINCT FROM w.edition THEN 'form_changed' "
        "WHEN len(w.doubtful) > 0 OR len(p.doubtful) > 0 THEN 'doubtful' END AS reason\n"
        f"FROM {here} w LEFT JOIN previous_reports x ON x.report_id = w.report_id "
        f"LEFT JOIN {before} p ON p.report_id = x.previous_id))"
    )


def _values(alias: str) -> list[str]:
    """Every cell of the form in a row of reports_wide; nil counts as 0."""
    return [f'coalesce({alias}."{cell.replace(".", "__")}", 0)' for cell in catalogue().cells()]


def duplicate_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per section that stands word for word in another office's report of the year, if it
    is longer than `low` characters (stated: how many other offices), and one for the share of
    sentences that the office wrote in the year before already (stated; fails from `high` on)."""
    again = (
        f"SELECT year, section, fingerprint, count(*) AS times FROM {source} s WHERE characters >= {rule.low:g} "
        "GROUP BY ALL HAVING count(*) > 1"
    )
    others = (
        "SELECT s.report_id, s.office_id, s.year, CAST(s.section AS VARCHAR) AS scope, "
        "CAST(coalesce(again.times, 1) - 1 AS DOUBLE) AS stated, CAST(0 AS DOUBLE) AS expected, "
        "CAST([] AS VARCHAR[]) AS cells, CAST(NULL AS VARCHAR) AS reason, again.times IS NOT NULL AS fails\n"
        f"FROM {source} s LEFT JOIN ({again}) again ON again.year = s.year AND again.section = s.section "
        f"AND again.fingerprint = s.fingerprint WHERE s.characters >= {rule.low:g}"
    )
    whole = f"SELECT report_id, office_id, year, flatten(list(sentences)) AS sentences FROM {source} s GROUP BY ALL"
    share = "round(len(list_intersect(n.sentences, p.sentences)) / len(n.sentences), 4)"
    # of as many sentences as may be new and one more, one is old, or not enough of all are
    some = f"list_slice(n.sentences, 1, CAST(floor(len(n.sentences) * {1 - rule.high:.4f}) AS INTEGER) + 1)"
    before = (
        f"SELECT n.report_id, n.office_id, n.year, 'previous_year' AS scope, {share} AS stated, "
        f"CAST({rule.high!r} AS DOUBLE) AS expected, CAST([] AS VARCHAR[]) AS cells, "
        "CASE WHEN x.reason IS NOT NULL THEN x.reason WHEN p.report_id IS NULL THEN 'text_missing' "
        f"WHEN len(n.sentences) < 5 THEN 'text_short' END AS reason, "
        f"CASE WHEN list_has_any({some}, p.sentences) THEN {share} >= {rule.high!r} ELSE false END AS fails\n"
        "FROM whole n LEFT JOIN previous_reports x ON x.report_id = n.report_id "
        "LEFT JOIN whole p ON p.report_id = x.previous_id"
    )
    return f"WITH whole AS MATERIALIZED (\n{whole}\n)\n{others}\nUNION ALL\n{before}"


def unit_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report with an amount above 0 in both years: a ratio near 10 000 is a slip of
    the unit.

    stated, expected: the amounts of both years in 万元; fails from `low` to `high`, or the inverse.
    """
    (cell,) = rule.of
    table, row, column = cell.split(".")
    where = f'd."table" = {text(table)} AND d."row" = {text(row)} AND d."column" = {text(column)}'
    amount = f"SELECT d.report_id, d.value * {WAN} AS value, d.status FROM cells d WHERE {where}"
    ratio = "greatest(n.value, p.value) / least(n.value, p.value)"
    editions = ", ".join(text(e) for e in rule.editions)
    return (
        f"SELECT n.report_id, n.office_id, n.year, {text(cell)} AS scope, round(n.value, 9) AS stated, "
        f"round(p.value, 9) AS expected, {texts([cell])} AS cells, CASE "
        "WHEN n.status IN ('ambiguous', 'unreadable', 'absent') THEN 'doubtful' "
        "WHEN x.reason IS NOT NULL THEN x.reason WHEN p.report_id IS NULL THEN 'form_changed' "
        "WHEN p.status IN ('ambiguous', 'unreadable', 'absent') THEN 'doubtful' END AS reason, "
        f"coalesce(n.value > 0 AND p.value > 0 AND {ratio} BETWEEN {rule.low:g} AND {rule.high:g}, false) AS fails\n"
        f"FROM (SELECT d.report_id, d.office_id, d.year, d.value * {WAN} AS value, d.status FROM {source} d "
        f"WHERE {where} AND d.edition IN ({editions})) n\n"
        "LEFT JOIN previous_reports x ON x.report_id = n.report_id "
        f"LEFT JOIN ({amount}) p ON p.report_id = x.previous_id"
    )


REQUESTS_BEFORE = ("t3.requests_new.total", "t3.carried_in.total")
"""What a report without requests is held against in that of the year before."""


def dispute_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report: reconsiderations or lawsuits although no request was received or carried
    in, in this year or the one before. stated: how many cases, expected: none."""

    def received(alias: str) -> str:
        return f"coalesce({alias}.t3__requests_new__total, 0) + coalesce({alias}.t3__carried_in__total, 0)"

    rows = catalogue().editions[rule.editions[0]].tables["t4"].rows
    totals = [f"t4.{row.code}.total" for row in rows]
    needed = [*totals, *REQUESTS_BEFORE]
    cases = " + ".join(f'coalesce(w."{cell.replace(".", "__")}", 0)' for cell in totals)
    cited = ", ".join(f'CASE WHEN w."{c.replace(".", "__")}" > 0 THEN {text(c)} END' for c in totals)
    lacks = " OR ".join(
        f"NOT coalesce(list_contains({a}.tables, {text(t)}), false)" for a, t in (("w", "t3"), ("w", "t4"))
    )
    return (
        f"SELECT w.report_id, w.office_id, w.year, 'report' AS scope, {cases} AS stated, "
        f"CAST(0 AS DOUBLE) AS expected, list_filter([{cited}], lambda item: item IS NOT NULL) AS cells, "
        f"CASE WHEN {lacks} THEN 'table_missing' "
        f"WHEN coalesce(list_has_any(w.doubtful, {texts(needed)}), false) THEN 'doubtful' "
        f"WHEN {cases} > 0 AND {received('w')} = 0 AND x.reason IS NOT NULL THEN x.reason "
        f"WHEN {cases} > 0 AND {received('w')} = 0 AND NOT coalesce(list_contains(p.tables, 't3'), false) "
        "THEN 'table_missing' "
        f"WHEN {cases} > 0 AND {received('w')} = 0 AND coalesce(list_has_any(p.doubtful, {texts(needed[-2:])}), false) "
        f"THEN 'doubtful' END AS reason, {cases} > 0 AND {received('w')} + {received('p')} = 0 AS fails\n"
        f"FROM {source} w LEFT JOIN previous_reports x ON x.report_id = w.report_id "
        "LEFT JOIN reports_wide p ON p.report_id = x.previous_id"
    )
