"""Pages that would cost a parser more than there is time for are refused; large ones that do not
are read."""

from __future__ import annotations

import pytest

from pipelines.read.web.cost import too_costly
from pipelines.read.web.html import read_html

COSTLY = {
    "closed blocks inside each other": "<div>" * 30_000 + "</div>" * 30_000,
    "open blocks inside each other": "<div>" * 30_000,
    "attributes with values": "<p " + " ".join(f"a{i}=1" for i in range(60_000)) + ">",
    "attributes without values": "<p " + " ".join(f"a{i}" for i in range(60_000)) + ">",
    "attributes that hold tag ends": "<p " + " ".join(f"a{i}='>'" for i in range(60_000)) + ">",
    "formatting that is never closed": "".join(f"<p><font size={i}>" for i in range(6_000)),
    "tags": "<b>" * 400_001,
    "ends of what is not open": "<abbr></div>" * 60_000,
    "ends of what is not open, in a drawing": "<svg>" + "<a></p>" * 60_000,
    "blocks in what is never closed": "<abbr><p>" * 60_000,
    "closed elements around ends": "<span>" * 60_000 + "</div>" * 60_000 + "</span>" * 60_000,
    "options": "<select>" + "<option>1" * 10_001 + "</select>",
}
LARGE = {
    "a style": "<p style='" + "color:red;" * 40_000 + "'>1</p>",
    "an address": f"<img src='data:image/png;base64,{'a=' * 300_000}'>1",
    "paragraphs": "<p class=a title='b' lang=zh>1</p>" * 30_000,
    "blocks behind each other": "<div><div>1</div></div>" * 20_000,
    "closed formatting": "<p><font size=1><b>1</b></font></p>" * 9_000,
    "spans inside each other": "<span>" * 100_000 + "1" + "</span>" * 100_000,
    "formatting closed crosswise": "<p><b><i>1</b></i></p>" * 30_000,
    "options": "<select>" + "<option>1</option>" * 10_000 + "</select>",
    "pictures and lines": "<div><img><br><hr></div>" * 30_000,
    "cells": "<table>" + "<tr><td>1<td>2" * 20_000 + "</table>",
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_refused(name: str) -> None:
    document = read_html(COSTLY[name])
    assert [issue.code for issue in document.issues] == ["read.too_large"]
    assert not document.blocks


@pytest.mark.parametrize("name", LARGE)
def test_what_is_read(name: str) -> None:
    assert not too_costly(LARGE[name])


@pytest.mark.parametrize(
    "rules",
    [
        "".join(f".a{i}{{display:none}}" for i in range(70_000)),
        "p:has(b b b b b) ~ p ~ p ~ p ~ p{display:none}",
    ],
    ids=["rules", "questions"],
)
def test_style_sheets_beyond_measure_are_refused(rules: str) -> None:
    page = f"<style>{rules}</style>" + "<p>1<b><b>2</b></b></p>" * 3000 + "<table><tr><td>1<td>2</table>"
    assert [issue.code for issue in read_html(page).issues] == ["read.too_large"]


def test_many_marks_of_notes_cost_no_patience() -> None:
    """With the square of their number this would take minutes."""
    document = read_html("<p>" + "12<sup>3</sup>" * 30_000)
    assert len(document.blocks[0].rows[0][0].text) == 60_000
