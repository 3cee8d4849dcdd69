"""`gongkai check --joined`: files that are one report are checked as one."""

from __future__ import annotations

from pathlib import Path

from findings.check import check
from tests.unit.read.test_parts import SAMPLE, halves


def test_the_parts_of_one_report_are_checked_together(tmp_path: Path) -> None:
    whole = check([SAMPLE])[0]
    for number, half in zip((9, 10), halves(), strict=True):
        (tmp_path / f"page {number}.html").write_bytes(half)
    heard: list[int] = []
    (joined,) = check([tmp_path], tell=lambda at, _: heard.append(at), joined=True)
    assert heard == [0]
    assert joined.report.filing.path == f"{tmp_path}/page 9.html + {tmp_path}/page 10.html"
    assert joined.report.part_pages == (1, 1)
    assert joined.findings == whole.findings
    assert {f.code: f.value for f in joined.report.facts} == {f.code: f.value for f in whole.report.facts}
    gone = check([tmp_path / "page 9.html", tmp_path / "gone.html"], joined=True)
    assert "read.part_unread" in {issue.code for issue in gone[0].report.issues}
    assert len(check([tmp_path])) == 2


def test_one_file_is_joined_with_nothing(tmp_path: Path) -> None:
    (only,) = check([SAMPLE], joined=True)
    assert only.report.filing.path == str(SAMPLE) and not only.report.part_pages
