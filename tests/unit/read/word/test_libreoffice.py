"""What is older than Word 97 goes to LibreOffice if it is there; if not, the issue says what to
do."""

import sys
from pathlib import Path

import pytest

from pipelines.read import read_bytes
from pipelines.read.word import libreoffice
from pipelines.read.word.docx import read_docx
from tests.data.forms_docx import docx
from tests.data.word_file import Run, word_file
from tools.office_files import FOLDER, form

OLD = word_file([Run("1\r")], kind=0xA5DC)
needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")


def printed(blocks: tuple) -> list:
    return [[[c.text for c in row] for row in block.rows] for block in blocks]


def test_without_libreoffice_the_issue_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    found = read_bytes(OLD)
    assert (found.format, [issue.code for issue in found.issues]) == ("doc", ["read.unsupported_format"])
    assert "Word 6/95" in found.issues[0].detail
    assert "docx" in found.issues[0].detail


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """Have a Python program stand for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport pathlib, sys, time\n{program}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(libreoffice, "program", lambda: str(path))


def test_what_libreoffice_writes_is_read_as_docx(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(docx(form()))
    copy = (
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"(out / 'in.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())"
    )
    pretend(monkeypatch, tmp_path, copy)
    found = read_bytes(OLD)
    assert (found.format, found.reader) == ("doc", "libreoffice+docx")
    assert found.blocks == read_docx(docx(form())).blocks


def test_nothing_written_is_reported_and_what_the_program_said_is_logged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pretend(monkeypatch, tmp_path, "print('x' * 9000); print('no such filter', file=sys.stderr)")
    assert [issue.code for issue in read_bytes(OLD).issues] == ["read.unsupported_format"]
    (line,) = caplog.messages
    assert line.endswith("no such filter")
    assert len(line) < 1000


def test_it_is_stopped_in_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "while True: time.sleep(60)")
    monkeypatch.setattr(libreoffice, "SECONDS", 0.1)
    assert [issue.code for issue in read_bytes(OLD).issues] == ["read.limit"]


@needs_office
def test_libreoffice_reads_a_file() -> None:
    found = libreoffice.convert((FOLDER / "form.doc").read_bytes(), "doc", "")
    assert printed(found.blocks) == printed(read_docx(docx(form())).blocks)


@needs_office
def test_libreoffice_does_not_take_rubbish_for_text() -> None:
    assert [issue.code for issue in read_bytes(OLD).issues] == ["read.unsupported_format"]
