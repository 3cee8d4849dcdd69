"""A build in a lake is what it is in the file; what did not change stays the files that it is, and what
was there before can still be read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from export import lake
from export.lake import NoLake, opened, publish
from tests.data.postgres import postgres
from tests.unit.export.small_release import build
from warehouse.schema import tables

ASKED = (
    "SELECT value FROM lake.requests WHERE office_id = 1 AND outcome = 'requests_new' AND applicant = 'total'"
)


def files(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The Parquet files that make up a table now, as docs/scaling.md has other programs ask for them."""
    listed = connection.execute("SELECT data_file FROM ducklake_list_files('lake', ?)", [table])
    return [str(file) for (file,) in listed.fetchall()]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds; in the second a figure of 2021 is another, and 2022 is as it was."""
    folder = tmp_path_factory.mktemp("builds")
    return build(folder / "one"), build(folder / "two", "8")


@pytest.fixture(params=["postgres", "file"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Both kinds of catalogues."""
    if request.param == "file":
        yield str(tmp_path / "lake.ducklake")
        return
    with postgres() as reached:
        yield f"postgres:{reached}"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some tables stand for all, which take seconds to make."""
    some = {name: tables()[name] for name in ("requests", "offices", "quality.findings")}
    monkeypatch.setattr(lake, "tables", lambda: some)


def test_all_tables_are_in_a_lake(builds: tuple[Path, Path], tmp_path: Path) -> None:
    catalogue = str(tmp_path / "lake.ducklake")
    publish(builds[0], catalogue, str(tmp_path / "data"))
    with (
        opened(catalogue, read_only=True) as connection,
        duckdb.connect(str(builds[0]), read_only=True) as own,
    ):
        for table in tables().values():
            columns = ", ".join(f'"{c.name}"::VARCHAR' for c in table.columns)
            of_build = own.execute(f"SELECT {columns} FROM {table.sql} ORDER BY ALL").fetchall()
            assert (
                connection.execute(f"SELECT {columns} FROM lake.{table.sql} ORDER BY ALL").fetchall()
                == of_build
            )


def test_a_lake_holds_each_build_and_those_before(
    catalogue: str, builds: tuple[Path, Path], tmp_path: Path, few: None
) -> None:
    data = tmp_path / "data"
    first = publish(builds[0], catalogue, str(data))
    assert first.kept == 0 and first.written == 4
    again = publish(builds[0], catalogue, str(data))
    assert (again.written, again.kept) == (0, first.written)
    with opened(catalogue, read_only=True) as connection:
        of_2022 = {file for file in files(connection, "requests") if "year=2022" in file}
        assert of_2022
    second = publish(builds[1], catalogue, str(data))
    assert (second.written, second.kept) == (2, 2)
    with opened(catalogue, read_only=True) as connection:
        assert connection.execute(ASKED).fetchall() == [(8,)]
        before = ASKED.replace("lake.requests", f"lake.requests AT (VERSION => {first.version})")
        assert connection.execute(before).fetchall() == [(7,)]
        listed = files(connection, "requests")
        assert of_2022 <= set(listed)
        frame = pd.concat(pd.read_parquet(file) for file in listed)
        ((rows,),) = connection.execute("SELECT count(*) FROM lake.requests").fetchall()
        assert len(frame) == rows
        asked = frame[(frame["office_id"] == 1) & (frame["outcome"] == "requests_new")]
        assert asked[asked["applicant"] == "total"]["value"].to_list() == [8]
        message = connection.execute(
            "SELECT commit_message FROM lake.snapshots() ORDER BY snapshot_id DESC LIMIT 1"
        )
        assert message.fetchall() == [(builds[1].stem,)]


def test_writers_and_a_reader_at_once(builds: tuple[Path, Path], tmp_path: Path, few: None) -> None:
    """Each build goes in whole, after or before the other; a reader sees one of them."""
    with postgres() as reached, ThreadPoolExecutor(2) as pool:
        where = f"postgres:{reached}", str(tmp_path / "data")
        publish(builds[0], *where)
        writers = [pool.submit(publish, one, *where) for one in (builds[1], builds[0], builds[1])]
        while not all(writer.done() for writer in writers):
            with opened(where[0], read_only=True) as connection:
                assert connection.execute(ASKED).fetchall() in ([(7,)], [(8,)])
        assert all(writer.result().version for writer in writers)
        with opened(where[0], read_only=True) as connection:
            ((rows, parts),) = connection.execute(
                "SELECT (SELECT count(*) FROM lake.requests), (SELECT sum(rows) FROM lake.quality.lake_parts"
                " WHERE \"table\" = 'requests')"
            ).fetchall()
            assert rows == parts


def test_other_columns_are_put_in_anew(builds: tuple[Path, Path], tmp_path: Path, few: None) -> None:
    where = str(tmp_path / "lake.ducklake"), str(tmp_path / "data")
    publish(builds[0], *where)
    with opened(where[0]) as connection:
        connection.execute("ALTER TABLE lake.requests DROP COLUMN text")
    assert publish(builds[0], *where).written == 2
    with opened(where[0], read_only=True) as connection:
        assert connection.execute("SELECT count(text) > 0 FROM lake.requests").fetchall() == [(True,)]


def test_what_a_build_has_no_more_is_dropped(
    builds: tuple[Path, Path], tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = str(tmp_path / "lake.ducklake"), str(tmp_path / "data")
    first = publish(builds[0], *where)
    with opened(where[0]) as connection:
        connection.execute("CREATE TABLE lake.of_others AS SELECT 1 AS a")
    monkeypatch.setattr(lake, "tables", lambda: {"offices": tables()["offices"]})
    assert publish(builds[0], *where).written == 0
    with opened(where[0], read_only=True) as connection:
        left = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'")
        assert {*left.fetchall()} == {("offices",), ("of_others",), ("lake_parts",)}
        ((before,),) = connection.execute(
            f"SELECT count(*) FROM lake.requests AT (VERSION => {first.version})"
        ).fetchall()
        assert before > 0


def test_a_lake_is_read_from_any_folder(
    builds: tuple[Path, Path], tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    publish(builds[0], "lake.ducklake", "data")
    monkeypatch.chdir("/")
    with opened(str(tmp_path / "lake.ducklake"), read_only=True) as connection:
        assert connection.execute(ASKED).fetchall() == [(7,)]


@pytest.mark.parametrize(
    ("catalogue", "says"),
    [
        ("postgres:host=/nowhere dbname=x password=secret", "nowhere"),
        (r"postgres:host=/nowhere password = 'one \' secret'", "nowhere"),
        ("postgres:postgresql://clerk:secret@127.0.0.1:9/x", "127.0.0.1"),
        ("postgresql://clerk:a/secret@127.0.0.1:9/x", "127.0.0.1"),
        ("/nowhere/lake.ducklake", "nowhere"),
    ],
)
def test_a_catalogue_that_cannot_be_reached_is_told(
    catalogue: str, says: str, builds: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(NoLake, match=says) as raised:
        publish(builds[0], catalogue, str(tmp_path / "data"))
    assert "secret" not in str(raised.value)


def test_what_is_missing_is_told(
    builds: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake, "find_spec", lambda name: None)
    with pytest.raises(NoLake, match="lake"):
        publish(builds[0], str(tmp_path / "lake.ducklake"), str(tmp_path / "data"))
