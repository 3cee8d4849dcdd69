"""Files that are one report, from raw/ to the tables: read together, accounted for one by one, shown
where each cell stands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.batch import processes, run
from pipelines.offices.identify import identify
from tests.unit.read.test_parts import SAMPLE, halves
from warehouse.build import build
from warehouse.promises import broken

MANIFEST = "path,part_of\nx/1.html,x\nx/2.html,x\n"


class Home:
    """A folder of raw files and the shards of what was read in them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.raw = folder, folder / "raw"
        (self.raw / "x").mkdir(parents=True)
        (self.raw / "manifest.csv").write_text(MANIFEST)
        for number, half in enumerate(halves(), 1):
            (self.raw / f"x/{number}.html").write_bytes(half)

    def read(self) -> int:
        """A run; how many filings were read in it."""
        with ThreadPoolExecutor(1) as here:
            self.batch = run.run(self.raw, self.folder / "store", executor=here)
        return self.batch.read

    def tables(self) -> Any:
        """What becomes of it, in a database."""
        self.read()
        frames = identify(self.batch.filings, self.batch.shards)
        mapping = {name: frames[name] for name in frames if name.startswith("office_")}
        draft = self.folder / "draft.duckdb"
        named = (frames["reports"], frames["offices"], frames["filings"])
        build(draft, self.batch.shards, *named, issues=frames["issues"], mapping=mapping, comments=False)
        return draft

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        draft = self.tables()
        with duckdb.connect(str(draft), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


CELLS = (
    "SELECT cell, value, c.status::VARCHAR FROM cells AS c JOIN reports USING (report_id) WHERE {} ORDER BY 1"
)


def test_its_tables_are_those_of_the_whole(home: Home, tmp_path: Path) -> None:
    whole = Home(tmp_path / "whole")
    (whole.raw / "manifest.csv").unlink()
    for number in (1, 2):
        (whole.raw / f"x/{number}.html").unlink()
    (whole.raw / "x/whole.html").write_bytes(SAMPLE.read_bytes())
    assert home.ask(CELLS.format("is_current")) == whole.ask(CELLS.format("is_current")) != []


def test_each_file_is_accounted_for_and_all_promises_hold(home: Home) -> None:
    listed = home.ask(
        "SELECT f.raw_path, f.part, f.status::VARCHAR, r.raw_path, r.original_name, r.part_pages, f.sha256 = r.sha256"
        " FROM quality.filings AS f JOIN reports AS r USING (report_id) ORDER BY 1"
    )
    assert listed == [
        (f"x/{n}.html", n, "parsed", "x/1.html", "x/1.html + x/2.html", [1, 1], False) for n in (1, 2)
    ]
    assert {promise.name for promise in broken(home.folder / "draft.duckdb")} <= {"findings.agree"}


def test_a_part_that_changes_is_read_again_with_the_others(home: Home) -> None:
    assert (home.read(), home.read()) == (1, 0)
    second = home.raw / "x/2.html"
    second.write_bytes(second.read_bytes() + b"<p>.</p>")
    assert (home.read(), home.read()) == (1, 0)
    assert home.ask("SELECT count(*), count(DISTINCT report_id) FROM quality.filings") == [(2, 1)]


def test_another_order_is_another_report(home: Home) -> None:
    home.read()
    (home.raw / "manifest.csv").write_text("path,part_of\nx/2.html,x\nx/1.html,x\n")
    assert home.read() == 1


@pytest.mark.parametrize(
    ("damage", "said", "status"),
    [
        (lambda path: path.unlink(), "3 x/3.html", "quarantined"),
        (lambda path: path.write_bytes(b"\x00\x01"), "3 x/3.html", "partial"),
        (lambda path: path.write_bytes(b""), "3 x/3.html", "partial"),
    ],
    ids=["missing", "no format", "empty"],
)
def test_a_part_that_cannot_be_read_is_told_and_the_others_stay(
    home: Home, damage: Any, said: str, status: str
) -> None:
    third = home.raw / "x/3.html"
    third.write_bytes(b"x")
    (home.raw / "manifest.csv").write_text(MANIFEST + "x/3.html,x\n")
    damage(third)
    issues = "SELECT detail FROM quality.issues WHERE code = 'read.part_unread'"
    assert home.ask(issues) == [(said,)]
    assert home.ask("SELECT status::VARCHAR, year FROM reports WHERE is_current") == [("partial", 2022)]
    assert home.ask("SELECT status::VARCHAR FROM quality.filings WHERE part = 3") == [(status,)]


PARTS = "SELECT raw_path, part FROM quality.filings ORDER BY 1"


def test_a_folder_that_counts_what_complements_each_other_is_one_report(home: Home) -> None:
    by_manifest = home.ask(CELLS.format("is_current"))
    (home.raw / "manifest.csv").unlink()
    assert (home.read(), home.read()) == (2, 0)  # each by itself; together they were read before
    assert home.ask(PARTS) == [("x/1.html", 1), ("x/2.html", 2)]
    assert home.ask(CELLS.format("is_current")) == by_manifest
    second = home.raw / "x/2.html"
    second.write_bytes(second.read_bytes() + b"<p>.</p>")
    assert (home.read(), home.read()) == (2, 0)  # the part, and the report


OTHER = "青禾县财政局".encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda x: (x / "2.html").rename(x / "b.html"), 1),
        (lambda x: (x / "2.html").rename(x / "3.html"), 1),
        (lambda x: (x / "2.html").write_bytes((x / "1.html").read_bytes() + b"<p>.</p>"), 1),
        (lambda x: (x / "2.html").write_bytes(SAMPLE.read_bytes()), 0),
        (lambda x: (x / "2.html").write_bytes(of_another_office((x / "2.html").read_bytes())), 0),
    ],
    ids=["another name", "a gap", "the same twice", "a whole report", "another office"],
)
def test_in_doubt_the_files_of_a_folder_stay_apart(home: Home, change: Any, said: int) -> None:
    (home.raw / "manifest.csv").unlink()
    change(home.raw / "x")
    assert [part for _, part in home.ask(PARTS)] == [None, None]
    assert home.ask("SELECT count(*) FROM quality.issues WHERE code = 'read.not_joined'") == [(said,)]


def of_another_office(data: bytes) -> bytes:
    return data.replace("青禾县人民政府".encode(), OTHER)


def test_a_file_that_changes_while_it_is_read_is_left_to_the_next_run(home: Home) -> None:
    from pipelines.intake.manifest import filings

    (filing,) = filings(home.raw)
    paths = tuple(str(home.raw / part.path) for part in filing.parts)
    assert processes.read_one(paths, filing)
    (home.raw / "x/2.html").write_bytes(b"another")
    assert processes.read_one(paths, filing) is None
