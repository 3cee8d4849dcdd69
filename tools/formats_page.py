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

The same four reports in every format: of each edition one with a number in every cell whose sums
hold, and one as offices fill them in, with blank cells, "/" and "—" instead of 0, and six wrong
figures. Cells are counted:

- **right**: value and kind as printed;
- **flagged**: left open, with an issue that says why, or the whole file quarantined;
- **silent**: anything else, that is, a wrong value given as good. There is none; a test compares
  this page with what is read.

| right / flagged / silent | clean | page-cut | damaged |
|---|---|---|---|
"""
FOOT = """
`page-cut`: table 2 breaks inside a block and table 3 twice inside a group, in the middle of the
group's label, with the page number between; once with the headings printed again, once without. A
PDF then has no ruling at the cut.

`damaged`: the file cut short, a sector of it empty, eight bytes changed, two rows gone, five row
labels gone or halved. A container with checksums is opened completely or not at all, so most of its
cells are then flagged; a text is read as far as it is intact. Where a file ends inside a table, its
last row is left open.

A text dump has no cell for what is blank (one with commas has), so a row with blanks is read only
where sums across rows bear it out (tabs and pipes: where the dump has a field for each cell).
Figures without anything between them mostly stay open.

No reader can see that a byte has turned one figure into another where nothing guards it. So no byte
is changed into a figure here, and none at all in {bare}. The only sign would be a sum
of the form that no longer holds: a finding.

Scans and pictures are measured separately, as they are recognised rather than read: see
[benchmarks](benchmarks.md#reading-scans).
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
