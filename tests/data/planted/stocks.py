"""Faults of documents, matters, fees and purchases, in their year and against the year before."""

from __future__ import annotations

from tests.data.histories import Said
from tests.data.planted.spoiling import Books, Found, Spoil


def stock(said: Said, books: Books) -> Found:
    row = "t2.normative_documents"
    said.add(f"{row}.in_force", 3)  # an increase that nothing explains
    return {
        ("t2.in_force_stock", "normative_documents"): {
            f"{row}.{c}" for c in ("issued", "repealed", "in_force")
        }
    }


def expired(said: Said, books: Books) -> Found:
    row = "t2.normative_documents"
    said.add(f"{row}.in_force", -3)
    cells = {f"{row}.{c}" for c in ("issued", "repealed", "in_force")}
    return {("t2.in_force_decrease", "normative_documents"): cells}


def too_few(said: Said, books: Books) -> Found:
    """Fewer documents in force than were issued in the year; that of the year before yields."""
    row = "t2.normative_documents"
    said.figures |= {f"{row}.issued": 9, f"{row}.repealed": 2, f"{row}.in_force": 4}
    cells = {f"{row}.{c}" for c in ("issued", "repealed", "in_force")}
    return {("t2.net_issue_le_stock", "normative_documents"): cells}


def items(said: Said, books: Books) -> Found:
    cell = "t2.administrative_licenses.prior_year_items"
    said.add(cell, 1)
    return {("t2.items_stock", "administrative_licenses"): {cell}}


def repealed(said: Said, books: Books) -> Found:
    row = "t2.normative_documents"
    said.figures[f"{row}.repealed"] = (
        books[said.office.number, said.year - 1][f"{row}.in_force"] + said[f"{row}.issued"] + 2
    )
    said.figures[f"{row}.in_force"] = 0
    return {("t2.repealed_le_stock", "normative_documents"): {f"{row}.issued", f"{row}.repealed"}}


def disclosed(said: Said, books: Books) -> Found:
    row = "t2.normative_documents"
    said.figures[f"{row}.newly_disclosed"] = said[f"{row}.total_disclosed"] + 1
    return {
        ("t2.disclosed_stock", "normative_documents"): {f"{row}.newly_disclosed", f"{row}.total_disclosed"}
    }


def rules(said: Said, books: Books) -> Found:
    said.figures |= {"t2.government_rules.issued": 2, "t2.government_rules.in_force": 2}
    return {
        ("t2.rules_competence", "government_rules"): {
            "t2.government_rules.issued",
            "t2.government_rules.in_force",
        }
    }


def decrease(said: Said, books: Books) -> Found:
    row = "t2.administrative_penalties"
    said.figures[f"{row}.net_change_items"] = -said[f"{row}.prior_year_items"] - 5
    return {
        ("t2.decrease_le_stock", "administrative_penalties"): {
            f"{row}.net_change_items",
            f"{row}.prior_year_items",
        }
    }


def price(said: Said, books: Books) -> Found:
    cells = {f"t2.centralized_procurement.{c}" for c in ("procurement_items", "procurement_amount")}
    said.add("t2.centralized_procurement.procurement_amount", 4_000_000)
    return {("t2.procurement_unit", "t2.centralized_procurement.procurement_amount"): cells}


def fees(said: Said, books: Books) -> Found:
    cell = "t2.administrative_fees.fee_amount"
    said.figures[cell] = books[said.office.number, said.year - 1][cell] * 11_000
    return {("t2.fee_unit", cell): {cell}}


def absurd(said: Said, books: Books) -> Found:
    """A street with 600 million yuan of fees, year after year."""
    cell = "t2.administrative_fees.fee_amount"
    for year in (2021, 2022):
        books[said.office.number, year].figures[cell] = 400
    said.figures[cell] = 60_000
    return {("t2.fee_plausible", cell): {cell}}


def slipped(said: Said, books: Books) -> Found:
    """60 000 after 12.5: yuan, though not ten thousand times as much."""
    cell = "t2.administrative_fees.fee_amount"
    books[said.office.number, said.year - 1].figures[cell] = 12.5
    said.figures[cell] = 60_000
    return {("t2.fee_unit", cell): {cell}}


SPOILS: dict[str, Spoil] = {
    "stock": stock,
    "expired": expired,
    "too_few": too_few,
    "items": items,
    "repealed": repealed,
    "disclosed": disclosed,
    "rules": rules,
    "decrease": decrease,
    "price": price,
    "fees": fees,
    "street absurd": absurd,
    "slipped": slipped,
}
"""Name -> what spoils the report."""
EARLY = (items, disclosed, decrease, price)
"""Faults of the form of 2019; they are planted in the reports for 2020."""
