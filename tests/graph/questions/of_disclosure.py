"""What is asked about corrections, forms, documents, fees and territories, worked out from the
tables."""

from __future__ import annotations

import re
from collections import defaultdict

from tests.graph.questions.of_requests import Rows, groups
from tests.graph.questions.stated import half_up, total
from tests.graph.questions.tidy import BRIGADES, Tidy


def corrected_beside_published(t: Tidy) -> Rows:
    rows = []
    for c in t.rows("corrections"):
        report = next((r for r in t.reports if r.id == c["report_id"]), None)
        if c["applied"] and report:
            stated = report.cells[c["cell"]][0]
            change = None if stated is None else c["corrected"] - stated
            shown = (
                report.office["name"],
                report.year,
                c["cell"],
                stated,
                c["corrected"],
                change,
                c["reason"],
            )
            rows.append((report.year, report.office_id, c["cell"], shown))
    return [row[-1] for row in sorted(rows, key=lambda x: x[:3])]


def shares_above_one(t: Tidy) -> Rows:
    names = ("granted_any", "refused", "unable", "not_processed", "handled", "carried_out", "received")
    rows: Rows = []
    for r in sorted(t.reports, key=lambda r: (r.year, r.office_id)):
        parts = [(r.zero(n), r.zero("handled")) for n in names[:4]] + [
            (r.zero("carried_out"), r.zero("received"))
        ]
        if any(part is not None and whole and not 0 <= part <= whole for part, whole in parts):
            rows.append((r.office["name"], r.office["county"], r.year, *(r[n] for n in names)))
    return rows[:20]


def form_of_another_year(t: Tidy) -> Rows:
    rows = []
    for r in sorted(t.reports, key=lambda r: (r.year, r.office_id)):
        for e in t.rows("editions"):
            in_force = e["first_year"] <= r.year <= (e["last_year"] or r.year)
            if in_force and r.edition not in (e["code"], "unknown", None):
                rows.append((r.office["name"], r.office["county"], r.year, r.edition, e["code"]))
    return rows[:20]


def documents_in_force(t: Tidy) -> Rows:
    rows = []
    for r in t.reports:
        before = r.previous["documents_in_force"] if r.previous else None
        issued, repealed, now = (r[f"documents_{n}"] for n in ("issued", "repealed", "in_force"))
        if before is not None and issued is not None and repealed is not None and now is not None:
            gap = now - (before + issued - repealed)
            shown = (r.office["name"], r.office["county"], r.year, before, issued, repealed, now, gap)
            rows.append((-abs(gap), r.year, r.office_id, shown))
    return [row[-1] for row in sorted(rows, key=lambda x: x[:3])][:20]


def decisions(t: Tidy) -> Rows:
    out: Rows = []
    for key, group in groups([r for r in t.reports if r.summable], "year", "scope").items():
        licences = [r["licences"] for r in group]
        sums = (total(r[n] for r in group) for n in ("licences", "penalties", "compulsion"))
        out.append((*key, len(group), sum(v is not None for v in licences), *sums))
    return out


def fees(t: Tidy) -> Rows:
    out: Rows = []
    known = [r for r in t.reports if r.summable and r.figure("fees")[1] != "not_printed"]
    for key, group in groups(known, "year", "scope").items():
        amounts = [r["fees"] for r in group if r["fees"] is not None]
        unknown = sum(r.figure("fees")[1] == "unit_unknown" for r in group)
        most = half_up(max(amounts), 4) if amounts else None
        out.append((*key, len(amounts), unknown, half_up(total(amounts), 4), most))
    return out


def fees_for_information(t: Tidy) -> Rows:
    rows = []
    for s in t.rows("sections"):
        parts = [p for p in re.split(r"[。；\n]", s["text"]) if "信息处理费" in p]
        if parts:
            amount = re.search(r"([0-9][0-9,.]*)(万?元)", parts[0])
            shown = (
                t.offices[s["office_id"]]["name"],
                s["year"],
                parts[0],
                *(amount.groups() if amount else ("", "")),
            )
            rows.append((s["year"], s["office_id"], s["section"], shown))
    order = list(dict.fromkeys(s["section"] for s in t.rows("sections")))
    return [row[-1] for row in sorted(rows, key=lambda x: (*x[:2], order.index(x[2])))][:20]


PARTS = {"general_office": 0, "township": 2, "street": 2, "government": 3, "committee": 3}


def territory_and_parts(t: Tidy) -> Rows:
    rows = []
    for r in (r for r in t.reports if r.scope == "jurisdiction"):
        sums: dict[int, list[float]] = defaultdict(list)
        parts = held = missing = 0
        for office, year in t.due:
            below = t.offices[office]
            if year != r.year or below["parent_office_id"] != r.office_id:
                continue
            if below["kind"] == "institution" or below["name"].endswith(BRIGADES):
                continue
            report = t.by_office.get((office, year))
            parts, held = parts + 1, held + bool(report)
            missing += report is None or report.zero("requests_new") is None
            if report and (value := report["requests_new"]) is not None:
                sums[PARTS.get(below["kind"], 1)].append(value)
        if held:
            every = total(v for values in sums.values() for v in values)
            own = r["requests_new"]
            gap = None if own is None or every is None else own - every
            shown = (r.office["name"], r.year, own, *(total(sums[i]) for i in range(4)), parts, missing, gap)
            rows.append((missing, gap is None, -abs(gap or 0), r.year, r.office_id, shown))
    return [row[-1] for row in sorted(rows, key=lambda x: x[:5])][:20]


def one_report(t: Tidy) -> Rows:
    report = min((r for r in t.reports if r.year == 2024), key=lambda r: r.office_id)
    spots = {
        f"{s['table']}.{s['row']}.{s['column']}": s for s in t.rows("spots") if s["report_id"] == report.id
    }
    rows: Rows = []
    every = sorted(t.rows("lines"), key=lambda x: x["position"])
    for line in (x for x in every if (x["table"], x["kind"]) == ("t3", "row")):
        code = f"t3.{line['code']}.total"
        value, status, _, text = report.cells.get(code, (None, "", None, None))
        if value and value > 0:
            spot = (spots.get(code, {}).get(name) for name in ("page", "grid", "grid_row"))
            rows.append((line["zh"], "总计", value, status, text, *spot))
    return rows
