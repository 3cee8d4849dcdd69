"""What the warehouse knows of offices, as people read it: one office, a name resolved, the open
cases for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.statements import statement

if TYPE_CHECKING:
    from pipelines.offices.decisions import Row
    from pipelines.offices.resolution import Resolution

RESOLUTIONS = {
    "resolved": "已确定 resolved",
    "provisional": "暂定（区划表中没有） provisional",
    "ambiguous": "有多个可能 ambiguous",
    "unresolved": "无从判断 unresolved",
}
"""How surely an office is known, in both languages."""
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
"""Kinds of evidence, in both languages."""
MAX_CANDIDATES = 8
"""Candidates of an office that are listed."""
SQL = Path(__file__).parent / "sql"


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


def find_offices(wanted: str, database: Path) -> Iterator[str]:
    """The offices of that number or with that in one of their names: place, parents, names, years,
    evidence. Raises QueryError."""
    from warehouse.query import run

    number = int(wanted) if wanted.isdecimal() and 9 < len(wanted) < 19 else None  # 60 bits
    given = {"number": number, "text": wanted}
    columns, offices = run(statement(SQL / "offices_of_name_or_number.sql"), database, given)
    for values in offices:
        yield "\n".join(_office(dict(zip(columns, values)), database))


def _office(office: dict[str, Any], database: Path) -> Iterator[str]:
    from warehouse.query import run

    def ask(sql: str, *given: Any) -> list[tuple[Any, ...]]:
        return run(sql, database, given)[1]

    key = office["office_id"]
    place = " ".join(dict.fromkeys(str(office[c]) for c in ("province", "city", "county") if office[c]))
    yield f"{office['name']}  {key}"
    yield f"  {RESOLUTIONS[office['resolution']]}{_sure(office['confidence'])}"
    yield (
        f"  {office['kind']}  {office['level'] or ''} "
        f" {office['scope'] or ''}{_sure(office['scope_confidence'])}"
    )
    yield f"  {office['division_code'] or ''} {place}".rstrip()
    if office["parent"]:
        yield f"  上级 parent: {office['parent']}  {office['parent_office_id']}"
    names = "SELECT name, first_year, last_year FROM office_aliases WHERE office_id = ? ORDER BY ALL"
    for name, first, last in ask(names, key):
        yield f"  名称 name: {name}  {first or '?'}-{last or '?'}"
    changes = (
        "SELECT year, relation, previous_name, name FROM office_succession"
        " WHERE ? IN (office_id, previous_office_id) ORDER BY ALL"
    )
    for year, relation, before, after in ask(changes, key):
        yield f"  沿革 {year} {relation}: {before} -> {after}"
    candidates = (
        "SELECT division_code, name, province, city, county FROM office_candidates"
        " WHERE office_id = ? ORDER BY rank LIMIT ?"
    )
    for row in ask(candidates, key, MAX_CANDIDATES):
        yield f"  ? {' '.join(dict.fromkeys(str(v) for v in row if v))}"
    for kind, value, codes, many in ask(statement(SQL / "evidence_of_office.sql"), key):
        yield f"  · {EVIDENCE[kind]}: {value} {', '.join(codes[:3])}（{many} 份 reports）"


def open_cases(database: Path) -> list[Row]:
    """A row for each name and host whose office is not resolved; for each file where one year has
    several contents."""
    from pipelines.offices.decisions import Row
    from pipelines.offices.evidence import host_of
    from warehouse.query import run

    groups: dict[tuple[str, str, int], list[tuple[Any, ...]]] = {}
    for row in run(statement(SQL / "reports_of_open_offices.sql"), database)[1]:
        groups.setdefault((row[0], host_of(row[1] or ""), row[4]), []).append(row)
    candidates, evidence = (
        _by_office(statement(SQL / name), database)
        for name in ("places_an_office_may_have.sql", "evidence_in_words.sql")
    )
    cases: list[Row] = []
    for (name, host, office), reports in groups.items():
        years = [r[5] for r in reports]
        twice = len(set(years)) < len(years)
        for paths in [[r] for r in reports] if twice else [reports]:
            cases.append(
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
    return cases


def _by_office(sql: str, database: Path) -> dict[int, list[str]]:
    from warehouse.query import run

    by_office: dict[int, list[str]] = {}
    for office, words in run(sql, database)[1]:
        by_office.setdefault(office, []).append(words)
    return by_office


def reviewed(rows: Iterable[Row]) -> str:
    """What a review left open, in one line."""
    rows = list(rows)
    left = sum(not row.division_code for row in rows)
    return f"待定 {left} 行，已决定 {len(rows) - left} 行 / {left} open, {len(rows) - left} decided"
