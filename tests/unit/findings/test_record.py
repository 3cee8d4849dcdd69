"""Cases that fail become findings with an age, a state and words; rules that break are named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.rule import Rule
from expectations.rules import load
from findings.finding import BrokenRule
from findings.record import judged, record, time_of_run
from tests.unit.findings.plain_rule import FAILING, HOLDING, UNDECIDED, plain
from tests.unit.warehouse.small_build import Small, make
from warehouse.promises import broken
from warehouse.publish import STAMP, publish


def run(draft: Path, rule: Rule | None = None, previous: Path | None = None) -> dict[str, int]:
    return record(draft, {"t3.new": rule or plain()}, previous)


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
    assert run(draft, plain(f"{FAILING} UNION ALL {UNDECIDED} UNION ALL {HOLDING}")) == {"t3.new": 2}
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
        ("t3.new", 4, 2, 1, None)
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
    for _ in range(2):  # judged once more, it is the same count
        judged(draft, {"t3.new": 5})
        assert ask(draft, "SELECT gx_unexpected FROM quality.runs") == [(5,)]
    judged(draft, {"t3.new": 2}, apart={"t3.new"})  # beside those that were carried
    assert ask(draft, "SELECT gx_unexpected FROM quality.runs") == [(7,)]
    judged(draft, {"t3.new": 5})
    assert [promise.name for promise in broken(draft)] == ["findings.agree"]


@pytest.mark.parametrize(
    ("sql", "why"),
    [("SELECT nothing", "nothing"), (FAILING.replace("AS stated", "AS printed"), "stated")],
    ids=["no such column", "a column of a case is missing"],
)
def test_sql_that_does_not_run_names_the_rule(tmp_path: Path, sql: str, why: str) -> None:
    with pytest.raises(BrokenRule, match=rf"t3\.new.*{why}"):
        run(small(tmp_path), plain(sql))


@pytest.mark.parametrize(
    ("last", "later"),
    [
        (None, timedelta(0)),
        (timedelta(hours=-1), timedelta(0)),
        (timedelta(hours=3), timedelta(hours=3, microseconds=1)),
    ],
    ids=["the first run", "a run before", "a clock that was set back since"],
)
def test_a_run_is_always_later_than_the_one_before(last: timedelta | None, later: timedelta) -> None:
    began = datetime.now(UTC).replace(tzinfo=None)
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA quality; CREATE TABLE quality.runs (started_at TIMESTAMP)")
        if last is not None:
            connection.execute(
                "INSERT INTO quality.runs VALUES (?), (?)", [began + last, began - timedelta(9)]
            )
        now = time_of_run(connection)
    assert now >= began + later
    if later:
        assert now == began + later


def test_a_clock_that_was_set_back_gives_the_next_build_a_later_name(tmp_path: Path) -> None:
    first, ahead = small(tmp_path / "one"), datetime.now(UTC).replace(tzinfo=None) + timedelta(days=2)
    run(first)
    with duckdb.connect(str(first)) as connection:
        connection.execute(
            "UPDATE quality.runs SET started_at = ?, build = ?", [ahead, ahead.strftime(STAMP)]
        )
    second = small(tmp_path / "two")
    run(second, previous=first)
    runs = ask(second, "SELECT started_at, finished_at, build FROM quality.runs ORDER BY started_at")
    assert [started for started, _, _ in runs] == [ahead, ahead + timedelta(microseconds=1)]
    assert runs[1][1] >= runs[1][0] and runs[1][2] > runs[0][2]


def test_the_cells_of_the_year_before_are_named_beside_those_of_the_report(tmp_path: Path) -> None:
    before = {"t3.carried_out.total": "3", "t3.carried_out.natural_person": "3"}
    draft = make(tmp_path, Small(1, 2021, printed=before), Small(1, 2022))
    record(
        draft, {code: load()[code] for code in ("t3.carry_forward", "t3.balance", "t3.total_column_blank")}
    )
    rows = ask(
        draft,
        "SELECT rule, year, cells, other_cells, other_report_id IS NULL FROM quality.findings ORDER BY ALL",
    )
    assert ("t3.carry_forward", 2022, ["t3.carried_in.total"], ["t3.carried_out.total"], False) in rows
    assert {(cells, none) for rule, _, _, cells, none in rows if rule == "t3.balance"} == {(None, True)}
