"""Turns a database into its data dictionary: every table, view, macro and code, in both languages,
with an example.

The words are the comments that the database itself carries, so that the page always agrees with
what SQL shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from export.parts import order as in_order
from pipelines.catalogue import catalogue
from warehouse import schema
from warehouse.query import Answer, Asking, asking, plain
from warehouse.statements import statement

VARYING = {
    "TIMESTAMP": "2026-01-31 02:00:00",
    "build": "20260131T020000000000Z",
    "digest_sum": "0123456789abcdef",
    "duckdb": "v1.5.5",
}
"""Examples of what is another in every build, or in many, by type or name of the column."""
FIRST = Path(__file__).parent / "sql" / "first_rows_of_parquet.sql"
SAMPLE, LONGEST = 1000, 40
"""So many rows are looked through for an example; so many characters of it are shown."""

GUIDES = (
    "怎样读数值 / how to read the values: [reading-values.md](reading-values.md) · "
    "四十个问题 / forty questions: [queries.md](queries.md)\n"
)
"""Links to the guides, on the page of a database with views."""

Row = tuple[Any, ...]


def page(database: Path) -> str:
    """The dictionary of the database as Markdown. Raises QueryError."""
    with asking(database) as ask:
        return page_of(ask)


def page_of(ask: Asking, released: Path | None = None) -> str:
    """The dictionary of what `ask` asks; `released`: the Parquet files of a release, which has no guides
    beside it and no macros, and gives the examples, in an order that does not change."""
    parts = [
        "# 数据字典 Data dictionary\n",
        "由数据库中的注释生成；`duckdb_columns()`、`duckdb_tables()` 的 `comment` 一列"
        "可查到同样的内容（`DESCRIBE` 不显示注释）。例值取自最先的一千行。\n\n"
        "Made from the comments in the database, which the column `comment` of `duckdb_columns()` and"
        " `duckdb_tables()` shows (`DESCRIBE` does not)."
        " Examples are from the"
        " first thousand rows.\n\n" + ("" if released else GUIDES),
        "## 表 Tables\n",
    ]
    parts += [_table(ask, name, table, released) for name, table in schema.tables().items()]
    parts.append("## 视图 Views\n")
    parts += [_view(ask, name, comment, released) for name, comment in _views(ask)]
    if not released:
        parts += ["## 宏 Macros\n", _macros(ask)]
    parts += ["## 代码 Codes\n", *_codes(), _rules(ask)]
    return "\n".join(parts)


def _columns(ask: Asking, schema_name: str, name: str) -> list[Row]:
    """Name, type and the comment in both languages of each column of a table or view."""
    _, rows = ask(
        "SELECT column_name, data_type, comment FROM duckdb_columns()"
        " WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
        [schema_name, name],
    )
    return [(column, _short(kind), *_both(comment)) for column, kind, comment in rows]


def _views(ask: Asking) -> list[Row]:
    _, rows = ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal", None)
    order = {name: i for i, name in enumerate(schema.VIEWS)}
    return sorted(rows, key=lambda row: order[row[0]])


def _table(ask: Asking, name: str, table: schema.Table, released: Path | None) -> str:
    wide = {schema.wide_name(cell) for cell in catalogue().cells()}
    order = in_order(table)
    names, sample = _sample(ask, name.replace(".", "_"), released) or ask(
        f"SELECT * FROM {table.sql} ORDER BY {order} LIMIT {SAMPLE}", None
    )
    listed = []
    for column, kind, zh, en in _columns(ask, table.schema, table.name):
        if column in wide:
            if column == schema.wide_name(catalogue().cells()[0]):
                first = " ".join(f"`{schema.wide_name(table)}__…`" for table in catalogue().tables)
                many = f"{first}（{len(wide)}）"
                meaning = (
                    "单元格数值：表__行__列，代码见下",
                    "Value of a cell: table__row__column, codes below",
                )
                listed.append((many, kind, *meaning, _example(column, kind, names, sample)))
            continue
        listed.append((f"`{column}`", kind, zh, en, _example(column, kind, names, sample)))
    key = f"主键 key: {', '.join(f'`{c}`' for c in table.key)}\n" if table.key else ""
    return _section(name, f"{table.zh} / {table.en}", key, listed)


def _view(ask: Asking, name: str, comment: str, released: Path | None) -> str:
    order = "" if released else "ORDER BY ALL"  # of a large build that would sort every cell
    names, sample = _sample(ask, name, released) or ask(
        f"FROM {schema.quoted(name)} {order} LIMIT {SAMPLE}", None
    )
    listed = [
        (f"`{c}`", kind, zh, en, _example(c, kind, names, sample))
        for c, kind, zh, en in _columns(ask, "main", name)
    ]
    return _section(name, comment, "", listed)


def _sample(ask: Asking, name: str, released: Path | None) -> Answer | None:
    """The first rows of the files of a table or view; None where there are none."""
    if released is None:
        return None
    paths = sorted(p.as_posix() for p in (released / name).rglob("*.parquet")) or [
        p.as_posix() for p in [released / f"{name}.parquet"] if p.is_file()
    ]
    return ask(statement(FIRST), {"files": paths, "many": SAMPLE}) if paths else None


def _section(name: str, meaning: str, key: str, listed: Iterable[Row]) -> str:
    head = ("列 column", "类型 type", "含义", "meaning", "例 example")
    return f"### {name}\n\n{meaning}\n\n{key}{chr(10) if key else ''}{_grid(head, listed)}"


def _macros(ask: Asking) -> str:
    _, rows = ask(
        "SELECT DISTINCT function_name, parameters, comment FROM duckdb_functions() WHERE NOT"
        " internal ORDER BY 1",
        None,
    )
    listed = [(f"`{name}({', '.join(parameters)})`", *_both(comment)) for name, parameters, comment in rows]
    return _grid(("宏 macro", "含义", "meaning"), listed)


def _codes() -> list[str]:
    """The codebook of each statutory table, then editions, kinds of cell and parts of the prose."""
    book, parts = catalogue(), []
    for table, line in book.tables.items():
        for kind, title in (("row", "行 rows"), ("column", "列 columns")):
            listed = []
            for (owner, of_kind, code), entry in book.lines.items():
                if (owner, of_kind) != (table, kind):
                    continue
                used = book.editions_with(table, kind, code)
                unit = " ".join(p for p in (entry.unit, f"`{entry.type}`" if kind == "column" else "") if p)
                listed.append(
                    (
                        f"`{code}`",
                        entry.zh,
                        entry.en,
                        unit or "按列 as its column",
                        ", ".join(used) or "地方增加 local",
                    )
                )
            head = ("代码 code", "名称", "label", "单位 unit", "格式 editions")
            parts.append(f"### {table} {line.zh} {line.en}: {title}\n\n{_grid(head, listed)}")
    years = {e.code: f"{e.years[0]}–{e.years[1] or ''}" for e in book.editions.values()}
    editions = [(f"`{e.code}`", e.zh, e.en, years[e.code]) for e in book.editions.values()]
    parts.append(
        "### edition 格式版本\n\n" + _grid(("代码 code", "名称", "label", "报告年度 report years"), editions)
    )
    statuses = [(f"`{code}`", *words) for code, words in schema.statuses().items()]
    parts.append("### status 单元格状态\n\n" + _grid(("代码 code", "含义", "meaning"), statuses))
    sections = [(f"`{s.code}`", f"{s.number}、{s.zh}", s.en) for s in book.sections.values()]
    parts.append("### section 报告正文的部分\n\n" + _grid(("代码 code", "名称", "label"), sections))
    issues = [(f"`{k.code}`", k.severity, k.zh, k.en) for k in book.issues.values()]
    parts.append(
        "### issues.code 读取中的问题\n\n" + _grid(("代码 code", "severity", "含义", "meaning"), issues)
    )
    return parts


def _rules(ask: Asking) -> str:
    _, rows = ask("SELECT rule, severity, scope, zh, en FROM quality.rules ORDER BY rule", None)
    head = ("代码 code", "severity", "scope", "内容", "statement")
    return "### rule 核对规则\n\n" + _grid(head, [(f"`{rule}`", *rest) for rule, *rest in rows])


def _example(column: str, kind: str, names: Sequence[str], sample: Sequence[Row]) -> str:
    place = names.index(column)
    value = next((row[place] for row in sample if row[place] not in (None, "", [])), None)
    if value is None:
        return ""
    text = VARYING.get(column) or VARYING.get(kind) or " ".join(plain(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _both(comment: str | None) -> tuple[str, str]:
    zh, _, en = (comment or "").partition(" / ")
    return zh, en


def _short(kind: str) -> str:
    return "code" if kind.startswith("ENUM") else kind


def _grid(head: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(str(v if v is not None else "").replace("|", "\\|") for v in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)
