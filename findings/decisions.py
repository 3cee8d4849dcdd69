"""What people decided about findings: a CSV file beside the manifest, under version control, read
into each build.

A decision holds for a fingerprint, which includes the numbers: other numbers are another finding,
which is open again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from findings.finding import Finding
from pipelines.csv_input import lines, text_of
from pipelines.input_error import InputError

FILE = "decisions.csv"
DECISIONS = {
    "confirmed": "属实 Confirmed",
    "dismissed": "不成立 Dismissed",
    "contacted": "已联系机关 Office contacted",
    "corrected": "机关已更正 Corrected by the office",
}
"""What can be decided about a finding, and become of it, in both languages."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding: a line of decisions.csv, with the fields as its
    columns. `decision` is one of DECISIONS, `office` the name at the time, `due_by` the day by which
    an office that was contacted is to answer."""

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
    due_by: date | None = None

    @property
    def words(self) -> str:
        """What was decided, until when, by whom and when, in one line."""
        due = f" · 限 {self.due_by} 前 due by then" if self.due_by else ""
        return f"{DECISIONS[self.decision]}{due} · {self.decided_on} · {self.decided_by}：{self.reason}"


COLUMNS = tuple(field.name for field in fields(Decision))
"""Those of decisions.csv, in their order."""
NEEDED = COLUMNS[:-1]
"""Those that a file of before has, too."""


class DecisionError(InputError):
    """decisions.csv cannot be used, or a decision cannot be made; the message says why."""


def steps(raw: Path) -> list[Decision]:
    """Every decision in `raw`, in the order in which they were made; no file, no decisions. Raises
    DecisionError."""
    made = []
    for where, row in lines(raw / FILE, COLUMNS, DecisionError, NEEDED):
        if row["decision"] not in DECISIONS:
            raise DecisionError(f"{where}: decision {row['decision']!r}; {' | '.join(DECISIONS)}")
        try:
            office_id, year = (int(row[name]) if row[name] else None for name in ("office_id", "year"))
            day = date.fromisoformat(row["decided_on"])
            due = date.fromisoformat(row["due_by"]) if row.get("due_by") else None
        except ValueError as error:
            raise DecisionError(f"{where}: {error}") from error
        texts = {name: row[name] for name in NEEDED if name not in ("office_id", "year", "decided_on")}
        made.append(Decision(office_id=office_id, year=year, decided_on=day, due_by=due, **texts))
    return made


def in_force(made: Iterable[Decision]) -> list[Decision]:
    """The last decision about each fingerprint."""
    last: dict[str, Decision] = {}
    for decision in made:
        last.pop(decision.fingerprint, None)
        last[decision.fingerprint] = decision
    return list(last.values())


def decisions(raw: Path) -> list[Decision]:
    """The decisions in `raw` that are in force. Raises DecisionError."""
    return in_force(steps(raw))


def latest(raw: Path) -> dict[str, Decision]:
    """The last decision about each fingerprint: what pages show before the next run has read them.
    Raises DecisionError."""
    return {decision.fingerprint: decision for decision in decisions(raw)}


def decide(
    raw: Path,
    finding: Finding,
    office: str,
    decision: str,
    reason: str,
    by: str,
    due_by: date | None = None,
) -> Path:
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
        due_by,
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    known = text_of(path, DecisionError).replace("\r\n", "\n") if path.exists() else ""
    if known and not known.partition("\n")[0].rstrip("\r").endswith("due_by"):
        known = _widened(known)
    if not path.exists():
        writer.writerow(COLUMNS)
    elif not known.endswith("\n"):  # a hand or a spreadsheet left the last line open
        known += "\n"
    writer.writerow(astuple(made))
    draft = path.with_name(f".{FILE}.new")
    draft.write_text(known + out.getvalue(), encoding="utf-8-sig")  # with a mark, for Excel
    draft.replace(path)
    return path


def _widened(text: str) -> str:
    """A file of before, with the columns of today."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(text, newline="")))
    return out.getvalue()
