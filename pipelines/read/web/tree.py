"""The tree of a page: how to walk it without recursion, and which of its tables hold data."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NESTED = "table, svg, math"  # drawings and formulas, too, may hold what is named like a cell
_ABREAST = "td ~ td, td ~ th, th ~ td, th ~ th"  # the second cell of a row
_UNHEEDED = (None, None)

Heed = tuple[Callable[[Any, LexborNode], bool | None] | None, Callable[[Any], None] | None]
"""What a visitor does as the walk enters a node, and as it leaves it. If the first gives True, it
has seen all of the node: the walk passes by what is inside and does not call the second."""


class Visitor(Protocol):
    """Is told of the nodes that it heeds: elements, and texts, whose tag is `-text`."""

    heeds: ClassVar[dict[str, Heed]]  # by tag

    @property
    def touched(self) -> Set[int]:
        """`mem_id` of elements that look otherwise than plain text."""

    def meets(self, node: LexborNode) -> bool:
        """Sees such an element as a whole, and gives True, or leaves it to the walk."""


def walk(root: LexborNode, visitor: Visitor) -> None:
    """All below `root`, depth first, in reading order.

    Without recursion, as pages with thousands of unclosed tags nest deeper than Python may recurse.
    The many wrappers that mean nothing are passed through without a call, as calls are what a walk
    costs.
    """
    heeds, touched = visitor.heeds, visitor.touched
    opened: list[tuple[LexborNode, Callable[[Any], None] | None]] = []
    node = root.first_child
    while node is not None:
        enter, leave = heeds.get(node.tag or "", _UNHEEDED)
        if (touched and node.mem_id in touched and visitor.meets(node)) or (enter and enter(visitor, node)):
            following = node.next
        elif (following := node.first_child) is not None:
            opened.append((node, leave))
        else:
            if leave:
                leave(visitor)
            following = node.next
        while following is None and opened:
            node, leave = opened.pop()
            if leave:
                leave(visitor)
            following = node.next
        node = following


def data_tables(tree: LexborHTMLParser) -> frozenset[int]:
    """`mem_id` of the tables to be read as grids; all others lay out the page.

    A table is layout if no row has two cells, or if the tables inside it have as many cells as it
    has itself: a frame of a few cells around the report. A data table with a small table in one of
    its cells stays one.
    """
    tables = tree.css("table")
    if tree.root is None or not any(len(table.css(_NESTED)) > 1 for table in tables):
        return frozenset(table.mem_id for table in tables if table.css_first(_ABREAST))
    shapes = _Shapes()
    walk(tree.root, shapes)
    return frozenset(shape.key for shape in shapes.closed if shape.holds_data)


@dataclass(slots=True)
class _Shape:
    """Cells of a table (its own that hold no table, and those of the tables in it) and its widest
    row."""

    key: int
    own: int = 0
    nested: int = 0
    widest: int = 0
    row: int = 0

    @property
    def holds_data(self) -> bool:
        return self.widest > 1 and self.own > self.nested


class _Shapes:
    """Collects the shapes of the tables of a page where some are nested."""

    touched: frozenset[int] = frozenset()

    def __init__(self) -> None:
        self.closed: list[_Shape] = []
        self._opened: list[_Shape] = []

    def meets(self, _: LexborNode) -> bool:
        return False

    def _open_table(self, node: LexborNode) -> None:
        if self._opened:
            self._opened[-1].own -= 1  # the cell around it
        self._opened.append(_Shape(node.mem_id))

    def _close_table(self) -> None:
        shape = self._opened.pop()
        self.closed.append(shape)
        if self._opened:
            self._opened[-1].nested += shape.own + shape.nested

    def _row(self, _: LexborNode) -> None:
        if self._opened:
            self._opened[-1].row = 0

    def _cell(self, _: LexborNode) -> None:
        if self._opened:
            shape = self._opened[-1]
            shape.own += 1
            shape.row += 1
            shape.widest = max(shape.widest, shape.row)

    heeds: ClassVar[dict[str, Heed]] = {
        "table": (_open_table, _close_table),
        "tr": (_row, None),
        "td": (_cell, None),
        "th": (_cell, None),
    }
