"""Values that a row has too many: which are never dropped."""

from __future__ import annotations

from pipelines.recognise.layout import Layout
from tests.unit.recognise.made_tokens import row, token
from tests.unit.recognise.test_candidates import THREE, of_dump, said, texts


def test_a_word_with_a_figure_is_not_dropped() -> None:
    """It may begin the next value."""
    assert texts(of_dump("1 | 168。 | 65 | 4")) == []


def test_of_values_from_several_lines_of_a_page_none_is_dropped() -> None:
    """The one on another line may be the rest of one that was broken."""
    across = Layout(spans={THREE: ((10, 20), (30, 40), (50, 60))})
    fields = [
        token("7", 2, box=(12.0, 20.0, 15.0, 28.0)),
        *(token("5", 3, box=(x, 24.0, x + 5, 32.0)) for x in (12.0, 32.0, 52.0)),
    ]
    assert texts(said(row("t2", THREE, fields), across)) == []
    assert len(texts(said(row("t2", THREE, fields)))) == 4
