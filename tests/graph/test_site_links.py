"""The pages over the sample reports: every link of the server, and of the files, leads to something."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.site_scope import Scope
from dashboard.static_site import write
from dashboard.store import Store
from tests.unit.dashboard.asking import followed

ROOT = Path(__file__).resolve().parents[2]
AGAIN = re.compile(r"=[^&]*|[?&](?:lang|[a-z.]*sort|[a-z.]*page)=[^&]*|/(?:offices|reports)/\d+(?=[.?])")
"""Of addresses that differ only in this one is enough: the values of a query, and whose table or cell it
is."""

NOT_FOLLOWED = re.compile(r"https?:|/static/|.*/page-|.*\.(?:png|json|xlsx)\b")


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return Store(built, ROOT / "raw")


def test_no_link_of_the_server_is_broken(store: Store) -> None:
    known = followed(store, AGAIN, NOT_FOLLOWED)
    assert len(known) > 50
    assert {path for path in known if path.startswith("/reports/")}


def test_no_link_of_the_files_is_broken(store: Store, tmp_path: Path) -> None:
    write(store, tmp_path / "site", Scope(("福建省",)))
    files = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")}
    size = sum(path.stat().st_size for path in (tmp_path / "site").rglob("*") if path.is_file())
    links = 0
    for name in sorted(file for file in files if file.endswith(".html")):
        text = (tmp_path / "site" / name).read_text(encoding="utf-8")
        for address in re.findall(r' (?:href|src)="([^"#]+)', text):
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(unescape(address))))
            assert address.startswith("http") or to in files, (name, address)
            links += 1
    assert links > 100 and size < 100 * 2**20
