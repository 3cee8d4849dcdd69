"""Crawls all sources, each in a process of its own with a time limit; those on one host one after
the other, with the pause of the host between them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.crawl.addresses import host_of
from pipelines.crawl.forks import Ended, Forks
from pipelines.crawl.side_by_side import by_host
from pipelines.crawl.sources import Source, SourceError, load
from pipelines.extras import how_to_add
from pipelines.intake.fetches import Fetch, FetchLog, fetches, log_path, now
from pipelines.intake.store import archive_lock

AT_ONCE = 16
"""Hosts at the same time. A crawl waits for its portal nearly always; its process takes some 25 MB
of its own."""
GRACE = 30.0  # seconds that a source may take beyond its limit to end by itself
Progress = Callable[[int, int], None]


class NotInstalled(RuntimeError):
    """The extra `crawl` is not installed."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """How the crawl of a source ended: `complete`, `partial`, `cut` or `broken`, why, and what it
    counted."""

    source: str
    outcome: str
    detail: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


def wanted(raw: Path, names: Sequence[str] = ()) -> tuple[str, list[Source]]:
    """Who to contact, and the sources to crawl: those named, else all that are enabled. Raises
    SourceError."""
    rows = load(raw)
    sources = rows.sources
    rows.require(names)
    chosen = [sources[n] for n in names] or [s for s in sources.values() if s.enabled]
    contact = os.environ.get("GONGKAI_CONTACT") or rows.contact
    if chosen and not contact:
        raise SourceError(
            f"请在 {raw / 'sources.yml'} 的 contact 或环境变量 GONGKAI_CONTACT 中写明联系方式（网址或邮箱），"
            "门户的管理员由此知道是谁在访问 / say how to reach you: `contact` in sources.yml or"
            " GONGKAI_CONTACT"
        )
    return contact, chosen


def crawl(
    raw: Path, names: Sequence[str] = (), progress: Progress = lambda done, total: None
) -> list[Crawled]:
    """Crawl the sources and return how each ended. Raises SourceError, ArchiveBusy or
    NotInstalled."""
    contact, sources = wanted(raw, names)
    if not sources:
        return []
    is_installed()
    done = [Crawled(n, "broken", why) for n, why in ({} if names else load(raw).refused).items()]
    progress(0, len(sources))
    with archive_lock(raw) as lock:
        forks = Forks("pipelines.crawl.process", (str(raw.resolve()), contact), [lock])
        ends = by_host(
            *(sources, lambda s: host_of(s.list), lambda s: _one(raw, s, forks)),
            at_once=AT_ONCE,
            pause=lambda s: s.pace,
            end=forks.stop,
        )
        with closing(forks), closing(ends):
            for ended in ends:
                done.append(ended)
                progress(len(done), len(sources))
    order = {s.name: n for n, s in enumerate(sources)}
    return sorted(done, key=lambda c: order.get(c.source, len(order)))


def is_installed() -> None:
    """Raises NotInstalled."""
    from importlib.util import find_spec

    if find_spec("scrapy") is None:
        raise NotInstalled(f"抓取需要附加组件 / the crawl needs an extra: {how_to_add('crawl')}")


def _one(raw: Path, source: Source, forks: Forks) -> Crawled:
    """One source in a process of its own; one that crashes or hangs is a broken source, not a
    broken night."""
    path = log_path(raw, source.name)
    before = path.stat().st_size if path.exists() else 0
    process = forks.ended(source.name, source.minutes * 60 + GRACE)
    end = _end(raw, source.name, before)
    if end is None:
        why = f"超过 {source.minutes:g} 分钟 / over the limit of time" if process.is_late else _last(process)
        end = Fetch(at=now(), source=source.name, kind="source", outcome="broken", detail=why[:300])
        try:
            log = FetchLog(raw, source.name)
            log.add(end)
            log.close()
        except OSError as error:
            return Crawled(source.name, "broken", f"抓取记录无法写入 / its log cannot be written: {error}")
    return Crawled(source.name, end.outcome, end.detail, end.counts or {})


def _last(process: Ended) -> str:
    """What a process that ended early said last, else how it ended."""
    how = "?" if process.status is None else process.status
    return (process.said.splitlines() or [f"抓取进程异常结束 / its process ended early: {how}"])[-1]


def _end(raw: Path, name: str, start: int) -> Fetch | None:
    """The end of the crawl that the log has since it was so long."""
    ends = [f for f in fetches(raw, name, start) if f.kind == "source"]
    return ends[-1] if ends else None
