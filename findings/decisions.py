"""What people decided about findings: a CSV file beside the manifest, under version control, read
into each build.

A decision holds for a fingerprint, which includes the numbers: other numbers are another finding,
which is open again.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from findings.finding import Finding
from pipelines.csv_input import lines
from pipelines.input_error import InputError

FILE = "decisions.csv"
DECISIONS = ("confirmed", "dismissed")
"""What can be decided about a finding."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding: a line of decisions.csv, with the fields as its
    columns. `decision` is one of DECISIONS, `office` the name at the time."""

    fingerprint: str
    decision: str
    reason: str
    decided_by: str
    decided_on: date
    rule: str
    office_id: int | None
    office: str
    year: int | None
    scope: str


COLUMNS = tuple(field.name for field in fields(Decision))
"""Those of decisions.csv, in their order."""


class DecisionError(InputError):
    """decisions.csv cannot be used, or a decision cannot be made; the message says why."""


def decisions(raw: Path) -> list[Decision]:
    """The decisions in `raw`, the last one about each fingerprint; no file, no decisions. Raises
    DecisionError."""
    last: dict[str, Decision] = {}
    for where, row in lines(raw / FILE, COLUMNS, DecisionError):
        if row["decision"] not in DECISIONS:
            raise DecisionError(f"{where}: decision {row['decision']!r}; {' | '.join(DECISIONS)}")
        try:
            office_id, year = (int(row[name]) if row[name] else None for name in ("office_id", "year"))
            day = date.fromisoformat(row["decided_on"])
        except ValueError as error:
            raise DecisionError(f"{where}: {error}") from error
        last.pop(row["fingerprint"], None)
        texts = {name: row[name] for name in COLUMNS if name not in ("office_id", "year", "decided_on")}
        last[row["fingerprint"]] = Decision(office_id=office_id, year=year, decided_on=day, **texts)
    return list(last.values())


def decide(raw: Path, finding: Finding, office: str, decision: str, reason: str, by: str) -> Path:
    """Add a decision about a finding of the warehouse, on an office of that name, and return the
    file. Raises DecisionError, OSError."""
    if decision not in DECISIONS:
        raise DecisionError(f"{decision!r}: {' | '.join(DECISIONS)}")
    if not reason.strip():
        raise DecisionError("请说明理由 / say why")
    decisions(raw)  # what cannot be read must not grow
    path = raw / FILE
    made = Decision(
        finding.fingerprint,
        decision,
        reason.strip(),
        by,
        date.today(),
        finding.rule,
        finding.office_id,
        office,
        finding.year,
        finding.scope,
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    if not path.exists():
        writer.writerow(COLUMNS)
    elif not known.endswith("\n"):  # a hand or a spreadsheet left the last line open
        known += "\n"
    writer.writerow(astuple(made))
    draft = path.with_name(f".{FILE}.new")
    draft.write_text(known + out.getvalue(), encoding="utf-8")
    draft.replace(path)
    return path
