"""Web pages whose tables have cells that the form has not: numbers of lines, remarks, a cell twice;
struck figures."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from tests.data.forms import render
from tests.data.matrix import Tally, fillings

Change = Callable[[list[str], random.Random], str]
CELL = re.compile(r"<td.*?</td>", re.DOTALL)


def _numbered(cells: list[str], chance: random.Random) -> str:
    return "".join(["<td>#</td>", *cells])


def _remarked(cells: list[str], chance: random.Random) -> str:
    return "".join([*cells, f"<td>{chance.choice(['', '', '附表', '5'])}</td>"])


def _remarked_twice(cells: list[str], chance: random.Random) -> str:
    return "".join([*cells, *(f"<td>{chance.choice(notes)}</td>" for notes in (["", "3", "0"], ["", "12"]))])


def _marked(cells: list[str], chance: random.Random) -> str:
    """A footnote here and there, whose figure then is none, and a blank cell before some rows."""
    row = re.sub(
        r"(\d)(</span>)", lambda m: m[1] + "①" + m[2] if chance.random() < 0.1 else m[0], "".join(cells)
    )
    return "<td></td>" + row if chance.random() < 0.2 else row


def _doubled(cells: list[str], chance: random.Random) -> str:
    return "".join([*cells, *(cells[-1:] if chance.random() < 0.1 else [])])


def _struck(cells: list[str], chance: random.Random) -> str:
    """A struck 9 before every tenth figure of three: `9 239` would be a figure with its thousands
    apart."""
    row = "".join(cells)
    return re.sub(r"<span>(?=\d{3}<)", lambda m: "<s>9</s>" + m[0] if chance.random() < 0.1 else m[0], row)


@pytest.mark.parametrize("change", [_numbered, _remarked, _remarked_twice, _marked, _doubled, _struck])
def test_cells_beside_those_of_the_form_move_no_figure(change: Change) -> None:
    tally = Tally()
    for name, filled in fillings():
        for seed in range(2):
            chance = random.Random(seed)
            rows = re.split(r"(?<=<tr>)(.*?)(?=</tr>)", render(filled, "html").decode(), flags=re.DOTALL)
            rows[1::2] = [
                change(CELL.findall(row), chance).replace("#", str(n)) for n, row in enumerate(rows[1::2], 1)
            ]
            tally.add(filled, "".join(rows).encode(), f"{name} {seed}")
    assert tally.silent == []
    assert tally.right > tally.flagged / 2
