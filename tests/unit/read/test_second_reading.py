"""Pages put in place by the second reader, and an issue for every page that it could not read."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Collection

import pytest

from pipelines.model import Block, Cell, Document, Issue, Place, Spot
from pipelines.read import read_bytes
from pipelines.read.pdf import plumber
from pipelines.read.refusal import refuse
from pipelines.read.second_reading import has_second_reader, read_again
from tests.data.pdf_walls import stroked


def zip_of(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


PDF = stroked()
Reader = Callable[[bytes, Collection[int]], Document]


def page(number: int, text: str) -> Block:
    return Block("prose", ((Cell(text, Spot(page=number)),),))


FIRST = Document("pdf", (page(1, "a"), page(2, "b"), page(3, "c")), pages=3, reader="first")


def fails(data: bytes, pages: Collection[int]) -> Document:
    raise KeyError("Root")


def refuses(data: bytes, pages: Collection[int]) -> Document:
    return refuse("pdf", "read.no_text", "nothing on them", "second")


def reads_but_page_2(data: bytes, pages: Collection[int]) -> Document:
    issue = Issue("read", "read.page_unreadable", "warning", Place(2), "sideways")
    return Document("pdf", (page(1, "A"),), reader="second", issues=(issue,))


@pytest.mark.parametrize(
    ("reader", "texts", "reread", "issues"),
    [
        pytest.param(fails, "abc", set(), {1: "KeyError: 'Root'", 2: "KeyError: 'Root'"}, id="fails"),
        pytest.param(refuses, "abc", set(), {1: "nothing on them", 2: "nothing on them"}, id="refuses"),
        pytest.param(reads_but_page_2, "Abc", {1}, {2: "sideways"}, id="reads all but one page"),
    ],
)
def test_every_page_is_read_again_or_has_an_issue(
    reader: Reader, texts: str, reread: set[int], issues: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plumber, "read_pdf", reader)
    both, pages = read_again(PDF, FIRST, {1, 2})
    assert "".join(block.rows[0][0].text for block in both.blocks) == texts
    assert pages == reread
    assert {i.where.page: i.detail for i in both.issues} == issues
    assert {i.code for i in both.issues} == {"read.not_read_twice"}
    assert both.reader == ("first+second" if reread else "first")


def test_what_the_second_reader_raises_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(plumber, "read_pdf", fails)
    with caplog.at_level(logging.WARNING, "pipelines.read.second_reading"):
        read_again(PDF, FIRST, {1})
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_no_page_asked_for_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plumber, "read_pdf", lambda *_: pytest.fail("the second reader was asked"))
    assert read_again(PDF, FIRST, frozenset()) == (FIRST, frozenset())


@pytest.mark.parametrize(
    "data",
    [PDF, b"\r\n\r\n" + PDF, zip_of("年报.pdf", PDF)],
    ids=["by itself", "behind blank lines", "zipped"],
)
def test_the_second_reader_gets_the_pdf_itself(data: bytes) -> None:
    first = read_bytes(data)
    both, pages = read_again(data, first, {1})
    assert pages == {1}
    assert texts_of(both) == texts_of(first)


def texts_of(document: Document) -> list[list[list[str]]]:
    grids = [block for block in document.blocks if block.kind == "grid"]
    assert grids
    return [[[cell.text for cell in row] for row in grid.rows] for grid in grids]


@pytest.mark.parametrize(
    ("format", "twice"), [("pdf", True), ("zip:pdf", True), ("html", False), ("unknown", False)]
)
def test_which_documents_have_a_second_reader(format: str, twice: bool) -> None:
    assert has_second_reader(Document(format)) is twice
