"""What is said right above a table: that it is of another year, of another body, or an example. Then
its figures are not those of the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.catalogue.identity import identity_words
from pipelines.fold import fold
from pipelines.recognise.labels import labels
from pipelines.recognise.list_columns import heading_kind
from pipelines.recognise.regions import Region
from pipelines.recognise.tokens import Token

NEAR = 4
"""Texts above a table that may speak of it: the heading of its section, a title, a note."""
WINDOW = 40  # tokens in which these are, blank cells and lines among them
LONGEST = 40  # characters; longer ones are prose
_YEAR = re.compile(r"(20\d\d)年(?!\d{1,2}月)")
_SENTENCE_ENDS = "。;,"


def told_otherwise(tokens: Sequence[Token], regions: Sequence[Region], year: int | None) -> dict[Region, str]:
    """The printings above which it is said that they are not of this report of `year`: by another
    year and not this one, or in the words of the catalogue; with the text that says so."""
    told = {region: _told(tokens, region, year) for region in regions}
    return {region: text for region, text in told.items() if text}


def _told(tokens: Sequence[Token], region: Region, year: int | None) -> str:
    for text in _above(tokens, _from_headings(tokens, region, year)):
        folded = fold(text)
        years = {int(printed) for printed in _YEAR.findall(folded)}
        if year is not None and years and year not in years:
            return text
        if any(word in folded for word in catalogue().of_others):
            return text
    return ""


def part_of_year(tokens: Sequence[Token], regions: Sequence[Region], year: int | None) -> str:
    """What is said above a list of the part of a year that it is of, as printed: `（2016年第三季度）`."""
    for region in regions:
        if catalogue().tables[region.table].is_list:
            for text in _above(tokens, _from_headings(tokens, region, year)):
                if said := identity_words().part_of_year.search(fold(text)):
                    return said.group()
    return ""


def _from_headings(tokens: Sequence[Token], region: Region, year: int | None) -> Region:
    """The region of a list from the headings of its columns on: these may be of several years."""
    start = region.start
    if catalogue().tables[region.table].is_list:
        kinds = Counter(t.line for t in tokens[region.head : start] if heading_kind(t.text, year))
        start = next((i for i in range(region.head, start) if kinds[tokens[i].line] > 1), start)
    return replace(region, start=start)


def _above(tokens: Sequence[Token], region: Region) -> Iterator[str]:
    """The short texts above a printing, the nearest first, up to the heading of its section: no
    labels, values or sentences."""
    known = labels(region.table)
    number = 0
    for token in reversed(tokens[max(0, region.start - WINDOW) : region.start]):
        if token.kind in ("value", "run") or number == NEAR:
            return
        folded = fold(token.text)
        if token.kind == "blank" or token.key in known:
            continue
        number += 1
        if len(folded) > LONGEST or folded[-1] in _SENTENCE_ENDS:
            return
        yield token.text
        if any(
            start in folded for start in catalogue().sections[catalogue().tables[region.table].section].starts
        ):
            return
