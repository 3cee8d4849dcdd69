"""Turns a published build into a release: a folder that can be archived, cited and compared with
the next one.

The folder is written under another name and renamed when it is complete, so
that nobody sees a part of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Literal

from export.book import TIMELESS
from export.changes import write_changes
from export.citation import sources, websites, write_citation, write_licence, write_sources
from export.datapackage import write_datapackage, write_readme
from export.dictionary import page_of
from export.files import file_name, views, write_csv, write_parquet, years_written
from export.keeping import SCRATCH, SUMS, Piece, Writing, holds
from export.labelled import READY, write_labelled, write_ready
from export.parts import parts_of, rows_of
from export.ro_crate import write_ro_crate
from export.sheets import digests, sheets
from export.workbooks import NOT_RECEIVED, Absent, write_workbook
from findings.verdict import STATUS
from warehouse.build import memory_limit
from warehouse.query import READ_ONLY, Asking, QueryError, asking, asking_on, run
from warehouse.schema import tables
from warehouse.statements import statement

Workbooks = Literal["office", "county", "none"]
RELEASE = re.compile(r"gongkai-\d{8}T\d{12}Z")
"""The name of the folder of a release."""
DRAFT = re.compile(rf"\.{RELEASE.pattern}\.draft")
"""The name of the folder in which one is written."""
ABANDONED = 86_400.0
"""One into which nothing has come for so many seconds is of an export that was killed."""
SQL = Path(__file__).parent / "sql"
STEPS = ("parquet", "csv", "workbooks", "checksums")
"""The steps that are reported while a release is written."""


class NotExported(RuntimeError):
    """Why there is no new release; what was there before is untouched."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A release: its folder, how many of its files were written, and how many are those of the release
    before; `why` none could be, in both languages."""

    folder: Path
    written: int
    kept: int
    why: str


def export(
    database: Path,
    folder: Path,
    workbooks: Workbooks = "office",
    report_progress: Callable[[str, int, int], None] = lambda step, done, total: None,
    software: str = "unknown",
    with_views: bool = True,
    full: bool = False,
) -> Exported:
    """Write the release of `database` into `folder`. `software`: the version of the program, for
    citations. `with_views`: the views, too, which take more room than the tables that they are made of.
    Raises NotExported.

    `folder` keeps one folder for each release, named by its build; the newest of the others is what
    CHANGES.md compares with, and what files are taken from that hold what they held, unless all is to be
    written anew (`full`). `report_progress` hears (step, done, total).
    """
    import duckdb

    database = database.resolve()  # of one build to the end, whatever is published meanwhile
    try:
        build = run("SELECT max(build) FROM quality.runs", database)[1][0][0]
    except QueryError as error:
        raise NotExported(str(error)) from error
    release = folder / f"gongkai-{build}"
    if release.exists():
        raise NotExported(
            f"{release} 已经存在；这一版已导出，要重新导出请先移走 / this build is exported already;"
            " to export it again, move that folder away"
        )
    draft = folder / f".{release.name}.draft"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        previous = next(iter(releases(folder)), None)
        _clear_away(folder)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        writing = Writing(draft, previous, full)
    except OSError as error:
        raise NotExported(f"{folder} 无法写入 / cannot be written: {error.strerror or error}") from error
    try:
        limits = {"memory_limit": memory_limit(), "temp_directory": str(draft / SCRATCH / "duckdb")}
        with duckdb.connect(str(database), read_only=True, config={**READ_ONLY, **limits}) as connection:
            report_progress("parquet", 0, 0)
            tables_held = [*tables().values(), *(views(connection) if with_views else ())]
            held = {file_name(table): (table, parts_of(connection, table)) for table in tables_held}
            counts = {name: rows_of(parts) for name, (_, parts) in held.items()}
            write_parquet(connection, writing, held)
            report_progress("csv", 0, 0)
            csv = write_csv(connection, writing, held)
            write_labelled(connection, writing, build)
            with connection.cursor() as apart:  # it makes views
                write_changes(apart, draft, previous, counts, years_written(writing, held))
            sites = websites(connection)
            write_sources(draft, sites)
            report_progress("workbooks", 0, 0)
            write_ready(connection, draft / READY, build)
            dictionary = page_of(asking_on(connection), draft / "parquet")
        _workbooks(database, writing, workbooks, report_progress)
        report_progress("checksums", 0, 0)
        (draft / "data-dictionary.md").write_text(dictionary, encoding="utf-8")
        write_licence(draft, build)
        write_citation(draft, build, software)
        write_datapackage(writing, build, tables_held, counts, csv, sources(sites))
        write_readme(draft, build, tables_held, counts)
        writing.note()
        titles = {f"csv/{csv[file_name(table)]}": f"{table.zh} / {table.en}" for table in tables_held}
        write_ro_crate(draft, build, titles)
        files = writing.close()
        draft.rename(release)
    except (duckdb.Error, OSError, QueryError) as error:
        raise NotExported(" ".join(str(error).split())) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Exported(release, files - len(writing.kept), len(writing.kept), writing.why)


def releases(folder: Path) -> list[Path]:
    """The whole releases in a folder, newest first."""
    whole = [p for p in folder.iterdir() if RELEASE.fullmatch(p.name) and (p / SUMS).is_file()]
    return sorted(whole, key=lambda p: p.name, reverse=True)


def _clear_away(folder: Path) -> None:
    """Take away what exports of other builds have left that were killed."""
    for path in folder.iterdir():
        if DRAFT.fullmatch(path.name) and time() - path.stat().st_mtime > ABANDONED:
            shutil.rmtree(path, ignore_errors=True)


def _workbooks(
    database: Path, release: Writing, of: Workbooks, report_progress: Callable[[str, int, int], None]
) -> None:
    if of == "none":
        return
    with asking(database) as ask:
        groups, absent = list(_groups(ask, of)), _absent(ask, of)
        if of == "county":  # a county of which nothing is there has a workbook that says so
            groups += [(name, [], "") for name in sorted(set(absent) - {name for name, *_ in groups})]
        for done, (name, reports, digest) in enumerate(groups):
            report_progress("workbooks", done, len(groups))
            missing = absent.get(name, ())

            def write(path: Path, reports: list[int] = reports, missing: Sequence[Absent] = missing) -> None:
                write_workbook(path, [sheet for _, sheet in sheets(ask, reports)], missing, TIMELESS)

            held = holds(reports, digest, missing)
            release.file(f"workbooks/{name}.xlsx", [Piece(held, write)])
    report_progress("workbooks", len(groups), len(groups))


def _groups(ask: Asking, of: Workbooks) -> Iterator[tuple[str, list[int], str]]:
    """File name, reports, newest first, and the digest of what their sheets are drawn from, of each
    workbook."""
    _, rows = ask(statement(SQL / "workbooks_with_reports.sql", **digests()), {"by_office": of == "office"})
    for place, office, key, reports, digest in rows:
        yield _name(of, place, office, key), reports, digest


def _absent(ask: Asking, of: Workbooks) -> dict[str, list[Absent]]:
    """What each workbook lists without a sheet, by its file name."""
    _, rows = ask(statement(SQL / "reports_without_sheet.sql"), {"by_office": of == "office"})
    listed: dict[str, list[Absent]] = {}
    for place, office, key, name, placed, year, status, path in rows:
        state = STATUS.get(status, NOT_RECEIVED)
        listed.setdefault(_name(of, place, office, key), []).append(Absent(name, placed, year, state, path))
    return listed


def _name(of: Workbooks, place: str, office: str, key: str) -> str:
    """The file of a workbook, below their folder. The key of an office keeps those of one name
    apart."""
    parts = [_file(part) for part in (place or "地区不明").split("/")]
    if of == "office":
        parts.append(f"{_file(office)[:60]}-{key or 0}")
    return "/".join(parts)


def _file(name: str) -> str:
    """A name that no file system takes for a path or a device."""
    return re.sub(r"[^\w（）()·-]", "_", name).strip("._") or "_"
