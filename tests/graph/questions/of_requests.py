"""What is asked about requests, worked out from the tables with pandas and by hand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.graph.questions.stated import APPLICANTS, DOUBT, Report, half_up, share, total
from tests.graph.questions.tidy import Tidy

Rows = list[tuple[Any, ...]]


def groups(reports: list[Report], *names: str) -> dict[Any, list[Report]]:
    """Reports by attributes, in their order."""
    found: dict[Any, list[Report]] = defaultdict(list)
    for r in reports:
        found[tuple(getattr(r, name) for name in names)].append(r)
    return {key: found[key] for key in sorted(found, key=lambda k: [(v is None, v) for v in k])}


def lines(t: Tidy, kind: str, table: str = "t3") -> list[dict[str, Any]]:
    """Rows or columns of a table in the order of the form."""
    found = [x for x in t.rows("lines") if (x["table"], x["kind"]) == (table, kind)]
    return sorted(found, key=lambda x: x["position"])


def requests_by_year(t: Tidy) -> Rows:
    out: Rows = []
    for (year, scope), group in groups([r for r in t.reports if r.summable], "year", "scope").items():
        figures = [r.figure("requests_new") for r in group]
        states = [state for _, state in figures]
        known = [value for value, _ in figures if value is not None]
        nil = sum(state in ("nil", "unfilled") for state in states)
        out.append((year, scope, len(group), len(known), states.count("doubtful"), nil, total(known)))
    return out


def most_requests(t: Tidy) -> Rows:
    known = [r for r in t.reports if r.year == t.latest and r["requests_new"] is not None]
    known.sort(key=lambda r: (-(r["requests_new"] or 0), r.office_id))
    office = [(r.office["name"], r.office["city"], r.office["county"]) for r in known]
    return [(*o, r.scope, r["requests_new"]) for o, r in zip(office, known, strict=True)][:10]


def pairs(t: Tidy) -> list[tuple[Report, float, float]]:
    """Reports with a figure of theirs and of the year before."""
    known = [(r, r.previous["requests_new"], r["requests_new"]) for r in t.reports if r.previous]
    return [(r, a, b) for r, a, b in known if a is not None and b is not None]


def fastest_growth(t: Tidy) -> Rows:
    grown = [(r, a, b) for r, a, b in pairs(t) if b > a]
    grown.sort(key=lambda x: (x[1] - x[2], x[0].year, x[0].office_id))
    return [(r.office["name"], r.office["county"], r.year, a, b, b - a) for r, a, b in grown][:10]


def growth_of_the_same(t: Tidy) -> Rows:
    known = {r.id: (a, b) for r, a, b in pairs(t)}
    out: Rows = []
    for key, group in groups([r for r in t.reports if r.summable and r.id in known], "year", "scope").items():
        before, now = (sum(known[r.id][i] for r in group) for i in (0, 1))
        out.append((*key, len(group), before, now, half_up(now / before - 1) if before else None))
    return out


def constant_panel(t: Tidy) -> Rows:
    out: Rows = []
    for (scope,), group in groups(
        [r for r in t.reports if r.summable and r.year == t.latest], "scope"
    ).items():
        panel = [
            (r.previous.previous["requests_new"], r.previous["requests_new"], r["requests_new"])
            for r in group
            if r.previous and r.previous.previous
        ]
        whole = [p for p in panel if None not in p]
        if whole:
            out.append((scope, len(whole), *(sum(p[i] or 0 for p in whole) for i in range(3))))
    return out


def who_asks(t: Tidy) -> Rows:
    return of_cells(t, [f"requests_new.{code}" for code in APPLICANTS], "column", reports=False)


def of_cells(t: Tidy, cells: list[str], kind: str, reports: bool = True) -> Rows:
    """Cells of table 3 of the latest year, added up by scope in the order of the form."""
    out: Rows = []
    of_year = groups([r for r in t.reports if r.summable and r.year == t.latest], "scope")
    for (scope,), group in of_year.items():
        for line in lines(t, kind):
            for cell in cells:
                if line["code"] != cell.split(".")[kind == "column"]:
                    continue
                found = [r.cells[f"t3.{cell}"] for r in group if f"t3.{cell}" in r.cells]
                numbers = [c[0] for c in found if c[0] is not None]
                more = (sum(n > 0 for n in numbers),) if reports else ()
                doubt = sum(c[1] in DOUBT for c in found)
                if found:
                    out.append((scope, line["zh"], len(numbers), doubt, *more, total(numbers)))
    return out


def success_by_applicant(t: Tidy) -> Rows:
    out: Rows = []
    of_year = groups([r for r in t.reports if r.summable and r.year == t.latest], "scope")
    for (scope,), group in of_year.items():
        for line in (x for x in lines(t, "column") if x["code"] in APPLICANTS):
            known = []
            for r in group:
                rows = ("total_handled", "granted", "partially_granted")
                cells = [r.cells.get(f"t3.{row}.{line['code']}", (None, "blank", None, None)) for row in rows]
                handled, granted = cells[0][0], sum(c[0] or 0 for c in cells[1:])
                if handled is not None and handled >= granted and not any(c[1] in DOUBT for c in cells):
                    known.append((handled, granted))
            if known:
                handled, granted = (sum(k[i] for k in known) for i in (0, 1))
                out.append((scope, line["zh"], len(known), handled, granted, share(granted, handled)))
    return out


def without_requests(t: Tidy) -> Rows:
    found: dict[tuple[int, str], list[float | None]] = defaultdict(list)
    for r in t.reports:
        if r.scope == "own_body":
            found[r.year, r.office["kind"]].append(r.zero("requests_new"))
    out: Rows = []
    for key, values in sorted(found.items()):
        known = [v for v in values if v is not None]
        out.append((*key, len(values), len(known), known.count(0), share(known.count(0), len(known))))
    return out


def requests_by_province(t: Tidy) -> Rows:
    chosen = [r for r in t.reports if r.year == t.latest and r.scope == "jurisdiction"]
    chosen = [r for r in chosen if r["requests_new"] is not None]
    outer = [r for r in chosen if not any(w in chosen for w in r.within)]
    found: dict[str | None, list[Report]] = defaultdict(list)
    for r in outer:
        found[r.office["province"]].append(r)
    rows = [
        (
            place,
            len(group),
            sorted({r.office["level"] for r in group}),
            sum(r["requests_new"] or 0 for r in group),
        )
        for place, group in found.items()
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0] is None, row[0]))
