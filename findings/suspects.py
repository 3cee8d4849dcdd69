"""Which single cell explains all sums of a table that do not hold, and by how much it would have to
differ.

A hint for whoever looks for the slip: it is named beside the findings and never stored as a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from expectations.rules import load
from expectations.sums import equations

Place = tuple[str, str]
"""Rule and scope of a finding."""


@lru_cache(maxsize=1)
def _sides() -> dict[str, dict[Place, int]]:
    """Cell -> the sums that it stands in: 1 for one of the parts, -1 for the stated figure."""
    found: dict[str, dict[Place, int]] = {}
    for rule in load().values():
        for equation in equations(rule.of[0], rule.editions) if rule.check == "sum" else ():
            for cells, side in ((equation.left, 1), (equation.right, -1)):
                for cell in cells:
                    found.setdefault(cell, {})[rule.code, equation.scope] = side
    return found


def suspects(broken: Mapping[Place, float]) -> list[tuple[str, float, frozenset[Place]]]:
    """The cells that explain the broken sums of one report, `broken` giving the gap (stated less
    expected) of each.

    A cell is named with the change that would mend it and the findings it explains, if it stands in
    all broken sums of its table, in no other, all of them are mended by the same change, and no
    other cell is like that. One broken sum alone says nothing about which of its cells is wrong.
    """
    out = []
    for table in sorted({rule.split(".")[0] for rule, _ in broken}):
        gaps = {place: gap for place, gap in broken.items() if place[0].startswith(f"{table}.")}
        if len(gaps) < 2:
            continue
        fitting = []
        for cell, sides in _sides().items():
            changes = {round(gaps[place] * side, 9) for place, side in sides.items() if place in gaps}
            if sides.keys() == gaps.keys() and len(changes) == 1:
                fitting.append((cell, changes.pop()))
        if len(fitting) == 1:
            out.append((*fitting[0], frozenset(gaps)))
    return out
