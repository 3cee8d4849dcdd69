"""Changes a sample of lines, one at a time, and counts how many the tests of that module notice.

    python -m tools.mutants [--seed N ...] [--sample N] [--processes N] [--only PART ...] [--docs]

Exit status 1 if a room falls below the threshold of plan.yml, 2 if known.yml names what is not
there or calls equivalent what a test notices, or if tests fail without any change.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tools.mutants.changes import Mutant, mutants, valid
from tools.mutants.report import Run, Tried, equivalent, known, page, survivors, table
from tools.mutants.trial import CleanRunFailed, Trials, die_with_parent, private_copy

ROOT = Path(__file__).resolve().parents[2]
DATA = Path("tools/mutants")


def tests_of(root: Path, file: str, also: dict[str, list[str]]) -> list[str]:
    """The test files that belong to a module, in the order of their names."""
    path = Path(file)
    folder = Path("tests/unit", *[p for p in path.parent.parts if p != "pipelines"])
    own = sorted(p.relative_to(root).as_posix() for p in (root / folder).glob(f"test_{path.stem}*.py"))
    return list(dict.fromkeys([*own, *also.get(file, [])]))


def chosen(root: Path, files: list[str], sample: int, least: int, seed: int) -> dict[str, list[Mutant]]:
    """A sample of each file's mutants, by its share of all and at least `least`; what is drawn of a
    file depends on its text and the seed alone."""
    sources = {file: (root / file).read_bytes() for file in files}
    every = {file: mutants(source) for file, source in sources.items()}
    total = sum(map(len, every.values())) or 1
    out = {}
    for file, candidates in every.items():
        random.Random(f"{seed} {file}").shuffle(candidates)
        wanted = max(least, round(sample * len(candidates) / total))
        drawn = []
        for mutant in candidates:
            if len(drawn) < wanted and valid(mutant, sources[file]):
                drawn.append(mutant)
        out[file] = sorted(drawn, key=lambda m: (m.line, m.start))
    return {file: drawn for file, drawn in out.items() if drawn}


_TREE: list[Path] = []  # the copy that this process works on


def _own_tree(root: Path, into: str) -> None:
    die_with_parent()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # threads do not survive a fork
    _TREE.append(private_copy(root, Path(into, f"tree{os.getpid()}")))


def _tried(file: str, tests: list[str], drawn: list[Mutant], seconds: float) -> list[Tried]:
    trials = Trials(_TREE[0], file, tests, seconds)
    return [Tried(file, mutant, trials.outcome(mutant.applied(trials.source))) for mutant in drawn]


def run(
    root: Path, plan: dict[str, Any], seed: int, processes: int = 1, only: Collection[str] = ()
) -> list[Tried]:
    """Tries the sample of a plan on private copies of `root`, one for each process."""
    patterns = [pattern for room in plan["rooms"].values() for pattern in room]
    files = [p.relative_to(root).as_posix() for pattern in patterns for p in sorted(root.glob(pattern))]
    wanted = [file for file in dict.fromkeys(files) if not only or any(part in file for part in only)]
    drawn = chosen(root, wanted, plan["sample"], plan["least"], seed)
    out: list[Tried] = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as into:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, context, _own_tree, (root, into)) as pool:
            largest = sorted(drawn, key=lambda file: -len(drawn[file]))
            waiting = [
                pool.submit(_tried, f, tests_of(root, f, plan["also"]), drawn[f], plan["seconds"])
                for f in largest
            ]
            for done in waiting:
                out += done.result()
                print(f"\r{len(out)} / {sum(map(len, drawn.values()))}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return sorted(out, key=lambda t: (files.index(t.file), t.mutant.line, t.mutant.start))


def main() -> int:
    """Run as the options say. Gives the exit code."""
    import yaml

    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--seed", type=int, nargs="+", default=[1], help="one run for each")
    options.add_argument("--sample", type=int, help="mutants over all files; plan.yml says how many else")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--only", nargs="*", default=[], help="files whose path has one of these in it")
    options.add_argument("--root", type=Path, default=ROOT, help="the checkout")
    options.add_argument("--docs", action="store_true", help="write docs/mutants.md")
    given = options.parse_args()
    root: Path = given.root.resolve()
    plan, looked_at = (
        yaml.safe_load((root / DATA / f"{name}.yml").read_text(encoding="utf-8"))
        for name in ("plan", "known")
    )
    plan["sample"] = given.sample or plan["sample"]
    names, wrong = known(root, looked_at)
    runs: list[Run] = []
    low: set[str] = set()
    for seed in given.seed:
        began, used = time.monotonic(), _processor_time()
        try:
            results = run(root, plan, seed, given.processes, given.only)
        except CleanRunFailed as error:
            print(error, file=sys.stderr)
            return 2
        minutes = (time.monotonic() - began) / 60, (_processor_time() - used) / 60
        runs.append(Run(seed, *minutes, results))
        rows, below = table(results, plan, names)
        low.update(below)
        print(runs[-1].head, rows, survivors(results, names), sep="\n\n")
        wrong += [
            f"known.yml: a test notices {t.name}" for t in results if equivalent(t, names) and not t.survived
        ]
    print(*wrong, sep="\n")
    if low:
        print(f"below {plan['threshold']} %: {', '.join(sorted(low))}")
    if given.docs:
        (root / "docs" / "mutants.md").write_text(page(runs, plan, names), encoding="utf-8")
    return 2 if wrong else 1 if low else 0


def _processor_time() -> float:
    """Seconds of processor time of all runs of tests so far; a busy machine does not change it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
