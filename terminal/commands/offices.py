"""`gongkai offices`: open cases for people to decide, one office looked up, names resolved, a first
roster of a place, the gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.help import group
from terminal.commands.options import RAW, WAREHOUSE, Raw, Warehouse, fail, present, published
from terminal.errors import told
from terminal.exit_codes import FINDINGS, NOTHING_WRONG

app = group("机关归属：待定、查询、解析 / Whose report is it: open cases, look up, resolve")


@app.command()
def review(raw: Raw = RAW, warehouse: Warehouse = WAREHOUSE) -> None:
    """把未定的机关写入 raw/offices.csv 供人填写 / Write open cases to raw/offices.csv; what is
    filled in stays."""
    from pipelines.offices.decisions import DECISIONS, DecisionError, load, merged, save
    from pipelines.offices.gazetteer.load import gazetteer
    from terminal.offices import open_cases, reviewed
    from warehouse.query import QueryError

    path = present(raw) / DECISIONS
    try:
        rows = merged(load(path, gazetteer().by_code), open_cases(published(warehouse)))
        save(path, rows)
    except (DecisionError, QueryError) as error:
        fail(told(error))
    except OSError as error:
        fail(told(error, path))
    print(f"{path}: {reviewed(rows)}")
    print("在 division_code 填 6 或 9 位区划代码，或填 -（不在区划表中），下次 gongkai run 起生效")
    print(
        "fill in `division_code` (six or nine digits, or - for a place in no list); it holds from"
        " the next run on"
    )


@app.command()
def show(
    office: Annotated[
        str, typer.Argument(help="机关名称（部分）或编号 / part of a name, or a number", show_default=False)
    ],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """显示机关：区划、上级、名称、沿革、依据 / Show an office: place, parent, names, changes, evidence."""
    from terminal.offices import find_offices
    from warehouse.query import QueryError

    try:
        described = list(find_offices(office, published(warehouse)))
    except QueryError as error:
        fail(str(error))
    if not described:
        fail(f"没有名称含“{office}”的机关 / no office of that name or number", FINDINGS)
    print("\n\n".join(described))


@app.command()
def resolve(
    names: Annotated[list[str], typer.Argument(help="机关名称 / names of offices", show_default=False)],
    year: Annotated[
        int | None, typer.Option(help="报告年度 / year of the report", show_default=False)
    ] = None,
    url: Annotated[str, typer.Option(help="来源网址 / address it was published at")] = "",
    text: Annotated[str, typer.Option(help="正文或标题中的话 / words of the report")] = "",
) -> None:
    """解析机关名称：全部确定返回 0，否则 1 / Resolve names, without a warehouse; exit 1 if one stays open."""
    from pipelines.offices.evidence import Claim, weigh
    from pipelines.offices.gazetteer.load import gazetteer
    from pipelines.offices.resolve import resolve as resolve_claim
    from terminal.offices import described

    resolutions = [
        resolve_claim(weigh(Claim(n, year, url=url, text=text), gazetteer()), gazetteer()) for n in names
    ]
    print("\n\n".join(map(described, resolutions)))
    raise typer.Exit(NOTHING_WRONG if all(r.status == "resolved" for r in resolutions) else FINDINGS)


@app.command()
def roster(
    place: Annotated[
        str,
        typer.Argument(
            help="区划代码、地名，或上级机关名称 / a code or name of a place, or an office",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(help="写入的新文件，缺省为标准输出 / new file; standard output by default")
    ] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """按已知的机关写出一地的名册初稿（raw/roster.csv 的格式） / Write a first roster of a place, as
    raw/roster.csv has it; nothing is overwritten."""
    from pipelines.offices.gazetteer.load import gazetteer
    from pipelines.offices.roster import written
    from terminal.roster import PlaceUnknown, first_roster
    from warehouse.query import QueryError

    database = warehouse / "gongkai.duckdb"
    try:
        entries = first_roster(place, database if database.exists() else None, gazetteer())
        if out is None:
            print(written(entries), end="")
            return
        with out.open("x", encoding="utf-8-sig") as file:  # with a mark, for Excel
            file.write(written(entries))
    except FileExistsError:
        fail(f"{out} 已存在，不覆盖 / is there already, and is not overwritten")
    except (PlaceUnknown, QueryError) as error:
        fail(told(error))
    except OSError as error:
        fail(told(error, out))
    print(f"{out}: {len(entries)} 行 lines")


@app.command()
def gazetteer(
    source: Annotated[
        Path, typer.Option("--from", help="下载的软件包所在目录 / folder of the packages", show_default=False)
    ],
) -> None:
    """由软件包重建区划表（见 pipelines/offices/gazetteer/README.md） / Build the gazetteer again
    from packages."""
    from pipelines.offices.gazetteer.build import build
    from pipelines.offices.gazetteer.packages import SourceMissing

    try:
        for table, rows in build(source).items():
            print(f"{table:12} {rows:>8,}")
    except SourceMissing as error:
        fail(str(error))
