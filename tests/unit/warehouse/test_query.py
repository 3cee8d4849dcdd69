"""Statements are answered with values as parameters, read-only and without extensions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from warehouse.query import Parameters, QueryError, attach, run, table


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "some.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS n, '青禾县' AS name")
    return path


def test_rows_and_columns(database: Path) -> None:
    assert run("SELECT n, name FROM t", database) == (["n", "name"], [(1, "青禾县")])
    assert run("SELECT n FROM t WHERE n > 5", database) == (["n"], [])


@pytest.mark.parametrize(
    ("sql", "parameters", "expected"),
    [
        pytest.param("SELECT n FROM t WHERE name = ?", ["青禾县"], [(1,)], id="in-order"),
        pytest.param("SELECT n FROM t WHERE name = $name", {"name": "青禾县"}, [(1,)], id="by-name"),
        pytest.param("SELECT n FROM t WHERE name = ?", ["' OR '1' = '1"], [], id="a-text-that-is-sql"),
        pytest.param(
            "SELECT ?", ["'); DROP TABLE t; --"], [("'); DROP TABLE t; --",)], id="comes-back-whole"
        ),
    ],
)
def test_values_are_parameters(
    database: Path, sql: str, parameters: Parameters, expected: list[tuple[object, ...]]
) -> None:
    assert run(sql, database, parameters)[1] == expected


def test_a_database_is_attached_whatever_its_path(tmp_path: Path) -> None:
    path = tmp_path / "it's; DROP TABLE t.duckdb"
    duckdb.connect(str(path)).execute("CREATE TABLE u AS SELECT 7 AS n")
    with duckdb.connect() as connection:
        attach(connection, path, 'last "build"')
        assert connection.execute('SELECT n FROM "last ""build""".u').fetchall() == [(7,)]


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT x FROM t", "x"),
        ("FROM missing", "missing"),
        ("CREATE TABLE u (a INT)", "read-only"),
    ],
)
def test_an_error_is_one_line_in_duckdbs_own_words(database: Path, sql: str, why: str) -> None:
    with pytest.raises(QueryError, match=why) as caught:
        run(sql, database)
    assert "\n" not in str(caught.value)
    assert "LINE 1" not in str(caught.value)


def test_no_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="gongkai run"):
        run("SELECT 1", tmp_path / "gongkai.duckdb")
    assert list(tmp_path.iterdir()) == [], "asking must not make an empty database"


def test_extensions_are_not_fetched(database: Path) -> None:
    settings = "autoinstall_known_extensions", "autoload_known_extensions"
    for setting in settings:
        assert run(f"SELECT current_setting('{setting}')", database)[1] == [(False,)]


HOSTILE = [
    "COPY (SELECT 1) TO '{build}'",
    "COPY t TO '{beside}'",
    "COPY t TO '{beside}' (FORMAT parquet)",
    "COPY t TO '{folder}/parts' (FORMAT csv, PER_THREAD_OUTPUT)",
    "COPY t FROM '{other}'",
    "EXPORT DATABASE '{folder}/all'",
    "IMPORT DATABASE '{folder}'",
    "SELECT * FROM read_csv('{other}')",
    "SELECT * FROM read_csv_auto('{other}')",
    "SELECT * FROM '{other}'",
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_blob('{other}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_parquet('{folder}/some.parquet')",
    "SELECT * FROM parquet_metadata('{folder}/some.parquet')",
    "SELECT * FROM sniff_csv('{other}')",
    "SELECT * FROM read_json('{other}')",
    "SELECT * FROM read_json_objects('{other}')",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT * FROM 'https://127.0.0.1:9/x.parquet'",
    "ATTACH '{other}' AS o",
    "ATTACH '{beside}' AS o",
    "ATTACH '{build}' AS o (READ_WRITE)",
    "DETACH some",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL sqlite",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "SET autoinstall_known_extensions = true",
    "SET memory_limit = '90GB'",
    "SET temp_directory = '{folder}/temp'",
    "SET home_directory = '{folder}'",
    "PRAGMA enable_object_cache; SET threads = 64",
    "PRAGMA enable_profiling = 'json'; PRAGMA profiling_output = '{beside}'",
    "CREATE SECRET s (TYPE s3)",
    "CREATE TABLE u (a INT)",
    "INSERT INTO t VALUES (2, 'x')",
    "UPDATE t SET n = 2",
    "DELETE FROM t",
    "DROP TABLE t",
    "ALTER TABLE t ADD COLUMN m INT",
    "CREATE VIEW v AS SELECT 1",
    "SELECT 1; COPY t TO '{beside}'",
    "CREATE MACRO m() AS TABLE SELECT * FROM read_text('{other}'); FROM m()",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_a_statement_reaches_nothing_but_the_database(sql: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n", encoding="utf-8")
    before = database.read_bytes()
    places = {
        "build": database,
        "other": tmp_path / "other.csv",
        "beside": tmp_path / "new",
        "folder": tmp_path,
    }
    with pytest.raises(QueryError):
        run(sql.format(**places), database)
    assert [path.name for path in tmp_path.iterdir()] == ["other.csv"]
    assert (database.read_bytes(), [*database.parent.iterdir()]) == (before, [database])


def test_text_is_aligned_by_printed_width() -> None:
    shown = table(["机关", "n", "说明"], [("青禾县", 12.0, None), ("ab", 3, "两行\n文字")])
    assert shown.splitlines() == [
        "机关     n  说明",
        "------  --  ---------",
        "青禾县  12  NULL",
        "ab       3  两行 文字",
    ]


def test_text_without_rows_has_a_head() -> None:
    assert table(["a", "bc"], []) == "a  bc\n-  --\n"


def test_csv_and_json_keep_null_apart_from_nothing_printed() -> None:
    columns, rows = ["a", "b", "b"], [("", None, 1.5), ("x,y", date(2024, 1, 31), ["甲", 2.0])]
    assert table(columns, rows, "csv") == 'a,b,b\n"",,1.5\n"x,y",2024-01-31,"[""甲"", 2]"\n'
    assert json.loads(table(columns, rows, "json")) == [
        {"a": "", "b": None, "b_2": 1.5},
        {"a": "x,y", "b": "2024-01-31", "b_2": ["甲", 2]},
    ]


def test_json_is_json_even_for_numbers_that_json_lacks() -> None:
    assert json.loads(table(["x"], [(float("nan"),), (float("inf"),), (True,)], "json")) == [
        {"x": "nan"},
        {"x": "inf"},
        {"x": True},
    ]
