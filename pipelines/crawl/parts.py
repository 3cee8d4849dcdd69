"""A part of a page -> what it holds, if it is small. Lines, links and pagers are; of what is not, no
more is looked at than shows that, so parts within parts cost what the page is long.
"""

from __future__ import annotations

from itertools import islice

from selectolax.lexbor import LexborNode

MOST = 400
"""Elements and texts of a small part: a pager with a hundred numbers has fewer."""


def inside(node: LexborNode) -> list[LexborNode] | None:
    """A part and all that is in it; None if that is more than MOST."""
    held = list(islice(node.traverse(include_text=True), MOST + 1))
    return held if len(held) <= MOST else None


def is_small(node: LexborNode) -> bool:
    """Whether a part holds no more than MOST others."""
    return inside(node) is not None


def text_in(node: LexborNode, separator: str = "") -> str:
    """The words of a small part; none of a larger one."""
    return node.text(separator=separator) if is_small(node) else ""
