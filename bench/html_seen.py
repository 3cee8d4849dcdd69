"""Reports as web pages in which some cells show something other than the text in them, and what
becomes of each cell.

    python -m bench.html_seen [COUNT] [SEED]

Prints the counts by kind of trick. A figure that is not the one that is seen is `silent`; one where
nothing is to be seen is `invented`; a cell that is called blank, though something is seen in it, is
`lost`. Exits with 1 if there is any, or if a cell without a trick is not read.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field

from pipelines.model import DOUBTFUL, Fact, Filing
from pipelines.report import report_of
from tests.data.forms import Filled
from tests.data.forms_html import html
from tests.data.html_tricks import Set, any_trick
from tests.data.torn import figures

TRICKED = 6  # cells of a page
_DRESS = (
    "",
    "body{color:#333;background:#fff;font:14px/1.8 宋体} .nav"
    " a{display:inline-block;color:#fff;background:#0a58a5}"
    " .clear:after{content:'';display:block;clear:both;height:0;visibility:hidden} .hide,.tab{display:none}"
    " a:hover{color:red} @media print{.nav{display:none}} @media (max-width:768px){td{display:block}}",
    "p.MsoNormal{mso-style-unhide:no;margin:0cm;text-align:justify;font-size:10.5pt;font-family:等线}"
    " @font-face{font-family:宋体;panose-1:2 1 6 0 3 1 1 1 1 1} @page WordSection1{size:595.3pt 841.9pt}"
    " span.GramE{mso-gram-e:yes} table.MsoTable{mso-style-name:普通表格;font-size:10.0pt}",
    "table{border-collapse:collapse;position:relative} tr:nth-child(even){background:#f5f5f5}"
    " th{background:#036;color:#fff}",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """`tricks` by the code of their cell; `filled` holds what the other cells print."""

    data: bytes
    filled: Filled
    tricks: dict[str, Set]


@dataclass
class Outcome:
    """Counts by (kind of trick, what became of its cell), and what should not have happened."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def page(seed: int, tricked: int = TRICKED) -> Page:
    """A page that is the same for the same seed."""
    chance = random.Random(seed)
    edition = chance.choice(("f2019", "f2021"))
    printed = figures(chance, edition, sums_hold=True)
    codes = chance.sample(sorted(printed), tricked)
    tricks = {code: any_trick(chance, f"k{number}z") for number, code in enumerate(codes)}
    marks = {code: f"8080{number:02}8080" for number, code in enumerate(codes)}
    filled = Filled("某县某局", 2022 if edition == "f2021" else 2020, edition, {**printed, **marks})
    plain = {
        "nested": chance.random() < 0.3,
        "ghosts": chance.random() < 0.3,
        "unmerged": chance.random() < 0.3,
    }
    text = html(filled, **plain).decode()
    for code, trick in tricks.items():
        cell = re.compile(rf"<td([^>]*)><p><span>{marks[code]}</span></p></td>")
        text, count = cell.subn(lambda match: trick.cell.replace("<td", f"<td{match[1]}", 1), text)  # noqa: B023
        assert count == 1, code
    rules = "\n".join(trick.css for trick in tricks.values())
    text = text.replace("</style>", f"{chance.choice(_DRESS)}</style><style>{rules}</style>", 1)
    return Page(text.encode(), Filled("某县某局", filled.year, edition, printed), tricks)


def judge(made: Page, out: Outcome) -> None:
    """Read the page, and count what became of its cells."""
    report = report_of(Filing("", "0", 1), made.data)
    facts = {fact.code: fact for fact in report.facts}
    for code, text in made.filled.figures.items():
        fact = facts.get(code)
        if (trick := made.tricks.get(code)) is None:
            became = "right" if fact is not None and fact.value == float(text) else "spoilt"
            out.counts["plain", became] += 1
        else:
            became = _became(trick, fact)
            out.counts[trick.trick.kind, became] += 1
        if became not in ("right", "open"):
            printed = fact.text if fact else None
            out.faults.append(
                f"{became} {code}: {printed!r} {trick.css if trick else ''} {trick.cell if trick else text}"
            )


def _became(trick: Set, fact: Fact | None) -> str:
    if fact is None or fact.status in DOUBTFUL:
        return "right" if trick.seen is None else "unread" if trick.trick.read else "open"
    if fact.status == "blank":
        return "right" if trick.seen == "" else "lost"
    if not trick.seen:
        return "invented" if trick.seen == "" else "silent"
    return "right" if fact.value == float(trick.seen) else "silent"


def run(count: int, seed: int) -> Outcome:
    """So many pages."""
    out = Outcome()
    for number in range(count):
        judge(page(seed * 1_000_003 + number), out)
    return out


def table(out: Outcome) -> str:
    """The counts, a line for each kind."""
    names = sorted({name for _, name in out.counts})
    lines = ["".join(f"{name:>11}" for name in ("", *names))]
    for kind in sorted({kind for kind, _ in out.counts}):
        lines.append("".join([f"{kind:>11}", *(f"{out.counts[kind, name]:11,}" for name in names)]))
    return "\n".join(lines)


def main(count: int = 1000, seed: int = 1) -> int:
    """Run and print. Gives the exit code."""
    out = run(count, seed)
    print(table(out))
    for fault in out.faults[:40]:
        print("✗", fault)
    print(f"{count} pages, seed {seed}: {len(out.faults)} faults")
    return 1 if out.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
