"""A date as a page prints it -> ISO, or nothing: no date is made up."""

from __future__ import annotations

import pytest

from pipelines.read.dates import iso_date

DATES: dict[str, str | None] = {
    "2024-01-31": "2024-01-31",
    "2024/1/31": "2024-01-31",
    "2024.1.31": "2024-01-31",
    "2024年1月31日": "2024-01-31",
    "2024 年 1 月 31 日": "2024-01-31",
    "发布日期：2024-03-05 15:44": "2024-03-05",
    "2024-01-31，2025-01-31": "2024-01-31",
    "2024-02-29": "2024-02-29",
    "2023-02-29": None,
    "2024-13-01": None,
    "2024-00-10": None,
    "2024-1-311": None,
    "1999-01-31": None,
    "2024年1月": None,
    "２０２４-01-31": None,
    "20240131": None,
    "": None,
}


@pytest.mark.parametrize(("text", "iso"), DATES.items(), ids=repr)
def test_a_date_is_read_as_it_is_printed(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso
