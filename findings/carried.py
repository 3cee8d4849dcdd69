"""A draft that is judged as far as anything changed that rules look at: what was found in the build before
holds for all else."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import expectations
from expectations.arithmetic import query
from expectations.reaches import telling
from expectations.rule import Rule
from expectations.rules import load
from findings.again import judge_again, part_of
from findings.decisions import Decision
from findings.finding import SQL
from findings.record import record, time_of_run
from pipelines.code_digest import code_digest
from warehouse.build import connect
from warehouse.inputs import Judged
from warehouse.publish import STAMP
from warehouse.renewal import NotTold, changed_beside
from warehouse.statements import statement

_log = logging.getLogger(__name__)
_ROOMS = (Path(expectations.__file__).parent, Path(__file__).parent)


def judged_by(rules: Mapping[str, Rule], today: date) -> str:
    """64 hex digits over all that decides what is found in the same tables: the rules, the code that
    judges and words, and the year, which says for which years reports are due."""
    files = [path for room in _ROOMS for path in room.rglob("*")]
    asked = [f"{code} {query(rule)}" for code, rule in rules.items()]
    return code_digest(_ROOMS[0].parent, files, str(today.year), *asked)


def decided(decisions: Sequence[Decision]) -> str:
    """64 hex digits over what people decided."""
    return hashlib.sha256(f"{[*decisions]!r}".encode()).hexdigest()


def find(
    draft: Path,
    rules: Mapping[str, Rule],
    previous: Path | None,
    decisions: Sequence[Decision],
    judged: Judged = "all",
) -> tuple[dict[str, int], str]:
    """Judge a draft, of which so much is to be `judged` again, and return how many findings each rule
    has, and in words what was judged of a draft that was renewed. Raises BrokenRule."""
    import duckdb

    part_of(draft).unlink(missing_ok=True)
    if judged == "nothing":
        return _carry(draft), "nothing judged again"
    said = ""
    if judged == "changed" and previous is not None:
        try:
            some = telling(rules, load())
            again = judge_again(draft, previous, changed_beside(draft), some)
            counts = record(draft, rules, previous, decisions, again)
            return counts, f"{len(again.reports):,} judged again"
        except (NotTold, duckdb.Error) as error:
            said = f"all judged again: {' '.join(str(error).split())}"
            _log.warning("%s: %s", draft, said)
            part_of(draft).unlink(missing_ok=True)
    return record(draft, rules, previous, decisions), said


def _carry(draft: Path) -> dict[str, int]:
    """Add the run of tonight to a draft with all that was judged of the build before."""
    with connect(draft) as connection:
        started = time_of_run(connection)
        said = {"build": started.strftime(STAMP), "started": started}
        connection.execute(statement(SQL / "run_as_before.sql"), said)
        connection.execute("UPDATE quality.findings SET last_seen = $started", {"started": started})
        failed = "SELECT rule, failed FROM quality.runs WHERE build = $build"
        return dict(connection.execute(failed, {"build": said["build"]}).fetchall())
