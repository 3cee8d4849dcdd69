"""What becomes of findings from one build to the next, and of decisions about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.rule import Rule
from findings.decisions import Decision, decide, decisions, steps
from findings.finding import PUBLISHED, Finding
from findings.record import judged, record
from tests.unit.findings.plain_rule import FAILING, Across, plain
from tests.unit.warehouse.small_build import Small, make
from warehouse.promises import broken
from warehouse.publish import publish

NEW = "t3.requests_new.total"


def run(
    folder: Path,
    *reports: Small,
    previous: Path | None = None,
    rule: Rule | None = None,
    decided: Sequence[Decision] = (),
) -> Path:
    draft = make(folder, *reports)
    judged(draft, record(draft, {"t3.new": rule or plain()}, previous, decided))
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


def test_of_a_build_from_before_findings_were_kept_only_the_runs_are_taken_over(tmp_path: Path) -> None:
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    old = tmp_path / "old.duckdb"
    old.write_bytes(first.read_bytes())
    with duckdb.connect(str(old)) as connection:
        connection.execute("DROP TABLE quality.past_findings")
    second = run(tmp_path / "2", Small(1, 2022, name="again"), previous=old)
    assert ask(second, PAST) == []
    assert ask(second, "SELECT count(*) FROM quality.runs") == [(2,)]


class Moved(Small):
    """The report of office 1 and 2022, of which another office is known to be the author."""

    @property
    def sha256(self) -> str:
        return Small(1, 2022).sha256


@pytest.mark.parametrize(
    ("reports", "more", "state"),
    [
        ((Small(1, 2022),), {}, "gone_reader"),
        ((Small(1, 2022),), {"rule": plain(FAILING)}, "gone_rule"),
        ((Small(2, 2022),), {}, "gone_report"),
        ((Moved(2, 2022),), {}, "gone_reader"),
    ],
)
def test_a_finding_is_gone_for_a_reason(tmp_path: Path, reports: Any, more: Any, state: str) -> None:
    first = run(tmp_path / "1", Small(1, 2022, printed={NEW: "7"}))
    second = run(tmp_path / "2", *reports, previous=first, **more)
    assert ask(second, PAST) == [(1, 7.0, state)]


def test_a_rule_across_years_is_mended_by_the_other_year(tmp_path: Path) -> None:
    sql = FAILING.replace(
        "value <> 0",
        "year = 2022 AND EXISTS (FROM reports_wide WHERE year = 2021 AND t3__granted__total = 1)",
    )
    wrong = Small(1, 2021, printed={"t3.granted.total": "1"})
    first = run(tmp_path / "1", wrong, Small(1, 2022, printed={NEW: "7"}), rule=plain(sql))
    mended = Small(1, 2021, name="again")
    same = Small(1, 2022, printed={NEW: "7"})
    second = run(tmp_path / "2", mended, same, previous=first, rule=plain(sql, Across))
    assert {state for _, _, state in ask(second, PAST)} == {"gone_corrected"}
    third = run(tmp_path / "3", mended, same, previous=first, rule=plain(sql))
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
    (row,) = ask(first, f"SELECT {PUBLISHED} FROM finding_list")
    decide(raw, Finding.published(row), "机关1", "dismissed", "与机关核对过，无误", "tester")
    same = run(tmp_path / "2", Small(1, 2022, printed={NEW: "7"}), previous=first, decided=decisions(raw))
    assert ask(same, "SELECT state FROM quality.findings") == [("dismissed",)]
    rebuilt = run(tmp_path / "3", Small(1, 2022, printed={NEW: "7"}), decided=decisions(raw))
    assert ask(rebuilt, "SELECT state FROM quality.findings") == [("dismissed",)]
    assert ask(rebuilt, "SELECT decision, reason, decided_by, state FROM quality.decisions") == [
        ("dismissed", "与机关核对过，无误", "tester", "applies")
    ]
    decide(raw, Finding.published(row), "机关1", "contacted", "已电话告知", "second")
    again = run(tmp_path / "6", Small(1, 2022, printed={NEW: "7"}), decided=steps(raw))
    assert ask(again, "SELECT decision, decided_by, state FROM quality.decisions") == [
        ("contacted", "second", "applies")
    ]
    assert ask(again, "SELECT step, decision, decided_by FROM quality.decision_steps ORDER BY 1") == [
        (1, "dismissed", "tester"),
        (2, "contacted", "second"),
    ]
    other = run(tmp_path / "4", Small(1, 2022, printed={NEW: "8"}), previous=same, decided=decisions(raw))
    assert ask(other, "SELECT state FROM quality.findings") == [("reopened",)]
    assert ask(other, "SELECT state FROM quality.decisions") == [("reopened",)]
    mended = run(tmp_path / "5", Small(1, 2022), previous=other, decided=decisions(raw))
    assert ask(mended, "SELECT state FROM quality.decisions") == [("settled",)]
