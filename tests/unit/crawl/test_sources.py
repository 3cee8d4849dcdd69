"""sources.yml is data that people write: what is unclear is refused with the row and what is
possible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.crawl.health import health
from pipelines.crawl.sources import Rows, SourceError, load
from pipelines.crawl.visits import Visits
from pipelines.intake.fetches import Fetch, fetches, log_path

ROOT = Path(__file__).resolve().parents[3]
ROW = "portal: 青禾, family: static_list, list: 'http://x.gov.cn/nb/'"


def write(folder: Path, text: str) -> Path:
    (folder / "sources.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_rows_that_ship_can_be_read_and_none_is_enabled() -> None:
    rows = load(ROOT / "raw")
    assert (rows.contact, rows.refused) == ("", {})
    assert rows.sources
    assert not [s.name for s in rows.sources.values() if s.enabled]
    assert all(s.pace >= 3 and not s.local for s in rows.sources.values())


def test_a_row_and_what_it_allows(tmp_path: Path) -> None:
    text = (
        "sources: {qinghe: {" + ROW + ", hosts: [Files.X.gov.cn, 'y.gov.cn:8080'], years: 2023, pace: 1.5}}"
    )
    source = load(write(tmp_path, text)).sources["qinghe"]
    assert source.allowed == {"x.gov.cn", "files.x.gov.cn", "y.gov.cn:8080"}
    assert (source.years, source.pace, source.local) == ((2023, 2023), 1.5, False)


def test_no_file_no_sources(tmp_path: Path) -> None:
    assert load(tmp_path) == Rows()


REFUSED = [
    ("{" + ROW + ", famly: x}", "famly"),
    ("{portal: x, list: 'http://x/'}", "family"),
    ("{" + ROW.replace("static_list", "statik") + "}", "static_list"),
    ("{" + ROW.replace("http:", "ftp:") + "}", "ftp"),
    ("{" + ROW.replace("http://x.gov.cn", "http://[::1") + "}", "IPv6"),
    ("{" + ROW.replace("http://", "http://me:secret@") + "}", "list"),
    ("{" + ROW + ", years: [2023, 2019]}", "years"),
    ("{" + ROW + ", years: []}", "years"),
    ("{" + ROW + ", pace: fast}", "pace"),
    ("{" + ROW + ", minutes: .inf}", "minutes"),
    ("{" + ROW + ", timeout: .nan}", "timeout"),
    ("{" + ROW + ", pages: 0}", "pages"),
    ("{" + ROW + ", hosts: ['http://y/']}", "hosts"),
    ("{" + ROW + ", hosts: {a: 1}}", "hosts"),
    ("{" + ROW + ", hosts: [[a]]}", "hosts"),
    ("{" + ROW + ", hosts: 5}", "hosts"),
    ("{" + ROW + ", hosts: ['y:99999']}", "hosts"),
    ("{" + ROW.replace("x.gov.cn", "x.gov.cn:99999") + "}", "65535"),
    ("{" + ROW.replace("x.gov.cn", "x.gov.cn:0") + "}", "list"),
    ("{" + ROW + ", local: 'yes'}", "local"),
    ("{" + ROW + ", portal: 青禾县}", "portal"),
    ("{" + ROW + ", tls: unverified}", "tls_reason"),
    ("{" + ROW + ", tls: none, tls_reason: x}", "legacy"),
    ("{" + ROW.replace("static_list", "numbered") + "}", "{page}"),
    ("{" + ROW.replace("static_list", "hanweb_annual") + "}", "areas"),
    ("[a]", "名称"),
]


@pytest.mark.parametrize(("row", "said"), REFUSED)
def test_a_row_that_is_unclear_is_refused_in_one_line_and_alone(row: str, said: str, tmp_path: Path) -> None:
    rows = load(write(tmp_path, "sources: {a: " + row + ", b: {" + ROW + "}}"))
    assert (list(rows.sources), list(rows.refused)) == (["b"], ["a"])
    assert said in rows.refused["a"]
    assert "\n" not in rows.refused["a"]


@pytest.mark.parametrize(("name", "said"), [("a", "pages: 0"), ("c", "there are: b")])
def test_a_name_that_is_asked_for_and_cannot_be_used(name: str, said: str, tmp_path: Path) -> None:
    rows = load(write(tmp_path, "sources: {a: {" + ROW + ", pages: 0}, b: {" + ROW + "}}"))
    rows.require(["b"])
    with pytest.raises(SourceError, match=said):
        rows.require([name, "b"])


@pytest.mark.parametrize(("name", "said"), [("../a", "a-z"), ("inbox", "inbox")])
def test_a_name_that_cannot_be_one_is_refused(name: str, said: str, tmp_path: Path) -> None:
    rows = load(write(tmp_path, "sources: {" + name + ": {" + ROW + "}, b: {" + ROW + "}}"))
    assert (list(rows.sources), said in rows.refused[name]) == (["b"], True)


def test_a_name_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    rows = load(write(tmp_path, "sources: {a: {" + ROW + "}, b: {" + ROW + "}, a: {" + ROW + "}}"))
    assert (list(rows.sources), list(rows.refused)) == (["b"], ["a"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources: [a]", "sources"),
        ("source: {}", "sources"),
        ("sources: {a: [", "sources.yml"),
        ("a", "contact"),
    ],
)
def test_what_is_no_list_of_sources_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
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


def test_a_time_in_the_future_is_one_of_a_wrong_clock() -> None:
    start = datetime(2030, 1, 1, tzinfo=UTC)
    assert Visits([fetched(start, "new", "a")]).is_due("u", 20, start - timedelta(days=900))


@pytest.mark.parametrize(
    "line",
    [
        '{"at": 5, "source": "x", "kind": "report", "outcome": "new"}',
        "[1]",
        "{",
        "null",
        '{"at": "2026", "url": []}',
    ],
)
def test_a_line_of_a_log_that_is_none_is_passed_over(line: str, tmp_path: Path) -> None:
    log_path(tmp_path, "x").parent.mkdir(parents=True)
    whole = '{"at": "2026", "source": "x", "kind": "report", "outcome": "new", "url": "u"}'
    log_path(tmp_path, "x").write_text(f"{line}\n{whole}\n")
    assert [f.url for f in fetches(tmp_path, "x")] == ["u"]


def test_a_log_and_a_row_that_cannot_be_read_cost_themselves_alone(tmp_path: Path) -> None:
    write(tmp_path, "sources: {a: {" + ROW + ", years: []}, b: {" + ROW + "}, c: {" + ROW + "}}")
    log_path(tmp_path, "b").mkdir(parents=True)
    states = {row["source"]: (row["state"], row["how"]) for row in health(tmp_path)}
    assert states["c"] == ("never", None)
    assert states["a"][0] == "broken"
    assert "years" in (states["a"][1] or "")
