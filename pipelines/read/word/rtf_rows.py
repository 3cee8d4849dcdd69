"""The words that define an RTF row: how high it is, where its cells end, how they are merged, their
ground."""

from __future__ import annotations

from pipelines.read.word.doc_text import TooLarge
from pipelines.read.word.edge_table import MAX_EDGE, Merge, Shape

_ACROSS: dict[str, Merge] = {"clmgf": "first", "clmrg": "on"}
_DOWN: dict[str, Merge] = {"clvmgf": "first", "clvmrg": "on"}
UNKNOWN = -1  # in the place of a colour: mixed of two
MOST_EDGES = 1_000  # cells of a row; Word has 63
SOLID = 10_000  # of a pattern, in hundredths of percent: nothing but the colour in front


class Row:
    """The definition of a row while it is being read; it holds until the next one."""

    def __init__(self) -> None:
        self.open = False  # a definition began, and its row has not ended
        self._left = self._height = 0
        self._begin()

    def _begin(self) -> None:
        self._edges: list[int] = []
        self._across: list[Merge] = []
        self._down: list[Merge] = []
        self._grounds: list[int] = []
        self._shape: Shape | None = None
        self._begin_cell()

    def _begin_cell(self) -> None:
        self._merges: tuple[Merge, Merge] = ("", "")  # of the cell whose edge comes next
        self._back = self._front = self._pattern = 0

    def word(self, name: str, number: int) -> bool:
        """Takes in a word; whether it is one about the cells of a row. Raises TooLarge."""
        across, down = self._merges
        if name == "trowd":
            self._left, self._height, self.open = 0, 0, True
            self._begin()
        elif name == "trleft":
            self._left, self._shape = number, None
        elif name == "trrh":  # below 0 it is exact
            self._height, self._shape = max(0, -number), None
        elif name in _ACROSS:
            self._merges = (_ACROSS[name], down)
        elif name in _DOWN:
            self._merges = (across, _DOWN[name])
        elif name == "clcbpat":
            self._back = number
        elif name == "clcfpat":
            self._front = number
        elif name == "clshdng":
            self._pattern = number
        elif name == "cellx":
            if len(self._edges) == MOST_EDGES:
                raise TooLarge(f"more than {MOST_EDGES} cells of a row")
            self._shape = None
            self._edges.append(min(max(number, -MAX_EDGE), MAX_EDGE))
            self._across.append(across)
            self._down.append(down)
            mixed = self._front if self._pattern >= SOLID else UNKNOWN
            self._grounds.append(mixed if self._pattern > 0 else self._back)
            self._begin_cell()
        else:
            return False
        return True

    @property
    def shape(self) -> Shape:
        """Where the cells are; the same for all rows of one definition."""
        if self._shape is None:
            edges = (self._left, *self._edges)
            self._shape = Shape(edges, tuple(self._across), tuple(self._down), self._height)
        return self._shape

    def ground(self, cell: int) -> int:
        """The place in the table of colours of the ground of a cell, counted from 0; 0 for none.
        Not known where the definition comes behind the cell."""
        return self._grounds[cell] if self.open and cell < len(self._grounds) else UNKNOWN
