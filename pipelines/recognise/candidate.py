"""What a row may say: its candidates, and how sure the print is of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.model import Spot
from pipelines.recognise.printed_rows import PrintedRow
from pipelines.recognise.tokens import Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a row: a text for each cell (None: not printed) and its spot."""

    texts: tuple[str | None, ...]
    spots: tuple[Spot, ...]

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Candidate:
        """A token for each cell."""
        kept = tuple(tokens)
        return cls(tuple(t.text for t in kept), tuple(t.spot for t in kept))

    @classmethod
    def placed(cls, tokens: dict[int, Token], cells: int) -> Candidate:
        """These tokens in these places, and nothing printed in the others."""
        texts = tuple(tokens[i].text if i in tokens else None for i in range(cells))
        return cls(texts, tuple(tokens[i].spot if i in tokens else Spot() for i in range(cells)))


@dataclass(frozen=True, slots=True)
class RowCandidates:
    """A row with all its possible readings.

    `certain`: the print leaves no other, whatever the sums say. `glued`: figures without
    separators, so the sums must confirm even a single one; `cut`: they come apart in several ways
    before any sum is asked. `placed`: as its values are under its columns on the page. `surplus`:
    how many values it has too many. `printed`: how many values are in print. `evidence`: their
    text.
    """

    row: PrintedRow
    candidates: tuple[Candidate, ...] = ()
    certain: bool = False
    glued: bool = False
    cut: bool = False
    placed: bool = False
    surplus: int = 0
    printed: int = 0
    evidence: str = ""
    fields: tuple[Token, ...] = ()

    @property
    def is_printed(self) -> bool:
        """Whether anything of the row is in print, blank cells included."""
        return not self.candidates or any(t is not None for c in self.candidates for t in c.texts)
