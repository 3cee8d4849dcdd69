"""A page -> which of its elements look otherwise than plain text, and how any of them looks.

Two steps, as looks cost time: what could matter is found in one pass over what the page declares
(`suspects`), and only where such a thing is, the styles are worked out as a browser does. A table
that is hidden as a whole may be a tab of the page that a click shows, so the looks inside begin
anew; what is hidden within a table that is seen is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.web.blocks import BLOCKS
from pipelines.read.web.cascade import Cascade
from pipelines.read.web.computed import look
from pipelines.read.web.look import Look, replace
from pipelines.read.web.matching import Matcher
from pipelines.read.web.regions import Regions
from pipelines.read.web.sheets import AtHand, nowhere
from pipelines.read.web.styled_elements import ANYWHERE, WHERE_FIGURES_ARE, Weights
from pipelines.read.web.visible_pieces import unseen

_CELLS = ("td", "th")
_PARTS = {"tr", "tbody", "thead", "tfoot", "col", "colgroup"}
_ROWS = {*_PARTS, "table"}


class Styles:
    """Looks of one page."""

    def __init__(self, tree: LexborHTMLParser, data_tables: Set[int], at_hand: AtHand = nowhere) -> None:
        """`data_tables`: those that are read as grids; `at_hand`: style sheets saved with the page.
        Raises TooCostly."""
        self._data_tables = data_tables
        self._regions = Regions(data_tables)
        self._looks: dict[int, Look] = {}
        self._computed: dict[tuple[int, int, str], tuple[Look, object, Look]] = {}
        self._cascade: Cascade | None = None
        self.matcher = Matcher(tree)
        self.cells: set[int] = set()
        """`mem_id` of the cells whose text is not plain."""
        self.touched: set[int] = set()
        """`mem_id` of rows, parts of tables and elements outside of tables that are not plain."""
        self.shown_rows: set[int] = set()
        """Those of rows, parts and tables that a walk has met and that are not folded away."""
        self._around = self._columns = False  # whether elements around tables, or their columns, are touched
        self._weights = Weights(tree, self.matcher, at_hand)
        self.external = self._weights.external
        for node, weight in self._weights.heavy:
            self._touch(node, weight)

    def touch_cells(self, nodes: Iterable[LexborNode]) -> None:
        """The cells in which these nodes are look otherwise than plain text."""
        for node in nodes:
            self._touch(node, WHERE_FIGURES_ARE)

    def _touch(self, node: LexborNode, weight: int) -> None:
        cell = self._regions.cell_of(node)
        if cell is not None:
            self.cells.add(cell.mem_id)
        elif weight == ANYWHERE or node.tag in _ROWS:
            self.touched.add(node.mem_id)
            self._around |= node.tag not in _PARTS
            self._columns |= node.tag in ("col", "colgroup")

    def is_in_row(self, cell: LexborNode) -> bool:
        """Whether the row or table around a cell looks otherwise than plain text."""
        at = cell.parent
        while at is not None:
            if at.mem_id in self.shown_rows:
                return True
            if at.tag == "table":
                return False
            at = at.parent
        return False

    def may_part(self, cell: LexborNode) -> bool:
        """Whether pieces of the text of a plain cell may differ in size, or be on lines of their
        own."""
        within = "[style*=font i], [style*=display i], font[size]"
        return self._weights.parted or (self._weights.parted_within and cell.css_first(within) is not None)

    def enters(self, table: LexborNode) -> bool:
        """Sees what is around a grid: where that changes how its text looks, no cell of it is
        plain. Gives whether some of its columns may be folded away."""
        if self._around:
            around = self.look(table)
            if around.struck or around.backwards or unseen(around, external=self.external) is not False:
                self.shown_rows.add(table.mem_id)
        return self._columns

    def folds(self, node: LexborNode) -> bool:
        """Whether a row or part of a table that is touched is not shown."""
        values = self.cascade().values(self.matcher.element(node)).sure
        if values.get("display") == "none" or values.get("visibility") == "collapse":
            return True
        self.shown_rows.add(node.mem_id)
        return False

    def cascade(self) -> Cascade:
        """The cascade of the page, made when it is first asked for."""
        if self._cascade is None:
            self._cascade = Cascade(self.matcher, self._weights.sheets().rules)
        return self._cascade

    def look(self, node: LexborNode) -> Look:
        """How the text of an element looks, with all that is around it."""
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and (at.tag or "-")[0] != "-" and at.mem_id not in self._looks:
            path.append(at)
            at = at.parent
        seen = self._looks[at.mem_id] if at is not None and at.mem_id in self._looks else Look()
        for each in reversed(path):
            seen = self.within(each, seen)
            if each.tag == "table" and each.mem_id in self._data_tables and not seen.inside:
                seen = replace(
                    seen, gone=False, removed=False, visible=True, opacity=1.0, doubtful=False, moved=False,
                    covers=False, offset=0.0, size=seen.size if seen.size >= 4 else 16.0, indented="",
                    indent="0",
                )  # fmt: skip
            self._looks[each.mem_id] = seen
        return seen

    def within(self, node: LexborNode, around: Look) -> Look:
        """How the text of an element looks inside of what looks like `around`."""
        element = self.matcher.element(node)
        tag = element.tag
        given = self.cascade().values(element)
        key = (id(given), id(around), tag)
        known = self._computed.get(key)
        if known is None:
            out = look(given, around, tag, tag in BLOCKS, self._weights.sheets().typefaces)
            if tag in _CELLS and not out.inside:  # cells that are elsewhere than in the file's order
                out = replace(out, inside=True, doubtful=out.doubtful or out.moved)
            known = self._computed[key] = (out, given, around)  # what is kept keeps its id
        return known[0]
