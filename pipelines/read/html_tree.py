"""The tree of a page: how to walk it without recursion, and which of its tables hold data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from selectolax.lexbor import LexborNode


class Visitor(Protocol):
    """Told of each element as the walk enters and leaves it."""

    def enter(self, node: LexborNode, tag: str) -> bool: ...

    def leave(self, node: LexborNode, tag: str) -> None: ...


def walk(root: LexborNode, visitor: Visitor) -> None:
    """Depth first, in reading order. Pages with thousands of unclosed tags nest deeper than Python may recurse."""
    opened: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or "-"
        if visitor.enter(node, tag):
            opened.append((node, tag))
            following = node.first_child
        else:
            following = node.next if opened else None
        while following is None and opened:
            node, tag = opened.pop()
            visitor.leave(node, tag)
            following = node.next if opened else None
        node = following


@dataclass(slots=True)
class _Shape:
    """Cells of a table (its own that hold no table, and those of the tables in it) and its widest row."""

    key: int
    own: int = 0
    nested: int = 0
    widest: int = 0
    row: int = 0

    @property
    def holds_data(self) -> bool:
        return self.widest > 1 and self.own > self.nested


def data_tables(root: LexborNode) -> frozenset[int]:
    """`mem_id` of the tables to be read as grids; all others lay out the page.

    A table is layout if no row has two cells, or if the tables inside it have as many cells as it has itself: a frame
    of a few cells around the report. A data table with a small table in one of its cells stays one.
    """
    shapes = _Shapes()
    walk(root, shapes)
    return frozenset(shape.key for shape in shapes.closed if shape.holds_data)


class _Shapes:
    def __init__(self) -> None:
        self.closed: list[_Shape] = []
        self._opened: list[_Shape] = []

    def enter(self, node: LexborNode, tag: str) -> bool:
        if tag.startswith("-"):
            return False
        if tag == "table":
            if self._opened:
                self._opened[-1].own -= 1  # the cell around it
            self._opened.append(_Shape(node.mem_id))
        elif self._opened:
            shape = self._opened[-1]
            if tag == "tr":
                shape.row = 0
            elif tag in ("td", "th"):
                shape.own += 1
                shape.row += 1
                shape.widest = max(shape.widest, shape.row)
        return True

    def leave(self, node: LexborNode, tag: str) -> None:
        if tag == "table":
            shape = self._opened.pop()
            self.closed.append(shape)
            if self._opened:
                self._opened[-1].nested += shape.own + shape.nested
