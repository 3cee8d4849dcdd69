"""`gongkai check` for the clerk: folders, the year before, and a page to hand on."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from export.check_page import write_report
from findings.check import check, files_of, findings_of
from findings.finding import Checked
from findings.verdict import place, verdict
from findings.year_before import year_before
from gongkai import app
from pipelines.batch import answering
from pipelines.model import Place, Report
from pipelines.report import read_report
from terminal.checking import exit_code
from terminal.exit_codes import UNREADABLE

RAW = Path(__file__).resolve().parents[3] / "raw"
FAULTY, BEFORE = RAW / "2023/qinghe-2023.pdf", RAW / "2022/qinghe-2022.html"
OTHER_OFFICE = RAW / "2022/yunxi-2022.docx"
HOSTILE = '<script>document.title="run"</script><img src=x onerror=alert(1)>'


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture(scope="module")
def faulty() -> Report:
    return read_report(FAULTY)


def test_a_folder_is_every_file_in_it_once(tmp_path: Path) -> None:
    for name in ("b/two.html", "one.html", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "empty").mkdir()
    found = files_of([tmp_path, tmp_path / "one.html", tmp_path / "none.pdf"])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["b/two.html", "one.html", "none.pdf"]
    assert files_of([tmp_path / "empty"]) == [tmp_path / "empty"]


def test_a_folder_ends_with_how_many_are_fine() -> None:
    result = run(RAW / "2022", RAW / "2023")
    assert result.exit_code == 1
    assert "4 份报告：2 份未发现问题，2 份有问题或存疑，0 份未能读取" in result.output


@pytest.mark.skipif(sys.platform != "linux", reason="only a fork sees the reader of a test")
def test_a_file_that_kills_its_reader_is_not_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bad := tmp_path / "bad.txt").write_text("bad")
    monkeypatch.setattr(answering, "own_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr("pipelines.report.read_report", lambda path: os.kill(os.getpid(), signal.SIGKILL))
    result = run(bad)
    assert result.exit_code == 2
    assert "读取程序意外中止 / The reader stopped unexpectedly：SIGKILL" in result.output
    (told,) = json.loads(run("--json", bad).stdout)
    assert (told["status"], told["findings"]) == ("quarantined", [])


def test_progress_is_told_over_the_reports_and_those_of_the_year_before() -> None:
    told: list[tuple[int, int]] = []
    check([FAULTY], [BEFORE], lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]


def test_each_report_is_told_as_soon_as_it_is_judged_and_again_beside_the_year_before(tmp_path: Path) -> None:
    """The names put the year before last: only then is it there to be compared with."""
    named = [tmp_path / "a-2023.pdf", tmp_path / "b-other.docx", tmp_path / "c-2022.html"]
    for path, source in zip(named, (FAULTY, OTHER_OFFICE, BEFORE), strict=True):
        path.write_bytes(source.read_bytes())
    told: list[tuple[str, int]] = []
    results = check(
        [tmp_path],
        report_progress=lambda done, total: told.append(("read", done)),
        tell=lambda at, checked: told.append(("with" if checked.previous else "alone", at)),
    )
    alone = [step for at in range(3) for step in (("read", at), ("alone", at))]
    assert told == [*alone, ("with", 0)]
    assert [bool(checked.previous) for checked in results] == [True, False, False]
    said = run(tmp_path).output
    assert [said.count(f"[{n}/3] ") for n in (1, 2, 3)] == [2, 1, 1]
    assert said.rstrip().splitlines()[-1].startswith("3 份报告：1 份未发现问题，2 份")


def test_each_report_is_held_against_the_year_before(faulty: Report) -> None:
    before = read_report(BEFORE)
    assert year_before(faulty, [before]) is before
    assert year_before(faulty, [], [before, faulty]) is before
    assert year_before(before, [faulty]) is None
    renamed = replace(before, statement=replace(before.statement, office="青禾县政府"))
    assert year_before(faulty, [renamed]) is renamed  # the only one given for that year
    assert year_before(faulty, [], [renamed]) is None
    assert year_before(faulty, [renamed, replace(renamed)]) is None
    (told,) = json.loads(run("--json", FAULTY, "--previous", BEFORE).stdout)
    assert told["previous"] == str(BEFORE)
    assert "对照上年" in run(FAULTY, "--previous", BEFORE).output
    assert [f.rule for f in findings_of(before)] == []


@pytest.mark.parametrize(
    ("given", "said", "code"),
    [
        (
            Path("nowhere.html"),
            "not used as the year before: nowhere.html: no such file, or no report in it",
            2,
        ),
        (FAULTY, "不是上年 / not used as the year before", 1),
        (OTHER_OFFICE, "the office has another name in the report of the year before: ", 1),
    ],
)
def test_a_report_that_does_not_fit_as_that_of_the_year_before_is_named(
    given: Path, said: str, code: int
) -> None:
    result = run(FAULTY, "--previous", given)
    assert said in result.output and result.exit_code == code
    (as_json,) = json.loads(run("--json", FAULTY, "--previous", given).stdout)
    assert said in as_json["remarks"][0]
    assert json.loads(run("--json", FAULTY, "--previous", BEFORE).stdout)[0]["remarks"] == []


def test_what_the_year_before_carried_out_is_asked_for(faulty: Report) -> None:
    before = read_report(BEFORE)
    facts = tuple(
        replace(f, value=7.0, text="7") if f.code == "t3.carried_out.total" else f for f in before.facts
    )
    found = findings_of(faulty, replace(before, facts=facts))
    assert ("t3.carry_forward", "total") in {(f.rule, f.scope) for f in found}
    assert ("t3.carry_forward", "total") not in {(f.rule, f.scope) for f in findings_of(faulty, before)}


def test_the_page_marks_the_cells_of_each_finding(tmp_path: Path, faulty: Report) -> None:
    page = tmp_path / "out" / "page.html"
    result = run(FAULTY, RAW / "2020/jinbei-2020.txt", "--report", page)
    assert (result.exit_code, "已存为" in result.output) == (1, True)
    text = page.read_text(encoding="utf-8")
    assert text.count('class="error"') > 8
    assert "<sup>1</sup>" in text and "未经复议直接起诉" in text
    assert "新收 19 + 上年结转 1 ≠ 办结 19 + 结转下年 2，相差 1" in text
    assert "http" not in text.replace("http-equiv", "")  # opens without the internet


def test_nothing_that_a_report_says_is_run(tmp_path: Path, faulty: Report) -> None:
    facts = tuple(replace(f, text=HOSTILE, value=None, status="unreadable") for f in faulty.facts[:3])
    said = replace(faulty.statement, office=HOSTILE)
    bad = replace(
        faulty, statement=said, facts=(*facts, *faulty.facts[3:]), filing=replace(faulty.filing, path=HOSTILE)
    )
    write_report(tmp_path / "page.html", [Checked(bad, findings_of(faulty)), Checked(bad)])
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in text and "<img" not in text
    assert "&lt;script&gt;" in text


def test_the_workbook_has_a_sheet_for_each_report(tmp_path: Path) -> None:
    write_report(tmp_path / "page.xlsx", check([FAULTY, BEFORE]))
    book = openpyxl.load_workbook(tmp_path / "page.xlsx")
    assert book.sheetnames == ["目录 Contents", "2023 青禾县人民政府", "2022 青禾县人民政府"]
    assert [c for row in book["2023 青禾县人民政府"] for c in row if c.comment]
    for page in book.worksheets[:2]:
        said = [c.value for row in page for c in row if isinstance(c.value, str) and "↳ 同因" in c.value]
        assert [text.count("\n→ 请核对") for text in said] == [2]


@pytest.mark.parametrize(("name", "word"), [("page.pdf", ".html"), ("gone.html/page.html", "无法写入")])
def test_a_page_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "gone.html").write_text("a file, not a folder")
    result = run(BEFORE, "--report", tmp_path / name)
    assert result.exit_code == 2
    assert word in result.output and "Traceback" not in result.output


def test_what_follows_from_one_slip_stands_together() -> None:
    """The row of totals is "/", which breaks four sums; so is nothing in all three tables."""
    report = read_report(RAW / "2020/jinbei-2020.txt")
    found = findings_of(report)
    lead, *others = found[:4]
    assert (lead.rule, lead.scope, lead.cause) == ("t3.balance", "natural_person", None)
    assert {f.cause for f in others} == {"t3.balance/natural_person"}
    nil = [f for f in found[4:] if f.rule == "cell.token_quality"]
    assert [f.cause for f in nil] == [None, *["cell.token_quality/" + nil[0].scope] * 2]
    assert {f.rule for f in found[4:]} - {"cell.token_quality"} == {"form.section_titles"}
    said = verdict(Checked(report, found))
    assert said.count("同因 same cause") == 5
    assert "差错 3 处：错误 1，提示 2；另有 5 条由此而来" in said


@pytest.mark.parametrize(
    ("where", "words"),
    [
        pytest.param(Place(), "", id="the filing"),
        pytest.param(Place(2), "第 2 页", id="a page"),
        pytest.param(Place(table="t4"), "第四表", id="a table"),
        pytest.param(Place(table="t3", row="granted"), "第三表“（一）予以公开”", id="a row"),
        pytest.param(
            Place(table="t3", row="granted", columns=("natural_person", "total")),
            "第三表“（一）予以公开”“自然人、总计”",
            id="cells",
        ),
    ],
)
def test_a_place_in_words(where: Place, words: str) -> None:
    assert place(where) == words


def test_a_report_of_the_year_before_that_is_not_there_is_said_on_every_page(tmp_path: Path) -> None:
    checked = check([FAULTY], [tmp_path / "none.pdf"])
    said = "没有这个文件，或其中没有报告"
    assert said in verdict(checked[0])
    for name in ("page.html", "page.xlsx"):
        write_report(tmp_path / name, checked)
    assert said in (tmp_path / "page.html").read_text(encoding="utf-8")
    with ZipFile(tmp_path / "page.xlsx") as book:
        assert said in book.read("xl/sharedStrings.xml").decode("utf-8")
    assert exit_code(checked[0]) == UNREADABLE


def test_advice_on_a_report_that_is_not_out_yet() -> None:
    (before,) = {f.do for f in findings_of(read_report(FAULTY)) if "公布" in f.do and "“总计”栏" in f.do}
    assert before.endswith("更正后再公布。")
    out = replace(read_report(FAULTY), published_on="2024-03-01")
    assert all(f.do.endswith("更正后重新公布。") for f in findings_of(out) if "更正后" in f.do)
