"""Turns a published build into a release: a folder that can be archived, cited and compared with
the next one.

The folder is written under another name and renamed when it is complete, so
that nobody sees a part of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from export.changes import write_changes
from export.citation import sources, websites, write_citation, write_licence, write_sources
from export.datapackage import write_checksums, write_datapackage, write_readme
from export.dictionary import page
from export.files import file_name, views, write_csv, write_parquet
from export.labelled import READY, write_labelled, write_ready
from export.ro_crate import write_ro_crate
from export.sheets import sheets
from export.workbooks import NOT_RECEIVED, Absent, write_workbook
from findings.verdict import STATUS
from warehouse.build import memory_limit
from warehouse.query import READ_ONLY, Asking, QueryError, asking, run
from warehouse.schema import tables
from warehouse.statements import statement

Workbooks = Literal["office", "county", "none"]
RELEASE = re.compile(r"gongkai-\d{8}T\d{12}Z")
"""The name of the folder of a release."""
SQL = Path(__file__).parent / "sql"
STEPS = ("parquet", "csv", "workbooks", "checksums")
"""The steps that are reported while a release is written."""


class NotExported(RuntimeError):
    """Why there is no new release; what was there before is untouched."""


def export(
    database: Path,
    folder: Path,
    workbooks: Workbooks = "office",
    report_progress: Callable[[str, int, int], None] = lambda step, done, total: None,
    software: str = "unknown",
    with_views: bool = True,
) -> Path:
    """Write the release of `database` into `folder` and return it. `software`: the version of the
    program, for citations. `with_views`: the views, too, which take more room than the tables that
    they are made of. Raises NotExported.

    `folder` keeps one folder for each release, named by its build; the newest of the others is what
    CHANGES.md compares with. `report_progress` hears (step, done, total).
    """
    import duckdb

    database = database.resolve()  # of one build to the end, whatever is published meanwhile
    try:
        build = run("SELECT max(build) FROM quality.runs", database)[1][0][0]
    except QueryError as error:
        raise NotExported(str(error)) from error
    release = folder / f"gongkai-{build}"
    if release.exists():
        raise NotExported(f"{release} 已经存在；这一版已导出 / this build is exported already")
    draft = folder / f".{release.name}.draft"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        previous = next(iter(releases(folder)), None)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
    except OSError as error:
        raise NotExported(f"{folder} 无法写入 / cannot be written: {error.strerror or error}") from error
    try:
        limits = {"memory_limit": memory_limit(), "temp_directory": str(draft / ".scratch")}
        with duckdb.connect(str(database), read_only=True, config={**READ_ONLY, **limits}) as connection:
            report_progress("parquet", 0, 0)
            held = [*tables().values(), *(views(connection) if with_views else ())]
            counts = write_parquet(connection, draft / "parquet", held)
            report_progress("csv", 0, 0)
            csv = write_csv(connection, draft / "csv", held, counts)
            write_labelled(connection, draft / "labelled")
            write_changes(connection, draft, previous, counts)
            sites = websites(connection)
            write_sources(draft, sites)
            report_progress("workbooks", 0, 0)
            write_ready(connection, draft / READY, build)
        _workbooks(database, draft / "workbooks", workbooks, report_progress)
        report_progress("checksums", 0, 0)
        (draft / "data-dictionary.md").write_text(page(database, released=True), encoding="utf-8")
        write_licence(draft, build)
        write_citation(draft, build, software)
        write_datapackage(draft, build, held, counts, csv, sources(sites))
        write_readme(draft, build, held, counts)
        shutil.rmtree(draft / ".scratch", ignore_errors=True)
        titles = {f"csv/{csv[file_name(table)]}": f"{table.zh} / {table.en}" for table in held}
        write_ro_crate(draft, build, titles)
        write_checksums(draft)
        draft.rename(release)
    except (duckdb.Error, OSError, QueryError) as error:
        raise NotExported(" ".join(str(error).split())) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return release


def releases(folder: Path) -> list[Path]:
    """The whole releases in a folder, newest first."""
    whole = [p for p in folder.iterdir() if RELEASE.fullmatch(p.name) and (p / "SHA256SUMS").is_file()]
    return sorted(whole, key=lambda p: p.name, reverse=True)


def _workbooks(
    database: Path, folder: Path, of: Workbooks, report_progress: Callable[[str, int, int], None]
) -> None:
    if of == "none":
        return
    with asking(database) as ask:
        groups, absent = list(_groups(ask, of)), _absent(ask, of)
        if of == "county":  # a county of which nothing is there has a workbook that says so
            groups += [(name, []) for name in sorted(set(absent) - {name for name, _ in groups})]
        for done, (name, reports) in enumerate(groups):
            report_progress("workbooks", done, len(groups))
            path = folder / f"{name}.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_workbook(path, [sheet for _, sheet in sheets(ask, reports)], absent.get(name, ()))
    report_progress("workbooks", len(groups), len(groups))


def _groups(ask: Asking, of: Workbooks) -> Iterator[tuple[str, list[int]]]:
    """File name and reports, newest first, of each workbook."""
    _, rows = ask(statement(SQL / "workbooks_with_reports.sql"), {"by_office": of == "office"})
    for place, office, key, reports in rows:
        yield _name(of, place, office, key), reports


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
