"""Marks of direction within a text: what counts is the order in which its characters are seen."""

from __future__ import annotations

from pipelines.read.web.html import read_html


def test_an_override_shows_the_figures_from_right_to_left() -> None:
    page = "<table><tr><td>甲</td><td>\u202e12\u202c</td></tr><tr><td>乙</td><td>34</td></tr></table>"
    rows = read_html(page).blocks[0].rows
    assert [row[1].text for row in rows] == ["21", "34"]
