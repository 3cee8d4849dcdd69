"""The pages as files: every link leads to a file that is there, and nothing to a server."""

from __future__ import annotations

import json
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.site_scope import NotWritten, Scope, place_named
from dashboard.static_site import write
from dashboard.store import Store

ADDRESS = re.compile(r' (href|src)="([^"]*)"')


def pages(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.html")}


@pytest.fixture(scope="module")
def whole(_some: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "all"
    write(Store(_some, folder.parent / "raw"), folder)
    return folder


def test_every_link_leads_to_a_file(whole: Path) -> None:
    links = 0
    for name, text in pages(whole).items():
        for _, address in ADDRESS.findall(text):
            to = unquote(unescape(address).partition("#")[0])
            if not to or re.match(r"https?:", to):
                continue
            assert (whole / posixpath.normpath(posixpath.join(posixpath.dirname(name), to))).is_file(), (
                name,
                to,
            )
            links += 1
    assert links > 100


def test_nothing_needs_a_server_or_comes_from_elsewhere(whole: Path) -> None:
    for name, text in pages(whole).items():
        assert "<form" not in text and "data-suggest" not in text, name
        assert not [
            to for kind, to in ADDRESS.findall(text) if to.startswith("/") or (kind == "src" and ":" in to)
        ], name
        assert "/check" not in text, name


def test_both_languages_and_all_offices_and_reports_are_there(whole: Path) -> None:
    there = pages(whole)
    assert {
        "index.html",
        "en/index.html",
        "offices/1.html",
        "en/offices/1.html",
        "method.html",
    } <= there.keys()
    assert (
        '<html lang="en">' in there["en/offices/1.html"] and '<html lang="zh-CN">' in there["offices/1.html"]
    )
    assert any(name.startswith("reports/") for name in there)


def test_years_of_an_office_and_measures_of_the_map_are_files(whole: Path) -> None:
    there = pages(whole)
    assert 'href="index-measure-errors_rate.html#map"' in there["index.html"]
    assert 'aria-current="true"' in there["index-measure-errors_rate.html"]
    assert "offices/1-year-2021.html" in there
    assert ">Excel<" not in there["findings.html"] and ">CSV<" in there["findings.html"]
    assert ">CSV<" not in there["offices/1-year-2021.html"]
    endings = {path.suffix for path in whole.rglob("*") if path.is_file()}
    assert endings <= {".html", ".csv", ".svg", ".js", ".css"}
    assert "?" not in {link for _, link in ADDRESS.findall("".join(there.values()))}


def test_the_search_knows_the_offices(whole: Path) -> None:
    said = (whole / "static" / "offices.js").read_text("utf-8")
    index = json.loads(said.removeprefix("const offices = ").rstrip().removesuffix(";"))
    assert {key for *_, key in index} >= {1}
    assert all(name and keys == keys.lower() for name, _, keys, _ in index)


def test_a_site_of_chosen_offices_has_no_other(some: Store, tmp_path: Path) -> None:
    write(some, tmp_path / "one", Scope(offices=frozenset({1})))
    there = pages(tmp_path / "one")
    assert {name[:10] for name in there if name.startswith("offices/")} == {"offices/1.", "offices/1-"}
    assert "findings.html" not in there
    assert "offices/1.html" in there["index.html"]


def test_it_is_written_as_a_whole_or_not_at_all(some: Store, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritten, match="not empty"):
        write(some, tmp_path / "mine")
    with pytest.raises(NotWritten, match="no such office"):
        write(some, tmp_path / "none", Scope(offices=frozenset({987654})))
    assert [*(tmp_path / "mine").iterdir()] == [tmp_path / "mine" / "kept.txt"]
    assert not (tmp_path / "none").exists()


def test_a_place_that_is_none_is_told(some: Store) -> None:
    with pytest.raises(NotWritten, match="无此县"):
        place_named(some, "无此县")
