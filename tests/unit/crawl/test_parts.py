"""A page costs what it is long, however its parts are put into each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl import listing, pager, parts
from pipelines.crawl.listing import Ask, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.parts import inside

_WHOLE = ("css", "css_first", "text", "html", "inner_html")
"""What goes through all that is in a node."""


class Counted:
    """A node, or a page, that counts the nodes that are gone through."""

    def __init__(self, node: Any, tally: list[int]) -> None:
        self._node, self._tally = node, tally

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._node, name)
        if name in _WHOLE:
            root = self._node.root if isinstance(self._node, LexborHTMLParser) else self._node
            self._tally[0] += sum(1 for _ in root.traverse(include_text=True))
        if not callable(value):
            return self._wrapped(value)
        return lambda *a, **k: self._wrapped(value(*a, **k))

    def _wrapped(self, value: Any) -> Any:
        if isinstance(value, LexborNode):
            return Counted(value, self._tally)
        if isinstance(value, list):
            return [self._wrapped(v) for v in value]
        return self._each(value) if hasattr(value, "send") else value

    def _each(self, nodes: Any) -> Any:
        for node in nodes:
            self._tally[0] += 1
            yield Counted(node, self._tally)


SHAPES: dict[str, Callable[[int], str]] = {
    "lists in lists": lambda n: "<ul><li>2022年年报" * n,
    "lists in lists without words": lambda n: "<ul><li>" * n,
    "links in one block": lambda n: "<div>" + "".join(f"<a href='{i}'>查看</a>" for i in range(n)),
    "links in blocks in blocks": lambda n: "".join(f"<div><a href='{i}'>查看</a>" for i in range(n)),
    "one link in blocks in blocks": lambda n: "<div><a href='1'>查看</a>" * n,
    "pagers in pagers": lambda n: "<div class=page>1" * n,
    "handlers in handlers": lambda n: "".join(f"<div onclick=\"go('/{i}.html')\">" for i in range(n)),
    "rows in rows": lambda n: "<table><tr><td>2022年年报" * n,
    "positions in positions": lambda n: "<div class=position>年报" * n,
    "lines that are filled in": lambda n: "<div v-for=i>{{i.title}}" * n,
    "a usual list": lambda n: "<ul>" + "".join(f"<li><a href='{i}'>{i}</a>2022-01-02" for i in range(n)),
}


def nodes_seen(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    tally = [0]
    for module in (listing, pager):
        monkeypatch.setattr(module, "tree", lambda t: Counted(LexborHTMLParser(t), tally))
    page = Page(Ask("http://x/nb/"), "http://x/nb/", text)
    with_pager(listed(page), page)
    return tally[0]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_page_twice_as_long_costs_twice_as_much(
    shape: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 40)
    longer, shorter = (nodes_seen(monkeypatch, f"<html><body>{shape(n)}") for n in (400, 200))
    assert longer < 2.5 * shorter


def test_what_is_in_a_small_part(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = LexborHTMLParser("<p><b>甲</b>乙</p>")
    node = parsed.css_first("p")
    assert [n.tag for n in inside(node) or ()] == ["p", "b", "-text", "-text"]
    monkeypatch.setattr(parts, "MOST", 3)
    assert inside(node) is None
