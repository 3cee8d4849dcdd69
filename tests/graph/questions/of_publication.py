"""What is asked about publication and about what does not add up, worked out from the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from tests.graph.questions.of_requests import Rows
from tests.graph.questions.stated import DOUBT, NIL, share
from tests.graph.questions.tidy import Tidy

DAY = date(2026, 4, 1)


def in_time(t: Tidy) -> Rows:
    out: Rows = []
    for year in sorted({year for _, year in t.due}):
        owed = [office for office, y in t.due if y == year]
        held = [office for office in owed if (office, year) in t.by_office]
        days = {o: (t.published.get((o, year)), t.deadline(o, year)) for o in owed}
        late = [max((day - limit).days, 0) for day, limit in days.values() if day and limit]
        unknown = sum(None in days[o] for o in held)
        kept = late.count(0)
        shown = (len(owed), len(held), len(late), kept, share(kept, len(late)))
        out.append((year, *shown, max(late, default=None), unknown))
    return out


def not_in_the_warehouse(t: Tidy) -> Rows:
    out: Rows = []
    for year in sorted({year for _, year in t.due}):
        owed = [office for office, y in t.due if y == year]
        missing = [t.offices[o]["name"] for o in owed if (o, year) not in t.by_office]
        out.append((year, len(owed), len(owed) - len(missing), len(missing), missing[:3] or None))
    return out


def overdue(t: Tidy) -> Rows:
    rows = []
    last = {r.office_id: r.year for r in t.reports}
    for office in {r.office_id for r in t.reports}:
        known = t.offices[office]
        years = [y for y in (2025, 2024) if (limit := t.deadline(office, y)) and limit < DAY]
        if not years or known["resolution"] in ("ambiguous", "unresolved"):
            continue
        year, ends = years[0], date(years[0], 12, 31)
        gone = known["valid_to"] is not None and known["valid_to"].date() < ends
        day = t.published.get((office, year), date.max)
        if not gone and day is not None and day > DAY:
            limit = t.deadline(office, year) or DAY
            rows.append(
                (office, (known["name"], known["kind"], year, limit, (DAY - limit).days, last[office]))
            )
    rows.sort(key=lambda x: (-x[1][4], x[0]))
    return [row for _, row in rows][:20]


def days_of_publication(t: Tidy) -> Rows:
    found = defaultdict(list)
    for office, year in t.due:
        day, limit = t.published.get((office, year)), t.deadline(office, year)
        if day and day.year == year + 1:
            found[year, day.month].append(bool(limit) and 0 <= (limit - day).days <= 4)  # type: ignore[operator]
    return [(*key, len(last), sum(last)) for key, last in sorted(found.items())]


def changed_after_publication(t: Tidy) -> Rows:
    found = defaultdict(list)
    for v in t.rows("revisions"):
        found[v["office_id"], v["year"], v["version"]].append(v)
    rows = []
    for (office, year, version), cells in found.items():
        first = min(cells, key=lambda v: v["cell"])
        shown = (t.offices[office]["name"], year, version, len(cells), first["cell"])
        rows.append((-len(cells), year, office, version, (*shown, first["text_before"], first["text_after"])))
    return [row[-1] for row in sorted(rows)][:20]


def contradictions(t: Tidy) -> Rows:
    found = defaultdict(list)
    for f in t.rows("findings"):
        if f["severity"] == "error":
            found[f["office_id"], f["year"]].append(f)
    rows = []
    for (office, year), group in found.items():
        known = t.offices[office]
        slips, rules = len({f["cause"] for f in group} - {None}), sorted({f["rule"] for f in group})
        rows.append(
            (-len(group), year, office, (known["name"], known["county"], year, slips, len(group), rules))
        )
    return [row[-1] for row in sorted(rows, key=lambda x: x[:3])][:20]


def rules_that_fail(t: Tidy) -> Rows:
    runs = t.rows("runs")
    last = max(run["build"] for run in runs)
    failed = [run for run in runs if run["build"] == last and run["failed"]]
    failed.sort(key=lambda run: (-run["failed"], run["rule"]))
    names = ("rule", "failed", "assessed", "not_assessable")
    return [(*(run[n] for n in names), share(run["failed"], run["assessed"])) for run in failed]


def findings_of_a_county(t: Tidy) -> Rows:
    words = {rule["rule"]: rule for rule in t.rows("rules")}
    found = []
    for f in t.rows("findings"):
        office = t.offices.get(f["office_id"])
        if office and office["county"] == "洪泽区" and f["severity"] in ("error", "warning"):
            key = (f["severity"] == "warning", f["office_id"], f["year"], f["rule"], f["finding_id"])
            rule = words[f["rule"]]
            found.append(
                (key, office["name"], f["year"], f["severity"], rule["zh"], f["message"], rule["what_to_do"])
            )
    return [row[1:] for row in sorted(found, key=lambda x: x[0])][:100]


def cells_in_doubt(t: Tidy) -> Rows:
    paths = {r["report_id"]: r["raw_path"] for r in t.rows("reports")}
    spots = {(s["report_id"], f"{s['table']}.{s['row']}.{s['column']}"): s for s in t.rows("spots")}
    rows = []
    for r in t.reports:
        for code, (_, status, _, text) in r.cells.items():
            if status in DOUBT - {"absent"}:
                spot = spots.get((r.id, code), {})
                where = (spot.get(name) for name in ("page", "grid", "grid_row", "line"))
                rows.append((paths[r.id], code, status, text, *where))
    return sorted(rows, key=lambda row: row[:2])[:20]


def nil_habits(t: Tidy) -> Rows:
    rows = []
    for r in t.reports:
        nil = Counter(c[1] for code, c in r.cells.items() if code.startswith("t3") and c[1] in NIL)
        if nil:
            kinds = (nil[kind] for kind in ("blank", "slash", "dash"))
            rows.append((-nil.total(), r.year, r.office_id, (r.office["name"], r.year, *kinds)))
    return [row[-1] for row in sorted(rows, key=lambda x: x[:3])][:20]
