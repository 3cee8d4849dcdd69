"""The proof of a cell shows the file of a joined report in which it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.batch.test_joined_reports import Home

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.asked import Asked
from dashboard.report_files import file_of_page
from dashboard.store import Store
from tests.unit.dashboard.asking import get, published, said


@pytest.fixture
def store(tmp_path: Path) -> Store:
    home = Home(tmp_path)
    made = Store(tmp_path / "out", home.raw)
    published(made, home.tables())
    return made


def head(store: Store) -> dict[str, Any]:
    return store.build().one("SELECT report_id, raw_path, part_pages FROM report_list")


def asked(store: Store) -> Asked:
    from types import SimpleNamespace

    return SimpleNamespace(store=store, build=store.build())  # type: ignore[return-value]


@pytest.mark.parametrize(("page", "expected"), [(1, ("1.html", 1)), (2, ("2.html", 1)), (3, None)])
def test_a_page_of_the_report_is_one_of_a_file(
    store: Store, page: int, expected: tuple[str, int] | None
) -> None:
    there = file_of_page(asked(store), head(store), page)
    assert (there and (there[0].name, there[1])) == expected


ENDS = "SELECT cell FROM cell_places WHERE grid IS NOT NULL ORDER BY grid {}, cell LIMIT 1"


@pytest.mark.parametrize("order", ["ASC", "DESC"], ids=["first part", "second part"])
def test_the_rows_around_a_cell_are_those_of_its_file(store: Store, order: str) -> None:
    build = store.build()
    address = f"/reports/{head(store)['report_id']}?cell={build.one(ENDS.format(order))['cell']}"
    shown = said(get(store, address))
    assert "文件中第" in shown and "文件中找不到" not in shown and "不在本机" not in shown
    (store.raw / "x/1.html").unlink()
    assert "不在本机" in said(get(store, address))  # tables are counted on from the first
