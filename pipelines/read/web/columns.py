"""Columns of a table that a style folds away (`<col style="visibility: collapse">`), and the widths
of those that do not grow with what is in them."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipelines.read.web.element import span_of
from pipelines.read.web.lengths import pixels
from pipelines.read.web.styles import Styles

USUAL_SIZE = 16.0
"""Pixels of the type that widths may be stated by."""


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


def fixed_widths(table: LexborNode, styles: Styles) -> dict[int, float]:
    """Of a table whose columns do not grow (`table-layout: fixed` with a width) those that are given
    one, by their numbers from 1, in pixels. A width is that of a `col`, else of a cell of the first
    row; the others share what is left."""
    said = styles.look(table).values or {}
    wide = said.get("width", table.attributes.get("width") or "auto")
    if said.get("table-layout") != "fixed" or wide in ("", "auto"):
        return {}
    columns = [each for group in _of(table, ("col", "colgroup")) for each in _of(group, ("col",)) or [group]]
    first = table.css_first("tr")
    cells = _of(first, ("td", "th")) if first is not None else []
    whole = pixels(wide, USUAL_SIZE, bare=True)
    given = _widths(cells, "colspan", styles, whole) | _widths(columns, "span", styles, whole)
    count = sum(span_of(cell.attributes.get("colspan")) for cell in cells)
    others = [n for n in range(1, count + 1) if n not in given]
    if whole is None or not others:
        return given
    return given | dict.fromkeys(others, max(0.0, whole - sum(given.values())) / len(others))


def _widths(nodes: list[LexborNode], span: str, styles: Styles, whole: float | None) -> dict[int, float]:
    """`whole`: what shares are of, where that is known."""
    out: dict[int, float] = {}
    at = 1
    for node in nodes:
        values, attributes = styles.look(node).values or {}, node.attributes
        if values.get("display") == "none":  # the columns that follow take its place
            continue
        across = span_of(attributes.get(span)) or 1
        said = values.get("width", attributes.get("width") or "")
        width = pixels(said, USUAL_SIZE, whole, bare=True)
        if width is not None:
            out.update(dict.fromkeys(range(at, at + across), width / across if span == "colspan" else width))
        at += across
    return out


def _of(node: LexborNode, tags: tuple[str, ...]) -> list[LexborNode]:
    out = []
    child = node.first_child
    while child is not None:
        if child.tag in tags:
            out.append(child)
        child = child.next
    return out
