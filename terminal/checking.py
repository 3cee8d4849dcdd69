"""What is wrong with one report, in words that the clerk who wrote it understands."""

from __future__ import annotations

from typing import Any

from pipelines.model import Report
from terminal.tables import heading, issue_lines

MARK = {"error": "✗ 错误", "warning": "! 提醒", "info": "· 提示"}


def findings_of(report: Report) -> list[dict[str, Any]]:
    """The findings of the rules on this report alone, each with its message, worst first."""
    if report.status == "quarantined":
        return []
    from expectations.arithmetic import alone, query
    from expectations.rules import load
    from expectations.words import explain
    from warehouse.memory import findings

    rules = load()
    printed = {f.code: (f.text, f.value, f.status) for f in report.facts}
    out = []
    for found in findings(report, {code: query(rule) for code, rule in rules.items() if alone(rule)}):
        rule = rules[found["rule"]]
        words = explain(rule, found, {c: printed[c] for c in found["cells"] if c in printed})
        keep = {k: found[k] for k in ("rule", "scope", "stated", "expected", "gap", "cells")}
        out.append({**keep, "severity": rule.severity, "message": words.zh, "message_en": words.en, "do": rule.do})
    return sorted(out, key=lambda f: list(MARK).index(f["severity"]))


def verdict(report: Report, found: list[dict[str, Any]]) -> str:
    """The whole answer for one file."""
    lines = [heading(report)]
    for finding in found:
        lines.append(f"  {MARK[finding['severity']]}  {finding['message']}")
        lines.append(f"           {finding['message_en']}")
    for do in dict.fromkeys(f["do"] for f in found):
        lines.append(f"  → {do}")
    lines += issue_lines(report)
    if report.status == "quarantined":
        return "\n".join(lines)
    counts = "，".join(f"{label.split()[1]} {n}" for severity, label in MARK.items() if (n := _count(found, severity)))
    total = f"共 {len(found)} 处：{counts}" if found else "未发现问题 / nothing wrong found"
    if not found and report.status == "partial":
        total = (
            "能读出的部分未发现矛盾，但有内容存疑 / no contradiction in what could be read, but some of it is in doubt"
        )
    return "\n".join([*lines, f"  {total}"])


def _count(found: list[dict[str, Any]], severity: str) -> int:
    return sum(f["severity"] == severity for f in found)
