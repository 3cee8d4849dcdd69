"""A new family of portals: one file."""

from __future__ import annotations

import pytest
import yaml

from tests.data.portal import Portal
from tests.data.portal_pages import report
from tests.unit.additions.copied_tree import Tree

FAMILY = '''"""Lists that are one line for each report: `title|address`."""

from __future__ import annotations

from pipelines.crawl.listing import Ask, Entry, Listing, Page
from pipelines.crawl.sources import Source


def starts(source: Source) -> list[Ask]:
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    lines = [line.split("|") for line in page.text.splitlines() if "|" in line]
    return Listing(tuple(Entry(address, title) for title, address in lines), ())
'''


def test_a_family_of_portals_is_one_file(tree: Tree) -> None:
    pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")
    tree.write("pipelines/crawl/families/one_line.py", FAMILY)
    assert tree.changed == {"pipelines/crawl/families/one_line.py"}

    office = "云溪街道办事处"
    with Portal() as portal:
        for year in (2022, 2023):
            portal.put(f"/nb/{year}.html", report(office, year))
        lines = [f"{office}{y}年政府信息公开工作年度报告|{portal.url(f'/nb/{y}.html')}" for y in (2022, 2023)]
        portal.put("/list.txt", "\n".join(lines).encode("utf-8"), type="text/plain; charset=utf-8")
        source = {"portal": "青禾", "family": "one_line", "list": portal.url("/list.txt"), "pace": 0}
        source |= {"minutes": 1, "revisit_hours": 0, "local": True}
        raw = tree.folder / "from"
        raw.mkdir()
        rows = {"contact": "https://example.org/who", "sources": {"made-up": source}}
        (raw / "sources.yml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
        tree.gongkai("crawl", "--raw", str(raw))
    assert tree.answers("SELECT year FROM reports ORDER BY year") == [[[2022], [2023]]]
