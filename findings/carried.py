"""A draft in which nothing changed that rules look at keeps the findings of the build before; a run of
the rules is added that found the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import expectations
from expectations.arithmetic import query
from expectations.rule import Rule
from findings.decisions import Decision
from findings.finding import SQL
from findings.record import time_of_run
from pipelines.code_digest import code_digest
from warehouse.build import connect
from warehouse.publish import STAMP
from warehouse.statements import statement

_ROOMS = (Path(expectations.__file__).parent, Path(__file__).parent)


def judged_by(rules: Mapping[str, Rule], decisions: Sequence[Decision], today: date) -> str:
    """64 hex digits over all that decides what is found in the same tables: the rules, the code that
    judges and words, what people decided, and the year, which says for which years reports are
    due."""
    files = [path for room in _ROOMS for path in room.rglob("*")]
    asked = [f"{code} {query(rule)}" for code, rule in rules.items()]
    return code_digest(_ROOMS[0].parent, files, f"{today.year} {[*decisions]!r}", *asked)


def carry(draft: Path) -> dict[str, int]:
    """Add the run of tonight to a draft with all that was judged of the build before, and return how
    many findings each rule has."""
    with connect(draft) as connection:
        started = time_of_run(connection)
        said = {"build": started.strftime(STAMP), "started": started}
        connection.execute(statement(SQL / "run_as_before.sql"), said)
        connection.execute("UPDATE quality.findings SET last_seen = $started", {"started": started})
        failed = "SELECT rule, failed FROM quality.runs WHERE build = $build"
        return dict(connection.execute(failed, {"build": said["build"]}).fetchall())
