"""Questions of a visitor's own: one SELECT on the views, with limits of time, rows and memory; no files,
no network."""

from __future__ import annotations

from dashboard import taken
from dashboard.asked import Asked, NotThere
from dashboard.render import Shown
from dashboard.store import Refused
from dashboard.words import NONE

MOST, SECONDS = 2000, 10.0
"""Rows and seconds of an answer."""
LONGEST = 20_000
"""Characters of a statement."""
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
    told = ""
    if sql:
        try:
            names, answered = asked.build.asked(sql, MOST + 1, SECONDS)
            rows = [[NONE if value is None else str(value) for value in row] for row in answered]
        except Refused as error:
            told = str(error)
    cut = len(rows) > MOST
    given = {"sql": sql or FIRST, "names": names, "rows": rows[:MOST], "told": told, "cut": cut, "most": MOST}
    return Shown("sql.html", "SQL", given, status=200)


def as_csv(asked: Asked) -> bytes:
    """The rows of the statement of the address as CSV. Raises Refused, NotThere."""
    if not asked.rights.ask_sql:
        raise NotThere("/sql")
    names, rows = asked.build.asked(asked.query.get("q", "")[:LONGEST], MOST, SECONDS)
    return taken.as_csv(names, [dict(zip(names, row, strict=True)) for row in rows])
