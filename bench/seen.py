"""Documents as people see them, in every format and laid out in every way, and what becomes of each
cell.

    python -m bench.seen [COUNT] [SEED] [FORMAT ...]

Prints the counts by format and kind of change. A figure that is not the one that is seen is
`silent`; one where nothing is to be seen is `invented`; a cell that is called blank, though
something is seen in it, is `lost`. Exits with 1 if there is any, or if a cell of a clean document
is not read.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from pipelines.model import DOUBTFUL, NIL, Fact, Filing
from pipelines.report import report_of
from tests.data.seen.documents import FORMATS, Document, document

BECAME = ("right", "open", "silent", "lost", "invented", "spoilt")
FAULTS = frozenset(BECAME[2:])
CLEAN_OF = 8
"""One of so many documents is clean."""
_NIL = {"": "blank", "/": "slash", "—": "dash"}


@dataclass
class Outcome:
    """Documents and cells by (format, kind of change), and what should not have happened."""

    documents: Counter[tuple[str, str]] = field(default_factory=Counter)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def judge(made: Document, out: Outcome) -> None:
    """Read the document, and count what became of its cells."""
    report = report_of(Filing("", "0", 1), made.data)
    facts = {fact.code: fact for fact in report.facts}
    laid = made.laid
    kinds = set()
    for code, seen in laid.seen.items():
        kind = "clean" if made.clean else laid.kinds.get(code, "beside")
        kinds.add(kind)
        became = became_of(seen, facts.get(code))
        if kind == "clean" and became == "open" and not FORMATS[made.format].glued:
            became = "spoilt"
        out.counts[made.format, kind, became] += 1
        if became in FAULTS:
            read = facts[code].text if code in facts else None
            how = "; ".join([*laid.names, made.tricks.get(code, "")])
            out.faults.append(
                f"{became} {made.format} {made.seed} [{kind}] {code}:"
                f" printed {laid.before[code]!r}, seen {seen!r}, read {read!r} ({how})"
            )
    out.documents.update((made.format, kind) for kind in kinds)


def became_of(seen: str | None, fact: Fact | None) -> str:
    """What became of a cell in which this is seen; None where no one can tell."""
    if fact is None or fact.status in DOUBTFUL:
        return "right" if seen is None else "open"
    if fact.value is not None:
        if seen is None:
            return "silent"
        return "invented" if seen in _NIL else "right" if fact.value == float(seen) else "silent"
    if seen in _NIL:
        return "right" if fact.status in NIL else "lost"
    return "lost"


def run(count: int, seed: int, formats: list[str] | None = None) -> Outcome:
    """So many documents, formats in turn."""
    out = Outcome()
    names = formats or [*FORMATS]
    for number in range(count):
        at = number // len(names)
        judge(document(names[number % len(names)], seed * 1_000_003 + at, at % CLEAN_OF == 0), out)
    return out


def table(out: Outcome) -> str:
    """The counts, a line for each format and kind."""
    lines = [f"{'format':>9} {'kind':<34}{'documents':>10}" + "".join(f"{name:>10}" for name in BECAME)]
    for (format, kind), documents in sorted(out.documents.items()):
        counts = "".join(f"{out.counts[format, kind, name]:10,}" for name in BECAME)
        lines.append(f"{format:>9} {kind:<34}{documents:10,}{counts}")
    return "\n".join(lines)


def main(count: int = 1000, seed: int = 1, *formats: str) -> int:
    """Run and print. Gives the exit code."""
    start = time.perf_counter()
    out = run(count, seed, [*formats])
    print(table(out))
    for fault in out.faults[:400]:
        print("✗", fault)
    seconds = time.perf_counter() - start
    print(f"{count} documents, seed {seed}: {len(out.faults)} faults, {seconds:.0f} s")
    return 1 if out.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3]), *sys.argv[3:]))
