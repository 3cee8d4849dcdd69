"""The command as people and scripts meet it: exit codes, JSON, one clear line for what cannot be
read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gongkai import app, main
from pipelines.catalogue import catalogue
from tests.data.forms import Filled, render

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "raw"
GOOD = str(RAW / "2022/qinghe-2022.html")
FAULTY = str(RAW / "2020/zhengwu-2020.txt")
FAULTY_PDF = str(RAW / "2023/qinghe-2023.pdf")
PARTLY = str(RAW / "2019/pingtan-2019.txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def command(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "gongkai.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def unreadable(tmp_path: Path) -> dict[str, str]:
    """What cannot be read, by the code of its issue."""
    for name, data in {
        "empty.pdf": b"",
        "blanks.txt": b" \n\t\n",
        "noise.bin": bytes(range(256)) * 16,
        "torn.docx": b"PK\x03\x04" + bytes(200),
        "torn.pdf": b"%PDF-1.7\n" + bytes(200),
        "letter.txt": "此件公开发布。\n".encode(),
        "old.html": "<p>青禾县民政局2016年政府信息公开工作年度报告<table><td>主动公开政府信息数<td>5</table>".encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    codes = {
        "read.missing": "none.pdf",
        "read.empty": "empty.pdf",
        "read.unknown_format": "noise.bin",
        "form.none": "letter.txt",
        "form.before_2019": "old.html",
    }
    return {code: str(tmp_path / name) for code, name in codes.items()}


READ_CODES = ("read.missing", "read.empty", "read.unknown_format", "form.none", "form.before_2019")


@pytest.mark.parametrize("code", READ_CODES)
@pytest.mark.parametrize("name", ["read", "check"])
def test_what_cannot_be_read_is_said_in_one_line(unreadable: dict[str, str], name: str, code: str) -> None:
    result = run(name, unreadable[code])
    assert result.exit_code == 2
    kind = catalogue().issues[code]
    lines = [line.strip() for line in result.output.splitlines() if line.strip()]
    assert len(lines) == 3  # what it is, what is wrong, what to do
    assert Path(unreadable[code]).name in lines[0]
    assert kind.zh in lines[1] and kind.en in lines[1]
    assert lines[2] == kind.do


@pytest.mark.parametrize("name", ["read", "check"])
def test_a_folder_a_torn_file_and_an_absurd_name(
    tmp_path: Path, unreadable: dict[str, str], name: str
) -> None:
    for path in (
        str(tmp_path),
        str(tmp_path / "torn.docx"),
        str(tmp_path / "torn.pdf"),
        str(tmp_path / "blanks.txt"),
        "x" * 5000,
    ):
        result = run(name, path)
        assert result.exit_code == 2, path
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([GOOD], 0),
        ([FAULTY], 1),
        ([PARTLY], 1),
        (["none.pdf"], 2),
        ([GOOD, FAULTY], 1),
        ([GOOD, "none.pdf"], 2),
        ([FAULTY, "none.pdf", GOOD], 2),
    ],
)
def test_check_says_by_its_exit_code_how_bad_it_is(files: list[str], code: int) -> None:
    assert run("check", "--json", *files).exit_code == code


def test_check_without_json_ends_with_the_same_codes() -> None:
    assert [run("check", file).exit_code for file in (GOOD, FAULTY, "none.pdf")] == [0, 1, 2]


@pytest.mark.parametrize(("files", "code"), [([GOOD], 0), ([FAULTY, "none.pdf"], 0), (["none.pdf"], 2)])
def test_read_fails_only_if_nothing_was_read(files: list[str], code: int) -> None:
    assert run("read", *files).exit_code == code


def test_what_check_prints() -> None:
    good, faulty = run("check", GOOD).output, run("check", FAULTY_PDF).output
    assert "未发现问题 / nothing wrong found" in good
    assert "青禾县人民政府 · 2023 年" in faulty
    assert "新收 19 + 上年结转 1 ≠ 办结 19 + 结转下年 2，相差 1" in faulty
    assert "received 19 + carried in 1 ≠ handled 19 + carried out 2, off by 1" in faulty
    assert "差错 1 处：错误 1；另有 1 条由此而来" in faulty


def test_read_json() -> None:
    good, gone = json.loads(run("read", "--json", GOOD, "none.pdf").stdout)
    assert {
        "path",
        "sha256",
        "format",
        "status",
        "office",
        "year",
        "edition",
        "cells",
        "sections",
        "issues",
    } <= set(good)
    assert (good["path"], good["format"], good["status"]) == (GOOD, "html", "parsed")
    assert (good["office"]["name"], good["year"], good["edition"]) == ("青禾县人民政府", 2022, "f2021")
    assert len(good["sha256"]) == 64
    assert len(good["cells"]) == 10 + 175 + 15
    cell = next(c for c in good["cells"] if (c["row"], c["column"]) == ("normative_documents", "issued"))
    assert {"table", "row", "column", "value", "status", "text", "spot"} <= set(cell)
    assert (cell["table"], cell["value"], cell["status"]) == ("t2", 22, "number")
    assert "其中修订" in cell["text"]
    assert {"table", "row", "column"} <= {k for k, v in cell["spot"].items() if v is not None}
    assert "overview" in good["sections"]
    assert good["issues"] == []
    assert (gone["status"], gone["sha256"], gone["office"], gone["year"], gone["cells"]) == (
        "quarantined",
        "",
        {"name": None},
        None,
        [],
    )
    (issue,) = gone["issues"]
    assert issue == {
        "stage": "read",
        "code": "read.missing",
        "severity": "error",
        "where": "",
        "detail": "none.pdf",
    }


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "b.html")
    shutil.copy(FAULTY, tmp_path / "a.txt")
    (tmp_path / ".hidden").write_bytes(b"no report")
    told = json.loads(run("read", "--json", str(tmp_path)).stdout)
    assert [Path(one["path"]).name for one in told] == ["a.txt", "b.html"]


def test_evidence_is_a_picture_for_each_page_with_cells(tmp_path: Path) -> None:
    data = render(Filled("某县某局", 2023, "f2021", {"t4.reconsideration.total": "4"}), "pdf")
    (tmp_path / "..￥.pdf").write_bytes(data)
    folder = tmp_path / "new" / "pictures"
    result = run("read", "--json", "--evidence", str(folder), str(tmp_path / "..￥.pdf"), GOOD)
    drawn, none = json.loads(result.stdout)
    pages = {cell["spot"]["page"] for cell in drawn["cells"]}
    assert [Path(path).name for path in drawn["evidence"]] == [
        f"{drawn['sha256'][:16]}-p{page:03}.png" for page in sorted(pages)
    ]
    assert {path.name for path in folder.iterdir()} == {Path(path).name for path in drawn["evidence"]}
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in folder.iterdir())
    assert none["evidence"] == []
    said = run("read", "--evidence", str(folder), GOOD).stdout
    assert "no picture written" in said
    assert "blue" not in said


def test_a_folder_for_evidence_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("read", "--evidence", str(tmp_path / "file" / "folder"), GOOD)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def checked(*files: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check", "--json", *files).stdout)
    return found


def test_check_json() -> None:
    good, faulty, gone = checked(GOOD, FAULTY_PDF, "none.pdf")
    for one in (good, faulty, gone):
        assert {"path", "office", "year", "status", "findings"} <= set(one)
    assert (good["office"], good["year"], good["status"], good["findings"]) == (
        "青禾县人民政府",
        2022,
        "parsed",
        [],
    )
    assert (gone["office"], gone["year"], gone["status"], gone["findings"]) == (None, None, "quarantined", [])
    found = {(f["rule"], f["scope"]): f for f in faulty["findings"]}
    assert set(found) == {("t3.balance", "commercial_enterprise"), ("t3.applicant_sum", "carried_out")}
    balance = found["t3.balance", "commercial_enterprise"]
    assert {"rule", "severity", "scope", "stated", "expected", "gap", "cells", "message"} <= set(balance)
    assert (balance["severity"], balance["stated"], balance["expected"], balance["gap"]) == (
        "error",
        21,
        20,
        1,
    )
    assert set(balance["cells"]) == {
        f"t3.{row}.commercial_enterprise"
        for row in ("requests_new", "carried_in", "total_handled", "carried_out")
    }


def test_json_is_all_that_stands_on_standard_output() -> None:
    result = command("check", "--json", FAULTY)
    assert json.loads(result.stdout)[0]["findings"]
    assert result.stderr == ""
    assert "区政务服务办" in result.stdout  # readable, not escaped


def test_a_name_and_a_terminal_that_are_not_utf_8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "年报".encode("gb18030") + b".html"
    shutil.copy(GOOD, os.fsdecode(name))
    result = command("check", "--json", name)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)[0]["path"] == f"{tmp_path}/年报.html"
    plain = command("check", GOOD, PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["read"], ["nosuch"], ["query", "SELECT 1", "--format", "xml"]]
)
def test_wrong_use_is_exit_2_with_a_hint(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert ("wrong usage" if arguments else "Usage") in result.output and "--help" in result.output


HEAVY = {"great_expectations", "dagster", "pandas", "pdfplumber", "pyarrow", "sqlalchemy", "hypothesis"}


@pytest.mark.parametrize("name", ["check", "read"])
def test_a_small_command_imports_no_large_library(name: str) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "gongkai.py", name, GOOD],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in told.splitlines() if "|" in line}
    assert "pipelines" in imported
    assert imported & HEAVY == set()
    assert imported & {"typer", "pydantic"} == ({"typer", "pydantic"} if name == "read" else set())


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_a_check_without_further_options_says_what_it_says_with_them(options: tuple[str, ...]) -> None:
    files = [GOOD, str(ROOT / "raw/2020/zhengwu-2020.txt"), "no such file"]
    at_once, parsed = (
        subprocess.run(
            [sys.executable, "gongkai.py", "check", *files, *more],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for more in (options, (*options, "--quiet"))
    )
    assert (at_once.stdout, at_once.stderr, at_once.returncode) == (parsed.stdout, parsed.stderr, 2)
    assert "青禾县" in at_once.stdout


def test_a_check_that_is_interrupted_says_so_by_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("terminal.checking.check_files", interrupt)
    monkeypatch.setattr(sys, "argv", ["gongkai", "check", "x"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


def test_standard_input_without_an_end_is_refused_with_the_limit() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "gongkai.py", "check", "-"],
            cwd=ROOT,
            stdin=endless,
            capture_output=True,
            check=False,
            timeout=60,
        )
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"") and "more than 64 MB" in line


def test_standard_input_is_checked_as_a_file() -> None:
    done = subprocess.run(
        [sys.executable, "gongkai.py", "check", "-"],
        cwd=ROOT,
        input=Path(FAULTY).read_bytes(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    out = done.stdout.decode()
    assert done.returncode == 1 and out.startswith("- · 区政务服务办 · 2020 年")
    assert out.splitlines()[1:] == run("check", FAULTY).output.splitlines()[1:]
