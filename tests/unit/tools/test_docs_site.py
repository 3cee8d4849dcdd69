"""The pages as a site: every page is there, and every link leads somewhere within it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tools.docs_site import SECTIONS, address, anchor, pages, write


class Links(HTMLParser):
    """The addresses that a page leads to or shows, and its anchors."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.to: list[str] = []
        self.anchors: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.to += [unquote(a) for a in (given.get("href"), given.get("src")) if a and ":" not in a]
        self.anchors.add(given.get("id") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    assert write(folder) == len(pages())
    return folder


def test_every_link_leads_to_a_file_and_a_heading_of_the_site(site: Path) -> None:
    read = {path: Links(path) for path in site.rglob("*.html")}
    dead = []
    for path, links in read.items():
        for link in links.to:
            name, _, part = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.is_file() or (part and target in read and part not in read[target].anchors):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []
    assert sum(len(links.to) for links in read.values()) > 500


def test_each_page_is_there_with_its_readers_pages_beside_it(site: Path) -> None:
    for page in pages():
        assert (site / address(page)).is_file(), page
    first = (site / "index.html").read_text(encoding="utf-8")
    assert all(address(name) in first for names in SECTIONS.values() for name in names)
    assert "<!-- " not in first and "<table>" in first


@pytest.mark.parametrize(
    ("heading", "made"),
    [("A source of the crawl", "a-source-of-the-crawl"), ("`gongkai` 公开: how?", "gongkai-公开-how")],
)
def test_anchors_are_those_of_code_hosts(heading: str, made: str) -> None:
    assert anchor(heading.replace("`", "")) == made
