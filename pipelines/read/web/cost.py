"""The text of a page -> what in it would cost a parser more than there is time for.

Parsers follow the rules of browsers, by which some pages take time that grows with the square of
their length: at each new block, and at each end of what is not open, all that are open are looked
through, at each new attribute all others of its tag, at each option of a list all before it, and
formatting that is never closed is opened again in every paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from pipelines.read.web.blocks import BLOCKS

MAX_TAGS = 400_000  # pages made by Word have tens of thousands
MAX_DEPTH = 20_000
MAX_ATTRIBUTES = 5_000  # of one tag
MAX_REOPENED = 3_000_000
MAX_OPTIONS = 10_000
MAX_LOOKED_THROUGH = 1_000_000_000  # elements; some seconds
FEW_TAGS = 4_000  # pages with fewer cost nothing to speak of, however they are made
FEW_VALUES = 40_000
LONG = 250_000  # characters of a page in which a tag may have too many attributes without values
LONG_TAG = 20_000
MAY_STAY_OPEN = {"dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Blocks that end where the next one begins."""
_NAMES = "area base br col embed hr img input link meta param source track wbr"
_EMPTY = frozenset(_NAMES.split())
"""Elements that are never open."""
_NESTING = BLOCKS - MAY_STAY_OPEN - _EMPTY
_FORMATTING = [
    "a",
    "b",
    "big",
    "code",
    "em",
    "font",
    "i",
    "nobr",
    "s",
    "small",
    "strike",
    "strong",
    "tt",
    "u",
]
_FORMATTED = re.compile(rf"<(?:{'|'.join(_FORMATTING)})\b[^>]*")
_REOPENING = ("p", "div", "td", "li", "h", "dd", "dt")
FEW_OPEN = 100
"""Elements that may be open at once before it is asked how many are."""
_TAG = re.compile(r"<(/?)([a-z][a-z1-6]*)")
_ATTRIBUTE = re.compile(r"[\s/]*+(?:[^\s=>/]++|=)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++)?)?+")


def too_costly(text: str) -> str:
    """What is beyond measure, in words; empty if nothing is."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        return f"more than {MAX_TAGS} tags"
    if tags > FEW_TAGS:
        lowered = text.lower()
        if _reopened(lowered) > MAX_REOPENED:
            return "formatting that is never closed"
        if lowered.count("<opt") > MAX_OPTIONS:
            return f"more than {MAX_OPTIONS} options"
        if tags > MAX_DEPTH and _depth(lowered) > MAX_DEPTH:
            return f"more than {MAX_DEPTH} elements inside each other"
        if tags > MAX_DEPTH and _looked_through(lowered) > MAX_LOOKED_THROUGH:
            return "elements that are never closed"
    long = len(text) > LONG and len(max(text.split(">"), key=len)) > LONG_TAG
    if (long or text.count("=") > FEW_VALUES) and _attributes(text) > MAX_ATTRIBUTES:
        return f"more than {MAX_ATTRIBUTES} attributes of one tag"
    return ""


def _reopened(text: str) -> int:
    """How many elements of formatting a parser would make anew in the blocks behind them, at most;
    of those that are alike no more than three."""
    opened = sum(
        max(text.count(f"<{name}>") + text.count(f"<{name} ") - text.count(f"</{name}"), 0)
        for name in _FORMATTING
    )
    if opened < FEW_OPEN:
        return 0
    opened = min(opened, 3 * len(set(_FORMATTED.findall(text))))
    return opened * sum(text.count(f"<{name}") for name in _REOPENING) // 2


def _depth(text: str) -> int:
    """How many blocks are inside each other, at most; the larger of what begins and never ends, and
    of what does."""
    tags: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(text):
        if name not in _NESTING:
            continue
        tags[name] += -1 if closing else 1
        depth = max(depth + (-1 if closing else 1), 0)
        deepest = max(deepest, depth)
    return max(deepest, *tags.values(), 0)


def _looked_through(text: str) -> int:
    """How many open elements are looked through in all, about: by a block for a paragraph to end,
    by an end tag for what it closes."""
    open_: list[str] = []
    times: Counter[str] = Counter()
    looked = 0
    for closing, name in _TAG.findall(text):
        if not closing:
            looked += len(open_) if name in BLOCKS else 0
            if name not in MAY_STAY_OPEN and name not in _EMPTY:
                open_.append(name)
                times[name] += 1
        elif open_ and open_[-1] == name:
            times[open_.pop()] -= 1
        else:
            looked += len(open_)
            while times[name] and (last := open_.pop()):
                times[last] -= 1
                if last == name:
                    break
    return looked


def _attributes(text: str) -> int:
    """How many attributes one tag has, at most."""
    most = at = 0
    while (at := text.find("<", at)) >= 0:
        at += 1
        if not text[at : at + 1].isalpha():
            continue
        count = 0
        while (match := _ATTRIBUTE.match(text, at)) and match.end() > at:
            count += 1
            at = match.end()
        most = max(most, count)
    return most
