"""Which lines of the product the tests run: a plugin of pytest, `-p tools.line_coverage`.

Lines are counted by slipcover, which takes its probes out again once a line has run: it costs 3 %
of the time of the tests, where coverage.py on Python 3.11 costs 75 %. Only the processes of the
tests themselves are measured, not the children that read files for them. Each process of
pytest-xdist writes what it has seen into a folder of the first one, which prints a line for each
room and the share of the whole. Without slipcover (an extra of the tests) nothing is measured, and
this is said.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("pipelines", "expectations", "warehouse", "findings", "export", "dashboard", "assets", "terminal")
"""What is measured: the folders of the product."""
FOLDER = "line_coverage_folder"
"""The name under which a worker of pytest-xdist is given the folder."""

try:
    from slipcover.importer import SlipcoverLoader
    from slipcover.slipcover import Slipcover
except ImportError:
    Slipcover = None

Lines = dict[str, tuple[set[int], set[int]]]
"""Path from the root -> the numbers of the lines that ran, and of those that did not."""


class _Finder:
    """Finds the modules of the product as usual, and has their code counted."""

    def __init__(self, counter: Any) -> None:
        self._counter = counter

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as Python finds it; None for what is no module of the product."""
        if name.split(".")[0] not in ROOMS:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader and spec.origin and spec.origin.endswith(".py"):
            spec.loader = SlipcoverLoader(self._counter, spec.loader, spec.origin)
        return spec


class LineCoverage:
    """Counts in this process, and gathers in the first one."""

    def __init__(self, config: pytest.Config) -> None:
        given = getattr(config, "workerinput", {}).get(FOLDER)
        self.is_first = given is None
        self.folder = Path(given or tempfile.mkdtemp(prefix="gongkai-lines-"))
        self.counter = Slipcover(source=[str(ROOT / room) for room in ROOMS])
        sys.meta_path.insert(0, _Finder(self.counter))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker of pytest-xdist the folder."""
        node.workerinput[FOLDER] = str(self.folder)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what this process has seen."""
        worker = getattr(session.config, "workerinput", {}).get("workerid", "first")
        seen = {
            name: [file["executed_lines"], file["missing_lines"]]
            for name, file in self.counter.get_coverage()["files"].items()
        }
        (self.folder / f"{worker}.json").write_text(json.dumps(seen), encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Join what all processes have seen, and print it."""
        if not self.is_first:
            return
        seen = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.folder.iterdir())]
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()
        terminalreporter.section("lines that the tests ran", sep="-")
        for line in table(joined(seen)):
            terminalreporter.write_line(line)


def joined(processes: list[dict[str, list[list[int]]]]) -> Lines:
    """What several processes have seen as one: a line that ran in any of them did run."""
    ran: dict[str, set[int]] = defaultdict(set)
    every: dict[str, set[int]] = defaultdict(set)
    for files in processes:
        for name, (executed, missing) in files.items():
            ran[name].update(executed)
            every[name].update(executed, missing)
    return {name: (ran[name], every[name] - ran[name]) for name in sorted(every)}


def table(lines: Lines) -> list[str]:
    """A line for each room, then the whole: share of lines that ran, how many ran, of how many."""
    rooms: dict[str, list[int]] = {}
    for name, (ran, missed) in lines.items():
        parts = Path(name).parts
        room = "/".join(parts[:2]) if parts[0] == "pipelines" and len(parts) > 2 else parts[0]
        counts = rooms.setdefault(room, [0, 0])
        counts[0] += len(ran)
        counts[1] += len(ran) + len(missed)
    total = [sum(counts[0] for counts in rooms.values()), sum(counts[1] for counts in rooms.values())]
    return [
        f"{name:24}{ran / max(every, 1):7.1%}{ran:8,} of {every:,}"
        for name, (ran, every) in [*sorted(rooms.items()), ("all", total)]
    ]


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin, or say that nothing is measured."""
    if Slipcover:
        config.pluginmanager.register(LineCoverage(config), "line_coverage")
    elif not hasattr(config, "workerinput"):
        print("line coverage is not measured: pip install slipcover")
