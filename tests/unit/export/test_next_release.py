"""The next release holds what a full one does, and is the files of the one before where these do."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pyarrow.csv
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export import files
from export.files import file_name, views, write_csv, write_parquet
from export.keeping import Writing
from export.parts import parts_of
from export.release import export, releases
from tests.unit.export.small_release import build
from tests.unit.export.test_keeping import content
from warehouse.schema import tables

CHANGES = {
    "a figure": "UPDATE requests SET value = 9, text = '9' WHERE office_id = 1 AND outcome = 'requests_new'",
    "a figure and its opposite": "UPDATE requests SET value = CASE applicant WHEN 'total' THEN 0 ELSE 9 END"
    " WHERE office_id = 1 AND outcome = 'granted' AND applicant IN ('total', 'natural_person')",
    "the two exchanged": "UPDATE requests SET value = CASE applicant WHEN 'total' THEN 9 ELSE 0 END"
    " WHERE office_id = 1 AND outcome = 'granted' AND applicant IN ('total', 'natural_person')",
    "zero": "UPDATE requests SET value = 0 WHERE office_id = 2 AND value IS NOT NULL",
    "minus zero": "UPDATE requests SET value = '-0.0'::DOUBLE WHERE office_id = 2 AND value = 0",
    "nothing instead of an empty text": "UPDATE sections SET text = NULL WHERE text = ''",
    "an empty text": "INSERT INTO sections VALUES (2, 2022, 'overview', '', 7)",
    "a status": "UPDATE disputes SET status = 'slash', value = NULL WHERE office_id = 1",
    "a name": "UPDATE offices SET name = name || '（新）' WHERE office_id = 1",
    "a year that goes": "DELETE FROM requests WHERE year = 2022",
    "a year that comes": "INSERT INTO disclosures SELECT * REPLACE (2023 AS year) FROM disclosures WHERE year = 2021",
    "no year": "UPDATE reports SET year = NULL WHERE office_id = 2",
    "another order": "CREATE TABLE kept AS FROM spots; DELETE FROM spots; INSERT INTO spots FROM kept"
    " ORDER BY hash(kept); DROP TABLE kept",
    "a place in a file": "UPDATE spots SET line = 77 WHERE report_id = (SELECT max(report_id) FROM spots)",
    "a finding that goes": "DELETE FROM quality.findings",
    "nothing": "SELECT 1",
}
"""What may become of a build, as SQL."""
FEW = ("requests", "disclosures", "disputes", "sections", "offices", "spots", "quality.findings")
FEW_VIEWS = ("year_over_year", "finding_list")
"""Tables and views that stand for all, which take a second."""


def later(database: Path, folder: Path, number: int, *changes: str) -> Path:
    """A copy of a build that is of another time, and changed."""
    copy = folder / f"{number}.duckdb"
    shutil.copyfile(database, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            f"INSERT INTO quality.runs (build, rule) VALUES ('2099010{number}T000000000000Z', 'x')"
        )
        for change in changes:
            connection.execute(CHANGES[change])
    return copy


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A build, and its release in a folder for releases."""
    folder = tmp_path_factory.mktemp("first")
    database = build(folder / "one")
    return database, export(database, folder / "out").folder


def beside(first: Path, folder: Path) -> Path:
    """A folder for releases in which there is this one; its files are links, so that a test that
    changed them would be seen by the next one."""
    shutil.copytree(first, folder / first.name, copy_function=os.link)
    return folder


def test_a_release_is_what_a_full_one_is(first: tuple[Path, Path], tmp_path: Path) -> None:
    database, release = first
    before = content(release)
    changed = later(database, tmp_path, 1, "a figure", "a place in a file")
    own = export(changed, beside(release, tmp_path / "own"))
    full = export(changed, beside(release, tmp_path / "full"), full=True)
    assert content(own.folder) == content(full.folder)
    assert content(release) == before
    assert own.written + own.kept == full.written == len(content(full.folder))
    assert own.why == "" and own.kept > own.written and full.kept == 0
    same = [p for p in before if (own.folder / p).exists() and (own.folder / p).samefile(release / p)]
    assert len(same) == own.kept
    assert {"parquet/requests/year=2022/data_0.parquet", "csv/disclosures.csv"} <= {*same}
    assert not {"parquet/requests/year=2021/data_0.parquet", "csv/requests.csv", "CITATION.cff"} & {*same}
    (book,) = [name for name in same if name.startswith("workbooks/")]
    assert "-2." in book  # the office of which nothing changed


def test_a_killed_export_leaves_the_release_before(first: tuple[Path, Path], tmp_path: Path) -> None:
    database, release = first
    before, folder = content(release), beside(release, tmp_path / "out")
    changed = later(database, tmp_path, 1, "a figure")
    program = (
        "import os, sys; from pathlib import Path; from unittest.mock import patch; from export import release\n"
        "with patch('export.release.write_readme', lambda *_: os.kill(os.getpid(), 9)):\n"
        "    release.export(Path(sys.argv[1]), Path(sys.argv[2]), 'none')"
    )
    assert subprocess.run([sys.executable, "-c", program, str(changed), str(folder)]).returncode == -9
    (draft,) = [p for p in folder.iterdir() if p.name.startswith(".")]
    assert [p for p in content(draft) if p.startswith("parquet/")]  # it had begun, with files of the other
    assert releases(folder) == [folder / release.name] and content(release) == before
    killed, under_way = (folder / f".gongkai-2020010{day}T000000000000Z.draft" for day in (1, 2))
    for other in (killed, under_way):
        (other / "parquet").mkdir(parents=True)
    os.utime(killed, (0, 0))
    again = export(changed, folder, "none")
    assert again.kept and not draft.exists() and content(release) == before
    assert under_way.exists() and not killed.exists()


def test_a_damaged_release_is_not_handed_on(first: tuple[Path, Path], tmp_path: Path) -> None:
    database, release = first
    folder = tmp_path / "out"
    shutil.copytree(release, folder / release.name)
    path = folder / release.name / "parquet/requests/year=2022/data_0.parquet"
    good = path.read_bytes()
    path.write_bytes(good[:-9] + b"?" + good[-8:])
    own = export(later(database, tmp_path, 1), folder, "none")
    assert (own.folder / "parquet/requests/year=2022/data_0.parquet").read_bytes() == good
    assert (own.folder / "csv/requests.csv").samefile(folder / release.name / "csv/requests.csv")
    assert "nothing is compared" in (own.folder / "CHANGES.md").read_text(encoding="utf-8")


def test_a_large_csv_is_streams_that_any_program_reads_as_one(
    first: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 300)
    database, _ = first
    with duckdb.connect(str(database), read_only=True) as connection:
        held = {name: (tables()[name], parts_of(connection, tables()[name])) for name in ("requests",)}
        writing = Writing(tmp_path, None)
        write_parquet(connection, writing, held)
        assert write_csv(connection, writing, held) == {"requests": "requests.csv.gz"}
        path = tmp_path / "csv/requests.csv.gz"
        ((many,),) = connection.execute("SELECT count(*) FROM read_csv(?)", [str(path)]).fetchall()
    assert many == len(pd.read_csv(path)) == len(pyarrow.csv.read_csv(path)) == 350
    assert len(gzip.decompress(path.read_bytes()).splitlines()) == 351
    assert path.read_bytes().count(b"\x1f\x8b\x08\x00") == 3  # the heading and two years


def written(database: Path, folder: Path, earlier: Path | None) -> dict[str, bytes]:
    """The files of some tables and views, beside earlier ones."""
    folder.mkdir(parents=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        writing = Writing(folder, earlier)
        some = [tables()[name] for name in FEW]
        some += [view for view in views(connection) if view.name in FEW_VIEWS]
        held = {file_name(table): (table, parts_of(connection, table)) for table in some}
        write_parquet(connection, writing, held)
        write_csv(connection, writing, held)
    writing.note()
    writing.close()
    return content(folder)


@given(st.lists(st.lists(st.sampled_from(sorted(CHANGES)), max_size=2), min_size=1, max_size=3))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_changes_files_are_what_full_ones_are(
    first: tuple[Path, Path], steps: Sequence[Sequence[str]]
) -> None:
    with TemporaryDirectory() as name:
        folder, (database, _) = Path(name), first
        written(database, folder / "own 0", None)
        for number, changes in enumerate(steps, 1):
            database = later(database, folder, number, *changes)
            own = written(database, folder / f"own {number}", folder / f"own {number - 1}")
            assert own == written(database, folder / f"full {number}", None)
