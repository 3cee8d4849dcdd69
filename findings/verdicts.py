"""What Great Expectations said of the build before -> what of it holds for a draft, and the tables of which
it is asked anew.

Of a table that holds the same rows nothing else can be said; what it points to is asked of by our own
SQL (`amiss`). In a night that brings nothing so are the few tables that are filled all the same, and Great
Expectations, whose import takes seconds, only if something is amiss there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.docs import carry, clear, keep_docs, said_in
from expectations.rules import load
from expectations.tables import amiss, suite_name
from warehouse.build import memory_limit
from warehouse.content_digest import of_rows
from warehouse.inputs import Judged
from warehouse.query import shut_in
from warehouse.schema import Table, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_log = logging.getLogger(__name__)
MADE_EACH_NIGHT = ("judged", "beside")
"""What tables depend on that are filled on every night, also where no report is judged again."""


def take_over(
    draft: Path, published: Path, before: Path, kept: Path, judged: Judged
) -> tuple[list[Table], bool]:
    """Take over what holds of what was said of the build `published`, in the folder `before`, into the
    folder `kept`, and return the tables that are judged anew, and whether rules are. `judged` is how much
    of the draft was judged again by our own SQL."""
    clear(kept)
    every = list(tables().values())
    said = said_in(before)
    if judged == "all" or (judged == "nothing" and not _everything(every) <= set().union(*said.values())):
        return every, True
    with shut_in(draft, memory_limit=memory_limit()) as now:
        if judged == "nothing":
            carry(before, kept, said)
            keep_docs(kept)
            return [t for t in every if t.depends in MADE_EACH_NIGHT and not _holds(now, t)], False
        with shut_in(published, memory_limit=memory_limit()) as then:
            holding = [
                t
                for t in every
                if suite_name(t) in said and t.depends != "report" and _same(now, then, t) and _holds(now, t)
            ]
    carry(before, kept, map(suite_name, holding))
    return [table for table in every if table not in holding], True


def _everything(every: Iterable[Table]) -> set[str]:
    """What there has to be a verdict about: the rules, and the tables."""
    return {*load(), *(f"{table.schema}.{table.name}" for table in every)}


def _holds(connection: DuckDBPyConnection, table: Table) -> bool:
    """Whether the table is as promised, by our own SQL."""
    import duckdb

    try:
        ((count,),) = connection.execute(amiss(table)).fetchall()
    except duckdb.BinderException as error:  # a column is missing, of which Great Expectations is asked
        _log.warning("%s: %s", table.sql, error)
        return False
    return bool(count == 0)


def _same(now: DuckDBPyConnection, then: DuckDBPyConnection, table: Table) -> bool:
    """Whether two databases of the same schema hold the same rows of the table, in whatever order."""
    for what in ("count(*)", of_rows(table.columns)):
        sql = f"SELECT {what} FROM {table.sql}"
        if now.execute(sql).fetchall() != then.execute(sql).fetchall():
            return False
    return True
