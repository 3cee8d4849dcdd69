"""Values that a row has too many: which are never dropped."""

from __future__ import annotations

from tests.unit.recognise.made_tokens import row, token
from tests.unit.recognise.test_candidates import THREE, of_dump, said, texts


def test_a_word_with_a_figure_is_not_dropped() -> None:
    """It may begin the next value."""
    assert texts(of_dump("1 | 168。 | 65 | 4")) == []


def test_of_values_from_several_lines_of_a_page_none_is_dropped() -> None:
    """The one on another line may be the rest of one that was broken."""
    fields = [
        token("7", 2, box=(12.0, 20.0, 15.0, 28.0)),
        *(token("5", 3, box=(x, 24.0, x + 5, 32.0)) for x in (12.0, 32.0, 52.0)),
    ]
    assert texts(said(row("t2", THREE, fields))) == []
    assert len(texts(said(row("t2", THREE, [t._replace(line=3) for t in fields])))) == 4


def test_as_many_values_as_cells_from_several_lines_of_a_page_are_not_all_there_is() -> None:
    """Where nothing tells whether each is under its own column, one may be half of what its cell holds."""
    fields = [
        token("5", 3, box=(12.0, 24.0, 17.0, 32.0)),
        token("6", 3, box=(32.0, 24.0, 37.0, 32.0)),
        token("7", 4, box=(52.0, 29.0, 57.0, 37.0)),
    ]
    assert texts(said(row("t2", THREE, fields))) == []
    assert texts(said(row("t2", THREE, [t._replace(line=3) for t in fields]))) == [("5", "6", "7")]
