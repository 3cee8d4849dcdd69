"""What is caught is raised again, logged with its reason or made an issue; elsewhere a reason is
given below why nobody needs to hear of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pipelines", "expectations", "warehouse", "findings", "export", "dashboard", "assets", "terminal")
FILES = sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))
TELL = {"Issue", "refuse", "fail"}
NO_VALUE = {"ValueError", "OverflowError", "TypeError", "UnicodeDecodeError", "UnicodeEncodeError"}
"""A text that is no number, date, address or encoding, where one is tried and another taken."""
QUIET = {
    "pipelines/batch/child.py": "how a child ended is what the caller is given",
    "pipelines/batch/shards.py": "half a character is stored as the sign for one that is unknown",
    "pipelines/batch/version.py": "a library that is not installed has no version",
    "pipelines/crawl/devtools.py": "a browser that has ended is the answer to every order, which is told",
    "pipelines/crawl/forks.py": "what a task raises is said on standard error, which the run reads",
    "pipelines/crawl/scripts.py": "an expression without a value is a pager that cannot be read, which is told",
    "pipelines/crawl/transport.py": "a stream that cannot be unpacked is not whole, which is told",
    "pipelines/intake/store.py": "a lock that another process holds, or a file that is not there: the caller says so",
    "pipelines/read/ofd/reader.py": "a page without a size is an A4 sheet",
    "pipelines/read/pdf/expansion.py": "a stream that cannot be unpacked has no size; pdfium says why",
    "pipelines/read/sheets/formulas.py": "a formula that cannot be followed is not confirmed, which is an issue",
    "pipelines/read/sheets/xls_conditions.py": "a conditional format that is cut short leaves its cells open, which is an issue",
    "pipelines/read/sheets/xls_formulas.py": "a formula of more than plain arithmetic is not judged",
    "pipelines/read/sheets/xls_records.py": "a code page that nobody knows is the Latin one",
    "pipelines/read/sheets/xls_strings.py": "a table of texts that is torn ends there",
    "pipelines/read/signatures.py": "a file that is no container is of another format",
    "pipelines/read/web/colours.py": "a colour that is none is not that of the page",
    "pipelines/read/word/doc_forms.py": "a field that cannot be read is seen as no text, which is an issue",
    "pipelines/read/word/libreoffice.py": "a program that takes too long is stopped, and the caller refuses",
    "pipelines/read/word/rtf_text.py": "an encoding that nobody knows is the usual one",
    "pipelines/recognise/runs.py": "too many ways to cut a run leave its cells open, which is an issue",
    "pipelines/report.py": "a file that is not to be had is refused by the door, which says why",
    "pipelines/logs.py": "what cannot be logged is told by logging itself, on standard error",
    "dashboard/answers.py": "without a warehouse the page says so",
    "dashboard/serving.py": "without a warehouse the page, and /health, say so",
}


def _caught(handler: ast.ExceptHandler) -> set[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {ast.unparse(kind) for kind in kinds if kind is not None}


def _says_it(handler: ast.ExceptHandler) -> bool:
    for node in (inner for statement in handler.body for inner in ast.walk(statement)):
        if isinstance(node, ast.Raise):
            return True
        if isinstance(node, ast.Name) and node.id in {handler.name, "_log"}:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELL:
            return True
    return False


def _quiet(path: Path) -> Iterator[str]:
    """The handlers of a file that say nothing, a text without a value where one is tried apart."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and not _says_it(node):
            caught = _caught(node)
            takes_another = len(node.body) == 1 and not isinstance(node.body[0], ast.Pass)
            if not (caught <= NO_VALUE and takes_another):
                yield f"{node.lineno}: {', '.join(sorted(caught))}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_is_caught_is_not_passed_over_in_silence(path: Path) -> None:
    quiet = [*_quiet(path)]
    assert bool(quiet) == (path.relative_to(ROOT).as_posix() in QUIET), quiet


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_logger_has_one_name_everywhere(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and ast.unparse(node.value) == "logging.getLogger(__name__)":
            assert [ast.unparse(target) for target in node.targets] == ["_log"]
