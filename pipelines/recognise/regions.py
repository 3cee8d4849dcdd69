"""Where in the stream each of the three tables is: by the labels that no other table has, not
by headings.

Headings vary, are missing or in the wrong place; a dense run of a table's own labels does
not.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass

from pipelines.catalogue import catalogue
from pipelines.fold import key
from pipelines.recognise.beginnings import (
    beginnings,
    behind_headings,
    section_headings,
    without_columns_behind,
)
from pipelines.recognise.fields import is_odd
from pipelines.recognise.labels import Labels, labels, own_keys
from pipelines.recognise.printed_rows import latest_form
from pipelines.recognise.spoken_rows import spoken_row
from pipelines.recognise.tokens import Token
from pipelines.values import parse

# tokens between two own labels of one table: two rows of a dump with one cell per line, blanks
# included
MAX_APART = 90
MIN_VOTES = 3
"""Labels that only one table has, close together, which make a region."""
MIN_VOTES_OF_A_LIST = 8
"""The same of a list, each counted once: prose goes through its lines as well."""
MOST_OF_A_TABLE = 50_000
"""Tokens of one printing. A table has some hundred; behind the last one there may be a list of
thousands of lines. What has more is none, and takes seconds to be aligned."""
LONGEST_LINE = 200  # characters of a line of headings
MOST_STRANGE = 2  # words between headings, or below the last of them, that the form does not have
LONGEST_STRANGE = 8  # characters of such a word; longer ones are a title or a note
LONG_LABEL = 45  # folded characters; longer texts outside the catalogue are prose, and end a table


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens `start` to `end` (not included) hold one printing of `table`; those from `head` on are
    of the same grid and may be its headings, in words that the catalogue does not know."""

    table: str
    start: int
    end: int
    votes: int
    head: int


def find(tokens: list[Token]) -> list[Region]:
    """Every printing of every table, in reading order. A table may be found more than once, or not
    at all, as where it would go on without end."""
    votes: dict[str, list[int]] = {table: [] for table in catalogue().tables}
    keys = [t.key if t.kind == "label" and not (t.prose and len(t.text) > LONG_LABEL) else "" for t in tokens]
    for i, label in enumerate(keys):
        if label:
            for table, at in votes.items():
                if label in own_keys(table) and not (is_list(table) and _is_said(tokens, i)):
                    at.append(i)
    headings = section_headings(tokens, keys)
    clusters = []
    starts: dict[str, list[int]] = {table: [] for table in votes}
    for table, at in votes.items():
        for cluster in _clusters(
            at, beginnings(table, tokens, keys, at) | behind_headings(table, headings, at)
        ):
            starts[table].append(cluster[0])
            if _are_enough(table, {keys[i] for i in cluster} if is_list(table) else cluster):
                clusters.append((table, without_columns_behind(table, tokens, keys, headings, cluster)))
    clusters.sort(key=lambda c: c[1][0])
    begun = [cluster[0] for _, cluster in clusters]
    regions = []
    for table, cluster in clusters:
        limit = min(_following(begun, cluster[-1], tokens), _following(starts[table], cluster[-1], tokens))
        start = _start(tokens, keys, table, cluster[0])
        end = _end(tokens, keys, table, cluster[-1], limit)
        if end - start <= MOST_OF_A_TABLE:
            regions.append(Region(table, start, end, len(cluster), _head(tokens, start)))
    return _worthy(regions)


def _following(starts: list[int], last: int, tokens: list[Token]) -> int:
    """The first of `starts`, which rise, behind `last`."""
    at = bisect(starts, last)
    return starts[at] if at < len(starts) else len(tokens)


def is_list(table: str) -> bool:
    """Whether a table is a list."""
    return catalogue().tables[table].is_list


def _are_enough(table: str, votes: Sized) -> bool:
    return len(votes) >= (MIN_VOTES_OF_A_LIST if is_list(table) else MIN_VOTES)


def _is_said(tokens: list[Token], at: int) -> bool:
    """Whether the label of a row of a list is in a sentence: its figure is in the same paragraph, or on
    the same line with its unit behind it. In a list the unit is in front of the figure."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.spot != token.spot or following.line != token.line or token.grid:
        return False
    return token.prose or parse(following.text).unit is not None


def _clusters(voted: list[int], beginnings: frozenset[int]) -> list[list[int]]:
    out: list[list[int]] = []
    for i in voted:
        if out and i - out[-1][-1] <= MAX_APART and i not in beginnings:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _start(tokens: list[Token], keys: list[str], table: str, first_vote: int) -> int:
    """The first heading of those of the first vote: short ones, as 总计, have no vote. They are on its
    line, in a dump also right in front of it, in pieces or with a few words between that the form does
    not have."""
    known, heads = labels(table), "\n".join(labels(table).heads)
    grid = tokens[first_vote].grid
    start, strange = first_vote, 0
    for i in range(first_vote - 1, -1, -1):
        token = tokens[i]
        if token.kind in ("value", "run") or token.prose or token.grid != grid or keys[i] in own_keys(table):
            break
        if token.line == tokens[first_vote].line:
            start = i
        elif grid:
            break
        elif _is_heading(token, keys[i], known) or (len(keys[i]) > 1 and keys[i] in heads):
            start, strange = i, 0
        elif len(keys[i]) > 1:
            strange += 1
            if strange > MOST_STRANGE or len(keys[i]) > LONGEST_STRANGE:
                break
    return start


def _is_heading(token: Token, label: str, known: Labels) -> bool:
    """Whether a token is a label of the table, or a line most words of which are: it was left whole
    for one that is none."""
    words = token.text.split() if len(token.text) <= LONGEST_LINE else []
    named = sum(key(word) in known for word in words)
    return label in known or (named >= MIN_VOTES and 2 * named > len(words))


def _head(tokens: list[Token], start: int) -> int:
    """The first token of the lines above that are of the same grid and hold no value."""
    head, table = start, tokens[start].spot.table
    while head and tokens[head - 1].grid and tokens[head - 1].spot.table == table:
        line = tokens[head - 1].line
        first = head - 1
        while first and tokens[first - 1].line == line:
            first -= 1
        if any(t.kind in ("value", "run") for t in tokens[first:head]):
            break
        head = first
    return head


def _end(tokens: list[Token], keys: list[str], table: str, last_vote: int, limit: int) -> int:
    """One past the last value of the table: it ends before prose, a section heading, the next table, or
    one of the document that begins with a word of its own."""
    known = labels(table)
    headings = tuple(start for s in catalogue().sections.values() for start in s.starts)
    fields = Counter(t.line for t in tokens[last_vote:limit])
    form = latest_form(table)
    end = last_vote + 1
    for i in range(last_vote + 1, limit):
        token = tokens[i]
        if token.grid and token.spot.table != tokens[i - 1].spot.table and _begins_another(keys[i], known):
            break
        if token.kind in ("value", "run"):
            end = i + 1
        elif token.kind == "label" and keys[i] not in known:
            is_row = form.printed == "one_line" and token.grid and fields[token.line] == len(form.columns) + 1
            is_heading = keys[i].startswith(headings) and not (is_row and spoken_row(form, token) is not None)
            if not keys[i] or len(keys[i]) > LONG_LABEL or is_heading:
                break
            if is_odd(table, token):
                end = i + 1
        elif token.kind == "blank" and (token.grid or fields[token.line] > 1):
            end = i + 1  # a row left blank; an empty line is none
    return end


def _begins_another(label: str, known: Labels) -> bool:
    """Whether the first word of a table of the document is neither a label of the table nor a piece of
    one that a page break tore."""
    return bool(label) and label not in known and not any(label in row for row in known.rows)


def _worthy(regions: list[Region]) -> list[Region]:
    """Drops the stray: a few words of a table named in prose, beside a printing that has most of
    its labels."""
    best: dict[str, int] = {}
    for region in regions:
        best[region.table] = max(best.get(region.table, 0), region.votes)
    return [r for r in regions if r.votes * 2 > best[r.table]]
