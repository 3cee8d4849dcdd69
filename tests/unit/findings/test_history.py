"""What becomes of findings from one build to the next, and of decisions about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from findings.decisions import COLUMNS, DecisionError, decide, decisions
from findings.record import judged, record
from tests.unit.findings.test_record import QUERY, RULE, UNDECIDED, explain
from tests.unit.warehouse.small_build import Small, make
from warehouse.promises import broken
from warehouse.publish import publish

NEW = "t3.requests_new.total"


def run(folder: Path, *reports: Small, previous: Path | None = None, **more: Any) -> Path:
    draft = make(folder, *reports)
    rule = {**RULE, "digest": more.pop("digest", "0123")}
    found = record(
        draft,
        [rule],
        {"t3.new": more.pop("query", QUERY)},
        {"t3.new": UNDECIDED},
        explain,
        previous=previous,
        **more,
    )
    judged(draft, found)
    assert [p.name for p in broken(draft)] == []
    return publish(draft, folder / "public")


def ask(build: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(build), read_only=True) as connection:
        return connection.execute(sql).fetchall()


PAST = "SELECT office_id, stated, state FROM quality.past_findings ORDER BY ALL"


def test_a_finding_is_gone_because_the_office_published_another_version(tmp_path: Path) -> None:
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    second = run(tmp_path / "2", Small(1, 2022, printed={NEW: "8"}, name="again"), previous=first)
    assert ask(second, PAST) == [(1, 7.0, "gone_corrected")]
    assert ask(second, "SELECT stated, state FROM quality.findings") == [(8.0, "open")]
    assert ask(second, 'SELECT "new", gone FROM quality.runs ORDER BY build') == [(1, 0), (1, 1)]


class Moved(Small):
    """The report of office 1 and 2022, of which another office is known to be the author."""

    @property
    def sha256(self) -> str:
        return Small(1, 2022).sha256


@pytest.mark.parametrize(
    ("reports", "more", "state"),
    [
        ((Small(1, 2022),), {}, "gone_reader"),
        ((Small(1, 2022),), {"digest": "4567"}, "gone_rule"),
        ((Small(2, 2022),), {}, "gone_report"),
        ((Moved(2, 2022),), {}, "gone_reader"),
    ],
)
def test_a_finding_is_gone_for_a_reason(tmp_path: Path, reports: Any, more: Any, state: str) -> None:
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    second = run(tmp_path / "2", *reports, previous=first, **more)
    assert ask(second, PAST) == [(1, 7.0, state)]


def test_a_rule_across_years_is_mended_by_the_other_year(tmp_path: Path) -> None:
    query = QUERY.replace(
        "value <> 0",
        "year = 2022 AND EXISTS (FROM reports_wide WHERE year = 2021 AND t3__granted__total = 1)",
    )
    wrong = Small(1, 2021, printed={"t3.granted.total": "1"})
    first = run(tmp_path / "1", wrong, Small(1, 2022, printed={NEW: "7"}), query=query)
    mended = Small(1, 2021, name="again")
    same = Small(1, 2022, printed={NEW: "7"})
    second = run(tmp_path / "2", mended, same, previous=first, query=query, across=["t3.new"])
    assert {state for _, _, state in ask(second, PAST)} == {"gone_corrected"}
    third = run(tmp_path / "3", mended, same, previous=first, query=query)
    assert {state for _, _, state in ask(third, PAST)} == {"gone_reader"}


def test_what_is_gone_stays_on_record_and_comes_back_with_its_date(tmp_path: Path) -> None:
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    second = run(tmp_path / "2", Small(1, 2022), previous=first)
    third = run(tmp_path / "3", Small(1, 2022), previous=second)
    assert ask(third, PAST) == ask(second, PAST) != []
    fourth = run(tmp_path / "4", Small(1, 2022, printed={NEW: "7"}), previous=third)
    assert ask(fourth, PAST) == []
    seen = "SELECT first_seen FROM quality.findings"
    assert ask(fourth, seen) == ask(first, seen)


def test_a_decision_holds_until_the_numbers_change(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    (row,) = ask(first, "SELECT fingerprint, rule, office_id, '机关1', year, scope FROM quality.findings")
    finding = dict(zip(("fingerprint", "rule", "office_id", "office", "year", "scope"), row, strict=True))
    decide(raw, finding, "dismissed", "与机关核对过，无误", "tester")
    same = run(tmp_path / "2", Small(1, 2022, printed={NEW: "7"}), previous=first, decisions=decisions(raw))
    assert ask(same, "SELECT state FROM quality.findings") == [("dismissed",)]
    rebuilt = run(tmp_path / "3", Small(1, 2022, printed={NEW: "7"}), decisions=decisions(raw))
    assert ask(rebuilt, "SELECT state FROM quality.findings") == [("dismissed",)]
    assert ask(rebuilt, "SELECT decision, reason, decided_by, state FROM quality.decisions") == [
        ("dismissed", "与机关核对过，无误", "tester", "applies")
    ]
    other = run(tmp_path / "4", Small(1, 2022, printed={NEW: "8"}), previous=same, decisions=decisions(raw))
    assert ask(other, "SELECT state FROM quality.findings") == [("reopened",)]
    assert ask(other, "SELECT state FROM quality.decisions") == [("reopened",)]
    mended = run(tmp_path / "5", Small(1, 2022), previous=other, decisions=decisions(raw))
    assert ask(mended, "SELECT state FROM quality.decisions") == [("settled",)]


def test_a_file_that_a_hand_left_without_its_last_line_end_is_written_on(tmp_path: Path) -> None:
    finding = dict.fromkeys(COLUMNS, "") | {"fingerprint": "f", "office_id": 3, "year": 2022}
    path = tmp_path / "decisions.csv"
    decide(tmp_path, finding, "confirmed", "属实", "a")
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    decide(tmp_path, finding | {"fingerprint": "g"}, "dismissed", "无误", "b")
    assert [row["decision"] for row in decisions(tmp_path)] == ["confirmed", "dismissed"]


def test_the_last_decision_counts_and_a_bad_file_is_refused(tmp_path: Path) -> None:
    finding = dict.fromkeys(COLUMNS, "") | {"fingerprint": "f", "office_id": 3, "year": 2022}
    assert decisions(tmp_path) == []
    decide(tmp_path, finding, "confirmed", "属实", "a")
    decide(tmp_path, finding, "dismissed", "再核无误", "b")
    (row,) = decisions(tmp_path)
    assert (row["decision"], row["decided_by"], row["office_id"]) == ("dismissed", "b", 3)
    with pytest.raises(DecisionError, match="say why"):
        decide(tmp_path, finding, "dismissed", " ", "b")
    path = tmp_path / "decisions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("dismissed", "perhaps"), encoding="utf-8")
    with pytest.raises(DecisionError, match=r"line 3.*perhaps"):
        decisions(tmp_path)
    path.write_text("fingerprint,decision\n", encoding="utf-8")
    with pytest.raises(DecisionError, match="decided_on"):
        decisions(tmp_path)
