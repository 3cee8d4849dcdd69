"""What is found wrong with a report: a finding, how grave it is, and a report with its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from expectations.rule import Case, Rule
from pipelines.input_error import InputError
from pipelines.model import Report, Severity

SQL = Path(__file__).parent / "sql"
"""The statements of this room that are more than a few lines."""
CASE = tuple(field.name for field in fields(Case))
"""The columns of a rule's query, in the order of the fields."""


class BrokenRule(InputError):
    """The SQL of a rule does not run; the message names the rule and says why."""


class Severe(NamedTuple):
    """How grave a finding is: a sign for the terminal, the word in Chinese and in English."""

    sign: str
    zh: str
    en: str

    @property
    def marked(self) -> str:
        """Sign and Chinese word."""
        return f"{self.sign} {self.zh}"

    @property
    def both(self) -> str:
        """The word in both languages."""
        return f"{self.zh} {self.en}"

    @property
    def many(self) -> str:
        """The word in both languages, for several findings."""
        return f"{self.zh} {self.en}s"

    @property
    def titled(self) -> str:
        """The word in both languages, as a title."""
        return f"{self.zh} {self.en.capitalize()}"


SEVERITIES: dict[Severity, Severe] = {
    "error": Severe("✗", "错误", "error"),
    "warning": Severe("!", "提醒", "warning"),
    "info": Severe("·", "提示", "info"),
}
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Finding(Case):
    """A case of a rule that fails, in words and with what becomes of it.

    `do` says how to mend it. `cause` names the finding with the same cause that leads, as
    `rule/scope`, and is None for one that is alone or leads; of a published one it is its
    fingerprint. `suspect` is the cell that may be wrong, and the value that would mend all.
    `finding_id`, `fingerprint` and
    `state` are those of the warehouse.
    """

    rule: str
    severity: Severity
    message: str = ""
    message_en: str = ""
    do: str = ""
    cause: str | None = None
    suspect: tuple[str, float] | None = None
    finding_id: int = 0
    fingerprint: str = ""
    state: str = "open"

    @classmethod
    def of(cls, rule: Rule, row: Sequence[Any]) -> Finding:
        """A row of the rule's query, with the columns CASE."""
        case = dict(zip(CASE, row, strict=True))
        case["cells"] = tuple(case["cells"])
        return cls(**case, rule=rule.code, severity=rule.severity, do=rule.advice())

    @classmethod
    def published(cls, row: Sequence[Any]) -> Finding:
        """A row of the view `finding_list`, with the columns PUBLISHED."""
        finding = dict(zip(FIELDS, row, strict=True))
        leads = finding["cause"] == finding["fingerprint"]
        cause = None if leads else finding["cause"]
        return cls(**{**finding, "cells": tuple(finding["cells"]), "cause": cause})

    @property
    def place(self) -> tuple[str, str]:
        """Rule and scope, which tell it from the other findings of its report."""
        return self.rule, self.scope

    def as_json(self) -> dict[str, Any]:
        """The finding as `gongkai check --json` gives it, a contract with other programs."""
        return {
            "rule": self.rule,
            "scope": self.scope,
            "stated": self.stated,
            "expected": self.expected,
            "gap": self.gap,
            "cells": list(self.cells),
            "severity": self.severity,
            "message": self.message,
            "message_en": self.message_en,
            "do": self.do,
            "cause": self.cause,
            "suspect": {"cell": self.suspect[0], "value": self.suspect[1]} if self.suspect else None,
        }


def entries(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings by their causes, each behind the one that leads: one entry for each slip."""
    slips: list[list[Finding]] = []
    led: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.cause is None:
            slips.append([finding])
            led.setdefault("/".join(finding.place), slips[-1])
            led.setdefault(finding.fingerprint, slips[-1])
    for finding in findings:
        if finding.cause in led:
            led[finding.cause].append(finding)
        elif finding.cause is not None:  # what leads it is not among these
            slips.append([finding])
    return slips


FIELDS = tuple(field.name for field in fields(Finding) if field.name != "suspect")
PUBLISHED = ", ".join({"do": "what_to_do"}.get(name, name) for name in FIELDS)
"""What is read of a finding of the warehouse. There the cause is a fingerprint, its own if it
leads."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, its findings, worst first, and the report of the year before that it was held
    against; `unused`: what was given as that and could not be used."""

    report: Report
    findings: tuple[Finding, ...] = ()
    previous: Report | None = None
    unused: tuple[Report, ...] = ()

    @property
    def clean(self) -> bool:
        """Read in full, and nothing found."""
        return not self.findings and self.report.status == "parsed"
