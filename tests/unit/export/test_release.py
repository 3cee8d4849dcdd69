"""A release as those meet it who open it without gongkai: pandas, Excel, sha256sum."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml

from export.citation import BY_HAND
from export.labelled import READY
from export.release import NotExported, export, releases
from tests.unit.export.small_release import FORMULA, build
from warehouse.schema import VIEWS

HOSTILE = (FORMULA, "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1", "\r=1")
HARMLESS = ("减1237", "-5", "+3.5", "0%", "a=b", "")


def test_a_release_is_whole_and_its_checksums_hold(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out", "none").folder
    sums = dict(line.split("  ", 1)[::-1] for line in (release / "SHA256SUMS").read_text().splitlines())
    files = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    assert set(sums) == files
    assert {"README.md", "CHANGES.md", "data-dictionary.md", "datapackage.json", "LICENSE.md"} <= files
    assert {"CITATION.cff", "sources.csv", READY, "labelled/reports.csv"} <= files
    for name, digest in sums.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
    assert [p.name for p in (tmp_path / "out").iterdir()] == [release.name]  # no draft is left
    with pytest.raises(NotExported, match="exported already"):
        export(tmp_path / "one" / "draft.duckdb", tmp_path / "out")


def test_a_release_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("export.release.write_workbook", full)
    with pytest.raises(NotExported, match="No space left"):
        export(build(tmp_path / "one"), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotExported, match="cannot be written"):
        export(build(tmp_path / "one"), tmp_path / "out")
    (tmp_path / "damaged.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(NotExported, match=r"damaged\.duckdb"):
        export(tmp_path / "damaged.duckdb", tmp_path / "other")


def test_parquet_and_csv_hold_the_same_rows_blank_and_nil_apart(released: Path) -> None:

    parquet = pd.read_parquet(released / "parquet" / "requests")
    assert sorted(p.name for p in (released / "parquet" / "requests").iterdir()) == ["year=2021", "year=2022"]
    listed = pd.read_csv(released / "csv" / "requests.csv")  # as people do it: the mark in front does no harm
    assert next(iter(listed.columns)) == "office_id"
    assert len(parquet) == len(listed) == 2 * 175
    for frame, key in ((parquet, 1), (listed, "o1")):
        cell = f"office_id == {key!r} and outcome == 'granted' and applicant == 'total'"
        (found,) = frame.query(cell).to_dict("records")
        assert (found["status"], found["text"], pd.isna(found["value"])) == ("slash", "/", True)


def test_the_package_describes_every_csv(released: Path) -> None:

    package = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {
        f"csv/{p.name}" for p in (released / "csv").iterdir()
    }
    for resource in package["resources"]:
        with (released / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) - 1 == resource["rows"]
        assert set(resource["schema"].get("primaryKey", [])) <= set(rows[0])


def test_the_package_is_valid_for_frictionless(released: Path) -> None:
    import frictionless

    report = frictionless.Package(str(released / "datapackage.json")).validate()
    assert not report.flatten(["name", "type", "note"])
    package = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert set(VIEWS) <= {resource["name"] for resource in package["resources"]}
    assert package["sources"][0]["title"].startswith(BY_HAND)


def test_no_key_has_more_digits_than_a_spreadsheet_keeps(released: Path) -> None:
    rounded = {}
    for path in [*(released / "csv").iterdir(), *(released / "labelled").iterdir()]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        rounded |= {
            (path.name, head[x]): cell
            for row in rows
            for x, cell in enumerate(row)
            if re.fullmatch(r"-?\d{16,}", cell)
        }
    assert not rounded
    keys = {f"r{key}" for key in pd.read_parquet(released / "parquet" / "reports")["report_id"]}
    assert set(pd.read_csv(released / "csv" / "reports.csv")["report_id"]) == keys


def test_it_says_how_to_cite_it_and_what_may_be_done_with_it(released: Path) -> None:
    build_of = released.name.removeprefix("gongkai-")
    cited = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["type"], cited["version"], cited["license"]) == ("dataset", build_of, "CC-BY-4.0")
    assert str(cited["date-released"]) == f"{build_of[:4]}-{build_of[4:6]}-{build_of[6:8]}"
    assert cited["references"][0]["version"] == "9.8.7"
    words = (released / "LICENSE.md").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in words and "Apache-2.0" in words and build_of in words
    assert "{" not in words + (released / "README.md").read_text(encoding="utf-8")


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one", extra=(*HOSTILE, *HARMLESS)), tmp_path / "out").folder
    with (release / "csv" / "sections.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert [t for t in texts if t.startswith("'")] == [f"'{text}" for text in HOSTILE]
    assert set(HARMLESS) <= set(texts)
    assert set(HOSTILE) <= set(pd.read_parquet(release / "parquet" / "sections")["text"])  # as printed
    for path in (release / "workbooks").rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert not [c.coordinate for row in sheet for c in row if c.data_type == "f"]


def test_the_next_release_says_what_it_changes(tmp_path: Path) -> None:
    first = export(build(tmp_path / "one"), tmp_path / "out", "none", with_views=False).folder
    assert not {f"{view}.csv" for view in VIEWS} & {path.name for path in (first / "csv").iterdir()}
    second = export(build(tmp_path / "two", "9"), tmp_path / "out", "none").folder
    assert releases(tmp_path / "out") == [second, first]
    words = (second / "CHANGES.md").read_text(encoding="utf-8")
    assert first.name in words and "Values changed: 1" in words
    (change,) = pd.read_csv(second / "changes.csv").to_dict("records")
    assert (change["cell"], change["value_before"], change["value"]) == ("t3.requests_new.total", 7, 9)


def test_a_release_from_before_files_kept_their_names_is_compared_with(tmp_path: Path) -> None:
    first = export(build(tmp_path / "one"), tmp_path / "out", "none").folder
    for path in (first / "parquet" / "reports").rglob("*.parquet"):
        pd.read_parquet(path).drop(columns="original_name").to_parquet(path)
    second = export(build(tmp_path / "two", "9"), tmp_path / "out", "none").folder
    assert "Values changed: 1" in (second / "CHANGES.md").read_text(encoding="utf-8")
