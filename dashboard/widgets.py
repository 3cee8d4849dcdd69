"""What all pages share: filters whose state is in the address, tables with links, the line on
coverage.

A text of a report goes to the browser only through `escape`d HTML or widgets that show plain text,
never as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.data import ask, one
from export.form_html import STYLE
from findings.finding import SEVERITIES

ALL = "全部 All"
"""The choice of everything in a list."""
SEVERITY: dict[str, str] = {severity: words.titled for severity, words in SEVERITIES.items()}
"""A severity, as pages name it."""
COLOURS = {"error": "#dc2626", "warning": "#ea580c", "info": "#0284c7"}
KINDS = {
    "government": "政府",
    "general_office": "政府办公室",
    "department": "部门",
    "township": "乡镇",
    "street": "街道",
    "committee": "管委会",
    "vertical": "垂直管理",
    "institution": "事业单位",
    "other": "其他",
}
"""A kind of office, as pages name it."""
LEVELS = {"national": "国家", "province": "省级", "prefecture": "市级", "county": "县级", "township": "乡级"}
"""A level of government, as pages name it."""
SCOPES = {
    "own_body": "本机关 Own body",
    "jurisdiction": "本行政区域 Jurisdiction",
    "unknown": "口径不明 Unknown",
}
"""What a report counts, as pages name it."""
PLACE = ("province", "city", "county")
"""The columns of a place, from the widest to the narrowest."""
Row = Mapping[str, Any]
Column = tuple[str, Callable[[Row], str]]
CSS = Path(__file__).parent / "style.css"
"""The look of all pages."""


def style() -> None:
    """The look of tables and forms; once per page."""
    st.html(f"<style>{STYLE}{CSS.read_text(encoding='utf-8')}</style>")


def address(page: str, **state: Any) -> str:
    """A link to another page with its state."""
    given = {k: v for k, v in state.items() if v is not None}
    return f"{page}?{urlencode(given)}" if given else page


def link(text: Any, page: str, **state: Any) -> str:
    """The same as HTML."""
    return f'<a href="{escape(address(page, **state), quote=True)}">{escape(str(text))}</a>'


def tag(severity: str) -> str:
    """A severity as a coloured word."""
    return f'<span class="tag" style="background:{COLOURS[severity]}">{SEVERITY[severity]}</span>'


def number(value: Any, digits: int = 0) -> str:
    """A figure with separators, a dash where there is none. What is no whole number is never shown
    as one."""
    if value is None:
        return "—"
    return f"{value:,.{digits}f}" if digits else f"{value:,}".removesuffix(".0")


def percent(value: Any) -> str:
    """A share in percent, a dash where there is none."""
    return "—" if value is None else f"{value:.1%}"


def figures(known: Iterable[tuple[str, str]]) -> None:
    """Names and figures beside each other, in as many lines as it takes."""
    with st.container(horizontal=True, gap="medium"):
        for name, value in known:
            st.metric(name, value, width="content")


def table(rows: Sequence[Row], columns: Mapping[str, Column], right: Sequence[str] = ()) -> None:
    """Rows as an HTML table. A column is its heading and what gives the HTML of its cell: escape
    what a report says."""
    side = {name: ' class="n"' if name in right else "" for name in columns}
    head = "".join(f"<th{side[name]}>{_heading(title)}</th>" for name, (title, _) in columns.items())
    lines = ("".join(f"<td{side[n]}>{show(row)}</td>" for n, (_, show) in columns.items()) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    st.html(
        f'<div class="wide"><table class="gt">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _heading(title: str) -> str:
    """`新收 Received`: the English below the Chinese."""
    zh, _, en = title.partition(" ")
    return f"{escape(zh)}<small>{escape(en)}</small>" if en else escape(zh)


def text(name: str) -> Callable[[Row], str]:
    """A column shown as it is, escaped."""
    return lambda row: escape(str(row[name])) if row[name] is not None else "—"


def sourced(have: int | None, due: int | None, more: str = "") -> None:
    """From how many reports of how many that are due; a roster may leave out some that are
    there."""
    known = f"{number(have or 0)} / {number(due or 0)}"
    if (beside := (have or 0) - (due or 0)) > 0:
        more = f"（至少 {number(beside)} 份在名册之外 of them on no roster: at least {number(beside)}）{more}"
    st.html(f'<p class="src">来自 {known} 份应有的报告 from {known} reports due{escape(more)}</p>')


def choice(
    label: str, name: str, options: Sequence[Any], show: Callable[[Any], str] = str, every: str | None = ALL
) -> Any:
    """A select box whose state is in the address as `name`; None for `every`, which is the
    first entry."""
    entries = ([None] if every else []) + list(options)
    if not entries:
        return None
    given = st.query_params.get(name)
    index = next((i for i, entry in enumerate(entries) if entry is not None and str(entry) == given), 0)
    chosen = st.selectbox(
        label, entries, index=index, format_func=lambda e: str(every) if e is None else show(e)
    )
    if chosen is None or (not every and chosen == entries[0]):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(chosen)
    return chosen


def choose_year(every: str | None = ALL) -> int | None:
    """A year of those that the build has, newest first."""
    years = ask(
        "SELECT DISTINCT year FROM report_list WHERE is_current AND year IS NOT NULL ORDER BY year DESC"
    )
    chosen = choice("年度 Year", "year", [int(y) for y in years["year"]], every=every)
    return None if chosen is None else int(chosen)


def choose_place() -> dict[str, str]:
    """Province, city and county, each among those of the one above; only levels that the build
    knows are asked for."""
    chosen_places: dict[str, str] = {}
    labels = {"province": "省 Province", "city": "市 City", "county": "县区 County"}
    for level in PLACE:
        where, values = where_of(chosen_places)
        query = (
            f"SELECT DISTINCT {level} AS name FROM office_list"
            f" WHERE {where} AND {level} IS NOT NULL ORDER BY 1"
        )
        names = ask(query, *values)
        if names.empty:
            continue
        chosen = choice(labels[level], level, list(names["name"]))
        if chosen is not None:
            chosen_places[level] = chosen
    return chosen_places


def choose_kind() -> str | None:
    """A kind of office of those that the build has."""
    kinds = ask("SELECT DISTINCT kind FROM office_list WHERE kind IS NOT NULL ORDER BY 1")["kind"]
    chosen = choice("机关类别 Kind", "kind", list(kinds), kind_name)
    return None if chosen is None else str(chosen)


def kind_name(kind: str | None) -> str:
    """A kind of office in both languages."""
    return f"{KINDS.get(kind, kind)} {kind}" if kind else "不明 unknown"


def level_name(level: str | None) -> str:
    """An administrative level in both languages."""
    return f"{LEVELS.get(level, level)} {level}" if level else "不明 unknown"


def where_of(state: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """A condition and its values for the filters that are set."""
    set_ = {name: value for name, value in state.items() if value is not None}
    return " AND ".join(["true", *(f"{name} = ?" for name in set_)]), list(set_.values())


def coverage(state: Mapping[str, Any], scope: str | None = None) -> tuple[int, int]:
    """Reports received and due under the filters of place, year, kind, level and office, and of one
    scope.

    An office whose scope is not known may owe a report of either.
    """
    known = {k: v for k, v in state.items() if k in (*PLACE, "year", "kind", "level", "office_id")}
    where, values = where_of(known)
    if scope is not None:
        where, values = f"{where} AND coalesce(scope, 'unknown') IN (?, 'unknown')", [*values, scope]
    counts = one(
        f"SELECT count(report_id) AS have, count(*) AS due FROM expected_reports WHERE {where}", *values
    )
    return int(counts["have"]), int(counts["due"])
