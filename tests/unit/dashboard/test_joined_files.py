"""The proof of a cell shows the file of a joined report in which it stands."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.batch.test_joined_reports import Home
from tests.unit.read.test_zip import zipped

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard import pictures, report_files
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published, said


@pytest.fixture(params=["folder", "archive"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Store:
    home = Home(tmp_path)
    if request.param == "archive":
        (home.raw / "manifest.csv").unlink()
        parts = sorted((home.raw / "x").iterdir())
        (home.raw / "x.zip").write_bytes(zipped(*((part.name, part.read_bytes()) for part in parts)))
        shutil.rmtree(home.raw / "x")
    made = Store(tmp_path / "out", home.raw)
    published(made, home.tables())
    return made


ENDS = "SELECT cell FROM cell_places WHERE grid IS NOT NULL ORDER BY grid {}, cell LIMIT 1"


@pytest.mark.parametrize("order", ["ASC", "DESC"], ids=["first part", "second part"])
def test_the_rows_around_a_cell_are_those_of_its_file(store: Store, order: str) -> None:
    build = store.build()
    key = build.one("SELECT report_id FROM report_list")["report_id"]
    address = f"/reports/{key}?cell={build.one(ENDS.format(order))['cell']}"
    shown = said(get(store, address))
    assert "文件中第" in shown and "文件中找不到" not in shown and "不在本机" not in shown
    next(path for path in sorted(store.raw.rglob("*.*")) if path.name in ("1.html", "x.zip")).unlink()
    assert "不在本机" in said(get(store, address))  # tables are counted on from the first


@pytest.mark.parametrize(
    ("page", "folder", "archive"),
    [
        (1, ("1.html", 1, ()), ("x.zip", 1, [1, 1])),
        (2, ("2.html", 1, ()), ("x.zip", 2, [1, 1])),
        (9, ("1.html", 9, ()), ("x.zip", 9, [1, 1])),
    ],
    ids=["first", "second", "beyond the last"],
)
def test_a_page_is_drawn_from_its_file(
    store: Store, page: int, folder: Any, archive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(path: Path, number: int, part_pages: Any = ()) -> Any:
        return path.name, number, part_pages

    monkeypatch.setattr(pictures, "picture", drawn)
    asked: Any = SimpleNamespace(store=store, build=store.build())
    head = asked.build.one("SELECT report_id, raw_path, part_pages FROM report_list")
    packed = head["raw_path"].endswith(".zip")
    assert report_files.picture_of(asked, head, page) == (archive if packed else folder)
