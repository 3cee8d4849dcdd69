"""How the crawl of each source ended, one line each, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.crawl.all_sources import Crawled

_ENDS = {"complete": "✓", "partial": "△", "cut": "△", "broken": "✗"}
_COUNTS = {
    "new": "新 new",
    "changed": "改动 changed",
    "same": "相同 same",
    "unchanged": "未变 unchanged",
    "fresh": "近期已取 fresh",
    "not_report": "非年报 no reports",
    "blocked": "被拦 blocked",
    "robots": "robots.txt",
    "forbidden": "不允许 forbidden",
    "gone": "已失效 gone",
    "failed": "失败 failed",
    "too_large": "过大 too large",
    "cut": "未及 cut off",
}


def lines(crawled: Sequence[Crawled]) -> Iterator[str]:
    """A line for each source; one that says what to do if there is none."""
    if not crawled:
        yield "raw/sources.yml 中没有启用的来源 / no source is enabled in raw/sources.yml"
    for one in crawled:
        counts = "，".join(
            f"{words} {one.counts[code]}" for code, words in _COUNTS.items() if one.counts.get(code)
        )
        why = f" — {one.detail}" if one.detail else ""
        yield f"  {_ENDS.get(one.outcome, '?')} {one.source}：{counts or '没有新内容 / nothing new'}{why}"
