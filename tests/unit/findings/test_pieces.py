"""Files of a folder that `gongkai check` reads as one report, and those that it leaves apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from findings.check import check
from gongkai import app
from pipelines.intake.joined import handed_in
from pipelines.model import Filing
from tests.unit.read.test_parts import SAMPLE, halves

WHOLE = SAMPLE.read_bytes()
APART = "read.not_joined"


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["1.html", "2.html"], ["2.html"]),
        (["年报（一）.html", "年报（二）.html"], ["年报（二）.html"]),
        (["IMG_2031.html", "IMG_2032.html"], ["IMG_2031.html", "IMG_2032.html"]),
    ],
    ids=["figures", "numerals", "a camera's numbers"],
)
def test_pieces_whose_names_count_are_one_report(
    tmp_path: Path, names: list[str], expected: list[str]
) -> None:
    results = check([laid(tmp_path / "x", dict(zip(names, halves(), strict=True)))])
    assert [Path(one.report.filing.path).name for one in results] == expected
    doubts = [[issue.code for issue in one.report.issues].count(APART) for one in results]
    assert doubts == ([0] if len(expected) == 1 else [1, 0])


def test_the_report_is_that_of_the_whole_and_told_once(tmp_path: Path) -> None:
    whole = laid(tmp_path / "whole", {"whole.html": WHOLE})
    parts = laid(tmp_path / "parts", dict(zip(("1.html", "2.html"), halves(), strict=True)))
    told: list[int] = []
    results = check([parts, whole], tell=lambda at, checked: told.append(at))
    joined, one = (
        {fact.code: (fact.value, fact.status) for fact in checked.report.facts} for checked in results
    )
    assert joined == one != {}
    assert [len(checked.report.filing.parts) for checked in results] == [2, 0]
    assert told == [0, 2]


def test_numerals_count_in_their_order() -> None:
    """The code points of 三 and 二 are the other way round."""
    names = ["表一.html", "表三.html", "表二.html"]
    filing, contents = handed_in([(Filing(name, name, 1), name.encode()) for name in names])
    assert [part.path for part in filing.parts] == ["表一.html", "表二.html", "表三.html"]
    assert contents == tuple(part.path.encode() for part in filing.parts)


def test_two_reports_whose_names_count_stay_two(tmp_path: Path) -> None:
    other = (SAMPLE.parents[1] / "2022/yunxi-2022.docx").read_bytes()
    results = check([laid(tmp_path / "x", {"1.html": WHOLE, "2.docx": other})])
    assert [one.report.statement.office for one in results] == ["青禾县人民政府", "云溪街道办事处"]
    assert all(APART not in {issue.code for issue in one.report.issues} for one in results)


def test_halves_that_lack_a_table_stay_apart_and_say_so(tmp_path: Path) -> None:
    first, second = halves()
    lacking = second[: second.rindex(b"<table")] + b"</body></html>"
    folder = laid(tmp_path / "x", {"1.html": first, "2.html": lacking})
    said = CliRunner().invoke(app, ["check", "--json", str(folder)])
    codes = [[issue["code"] for issue in one["issues"]] for one in json.loads(said.stdout)]
    assert [names.count(APART) for names in codes] == [1, 0]


def test_the_answer_says_which_files_it_is_about(tmp_path: Path) -> None:
    laid(tmp_path / "x", dict(zip(("1.html", "2.html"), halves(), strict=True)))
    (tmp_path / "y.html").write_bytes(WHOLE)
    said = CliRunner().invoke(app, ["check", str(tmp_path)]).output
    assert said.startswith("[1–2/3] ") and "\n[3/3] " in said and "\n2 份报告：" in said
