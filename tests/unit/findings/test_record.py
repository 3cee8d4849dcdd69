from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from findings.messages import Printed
from findings.record import BrokenRule, judged, record
from tests.unit.warehouse.small_build import Small, make
from warehouse.promises import broken
from warehouse.publish import publish

RULE = {
    "rule": "t3.new",
    "family": "t3",
    "severity": "warning",
    "basis": "form",
    "zh": "应为零",
    "en": "Must be 0",
    "what_to_do": "请核对",
    "scope": "column",
    "sources": ("A", "B"),
    "digest": "0123",
}
QUERY = """
    SELECT report_id, office_id, year, "column" AS scope, value AS stated, 0 AS expected, value AS gap,
           [cell, 't3.granted.total', 't2.other_public_services.decisions'] AS cells
    FROM cells WHERE "row" = 'requests_new' AND value <> 0
"""
UNDECIDED = "SELECT report_id, office_id, year, 'total' AS scope, 'doubtful' AS reason FROM cells WHERE status = 'ambiguous'"


def explain(rule: str, finding: dict[str, Any], cells: dict[str, Printed]) -> tuple[str, str]:
    return f"{rule} {finding['stated']:g} {sorted(cells.values(), key=str)}", f"{finding['scope']}"


def run(draft: Path, query: str = QUERY, **more: Any) -> dict[str, int]:
    return record(draft, [RULE], {"t3.new": query}, {"t3.new": UNDECIDED}, explain, **more)


def ask(draft: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(draft), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def small(folder: Path, new: str = "7") -> Path:
    printed = {"t3.requests_new.total": new, "t3.requests_new.natural_person": "2", "t3.granted.total": "/"}
    return make(
        folder, Small(1, 2022, printed=printed), Small(2, 2022, printed={"t4.reconsideration.total": "?"})
    )


def test_every_failing_row_is_kept_with_words_made_of_its_printed_cells(tmp_path: Path) -> None:
    draft = small(tmp_path)
    assert run(draft, assessed={"t3.new": "SELECT count(*) FROM reports_wide"}) == {"t3.new": 2}
    columns = "finding_id, rule, severity, office_id, year, scope, stated, expected, gap, message, message_en, state"
    cells = "[(None, None, 'slash'), ('2', 2.0, 'number')]".replace("(None", "('/'", 1)
    assert ask(draft, f"SELECT {columns} FROM quality.findings ORDER BY finding_id") == [
        (
            1,
            "t3.new",
            "warning",
            1,
            2022,
            "natural_person",
            2.0,
            0.0,
            2.0,
            f"t3.new 2 {cells}",
            "natural_person",
            "open",
        ),
        (
            2,
            "t3.new",
            "warning",
            1,
            2022,
            "total",
            7.0,
            0.0,
            7.0,
            f"t3.new 7 {cells.replace('2', '7')}",
            "total",
            "open",
        ),
    ]
    assert ask(draft, "SELECT rule, office_id, scope, reason FROM quality.not_assessable") == [
        ("t3.new", 2, "total", "doubtful")
    ]
    assert ask(draft, "SELECT rule, assessed, failed, not_assessable, gx_unexpected FROM quality.runs") == [
        ("t3.new", 2, 2, 1, None)
    ]
    assert ask(draft, "SELECT sources, what_to_do FROM quality.rules") == [(["A", "B"], "请核对")]


def test_more_findings_than_one_batch_all_have_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("findings.messages.BATCH", 7)
    draft = make(tmp_path, *(Small(n, 2022, printed={"t3.requests_new.total": str(n)}) for n in range(1, 31)))
    assert run(draft) == {"t3.new": 30}
    wrong = (
        "SELECT count(*) FROM quality.findings WHERE message NOT LIKE 't3.new ' || stated::INTEGER || ' %'"
    )
    assert ask(draft, wrong) == [(0,)]


def test_the_next_build_remembers_when_a_finding_was_first_seen(tmp_path: Path) -> None:
    first = small(tmp_path / "one")
    run(first)
    judged(first, {"t3.new": 2})
    publish(first, tmp_path / "public")
    link = tmp_path / "public" / "gongkai.duckdb"
    before = ask(link, "SELECT scope, first_seen FROM quality.findings ORDER BY scope")

    second = small(tmp_path / "two", new="8")
    run(second, previous=link)
    judged(second, {"t3.new": 2})
    after = ask(second, "SELECT scope, first_seen, last_seen FROM quality.findings ORDER BY scope")
    assert after[0][:2] == before[0], "the same finding keeps its date"
    assert after[0][2] > before[0][1]
    assert after[1][1] == after[1][2] > before[1][1], "another figure is another finding"
    assert ask(second, "SELECT failed, gx_unexpected FROM quality.runs ORDER BY build") == [(2, 2), (2, 2)]
    assert broken(second) == []


def test_a_previous_build_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    assert run(small(tmp_path), previous=tmp_path / "gongkai.duckdb") == {"t3.new": 2}


def test_the_count_of_great_expectations_goes_to_the_latest_run(tmp_path: Path) -> None:
    draft = small(tmp_path)
    run(draft)
    judged(draft, {"t3.new": 5})
    assert ask(draft, "SELECT gx_unexpected FROM quality.runs") == [(5,)]
    assert [promise.name for promise in broken(draft)] == ["findings.agree"]


@pytest.mark.parametrize(
    ("query", "why"),
    [("SELECT nothing", "nothing"), (QUERY.replace("AS stated", "AS printed"), "stated")],
    ids=["no such column", "a column of the contract is missing"],
)
def test_sql_that_does_not_run_names_the_rule(tmp_path: Path, query: str, why: str) -> None:
    with pytest.raises(BrokenRule, match=rf"t3\.new.*{why}"):
        run(small(tmp_path), query)


def test_sql_of_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match=r"t9\.new"):
        record(small(tmp_path), [RULE], {"t9.new": QUERY}, {}, explain)


def test_a_rule_row_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenRule, match="what_to_do"):
        record(small(tmp_path), [{k: v for k, v in RULE.items() if k != "what_to_do"}], {}, {}, explain)
