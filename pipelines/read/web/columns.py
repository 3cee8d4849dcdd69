"""Columns of a table that a style folds away (`<col style="visibility: collapse">`)."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipelines.read.web.element import span_of
from pipelines.read.web.styles import Styles


def collapsed_columns(table: LexborNode, styles: Styles) -> frozenset[int]:
    """Their numbers from 1."""
    out: set[int] = set()
    at = 1
    for group in _of(table, ("col", "colgroup")):
        columns = _of(group, ("col",)) if group.tag == "colgroup" else [group]
        for each in columns or [group]:
            wide = span_of(each.attributes.get("span"))
            values = styles.look(each).values or {}
            around = styles.look(group).values or {}
            if "collapse" in (values.get("visibility"), around.get("visibility")):
                out |= set(range(at, at + wide))
            at += wide
    return frozenset(out)


def _of(node: LexborNode, tags: tuple[str, ...]) -> list[LexborNode]:
    out = []
    child = node.first_child
    while child is not None:
        if child.tag in tags:
            out.append(child)
        child = child.next
    return out
