"""Where things are: the one resource of the graph. Paths start from the checkout, not the working
directory."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import dagster as dg
from pydantic import PrivateAttr

ROOT = Path(__file__).resolve().parent.parent


class Busy(RuntimeError):
    """The warehouse cannot be had: another run has it, or it may not be written to."""


@contextmanager
def warehouse_lock(warehouse: Path) -> Iterator[None]:
    """Two runs would write one draft; the lock is gone with the process that holds it, however it
    ends. Raises Busy."""
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        held = (warehouse / ".lock").open("w")
    except OSError as error:
        raise Busy(f"不能写入 {warehouse} / cannot write there: {error.strerror}") from error
    with held as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(f"另一个运行正在进行 / another run is under way in {warehouse}") from None
        yield


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """`raw` holds filings and manifest.csv; `warehouse` takes shards, drafts and published builds.
    The environment may say where they are, as for the command line."""

    raw: str = os.environ.get("GONGKAI_RAW") or str(ROOT / "raw")
    warehouse: str = os.environ.get("GONGKAI_WAREHOUSE") or str(ROOT / "warehouse")
    workers: int = 0
    """Processes that read files, and that tell whose reports they are; 0 for one per core."""
    executor: str = os.environ.get("GONGKAI_EXECUTOR") or ""
    """The address of a cluster that reads files instead, `dask://host:port`."""
    may_shrink: bool = False
    """Whether reports of the last build may be missing from this one: raw files were taken away on
    purpose."""
    full: bool = False
    """Whether all tables are made anew, whatever has changed."""
    exclusive: bool = True
    """Whether a run holds the warehouse for itself by this; a caller that holds it already says
    no."""

    _held: ExitStack = PrivateAttr(default_factory=ExitStack)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Folders]:
        """For the time of a run nobody else may write; a look from outside of a run, and checks that
        are run alone, take no lock. Raises Busy."""
        run = context.run
        if not self.exclusive or run is None or (run.asset_check_selection and not run.asset_selection):
            yield self
            return
        with ExitStack() as self._held:
            self._held.enter_context(warehouse_lock(self.home))
            yield self

    def give_back(self) -> None:
        """Let others write, before the run has ended: nothing more is written by it."""
        self._held.close()

    @property
    def raw_folder(self) -> Path:
        """The folder of the filings."""
        return Path(self.raw)

    @property
    def home(self) -> Path:
        """The folder of the warehouse."""
        return Path(self.warehouse)

    @property
    def shards(self) -> Path:
        """The folder of what was read."""
        return self.home / "shards"

    @property
    def identity(self) -> Path:
        """The folder where it is remembered what the reports of each shard say of their offices."""
        return self.home / "identity"

    @property
    def draft(self) -> Path:
        """The database being built; nobody reads it, and a run that is killed leaves it to the next
        one."""
        return self.home / "draft.duckdb"

    @property
    def published(self) -> Path:
        """The link to the published build."""
        return self.home / "gongkai.duckdb"

    @property
    def of_published(self) -> Path:
        """What is written about the published build."""
        return self.home / "quality" / self.published.resolve().stem

    @property
    def measure(self) -> Path | None:
        """The published build that a new one must not fall short of, if there is one."""
        return None if self.may_shrink or not self.published.exists() else self.published

    @property
    def validations(self) -> Path:
        """Suites and results of Great Expectations of the current run."""
        return self.home / "quality" / "validations"
