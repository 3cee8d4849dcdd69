"""Stage 2 of the graph: shards become the tables of a draft, one asset each, with column schema and
row count."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress
from warehouse.schema import Table, tables

JUDGED = frozenset(name for name, table in tables().items() if table.depends == "judged")
"""Tables that the next stage fills."""


def key(table: str) -> dg.AssetKey:
    """`requests` -> warehouse/requests; `quality.findings` -> warehouse/quality/findings."""
    return dg.AssetKey(["warehouse", *table.split(".")])


def spec(name: str, table: Table, deps: list[str | dg.AssetKey]) -> dg.AssetSpec:
    """The asset of one table, described by the same words as its comments in the database."""
    columns = [dg.TableColumn(c.name, c.type, description=f"{c.zh} / {c.en}") for c in table.columns]
    return dg.AssetSpec(
        key(name),
        deps=deps,
        skippable=False,
        group_name="quality" if name.startswith("quality.") else "tables",
        kinds={"duckdb", "table"},
        owners=["team:analysts"],
        description=f"{table.zh} / {table.en}",
        metadata={"dagster/column_schema": dg.TableSchema(columns)},
    )


BUILT = [spec(name, table, ["parsed_filings"]) for name, table in tables().items() if name not in JUDGED]
"""The tables that are built from shards."""


@dg.multi_asset(name="build_tables", specs=BUILT)
def build_tables(folders: Folders, progress: dg.ResourceParam[Progress]) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    import os
    from datetime import datetime

    from pandas import DataFrame

    from expectations.rules import load as rules
    from findings.build_summary import BEIJING
    from findings.carried import decided, judged_by
    from findings.decisions import steps
    from pipelines.batch.run import known_shards
    from pipelines.batch.shards import digest
    from pipelines.batch.together import together
    from pipelines.catalogue.corrections import corrections
    from pipelines.crawl.health import COLUMNS, health
    from pipelines.intake.manifest import filings
    from pipelines.memory import given_back, uncollected
    from pipelines.offices.claims import Memory
    from pipelines.offices.decisions import DECISIONS, Decisions, load
    from pipelines.offices.gazetteer.load import gazetteer
    from pipelines.offices.identify import identify
    from pipelines.offices.roster import ROSTER
    from pipelines.offices.roster import load as roster
    from warehouse.beside import take_away
    from warehouse.draft import as_before, copying_published, make
    from warehouse.inputs import Inputs, code, digests, keep, kept, told

    take_away(folders.draft)  # a run that was killed has left its own
    shards = known_shards(folders.shards)
    with progress.under_way("offices"), uncollected(), given_back():
        listed = together(filings(folders.raw_folder), shards)
        due = roster(folders.raw_folder / ROSTER)
        of_names = load(folders.raw_folder / DECISIONS, gazetteer().by_code)
        today, people = datetime.now(BEIJING).date(), decided(steps(folders.raw_folder))
        said = told(listed, of_names, due, corrections(), [today.year])
        now = Inputs(code(), judged_by(rules(), today), people, said, digests(shards, digest), today, "")
        sources = DataFrame(health(folders.raw_folder), columns=list(COLUMNS), dtype=object)
        builds = folders.draft, folders.published, kept(folders.of_published), now
        done = None if folders.full else as_before(*builds, sources)
        frames, copied = {}, None
        if not done:
            memory, workers = Memory(folders.identity, digest), folders.workers or os.cpu_count() or 1
            with copying_published(*builds, len(listed), folders.full) as copied:
                frames = identify(listed, shards, Decisions(of_names), due, memory, workers)
    with progress.under_way("build"):
        if not done:
            frames |= {"quality.sources": sources, "quality.filings": frames.pop("filings")}
            issues = frames.pop("issues")
            done = make(*builds, shards, frames, issues, corrections(), folders.full, copied=copied)
        counts, inputs = done
        keep(inputs, folders.validations)
    for asset in BUILT:
        name = ".".join(asset.key.path[1:])
        yield dg.MaterializeResult(asset_key=asset.key, metadata={"dagster/row_count": counts.get(name, 0)})
