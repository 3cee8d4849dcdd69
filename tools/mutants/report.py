"""What became of the mutants, as a table, a list of survivors and a page of the docs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from tools.mutants.changes import Mutant, mutants
from tools.mutants.trial import Outcome

Known = dict[str, tuple[str, str]]
"""Name of a survivor that was looked at -> `equivalent` or `accepted`, and why."""

HEAD = """# Mutants

`make mutants` changes a line of the core, runs the tests that belong to that file, and puts the
line back: a comparison turned or moved by its boundary, `and` for `or`, an operand or a `not` left
out, a condition always or never true, a number one more or less, nothing returned, a statement left
out, plus for minus, `min` for `max`. A change that no test notices is a fault that nothing would
notice either. What is tried is a sample, drawn by a seed; which files, and which tests are theirs,
is data (`tools/mutants/plan.yml`). Below the threshold it ends with exit status 1.

This page is generated (`python -m tools.mutants --docs`); the reasons are in
`tools/mutants/known.yml`.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant of a file and what its tests said."""

    file: str
    mutant: Mutant
    outcome: Outcome

    @property
    def name(self) -> str:
        """By which known.yml names it."""
        return f"{self.file} {self.mutant.function}: {self.mutant.change}"

    @property
    def survived(self) -> bool:
        """Whether the tests did not notice it."""
        return self.outcome not in ("killed", "loops")


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one sample; `processor_minutes` of all tests together."""

    seed: int
    minutes: float
    processor_minutes: float
    results: list[Tried]

    @property
    def head(self) -> str:
        """In one line."""
        return (
            f"Seed {self.seed}, {len(self.results)} mutants, {self.minutes:.1f} minutes"
            f" ({self.processor_minutes:.1f} of processor time)"
        )


def known(root: Path, entries: dict[str, list[dict[str, str]]]) -> tuple[Known, list[str]]:
    """The entries of known.yml by name, and what is wrong with them: a change that is no longer
    possible, or no reason."""
    out: Known = {}
    wrong = []
    possible: dict[str, set[str]] = {}
    for kind in ("equivalent", "accepted"):
        for entry in entries[kind]:
            file, why = entry["file"], entry.get("why", "")
            path = root / file
            if file not in possible:
                every = mutants(path.read_bytes()) if path.exists() else []
                possible[file] = {f"{m.function}: {m.change}" for m in every}
            name = f"{entry['function']}: {entry['change']}"
            if name not in possible[file]:
                wrong.append(f"known.yml: {file} {name} is no mutant any more")
            elif not why.strip():
                wrong.append(f"known.yml: {file} {name} has no reason")
            out[f"{file} {name}"] = kind, why
    return out, wrong


def equivalent(one: Tried, names: Known) -> bool:
    """Whether known.yml says that no input tells it from the code."""
    return names.get(one.name, ("", ""))[0] == "equivalent"


def table(results: list[Tried], plan: dict[str, Any], names: Known) -> tuple[str, list[str]]:
    """A line for all, each room and each file: killed / total, equivalent ones left out; and the
    rooms below the threshold."""
    telling = [t for t in results if not (t.survived and equivalent(t, names))]
    lines = ["| file | killed | of | % |", "|---|--:|--:|--:|", _row("**all**", telling)]
    low = ["all"] if _is_low(telling, plan) else []
    for room, patterns in plan["rooms"].items():
        counted = [t for t in telling if any(fnmatch(t.file, pattern) for pattern in patterns)]
        if not counted:
            continue
        lines.append(_row(f"**{room}**", counted))
        if _is_low(counted, plan):
            low.append(room)
        for file in dict.fromkeys(t.file for t in counted):
            lines.append(_row(f"`{file}`", [t for t in counted if t.file == file]))
    return "\n".join(lines), low


def _is_low(counted: list[Tried], plan: dict[str, Any]) -> bool:
    threshold: int = plan["threshold"]
    return 100 * sum(not t.survived for t in counted) < threshold * len(counted)


def _row(name: str, counted: list[Tried]) -> str:
    killed = sum(not t.survived for t in counted)
    return f"| {name} | {killed} | {len(counted)} | {100 * killed // max(len(counted), 1)} |"


def survivors(results: Iterable[Tried], names: Known) -> str:
    """The survivors that are not in known.yml, a line each."""
    new = [t for t in results if t.survived and t.name not in names]
    return "\n".join(
        f"{t.file}:{t.mutant.line} {t.mutant.function}: {t.mutant.change} ({t.outcome})" for t in new
    )


def page(runs: list[Run], plan: dict[str, Any], names: Known) -> str:
    """The page of the docs: of each run the table and its survivors, and all known ones with
    reasons."""
    aim = f"At least {plan['threshold']} % of each room and of all are to be killed."
    parts = [HEAD, aim]
    for run in runs:
        rows, _ = table(run.results, plan, names)
        parts += [f"## {run.head}", rows]
        if new := survivors(run.results, names):
            lines = "\n".join(f"- `{line}`" for line in new.splitlines())
            parts.append("Survivors of this run:\n\n" + lines)
    for kind, words in (
        ("equivalent", "Equivalent: no input tells them from the code"),
        ("accepted", "Accepted: they differ, and no test of the module says so"),
    ):
        if some := [f"- `{name}`: {why}" for name, (k, why) in names.items() if k == kind]:
            parts.append(f"## {words}\n\n" + "\n".join(some))
    return "\n\n".join(parts) + "\n"
