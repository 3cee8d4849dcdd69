"""Readers measured -> docs/formats.md: how the cells of the same reports come out of every format.
`make docs` writes it.
"""

from __future__ import annotations

from pathlib import Path

from tests.data.matrix import BARE, CONDITIONS, FORMATS, Tally, measure

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
HEAD = """\
# Formats

Written by `make docs`; a test proves it current.

The same four reports in every format: of both editions, one with a number in every cell whose sums hold, and one as
offices fill them in, with blank cells, "/" and "—" instead of 0, and six figures that are wrong. Counted are cells:

- **right**: value and kind as printed;
- **flagged**: left open, with an issue that says why, or the whole file quarantined;
- **silent**: anything else, so a wrong value given as good. There is none; a test holds this page to what is read.

| right / flagged / silent | clean | page-cut | damaged |
|---|---|---|---|
"""
FOOT = """
`page-cut`: table 2 breaks inside a block and table 3 twice inside a group, in the middle of the group's label, with the
number of the page between; once with the headings printed again, once without. A PDF then has no ruling at the cut.

`damaged`: the file cut short, a sector of it empty, eight bytes changed, two rows gone, five row labels gone or halved.
A container with checksums is opened whole or not at all, so most of its cells are then flagged; a text is read as far
as it is whole. Where a file ends inside a table, its last row is left open.

A dump of text has no cell for what is blank (one with commas has), so a row with blanks is read only where sums across
rows bear it out (tabs and pipes: where the dump has a field for each cell); figures without anything between them
mostly stay open.

What no reader can see: a byte that turns one figure into another where nothing guards it. So no byte is changed into a
figure here, and none at all in {bare}. Then the only sign is a sum of the form that no longer holds: a
finding.

Scans and pictures are measured apart, as they are recognised, not read: see [architecture](architecture.md).
"""


def page(tallies: dict[tuple[str, str], Tally]) -> str:
    """The page for these tallies, by format and condition."""
    rows = []
    for format in FORMATS:
        cells = (tallies[format, condition] for condition in CONDITIONS)
        rows.append(
            " | ".join([f"| {format}", *(f"{t.right} / {t.flagged} / {len(t.silent)}" for t in cells)]) + " |"
        )
    return HEAD + "\n".join(rows) + "\n" + FOOT.format(bare=", ".join(BARE))


def measured() -> dict[tuple[str, str], Tally]:
    """Every format in every condition."""
    return {(format, condition): measure(format, condition) for format in FORMATS for condition in CONDITIONS}


def pages() -> dict[Path, str]:
    """The text of the page."""
    return {PAGE: page(measured())}
