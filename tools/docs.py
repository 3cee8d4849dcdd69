"""Writes every generated page: `make docs`, or `python -m tools.docs NAME...` for some of them.
Tests compare each page with what is written here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools import formats_page, outputs, rules_page

ROOT = Path(__file__).parents[1]
SUBJECTS: dict[str, Callable[[], dict[Path, str]]] = {
    "outputs": outputs.pages,
    "rules": rules_page.pages,
    "formats": formats_page.pages,
}
"""Name of what is shown -> the pages that show it, each with its text."""


def main(names: list[str]) -> int:
    """Write the pages of these subjects, of all if none is named, and list them."""
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    for name in names or SUBJECTS:
        for path, text in SUBJECTS[name]().items():
            changed = path.read_text(encoding="utf-8") != text
            path.write_text(text, encoding="utf-8")
            print(f"{'changed' if changed else 'current':8} {path.relative_to(ROOT)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
