"""`gongkai sources`: find the columns of reports on portals, and check the rows that there are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.commands.help import group
from terminal.commands.options import RAW, Quiet, Raw, fail, present
from terminal.errors import told
from terminal.exit_codes import FINDINGS

if TYPE_CHECKING:
    from pipelines.crawl.proposals import Answer

app = group("抓取来源 / The sources of the crawl")

Addresses = Annotated[
    list[str],
    typer.Argument(
        help="门户网址，或含网址的 CSV / addresses of portals, or a CSV of them", show_default=False
    ),
]
Kept = Annotated[Path, typer.Option(help="已找到的记录，续查时跳过 / what was found, not looked for again")]
Pace = Annotated[float, typer.Option(min=0.0, help="两次请求间隔秒数 / seconds between two requests")]


@app.command()
def find(
    addresses: Addresses,
    raw: Raw = RAW,
    kept: Kept = Path("sources-found.jsonl"),
    pace: Pace = 3.0,
    local: Annotated[bool, typer.Option(help="允许内网地址 / addresses that are not public, too")] = False,
    quiet: Quiet = False,
) -> None:
    """从门户首页、栏目或列表找年报栏目，试读后给出 sources.yml 的行；不抓取报告 / Find columns of
    reports and print rows for sources.yml, each tried; no report is fetched."""
    from pipelines.crawl import finding
    from pipelines.crawl.all_sources import NotInstalled
    from pipelines.crawl.proposals import as_yaml
    from pipelines.crawl.sources import SourceError
    from terminal.progress import progress

    with progress(quiet) as listener:
        try:
            wanted = finding.addresses(addresses)
            contact = _contact(raw)
            answers = finding.find(wanted, kept, contact, pace, local, lambda n, of: listener("find", n, of))
        except (SourceError, NotInstalled) as error:
            fail(told(error))
        except OSError as error:
            fail(told(error, kept))
    print(as_yaml(answers))
    for line in _without_source(raw, answers):
        print(line)
    raise typer.Exit(0 if all(one.proposals for one in answers) else FINDINGS)


@app.command()
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="来源名称，默认全部 / sources, all by default", show_default=False),
    ] = None,
    raw: Raw = RAW,
    quiet: Quiet = False,
) -> None:
    """再试读已有的行；栏目搬走的给出新地址 / Try the rows again; propose the new address of a column
    that has moved."""
    from pipelines.crawl import finding
    from pipelines.crawl.all_sources import NotInstalled
    from pipelines.crawl.proposals import as_yaml, notes
    from pipelines.crawl.sources import SourceError, load
    from terminal.progress import progress

    with progress(quiet) as listener:
        try:
            rows = load(present(raw))
            names = sources or list(rows.sources)
            rows.require(names)
            checked = finding.check(raw, names, _contact(raw), lambda n, of: listener("check", n, of))
        except (SourceError, NotInstalled, OSError) as error:
            fail(told(error))
    lost = list(rows.refused)
    for why in rows.refused.values():
        print(f"  ✗ {why}")
    for name, answers in zip(names, checked, strict=True):
        now = next(iter(answers[0].proposals), None)
        brings = bool(now and now.samples)
        lost += [] if brings else [name]
        print(f"  {'✓' if brings else '✗'} {name}")
        for note in (notes(now) if now else []) + ([] if brings else answers[-1].why):
            print(f"      {note}")
        if not brings and len(answers) > 1 and answers[1].proposals:
            print(as_yaml(answers[1:]))
    for line in _without_source(raw, []):
        print(line)
    raise typer.Exit(FINDINGS if lost else 0)


def _contact(raw: Path) -> str:
    from pipelines.crawl.sources import SourceError, load

    contact = os.environ.get("GONGKAI_CONTACT") or load(raw).contact
    if not contact:
        raise SourceError(
            "请在 sources.yml 的 contact 或环境变量 GONGKAI_CONTACT 中写明联系方式 / say how to reach you:"
            " `contact` in sources.yml or GONGKAI_CONTACT"
        )
    return contact


def _without_source(raw: Path, answers: list[Answer]) -> list[str]:
    """The offices of the roster that no row and nothing that was found gives."""
    from pipelines.crawl.sources import load
    from pipelines.input_error import InputError
    from pipelines.intake.fetches import fetches, sources_logged
    from pipelines.offices.names import office_key
    from pipelines.offices.roster import ROSTER
    from pipelines.offices.roster import load as roster

    try:
        due = roster(raw / ROSTER)
        rows = load(raw).sources
    except InputError as error:
        return [str(error)]
    named = {s.office for s in rows.values() if s.office}
    named |= {f.listed_office for name in sources_logged(raw) for f in fetches(raw, name) if f.listed_office}
    named |= {office for one in answers for p in one.proposals for office in p.offices}
    known = {office_key(name) for name in named}
    lacking = sorted({entry.office for entry in due if office_key(entry.office) not in known})
    if not lacking:
        return []
    return [
        f"名册中 {len(lacking)} 个机关没有来源 / offices of the roster without a source：{'，'.join(lacking)}"
    ]
