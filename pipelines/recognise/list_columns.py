"""Which of the fields of a printed list are figures of the report's year: those under the heading that
says so, or the only ones there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Literal

from pipelines.catalogue import catalogue
from pipelines.fold import fold, key
from pipelines.recognise.labels import is_unit
from pipelines.recognise.list_labels import named
from pipelines.recognise.tokens import Token

Kind = Literal["label", "figure", "beside", "unit", "number", ""]
"""What a column holds by its heading; `beside`: figures of other years, remarks."""
LONGEST = 12
"""Characters of a heading; longer texts are a title or a note."""
_YEARS = re.compile(r"20\d\d")


@lru_cache(maxsize=4096)
def heading_kind(text: str, year: int | None) -> Kind:
    """What is under a heading, in a report of `year`; nothing is said by words that are not known."""
    folded, words = fold(text), catalogue().lists
    if not folded or len(folded) > LONGEST:
        return ""
    years = {int(printed) for printed in _YEARS.findall(folded)}
    exact: dict[Kind, Collection[str]] = {
        "label": words.label, "figure": words.figure, "unit": words.unit, "number": words.number
    }  # fmt: skip
    for kind, listed in exact.items():
        if key(text) in listed and not years:
            return kind
    if any(word in _YEARS.sub("", folded) for word in words.beside):
        return "beside"
    if years and year is not None:
        return "figure" if years == {year} else "beside"
    return ""


@dataclass(slots=True)
class _Part:
    """Rows under the same headings: their fields behind the label, units left out."""

    heads: list[Token] = field(default_factory=list)
    rows: list[list[Token]] = field(default_factory=list)


def figures_of_year(
    table: str, tokens: Sequence[Token], year: int | None
) -> tuple[frozenset[int], frozenset[int], bool]:
    """`id` of the fields that are figures of the year, or the blank places of one; of those that say
    nothing, numbers of lines and remarks; and whether the headings leave no doubt of it."""
    figures: set[int] = set()
    numbers: set[int] = set()
    clear = True
    for part in _parts(table, tokens, year):
        grid = bool(part.rows and part.rows[0] and part.rows[0][0].grid)
        chosen = (_by_column if grid else _by_order)(part, year, numbers)
        clear = clear and chosen is not None
        figures |= chosen or set()
    return frozenset(figures), frozenset(numbers), clear


def _parts(table: str, tokens: Sequence[Token], year: int | None) -> list[_Part]:
    parts = [_Part()]
    behind_label = False
    for _, cells in groupby(tokens, attrgetter("line")):
        line = [*cells]
        names = [t for t in line if t.kind == "label" and named(table, t.text)]
        kinds = [t for t in line if t.kind == "label" and heading_kind(t.text, year)]
        if not names and (len(kinds) > 1 or (kinds and len(line) == 1 and not line[0].grid)):
            if parts[-1].rows:
                parts.append(_Part())
            parts[-1].heads += line
            continue
        if line[0].grid and parts[-1].rows and _table_of(parts[-1].rows) not in (None, line[0].spot.table):
            parts.append(_Part(parts[-1].heads))  # the list goes on on the next page
        at = line.index(names[0]) + 1 if names else 0
        if names or line[0].grid or not parts[-1].rows:
            behind_label = bool(names) or line[0].grid
            parts[-1].rows.append([])
        if behind_label:
            parts[-1].rows[-1] += [t for t in line[at:] if t.kind != "label" or not is_unit(t.text)]
    return parts


def _table_of(rows: list[list[Token]]) -> int | None:
    return next((row[0].spot.table for row in reversed(rows) if row), None)


def _by_column(part: _Part, year: int | None, numbers: set[int]) -> set[int] | None:
    """The fields in the column of the year, where the cells of a list are known; None where it
    cannot be told. A row that has no cell there has its one value in another."""
    heads: dict[int, str] = {}
    for token in part.heads:
        for column in _covered(token):
            heads[column] = heads.get(column, "") + fold(token.text)
    kinds = {column: heading_kind(text, year) for column, text in heads.items()}
    values = [t for row in part.rows for t in row if t.kind in ("value", "run")]
    valued = Counter(t.spot.column for t in values)
    counted = {c for c in valued if kinds.get(c or 0) == "number" or _counts_up(part, c)}
    numbers |= {id(t) for t in values if t.spot.column in counted}
    named_so = [c for c, kind in kinds.items() if kind == "figure"]
    if len(named_so) > 1:
        named_so = [c for c in named_so if "年" in heads[c]] or named_so
    unknown = [c for c in valued if c not in counted and not kinds.get(c or 0)]
    columns = named_so or unknown
    single = max((sum(id(t) not in numbers for t in row if t in values) for row in part.rows), default=0) < 2
    rivals = any(sum(any(c in _covered(t) for t in row) for c in columns) > 1 for row in part.rows)
    if len(columns) > 1 and ((rivals and named_so) or not single):
        return None
    if not columns and valued.keys() - counted:
        return None  # figures of other years only
    if not columns or (len(columns) > 1 and not named_so):
        return {id(t) for row in part.rows for t in row if id(t) not in numbers}
    out: set[int] = set()
    for row in part.rows:
        numbers |= {id(t) for t in row if t.kind == "label" and kinds.get(t.spot.column or 0) == "beside"}
        here = [t for t in row if any(column in _covered(t) for column in columns)]
        others = [t for t in row if t.kind in ("value", "run") and id(t) not in numbers]
        lone = others if not here and len(others) == 1 and not kinds.get(others[0].spot.column or 0) else []
        out |= {id(t) for t in (here or lone)}
    return out


def _covered(token: Token) -> range:
    column = token.spot.column or 0
    return range(column, column + token.across)


def _counts_up(part: _Part, column: int | None) -> bool:
    """Whether the figures of a column are those of the lines: each is one more than that above."""
    texts = [
        t.text.strip() for row in part.rows for t in row if t.spot.column == column and t.kind == "value"
    ]
    counted = [int(text) for text in texts if text.isdecimal()]
    steps = sum(b - a == 1 for a, b in pairwise(counted))
    return counted[:1] == [1] and len(counted) == len(texts) and 2 * steps > len(counted)


def _by_order(part: _Part, year: int | None, numbers: set[int]) -> set[int] | None:
    """The fields at the place of the year behind the label, where only their order is known."""
    kinds = [kind for t in part.heads if t.kind == "label" and (kind := heading_kind(t.text, year))]
    behind = kinds[kinds.index("label") + 1 :] if "label" in kinds else kinds
    order = [kind for kind in behind if kind != "unit"]
    fields = [[t for t in row if t.line == row[0].line or t.kind != "label"] for row in part.rows]
    if "figure" not in order:
        return None if order else {id(t) for row in fields for t in row}
    if len(order) == 1:
        return {id(t) for row in fields for t in row}
    if order.count("figure") > 1:
        return None
    at = order.index("figure")
    out: set[int] = set()
    for row in fields:
        solid = [t for t in row if t.kind != "blank"]
        whole = next((r for r in (row, solid) if len(r) == len(order)), None)
        if whole:
            out.add(id(whole[at]))
            numbers |= {id(t) for t in whole if t.kind == "label" or order[whole.index(t)] == "number"}
    return out
