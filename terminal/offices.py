"""What the warehouse knows of offices, as people read it: one office, a name resolved, the open
cases for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.offices.decisions import Row
    from pipelines.offices.resolve import Resolution

RESOLUTIONS = {
    "resolved": "已确定 resolved",
    "provisional": "暂定（区划表中没有） provisional",
    "ambiguous": "有多个可能 ambiguous",
    "unresolved": "无从判断 unresolved",
}
EVIDENCE = {
    "decision": "人工决定 decision",
    "host": "网站 host",
    "title": "标题或清单 title",
    "text": "正文 text",
    "phone": "区号 phone",
    "postcode": "邮编 postcode",
    "unique": "全国唯一名称 unique name",
    "mention": "正文提及 mention",
}
MAX_CANDIDATES = 8


def described(resolution: Resolution) -> str:
    """A name as it is resolved, with its candidates and evidence."""
    lines = [resolution.name, f"  {RESOLUTIONS[resolution.status]}" + _sure(resolution.confidence)]
    lines.append(f"  {resolution.kind}  {resolution.level or ''}  {resolution.office_id}")
    if resolution.place:
        lines.append(f"  {_placed(resolution)}{resolution.place.code} {resolution.place.name}")
    lines += [f"  ? {p.code} {p.name}" for p in resolution.candidates[:MAX_CANDIDATES]]
    if (more := len(resolution.candidates) - MAX_CANDIDATES) > 0:
        lines.append(f"  ? …（另 {more} 个 / {more} more）")
    lines += [
        f"  · {EVIDENCE[e.kind]}: {e.value} {', '.join(e.codes[:3])}".rstrip() for e in resolution.evidence
    ]
    return "\n".join(lines)


def _sure(confidence: str | None) -> str:
    words = {"high": "，把握高 high", "medium": "，把握中 medium", "low": "，把握低 low"}
    return words.get(confidence or "", "")


def _placed(resolution: Resolution) -> str:
    return "隶属 under " if resolution.under or resolution.zone else "区划 place "


def shown(wanted: str, database: Path) -> Iterator[str]:
    """The offices of that number or with that in one of their names: place, parents, names, years,
    evidence."""
    from warehouse.query import run

    number = wanted if wanted.isdigit() and len(wanted) > 9 else "NULL"
    text = wanted.replace("'", "''")
    found = run(
        f"""
        SELECT o.*, p.name AS parent FROM offices AS o LEFT JOIN offices AS p ON p.office_id = o.parent_office_id
        WHERE o.office_id = {number} OR contains(o.name, '{text}') OR o.office_id IN (
            SELECT office_id FROM office_aliases WHERE contains(name, '{text}') OR provisional_id = {number}
        )
        ORDER BY o.division_code NULLS LAST, o.name LIMIT 20
        """,
        database,
    )
    for values in found[1]:
        yield "\n".join(_office(dict(zip(found[0], values)), database))


def _office(office: dict[str, Any], database: Path) -> Iterator[str]:
    from warehouse.query import run

    key = office["office_id"]
    place = " ".join(dict.fromkeys(str(office[c]) for c in ("province", "city", "county") if office[c]))
    yield f"{office['name']}  {key}"
    yield f"  {RESOLUTIONS[office['resolution']]}{_sure(office['confidence'])}"
    yield f"  {office['kind']}  {office['level'] or ''}  {office['scope'] or ''}{_sure(office['scope_confidence'])}"
    yield f"  {office['division_code'] or ''} {place}".rstrip()
    if office["parent"]:
        yield f"  上级 parent: {office['parent']}  {office['parent_office_id']}"
    names = run(
        f"SELECT name, first_year, last_year FROM office_aliases WHERE office_id = {key} ORDER BY ALL",
        database,
    )
    yield from (f"  名称 name: {name}  {first or '?'}-{last or '?'}" for name, first, last in names[1])
    changes = run(
        "SELECT year, relation, previous_name, name FROM office_succession"
        f" WHERE {key} IN (office_id, previous_office_id) ORDER BY ALL",
        database,
    )
    yield from (
        f"  沿革 {year} {relation}: {before} -> {after}" for year, relation, before, after in changes[1]
    )
    candidates = run(
        "SELECT division_code, name, province, city, county FROM office_candidates"
        f" WHERE office_id = {key} ORDER BY rank LIMIT {MAX_CANDIDATES}",
        database,
    )
    yield from (f"  ? {' '.join(dict.fromkeys(str(v) for v in row if v))}" for row in candidates[1])
    evidence = run(
        "SELECT kind, value, division_codes, count(*) FROM office_evidence"
        f" WHERE office_id = {key} GROUP BY ALL ORDER BY max(weight) DESC, value LIMIT 12",
        database,
    )
    yield from (
        f"  · {EVIDENCE[kind]}: {value} {', '.join(codes[:3])}（{n} 份 reports）"
        for kind, value, codes, n in evidence[1]
    )


def open_cases(database: Path) -> list[Row]:
    """A row for each name and host whose office is not resolved; for each file where one year has
    several contents."""
    from pipelines.offices.decisions import Row
    from pipelines.offices.evidence import host_of
    from warehouse.query import run

    groups: dict[tuple[str, str, int], list[tuple[Any, ...]]] = {}
    for row in run(_OPEN_REPORTS, database)[1]:
        groups.setdefault((row[0], host_of(row[1] or ""), row[4]), []).append(row)
    candidates, evidence = _by_office(_CANDIDATES, database), _by_office(_EVIDENCE, database)
    found: list[Row] = []
    for (name, host, office), reports in groups.items():
        years = [r[5] for r in reports]
        twice = len(set(years)) < len(years)
        for paths in [[r] for r in reports] if twice else [reports]:
            found.append(
                Row(
                    name=name,
                    host=host,
                    path=paths[0][2] if twice else "",
                    resolution=paths[0][3],
                    years=" ".join(str(y) for y in sorted({r[5] for r in paths if r[5]})),
                    candidates="；".join(candidates.get(office, ())[:MAX_CANDIDATES]),
                    evidence="；".join(evidence.get(office, ())[:MAX_CANDIDATES]),
                )
            )
    return found


_OPEN_REPORTS = """
SELECT r.office_name, r.source_url, r.raw_path, o.resolution, o.office_id, r.year
FROM reports AS r JOIN offices AS o USING (office_id)
WHERE o.resolution <> 'resolved' ORDER BY ALL
"""
_CANDIDATES = """
SELECT office_id, concat_ws(' ', division_code, province, city, county, CASE WHEN len(division_code) > 6 THEN name END)
FROM office_candidates ORDER BY office_id, rank
"""
_EVIDENCE = """
SELECT office_id, kind || ' ' || value FROM office_evidence
GROUP BY office_id, kind, value ORDER BY office_id, max(weight) DESC, value
"""


def _by_office(sql: str, database: Path) -> dict[int, list[str]]:
    from warehouse.query import run

    found: dict[int, list[str]] = {}
    for office, words in run(sql, database)[1]:
        found.setdefault(office, []).append(words)
    return found


def reviewed(rows: Iterable[Row]) -> str:
    """What a review left open, in one line."""
    rows = list(rows)
    left = sum(not row.division_code for row in rows)
    return f"待定 {left} 行，已决定 {len(rows) - left} 行 / {left} open, {len(rows) - left} decided"
