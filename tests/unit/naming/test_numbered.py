"""Names that count are told from names that only have numbers in them."""

from __future__ import annotations

import pytest

from pipelines.naming.numbered import counted


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["1.jpg", "2.jpg"], [0, 1]),
        (["2.jpg", "10.jpg", *(f"{n}.jpg" for n in (1, 3, 4, 5, 6, 7, 8, 9))], [2, 0, *range(3, 10), 1]),
        (["表二.docx", "表一.docx", "表三.xlsx"], [1, 0, 2]),
        (["第１页.jpg", "第2页.jpg"], [0, 1]),
        (["2023年报(0).png", "2023年报(1).png"], [0, 1]),
        (["page-01.jpg", "page-02.jpg"], [0, 1]),
    ],
    ids=["numbers", "ten after nine", "numerals", "full width", "from 0", "with zeros"],
)
def test_they_count(names: list[str], order: list[int]) -> None:
    assert counted(names) == order


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["1.jpg"],
        ["1.jpg", "1.png"],
        ["1.jpg", "3.jpg"],
        ["2.jpg", "3.jpg"],
        ["2021.doc", "2022.doc"],
        ["IMG_2031.jpg", "IMG_2032.jpg"],
        ["1-1.jpg", "2-2.jpg"],
        ["民政局1.doc", "财政局2.doc"],
        ["正文.docx", "附表.xlsx"],
        ["表千.docx", "表万.docx"],
        ["1" * 5000 + ".jpg", "2" * 5000 + ".jpg"],
    ],
    ids=lambda names: "、".join(names)[:40] or "none",
)
def test_they_do_not(names: list[str]) -> None:
    assert counted(names) is None
