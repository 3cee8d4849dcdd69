"""Reports that try to run something, as files: nothing of theirs is an element, an address or a name of a
file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.static_site import write
from dashboard.store import Store
from tests.browser.hostile import HOSTILE, hostile_build
from tests.unit.dashboard.asking import Words, get, published
from tests.unit.dashboard.test_markup import Page


@pytest.fixture
def hostile(store: Store, tmp_path: Path) -> Store:
    published(store, hostile_build(tmp_path / "made", tmp_path))
    return store


def test_a_hostile_build_is_inert_as_files(hostile: Store, tmp_path: Path) -> None:
    write(hostile, tmp_path / "site")
    pages = [*(tmp_path / "site").rglob("*.html")]
    assert pages
    shown = 0
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert page.wrong == [], path
        scripts = [known.get("src") or "" for tag, known, _ in page.seen if tag == "script"]
        assert all(re.fullmatch(r"(?:\.\./)*static/[a-z]+\.js", one) for one in scripts), path
        assert not [tag for tag, _, _ in page.seen if tag in ("img", "iframe", "object", "embed")], path
        assert not [name for _, known, _ in page.seen for name in known if name.startswith("on")], path
        leads = [known.get(name) or "" for _, known, _ in page.seen for name in ("href", "src", "action")]
        assert not [to for to in leads if re.match(r"\s*(?:javascript|data|https?|//)", to)], path
        shown += HOSTILE in " ".join(Words(path.read_text(encoding="utf-8")).said)
        assert path.resolve().is_relative_to(tmp_path / "site")
    assert shown  # as plain text
    index = (tmp_path / "site/static/offices.js").read_text(encoding="utf-8")
    assert index.count("\n") == 1 and index.startswith("const offices = [[")  # one statement, texts in quotes


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "svg"])
def test_a_hostile_download_is_a_file_of_its_kind(hostile: Store, form: str) -> None:
    name = "findings" if form != "svg" else "findings.years"
    reply = get(hostile, f"/{name}.{form}")
    assert reply.status == 200 and not reply.kind.startswith("text/html")
    if form == "csv":
        cells = re.findall(r'(?:^|,)"?([^",\r\n])', reply.body.decode("utf-8-sig"), re.MULTILINE)
        assert not {*cells} & set("=+@")
    if form == "svg":
        assert b"<script" not in reply.body and b"onerror=" not in re.sub(rb"&lt;.*?&gt;", b"", reply.body)
