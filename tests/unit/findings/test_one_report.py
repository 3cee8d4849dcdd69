from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from findings.one_report import findings
from findings.record import BrokenRule
from tests.unit.findings.test_record import QUERY
from tests.unit.warehouse.small_build import Small, make

TOTALS = """
    SELECT report_id, office_id, year, 't3' AS scope, t3__total_handled__total AS stated, len(nil) AS expected,
           len(doubtful) AS gap, list_concat(nil, doubtful, tables) AS cells
    FROM reports_wide WHERE edition = 'f2021'
"""
PRINTED = {
    "t3.requests_new.total": "7",
    "t3.granted.total": "/",
    "t2.administrative_fees.fee_amount": "1.5",
    "t4.reconsideration.total": "?",
}


def test_one_report_in_memory_gives_what_the_warehouse_gives(tmp_path: Path) -> None:
    report = Small(1, 2022, printed=PRINTED)
    queries = {"new": QUERY, "totals": TOTALS}
    found = findings(report.read(), queries)
    with duckdb.connect(str(make(tmp_path, report)), read_only=True) as connection:
        wanted = []
        for rule, query in queries.items():
            result = connection.execute(query)
            columns = [column[0] for column in result.description]
            wanted += [{"rule": rule, **dict(zip(columns, row, strict=True))} for row in result.fetchall()]
    assert found == wanted
    assert found[0]["stated"] == 7.0
    assert found[1]["cells"] == ["t3.granted.total", "t4.reconsideration.total", "t2", "t3", "t4"]


def test_a_report_without_office_and_year_is_judged_too() -> None:
    report = Small(1, None, printed=PRINTED).read()
    nameless = replace(report, statement=replace(report.statement, office=None), published_on="2023-02-30")
    found = findings(nameless, {"new": QUERY})
    assert [(finding["year"], finding["stated"]) for finding in found] == [(None, 7.0)]


def test_the_year_before_stands_beside_the_report_and_is_not_judged_itself() -> None:
    carried = """
        SELECT i.report_id, i.office_id, i.year, 'total' AS scope, i.value AS stated, o.value AS expected,
               i.value - o.value AS gap, [i.cell] AS cells
        FROM cells AS i JOIN cells AS o ON o.office_id = i.office_id AND o.year = i.year - 1 AND o."column" = i."column"
        WHERE i."row" = 'carried_in' AND o."row" = 'carried_out' AND i.value <> o.value
    """
    before = Small(1, 2021, printed={"t3.carried_out.total": "3", "t3.requests_new.total": "8"}).read()
    report = Small(1, 2022, printed={"t3.carried_in.total": "2"}).read()
    assert findings(report, {"carried": carried}) == []
    found = findings(report, {"carried": carried, "new": QUERY}, before)
    assert [(f["rule"], f["year"], f["stated"], f["expected"]) for f in found] == [("carried", 2022, 2, 3)]


def test_an_empty_report_fails_nothing() -> None:
    report = replace(Small(1, 2022).read(), facts=(), status="quarantined")
    assert findings(report, {"new": QUERY}) == []


def test_odd_texts_go_in_as_they_are() -> None:
    report = Small(1, 2022).read()
    odd = replace(report.facts[0], value=None, status="unreadable", text='it\'s; -- "x" \0 {0} 甲')
    query = QUERY.replace(
        """WHERE "row" = 'requests_new' AND value <> 0""", "WHERE text LIKE 'it''s; -- \"x\" % {0} 甲'"
    )
    assert len(findings(replace(report, facts=(odd, *report.facts[1:])), {"odd": query})) == 1


def test_sql_that_does_not_run_names_the_rule() -> None:
    with pytest.raises(BrokenRule, match="broken"):
        findings(Small(1, 2022).read(), {"broken": "SELECT 1"})


def test_neither_pandas_nor_pyarrow_is_imported() -> None:
    """Importing pandas alone takes longer than judging a report may."""
    code = (
        "import sys; from pipelines.model import *; from findings.one_report import findings;"
        "fact = Fact('t3', 'granted', 'total', 1.0, 'number', '1');"
        "report = Report(Filing('a', 'ab' * 32, 1), 'html', 'parsed', Statement('某局', 2022, 'f2021'), (fact,), ());"
        f"assert len(findings(report, {{'totals': {TOTALS!r}}})) == 1;"
        "print(sorted({'pandas', 'pyarrow', 'numpy'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
