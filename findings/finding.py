"""What is found wrong with one report, and how grave it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipelines.model import Report

MARK = {"error": "✗ 错误", "warning": "! 提醒", "info": "· 提示"}
Finding = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, its findings, worst first, and the report of the year before that it was held against."""

    report: Report
    findings: list[Finding] = field(default_factory=list)
    previous: Report | None = None

    @property
    def clean(self) -> bool:
        return not self.findings and self.report.status == "parsed"
