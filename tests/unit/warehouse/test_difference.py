"""A table gets the rows that it should have, and only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from warehouse.difference import NotOneRow, make_again, put_right
from warehouse.schema import Column, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS = tuple(
    Column(name, kind, "", "", filled)
    for name, kind, filled in (
        ("office", "BIGINT", True),
        ("year", "INTEGER", True),
        ("said", "VARCHAR", False),
        ("listed", "VARCHAR[]", False),
    )
)
TABLE = Table("main", "facts", "", "", ("office", "year"), COLUMNS, "all")
ONE, TWO = (1, 2023, "a", ["x"]), (2, 2023, None, None)


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("CREATE TABLE facts (office BIGINT, year INTEGER, said VARCHAR, listed VARCHAR[])")
        opened.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", [ONE, TWO])
        opened.execute("CREATE TABLE wanted AS FROM facts LIMIT 0")
        yield opened


def said(connection: DuckDBPyConnection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"FROM {table} ORDER BY ALL").fetchall()


def rows_by_key(connection: DuckDBPyConnection) -> dict[tuple[int, int], int]:
    """Where the row of each key stands in the table."""
    rows = connection.execute("SELECT office, year, rowid FROM facts").fetchall()
    return {(office, year): number for office, year, number in rows}


@pytest.mark.parametrize(
    ("wanted", "gone", "came"),
    [
        pytest.param([ONE, TWO], [], [], id="the same"),
        pytest.param([TWO], [ONE], [], id="one is gone"),
        pytest.param([], [ONE, TWO], [], id="all are gone"),
        pytest.param([ONE, TWO, (1, 2022, "a", ["x"])], [], [(1, 2022, "a", ["x"])], id="one came"),
        pytest.param([(1, 2023, "b", ["x"]), TWO], [ONE], [(1, 2023, "b", ["x"])], id="another value"),
        pytest.param([(1, 2023, None, ["x"]), TWO], [ONE], [(1, 2023, None, ["x"])], id="none any more"),
        pytest.param([ONE, (2, 2023, "", None)], [TWO], [(2, 2023, "", None)], id="empty is not none"),
        pytest.param(
            [(1, 2023, "a", ["x", "y"]), TWO], [ONE], [(1, 2023, "a", ["x", "y"])], id="a longer list"
        ),
        pytest.param(
            [ONE, (2, 2023, None, [])], [TWO], [(2, 2023, None, [])], id="an empty list is not none"
        ),
    ],
)
def test_only_rows_that_differ_are_written(
    connection: DuckDBPyConnection,
    wanted: list[tuple[Any, ...]],
    gone: list[tuple[Any, ...]],
    came: list[tuple[Any, ...]],
) -> None:
    before = rows_by_key(connection)
    for row in wanted:
        connection.execute("INSERT INTO wanted VALUES (?, ?, ?, ?)", row)
    put_right(connection, TABLE, "SELECT * FROM wanted")
    assert said(connection, "facts") == said(connection, "wanted")
    assert (said(connection, "gone_facts"), said(connection, "came_facts")) == (sorted(gone), sorted(came))
    after, stayed = rows_by_key(connection), [row[:2] for row in (ONE, TWO) if row not in gone]
    assert [after[key] for key in stayed] == [before[key] for key in stayed]


def test_two_rows_of_one_key_are_refused(connection: DuckDBPyConnection) -> None:
    connection.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?)", [ONE, (1, 2023, "b", None), TWO])
    with pytest.raises(NotOneRow, match=r"\d rows in place of \d"):
        put_right(connection, TABLE, "SELECT * FROM wanted")


def test_a_step_fills_a_table_as_if_it_were_empty(connection: DuckDBPyConnection) -> None:
    def step(to: DuckDBPyConnection) -> None:
        to.execute("INSERT INTO facts BY NAME SELECT 3 AS office, 2024 AS year, NULL AS said, NULL AS listed")
        to.execute("INSERT INTO facts VALUES (1, 2023, 'a', ['x'])")

    make_again(connection, TABLE, step)
    assert said(connection, "main.facts") == [ONE, (3, 2024, None, None)]
    assert said(connection, "gone_facts") == [TWO]
    assert said(connection, "facts") == said(connection, "main.facts"), "nothing is left in its way"
