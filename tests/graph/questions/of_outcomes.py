"""What is asked about outcomes and disputes, worked out from the tables with pandas and by hand."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import median

from tests.graph.questions.of_requests import Rows, groups, lines, of_cells
from tests.graph.questions.stated import (
    DOUBT,
    NOT_PROCESSED,
    PROCEEDINGS,
    REFUSED,
    RESULTS,
    UNABLE,
    Report,
    half_up,
    share,
    total,
)
from tests.graph.questions.tidy import Tidy


def outcomes_by_year(t: Tidy) -> Rows:
    names = ("handled", "granted_any", "refused", "unable", "not_processed")
    out: Rows = []
    for key, group in groups([r for r in t.reports if r.summable], "year", "scope").items():
        known = [f for r in group if None not in (f := [r.zero(n) for n in names])]
        sums = [total(f[i] for f in known) for i in range(5)]
        shares = [share(part, sums[0]) for part in sums[1:]]
        out.append((*key, len(known), len(group) - len(known), sums[0], *shares))
    return out


def grounds_of_refusal(t: Tidy) -> Rows:
    return of_cells(t, [f"{row}.total" for row in REFUSED], "row")


def unable_and_not_processed(t: Tidy) -> Rows:
    return of_cells(t, [f"{row}.total" for row in (*UNABLE, *NOT_PROCESSED)], "row")


def lapsed_requests(t: Tidy) -> Rows:
    out: Rows = []
    for key, group in groups([r for r in t.reports if r.summable], "year", "scope").items():
        for line in lines(t, "row"):
            cell = f"t3.{line['code']}.total"
            found = [r.cells[cell] for r in group if cell in r.cells]
            if found and line["code"] in ("other_correction_lapsed", "other_fee_lapsed"):
                numbers = [c[0] for c in found if c[0] is not None]
                doubt = sum(c[1] in DOUBT for c in found)
                more = sum(n > 0 for n in numbers)
                out.append((*key, line["zh"], len(numbers), doubt, more, total(numbers)))
    return out


def backlog(t: Tidy) -> Rows:
    rows = []
    for r in t.reports:
        out, (whole, how) = r["carried_out"], r.figure("received")
        if out and whole and 0 < out <= whole:
            states = (r.figure("carried_out")[1], how)
            worst = next(s for s in ("nil", "summed", "stated") if s in states)
            rows.append((-out / whole, r, (whole, out, half_up(out / whole), worst)))
    rows.sort(key=lambda x: (x[0], x[1].year, x[1].office_id))
    return [(r.office["name"], r.office["county"], r.year, *rest) for _, r, rest in rows][:20]


def carry_over(t: Tidy) -> Rows:
    found = [(r, r.previous["carried_out"], r["carried_in"]) for r in t.reports if r.previous]
    known = [(r, a, b) for r, a, b in found if a is not None and b is not None and a != b]
    known.sort(key=lambda x: (-abs(x[2] - x[1]), x[0].year, x[0].office_id))
    return [(r.office["name"], r.office["county"], r.year, a, b, b - a) for r, a, b in known][:20]


def known_offices(t: Tidy) -> list[Report]:
    """Reports of offices of known kind, level and place."""
    sure = [r for r in t.reports if r.office["resolution"] not in ("ambiguous", "unresolved")]
    return [r for r in sure if r.office["kind"] and r.office["level"]]


def at_least(part: float, whole: float) -> float:
    """The lower end of Wilson's interval at 95 %."""
    z, p = 1.96, part / whole
    spread = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return (p + z * z / (2 * whole) - spread) / (1 + z * z / whole)


def ranking(t: Tidy) -> Rows:
    found = defaultdict(list)
    for r in known_offices(t):
        handled, granted = r["handled"], r["granted_any"]
        if r.year == t.latest and handled and handled >= 5 and granted is not None and granted <= handled:
            floor = at_least(granted, handled)
            found[r.office["kind"], r.office["level"], r.scope].append((r, handled, granted, floor))
    rows: Rows = []
    for key, group in found.items():
        for r, handled, granted, floor in group:
            place = 1 + sum(other > floor + 1e-12 for *_, other in group)
            shown = (r.office["name"], r.office["county"], handled, granted)
            more = (half_up(granted / handled), half_up(floor))
            rows.append((*key, place, len(group), *shown, *more, r.office_id))
    rows.sort(key=lambda x: (-x[4], x[0], x[1], x[2] is None, x[2], x[3], x[-1]))
    return [row[:-1] for row in rows][:20]


def outliers(t: Tidy) -> Rows:
    found = defaultdict(list)
    for r in known_offices(t):
        if r["requests_new"] is not None:
            found[r.year, r.office["kind"], r.office["level"], r.scope].append(r)
    rows = []
    for group in found.values():
        middle = median(r["requests_new"] or 0 for r in group)
        far = [(abs(math.log(((r["requests_new"] or 0) + 1) / (middle + 1))), r) for r in group]
        rows += [(-distance, r, middle, len(group)) for distance, r in far if len(group) >= 3]
    rows.sort(key=lambda x: (round(x[0], 12), x[1].year, x[1].office_id))
    shown = [(r, middle, offices) for _, r, middle, offices in rows][:20]
    return [(r.office["name"], r.office["county"], r.year, r["requests_new"], m, n) for r, m, n in shown]


def disputes_per_request(t: Tidy) -> Rows:
    rows = []
    for r in t.reports:
        if r["disputes"]:
            handled = r.zero("handled")
            rate = (r["disputes"] or 0) / handled if handled else None
            rows.append((rate is None, -(rate or 0), r.year, r.office_id, r, rate))
    rows.sort(key=lambda x: x[:4])
    names = ("handled", "reconsiderations", "litigations", "disputes_once", "pending")
    return [
        (
            *(r.office["name"], r.office["county"], r.year, *(r[n] for n in names), half_up(rate)),
            *(r["concluded"], r["corrected"], share(r.zero("corrected"), r.zero("concluded"))),
        )
        for *_, r, rate in rows[:20]
    ]


def results_of_disputes(t: Tidy) -> Rows:
    out: Rows = []
    of_year = groups([r for r in t.reports if r.summable and r.year == t.latest], "year", "scope")
    for key, group in of_year.items():
        for proceeding in PROCEEDINGS:
            known, left_out = [], 0
            for r in group:
                cells = {code: c for code, c in r.cells.items() if code.startswith(f"t4.{proceeding}.")}
                if any(c[1] in DOUBT for c in cells.values()):
                    left_out += 1
                elif cells:
                    known.append([cells[f"t4.{proceeding}.{result}"][0] or 0 for result in RESULTS])
            sums = [total(k[i] for k in known) for i in range(4)]
            out.append((*key, proceeding, len(known), left_out, *sums))
    return [row for row in out if row[3] + row[4]]


def pending_disputes(t: Tidy) -> Rows:
    rows = []
    for r in t.reports:
        before = r.previous["pending"] if r.previous else None
        if before and r["concluded"] is not None and r["pending"] is not None:
            rows.append((-before, r.year, r.office_id, r))
    rows.sort(key=lambda x: x[:3])
    return [
        (r.office["name"], r.office["county"], r.year, -before, r["concluded"], r["pending"])
        for before, *_, r in rows[:20]
    ]


def disputes_without_requests(t: Tidy) -> Rows:
    found = [r for r in t.reports if r["disputes"] and r.zero("received") == 0]
    found.sort(key=lambda r: (-(r["disputes"] or 0), r.year, r.office_id))
    return [(r.office["name"], r.office["county"], r.year, 0, r["disputes"]) for r in found][:20]
