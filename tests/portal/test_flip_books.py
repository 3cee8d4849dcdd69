"""A report that is a flip book is one file of all its pages, and none at all if one is missing."""

from __future__ import annotations

from pathlib import Path

from pipelines.crawl.all_sources import crawl
from pipelines.intake.fetches import fetches
from pipelines.intake.filed import filed
from pipelines.intake.store import content
from pipelines.intake.verify import verify
from pipelines.report import read_report
from tests.data.portal import Portal
from tests.data.portal_pages import Line, flip_book, report, static_list
from tests.portal.conftest import Sources

OFFICE = "云溪街道办事处"
TITLE = f"{OFFICE}2022年政府信息公开工作年度报告"
PAGES = "/nb/book/files/basic-html/"


def lay(portal: Portal, received: int = 3, leave_out: int = 0) -> None:
    """A list with the cover of a book: a title page, the chapters, a page for each table, an end."""
    whole = report(OFFICE, 2022, received).decode()
    body = whole[whole.index("<body>") + 6 : whole.index("</body>")]
    tables = body.replace("</table>", "</table>\n#").split("\n#")
    static_list(portal, "/nb/", [[Line("./book/index.html", TITLE, "2023-01-20")]])
    flip_book(portal, "/nb/book/", TITLE, [f"<h1>{TITLE}</h1>", *tables])
    portal.pages.pop(f"{PAGES}page{leave_out}.html", None)


def filings(home: Path) -> list[tuple[str, bytes]]:
    return [((f.source_url or "").rpartition("/")[2], content(home, f.sha256)) for f in filed(home)]


def test_three_nights_of_a_book(portal: Portal, raw: Sources, tmp_path: Path) -> None:
    lay(portal)
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    [ended] = crawl(home)
    assert ended.outcome == "complete", ended
    first = [a.path for a in portal.night()]
    assert first == [
        "/nb/",
        "/nb/book/index.html",
        *(f"{PAGES}page{n}.html" for n in range(1, len(first) - 1)),
    ]
    [(name, data)] = filings(home)
    assert name == "#book"
    (tmp_path / "book.html").write_bytes(data)
    figures = {fact.code: fact.value for fact in read_report(tmp_path / "book.html").facts}
    assert figures["t3.requests_new.total"] == 3
    assert verify(home).whole

    [ended] = crawl(home)
    assert (ended.outcome, ended.counts.get("same")) == ("complete", 1)
    assert {(a.status, a.sent) for a in portal.night()} == {(304, 0)}

    lay(portal, received=5)
    [ended] = crawl(home)
    assert (ended.outcome, ended.counts.get("changed")) == ("complete", 1)
    assert len([a for a in portal.night() if a.sent]) == 1
    assert len(filings(home)) == 2


def test_a_book_that_lacks_a_page(portal: Portal, raw: Sources) -> None:
    lay(portal, leave_out=3)
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    [ended] = crawl(home)
    assert ended.outcome == "partial"
    [lost] = [f for f in fetches(home, "yunxi") if f.kind == "attachment"]
    assert (lost.outcome, "page 3 of" in (lost.detail or "")) == ("failed", True)
    assert not [data for name, data in filings(home) if name == "#book"]

    lay(portal)
    [ended] = crawl(home)
    assert ended.outcome == "complete", ended
    assert [name for name, _ in filings(home)] == ["#book"]
