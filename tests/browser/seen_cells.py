"""What a browser shows in cells of a page: digit by digit, by where each is drawn and whether there
is ink."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

BATCH = 30  # cells of a page
INK = 60  # of 255; by so much what is drawn differs from what it is drawn on
_MAIN = 0.85  # of the height of the largest digit; lower ones are marks
_OFF_LINE = 0.15  # of that height; those that stand so far above or below the line are marks, too

_DIGITS = r"""
() => [...document.querySelectorAll('td.asked')].map(cell => {
  const digits = [], box = cell.getBoundingClientRect();
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    let struck = false;
    for (let at = node.parentElement; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      struck = struck || style.textDecorationLine.includes('line-through');
      if (at === cell || style.float !== 'none' || style.position === 'absolute'
          || style.display.startsWith('inline-')) break;
    }
    for (let i = 0; i < node.length; i++) {
      if (!/\d/.test(node.data[i])) continue;
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const r = range.getBoundingClientRect();
      const on_top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
      digits.push({text: node.data[i], left: r.left, top: r.top, right: r.right, bottom: r.bottom, struck,
                   reached: on_top !== null && node.parentElement.contains(on_top)});
    }
  }
  return {digits, left: box.left, top: box.top, right: box.right, bottom: box.bottom};
})
"""


def shown(page: Any, rules: Sequence[str], cells: Sequence[str]) -> list[str | None]:
    """The figure that a person sees in each cell: empty where there is none, None where all that is
    to be seen is struck out."""
    out: list[str | None] = []
    for start in range(0, len(cells), BATCH):
        rows = "".join(
            f"<tr><td>甲</td>{cell.replace('<td', '<td data-asked', 1)}</tr>"
            for cell in cells[start : start + BATCH]
        )
        page.set_viewport_size({"width": 1280, "height": 90 * BATCH})
        page.set_content(
            "<!doctype html><style>td{height:40px;width:300px;font:16px sans-serif}"
            f"{' '.join(rules[start : start + BATCH])}</style><table border=1>{rows}</table>"
        )
        page.evaluate(
            "document.querySelectorAll('[data-asked]').forEach(cell => cell.classList.add('asked'))"
        )
        drawn = _pixels(page.screenshot())
        out += [_figure(cell, drawn) for cell in page.evaluate(_DIGITS)]
    return out


def _pixels(picture: bytes) -> Any:
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)


def _figure(cell: dict[str, Any], drawn: Any) -> str | None:
    seen = [digit for digit in cell["digits"] if _has_ink(digit, cell, drawn)]
    live = [digit for digit in seen if not digit["struck"]]
    if not live:
        return None if seen else ""
    height = max(digit["bottom"] - digit["top"] for digit in live)
    large = [digit for digit in live if digit["bottom"] - digit["top"] >= _MAIN * height]
    line = sorted(digit["bottom"] for digit in large)[len(large) // 2]
    main = [digit for digit in large if abs(digit["bottom"] - line) < _OFF_LINE * height]
    return "".join(digit["text"] for digit in sorted(main, key=lambda digit: float(digit["left"])))


def _has_ink(digit: dict[str, Any], cell: dict[str, Any], drawn: Any) -> bool:
    left, right = max(digit["left"], cell["left"]), min(digit["right"], cell["right"])
    top, bottom = max(digit["top"], cell["top"] - 4), min(digit["bottom"], cell["bottom"] + 4)
    if right - left < 2 or bottom - top < 3 or not digit["reached"]:
        return False
    part = drawn[int(top) + 1 : int(bottom), int(left) + 1 : int(right)]
    return bool(part.size) and int((part.max(axis=(0, 1)) - part.min(axis=(0, 1))).max()) > INK
