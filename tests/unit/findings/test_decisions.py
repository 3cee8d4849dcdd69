"""decisions.csv: what is kept of a decision, and which files are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from findings.decisions import COLUMNS, FILE, Decision, DecisionError, decide, decisions, latest, steps
from findings.finding import Finding

HEAD = ",".join(COLUMNS)
LINE = "f,confirmed,属实,甲,2026-11-29,t3.balance,3,某局,2022,total,"


def finding(fingerprint: str = "f", office_id: int | None = 3, year: int | None = 2022) -> Finding:
    figures = (1.0, 2.0, -1.0, ("t3.granted.total",))
    return Finding(7, office_id, year, "total", *figures, "t3.balance", "error", fingerprint=fingerprint)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert decisions(tmp_path) == []


def test_a_decision_is_read_as_it_was_made(tmp_path: Path) -> None:
    decide(tmp_path, finding(), '某局,"第一"', "confirmed", "  属实\n", "甲")
    wanted = Decision(
        "f", "confirmed", "属实", "甲", date.today(), "t3.balance", 3, '某局,"第一"', 2022, "total"
    )
    assert decisions(tmp_path) == [wanted]


def test_what_the_report_does_not_say_stays_open(tmp_path: Path) -> None:
    decide(tmp_path, finding(office_id=None, year=None), "", "dismissed", "无误", "甲")
    (made,) = decisions(tmp_path)
    assert (made.office_id, made.year, made.office) == (None, None, "")


def test_the_last_decision_about_a_finding_counts(tmp_path: Path) -> None:
    decide(tmp_path, finding("f"), "某局", "confirmed", "属实", "甲")
    decide(tmp_path, finding("g"), "某局", "confirmed", "属实", "甲")
    decide(tmp_path, finding("f"), "某局", "dismissed", "再核无误", "乙")
    made = [(d.fingerprint, d.decision, d.decided_by) for d in decisions(tmp_path)]
    assert made == [("g", "confirmed", "甲"), ("f", "dismissed", "乙")]


def test_every_step_stays_with_who_and_when(tmp_path: Path) -> None:
    for decision, by in (("confirmed", "甲"), ("contacted", "乙"), ("corrected", "甲")):
        decide(tmp_path, finding(), "某局", decision, "说明", by)
    assert [(d.decision, d.decided_by) for d in steps(tmp_path)] == [
        ("confirmed", "甲"),
        ("contacted", "乙"),
        ("corrected", "甲"),
    ]


def test_a_file_that_a_hand_left_without_its_last_line_end_is_written_on(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"{HEAD}\n{LINE}", encoding="utf-8")
    decide(tmp_path, finding("g"), "某局", "dismissed", "无误", "乙")
    assert [d.decision for d in decisions(tmp_path)] == ["confirmed", "dismissed"]


@pytest.mark.parametrize(
    ("decision", "reason", "why"),
    [("perhaps", "因为", "perhaps"), ("dismissed", " ", "say why")],
    ids=["no such decision", "no reason"],
)
def test_a_decision_needs_its_kind_and_a_reason(tmp_path: Path, decision: str, reason: str, why: str) -> None:
    with pytest.raises(DecisionError, match=why):
        decide(tmp_path, finding(), "某局", decision, reason, "甲")
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{HEAD}\n{LINE}\n{LINE.replace('confirmed', 'perhaps')}\n", r"line 3.*perhaps"),
        (f"{HEAD}\n{LINE.replace('2026-11-29', '29.11.2026')}\n", r"line 2.*29\.11\.2026"),
        (f"{HEAD}\n{LINE.replace('2022', 'MMXXII')}\n", r"line 2.*MMXXII"),
        ("fingerprint,decision\n", "decided_on"),
    ],
    ids=["no such decision", "no such day", "a year that is no number", "columns are missing"],
)
def test_a_file_that_cannot_be_read_is_refused_and_does_not_grow(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError, match=why):
        decisions(tmp_path)
    with pytest.raises(DecisionError, match=why):
        decide(tmp_path, finding(), "某局", "confirmed", "属实", "甲")
    assert path.read_text(encoding="utf-8") == text


def test_an_office_was_contacted_and_has_a_day_to_answer(tmp_path: Path) -> None:
    decide(tmp_path, finding(), "某局", "contacted", "已电话告知", "甲", date(2026, 12, 10))
    made = latest(tmp_path)["f"]
    assert (made.decision, made.due_by) == ("contacted", date(2026, 12, 10))
    assert "已联系机关" in made.words and "2026-12-10" in made.words and "甲" in made.words
    decide(tmp_path, finding(), "某局", "corrected", "已重新公布", "乙")
    assert (latest(tmp_path)["f"].decision, latest(tmp_path)["f"].due_by) == ("corrected", None)


def test_a_file_without_days_is_read_and_written_on(tmp_path: Path) -> None:
    head, line = HEAD.removesuffix(",due_by"), LINE.removesuffix(",")
    (tmp_path / FILE).write_text(f"{head}\n{line}\n", encoding="utf-8")
    assert decisions(tmp_path)[0].due_by is None
    decide(tmp_path, finding("g"), "某局", "contacted", "已函告", "乙", date(2026, 12, 10))
    assert [(d.fingerprint, d.due_by) for d in decisions(tmp_path)] == [
        ("f", None),
        ("g", date(2026, 12, 10)),
    ]


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"{HEAD}\n{LINE}31.12.\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=r"line 2.*31\.12"):
        decisions(tmp_path)
