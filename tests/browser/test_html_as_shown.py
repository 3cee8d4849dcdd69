"""A browser as the judge: what it shows in a cell is what is read there, or the cell is open."""

from __future__ import annotations

import random
from typing import Any

import pytest

from pipelines.read.web.html import read_html
from pipelines.values import parse
from tests.browser.seen_cells import shown
from tests.data.html_tricks import TRICKS, Set, laid
from tools.serving import new_page

SAMPLE = 300
NOT_ASKED = {"doubt"}  # a browser shows them somehow; people may overlook them


def sets() -> list[Set]:
    """A sample of the tricks that reach a cell through style rules, and all others."""
    chance = random.Random(1)
    asked = [trick for trick in TRICKS if trick.browser and trick.kind not in NOT_ASKED]
    few = chance.sample(asked, SAMPLE)
    others = [
        trick for trick in asked if trick.kind not in ("hidden", "struck", "raised") and trick not in few
    ]
    return [laid(trick, f"n{at}q", 7315 + 3 * at, 1 + at % 9) for at, trick in enumerate(few + others)]


@pytest.fixture(scope="module")
def seen(browser: Any) -> list[tuple[Set, str | None]]:
    """Each trick with what the browser shows."""
    pytest.importorskip("PIL", reason="the extra `scan` is not installed")
    made = sets()
    page = new_page(browser, 1280, 720)
    figures = shown(page, [one.css for one in made], [one.cell for one in made])
    page.close()
    return list(zip(made, figures))


def test_the_tricks_show_what_they_claim(seen: list[tuple[Set, str | None]]) -> None:
    wrong = [(one.css, one.cell, one.seen, figure) for one, figure in seen if one.seen not in (None, figure)]
    assert not wrong


def test_what_a_browser_shows_is_read_or_left_open(seen: list[tuple[Set, str | None]]) -> None:
    read = 0
    for one, figure in seen:
        page = f"<!doctype html><style>{one.css}</style><table><tr><td>甲</td>{one.cell}</table>"
        cell = read_html(page).blocks[0].rows[0][1]
        value = parse(cell.text)
        assert value.status in ("number", "unreadable", "blank"), (one.css, one.cell, cell)
        if value.status != "unreadable":
            assert cell.text.strip() == figure, (one.css, one.cell)
            read += 1
    assert read > 0.9 * len(seen) - 40
