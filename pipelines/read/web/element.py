"""A single element of a page -> what it prints and how far it reaches. How elements follow each
other is for `html`."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.grid_builder import MAX_SPAN

UNPRINTED_INPUTS = {"hidden", "checkbox", "radio", "submit", "reset", "button", "image", "file"}

_PLAIN = r"td p span tr tbody font b strong br div a th i em u thead tfoot col colgroup caption center sup sub o\:p"
_NOT_PLAIN = f":not({_PLAIN.replace(' ', ', ')})"
_MAYBE_HIDDEN = "[hidden], [style*=display i], [style*=mso-hide i]"
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPAN = re.compile(r"[0-9]{1,6}")


def hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """`mem_id` of the elements that say of themselves that they are not shown."""
    return frozenset(node.mem_id for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node.attributes))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def spans(tree: LexborHTMLParser) -> dict[int, tuple[int, int]]:
    """`mem_id` -> how many columns and rows a cell covers, of those that say so.

    A rowspan of 0 means down to the end of the table's part.
    """
    extents = {}
    for node in tree.css("[colspan], [rowspan]"):
        attributes = node.attributes
        columns, rows = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        extents[node.mem_id] = (columns or 1, MAX_SPAN if rows == 0 else rows)
    return extents


def _span(stated: str | None) -> int:
    match = _SPAN.search(stated or "1")
    return min(int(match[0]), MAX_SPAN) if match else 1


def is_plain(table: LexborNode, hidden: Set[int]) -> bool:
    """Whether the table is made of nothing but cells, wrappers and line breaks, so that all its
    text is printed.

    `hidden` are the hidden elements of the page; few pages have any, and to look for them in the
    table costs time.
    """
    return len(table.css(_NOT_PLAIN)) == 1 and not (hidden and table.css_first(_MAYBE_HIDDEN))


def only_text(cell: LexborNode) -> str | None:
    """What a cell of a plain table prints if not more than one of its texts is not blank; else None.

    Between several texts there may be a line break, which only a walk over the cell can tell.
    """
    text = cell.text(skip_empty=True, separator="\0")  # no text holds that one, the parser replaces it
    return None if "\0" in text else one_line(text)


one_line = partial(re.compile(r"[ \t\n\r\f]+").sub, " ")
"""Gives a text with the line breaks and indents of the source as the single blanks that a page
shows for them."""


def printed_input(node: LexborNode) -> str:
    """The value of a form field; empty if its kind has none to show."""
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    return "" if kind in UNPRINTED_INPUTS else attributes.get("value") or ""
