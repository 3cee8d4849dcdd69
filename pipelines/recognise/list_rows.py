"""A printed list (label, unit, figure) -> the same tokens with the label of the form and the figure of
the year in each of its rows, and what else is printed there.

Around them offices print numbers of the lines, the unit in a column or behind the label, the figures
of other periods, remarks, and below the list who filled it in. The headings of columns say which
figure is of the year; where they do not, no row has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from pipelines.catalogue import catalogue
from pipelines.fold import ENUMERATOR, fold, key
from pipelines.model import NIL
from pipelines.recognise.fields import without_page_numbers
from pipelines.recognise.labels import is_unit, labels
from pipelines.recognise.list_columns import figures_of_year
from pipelines.recognise.list_labels import named
from pipelines.recognise.tokens import Token
from pipelines.values import parse

LEAST_BESIDE = 8
"""Labels of rows in a second column before a list is taken to be set in two halves side by side."""


@dataclass(slots=True)
class ListRows:
    """What is left of a list for its rows. `left_out`: figures of other columns. `units`: what is
    printed of its unit, by the line of a label and its words. `is_clear`: whether one column is of
    the year."""

    tokens: list[Token] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    units: dict[tuple[int, str], str] = field(default_factory=dict)
    is_clear: bool = True


def list_rows(table: str, tokens: Sequence[Token], above: Sequence[Token], year: int | None) -> ListRows:
    """The rows of one printing of a list in a report of `year`; `above`: tokens of its grid in front
    of them, which may be headings."""
    tokens = _halves_in_turn(table, without_page_numbers(_up_to_the_end(table, tokens)))
    figures, numbers, is_clear = figures_of_year(table, [*above, *tokens], year)
    out = ListRows(is_clear=is_clear)
    row, is_heading = (0, ""), False
    for line in _lines(tokens):
        names = [named(table, t.text) if t.kind == "label" else "" for t in line]
        first = next((i for i, name in enumerate(names) if name), None)
        awaited = bool(out.tokens) and not line[0].grid and not _is_figure(out.tokens)
        if first is None and not awaited and (word := _local_row(table, line)):
            out.left_out.append(" ".join([word, *(t.text.strip() for t in line if id(t) in figures)]))
            continue
        unit = max((i for i, t in enumerate(line) if t.kind == "label" and is_unit(t.text)), default=0)
        for i, (token, name) in enumerate(zip(line, names, strict=True)):
            if name:
                row = (token.line, name)
                out.units[row] = token.text
                out.tokens.append(token._replace(text=name))
                is_heading = all(
                    catalogue().row(table, c).unit is None for c in labels(table).rows[key(name)]
                )
            elif token.kind == "label":
                if is_unit(token.text):
                    out.units[row] = f"{out.units.get(row, '')} {token.text.strip()}"
                elif id(token) not in numbers and not _is_passed_over(table, token):
                    # what is no word is in the place of a figure
                    out.tokens.append(token if token.key else token._replace(kind="value"))
            elif is_heading and parse(token.text).status in NIL:
                continue  # beside a heading no figure is due
            elif token.kind == "blank" and i < unit and not token.grid:
                continue  # nor in front of the unit
            elif id(token) in figures:
                out.tokens.append(token)
            elif token.kind != "blank" and id(token) not in numbers and not (first is not None and i < first):
                out.left_out.append(token.text)  # one in front of the label is the number of the line
    return out


def _lines(tokens: Iterable[Token]) -> Iterable[list[Token]]:
    return ([*line] for _, line in groupby(tokens, attrgetter("line")))


def _up_to_the_end(table: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens in front of the lines that say who filled in the list."""
    words = [t for t in tokens if t.kind == "label"]
    last = max((t.line for t in words if named(table, t.text)), default=0)
    end = next((t.line for t in words if t.line > last and t.key.startswith(catalogue().lists.ends)), None)
    return [t for t in tokens if end is None or t.line < end]


def _is_figure(tokens: Sequence[Token]) -> bool:
    """Whether the last of these that is not blank is no label: the row above has its figure."""
    last = next((t for t in reversed(tokens) if t.kind != "blank"), None)
    return last is not None and last.kind != "label"


def _local_row(table: str, line: Sequence[Token]) -> str:
    """The label of a row that the form does not have, where it is seen to be in front of its figure: in
    a cell of its own, on the line of another."""
    words = [t for t in line if t.kind == "label" and not is_unit(t.text) and not _is_passed_over(table, t)]
    values = [t for t in line if t.kind in ("value", "run")]
    apart = words and values and (words[0].spot.column or 0) < (values[-1].spot.column or 0)
    return words[0].text.strip() if apart and words[0].key else ""


def _is_passed_over(table: str, word: Token) -> bool:
    is_number = not ENUMERATOR.sub("", fold(word.text))
    return is_number or word.key in catalogue().lists.of_which or word.key in labels(table).heads


def _halves_in_turn(table: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a list whose second half is beside the first, the first half in front."""
    begins: Counter[int] = Counter()
    for line in _lines(t for t in tokens if t.grid):
        held = [t for t in line if t.kind in ("value", "run") or named(table, t.text)]
        kinds = [t.kind for t in held]
        if kinds[:3] == ["label", "value", "label"]:
            begins[held[2].spot.column or 0] += 1
    if sum(begins.values()) < LEAST_BESIDE:
        return tokens
    (border, _), *_ = begins.most_common(1)
    most = max(t.line for t in tokens)
    right = [t._replace(line=t.line + most) for t in tokens if (t.spot.column or 0) >= border]
    return [*(t for t in tokens if (t.spot.column or 0) < border), *right]
