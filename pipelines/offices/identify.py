"""Filings and what was read in them -> frames of offices, reports and filings: whose report is it,
which version.

What each report says of its office is a matter of claims.py; here it is put together. The same
filings give the same frames, in whatever shards they are. Facts never depend on this mapping.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.model import Filing
from pipelines.offices import rostered, search_keys, tree
from pipelines.offices.claims import SHARD, Memory, claimed, version
from pipelines.offices.decisions import Decisions
from pipelines.offices.figures import Figures, figures
from pipelines.offices.filing_rows import filing_rows
from pipelines.offices.frames import Rows, columns, frame, issue_row, table, values
from pipelines.offices.gazetteer.load import Place, gazetteer, successions
from pipelines.offices.remembered import Remembered
from pipelines.offices.resolution import UNSURE, Resolution
from pipelines.offices.resolution_text import settled
from pipelines.offices.roster import ROSTER, Entry
from pipelines.offices.shard_claims import MET, RESOLVED
from pipelines.offices.tree import Seen
from pipelines.offices.versions import versions
from pipelines.report_columns import refuse_differences

if TYPE_CHECKING:
    from pandas import DataFrame

MAX_EVIDENCE = 12  # pieces kept of one report, the strongest
NUMBER = "number"
"""The column that says by its place in a list which resolution a report has."""


def identify(
    filings: Sequence[Filing],
    shards: Sequence[Path],
    decisions: Decisions | None = None,
    roster: Sequence[Entry] = (),
    memory: Memory | None = None,
    workers: int = 1,
) -> dict[str, DataFrame]:
    """Frames by name of table, see frames.COLUMNS: `reports` has one row per distinct content,
    `filings` one per file, `issues` are those met here. `decisions` are people's, see decisions.py;
    so is the `roster`, see roster.py. `memory` is where it is remembered what shards come to; what is
    not is worked out by `workers` processes.

    A report's own word on office and year comes first, the list's claim second. Which of several
    reports of one office and year is current: versions.py.
    """
    by_content = {f.sha256: f for f in reversed(filings)}
    claims = claimed(by_content, shards, decisions or Decisions(), memory, workers)
    issues = Rows(columns("issues"))
    for (met,) in values(claims.filter(claims[MET].is_valid()), MET):
        for row in json.loads(met):
            issues.add(tuple(row))
    reports, resolutions = _placed(claims, shards, issues, memory)
    every = _seen(reports, resolutions)
    listed, doubts = rostered.rostered(roster, (one.resolution for one in every), gazetteer())
    for code, entry, detail in doubts:
        issues.add(issue_row(None, "office", code, f"{ROSTER}:{entry.line}", detail))
    offices = tree.offices(every, gazetteer(), rostered.offices(listed))
    rostered.complete(offices, listed, gazetteer())
    aliases = tree.aliases(every)
    keys = _remembered(memory, "keys")
    tables = {
        "offices": (tuple(map(row.get, columns("offices"))) for row in offices.values()),
        "roster": rostered.table_rows(listed),
        "office_candidates": _candidates(every),
        "office_aliases": aliases,
        "office_keys": search_keys.table_rows(offices.values(), aliases, keys),
        "office_succession": tree.succession(every, successions()),
    }
    frames = {name: frame(table(name, rows)) for name, rows in tables.items()}
    if keys:
        keys.keep()
    frames["filings"] = frame(filing_rows(filings, by_content, claims, issues))
    frames["office_evidence"] = frame(_evidence(reports, resolutions))
    return {"reports": frame(reports.select(columns("reports"))), **frames, "issues": frame(issues.table())}


def _remembered(memory: Memory | None, what: str) -> Remembered | None:
    """What is remembered beside what shards come to."""
    return Remembered(memory.folder / what, version()) if memory else None


def _placed(
    claims: Any, shards: Sequence[Path], issues: Rows, memory: Memory | None
) -> tuple[Any, list[Resolution]]:
    """The reports with their offices and versions, and NUMBER; what they count is said by the kind
    of office, not here. Of several offices of one name, which is all that is known of them, each
    gets a resolution of its own."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = sorted(text for text in pc.unique(claims[RESOLVED]).to_pylist() if text)
    numbers = pc.index_in(claims[RESOLVED], pa.array(texts, pa.string()))
    resolutions = settled(texts)
    known = claims.append_column("office_id", _office_ids(resolutions).take(numbers))
    unsure = pa.array([r.status in UNSURE for r in resolutions], pa.bool_())
    known_versions = _remembered(memory, "versions")
    of_reports, read_in = partial(_figures, claims, shards), _read_in(claims, shards, memory)
    made_versions = versions(known, of_reports, unsure.take(numbers), read_in, known_versions)
    if known_versions:
        known_versions.keep()
    chosen = numbers.to_pylist()
    apart: dict[tuple[int, int], int] = {}
    for row, place in sorted(made_versions.apart.items()):
        one = known.slice(row, 1).to_pylist()[0]
        number = chosen[row]
        if (number, place) not in apart:
            apart[number, place] = len(resolutions)
            own = f"{resolutions[number].key}|{place + 1}"
            resolutions.append(replace(resolutions[number], key=own))
        chosen[row] = apart[number, place]
        issues.add(
            issue_row(one["report_id"], "office", "office.several", one["raw_path"], one["office_name"])
        )
    for row, code in made_versions.doubts:
        one = known.slice(row, 1).to_pylist()[0]
        issues.add(issue_row(one["report_id"], "office", code, one["raw_path"]))
    made = {
        "office_id": _office_ids(resolutions).take(pa.array(chosen, pa.int64())),
        "version": pa.array(made_versions.number, pa.int64()),
        "is_current": pa.array(made_versions.current, pa.bool_()),
        "copy_of": pa.array(made_versions.copy_of, pa.int64()),
        "scope": pa.nulls(len(known), pa.string()),
    }
    refuse_differences("office", made)
    known = claims.append_column(NUMBER, pa.array(chosen, pa.int64()))
    for name, column in made.items():
        known = known.append_column(name, column)
    return known, resolutions


def _figures(claims: Any, shards: Sequence[Path], wanted: Collection[int]) -> Mapping[int, Figures]:
    """The figures of these reports, from the shards that they were read in."""
    import pyarrow as pa
    import pyarrow.compute as pc

    these = claims.filter(pc.is_in(claims["report_id"], pa.array(sorted(wanted), pa.int64())))
    held: dict[Path, list[int]] = defaultdict(list)
    for number, shard in values(these, "report_id", SHARD):
        held[shards[shard]].append(number)
    return figures(held)


def _read_in(claims: Any, shards: Sequence[Path], memory: Memory | None) -> Callable[[int], str]:
    """Row of the claims -> the digest of the shard that its report was read in; nothing where nothing is
    remembered by it."""
    if memory is None:
        return lambda row: ""
    places, digest = claims[SHARD], cache(memory.digest)
    return lambda row: hashlib.sha256(digest(shards[places[row].as_py()]).encode()).hexdigest()


def _office_ids(resolutions: Sequence[Resolution]) -> Any:
    import pyarrow as pa

    return pa.array([resolution.office_id for resolution in resolutions], pa.int64())


def _seen(reports: Any, resolutions: Sequence[Resolution]) -> list[Seen]:
    """Each resolution with the first and with the last year that it was reported of: what its other
    reports say of an office is the same."""
    used = reports.select([NUMBER, "year"]).filter(reports[NUMBER].is_valid())
    years = used.group_by(NUMBER).aggregate([("year", "min"), ("year", "max")]).sort_by(NUMBER)
    return [
        Seen(resolutions[number], year)
        for number, *span in values(years, NUMBER, "year_min", "year_max")
        for year in dict.fromkeys(span)
    ]


def _evidence(reports: Any, resolutions: Sequence[Resolution]) -> Any:
    """The table of evidence: the pieces of its resolution for each report."""
    import numpy as np
    import pyarrow as pa

    pieces, begins = Rows(columns("office_evidence")), [0]
    for one in resolutions:
        kept = {(e.kind, e.value, e.source): e for e in reversed(one.evidence[:MAX_EVIDENCE])}
        for e in kept.values():
            pieces.add((one.office_id, None, e.kind, e.value, e.codes, e.weight, e.source))
        begins.append(begins[-1] + len(kept))
    seen = reports.filter(reports[NUMBER].is_valid())
    numbers = seen[NUMBER].to_numpy()
    first = np.array(begins, dtype=np.int64)
    counts = first[numbers + 1] - first[numbers]
    ends = np.cumsum(counts)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
    table = pieces.table().combine_chunks().take(pa.array(np.repeat(first[numbers], counts) + within))
    of_reports = pa.array(np.repeat(seen["report_id"].to_numpy(), counts), pa.int64())
    return table.set_column(table.schema.get_field_index("report_id"), "report_id", of_reports)


def _candidates(seen: Iterable[Seen]) -> list[tuple[Any, ...]]:
    possible: dict[int, dict[str, Place]] = defaultdict(dict)
    for one in seen:
        for place in one.resolution.candidates:
            possible[one.resolution.office_id].setdefault(place.code, place)
    rows: list[tuple[Any, ...]] = []
    for office, candidates in possible.items():
        for rank, place in enumerate(candidates.values(), 1):
            names = {p.level: p.name for p in (*gazetteer().above(place), place)}
            upper = (names.get(level) for level in ("province", "prefecture", "county"))
            rows.append((office, rank, place.code, place.name, *upper))
    return rows
