"""A finding from the row of a query to a page, and whether a report is clean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from findings.finding import CASE, FIELDS, PUBLISHED, SEVERITIES, Checked, Finding, entries
from pipelines.model import Filing, Report, Statement
from tests.unit.findings.plain_rule import plain

ROW = {
    "report_id": 7,
    "office_id": 3,
    "year": 2022,
    "scope": "total",
    "stated": 1.0,
    "expected": 2.0,
    "gap": -1.0,
    "cells": ["t3.granted.total"],
}


def case() -> Finding:
    return Finding.of(plain(), [ROW.get(name) for name in CASE])


def test_a_row_of_the_query_of_a_rule() -> None:
    finding = case()
    assert {name: getattr(finding, name) for name in ROW} == {**ROW, "cells": ("t3.granted.total",)}
    assert (finding.rule, finding.severity, finding.do) == ("t3.new", "warning", "请核对")
    assert (finding.message, finding.message_en, finding.cause, finding.state) == ("", "", None, "open")
    assert (finding.finding_id, finding.fingerprint) == (0, "")
    assert finding.place == ("t3.new", "total")


def test_a_row_with_a_column_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Finding.of(plain(), [1, 2])
    with pytest.raises(ValueError, match="zip"):
        Finding.published([1, 2])


def test_a_row_of_the_published_findings() -> None:
    values = {**ROW, "rule": "t3.new", "severity": "info", "message": "不", "message_en": "no", "do": "请"}
    values |= {"finding_id": 9, "fingerprint": "f", "state": "confirmed"}
    finding = Finding.published([values.get(name) for name in FIELDS])
    assert {name: getattr(finding, name) for name in values} == {**values, "cells": ("t3.granted.total",)}
    assert finding.cause is None
    assert Finding.published([{**values, "cause": "f"}.get(n) for n in FIELDS]).cause is None, "its own"
    assert Finding.published([{**values, "cause": "g"}.get(n) for n in FIELDS]).cause == "g"
    assert "what_to_do" in PUBLISHED.split(", ") and "do" not in PUBLISHED.split(", ")
    assert len(PUBLISHED.split(", ")) == len(FIELDS)


def test_what_other_programs_are_given() -> None:
    assert case().as_json() == {
        "rule": "t3.new",
        "scope": "total",
        "stated": 1.0,
        "expected": 2.0,
        "gap": -1.0,
        "cells": ["t3.granted.total"],
        "severity": "warning",
        "message": "",
        "message_en": "",
        "do": "请核对",
        "cause": None,
        "suspect": None,
    }


@pytest.mark.parametrize(
    ("severity", "marked", "both", "many", "titled"),
    [
        ("error", "✗ 错误", "错误 error", "错误 errors", "错误 Error"),
        ("warning", "! 提醒", "提醒 warning", "提醒 warnings", "提醒 Warning"),
        ("info", "· 提示", "提示 info", "提示 infos", "提示 Info"),
    ],
)
def test_how_grave_it_is_in_words(severity: str, marked: str, both: str, many: str, titled: str) -> None:
    words = SEVERITIES[severity]  # type: ignore[index]
    assert (words.marked, words.both, words.many, words.titled) == (marked, both, many, titled)


def test_the_worst_comes_first() -> None:
    assert [*SEVERITIES] == ["error", "warning", "info"]


@pytest.mark.parametrize(
    ("status", "findings", "clean"),
    [
        ("parsed", (), True),
        ("partial", (), False),
        ("quarantined", (), False),
        ("parsed", (case(),), False),
        ("partial", (case(),), False),
    ],
)
def test_a_report_is_clean_if_it_was_read_in_full_and_nothing_is_found(
    status: str, findings: tuple[Finding, ...], clean: bool
) -> None:
    report = Report(Filing("x", "0", 1), "pdf", status, Statement(None, None, "unknown"), (), ())  # type: ignore[arg-type]
    assert Checked(report, findings).clean is clean


def test_findings_of_one_slip_are_one_entry() -> None:
    first, other = case(), replace(case(), scope="granted")
    behind = replace(case(), scope="carried_in", cause="t3.new/total")
    lost = replace(case(), scope="not_held", cause="not/there")
    assert entries([first, other, behind, lost]) == [[first, behind], [other], [lost]]
    stored = [replace(first, fingerprint="a"), replace(other, fingerprint="b", cause="a")]
    assert [len(slip) for slip in entries(stored)] == [2]
