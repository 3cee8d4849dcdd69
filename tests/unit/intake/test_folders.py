"""Which files were laid in together, so that they may be one report."""

from __future__ import annotations

import pytest

from pipelines.intake.folders import MOST, folders
from pipelines.model import Filing

NIGHT, LATER = "2024-01-20T02:00:00.000Z", "2024-03-01T02:00:00.000Z"


def dropped(name: str, at: str = NIGHT) -> Filing:
    return Filing(f"archive/sha256/aa/{name}", f"{name}{at}", 1, taken_at=at, given_name=name)


def own(path: str) -> Filing:
    return Filing(path, path, 1)


CRAWLED = [Filing(f"archive/sha256/aa/{n}", str(n), 1, taken_at=NIGHT) for n in (1, 2)]


@pytest.mark.parametrize(
    ("filings", "names"),
    [
        ([dropped("x/2.jpg"), dropped("x/1.jpg"), dropped("y/1.jpg")], [["x/1.jpg", "x/2.jpg"]]),
        ([dropped("1.jpg"), dropped("2.jpg")], []),
        ([own("2023/x/1.jpg"), own("2023/x/2.jpg"), own("2023/3.jpg")], [["2023/x/1.jpg", "2023/x/2.jpg"]]),
        ([own("1.jpg"), own("2.jpg")], []),
        ([dropped("x/1.jpg"), dropped("x/2.jpg", LATER)], []),
        ([dropped("x/1.jpg"), dropped("x/2.jpg"), dropped("x/2.jpg", LATER)], [["x/1.jpg", "x/2.jpg"]]),
        ([dropped(f"x/{n}.jpg") for n in range(MOST + 1)], []),
        (CRAWLED, []),
        ([own("x/1.jpg"), Filing("x/2.jpg", "", 0)], []),
        ([own("x/1.jpg"), Filing("x/2.jpg", "2", 1, parts=(own("x/2.jpg"), own("x/3.jpg")))], []),
    ],
    ids=[
        *("dropped", "dropped without a folder", "in raw", "at the top of raw", "used again", "replaced"),
        *("too many", "crawled", "missing", "joined already"),
    ],
)
def test_folders(filings: list[Filing], names: list[list[str]]) -> None:
    assert [[f.given_name or f.path for f in group] for group in folders(filings)] == names
