"""Headings that no form has, above a table whose cells are not known: one more value than the form
has is in each of its rows, or another in the place of one of its own.

A row that then has no more values than the form is not read: last year's figure, a remark or the
number of a line may have come into the place of a blank, or be glued to the figure before it. Where
no heading says so, a row shows it whose glued figures are more than its cells.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import fold, key
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.fields import UNLIKE
from pipelines.recognise.labels import labels, pattern, row_keys, similarity
from pipelines.recognise.runs import pieces, segmentations
from pipelines.recognise.tokens import Token

MOST = 12
"""Characters of a heading; longer texts are notes."""
LEAST_HEADINGS = 3
"""Of the form, that make a line one of headings."""
LEAST_LONGER = 3
"""Rows with a value too many that show a column more."""
SHORT = 3
"""Characters of a word on a line of headings that is no piece of the label of a row: 上年 is a column
of its own."""
MOST_MORE = 3
"""Columns that an office adds; with more figures than that a row is damaged."""
VALUES_OF_A_ROW = 2
"""A line with so many values is no line of headings: the word in front of them names it."""
_REMARK = re.compile(r"\([^()]*\)")
MOST_HEADINGS = 24
"""Words above a block whose pairs are looked at; more are none of a table."""
LEAST_OF_A_LABEL = 4
"""Characters of a label that counts as named where words are added to it."""


def without_foreign(
    form: Form, tokens: list[Token], rows: tuple[RowCandidates, ...]
) -> tuple[RowCandidates, ...]:
    """The rows, those without candidates that cannot be told from the values of a heading that the
    form does not have."""
    if form.is_list:
        return rows  # its columns are told in list_columns.py
    titles = _under_foreign(form, tokens)
    if form.printed == "blocks" and any(map(_is_longer, rows)):
        titles = {row.row.title for row in rows}
    if form.printed == "grid" and not any(t.grid for t in tokens) and _are_longer(rows):
        titles = {""}
    if not titles:
        return rows
    return tuple(
        replace(row, candidates=(), certain=False)
        if (row.row.title if form.printed == "blocks" else "") in titles and _is_in_doubt(row)
        else row
        for row in rows
    )


def _is_in_doubt(row: RowCandidates) -> bool:
    return row.printed > 0 and (row.glued or row.printed <= row.row.cells)


def _are_longer(rows: tuple[RowCandidates, ...]) -> bool:
    """Whether most rows have more values than cells, whatever the headings are."""
    full = [row for row in rows if row.printed >= row.row.cells]
    longer = sum(row.printed > row.row.cells for row in full)
    return longer >= LEAST_LONGER and 2 * longer > len(full)


def _is_longer(row: RowCandidates) -> bool:
    """Whether the figures of a row are glued and come apart in more numbers than it has cells,
    never in as many: `000200` in three cells."""
    runs = [t.text for t in row.fields if t.kind == "run"]
    parts = [piece for text in runs for piece in pieces(text) or ()]
    if len(runs) != sum(t.kind != "blank" for t in row.fields) or not parts or row.candidates:
        return False
    cells = row.row.cells
    return any(segmentations(parts, cells + more) for more in range(1, MOST_MORE + 1))


def _under_foreign(form: Form, tokens: list[Token]) -> set[str]:
    """The titles of the blocks that have such a heading, and where there is any, of those whose title
    is not found; "" for the whole of another table."""
    headings, longest, apart = _headings(form, tokens)
    once = form.printed != "one_line" and headings.keys() >= {row.title for row in form.rows}
    titles = {
        title
        for title, words in headings.items()
        if _has_foreign(form, title, words, once, apart) or _has_one_more(form, title, longest[title])
    }
    return titles | {row.title for row in form.rows if titles and form.printed == "blocks"} - headings.keys()


def _has_one_more(form: Form, title: str, words: int) -> bool:
    """Whether a line of headings of a block has more words than one for each column and one above the
    labels, whatever they are: a heading that is misspelt may be like one that the form lacks."""
    columns = {len(row.columns) for row in form.rows if row.title == title}
    return form.printed == "blocks" and bool(columns) and words > max(columns) + 1


def _headings(form: Form, tokens: list[Token]) -> tuple[dict[str, set[str]], Counter[str], set[str]]:
    """The words among the headings of each block, by its title; "" for another table. How many are on
    the longest of their lines. And the words that are on a line with several headings of the form,
    or above the figures of a page: they are no pieces of the label of a row."""
    titles = {key(row.title): row.title for row in form.rows if row.title}
    heads, rows = labels(form.table).heads, row_keys(form.table)
    title, among_heads, figures = "", False, _left_of_figures(form, tokens)
    valued = Counter(t.line for t in tokens if t.kind == "value")
    out: dict[str, set[str]] = {}
    lines: Counter[tuple[str, int]] = Counter()
    on_line: dict[int, set[str]] = {}
    above: set[str] = set()
    for token in tokens:
        if token.kind != "label":
            among_heads = among_heads and token.kind == "blank"
        elif token.key in titles and form.printed == "blocks":
            title, among_heads = titles[token.key], True
        elif token.key in rows:
            among_heads = False
        elif not token.prose and valued[token.line] < VALUES_OF_A_ROW and not _is_at_left(token, figures):
            words = {token.text} if token.grid or token.key in heads else {*_words(token.text)}
            among_heads = among_heads or any(key(word) in heads for word in words)
            if among_heads:
                out.setdefault(title, set()).update(words)
                lines[title, token.line] += 1
                on_line.setdefault(token.line, set()).update(words)
                if token.spot.box and token.spot.box[2] > figures:
                    above |= {word for word in words if not _is_of_two(form, word)}
    longest: Counter[str] = Counter()
    for (at, _), words_of_line in lines.items():
        longest[at] = max(longest[at], words_of_line)
    several = (words for words in on_line.values() if sum(key(w) in heads for w in words) >= LEAST_HEADINGS)
    return out, longest, above.union(*several)


def _is_at_left(word: Token, figures: float) -> bool:
    """Whether a word of a page without rulings is above the labels of rows."""
    return word.spot.box is not None and word.spot.box[2] <= figures < math.inf


def _is_of_two(form: Form, word: str) -> bool:
    """Whether a word is the pieces of two headings that are set without a gap: 服务其他."""
    names, name = "\n".join(labels(form.table).heads), key(word)
    return any(name[:at] in names and name[at:] in names for at in range(1, len(name)))


def _left_of_figures(form: Form, tokens: list[Token]) -> float:
    """Where the first column of figures begins, on a page whose cells are not known: the labels of rows
    are at its left. In points; nowhere in a table of blocks."""
    boxes = [t.spot.box for t in tokens if t.kind == "value" and t.spot.box and not t.grid]
    return min(left for left, *_ in boxes) if boxes and form.printed != "blocks" else math.inf


def _words(text: str) -> list[str]:
    """The words of a line of headings: set apart, or the labels and what is between them, where
    they are glued (`本年处理决定数量上年数`)."""
    apart = text.split()
    if len(apart) > 1:
        return apart
    folded = _REMARK.sub("|", fold(text))
    first = pattern().match(folded)
    if first is None or len(first.group()) < LEAST_OF_A_LABEL - 1:
        return apart  # a label torn behind 其他 begins so, too
    names = [match.group() for match in pattern().finditer(folded)]
    return [*names, *(word for word in pattern().sub("|", folded).split("|") if word)]


def _has_foreign(form: Form, title: str, words: set[str], once: bool, apart: set[str]) -> bool:
    """Whether one of the words is a heading that is unlike all that are missing in the block,
    besides the one above the labels of its rows (信息内容), which may be called otherwise. `once`: each
    heading comes once; not so in a table in one line, or where the title of a block is lost."""
    rows = [row for row in form.rows if row.title == title or not (title and once)]
    pieces = {key(word) for word in words}  # a heading may be broken in two
    halves = pieces if len(pieces) <= MOST_HEADINGS else set()
    printed = pieces | {a + b for a in halves for b in halves} if once else set()
    columns = [_keys(form, "column", column) for column in {c for row in rows for c in row.columns}]
    missing = {name for names in columns if names.isdisjoint(printed) for name in names}
    missing |= {name for row in rows for name in _keys(form, "row", row.code)}
    foreign = sum(_is_foreign(form, word, missing, word in apart) for word in words)
    corner = {key(heading.zh) for heading in catalogue().headings[form.table]}
    is_named = form.printed != "blocks" or bool(corner & {key(word) for word in words})
    return foreign > (0 if is_named else 1)


def _keys(form: Form, kind: str, code: str) -> set[str]:
    return {key(label) for label in catalogue().lines[form.table, kind, code].labels}


def _is_foreign(form: Form, word: str, missing: set[str], apart: bool) -> bool:
    """Whether a word is no label of the table, no rest of a title that was taken apart, no piece of
    a label, and none of the missing ones misspelt."""
    name, known = key(word), labels(form.table)
    if not 2 <= len(name) <= MOST or name in known or ":" in fold(word):
        return False
    if any(name in section.zh for section in catalogue().sections.values()):
        return False
    short = apart and len(name) <= SHORT
    names = (*known.heads,) if short else (*known.rows, *known.heads)
    if any(name in label or (len(label) >= LEAST_OF_A_LABEL and label in name) for label in names):
        return False
    fixed = (key(heading.zh) for heading in catalogue().headings[form.table])
    alike = (label for label in (*missing, *fixed) if not short or len(label) <= 2 * len(name))
    return not any(similarity(name, label) > UNLIKE for label in alike)
