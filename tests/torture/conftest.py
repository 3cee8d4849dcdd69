"""A small folder of reports, the command that turns it into a warehouse, and what that warehouse
must hold in the end.

`make torture` sets TORTURE, the share of the whole programme that is run: 1 for all of it, a small
part without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "gongkai.duckdb"
SHARE = float(os.environ.get("TORTURE", "0"))


only_whole = pytest.mark.skipif(not SHARE, reason="make torture tries it")
"""What takes long and is close to something that `make test` tries."""


def times(whole: int, part: int) -> int:
    """How often something is done: `whole` under `make torture`, `part` in `make test`."""
    return max(part, round(whole * SHARE))


@dataclass(frozen=True)
class Line:
    """`raw` holds the reports; `digest` is what a warehouse made of them without any failure holds,
    `seconds` how long that took."""

    raw: Path
    digest: str
    seconds: float

    def command(self, warehouse: Path, *options: str) -> list[str]:
        folders = ["--raw", str(self.raw), "--warehouse", str(warehouse)]
        return [sys.executable, str(ROOT / "gongkai.py"), "run", "--quiet", *folders, *options]

    def run(self, warehouse: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(warehouse),
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def digest_of(warehouse: Path) -> str:
    from warehouse.content_digest import digest

    return digest(warehouse / DATABASE)


def is_whole(warehouse: Path) -> bool:
    """Whether the published database opens, keeps all our promises, and has no log beside it."""
    from warehouse.promises import broken

    build = (warehouse / DATABASE).resolve()
    return build.is_file() and not broken(build) and not build.with_name(build.name + ".wal").exists()


@pytest.fixture(scope="session")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """The reports of two years, read and published once without any failure."""
    home = tmp_path_factory.mktemp("torture")
    raw = home / "raw"
    for year in ("2021", "2022"):
        shutil.copytree(ROOT / "raw" / year, raw / year)
    line, begun = Line(raw, "", 0), monotonic()
    done = line.run(home / "warehouse")
    assert done.returncode == 0, done.stderr
    return Line(raw, digest_of(home / "warehouse"), monotonic() - begun)


@pytest.fixture
def published(line: Line, tmp_path: Path) -> Callable[[int], Path]:
    """Makes a warehouse that was published from the first `n` reports only."""

    def make(n: int) -> Path:
        first = tmp_path / "first"
        for path in sorted(p for p in line.raw.rglob("*") if p.is_file())[:n]:
            (first / path.relative_to(line.raw)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, first / path.relative_to(line.raw))
        done = Line(first, "", 0).run(tmp_path / "warehouse")
        assert done.returncode == 0, done.stderr
        return tmp_path / "warehouse"

    return make
