"""A page and the text of it are one publication: one version, no change, nothing lost against the
better of the two."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import duckdb
import pytest

from pipelines.batch.shards import rows, write
from pipelines.model import Filing
from pipelines.offices.identify import identify
from pipelines.report import report_of
from tests.data.expected import codes
from tests.data.forms import Filled, render
from warehouse.build import build

OFFICE = "淮安市洪泽区民政局"
PAIRS = 6


def pair(chance: random.Random) -> tuple[Filled, dict[str, bytes]]:
    """A report whose figures add up nowhere, as a page, and as a text that is cut in two or
    whole."""
    blank = Filled(OFFICE, 2022, "f2021")
    filled = Filled(OFFICE, 2022, "f2021", {code: str(chance.randrange(1, 90)) for code in codes(blank)})
    text = render(filled, chance.choice(["tabs", "lines", "commas"])).decode()
    share = chance.choice([0.5, 0.7, 1.0])
    return filled, {"page.html": render(filled, "html"), "text.txt": text[: int(len(text) * share)].encode()}


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_page_and_its_text_are_one_version(seed: int, tmp_path: Path) -> None:
    filled, files = pair(random.Random(seed))
    filings = [
        Filing(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in sorted(files.items())
    ]
    reports = [report_of(filing, files[filing.path]) for filing in filings]
    write([rows(report, "v") for report in reports], tmp_path / "shard")
    frames = identify(filings, [tmp_path / "shard"])
    basic = [frames.pop(name) for name in ("reports", "offices", "filings")]
    draft = tmp_path / "draft.duckdb"
    build(draft, [tmp_path / "shard"], *basic, issues=frames.pop("issues"), mapping=frames)
    with duckdb.connect(str(draft), read_only=True) as connection:
        ask = connection.execute
        assert ask("SELECT DISTINCT version FROM reports").fetchall() == [(1,)]
        assert ask("SELECT raw_path FROM reports WHERE is_current").fetchall() == [("page.html",)]
        assert ask("SELECT count(*) FROM quality.revisions").fetchall() == [(0,)]
        known = dict(ask("SELECT cell, text FROM cells WHERE status = 'number'").fetchall())
    assert known == {code: filled.figures[code] for code in known} and len(known) == len(codes(filled))
