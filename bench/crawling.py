"""What a crawl costs: memory against the number of pages, the pace it keeps, and a night with
nothing new by sources.

    python -m bench.crawling [--pages N ...] [--sources N ...]

Everything is served on the loopback interface by this process; the crawl runs in processes of its
own, whose peak memory is said. Nothing is in the archive before; lists have a hundred lines. Needs
the extra `crawl`.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import yaml

from pipelines.crawl.all_sources import crawl
from tests.data.portal import Answer, Portal
from tests.data.portal_pages import Line, report, static_list

ROW = {
    "portal": "青禾",
    "family": "static_list",
    "pace": 0,
    "local": True,
    "revisit_hours": 0,
    "pages": 100_000,
}
"""A source without a pace, on this machine."""
PER_LIST = 100
"""Reports on a page of a list."""


@contextmanager
def laid(pages: int, sources: int, **more: float) -> Iterator[tuple[Portal, Path]]:
    """A portal with `sources` lists of `pages` reports each, and a raw folder whose sources.yml
    names them."""
    body = report("某某街道办事处", 2022)
    with Portal() as portal, tempfile.TemporaryDirectory() as folder:
        rows = {}
        for source in range(sources):
            base = f"/{source}/"
            lines = [Line(f"./{n}.html", f"第{n}街道2022年政府信息公开工作年度报告") for n in range(pages)]
            static_list(portal, base, [lines[n : n + PER_LIST] for n in range(0, pages, PER_LIST)])
            for n in range(pages):
                portal.pages[f"{base}{n}.html"] = Answer(
                    body.replace("某某".encode(), f"{source}-{n}".encode())
                )
            rows[f"s{source}"] = ROW | {"list": portal.url(base), **more}
        text = yaml.safe_dump({"contact": "https://example.org", "sources": rows}, allow_unicode=True)
        (Path(folder) / "sources.yml").write_text(text, encoding="utf-8")
        yield portal, Path(folder)


@contextmanager
def watching() -> Iterator[list[int]]:
    """The most memory (kB) that any crawl's process has had while the block runs. The kernel's
    count of a child's peak will not do: it begins with that of its parent, which holds all
    pages."""
    most, over = [0], Event()

    def watch() -> None:
        while not over.wait(0.2):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if b"pipelines.crawl.process" in (process / "cmdline").read_bytes():
                        status = (process / "status").read_text()
                        most[0] = max(most[0], int(status.split("VmHWM:")[1].split()[0]))
                except (OSError, IndexError):  # it has just ended
                    continue

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def night(raw: Path) -> tuple[float, float]:
    """Seconds, and processor seconds of the crawl's own processes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
    ended = crawl(raw)
    assert all(c.outcome == "complete" for c in ended), ended
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--sources", type=int, nargs="*", default=[1, 5, 20])
    wanted = parser.parse_args()
    for pages in sorted(wanted.pages):
        with laid(pages, 1) as (portal, raw):
            for name in ("first", "again"):
                with watching() as most:
                    seconds, cpu = night(raw)
                asked = portal.night()
                sent = sum(a.sent for a in asked) / 2**20
                print(
                    f"{pages:>6} pages, {name} night: {len(asked)} requests, {sent:.1f} MB, {seconds:.1f} s,"
                    f" {cpu:.1f} s of processor, peak {most[0] / 1024:.0f} MB",
                    flush=True,
                )
    for sources in wanted.sources:
        with laid(20, sources) as (portal, raw):
            night(raw)
            portal.night()
            seconds, cpu = night(raw)
            each = f"{cpu / sources:.2f} s of processor each"
            print(f"{sources:>6} sources of 20 reports, nothing new: {seconds:.1f} s, {each}", flush=True)
    with laid(20, 1, pace=1.0) as (portal, raw):
        seconds, _ = night(raw)
        print(f"pace of 1 s: {len(portal.night())} requests in {seconds:.1f} s")


if __name__ == "__main__":
    main()
