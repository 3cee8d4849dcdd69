"""A new kind of check is one new file: with a rule of it, findings come out in words, in the check
of one report and in the warehouse, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
KIND = '''"""A cell is a multiple of a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import cell_name
from expectations.reasons import DOUBTFUL
from expectations.rule import ONE, Case, Cells, Check, Language, Reason, Rule
from expectations.sql import as_zero, text, texts, wide
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Multiple(Check):
    """One case per report. stated: the cell, expected: the multiple of `step` below it."""

    step: float
    unless: str = ""

    kind = "multiple"
    takes = ONE
    scopes = frozenset({"cell"})
    words = FIGURES | {"cell", "step"}
    reasons = (DOUBTFUL, Reason("not_printed", "没有印出", "It is not printed"))

    def subjects(self) -> Collection[str]:
        return catalogue().cells()

    def complaint(self, rule: Rule) -> str:
        return "" if self.step > 1 else f"step {self.step!r} is no step"

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (cell,) = rule.of
        return (
            f"SELECT report_id, office_id, year, {text(cell)} AS scope, {wide(cell)} AS stated, "
            f"{self.step} * floor({wide(cell)} / {self.step}) AS expected, {texts([cell])} AS cells, "
            f"CASE WHEN {wide(cell)} IS NULL THEN 'not_printed' END AS reason, "
            f"{as_zero(cell)} % {self.step} <> 0 AS fails FROM {source} AS w"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {"cell": cell_name(case.scope, language), "step": f"{self.step:g}", **figures(case)}
'''
RULE = """made_up.multiple:
  severity: info
  basis: form
  sources: [made up]
  editions: all
  scope: cell
  check: multiple
  of: t3.requests_new.total
  step: 1000
  nil: strict
  zh: 整千
  en: Whole thousands
  do: 请凑整。
  message_zh: "{cell}填 {stated}，不是 {step} 的倍数，比 {expected} 多 {gap}"
  message_en: "{cell}: {stated} is no multiple of {step}, {gap} above {expected}"
"""
RECORD = """
from pathlib import Path
import duckdb
from expectations.rules import load
from findings.record import record
from tests.unit.warehouse.small_build import Small, make

draft = make(Path("draft"), Small(1, 2022, printed={"t3.requests_new.total": "1007"}),
             Small(2, 2022, printed={"t3.requests_new.total": "2000"}), Small(3, 2022, printed={"t3.requests_new.total": "/"}))
print(record(draft, load())["made_up.multiple"])
with duckdb.connect(str(draft)) as connection:
    print(connection.execute("SELECT message FROM quality.findings WHERE rule = 'made_up.multiple'").fetchall())
    print(connection.execute("SELECT reason FROM quality.not_assessable WHERE rule = 'made_up.multiple'").fetchall())
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The whole tree, in which only `expectations/` is a copy that has two files more."""
    for path in ROOT.iterdir():
        if path.name not in ("expectations", ".git"):
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "expectations", tmp_path / "expectations")
    (tmp_path / "expectations/kinds/multiple.py").write_text(KIND, encoding="utf-8")
    (tmp_path / "expectations/rules/made_up.yml").write_text(RULE, encoding="utf-8")
    return tmp_path


def python(tree: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_kind_is_one_file_and_its_findings_come_out_in_words(tree: Path) -> None:
    report = str(ROOT / "raw/2020/zhengwu-2020.txt")
    done = python(tree, "from gongkai import app; app()", "check", "--json", report)
    (checked,) = json.loads(done.stdout)
    (finding,) = [f for f in checked["findings"] if f["rule"] == "made_up.multiple"]
    stated = finding["stated"]
    assert (finding["expected"], finding["gap"]) == (0, stated)
    assert finding["message"] == (
        f"第三表“一、本年新收政府信息公开申请数量”的“总计”填 {stated:g}，不是 1000 的倍数，比 0 多 {stated:g}"
    )
    assert finding["message_en"].endswith(f"{stated:g} is no multiple of 1000, {stated:g} above 0")
    assert (finding["severity"], finding["do"]) == ("info", "请凑整。")

    done = python(tree, RECORD)
    many, messages, reasons = done.stdout.splitlines() or [done.stderr]
    assert many == "1"
    assert "填 1007，不是 1000 的倍数，比 1000 多 7" in messages
    assert reasons == "[('not_printed',)]"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("  step: 1000\n", ""), "['step'] is missing"),
        (("step: 1000", "step: big"), "step 'big' is no number"),
        (("step: 1000", "step: 1"), "step 1 is no step"),
        (("step: 1000", "step: 1000\n  low: 3"), "unknown ['low']"),
        (("{step} 的倍数", "{multiple} 的倍数"), "message_zh: unknown ['multiple']"),
        (("of: t3.requests_new.total", "of: t3.requests_new.all"), "unknown ['t3.requests_new.all']"),
    ],
    ids=[
        "a term is missing",
        "no number",
        "its own complaint",
        "a foreign term",
        "a word it has not",
        "a cell",
    ],
)
def test_a_wrong_rule_of_a_new_kind_is_refused(tree: Path, change: tuple[str, str], message: str) -> None:
    (tree / "expectations/rules/made_up.yml").write_text(RULE.replace(*change), encoding="utf-8")
    done = python(tree, "from expectations.rules import load; load()")
    assert done.returncode == 1
    assert "made_up.yml: made_up.multiple: " in done.stderr and message in done.stderr


def test_two_kinds_of_one_name_are_refused(tree: Path) -> None:
    (tree / "expectations/kinds/plural.py").write_text(KIND, encoding="utf-8")
    done = python(tree, "from expectations.kinds import kinds; kinds()")
    assert "plural.py: the kind 'multiple' is there already" in done.stderr


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ('    scopes = frozenset({"cell"})\n', "plural.py: the kind 'plural' lacks scopes"),
        ("    def say(", "plural.py: the kind 'plural' lacks say"),
        ("    takes = ONE\n", "plural.py: reads is 'wide'; it can be reports_wide, cells, reports, wordings"),
    ],
)
def test_a_kind_that_is_not_finished_is_refused_in_one_line(tree: Path, left_out: str, message: str) -> None:
    unfinished = KIND.replace('kind = "multiple"', 'kind = "plural"').replace(
        left_out,
        "    def said(" if "def" in left_out else '    reads = "wide"\n' if "ONE" in left_out else "",
    )
    (tree / "expectations/kinds/plural.py").write_text(unfinished, encoding="utf-8")
    done = python(tree, "from gongkai import main; main()", "check", str(ROOT / "raw/2020/zhengwu-2020.txt"))
    assert (done.returncode, done.stderr.strip()) == (2, message)


def test_broken_yaml_of_a_rule_is_one_line_with_file_and_place(tree: Path) -> None:
    (tree / "expectations/rules/made_up.yml").write_text(RULE + "  of: [\n", encoding="utf-8")
    done = python(tree, "from gongkai import main; main()", "check", str(ROOT / "raw/2020/zhengwu-2020.txt"))
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("made_up.yml: ") and "line 17" in done.stderr
