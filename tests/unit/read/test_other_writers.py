"""Files that LibreOffice writes: another hand than that which wrote the other files of these
tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipelines.read.word import libreoffice
from tests.data.forms import render
from tests.data.forms_sheet import xlsx
from tests.data.matrix import Tally, fillings

pytestmark = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
FILLED = {name.replace(" ", "-"): filled for name, filled in fillings()}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each report as .docx and .xlsx, and a profile for LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    for name, filled in FILLED.items():
        (folder / f"{name}.docx").write_bytes(render(filled, "docx"))
        (folder / f"{name}.xlsx").write_bytes(xlsx(filled))
    return folder


@pytest.mark.parametrize(
    ("source", "target"),
    [("docx", "doc"), ("docx", "rtf"), ("docx", "pdf"), ("docx", "html"), ("xlsx", "xls")],
)
def test_nothing_is_lost_in_what_another_program_writes(sources: Path, source: str, target: str) -> None:
    names = [f"{name}.{source}" for name in FILLED]
    profile = f"-env:UserInstallation={(sources / 'profile').as_uri()}"
    command = [
        str(libreoffice.program()),
        "--headless",
        profile,
        "--convert-to",
        target,
        "--outdir",
        f"{source}-{target}",
    ]
    subprocess.run([*command, *names], cwd=sources, check=True, timeout=180, capture_output=True)
    for name, filled in FILLED.items():
        tally = Tally()
        tally.add(filled, (sources / f"{source}-{target}" / f"{name}.{target}").read_bytes(), name)
        assert (tally.silent, tally.flagged) == ([], 0), name
