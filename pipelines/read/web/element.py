"""A single element of a page -> what it prints and how far it reaches. How elements follow each
other is for `html`."""

from __future__ import annotations

import re
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.grid_builder import MAX_SPAN

UNPRINTED_INPUTS = {"hidden", "checkbox", "radio", "submit", "reset", "button", "image", "file"}
"""Kinds of `input` whose value is not shown as text."""

_PLAIN = (
    r"td p span tr tbody font b strong br div a th i em u thead tfoot col colgroup caption center o\:p"
    r" label h1"
    r" h2 h3 h4 h5 h6 ul li section article nobr ins wbr"
)
_NOT_PLAIN = f":not({_PLAIN.replace(' ', ', ')})"
ORDER_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ORDER_MARK = re.compile(f"[{''.join(sorted(ORDER_MARKS))}]")
APART = "\0"
"""Between the texts of a cell; no text holds it, the parser replaces it."""
_DIGIT = re.compile(r"\d")
_SPAN = re.compile(r"[0-9]{1,6}")


def spans(tree: LexborHTMLParser) -> dict[int, tuple[int, int]]:
    """`mem_id` -> how many columns and rows a cell covers, of those that say so.

    A rowspan of 0 means down to the end of the table's part.
    """
    extents = {}
    for node in tree.css("[colspan], [rowspan]"):
        attributes = node.attributes
        columns, rows = span_of(attributes.get("colspan")), span_of(attributes.get("rowspan"))
        extents[node.mem_id] = (columns or 1, MAX_SPAN if rows == 0 else rows)
    return extents


def span_of(stated: str | None) -> int:
    """How many columns or rows an attribute says; one if it says no number."""
    match = _SPAN.search(stated or "1")
    return min(int(match[0]), MAX_SPAN) if match else 1


def special(table: LexborNode) -> list[LexborNode]:
    """The elements of a table that are more than cells, wrappers and line breaks: not all of their
    text is printed, or they show what is no text."""
    return table.css(_NOT_PLAIN)[1:]


def may_be_one_figure(parts: list[str]) -> bool:
    """Whether several texts of a cell hold digits, so that their sizes matter: one may be a note's
    mark."""
    return sum(map(bool, map(_DIGIT.search, parts))) > 1


def turns_order(text: str) -> bool:
    """Whether characters in it turn the order in which it is shown."""
    return _ORDER_MARK.search(text) is not None


one_line = partial(re.compile(r"[ \t\n\r\f]+").sub, " ")
"""Gives a text with the line breaks and indents of the source as the single blanks that a page
shows for them."""


def printed_input(node: LexborNode) -> str:
    """The value of a form field; empty if its kind has none to show."""
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    return "" if kind in UNPRINTED_INPUTS else attributes.get("value") or ""
