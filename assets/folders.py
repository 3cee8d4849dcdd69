"""Where things lie: the one resource of the graph. Paths start from the checkout, not the working directory."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

ROOT = Path(__file__).resolve().parent.parent


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """`raw` holds filings and manifest.csv; `warehouse` takes shards, drafts and published builds."""

    raw: str = str(ROOT / "raw")
    warehouse: str = str(ROOT / "warehouse")
    workers: int = 0
    """Processes that read files; 0 for one per core."""

    @property
    def raw_folder(self) -> Path:
        return Path(self.raw)

    @property
    def home(self) -> Path:
        return Path(self.warehouse)

    @property
    def shards(self) -> Path:
        return self.home / "shards"

    @property
    def draft(self) -> Path:
        """The database being built; nobody reads it, and a run that is killed leaves it to the next one."""
        return self.home / "draft.duckdb"

    @property
    def published(self) -> Path:
        return self.home / "gongkai.duckdb"

    @property
    def validations(self) -> Path:
        """Suites and results of Great Expectations of the current run."""
        return self.home / "quality" / "validations"
