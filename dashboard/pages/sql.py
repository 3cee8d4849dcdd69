"""Questions of a visitor's own: one SELECT on the views, with limits of time, rows and memory; no files,
no network."""

from __future__ import annotations

from typing import Any

from dashboard import taken
from dashboard.asked import Asked, NotThere
from dashboard.own_statement import MOST_BYTES, Refused
from dashboard.render import Shown
from dashboard.words import NONE

MOST, SECONDS = 2000, 10.0
"""Rows and seconds of an answer."""
LONGEST = 20_000
"""Characters of a statement."""
WIDEST = 2_000
"""Characters of a value on the page; the file has all of them."""
FIRST = """SELECT name, year, requests_new, granted_share
FROM indicators
ORDER BY requests_new DESC NULLS LAST
LIMIT 20"""
"""What stands there before anybody has asked."""


def page(asked: Asked) -> Shown:
    """The statement of the address and its rows. Raises NotThere where it is not allowed."""
    if not asked.rights.ask_sql:
        raise NotThere(asked.t("/sql（本站没有开放）", "/sql (not open on this site)"))
    asked.known.add("q")
    sql = asked.query.get("q", "").strip()[:LONGEST]
    names: list[str] = []
    rows: list[list[str]] = []
    told, more = "", False
    if sql:
        try:
            names, answered, more = asked.build.asked(sql, MOST, SECONDS)
            rows = [[_cut(value) for value in row] for row in answered]
        except Refused as error:
            told = str(error)
    given = {"sql": sql or FIRST, "names": names, "rows": rows, "told": told, "cut": more}
    given |= {"most": MOST, "megabytes": MOST_BYTES // 2**20, "seconds": SECONDS}
    return Shown("sql.html", "SQL", given, status=400 if told else 200)


def _cut(value: Any) -> str:
    text = NONE if value is None else str(value)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}… ({len(text):,})"


def as_csv(asked: Asked) -> bytes:
    """The rows of the statement of the address as CSV; a last line says where there are more.
    Raises Refused, NotThere."""
    if not asked.rights.ask_sql:
        raise NotThere("/sql")
    names, rows, more = asked.build.asked(asked.query.get("q", "")[:LONGEST], MOST, SECONDS)
    packed = taken.as_csv(names, [dict(zip(names, row, strict=True)) for row in rows])
    last = asked.t("后面的行没有列出", "the rest is not listed")
    return packed + (f"… {len(rows):,}: {last}\r\n".encode() if more else b"")
