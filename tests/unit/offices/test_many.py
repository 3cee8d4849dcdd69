"""Many reports of few offices: what is kept of them grows with the offices, not with the
reports."""

from __future__ import annotations

from pathlib import Path

from pipelines.batch.shards import rows, write
from pipelines.fold import fold
from pipelines.model import Filing, Report, Statement
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.identify import identify
from pipelines.offices.names import office_key
from pipelines.offices.resolution_text import settled, written
from pipelines.offices.resolve import resolve


def test_reports_that_say_the_same_of_their_office_have_one_resolution() -> None:
    said = {
        written(resolve(weigh(Claim("鼓楼区民政局", year, title), gazetteer()), gazetteer()), "")
        for year in range(2015, 2025)
        for title in (f"南京市鼓楼区民政局{year}年年度报告",)
    }
    (office,) = settled([*said])
    assert office.place is not None and office.place.code == "320106"


def test_prose_is_not_remembered() -> None:
    """A thousand texts of some kB would stay in memory until the run ends, and push the names
    out."""
    before = fold.cache_info().currsize, office_key.cache_info().currsize
    for number in range(100):
        weigh(Claim("华安办", 2020, f"第{number}号", text=f"第{number}段 华安街道办事处" * 50), gazetteer())
    after = fold.cache_info().currsize, office_key.cache_info().currsize
    assert [b - a for a, b in zip(before, after)] <= [2, 2]


def test_the_pieces_in_which_rows_are_packed_change_nothing(tmp_path: Path, monkeypatch: object) -> None:
    from pipelines.offices import frames

    filings = [Filing(f"{n}.txt", f"{n:064x}", 10) for n in range(1, 24)]
    reports = [
        Report(f, "text", "parsed", Statement("青禾县民政局", 2019 + n % 3, "f2021"), (), ())
        for n, f in enumerate(filings)
    ]
    write([rows(report, "v") for report in reports], tmp_path / "shard")
    whole = identify(filings, [tmp_path / "shard"])
    monkeypatch.setattr(frames, "PIECE", 5)  # type: ignore[attr-defined]
    for name, frame in identify(filings, [tmp_path / "shard"]).items():
        assert frame.equals(whole[name]), name
    assert whole["reports"]["is_current"].sum() == 3
    assert whole["reports"]["version"].max() == 8
