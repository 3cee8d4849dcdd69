"""Where in the stream each of the three tables stands: by the labels that no other table has, not by headings.

Headings vary, are missing or stand in the wrong place; a dense run of a table's own labels does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalogue import catalogue
from pipelines.recognise.labels import labels, own_keys
from pipelines.recognise.tokens import Token

MAX_APART = 90  # tokens between two own labels of one table: two rows of a dump with one cell per line, blanks included
MIN_VOTES = 3
LONG_LABEL = 45  # folded characters; longer texts outside the catalogue are prose, and end a table


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens `start` to `end` (not included) hold one printing of `table`."""

    table: str
    start: int
    end: int
    votes: int


def find(tokens: list[Token]) -> list[Region]:
    """Every printing of every table, in reading order. A table may be found more than once, or not at all."""
    votes: dict[str, list[int]] = {table: [] for table in catalogue().tables}
    keys = [t.key if t.kind == "label" and not (t.prose and len(t.text) > LONG_LABEL) else "" for t in tokens]
    for i, label in enumerate(keys):
        if label:
            for table, found in votes.items():
                if label in own_keys(table):
                    found.append(i)
    clusters = [(table, c) for table, found in votes.items() for c in _clusters(found) if len(c) >= MIN_VOTES]
    clusters.sort(key=lambda c: c[1][0])
    regions = []
    for n, (table, cluster) in enumerate(clusters):
        limit = min((c[0] for _, c in clusters[n + 1 :] if c[0] > cluster[-1]), default=len(tokens))
        regions.append(Region(table, cluster[0], _end(tokens, keys, table, cluster[-1], limit), len(cluster)))
    return _worthy(regions)


def _clusters(found: list[int]) -> list[list[int]]:
    out: list[list[int]] = []
    for i in found:
        if out and i - out[-1][-1] <= MAX_APART:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _end(tokens: list[Token], keys: list[str], table: str, last_vote: int, limit: int) -> int:
    """One past the last value of the table: it ends before prose, a section heading, or the next table."""
    known = labels(table)
    headings = tuple(start for s in catalogue().sections.values() for start in s.starts)
    end = last_vote + 1
    for i in range(last_vote + 1, limit):
        token = tokens[i]
        if token.kind in ("value", "run"):
            end = i + 1
        elif token.kind == "label" and keys[i] not in known:
            if not keys[i] or len(keys[i]) > LONG_LABEL or keys[i].startswith(headings):
                break
        elif token.kind == "blank" and token.grid:
            end = i + 1
    return end


def _worthy(regions: list[Region]) -> list[Region]:
    """Drops the stray: a few words of a table named in prose, beside a printing that has most of its labels."""
    best: dict[str, int] = {}
    for region in regions:
        best[region.table] = max(best.get(region.table, 0), region.votes)
    return [r for r in regions if r.votes * 2 > best[r.table]]
