"""What the benchmarks are run on: reports as they say, and shards of them that the whole line
takes."""

from __future__ import annotations

import importlib
import json
from itertools import islice
from pathlib import Path

import pytest

from pipelines.model import Filing
from pipelines.report import report_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "bench").glob("*.py")))
def test_every_benchmark_can_be_started(name: str) -> None:
    importlib.import_module(f"bench.{name}")


def test_the_corpus_prints_what_its_truth_says(tmp_path: Path) -> None:
    from bench import corpus

    corpus.write(tmp_path, 14, workers=1)
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(truth) == 14
    assert {one["year"] for one in truth} == set(corpus.YEARS)
    one = truth[0]
    path = tmp_path / "raw" / one["path"]
    report = report_of(Filing(one["path"], "0", path.stat().st_size), path.read_bytes())
    assert (report.statement.office, report.statement.year) == (one["office"], one["year"])
    assert {
        f"{f.table}.{f.row}.{f.column}": f.text or "" for f in report.facts if f.status != "absent"
    } == one["cells"]


def test_shards_without_files_are_of_as_many_offices_as_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bench import parsed
    from bench.counties import offices
    from pipelines.offices.identify import identify

    monkeypatch.setattr(parsed, "MODELS", 2)
    parsed._models.cache_clear()
    filings = parsed.write(tmp_path / "shards", 28)
    filings += parsed.write(tmp_path / "shards", 7, after=28)
    shards = sorted((tmp_path / "shards").iterdir())
    found = identify(filings, shards)
    assert len(shards) == 3 and len({filing.sha256 for filing in filings}) == 35
    assert set(found["reports"]["office_name"]) == {office.name for office in islice(offices(), 5)}
    assert found["reports"]["is_current"].all()


def test_other_versions_state_other_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bench import parsed
    from pipelines.offices.identify import identify

    monkeypatch.setattr(parsed, "MODELS", 2)
    parsed._models.cache_clear()
    filings = parsed.write(tmp_path / "shards", 14)
    filings += parsed.rewrite(tmp_path / "shards", 7, 50)
    reports = identify(filings, sorted((tmp_path / "shards").iterdir()))["reports"]
    assert sorted(reports["version"]) == [1] * 14 + [2] * 7
    assert reports["is_current"].sum() == 14 and reports["copy_of"].isna().all()
