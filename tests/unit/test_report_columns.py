"""The columns of a report: one entry and one value make a column from the shard to `check`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from findings import one_report
from pipelines import report_columns
from pipelines.batch import shards
from pipelines.model import Filing
from pipelines.offices.identify import identify
from pipelines.report import report_of
from warehouse import schema
from warehouse.build import build

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "raw/2022/qinghe-2022.html"
CACHES = (
    *(report_columns.report_columns, report_columns.stored_types),
    *(shards.shard_columns, schema.tables),
)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the list that a test may change."""
    copy = tmp_path / "report_columns.yml"
    copy.write_text(report_columns.FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(report_columns, "FILE", copy)
    for cached in CACHES:
        cached.cache_clear()
    yield copy
    for cached in CACHES:
        cached.cache_clear()


def add(listed: Path, entry: str) -> None:
    with listed.open("a", encoding="utf-8") as file:
        file.write(entry + "\n")


@pytest.mark.parametrize(
    ("entry", "maker", "value"),
    [
        pytest.param(
            "found_in: [reading, INTEGER, 印出的数字个数, Numbers printed]",
            "READING",
            lambda report: report.statement.numbers_found,
            id="made-by-reading",
        ),
        pytest.param(
            "size: [filing, BIGINT, 文件大小, Size of the file]",
            "FILING",
            lambda filing: filing.size,
            id="known-of-the-file",
        ),
    ],
)
def test_a_new_column_is_an_entry_and_its_value(
    entry: str, maker: str, value: object, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = entry.split(":")[0]
    add(listed, entry)
    monkeypatch.setitem(getattr(report_columns, maker), name, value)
    data = SAMPLE.read_bytes()
    filing = Filing("qinghe-2022.html", hashlib.sha256(data).hexdigest(), len(data))
    report = report_of(filing, data)
    expected = report.statement.numbers_found if maker == "READING" else len(data)
    assert expected > 0

    shards.write([shards.rows(report, "1")], tmp_path / "shard")
    frames = identify([filing], [tmp_path / "shard"])
    mapping = {k: frames[k] for k in frames if k.startswith("office_")}
    draft = tmp_path / "draft.duckdb"
    build(
        *(draft, [tmp_path / "shard"], frames["reports"], frames["offices"], frames["filings"]),
        issues=frames["issues"],
        mapping=mapping,
    )
    with duckdb.connect(str(draft), read_only=True) as connection:
        assert connection.execute(f"SELECT {name} FROM reports").fetchall() == [(expected,)]

    with duckdb.connect() as connection:
        schema.create(connection, comments=False)
        rows = one_report._rows(report)["reports"]
        one_report._insert(connection, "reports", rows, tmp_path / "reports.json")
        assert connection.execute(f"SELECT {name} FROM reports").fetchall() == [(expected,)]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        pytest.param(
            "pages: [reading, INTEGER, 页数, Pages]",
            "report_columns.yml: pages: reading makes no value for it",
            id="no-value-by-reading",
        ),
        pytest.param(
            "size: [filing, BIGINT, 大小, Size]",
            "report_columns.yml: size: filing makes no value for it",
            id="no-value-of-the-file",
        ),
        pytest.param("size: [BIGINT, 大小, Size]", "report_columns.yml: size: ", id="no-maker"),
        pytest.param(
            "size: [archive, BIGINT, 大小, Size]",
            "report_columns.yml: size: 'archive' makes no values; known are reading, filing, office",
            id="a-maker-that-is-none",
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_file_and_column(entry: str, complaint: str, listed: Path) -> None:
    add(listed, entry)
    with pytest.raises(ValueError, match="report_columns") as raised:
        report_columns.report_columns()
    assert str(raised.value).startswith(complaint)


def test_a_value_without_an_entry_is_refused(listed: Path) -> None:
    text = listed.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("title:")]
    listed.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"report_columns\.yml: title: reading makes its value, but it is not listed"
    ):
        report_columns.report_columns()


def test_a_column_of_the_office_that_nobody_fills_is_refused(listed: Path) -> None:
    add(listed, "successor_id: [office, BIGINT, 后继机关, Its successor]")
    with pytest.raises(ValueError, match=r"report_columns\.yml: successor_id: office makes no value for it"):
        identify([], [])
