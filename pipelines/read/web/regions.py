"""Where an element of a page is: in which cell of a grid, if it is in one."""

from __future__ import annotations

from collections.abc import Set

from selectolax.lexbor import LexborNode

_CELLS = ("td", "th")


class Regions:
    """Answers for one page, each in the time of one step up from what is known."""

    def __init__(self, data_tables: Set[int]) -> None:
        """`data_tables`: `mem_id` of the tables that are read as grids."""
        self._data_tables = data_tables
        self._regions: dict[int, LexborNode | None] = {}

    def cell_of(self, node: LexborNode) -> LexborNode | None:
        """The cell of a grid in which a node is; of tables inside each other, that of the
        outermost."""
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._regions:
            path.append(at)
            at = at.parent
        cell = self._regions[at.mem_id] if at is not None else None
        table = None
        for each in reversed(path):
            if cell is None and each.tag in _CELLS and table is not None:
                cell = each
            elif cell is None and each.tag == "table":
                table = each if each.mem_id in self._data_tables else None
            elif cell is None and table is None and each.tag in _CELLS:
                cell = each if self._table_of(each) in self._data_tables else None
            self._regions[each.mem_id] = cell
        return cell

    def _table_of(self, node: LexborNode) -> int:
        at = node.parent
        while at is not None and at.tag != "table":
            at = at.parent
        return at.mem_id if at is not None else 0
