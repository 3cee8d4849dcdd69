"""raw/archive/fetches/<source>.jsonl: one line for each address asked or passed over, only ever
added to.

The log is the memory of the crawl and the origin of every claim about an archived file. A line that
a kill has cut is closed by the next writer and passed over by readers.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from pipelines.intake.store import ARCHIVE

_log = logging.getLogger(__name__)
KINDS = {
    "list": "a page of a list",
    "report": "a report, or the page that offers it",
    "attachment": "a file that a page offers, or a flip book, joined from its pages",
    "page": "a page of a flip book",
    "inbox": "a file laid in by hand",
    "entry": "a line of a list that was not fetched",
    "source": "the end of a crawl of one source",
}
"""What an address was asked for as."""

OUTCOMES = {
    "new": "bytes that the address had not given before, the first time",
    "changed": "bytes that the address had not given before, after others",
    "same": "what is archived already, byte for byte or, of a page, word for word; of a list: nothing new",
    "unchanged": "the server says that nothing has changed (304); no body was sent",
    "not_report": "a line of a list that speaks of something else, or a page that does and is not kept",
    "elsewhere": "a report in the list that lies outside of what the source gives (`articles`)",
    "other_year": "a report of a year that the source is not to give",
    "forbidden": "an address outside of what the source allows",
    "robots": "robots.txt does not want it",
    "blocked": "a wall against crawlers, which is not fought",
    "gone": "there is nothing (404, 410)",
    "failed": "no answer, or one that is of no use",
    "too_large": "longer than the limit",
    "cut": "not asked, since the source's limit of pages was reached; end of a crawl: stopped"
    " before it was through",
    "complete": "end of a crawl: every page of the list was read",
    "partial": "end of a crawl: some pages of the list were not read",
    "broken": "end of a crawl: the list could not be read",
}
KEPT = frozenset({"new", "changed"})
"""Outcomes that brought bytes which the address had not given before."""

FILED = frozenset({"report", "attachment", "inbox"})
"""Kinds whose bytes are filings; pages of lists are kept as evidence only."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A line of the log. Times are UTC, ISO; `listed_*` is what the list said, `referrer` the
    address of that list, `body` what was sent to the address, `offers` the files of a page.

    `sha256` is that of the archived bytes: for `same` and `unchanged` of those archived before.
    """

    at: str
    source: str
    kind: str
    outcome: str
    url: str = ""
    final_url: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    type: str | None = None
    sha256: str | None = None
    size: int | None = None
    listed_title: str | None = None
    listed_on: str | None = None
    listed_office: str | None = None
    referrer: str | None = None
    page_title: str | None = None
    detail: str | None = None
    counts: dict[str, int] | None = None
    body: str | None = None
    offers: list[str] | None = None

    @property
    def key(self) -> str:
        """What was asked for: the address, and the body that was sent to it."""
        return f"{self.url}\n{self.body}" if self.body else self.url


def now() -> str:
    """The present time as the log writes it, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def log_path(raw: Path, source: str) -> Path:
    """The log of a source. Raises ValueError for a name that could be anything but a file of this
    folder."""
    if not _NAME.fullmatch(source):
        raise ValueError(f"名称只能用小写字母、数字和连字符 / a name is of a-z, 0-9 and -: {source!r}")
    return raw / ARCHIVE / "fetches" / f"{source}.jsonl"


class FetchLog:
    """The log of one source, open for adding. One writer at a time; the archive's lock sees to
    that."""

    def __init__(self, raw: Path, source: str) -> None:
        path = log_path(raw, source)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        size = os.fstat(self._file).st_size
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.write(self._file, b"\n")

    def add(self, fetch: Fetch) -> None:
        """Write one line, in one call."""
        said = {k: v for k, v in asdict(fetch).items() if v is not None}
        os.write(self._file, json.dumps(said, ensure_ascii=False).encode() + b"\n")

    def close(self) -> None:
        """Make sure that it is on the disk."""
        os.fsync(self._file)
        os.close(self._file)


def sources_logged(raw: Path) -> list[str]:
    """The names of all sources that have a log."""
    return sorted(p.stem for p in (raw / ARCHIVE / "fetches").glob("*.jsonl"))


def fetches(raw: Path, source: str, start: int = 0) -> Iterator[Fetch]:
    """The lines of a source's log in order, from a byte on; nothing if there is none."""
    for _, fetch in lines(raw, source, start):
        if fetch:
            yield fetch


def lines(raw: Path, source: str, start: int = 0) -> Iterator[tuple[int, Fetch | None]]:
    """Number and content of each line from a byte on; None for one that is no record."""
    path = log_path(raw, source)
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            file.seek(start)
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _fetch(line)
    except OSError as error:
        _log.warning("the fetch log of %s cannot be read: %s", source, error)


_KINDS = {"int": int, "dict": dict, "list": list}
_KNOWN = {
    f.name: next((k for n, k in _KINDS.items() if str(f.type).startswith(n)), str) for f in fields(Fetch)
}


def _fetch(line: bytes) -> Fetch | None:
    try:
        said = {k: v for k, v in json.loads(line).items() if k in _KNOWN and v is not None}
        if wrong := [k for k, v in said.items() if not isinstance(v, _KNOWN[k])]:
            raise ValueError(f"no line of a log: {wrong}")
        return Fetch(**said)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        _log.info("a cut line of a fetch log is passed over: %s", error)
        return None
