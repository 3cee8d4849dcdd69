"""Shards and frames -> a draft: by renewal of the published build where that is known to come to the
same, otherwise in full; and what was made anew, and why."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.catalogue.corrections import Correction
from warehouse import table_sums
from warehouse.build import build, connect
from warehouse.copying import Copied, copy, copying
from warehouse.filling import Unbuildable
from warehouse.inputs import Inputs, Judged
from warehouse.renewal import NotTold, keep, renew
from warehouse.sample import differing

if TYPE_CHECKING:
    from pandas import DataFrame

_log = logging.getLogger(__name__)
LEAST = 2_000
"""Below so many reports a full build costs no more than the sample that proves another."""
DAYS = 7
"""A file that has been renewed for so long is made in full: rows are in order again, and all that is
carried is made anew."""


def make(
    draft: Path,
    published: Path,
    before: Inputs | None,
    now: Inputs,
    shards: Sequence[Path],
    frames: dict[str, DataFrame],
    issues: DataFrame,
    corrections: Sequence[Correction],
    full: bool = False,
    least: int | None = None,
    copied: Copied | None = None,
) -> tuple[dict[str, int], Inputs]:
    """Make `draft` and return the number of rows of each table, and what it was made from.

    `published` is the build before, if there is one, and `before` what that was made from, if it is
    known; `now`: what the draft is made from; `full`: nothing is carried; `copied`: what
    `copying_published` gave, whose block has been left. A build in full empties `frames`. Raises
    Unbuildable.
    """
    import duckdb

    why = _needs_all(published, before, now, len(frames["reports"]), full, LEAST if least is None else least)
    if before is not None and not why:
        try:
            changed = now.changed(before)
            of_published = copied or partial(copy, published.resolve(), draft)
            renewed = renew(
                draft, published.resolve(), shards, changed, frames, issues, corrections, of_published
            )
            why = _not_as_summed(draft, now)
            if not why and (names := differing(draft, shards, renewed.opened, frames, _seed(now))):
                why = f"what the draft has of {', '.join(names)} is not what a full build makes"
            if not why:
                made = f"{renewed.reports:,} of {len(frames['reports']):,} reports"
                made += "; all judged again: other rules" if before.judged_by != now.judged_by else ""
                judged = _judged(before, now, "changed")
                return renewed.counts, replace(now, full_on=before.full_on, made=made, judged=judged)
            _log.error("%s: %s", draft, why)
        except (NotTold, Unbuildable, duckdb.Error) as error:
            why = " ".join(str(error).split())
    counts = build(
        draft,
        shards,
        frames.pop("reports"),
        frames.pop("offices"),
        frames.pop("quality.filings"),
        issues=issues,
        mapping=frames,
        corrections=corrections,
    )
    return counts, replace(now, made=f"all: {why}")


def copying_published(
    draft: Path, published: Path, before: Inputs | None, now: Inputs, reports: int, full: bool
) -> AbstractContextManager[Copied | None]:
    """Make `draft` a copy of the build before, beside what is done in the block, where something of about
    so many reports may be carried; where nothing can be, it gives None."""
    if before is None or _needs_all(published, before, now, reports, full, LEAST):
        return nullcontext()
    return copying(published.resolve(), draft)


def as_before(
    draft: Path, published: Path, before: Inputs | None, now: Inputs, sources: DataFrame
) -> tuple[dict[str, int], Inputs] | None:
    """Make `draft` as the build before it, but for how the portals are (`sources`), and return the
    same as `make`; None where it is not made from the same, or does not hold what was put into it."""
    if before is None or _needs_all(published, before, now, 0, False, 0):
        return None
    if (before.told, before.shards) != (now.told, now.shards):
        return None
    try:
        counts = keep(draft, published.resolve(), sources)
        why = _not_as_summed(draft, now)
    except NotTold as error:
        why = str(error)
    if why:
        _log.error("%s: %s", draft, why)
        return None
    judged = _judged(before, now, "nothing")
    made = f"0 of {counts['reports']:,} reports"
    return counts, replace(now, full_on=before.full_on, made=made, judged=judged)


def _seed(now: Inputs) -> str:
    """What is drawn by lot is another one each night, and the same one for the same night."""
    return f"{now.full_on} {sorted(now.shards.values())}"


def _not_as_summed(draft: Path, now: Inputs) -> str:
    """Why a draft does not hold the rows that were put into it, as far as is looked; nothing if it
    does."""
    import duckdb

    try:
        with connect(draft) as connection:
            names = table_sums.differing(connection, _seed(now))
    except duckdb.Error as error:
        return " ".join(str(error).split())
    return f"what the draft has of {', '.join(names)} is not what was put into it" if names else ""


def _judged(before: Inputs, now: Inputs, tables: Literal["changed", "nothing"]) -> Judged:
    """What is to be judged again of a draft of which so much of the tables is other."""
    if before.judged_by != now.judged_by:
        return "all"
    return tables if before.decided == now.decided else "changed"


def _needs_all(
    published: Path, before: Inputs | None, now: Inputs, reports: int, full: bool, least: int
) -> str:
    """Why nothing can be carried; nothing if all may be."""
    if full:
        return "as was asked"
    if not published.exists():
        return "the first build"
    if before is None:
        return "not known what the build before was made from"
    if before.code != now.code:
        return "other code or data of the tables"
    if not 0 <= (now.full_on - before.full_on).days < DAYS:  # a clock that was ahead is no reason to wait
        return f"the last one was of {before.full_on}"
    return f"fewer than {least:,} reports" if reports < least else ""
