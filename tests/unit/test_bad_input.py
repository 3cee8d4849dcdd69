"""Every file that is broken, hostile or beyond all measure is read right or refused with what to
do, and costs nobody else anything. All of them go through a real run."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.batch import limits, run
from pipelines.catalogue import catalogue
from pipelines.model import DOUBTFUL
from tests.data.bad_files import CELL, DOUBT, FORM, QUIET, READ, THREATENING
from tests.data.expected import codes

ALL = {**QUIET, **THREATENING}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the run kept of each file: its row of filings with `cells` and `issues`."""
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("bad")
    (folder / "raw").mkdir()
    for name, bad in ALL.items():
        (folder / "raw" / name).write_bytes(bad.make())
    with pytest.MonkeyPatch.context() as patch:
        # reached sooner, and enough for all that is not made to exceed it
        patch.setattr(limits, "MEMORY", 2**30)
        made = run.run(folder / "raw", folder / "store", 2)
    tables = {
        table: [row for shard in made.shards for row in pq.read_table(shard / f"{table}.parquet").to_pylist()]
        for table in ("filings", "cells", "issues")
    }
    names = {filing.sha256: filing.path for filing in made.filings}
    found = {row["report_id"]: {**row, "cells": {}, "issues": []} for row in tables["filings"]}
    for cell in tables["cells"]:
        found[cell["report_id"]]["cells"]["{table}.{row}.{column}".format(**cell)] = cell
    for issue in tables["issues"]:
        found[issue["report_id"]]["issues"].append(issue["code"])
    return {names[row["sha256"]]: row for row in found.values()}


def test_every_file_is_accounted_for(read: dict[str, dict[str, Any]]) -> None:
    assert set(read) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_bad_input(name: str, read: dict[str, dict[str, Any]]) -> None:
    found, allowed = read[name], ALL[name].codes
    if not found["issues"]:
        assert allowed >= READ
        assert (found["status"], len(found["cells"])) == ("parsed", len(codes(FORM)))
    else:
        assert set(found["issues"]) & allowed, found["issues"]
        assert found["status"] == ("partial" if found["cells"] else "quarantined")
    for code in found["issues"]:
        kind = catalogue().issues[code]
        assert all((kind.zh, kind.en, kind.do))
    for code, cell in found["cells"].items():
        if code == CELL and allowed >= DOUBT:
            assert cell["status"] in DOUBTFUL
        assert cell["value"] in (None, float(FORM.printed(code)))
