"""The labels of the form as they may be printed, and how alike a printed label is to one of
them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import ENUMERATOR, fold, key


@dataclass(frozen=True)
class Labels:
    """Every label of one table over all editions, by key.

    `rows`: key -> row codes; `heads`: keys of titles, column headings and fixed words, which carry
    no number.
    """

    rows: dict[str, tuple[str, ...]]
    heads: frozenset[str]

    def __contains__(self, label: str) -> bool:
        return label in self.rows or label in self.heads


@lru_cache(maxsize=8)
def labels(table: str) -> Labels:
    """The labels of a table. Where it is printed in one line its rows are headings: no label is in
    front of the values."""
    data = catalogue()
    rows: dict[str, list[str]] = {}
    heads = {key(heading.zh) for heading in data.headings[table]}
    for (name, kind, code), line in data.lines.items():
        if name != table:
            continue
        for label in line.labels:
            if kind == "row" and data.tables[table].printed != "one_line":
                rows.setdefault(key(label), []).append(code)
            else:
                heads.add(key(label))
    for form in data.forms(table).values():
        heads |= {key(row.title) for row in form.rows if row.title}
    if data.tables[table].is_list:
        words = data.lists
        heads.update(*(map(key, listed) for listed in (words.label, words.figure, words.unit, words.number)))
    return Labels({k: tuple(v) for k, v in rows.items()}, frozenset(heads))


@lru_cache(maxsize=8)
def own_keys(table: str) -> frozenset[str]:
    """Keys that this table has and no other: the votes by which a table is found."""
    others = [labels(t) for t in catalogue().tables if t != table]
    mine = labels(table)
    heads = () if catalogue().tables[table].is_list else mine.heads  # 单位 is in print everywhere
    short = {
        key(label) for c in catalogue().lines.values() if c.type for label in c.labels if len(key(label)) < 3
    }
    return frozenset(k for k in (*mine.rows, *heads) if k not in short and not any(k in o for o in others))


@lru_cache(maxsize=16)
def row_keys(table: str, edition: str = "") -> frozenset[str]:
    """Keys that name a filled row of some edition of this table, and nothing else; with `edition`,
    no group of that."""
    known, forms = labels(table), catalogue().forms(table)
    filled = {row.code for form in forms.values() for row in form.rows}
    groups = forms[edition].groups if edition else frozenset()
    return frozenset(
        name
        for name, codes in known.rows.items()
        if name not in known.heads and not filled.isdisjoint(codes) and not groups.issuperset(codes)
    )


@lru_cache(maxsize=65536)
def similarity(printed: str, label: str) -> float:
    """0 to 1 for two keys. A piece of a torn label counts by its length, a label with words added
    nearly in full."""
    if printed == label:
        return 1.0
    if _swallows(printed, label):
        return 0.0
    ratio = SequenceMatcher(None, printed, label, autojunk=False).ratio()
    if len(printed) >= 2 and printed in label:
        return max(ratio, 0.55 + 0.4 * len(printed) / len(label))
    if len(label) >= 4 and label in printed:
        return max(ratio, 0.8)
    return ratio


def _swallows(printed: str, label: str) -> bool:
    """Whether the rest of a text around a label holds figures: the row's own, and what is
    behind is another's."""
    if label not in printed or printed.isalpha():
        return False
    rest = printed.replace(label, "", 1)
    figures = sum(character.isdigit() for character in rest)
    return figures > 1 or 0 < figures < len(rest)


def is_unit(text: str) -> bool:
    """Whether a text is a unit by itself: `件`, `（万元）`."""
    return fold(text).strip("()").removeprefix("单位:") in catalogue().tokens.units


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Finds the labels of all tables inside folded text without blanks, the longest first,
    enumerators included."""
    data = catalogue()
    known = {fold(heading.zh) for headings in data.headings.values() for heading in headings}
    known |= {fold(label) for line in data.lines.values() for label in line.labels}
    known |= {
        fold(row.title)
        for e in data.editions.values()
        for f in e.tables.values()
        for row in f.rows
        if row.title
    }
    choices = []
    cores = {label: ENUMERATOR.sub("", label) for label in known}
    for label in sorted(known, key=lambda label: (-len(cores[label]), label)):
        core = cores[label]
        number = re.escape(label[: len(label) - len(core)])
        # `1.` and `1、` are both in print. The enumerator may be missing, but a bare digit never
        # belongs to a label: in glued text it is the last figure of the cell before.
        number = re.sub(r"\\\.$|、$", "[.、]", number)
        choices.append(f"(?:{number})?{re.escape(core)}" if number else re.escape(label))
    firsts = {label[0] for label in known} | {core[0] for core in cores.values() if core}
    # most characters of prose begin no label, and need not be held against all of them
    return re.compile(f"(?=[{re.escape(''.join(sorted(firsts)))}])(?:{'|'.join(choices)})")
