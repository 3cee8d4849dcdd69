"""An element of a page -> the values that hold for it: what browsers set by themselves, attributes
of HTML that mean a style, the rules of the page by layer, weight and order, and its own `style`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pipelines.read.web.colours import legacy
from pipelines.read.web.declarations import Declaration, inline
from pipelines.read.web.matching import Element, Matcher
from pipelines.read.web.sheets import UNLAYERED, Rule, Sheets

_OF_BROWSERS = """
s, strike, del { text-decoration: line-through }
sup { vertical-align: super; font-size: smaller }
sub { vertical-align: sub; font-size: smaller }
small { font-size: smaller } big { font-size: larger }
[hidden]:not([hidden="until-found" i]), [popover]:not(:popover-open), datalist, dialog:not([open]), noembed,
noframes, area, param, rp, audio:not([controls]) { display: none }
[hidden="until-found" i] { content-visibility: hidden }
[dir=rtl i] { direction: rtl; unicode-bidi: isolate } [dir=ltr i] { direction: ltr; unicode-bidi: isolate }
bdo[dir] { unicode-bidi: isolate-override }
a:any-link { color: #0000ee } mark { background: yellow; color: black }
table { text-indent: 0 } ol { list-style-type: decimal } ul, menu, dir { list-style-type: disc }
input, textarea, select, button { color: fieldtext; background: field; font-size: 13.333px; text-indent: 0 }
"""
_FONT_SIZES = dict(zip("1234567", ("10px", "13px", "16px", "18px", "24px", "32px", "48px")))
Rules = tuple[Rule, ...]
Key = tuple[int, int, tuple[int, int, int], int]
_HINTS, _AUTHOR, _INLINE, _AUTHOR_FIRST, _INLINE_FIRST = 1, 2, 3, 4, 5


class Values(NamedTuple):
    """Values by property, and the properties for which a rule that perhaps holds says otherwise."""

    sure: dict[str, str]
    unsure: frozenset[str]


NOTHING = Values({}, frozenset())
"""What is declared where nothing is."""


class _Index:
    """Rules by what their subject must have, so that few are tried for an element."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            self._by[key_of(rule)].append(rule)

    def for_element(self, element: Element) -> Iterator[Rule]:
        """Rules whose subject may be the element."""
        by = self._by
        if not by:
            return
        for name in element.attributes:
            if (key := f"[{name}]") in by:
                yield from by[key]
        if element.id:
            yield from by.get(f"#{element.id}", ())
        for name in element.classes:
            yield from by.get(f".{name}", ())
        yield from by.get(element.tag, ())
        yield from by.get("", ())


def key_of(rule: Rule) -> str:
    """`#id`, `.class`, tag or `[attribute]` that a rule's subject must have; empty if any element
    may be meant."""
    subject = rule.selector.compounds[0]
    if subject.ids:
        return f"#{subject.ids[0]}"
    if subject.classes or subject.tag:
        return f".{subject.classes[0]}" if subject.classes else subject.tag
    return next((f"[{test.name}]" for test in subject.tests if test.kind == "attribute"), "")


@lru_cache(maxsize=1)
def _browser_rules() -> tuple[Rule, ...]:
    sheets = Sheets()
    sheets.add(_OF_BROWSERS)
    return tuple(sheets.rules)


class Cascade:
    """Answers for one page."""

    def __init__(self, matcher: Matcher, rules: list[Rule]) -> None:
        """`rules`: those of the page itself, of all its sheets."""
        self._matcher = matcher
        self._known: dict[Any, Values] = {}
        self._browser = _Index(_browser_rules())
        self._page = _Index(rule for rule in rules if not rule.selector.pseudo)
        self.pseudo = {
            name: _Index(rule for rule in rules if rule.selector.pseudo == name)
            for name in {rule.selector.pseudo for rule in rules} - {""}
        }

    def values(self, element: Element) -> Values:
        """What holds for the element itself."""
        matches = self._matcher.matches
        own = tuple(r for r in self._browser.for_element(element) if matches(element, r.selector))
        page = tuple(r for r in self._page.for_element(element) if matches(element, r.selector))
        hints, style = tuple(_hints(element)), element.attributes.get("style", "")
        if not (own or page or hints or style):
            return NOTHING
        return self._won((tuple(map(id, own)), tuple(map(id, page)), hints, style), own, page)

    def generated(self, element: Element, name: str) -> Values:
        """What holds for `::before` or another such part of the element."""
        if name not in self.pseudo:
            return NOTHING
        rules = self.pseudo[name].for_element(element)
        page = tuple(rule for rule in rules if self._matcher.matches(element, rule.selector))
        return self._won(((), tuple(map(id, page)), (), ""), (), page) if page else NOTHING

    def _won(self, key: tuple[Any, Any, tuple[Declaration, ...], str], own: Rules, page: Rules) -> Values:
        """What holds where these rules, hints and attribute meet; elements that are alike share
        it."""
        if (known := self._known.get(key)) is not None:
            return known
        listed: list[tuple[Key, Declaration]] = []
        doubted: list[Declaration] = []
        for rule in own:
            listed += (((0, 0, rule.selector.weight, rule.order), each) for each in rule.declarations)
        listed += (((_HINTS, 0, (0, 0, 0), 0), each) for each in key[2])
        for rule in page:
            self._matcher.spend(len(rule.declarations))
            if not rule.sure:
                doubted += rule.declarations
                continue
            weight, order, layer = rule.selector.weight, rule.order, rule.layer
            for each in rule.declarations:
                if each.important:  # among layers the first then counts most
                    listed.append(((_AUTHOR_FIRST, UNLAYERED - layer, weight, order), each))
                else:
                    listed.append(((_AUTHOR, layer, weight, order), each))
        for each in inline(key[3]) if key[3] else ():
            listed.append(((_INLINE_FIRST if each.important else _INLINE, 0, (0, 0, 0), 0), each))
        known = self._known[key] = _won(listed, doubted)
        return known


def _won(listed: list[tuple[Key, Declaration]], doubted: list[Declaration]) -> Values:
    if not listed and not doubted:
        return NOTHING
    listed.sort(key=lambda pair: pair[0])
    won = {each.name: each.value for _, each in listed}
    return Values(won, frozenset(each.name for each in doubted if won.get(each.name) != each.value))


def _hints(element: Element) -> Iterator[Declaration]:
    """Attributes of HTML that mean a style."""
    attributes, tag = element.attributes, element.tag
    if not attributes:
        return
    if tag == "font":
        if hue := legacy(attributes.get("color", "")):
            yield Declaration("color", _css(hue))
        if size := _font_size(attributes.get("size", "")):
            yield Declaration("font-size", size)
        if face := attributes.get("face", "").strip().lower():
            yield Declaration("font-family", face)
    if tag == "body" and (hue := legacy(attributes.get("text", ""))):
        yield Declaration("color", _css(hue))
    if "bgcolor" in attributes and (hue := legacy(attributes["bgcolor"])):
        yield Declaration("background-color", _css(hue))
    if attributes.get("background", "").strip() and tag in (
        "body",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
    ):
        yield Declaration("background-image", "url(attribute)")


def _css(hue: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in hue[:3])


def _font_size(said: str) -> str:
    said = said.strip()
    if said[:1] in ("+", "-") and said[1:].isdigit():
        said = str(min(max(3 + int(said[:4]), 1), 7))
    return _FONT_SIZES.get(str(min(int(said[:4]), 7)) if said.isdigit() else said, "")
