"""Faults of single cells and of sums within one table."""

from __future__ import annotations

from pipelines.catalogue.load import catalogue
from tests.data.histories import APPLICANTS, Said
from tests.data.planted.spoiling import Books, Found, Spoil


def _shift(said: Said, row: str, by: int = 1) -> None:
    said.add(f"t3.{row}.natural_person", by)
    said.add(f"t3.{row}.commercial_enterprise", -by)


def _column(rule: str, scopes: tuple[str, ...], entry: str) -> Found:
    total = catalogue().sums[entry]
    rows = {r.code for r in catalogue().editions["f2021"].tables["t3"].rows} & {*total.left, *total.right}
    return {(rule, scope): {f"t3.{row}.{scope}" for row in rows} for scope in scopes}


def balance(said: Said, books: Books) -> Found:
    _shift(said, "carried_out")
    return _column("t3.balance", ("natural_person", "commercial_enterprise"), "t3.balance")


def outcomes(said: Said, books: Books) -> Found:
    _shift(said, "granted")
    return _column("t3.outcome_sum", ("natural_person", "commercial_enterprise"), "t3.outcome_sum")


def applicants(said: Said, books: Books) -> Found:
    said.add("t3.granted.total", 1)
    said.add("t3.partially_granted.total", -1)
    rows = ("granted", "partially_granted")
    return {("t3.applicant_sum", row): {f"t3.{row}.{c}" for c in (*APPLICANTS, "total")} for row in rows}


def blank_total(said: Said, books: Books) -> Found:
    totals = {cell for cell in said.figures if cell.startswith("t3.") and cell.endswith(".total")}
    said.figures |= dict.fromkeys(totals, "")
    return {("t3.total_column_blank", "total"): totals}


def results(said: Said, books: Books) -> Found:
    """Totals of 0 beside cases, as a district published in 2023."""
    cells = {"upheld": 10, "corrected": 1, "other_result": 0, "pending": 0, "total": 0}
    said.figures |= {f"t4.reconsideration.{c}": n for c, n in cells.items()}
    return {("t4.result_sum", "reconsideration"): {f"t4.reconsideration.{c}" for c in cells}}


def slip_in_total(said: Said, books: Books) -> Found:
    """A text that is right beside a total that is not: the fault is the sum's."""
    said.figures["t3.requests_new.total"] = 12
    return {
        ("t3.applicant_sum", "requests_new"): {f"t3.requests_new.{c}" for c in (*APPLICANTS, "total")},
        ("t3.balance", "total"): {
            f"t3.{r}.total" for r in ("requests_new", "carried_in", "total_handled", "carried_out")
        },
    }


def negative(said: Said, books: Books) -> Found:
    cell = "t2.administrative_licenses.decisions"
    said.figures[cell] = -2
    return {("t2.non_negative", cell): {cell}}


def fraction(said: Said, books: Books) -> Found:
    cell = "t2.administrative_penalties.decisions"
    said.figures[cell] = 1.5
    return {("t2.integer", cell): {cell}}


def elsewhere(said: Said, books: Books) -> Found:
    """Negative and broken numbers in the tables 3 and 4; sums hold."""
    cells = ("t3.not_held.research_institution", "t4.reconsideration.upheld")
    parts = ("t3.granted.research_institution", "t4.reconsideration.other_result")
    for cell, part in zip(cells, parts, strict=True):
        said.figures[part] += said.figures[cell] + 1
        said.figures[cell] = -1
    for row in ("not_held", "granted"):
        said.figures[f"t3.{row}.total"] = sum(said.figures[f"t3.{row}.{a}"] for a in APPLICANTS)
    broken = ("t3.granted.other_organization", "t4.litigation_direct.upheld")
    mending = ("t3.not_held.other_organization", "t4.litigation_direct.corrected")
    for cell, part in zip(broken, mending, strict=True):
        said.figures[part] += said.figures[cell] + 0.5
        said.figures[cell] = -0.5
    for row in ("not_held", "granted"):
        said.figures[f"t3.{row}.total"] = sum(said.figures[f"t3.{row}.{a}"] for a in APPLICANTS)
    for row in ("reconsideration", "litigation_direct"):
        said.figures[f"t4.{row}.total"] = sum(
            said.figures[f"t4.{row}.{c}"] for c in ("upheld", "corrected", "other_result", "pending")
        )
    out: Found = {}
    for cell, printed in said.figures.items():
        table = cell.split(".")[0]
        if table != "t2" and not isinstance(printed, str):
            if printed < 0:
                out[f"{table}.non_negative", cell] = {cell}
            if printed != round(printed):
                out[f"{table}.integer", cell] = {cell}
    return out


def tokens(said: Said, books: Books) -> Found:
    odd, nil = (
        "t2.administrative_coercion.decisions",
        {"t4.reconsideration.upheld", "t4.reconsideration.total"},
    )
    said.figures |= {c: 0 for c in said.figures if c.startswith("t4.reconsideration.")}
    said.figures |= {odd: "0%", **dict.fromkeys(nil, "/")}
    return {("cell.token_quality", odd): {odd}, ("cell.token_quality", "t4.slash"): nil}


SPOILS: dict[str, Spoil] = {
    "balance": balance,
    "outcomes": outcomes,
    "applicants": applicants,
    "blank_total": blank_total,
    "results": results,
    "street slip in a total": slip_in_total,
    "negative": negative,
    "fraction": fraction,
    "elsewhere": elsewhere,
    "tokens": tokens,
}
"""Name -> what spoils the report."""
