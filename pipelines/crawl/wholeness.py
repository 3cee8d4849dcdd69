"""The pages of a source's lists as they were read -> why it is not shown that they are all of it.

A crawl is complete only if nothing stands here: every page that was asked was a page of the list,
as many lines and pages were read as the list says it has, its pagers were understood, and of the
reports some could be had.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Ask, Listing
from pipelines.crawl.titles import is_report


@dataclass(slots=True)
class _OneList:
    """What was read of one list. `lines` counts those of a page as often as they are there, but
    none of an earlier page again."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    has_reports: bool = False
    called: str | None = None
    lines: int = 0
    total: int = 0
    pages: int = 0


class Wholeness:
    """Takes in one page after the other."""

    def __init__(self) -> None:
        self._lists: dict[str, _OneList] = {}
        self._doubts: dict[str, None] = {}
        self._years: dict[str, int | None] = {}
        self._elsewhere: dict[str, tuple[int | None, bool]] = {}
        self._offered: set[int] = set()

    def add(self, ask: Ask, listing: Listing) -> bool:
        """A page and what it says; whether it has lines that no earlier page of its list had."""
        if listing.doubt:
            self.doubt(listing.doubt)
        one = self._lists.setdefault(ask.list, _OneList())
        lines = [(e.url, e.title) for e in (*listing.entries, *listing.elsewhere)]
        new = [line for line in lines if line not in one.seen]
        one.seen.update(new)
        one.lines += len(new)
        one.numbers.add(ask.number)
        if one.called is None:
            one.called = listing.called
        one.total = max(one.total, listing.total or 0)
        one.pages = max(one.pages, listing.pages or 0)
        if ask.number > 1 and not (ask.chained or lines):
            self.doubt(f"第 {ask.number} 页没有条目 / page {ask.number} has no lines")
        elif ask.number > 1 and not lines and listing.called not in (None, one.called):
            self.doubt(f"第 {ask.number} 页不是列表的一页 / page {ask.number} is none of the list")
        elif ask.number > 1 and not (ask.chained or new):
            self.doubt(f"第 {ask.number} 页与前面相同 / page {ask.number} is one of those before it")
        reports = [e for e in listing.entries if is_report(e.title)]
        self._years |= {e.url: year_in(e.title) for e in reports}
        one.has_reports |= bool(reports)
        beside = {e.block for e in reports}
        away = [e for e in listing.elsewhere if is_report(e.title)]
        self._elsewhere |= {e.url: (year_in(e.title), e.block in beside) for e in away}
        self._offered |= listing.offered
        return bool(new)

    def doubt(self, why: str) -> None:
        """Note why not all is shown."""
        self._doubts[why] = None

    def has_reports(self, ask: Ask) -> bool:
        """Whether the list of this page has lines that are reports, so far."""
        return ask.list in self._lists and self._lists[ask.list].has_reports

    def is_reached(self, ask: Ask) -> bool:
        """Whether as many lines were read as the list of this page says it has."""
        one = self._lists.get(ask.list)
        return one is not None and 0 < one.total <= one.lines

    def doubts(self) -> list[str]:
        """Each once, in the order in which they came up."""
        reasons = dict(self._doubts)
        for one in self._lists.values():
            if one.lines < one.total:
                told = f"列表称共 {one.total} 条，读到 {one.lines} 条"
                reasons[f"{told} / {one.lines} of {one.total} lines were read"] = None
            if len(one.numbers) < one.pages:
                told = f"列表称共 {one.pages} 页，读到 {len(one.numbers)} 页"
                reasons[f"{told} / {len(one.numbers)} of {one.pages} pages were read"] = None
        years = Counter(self._years.values())
        if years and (offered := self._offered - set(years)):
            told = f"{len(offered)} 个年度的列表打不开"
            reasons[f"{told} / no way to the lists of years: {max(offered)}"] = None
        # of a list of many offices one more is missing; in a list of one office it is a neighbour's
        if lost := [
            u for u, (y, beside) in self._elsewhere.items() if not years[y] or (beside and years[y] > 1)
        ]:
            told = f"{len(lost)} 份报告在别的目录（articles）"
            reasons[f"{told} / {len(lost)} reports lie elsewhere: {lost[0]}"] = None
        return list(reasons)
