"""Flip books: which pages belong to one, how many there are, and what all of them show."""

from __future__ import annotations

import pytest

from pipelines.crawl.flip_books import book_of, is_book, joined, last_page, page_of
from pipelines.read.door import read_bytes

HOME = "http://www.x.gov.cn/book/2023nb/"
PAGES = f"{HOME}files/basic-html/"
BOOK = f"{PAGES}#book"

COVERS = {
    "a plain link": "<a href='files/basic-html/page1.html'>文字版</a>",
    "the index": "<a href='./files/basic-html/index.html'>basic</a>",
    "where no script runs": "<noscript><a href='files/basic-html/index.html'>x</a></noscript>",
    "with a query": "<a href='files/basic-html/page1.html?v=2'>x</a>",
}
NONE = {
    "no link": "<p>files/basic-html/</p>",
    "another place": "<a href='files/mobile/index.html'>basic-html</a>",
    "a picture of it": "<a href='files/basic-html/pic1.jpg'>x</a>",
}


@pytest.mark.parametrize("name", COVERS)
def test_a_cover_leads_to_its_book(name: str) -> None:
    assert book_of(f"{HOME}index.html", COVERS[name]) == BOOK


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_cover(name: str) -> None:
    assert book_of(f"{HOME}index.html", NONE[name]) is None


@pytest.mark.parametrize("page", ["", "index.html", "page1.html", "page12.html", "page1.html?v=2"])
def test_a_page_belongs_to_its_book(page: str) -> None:
    assert book_of(PAGES + page, "") == BOOK


def test_addresses() -> None:
    assert (is_book(BOOK), is_book(PAGES), page_of(BOOK, 3)) == (True, False, f"{PAGES}page3.html")


LINKS = {
    "to the next and the last": ("<a href='page2.html'>2</a><a href='page24.html'>Last</a>", 24),
    "to nothing": ("<p>24</p>", 0),
    "to another book": (f"<a href='{HOME.replace('2023', '2022')}files/basic-html/page30.html'>2022</a>", 0),
    "to a page elsewhere": ("<a href='/page30.html'>x</a><a href='page3.html'>3</a>", 3),
}


@pytest.mark.parametrize("name", LINKS)
def test_the_last_page_that_a_page_leads_to(name: str) -> None:
    text, last = LINKS[name]
    assert last_page(BOOK, f"{PAGES}page1.html", text) == last


def test_all_pages_are_one_in_their_order() -> None:
    turned = "<a href='page1.html'>Previous</a><p><a href='http://www.x.gov.cn/'>首页</a></p>"
    pages = {
        number: f"<html><head><title>年报</title><style>.no {{display: none}}</style></head>"
        f"<body>{turned}<p>文字{number}</p>裸{number}<table><tr><td>格{number}</td></tr></table>"
        f"<script>document.write('坏')</script></body></html>"
        for number in (10, 2, 1)
    }
    whole = joined(pages)
    document = read_bytes(whole)
    shown = [cell.text for block in document.blocks for row in block.rows for cell in row]
    assert shown == [text for n in (1, 2, 10) for text in ("首页", f"文字{n}", f"裸{n}", f"格{n}")]
    assert (whole.count(b"display: none"), whole.count(b"<title>")) == (3, 1)
    assert joined(dict(reversed(pages.items()))) == whole
