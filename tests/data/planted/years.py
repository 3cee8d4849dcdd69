"""Faults of a report against its year, and against the report of the year before."""

from __future__ import annotations

from tests.data.histories import Said
from tests.data.planted.spoiling import Books, Found, Spoil


def carried(said: Said, books: Books) -> Found:
    for column in ("natural_person", "total"):
        said.add(f"t3.carried_in.{column}", 1)
        said.add(f"t3.requests_new.{column}", -1)
    return {("t3.carry_forward", c): {f"t3.carried_in.{c}"} for c in ("natural_person", "total")}


def disputes(said: Said, books: Books) -> Found:
    said.figures |= {"t4.litigation_direct.upheld": 2, "t4.litigation_direct.total": 2}
    return {("t4.without_requests", "report"): {"t4.litigation_direct.total"}}


def wrong_years(said: Said, books: Books) -> Found:
    said.title_year, said.period_year, said.published_on = said.year - 1, said.year - 2, f"{said.year}-12-20"
    return {("report.year_agreement", scope): set() for scope in ("title", "period", "published")}


def stale(said: Said, books: Books) -> Found:
    said.prose["problems"] = f"{said.words[::-1]}。{said.year}年，我局将继续改进。"
    return {("report.stale_year_in_text", "problems"): set()}


def copied(said: Said, books: Books) -> Found:
    said.figures = dict(books[said.office.number, said.year - 1].figures)
    return {("report.copied_previous_year", "previous_year"): {c for c, n in said.figures.items() if n}}


def same_text(said: Said, books: Books) -> Found:
    said.words = books[said.office.number, said.year - 1].words
    return {("report.text_duplicate", "previous_year"): set()}


def lent(said: Said, books: Books) -> Found:
    return {("report.text_duplicate", "problems"): set()}


def borrowed(said: Said, books: Books) -> Found:
    """The text of the office before, which is a partner in this."""
    partner = said.office.number - 1
    said.prose["problems"] = f"{books[partner, said.year].words[::-1]}。{said.year + 1}年，我们将继续改进。"
    return {("report.text_duplicate", "problems"): set()}


def one_request(said: Said, books: Books) -> Found:
    """A street with one request in each of two years, and nothing else: no copy."""
    for year in (said.year - 1, said.year):
        one = books[said.office.number, year]
        for row in ("requests_new", "granted", "total_handled"):
            one.figures |= {f"t3.{row}.natural_person": 1, f"t3.{row}.total": 1}
        for cell in [c for c in one.figures if c.startswith("t2.")]:
            one.figures[cell] = 0
        stock = "t2.normative_documents.in_force"
        one.figures[stock] = books[said.office.number, year - 1][stock]
        one.prose["overview"] = f"{one.words}收到政府信息公开申请1件。"
    return {}


SPOILS: dict[str, Spoil] = {
    "carried": carried,
    "street disputes": disputes,
    "wrong_years": wrong_years,
    "stale": stale,
    "steady copy": copied,
    "same_text": same_text,
    "lent": lent,
    "borrowed": borrowed,
    "street one request": one_request,
}
"""Name -> what spoils the report."""
