"""The page of a check on a disk that has no room for it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from export.check_page import write_report
from findings.finding import Checked
from pipelines.report import read_report

FAULTY = Path(__file__).resolve().parents[3] / "raw/2023/qinghe-2023.pdf"


@pytest.mark.parametrize("name", ["page.html", "page.xlsx"])
def test_a_page_that_finds_no_room_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(path: Path, *_: object, **__: object) -> int:
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "no space")

    (tmp_path / name).write_text("the page before")
    for way in ("write_text", "write_bytes"):
        monkeypatch.setattr(Path, way, full)
    with pytest.raises(OSError, match="no space"):
        write_report(tmp_path / name, [Checked(read_report(FAULTY), ())])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "the page before")]
