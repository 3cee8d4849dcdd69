"""What a report states, worked out from its cells alone: figures and how they came about, shares,
sums."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

APPLICANTS = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
]
APPLICANTS += ["legal_service_organization", "other_organization"]
RESULTS = ["upheld", "corrected", "other_result", "pending"]
REFUSED = ["state_secret", "prohibited_by_law", "security_stability", "third_party", "internal_affairs"]
REFUSED = [f"refused_{x}" for x in (*REFUSED, "deliberative", "enforcement_file", "administrative_inquiry")]
UNABLE = ["not_held", "creation_required", "unclear_after_correction"]
NOT_PROCESSED = ["petition", "repeat", "publication", "excessive", "reconfirmation"]
NOT_PROCESSED = [f"not_processed_{x}" for x in NOT_PROCESSED]
OTHER = ["other_handling", "other_correction_lapsed", "other_fee_lapsed", "other_misc"]
OUTCOMES = ["granted", "partially_granted", *REFUSED, *UNABLE, *NOT_PROCESSED, *OTHER]
NIL, DOUBT = {"blank", "slash", "dash"}, {"ambiguous", "unreadable", "absent"}
PROCEEDINGS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
FIGURES = {
    "requests_new": ["t3.requests_new.total"],
    "carried_in": ["t3.carried_in.total"],
    "carried_out": ["t3.carried_out.total"],
    "handled": ["t3.total_handled.total"],
    "received": ["t3.requests_new.total", "t3.carried_in.total"],
    "granted_any": ["t3.granted.total", "t3.partially_granted.total"],
    "refused": [f"t3.{row}.total" for row in REFUSED],
    "unable": [f"t3.{row}.total" for row in UNABLE],
    "not_processed": [f"t3.{row}.total" for row in NOT_PROCESSED],
    "reconsiderations": ["t4.reconsideration.total"],
    "litigations": [f"t4.{row}.total" for row in PROCEEDINGS[1:]],
    "disputes": [f"t4.{row}.total" for row in PROCEEDINGS],
    "disputes_once": [f"t4.{row}.total" for row in PROCEEDINGS[:2]],
    "pending": [f"t4.{row}.pending" for row in PROCEEDINGS],
    "corrected": [f"t4.{row}.corrected" for row in PROCEEDINGS],
    "concluded": [f"t4.{row}.{r}" for row in PROCEEDINGS for r in RESULTS[:3]],
    "documents_issued": ["t2.normative_documents.issued"],
    "documents_repealed": ["t2.normative_documents.repealed"],
    "documents_in_force": ["t2.normative_documents.in_force"],
    "licences": ["t2.administrative_licenses.decisions"],
    "penalties": ["t2.administrative_penalties.decisions"],
    "compulsion": ["t2.administrative_coercion.decisions"],
    "fees": ["t2.administrative_fees.fee_amount"],
}
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
Cell = tuple[float | None, str, str | None, str | None]
"""Value, status, unit, text."""


@dataclass
class Report:
    """A current report, its office, its cells by code, and what it is compared with."""

    id: int
    office_id: int
    year: int
    scope: str | None
    edition: str
    office: dict[str, Any]
    cells: dict[str, Cell] = field(default_factory=dict)
    previous: Report | None = None
    within: list[Report] = field(default_factory=list)

    def parts(self, code: str) -> list[list[str]]:
        """The cells that add up to a total, beside it and above it."""
        table, row, column = code.split(".")
        if column != "total":
            return []
        ways = [[f"{table}.{row}.{c}" for c in (APPLICANTS if table == "t3" else RESULTS)]]
        return ways + [[f"t3.{r}.total" for r in OUTCOMES]] * (row == "total_handled")

    def cell(self, code: str) -> tuple[float | None, str]:
        """A value and how it came about; one of several cells of a sum."""
        value, status, unit, _ = self.cells.get(code, (None, "missing", None, None))
        if code.endswith("fee_amount") and value:
            return (None, "unit_unknown") if unit not in YUAN else (value * YUAN[unit] / 10_000, "stated")
        if value is not None:
            return value, "stated"
        if status not in NIL:
            return None, "doubtful" if status in DOUBT else "not_printed"
        sums = set()
        for way in self.parts(code):
            known = [self.cells[part] for part in way if part in self.cells]
            if any(c[1] in DOUBT for c in known):
                return None, "doubtful"
            numbers = [c[0] for c in known if c[0] is not None]
            sums |= {sum(numbers)} if numbers else set()
        if len(sums) > 1:
            return None, "doubtful"
        return (sums.pop(), "summed") if sums else (None, "nil")

    def figure(self, name: str) -> tuple[float | None, str]:
        """An indicator and how it came about."""
        known = [self.cell(code) for code in FIGURES[name]]
        states = [state for _, state in known]
        for state in ("doubtful", "unit_unknown"):
            if state in states:
                return None, state
        numbers = [value for value, _ in known if value is not None]
        if numbers:
            return sum(numbers), "summed" if "summed" in states else "stated"
        if "nil" not in states:
            return None, "not_printed"
        table = FIGURES[name][0][:3]
        filled = any(c[0] is not None for code, c in self.cells.items() if code.startswith(table))
        return None, "nil" if filled and table != "t2." else "unfilled"

    def __getitem__(self, name: str) -> float | None:
        return self.figure(name)[0]

    def zero(self, name: str) -> float | None:
        """The figure, 0 where nil means that."""
        value, state = self.figure(name)
        return 0 if state == "nil" else value

    @property
    def summable(self) -> bool:
        """Whether no report of its scope has it in it."""
        return self.scope is not None and all(r.scope != self.scope for r in self.within)


def half_up(value: float | None, digits: int = 3) -> float | None:
    """Rounded as SQL does."""
    if value is None:
        return None
    return math.copysign(math.floor(abs(value) * 10**digits + 0.5 + 1e-9) / 10**digits, value)


def share(part: float | None, whole: float | None) -> float | None:
    """A share in three digits; none where the whole is 0 or the part is greater."""
    if part is None or not whole or not 0 <= part <= whole:
        return None
    return half_up(part / whole)


def total(values: Any) -> float | None:
    """The sum of what is there, as SQL has it: none of nothing."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def none(value: Any) -> Any:
    """Null of pandas as None; lists as they are."""
    if isinstance(value, list) or (hasattr(value, "tolist") and getattr(value, "ndim", 0)):
        return list(value)
    return None if value is None or pd.isna(value) else value
