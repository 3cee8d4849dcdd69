"""sources.yml is data that people write: what is unclear is refused with the row and what is
possible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.crawl.sources import SourceError, load
from pipelines.crawl.visits import Visits
from pipelines.intake.fetches import Fetch

ROOT = Path(__file__).resolve().parents[3]
ROW = "portal: 青禾, family: static_list, list: 'http://x.gov.cn/nb/'"


def write(folder: Path, text: str) -> Path:
    (folder / "sources.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_rows_that_ship_can_be_read_and_none_is_enabled() -> None:
    contact, sources = load(ROOT / "raw")
    assert contact == ""
    assert sources
    assert not [s.name for s in sources.values() if s.enabled]
    assert all(s.pace >= 3 and not s.local for s in sources.values())


def test_a_row_and_what_it_allows(tmp_path: Path) -> None:
    text = (
        "sources: {qinghe: {" + ROW + ", hosts: [Files.X.gov.cn, 'y.gov.cn:8080'], years: 2023, pace: 1.5}}"
    )
    source = load(write(tmp_path, text))[1]["qinghe"]
    assert source.allowed == {"x.gov.cn", "files.x.gov.cn", "y.gov.cn:8080"}
    assert (source.years, source.pace, source.local) == ((2023, 2023), 1.5, False)


def test_no_file_no_sources(tmp_path: Path) -> None:
    assert load(tmp_path) == ("", {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources: {a: {" + ROW + ", famly: x}}", "famly"),
        ("sources: {a: {portal: x, list: 'http://x/'}}", "family"),
        ("sources: {a: {" + ROW.replace("static_list", "statik") + "}}", "static_list"),
        ("sources: {a: {" + ROW.replace("http:", "ftp:") + "}}", "ftp"),
        ("sources: {../a: {" + ROW + "}}", "a-z"),
        ("sources: {inbox: {" + ROW + "}}", "inbox"),
        ("sources: {a: {" + ROW + ", years: [2023, 2019]}}", "years"),
        ("sources: {a: {" + ROW + ", pace: fast}}", "pace"),
        ("sources: {a: {" + ROW + ", hosts: ['http://y/']}}", "hosts"),
        ("sources: {a: {" + ROW + ", local: 'yes'}}", "local"),
        ("sources: [a]", "sources"),
        ("source: {}", "sources"),
        ("sources: {a: [", "sources.yml"),
    ],
)
def test_what_is_unclear_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        load(write(tmp_path, text))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def fetched(at: datetime, outcome: str, sha256: str, **more: str) -> Fetch:
    return Fetch(
        at=at.isoformat(), source="x", kind="report", outcome=outcome, url="u", sha256=sha256, **more
    )  # type: ignore[arg-type]


def test_a_page_that_stands_unchanged_is_asked_for_less_and_less() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    visits = Visits([fetched(start, "new", "a")])
    assert not visits.is_due("u", 20, start + timedelta(hours=19))
    assert visits.is_due("u", 20, start + timedelta(hours=20))
    visits.note(fetched(start + timedelta(days=100), "unchanged", "a"))
    assert not visits.is_due("u", 20, start + timedelta(days=109))
    assert visits.is_due("u", 20, start + timedelta(days=110))
    visits.note(fetched(start + timedelta(days=1000), "same", "a"))
    assert visits.is_due("u", 20, start + timedelta(days=1030))
    visits.note(fetched(start + timedelta(days=1030), "changed", "b"))
    assert visits.is_due("u", 20, start + timedelta(days=1031))
    assert visits.is_due("other", 20)
    assert visits.is_due("u", 0, start + timedelta(seconds=1))


def test_conditions_are_those_of_the_last_bytes_even_if_a_304_does_not_repeat_them() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    visits = Visits(
        [fetched(start, "new", "a", etag='"1"', last_modified="Thu"), fetched(start, "unchanged", "a")]
    )
    assert visits.conditions("u") == {"If-None-Match": '"1"', "If-Modified-Since": "Thu"}
    visits.note(fetched(start, "changed", "b"))
    assert visits.conditions("u") == {}
    assert visits.conditions("other") == {}


def test_an_answer_without_bytes_does_not_make_a_page_known() -> None:
    visits = Visits([Fetch(at="2026-01-01T00:00:00Z", source="x", kind="report", outcome="blocked", url="u")])
    assert visits.of("u") is None
