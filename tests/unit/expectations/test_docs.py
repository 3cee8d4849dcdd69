"""Pages that Great Expectations could not write are not passed over; it would only note them in its
log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from expectations.docs import LOG, Unwritten, keep_docs


class Context:
    """A context of GX, as far as its pages go; `said` is what it logs while it writes them."""

    def __init__(self, folder: Path, said: str) -> None:
        self.folder, self.said = folder, said

    def add_data_docs_site(self, name: str, config: object) -> None:
        self.folder.mkdir()

    def build_data_docs(self, site_names: list[str]) -> None:
        (self.folder / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
        if self.said:
            logging.getLogger(LOG).error(self.said)


def test_a_page_that_is_missing_stops_with_the_reason_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = 'An unexpected Exception occurred.\n OSError: "[Errno 28] No space left".  Traceback: "Traceback (most"'
    with pytest.raises(Unwritten, match=r"OSError: \[Errno 28\] No space left$"):
        keep_docs(Context(tmp_path / "docs", said), tmp_path / "docs")
    assert "Traceback" not in capfd.readouterr().err
    keep_docs(Context(tmp_path / "docs", ""), tmp_path / "docs")
    assert (tmp_path / "docs" / "index.html").exists()
