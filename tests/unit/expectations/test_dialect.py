"""What Great Expectations asks twice, for the rows and for their number, is worked out once, in whatever
order it asks; what only looks like it is not."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from expectations.dialect import HELD, BufferedCursor

ROWS = "SELECT i, 'x' AS word\nFROM range({count}) AS t(i)"
NUMBER = "SELECT COUNT(*) as unexpected_row_count FROM ({rows}) AS substituted_batch_subquery"


class Recording:
    """A cursor of DuckDB that notes what is executed."""

    def __init__(self) -> None:
        self._cursor, self.executed = duckdb.connect(), list[str]()

    def execute(self, statement: str, *rest: Any) -> None:
        self.executed.append(statement)
        self._cursor.execute(statement, *(one for one in rest[:1] if one))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def asked(counts: dict[str, int], statement: str, parameters: Any = None) -> tuple[list[Any], list[str], str]:
    """Its rows, its columns, and what DuckDB was asked."""
    recording = Recording()
    cursor = BufferedCursor(recording, counts)
    cursor.execute(statement, parameters)
    columns = [column[0] for column in cursor.description]
    return cursor.fetchmany(HELD), columns, recording.executed[0]


@pytest.mark.parametrize("count", [0, 1, HELD])
def test_rows_that_were_held_are_counted_from_there(count: int) -> None:
    counts: dict[str, int] = {}
    rows = ROWS.format(count=count)
    held, columns, _ = asked(counts, rows)
    assert (len(held), columns) == (count, ["i", "word"])
    number, columns, executed = asked(counts, NUMBER.format(rows=rows))
    assert (number, columns) == ([(count,)], ["unexpected_row_count"])
    assert "range" not in executed


def test_more_rows_than_are_held_are_counted() -> None:
    counts: dict[str, int] = {}
    rows = ROWS.format(count=HELD + 1)
    asked(counts, rows)
    number, _, executed = asked(counts, NUMBER.format(rows=rows))
    assert (number, executed) == ([(HELD + 1,)], NUMBER.format(rows=rows))


@pytest.mark.parametrize("count", [0, 3])
def test_of_rows_that_were_counted_none_is_looked_for_where_there_is_none(count: int) -> None:
    counts: dict[str, int] = {}
    rows = ROWS.format(count=count)
    asked(counts, NUMBER.format(rows=rows))
    held, columns, executed = asked(counts, rows)
    assert (len(held), columns) == (count, ["i", "word"])
    assert (executed == rows) == (count > 0)


def test_another_parameter_is_another_statement() -> None:
    counts: dict[str, int] = {}
    rows = "SELECT i FROM range(9) AS t(i) WHERE i < ?"
    assert len(asked(counts, rows, [0])[0]) == 0
    assert len(asked(counts, rows, [4])[0]) == 4


@pytest.mark.parametrize("statement", ["SET threads = 2", "SELECT 1 AS a WHERE false -- said"])
def test_what_is_no_question_or_ends_in_a_comment_may_be_executed_twice(statement: str) -> None:
    counts: dict[str, int] = {}
    once, again = asked(counts, statement), asked(counts, statement)
    assert once[:2] == again[:2]


def test_what_failed_is_not_known() -> None:
    counts: dict[str, int] = {}
    for statement in ("SELECT i FROM nowhere", NUMBER.format(rows="SELECT i FROM nowhere")):
        with pytest.raises(duckdb.Error):
            asked(counts, statement)
    assert not counts


def test_the_number_of_a_part_is_not_that_of_the_whole() -> None:
    counts: dict[str, int] = {}
    rows = ROWS.format(count=5)
    asked(counts, f"{rows} WHERE i < 2")
    assert asked(counts, NUMBER.format(rows=rows))[0] == [(5,)]
    assert asked(counts, NUMBER.format(rows=rows) + " WHERE i < 2")[0] == [(2,)]
