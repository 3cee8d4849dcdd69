"""Filings of which the manifest says that they are parts of one report -> one filing with these parts.

Only what is said counts here: no file is opened, and no name is guessed from.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pipelines.model import Filing
from pipelines.naming.numbered import counted

NAMED = 3
"""Parts that the name of a joined report lists; of more it tells the number."""
_DIGITS = re.compile(r"([0-9]{1,18})")
"""In a name: page 10 comes behind page 9. More digits in a row are several figures."""
_CLAIMS = ("source_url", "published_on", "listed_office", "listed_title", "page_url")


def joined(taken: Mapping[str, Filing], part_of: Iterable[tuple[str, str]]) -> list[Filing]:
    """The filings by path `taken`, those that are parts replaced by their report. `part_of`: (path,
    name of the report), in the order of the parts. A report of one part is that file by itself. Raises
    ValueError where its parts are listed under two offices."""
    reports: dict[str, list[Filing]] = defaultdict(list)
    for path, report in part_of:
        reports[report].append(taken[path])
    for report, parts in reports.items():
        if len(offices := dict.fromkeys(part.listed_office for part in parts if part.listed_office)) > 1:
            raise ValueError(f"{report}：{'、'.join(offices)} 不能是一份报告 / parts of two offices' reports")
    several = [parts for parts in reports.values() if len(parts) > 1]
    within = {part.path for parts in several for part in parts}
    return [*(f for f in taken.values() if f.path not in within), *map(joined_from, several)]


def joined_from(parts: Sequence[Filing]) -> Filing:
    """The filing of a report in these parts. It has the first claim of each kind that a part has, and
    came into the archive with the last of them."""
    there = [part for part in parts if part.sha256]
    said: dict[str, Any] = {
        name: next((claim for part in parts if (claim := getattr(part, name))), None) for name in _CLAIMS
    }
    return replace(
        (there or parts)[0],
        sha256=hashlib.sha256(_listed(parts)).hexdigest() if there else "",
        size=sum(part.size for part in parts),
        taken_at=max((part.taken_at for part in parts if part.taken_at), default=None),
        given_name=called([part.given_name or part.path for part in parts]),
        parts=tuple(parts),
        **said,
    )


def handed_in(
    files: Sequence[tuple[Filing, bytes | None]],
) -> tuple[Filing, tuple[bytes | None, ...]]:
    """Files that somebody hands in as the parts of one report: its filing, named by all of them, and
    their contents (None: not to be had), in the order in which their names count (表二 before 表三),
    or else of their names, in which figures count as numbers."""
    order = counted([PurePosixPath(filing.path).name for filing, _ in files])
    parts = [files[at] for at in order or ()] or sorted(files, key=lambda one: _in_order(one[0].path))
    report = joined_from([filing for filing, _ in parts])
    return replace(report, path=report.given_name or report.path), tuple(data for _, data in parts)


def _in_order(name: str) -> list[int | str]:
    """The pieces of a name by which it is sorted, words and figures in turn."""
    return [int(piece) if at % 2 else piece for at, piece in enumerate(_DIGITS.split(name))]


def called(names: Sequence[str]) -> str:
    """The name of what is joined from files of these names."""
    few = names if len(names) <= NAMED else names[: NAMED - 1]
    return " + ".join(few) + ("" if few is names else f" + … ({len(names)})")


def _listed(parts: Iterable[Filing]) -> bytes:
    """What the hash of a joined report is made of; no file is like that by chance."""
    return "\n".join(("parts of one report", *(part.sha256 for part in parts))).encode()
