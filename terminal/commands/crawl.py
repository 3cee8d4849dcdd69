"""`gongkai crawl`: fetch what is new from the portals of raw/sources.yml into the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.commands.options import RAW, Quiet, Raw, fail, present
from terminal.exit_codes import FINDINGS

Sources = Annotated[
    list[str] | None, typer.Argument(help="来源名称，默认全部 / sources, all by default", show_default=False)
]


def crawl(sources: Sources = None, raw: Raw = RAW, quiet: Quiet = False) -> None:
    """按 raw/sources.yml 抓取新报告：无问题返回 0，有来源读不到 1 / Fetch new reports; exit 1 if a
    source is broken."""
    from pipelines.crawl.all_sources import NotInstalled
    from pipelines.crawl.all_sources import crawl as crawl_all
    from pipelines.crawl.sources import SourceError
    from pipelines.intake.store import ArchiveBusy
    from terminal.crawled import lines
    from terminal.progress import progress

    present(raw)
    with progress(quiet) as listener:
        try:
            done = crawl_all(raw, sources or (), lambda n, of: listener("crawl", n, of))
        except (SourceError, ArchiveBusy, NotInstalled) as error:
            fail(str(error))
    print("\n".join(lines(done)))
    raise typer.Exit(FINDINGS if any(c.outcome == "broken" for c in done) else 0)
