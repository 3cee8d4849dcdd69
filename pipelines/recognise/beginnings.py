"""Which of the labels found in a document are those of one printing of a table, where another one of it,
a few of its rows or words of it stand in front of it or behind it."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.headings import column_names
from pipelines.recognise.labels import row_keys
from pipelines.recognise.printed_rows import latest_form
from pipelines.recognise.sections import begun_by
from pipelines.recognise.spoken_rows import spoken_row
from pipelines.recognise.tokens import Token

MIN_RETURN = 3
"""Rows; a table that falls back so far begins again, where an office only swapped two rows it does
not. In another table of the document one row is enough."""

MOST_BETWEEN = 60
"""Tokens between two votes in which names of rows in other words are looked for: a line for each row has
six."""
MOST_ABOVE = 6
"""Tokens in front of the first vote in which one may be."""


def beginnings(table: str, tokens: list[Token], keys: list[str], voted: list[int]) -> frozenset[int]:
    """The votes with which a table begins that follows right behind another printing of itself, or of
    some of its rows: where these come again from above, in front of the first of those that fell
    back."""
    if latest_form(table).printed == "one_line":
        return _of_one_line(table, tokens, keys, voted)
    order = _order(table)
    out: set[int] = set()
    seen: dict[str, int] = {}  # row -> the table of the document it is in
    furthest = latest = 0
    fallen = voted[0] if voted else 0
    for block, i, _ in _since_values(tokens, voted):
        if (place := order.get(keys[i])) is None:
            continue
        if place < latest:
            fallen = block
        sheet = tokens[i].spot.table or 0
        least = MIN_RETURN if sheet == seen.get(keys[i], sheet) else 1
        if keys[i] in seen and furthest - place >= least:
            out.add(fallen)
            seen, furthest = {}, 0
        seen[keys[i]] = sheet
        furthest, latest = max(furthest, place), place
    return frozenset(out)


def _of_one_line(table: str, tokens: list[Token], keys: list[str], voted: list[int]) -> frozenset[int]:
    """The same of a table in one line: where a heading follows all values, or the first heading of a
    column, or of several, follows any."""
    form = latest_form(table)
    columns = column_names(form)
    out: set[int] = set()
    named: set[bool] = set()  # whether headings of columns, and others, are among the votes before
    values, before = 0, max(0, voted[0] - MOST_ABOVE) if voted else 0
    for block, i, printed in _since_values(tokens, voted):
        values += printed
        if i - before <= MOST_BETWEEN and any(_is_spoken(form, t) for t in tokens[before + 1 : i]):
            named.add(False)
        before = i
        kind = keys[i] in columns
        if values >= len(form.cells) or (values and kind not in named):
            out.add(block)
            since = voted[bisect_left(voted, block) : bisect_left(voted, i)]
            named, values = {keys[n] in columns for n in since}, 0
        named.add(kind)
    return frozenset(out)


def _is_spoken(form: Form, token: Token) -> bool:
    return token.kind == "label" and spoken_row(form, token) is not None


def _since_values(tokens: list[Token], voted: list[int]) -> Iterator[tuple[int, int, int]]:
    """Each vote, behind the first one since the last value, and how many values are right before it."""
    block = voted[0] if voted else 0
    for before, i in zip([None, *voted], voted):
        printed = _values(tokens[before + 1 : i]) if before is not None else 0
        if printed:
            block = i
        yield block, i, printed


def section_headings(tokens: list[Token], keys: list[str]) -> list[tuple[int, int]]:
    """The tokens that begin with the heading of a section, and which of the sections each is."""
    codes = [*catalogue().sections]
    begun = []
    for i, label in enumerate(keys):
        if label and (code := begun_by(tokens[i].text)):
            begun.append((i, codes.index(code)))
    return begun


def behind_headings(table: str, headings: list[tuple[int, int]], voted: list[int]) -> frozenset[int]:
    """The votes behind the heading of a section before that of the table: what was above it, as a
    navigation that has words of the table, is none of its rows. A row of a list may be one itself."""
    own = [*catalogue().sections].index(catalogue().tables[table].section)
    places = [i for i, section in headings if section < own and i not in voted]
    return frozenset(voted[n] for i in places if (n := bisect(voted, i)) < len(voted))


def without_columns_behind(
    table: str, tokens: list[Token], keys: list[str], headings: list[tuple[int, int]], voted: list[int]
) -> list[int]:
    """The votes of a printing without words of its columns behind its last row that are in another table
    of the document or in a later section: those of a table beside it."""
    rows = _order(table)
    last = max((n for n, i in enumerate(voted) if keys[i] in rows), default=len(voted) - 1)
    if latest_form(table).printed != "grid" or last + 1 == len(voted):
        return voted
    row, column = voted[last], voted[last + 1]
    own = [*catalogue().sections].index(catalogue().tables[table].section)
    is_later = any(row < i < column and section > own for i, section in headings)
    return voted[: last + 1] if is_later or tokens[row].spot.table != tokens[column].spot.table else voted


@lru_cache(maxsize=8)
def _order(table: str) -> dict[str, int]:
    """The place in its form of each key that names a filled row and nothing else; none for table
    4."""
    places: dict[str, int] = {}
    for form in catalogue().forms(table).values():
        for place, row in enumerate(form.order):
            places |= {
                k: place
                for label in catalogue().row(table, row).labels
                if (k := key(label)) in row_keys(table)
            }
    return places


def _values(tokens: list[Token]) -> int:
    """How many values are printed in `tokens`; each figure of a run may be one."""
    return sum(
        t.kind == "value" or (sum(c.isdigit() for c in t.text) if t.kind == "run" else 0) for t in tokens
    )
