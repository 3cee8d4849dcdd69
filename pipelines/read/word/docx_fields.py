"""Fields of a Word file (page numbers, sums, conditions): which of their text is printed.

A field has an instruction and a result; only the result is printed. Fields nest, also inside an
instruction.
"""

from __future__ import annotations


class Fields:
    """Where the reading stands among the marks `begin`, `separate`, `end`."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # per open field, the outermost first: whether its result has begun

    @property
    def printed(self) -> bool:
        return all(self._open)

    def mark(self, kind: str) -> None:
        """Takes in a mark; one that fits nothing is ignored."""
        if kind == "begin":
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()

    def end_paragraph(self) -> None:
        """Instructions do not go on for paragraphs: an unfinished one is damage, which must not
        swallow the rest."""
        self._open = [result for result in self._open if result]
