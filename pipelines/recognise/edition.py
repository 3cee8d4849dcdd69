"""Which edition a report is of: that of the tables whose labels tell it; the others take it from
them, else from the year, and say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipelines.catalogue import catalogue
from pipelines.catalogue.book import MIXED, UNKNOWN
from pipelines.fold import key
from pipelines.model import Issue, Place
from pipelines.numerals import in_words
from pipelines.recognise.choose_edition import telling_labels
from pipelines.recognise.tokens import Token

Tells = Mapping[str, tuple[str, ...]]
"""Table -> the labels in it that tell its edition."""


def assumed(tables: Collection[tuple[str, list[Token]]], year: int | None) -> str:
    """The edition of a table that does not tell: of the first of these tables that tells one and no
    other, else of the year; empty if there is neither."""
    for table in catalogue().tables:
        for tokens in (span for name, span in tables if name == table):
            shown = [c for c, form in catalogue().forms(table).items() if telling_labels(form, tokens)]
            if len(shown) == 1:
                return shown[0]
    return next((e.code for e in catalogue().editions.values() if year is not None and e.covers(year)), "")


def report_edition(editions: Mapping[str, str], tells: Tells, year: int | None) -> str:
    """The edition of a report whose tables were read by these. Where no table tells it and no year
    is known, it is unknown, unless all editions print these tables alike."""
    told = {table: code for table, code in editions.items() if tells[table]}
    if not told and year is None and any(_differ(table) for table in editions):
        return UNKNOWN
    return catalogue().edition_of(told or editions, year)


def edition_issues(editions: Mapping[str, str], tells: Tells, year: int | None) -> list[Issue]:
    """What tables did not tell and where it was taken from, and what tells that a report is of two
    editions."""
    told = {table: code for table, code in editions.items() if tells[table]}
    source = "按其他各表" if told else f"按年度 {year}" if year else "无从判断，暂按"
    issues = [
        Issue("recognise", "form.edition_assumed", "info", Place(table=table), f"{source}：{_years(code)}")
        for table, code in editions.items()
        if table not in told and _differ(table)
    ]
    if len(told) > 1 and catalogue().edition_of(told, year) == MIXED:
        detail = "；".join(_evidence(table, code, tells[table]) for table, code in told.items())
        issues.append(Issue("recognise", "form.editions_mixed", "info", detail=detail))
    return issues


def _differ(table: str) -> bool:
    """Whether the editions print a table in different ways."""
    forms = catalogue().forms(table)
    return any(len(catalogue().alike(table, code)) < len(forms) for code in forms)


def _years(code: str) -> str:
    return f"{catalogue().editions[code].years[0]} 年格式"


def _evidence(table: str, code: str, labels: tuple[str, ...]) -> str:
    """`第三表“（六）其他处理”只有一行，2021 年格式为三行`: the table and the row that tell."""
    data = catalogue()
    name = data.tables[table].called["zh"]
    for row, parts in data.split_rows(table).items():
        line = data.row(table, row)
        if {key(label) for label in line.labels} & {*labels}:
            others = [c for c in data.forms(table) if c != code and parts[-1] in _rows(table, c)]
            count = in_words(len(parts))
            return f"{name}“{line.zh}”只有一行，{_years(others[0])}为{count}行" if others else name
    return f"{name}有“{labels[0]}”，为 {_years(code)}"


def _rows(table: str, code: str) -> set[str]:
    return {row.code for row in catalogue().forms(table)[code].rows}
