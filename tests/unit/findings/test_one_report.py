"""One report in memory is judged as the warehouse judges it, and nothing that it says is run."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.arithmetic import query
from expectations.rule import Rule
from findings.finding import CASE, BrokenRule
from findings.one_report import LONGEST, findings, judge
from pipelines.model import Report
from tests.unit.findings.plain_rule import FAILING, plain
from tests.unit.warehouse.small_build import Small, make

TOTALS = """
    SELECT report_id, office_id, year, 't3' AS scope, t3__total_handled__total AS stated, len(nil) AS expected,
           list_concat(nil, doubtful, tables) AS cells, NULL AS reason, true AS fails
    FROM reports_wide WHERE edition = 'f2021'
"""
PRINTED = {
    "t3.requests_new.total": "7",
    "t3.granted.total": "/",
    "t2.administrative_fees.fee_amount": "1.5",
    "t4.reconsideration.total": "?",
}
NEW = {"t3.new": plain(FAILING)}


def with_text(text: str) -> Report:
    """A report one cell of which prints a text that is no number."""
    report = Small(1, 2022).read()
    odd = replace(report.facts[0], value=None, status="unreadable", text=text)
    return replace(report, facts=(odd, *report.facts[1:]))


def printing(condition: str) -> dict[str, Rule]:
    """A rule that finds the cell whose text fulfils a condition."""
    new = """WHERE "row" = 'requests_new' AND value <> 0"""
    return {"t3.new": plain(FAILING.replace(new, f"WHERE {condition}"))}


def test_one_report_in_memory_gives_what_the_warehouse_gives(tmp_path: Path) -> None:
    report = Small(1, 2022, printed=PRINTED)
    rules = {**NEW, "t3.totals": plain(TOTALS, code="t3.totals")}
    here = [tuple(getattr(f, name) for name in ("rule", *CASE)) for f in findings(report.read(), rules)]
    with duckdb.connect(str(make(tmp_path, report)), read_only=True) as connection:
        there = []
        for code, rule in rules.items():
            rows = connection.execute(f"SELECT {', '.join(CASE)} FROM ({query(rule)})").fetchall()
            there += [(code, *row[:-1], tuple(row[-1])) for row in rows]
    assert here == there
    stated, cells = 1 + CASE.index("stated"), 1 + CASE.index("cells")
    assert here[0][stated] == 7.0
    assert here[1][cells] == ("t3.granted.total", "t4.reconsideration.total", "t2", "t3", "t4")


def test_a_finding_is_in_words_with_the_cells_as_printed() -> None:
    (finding,) = findings(Small(1, 2022, printed=PRINTED).read(), NEW)
    assert finding.message == "t3.new 7 [('/', None, 'slash'), ('7', 7.0, 'number')]"
    assert (finding.message_en, finding.do, finding.severity) == ("total", "请核对", "warning")


def test_findings_of_a_rule_are_in_the_order_of_their_scopes() -> None:
    printed = {
        f"t3.requests_new.{column}": "1" for column in ("total", "natural_person", "other_organization")
    }
    scopes = [f.scope for f in findings(Small(1, 2022, printed=printed).read(), NEW)]
    assert scopes == ["natural_person", "other_organization", "total"]


def test_a_report_without_office_and_year_is_judged_too() -> None:
    report = Small(1, None, printed=PRINTED).read()
    nameless = replace(report, statement=replace(report.statement, office=None), published_on="2023-02-30")
    assert [(f.year, f.stated) for f in findings(nameless, NEW)] == [(None, 7.0)]


def test_the_year_before_is_beside_the_report_and_is_not_judged_itself() -> None:
    carried = """
        SELECT i.report_id, i.office_id, i.year, 'total' AS scope, i.value AS stated, o.value AS expected,
               [i.cell] AS cells, NULL AS reason, i.value <> o.value AS fails
        FROM cells AS i JOIN cells AS o ON o.office_id = i.office_id AND o.year = i.year - 1 AND o."column" = i."column"
        WHERE i."row" = 'carried_in' AND o."row" = 'carried_out'
    """
    rules = {"t3.carried": plain(carried, code="t3.carried"), **NEW}
    before = Small(1, 2021, printed={"t3.carried_out.total": "3", "t3.requests_new.total": "8"}).read()
    report = Small(1, 2022, printed={"t3.carried_in.total": "2"}).read()
    assert findings(report, rules) == []
    beside = [(f.rule, f.year, f.stated, f.expected) for f in findings(report, rules, before)]
    assert beside == [("t3.carried", 2022, 2, 3)]


def test_one_judge_judges_report_after_report_as_if_each_were_the_only_one() -> None:
    reports = [
        Small(1, 2022, printed=PRINTED).read(),
        Small(1, 2022).read(),
        Small(2, 2021, printed=PRINTED).read(),
    ]
    with judge(NEW) as judging:
        together = [judging.findings(report) for report in (*reports, reports[0])]
    assert together == [findings(report, NEW) for report in (*reports, reports[0])]
    assert [len(each) for each in together] == [1, 0, 1, 1]


def test_what_is_null_is_seen_though_the_rules_are_planned_while_nothing_is_there() -> None:
    assert len(findings(with_text("约十件"), printing("value IS NULL AND text = '约十件'"))) == 1


def test_an_empty_report_fails_nothing() -> None:
    report = replace(Small(1, 2022).read(), facts=(), status="quarantined")
    assert findings(report, NEW) == []


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("""it's; -- "x" {0} $1 ? 甲""", """text = 'it''s; -- "x" {0} $1 ? 甲'"""),
        ("'); DROP TABLE reports; --", "starts_with(text, ''');')"),
        ('{"text": null}\n{"text": "b"}', "length(text) = 28"),
        ("a\0b", "text = 'a' || chr(0) || 'b'"),
        ("null", "text = 'null'"),
        ("\ud800", "text = '?'"),
        ("长" * LONGEST, f"length(text) = {LONGEST}"),
    ],
    ids=["marks of SQL", "a statement", "lines of JSON", "NUL", "null", "half a character", "very long"],
)
def test_odd_texts_go_in_as_they_are(text: str, condition: str) -> None:
    assert len(findings(with_text(text), printing(condition))) == 1


def test_no_text_of_a_report_is_part_of_a_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = []

    class Listening:
        """A connection that notes what it is asked."""

        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self.connection = connection

        def __enter__(self) -> Listening:
            return self

        def __exit__(self, *_: object) -> None:
            self.connection.close()

        def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
            statements.append(sql)
            return self.connection.execute(sql)

    connect = duckdb.connect
    monkeypatch.setattr("duckdb.connect", lambda **config: Listening(connect(**config)))
    report = with_text("外来文字")
    said = replace(report.statement, office="外来机关", title="外来标题", sections={"overview": "外来正文"})
    assert findings(replace(report, statement=said), printing("text = '外来' || '文字'")) != []
    assert len(statements) > 10
    assert [
        sql for sql in statements if any(w in sql for w in ("外来文字", "外来机关", "外来标题", "外来正文"))
    ] == []


def test_nothing_of_the_report_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert findings(Small(1, 2022, printed=PRINTED).read(), NEW) != []
    assert list(tmp_path.iterdir()) == []


def test_sql_that_does_not_run_names_the_rule() -> None:
    with pytest.raises(BrokenRule, match=r"t3\.new"):
        findings(Small(1, 2022).read(), {"t3.new": plain("SELECT 1")})


def test_neither_pandas_nor_pyarrow_is_imported() -> None:
    """Importing pandas alone takes longer than judging a report may."""
    code = (
        "import sys; from pipelines.model import *; from findings.check import findings_of;"
        "fact = Fact('t3', 'granted', 'total', 1.0, 'number', '1');"
        "report = Report(Filing('a', 'ab' * 32, 1), 'html', 'parsed', Statement('某局', 2022, 'f2021'), (fact,), ());"
        "assert len(findings_of(report)) > 1;"
        "print(sorted({'pandas', 'pyarrow', 'numpy', 'dagster'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


DATED = """
    SELECT report_id, office_id, year, coalesce(published_on::VARCHAR, 'no day') AS scope, 0 AS stated,
           1 AS expected, [] AS cells, NULL AS reason, true AS fails
    FROM reports
"""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2023-01-20", "2023-01-20"),
        ("2023-13-20", "no day"),
        ("去年", "no day"),
        ("", "no day"),
        (None, "no day"),
    ],
)
def test_the_day_of_publication_is_one_or_none(said: str | None, day: str) -> None:
    report = replace(Small(1, 2022).read(), published_on=said)
    assert [f.scope for f in findings(report, {"t3.new": plain(DATED)})] == [day]
