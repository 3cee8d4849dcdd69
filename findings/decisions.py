"""What people decided about findings: a CSV file beside the manifest, under version control, read
into each build.

A decision holds for a fingerprint, in which the numbers stand: other numbers are another finding,
which is open again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.csv_input import lines

FILE = "decisions.csv"
COLUMNS = (
    "fingerprint",
    "decision",
    "reason",
    "decided_by",
    "decided_on",
    "rule",
    "office_id",
    "office",
    "year",
    "scope",
)
DECISIONS = ("confirmed", "dismissed")


class DecisionError(ValueError):
    """decisions.csv cannot be used, or a decision cannot be made; the message says why."""


def decisions(raw: Path) -> list[dict[str, Any]]:
    """The rows of decisions.csv in `raw`, the last one of each fingerprint; no file, no decisions."""
    found: dict[str, dict[str, Any]] = {}
    for where, row in lines(raw / FILE, COLUMNS, DecisionError):
        if row["decision"] not in DECISIONS:
            raise DecisionError(f"{where}: decision {row['decision']!r}; {' | '.join(DECISIONS)}")
        try:
            numbers = {name: int(row[name]) if row[name] else None for name in ("office_id", "year")}
            day = date.fromisoformat(row["decided_on"])
        except ValueError as error:
            raise DecisionError(f"{where}: {error}") from error
        found.pop(row["fingerprint"], None)
        found[row["fingerprint"]] = {**row, **numbers, "decided_on": day}
    return list(found.values())


def decide(raw: Path, finding: Mapping[str, Any], decision: str, reason: str, by: str) -> Path:
    """Add a decision about `finding` (the columns that COLUMNS and quality.findings share) and
    return the file."""
    if decision not in DECISIONS:
        raise DecisionError(f"{decision!r}: {' | '.join(DECISIONS)}")
    if not reason.strip():
        raise DecisionError("请说明理由 / say why")
    decisions(raw)  # what cannot be read must not grow
    path = raw / FILE
    row = {
        **{name: finding[name] for name in COLUMNS if name in finding},
        "decision": decision,
        "reason": reason.strip(),
    }
    row |= {"decided_by": by, "decided_on": date.today().isoformat()}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    if not path.exists():
        writer.writeheader()
    elif not known.endswith("\n"):  # a hand or a spreadsheet left the last line open
        known += "\n"
    writer.writerow(row)
    whole = known + out.getvalue()
    draft = path.with_name(f".{FILE}.new")
    draft.write_text(whole, encoding="utf-8")
    draft.replace(path)
    return path
