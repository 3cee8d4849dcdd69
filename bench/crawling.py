"""What a crawl costs: memory against the number of pages, the pace it keeps, and a night with
nothing new by sources, on one host and on many.

    python -m bench.crawling [--pages N ...] [--sources N ...] [--hosts N --of N --pace SECONDS]

Everything is served on the loopback interface by this process; the crawl runs in processes of its
own, whose peak memory is said. Nothing is in the archive before; lists have a hundred lines. Needs
the extra `crawl`.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import yaml

from pipelines.crawl.all_sources import AT_ONCE, crawl
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
def many_hosts(hosts: int, sources: int) -> Iterator[tuple[list[Portal], Path]]:
    """So many portals with `sources` lists each, of one report."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        portals = [stack.enter_context(Portal()) for _ in range(hosts)]
        rows = {}
        for host, portal in enumerate(portals):
            for source in range(sources):
                line = Line("./1.html", "某某街道2022年政府信息公开工作年度报告")
                static_list(portal, f"/{source}/", [[line]])
                portal.put(f"/{source}/1.html", report("某某街道办事处", 2022))
                rows[f"h{host}s{source}"] = ROW | {"list": portal.url(f"/{source}/")}
        text = yaml.safe_dump({"contact": "https://example.org", "sources": rows}, allow_unicode=True)
        (Path(folder) / "sources.yml").write_text(text, encoding="utf-8")
        yield portals, Path(folder)


@contextmanager
def watching() -> Iterator[list[int]]:
    """The most memory (kB) that any of the crawl's processes has had while the block runs, and that
    all of them together have had, what they share counted once."""
    most, over = [0, 0], Event()

    def watch() -> None:
        while not over.wait(0.2):
            sizes = [sizes_of(p) for p in Path("/proc").glob("[0-9]*")]
            most[0] = max(most[0], *(resident for resident, _ in sizes))
            most[1] = max(most[1], sum(share for _, share in sizes))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def sizes_of(process: Path) -> tuple[int, int]:
    """What a process of the crawl holds (kB), and its share of that; nothing for any other."""
    try:
        if b"pipelines.crawl.process" not in (process / "cmdline").read_bytes():
            return 0, 0
        text = (process / "smaps_rollup").read_text()
        return int(text.split("Rss:")[1].split()[0]), int(text.split("Pss:")[1].split()[0])
    except (OSError, IndexError):  # it has just ended
        return 0, 0


def night(raw: Path) -> tuple[float, float]:
    """Seconds, and processor seconds of the crawl's own processes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
    ended = crawl(raw)
    assert all(c.outcome == "complete" for c in ended), ended
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def on_many(hosts: int, each: int, pace: float) -> None:
    """Print what a night with nothing new costs on many hosts, and what its pauses alone cost."""
    with many_hosts(hosts, each) as (portals, raw):
        night(raw)
        rows = raw / "sources.yml"
        rows.write_text(rows.read_text("utf-8").replace("pace: 0\n", f"pace: {pace}\n"), encoding="utf-8")
        for portal in portals:
            portal.night()
            portal.arrived.clear()
        with watching() as most:
            seconds, cpu = night(raw)
        asked = sum(sum(portal.arrived.values()) for portal in portals)
        sent = sum(a.sent for portal in portals for a in portal.night())
        rounds = -(-hosts // min(AT_ONCE, hosts))
        waits = asked / hosts * pace * rounds
        print(
            f"{hosts * each} sources on {hosts} hosts, pace {pace:g} s, nothing new: {asked} requests,"
            f" {sent} bytes, {seconds:.0f} s of which pauses {waits:.0f} s,"
            f" {cpu / hosts / each:.3f} s of processor each, all processes {most[1] / 1024:.0f} MB at most"
        )


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--sources", type=int, nargs="*", default=[1, 5, 20])
    parser.add_argument("--hosts", type=int, default=0)
    parser.add_argument("--of", type=int, default=50)
    parser.add_argument("--pace", type=float, default=0.2)
    wanted = parser.parse_args()
    if wanted.hosts:
        on_many(wanted.hosts, wanted.of, wanted.pace)
        return
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
