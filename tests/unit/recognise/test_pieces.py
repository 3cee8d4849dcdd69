"""Files are pieces of one report only if nothing speaks against it and all of them are needed."""

from __future__ import annotations

import pytest

from pipelines.recognise.pieces import Piece, why_not_one


def piece(*tables: str, office: str | None = None, year: int | None = None, cell: str = "a.b") -> Piece:
    """A file that prints a cell of each of these tables."""
    return Piece(office, year, "f2021" if tables else "unknown", frozenset(f"{t}.{cell}" for t in tables))


FIRST = piece("t2", office="青禾县民政局", year=2023)


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ([FIRST, piece("t3"), piece("t4")], ""),
        ([piece(office="青禾县民政局", year=2023), piece("t2", "t3", "t4")], ""),
        ([FIRST, piece(), piece("t3", "t4", office="青禾县民政局")], ""),
        ([FIRST, piece("t3"), piece("t3", "t4", cell="c.d")], ""),
        ([FIRST, piece("t3", "t4", office="青禾县财政局")], "other"),
        ([FIRST, piece("t3", "t4", year=2022)], "other"),
        ([piece("t2", "t3", "t4", office="青禾县民政局", year=2023), piece()], "whole"),
        ([piece(office="青禾县民政局", year=2023), piece()], "nothing"),
        ([FIRST, piece("t3"), piece("t3", "t4")], "twice"),
        ([FIRST, piece("t3")], "lacking"),
        ([piece("t2"), piece("t3", "t4")], "lacking"),
        ([piece("t2", office="青禾县民政局"), piece("t3", "t4")], "lacking"),
    ],
    ids=[
        *("a table each", "title page", "prose page between", "a table goes on"),
        *("two offices", "two years", "one is whole", "no table", "printed twice"),
        *("a table is lacking", "no office", "no year"),
    ],
)
def test_pieces(pieces: list[Piece], why: str) -> None:
    assert why_not_one(pieces) == why
    assert why_not_one(pieces[::-1]) == why
