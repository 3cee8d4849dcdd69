"""Selectors as browsers match them, what they weigh, and how much a page may ask."""

from __future__ import annotations

import pytest
import tinycss2
from selectolax.lexbor import LexborHTMLParser

from pipelines.read.web.matching import MAX_STEPS, Matcher, TooCostly
from pipelines.read.web.selectors import Unreadable, selectors

PAGE = """<!doctype html><html><body><div id=d class="a b"><p class=m>1</p><!-- --><p>2<i>3</i></p><p lang=zh-CN>4</p></div>
<table><tr><td id=t1>1<td id=t2 class="n x" data-n="Ab c">2<td id=t3><b>3</b></table><a href=x>5</a></body></html>"""


def matched(text: str) -> list[str]:
    """The elements that a selector means: id, else tag and first text."""
    tree = LexborHTMLParser(PAGE)
    matcher = Matcher(tree)
    listed = selectors(tinycss2.parse_component_value_list(text))
    nodes = [n for n in tree.css("body *") if any(matcher.matches(matcher.element(n), one) for one in listed)]
    return [node.attributes.get("id") or f"{node.tag}{node.text(deep=False).strip()[:1]}" for node in nodes]


@pytest.mark.parametrize(
    ("selector", "elements"),
    [
        ("p", ["p1", "p2", "p4"]),
        ("P.m, #t1", ["p1", "t1"]),
        (".a.b", ["d"]),
        ("div p", ["p1", "p2", "p4"]),
        ("body > p", []),
        ("p + p", ["p2", "p4"]),
        (".m ~ p", ["p2", "p4"]),
        ("div>p i", ["i3"]),
        ("td:first-child", ["t1"]),
        ("td:nth-child(2n+1)", ["t1", "t3"]),
        ("td:nth-child(even), td:nth-last-child(1)", ["t2", "t3"]),
        ("td:nth-child(-n+2)", ["t1", "t2"]),
        ("p:nth-of-type(2)", ["p2"]),
        ("td:not(.n):not(#t3)", ["t1"]),
        ("td:not(.n, #t3)", ["t1"]),
        (":is(.n, b)", ["t2", "b3"]),
        (":where(td):has(b)", ["t3"]),
        ("td:has(> b)", ["t3"]),
        ("p:has(+ p)", ["p1", "p2"]),
        ("td:has(+ .n)", ["t1"]),
        ("[data-n]", ["t2"]),
        ("[data-n='Ab c']", ["t2"]),
        ("[data-n='ab c']", []),
        ("[data-n='ab c' i]", ["t2"]),
        ("[data-n^=A][data-n$=c][data-n*='b ']", ["t2"]),
        ("[data-n~=c]", ["t2"]),
        ("[lang|=zh]", ["p4"]),
        ("p:lang(zh)", ["p4"]),
        ("a:link", ["a5"]),
        ("a:hover, a:visited", []),
        ("*|td#t1", ["t1"]),
        (r".\6d", ["p1"]),
        ("td#t2:only-child", []),
        ("b:only-child", ["b3"]),
    ],
)
def test_what_a_selector_means(selector: str, elements: list[str]) -> None:
    assert matched(selector) == elements


@pytest.mark.parametrize(
    ("selector", "weight"),
    [
        ("p", (0, 0, 1)),
        ("*", (0, 0, 0)),
        ("#a .b p", (1, 1, 1)),
        (":is(#a, p) b", (1, 0, 1)),
        (":where(#a) b", (0, 0, 1)),
        (":not(.a.b)", (0, 2, 0)),
        ("a:hover::before", (0, 1, 2)),
        ("[x]:first-child", (0, 2, 0)),
    ],
)
def test_what_a_selector_weighs(selector: str, weight: tuple[int, int, int]) -> None:
    assert [one.weight for one in selectors(tinycss2.parse_component_value_list(selector))] == [weight]


@pytest.mark.parametrize("selector", ["", "p >", "> p", "p,", "p..a", "[", "[=x]", "p::", "1p", "p > > b"])
def test_what_is_no_selector_costs_its_rule(selector: str) -> None:
    with pytest.raises(Unreadable):
        selectors(tinycss2.parse_component_value_list(selector))


def test_what_is_not_understood_is_not_sure() -> None:
    (one,) = selectors(tinycss2.parse_component_value_list("p:some-day"))
    assert not one.sure


def test_steps_are_counted() -> None:
    matcher = Matcher(LexborHTMLParser(PAGE))
    with pytest.raises(TooCostly):
        matcher.spend(MAX_STEPS + 1)
