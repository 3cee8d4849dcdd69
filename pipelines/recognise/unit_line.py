"""The line that says above or below a table in what unit of money its amounts are: `单位：元`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.fold import fold
from pipelines.recognise.regions import Region
from pipelines.recognise.tokens import Token

NEAR = 3
"""Texts between which and a table no other is: a title and a note, at most."""
WINDOW = 30  # tokens in which these are, blank cells and lines among them
LONGEST = 20  # characters; longer ones are prose
_UNIT = re.compile(r"\(?(?:金额|货币|计量)?单位:?(?:人民币)?[百千万亿]*元\)?")


def unit_line(tokens: Sequence[Token], region: Region) -> str:
    """The nearest such line above a printing of a table, in it or below; empty if there is none."""
    before, behind = (
        tokens[max(0, region.start - WINDOW) : region.start],
        tokens[region.end : region.end + WINDOW],
    )
    above = islice((t for t in reversed(before) if t.kind != "blank"), NEAR)
    below = islice((t for t in behind if t.kind != "blank"), NEAR)
    inside = tokens[region.start : region.end]
    return next((t.text for t in (*above, *inside, *below) if _names_a_unit(t)), "")


def _names_a_unit(token: Token) -> bool:
    return (
        token.kind == "label" and len(token.text) <= LONGEST and _UNIT.fullmatch(fold(token.text)) is not None
    )
