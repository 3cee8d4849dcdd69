"""The pages as answers, without a server: addresses, languages, what is not there, tables as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.unit.export.test_release import FORMULA
from tests.unit.warehouse.small_build import Small, make

pytest.importorskip("jinja2", reason="the extra `dashboard` is not installed")
from dashboard.store import Build, Store
from tests.unit.dashboard.asking import Words, get, published, said

PAGES = (
    *("/", "/search?q=青禾", "/offices", "/offices/1", "/findings", "/publication", "/places", "/compare"),
    *("/quality", "/method", "/check"),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_holds_with_some_reports_and_with_none(
    some: Store, none: Store, page: str, language: str
) -> None:
    assert get(none, page, language).status in (200, 404)
    reply = get(some, page, language)
    assert reply.status == 200
    words = Words(reply.body.decode())
    assert words.headings == 1
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in reply.body.decode()
    assert not [link for link in words.links if not link.startswith(("/", "#"))]


def test_without_a_build_the_page_says_so_and_how_to_get_one(store: Store) -> None:
    reply = get(store, "/")
    assert reply.status == 503
    assert "gongkai run" in said(reply)


def test_a_build_of_another_version_is_told_with_what_to_do(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The program is newer than the last run; where it made the build itself, it is a fault of ours."""
    draft = make(tmp_path / "one", Small(1, 2021))
    with duckdb.connect(str(draft)) as connection:
        connection.execute("DROP VIEW build_list")
    published(store, draft)
    for language, said_so in (("zh", "另一版程序"), ("en", "another version")):
        reply = get(store, "/quality", language)
        assert reply.status == 503
        assert said_so in said(reply) and "gongkai run" in said(reply)
    assert "build_list" in caplog.text
    assert get(store, "/offices/1").status == 200
    monkeypatch.setattr(Build, "_of_this_version", lambda build: True)
    with pytest.raises(duckdb.CatalogException):
        get(store, "/quality")


def test_another_build_is_seen_by_the_next_answer(store: Store, tmp_path: Path) -> None:
    published(store, make(tmp_path / "one", Small(1, 2021)))
    assert "现行报告 1 " in said(get(store, "/"))
    published(store, make(tmp_path / "two", Small(1, 2021), Small(2, 2021), Small(3, 2021)))
    assert "现行报告 3 " in said(get(store, "/"))


def test_what_is_not_there_is_404_with_the_nearest(some: Store) -> None:
    for address in ("/offices/99", "/reports/99", "/nothing", "/offices/1.nothing.csv"):
        assert get(some, address).status == 404, address
    reply = get(some, "/office?office=1")
    assert reply.status == 404 and "/offices/1" in Words(reply.body.decode()).links
    assert "青禾县民政局" in said(get(some, "/x/青禾"))


def test_rules_are_listed_on_one_page_and_the_other_leads_there(some: Store) -> None:
    ((rules,),) = [row.values() for row in some.build().rows("SELECT count(*) AS n FROM rule_list")]
    method = get(some, "/method", "en")
    assert "/quality#rules" in Words(method.body.decode()).links and f" {rules} rules" in said(method)
    assert 'id="rules"' in get(some, "/quality", "en").body.decode()


def test_a_filter_that_is_not_known_is_told(some: Store) -> None:
    assert "“colour”" in said(get(some, "/?colour=red"))
    assert "“1066”" in said(get(some, "/?year=1066"))
    assert "未采用" not in said(get(some, "/?year=2021"))


def test_a_report_shows_its_findings_and_escapes_what_it_says(some: Store) -> None:
    (row,) = some.build().rows("SELECT report_id, finding_id FROM finding_list")
    page = get(some, f"/reports/{row['report_id']}?cell=t3.requests_new.total&finding={row['finding_id']}")
    text = page.body.decode()
    assert '<td class="error focus"' in text
    assert "=HYPERLINK(&#34;http" in text and '=HYPERLINK("' not in text
    assert '<li id="f1" class="marked"' in text


def test_the_value_of_a_cell_is_shown_to_its_last_digit(store: Store, tmp_path: Path) -> None:
    fee = {"t2.administrative_fees.fee_amount": "1.795", "t3.requests_new.total": "53660"}
    published(store, make(tmp_path / "one", one := Small(1, 2021, printed=fee)))
    assert "数值 1.795 性质" in said(
        get(store, f"/reports/{one.report_id}?cell=t2.administrative_fees.fee_amount")
    )
    assert "数值 53,660 性质" in said(get(store, f"/reports/{one.report_id}?cell=t3.requests_new.total"))


def test_a_table_is_taken_as_csv_json_and_excel(some: Store) -> None:
    reply = get(some, "/offices.csv")
    rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    assert rows[0][0] == "name" and [row[0] for row in rows[1:]] == ["青禾县民政局", f"'{FORMULA}"]
    whole = json.loads(get(some, "/offices.json").body)
    assert whole["build"] == some.build().name and whole["rows"][1]["name"] == FORMULA
    book = openpyxl.load_workbook(io.BytesIO(get(some, "/offices.xlsx").body))
    assert [c.value for c in book.worksheets[0]["A"]] == ["机关", "青禾县民政局", FORMULA]
    assert book.worksheets[0]["A3"].data_type == "s"


def test_a_table_is_sorted_by_the_address(store: Store, tmp_path: Path) -> None:
    reports = [
        Small(1, year, printed={"t3.requests_new.total": str(10 * (year % 4))}) for year in range(2019, 2024)
    ]
    published(store, make(tmp_path / "some", *reports))
    table = json.loads(get(store, "/offices/1.chain.json?chain.sort=-requests_new").body)
    asked = [row["requests_new"] for row in table["rows"]]
    assert asked == sorted(asked, reverse=True) and len(asked) == 5
    assert "“drop table”" in said(get(store, "/offices/1?chain.sort=drop table"))


def test_files_outside_the_raw_folder_are_never_opened(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "raw" / "in.txt").write_text("x")
    assert store.file_of("../secret.txt") is None
    assert store.file_of(str(tmp_path / "secret.txt")) is None
    assert store.file_of("in.txt") is not None


@pytest.mark.parametrize(
    "query", ["rule=nix", "year=1900", "yaer=2021", "year=2021&rule=nix", "sort=nix", "city=x"]
)
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_file_is_not_given_for_a_filter_that_is_not_applied(some: Store, query: str, form: str) -> None:
    reply = get(some, f"/findings.{form}?{query}")
    assert reply.status == 400 and reply.kind.startswith("text/plain")
    assert query.rpartition("=")[2] in reply.body.decode() or "yaer" in query or "city" in query


def test_a_file_is_given_for_filters_that_are_there(some: Store) -> None:
    assert get(some, "/findings.csv?year=2021&sort=-year&lang=en").status == 200
    links = Words(get(some, "/findings?colour=red&year=2021").body.decode()).links
    (csv_of,) = [link for link in links if link.startswith("/findings.csv")]
    assert "year=2021" in csv_of and "colour" not in csv_of
