"""The parts of a table are told by what their rows hold, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from export.parts import Part, parts_of
from tests.unit.export.small_release import build
from warehouse.content_digest import of_rows
from warehouse.schema import Column, tables


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(build(tmp_path))) as connection:
        yield connection


@pytest.mark.parametrize(
    ("table", "change", "names"),
    [
        ("requests", "", ["2021", "2022"]),
        ("requests", "UPDATE requests SET year = NULL WHERE year = 2021", ["2022", ""]),
        ("requests", "DELETE FROM requests", []),
        ("offices", "", [""]),
        ("spots", "", ["2021", "2022"]),  # of the year of their report
        ("spots", "UPDATE reports SET year = NULL WHERE year = 2021", ["2022", ""]),
        ("spots", "DELETE FROM reports WHERE year = 2022", ["2021", ""]),
        ("quality.filings", "UPDATE quality.filings SET part = hash(raw_path) % 9, report_id = NULL", [""]),
    ],
    ids=["years", "no year", "no rows", "whole", "of reports", "of none", "of lost ones", "a column part"],
)
def test_the_parts_of_a_table(
    connection: duckdb.DuckDBPyConnection, table: str, change: str, names: list[str]
) -> None:
    if change:
        connection.execute(change)
    parts = parts_of(connection, tables()[table])
    assert [part.name for part in parts] == names
    ((many,),) = connection.execute(f"SELECT count(*) FROM {tables()[table].sql}").fetchall()
    assert sum(part.rows for part in parts) == many


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(1, 0.0, 'a')", "(1, '-0.0', 'a')"),
        ("(1, 0.0, 'a')", "(1, NULL, 'a')"),
        ("(1, 0.0, '')", "(1, 0.0, NULL)"),
        ("(1, 2.0, '3')", "(1, 3.0, '2')"),
        ("(1, 2.0, 'a'), (2, 3.0, 'a')", "(1, 3.0, 'a'), (2, 2.0, 'a')"),
        ("(1, 2.0, 'a'), (1, 2.0, 'a')", "(1, 2.0, 'a')"),
        ("(1, 2.0, 'blank')", "(1, 2.0, 'slash')"),
    ],
    ids=["minus zero", "null", "no text", "columns", "rows exchange a value", "twice", "a code"],
)
def test_a_digest_tells_rows_apart(one: str, other: str) -> None:
    assert _digest(one) != _digest(other)


LISTS = {
    "VARCHAR[]": ("NULL", "[]", "[NULL]", "['']", "['a']", "['a', 'b']", "['b', 'a']", "['ab']"),
    "BIGINT[]": ("NULL", "[]", "[NULL]", "[0]", "[0, 0]", "[1, 2]", "[2, 1]"),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_digest_tells_lists_apart(kind: str) -> None:
    digest = of_rows([Column("list", kind, "", "")])
    with duckdb.connect() as connection:
        digests = {
            one: connection.execute(f"SELECT {digest} FROM (SELECT {one}::{kind} AS list)").fetchall()[0][0]
            for one in LISTS[kind]
        }
    assert len({*digests.values()}) == len(digests), digests


def test_the_order_of_rows_and_of_codes_does_not_count() -> None:
    assert _digest("(1, 2.0, 'a'), (2, NULL, 'b')") == _digest("(2, NULL, 'b'), (1, 2.0, 'a')")
    assert _digest("(1, 2.0, 'b')", "'a', 'b'") == _digest("(1, 2.0, 'b')", "'b', 'a'")
    assert _digest("(1, 2.0, 'b')", "'a', 'b'") != _digest("(1, 2.0, 'a')", "'b', 'a'")


def _digest(rows: str, codes: str = "") -> str:
    columns = [
        Column("k", "BIGINT", "", ""),
        Column("value", "DOUBLE", "", ""),
        Column("text", "code", "", ""),
    ]
    with duckdb.connect() as connection:
        kind = f"ENUM ({codes})" if codes else "VARCHAR"
        connection.execute(f"CREATE TABLE t (k BIGINT, value DOUBLE, text {kind})")
        connection.execute(f"INSERT INTO t VALUES {rows}")
        ((digest,),) = connection.execute(f"SELECT {of_rows(columns)} FROM t").fetchall()
    return str(digest)


def test_a_part_says_its_year() -> None:
    assert (Part("2021", 1, "").year, Part("", 1, "").year) == (2021, None)
