"""The archived bytes of a source and year -> a WARC file, for web archives.

The bytes are exact, the headers of the answers are not kept: each version is a `resource` record,
with what the fetch log says of it in a `metadata` record beside it. An answer without new
bytes is no record.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pipelines.extras import how_to_add
from pipelines.intake.fetches import KEPT, Fetch, fetches
from pipelines.intake.store import content


class NotInstalled(RuntimeError):
    """The extra `crawl` is not installed."""


def export(raw: Path, source: str, year: int, target: Path) -> int:
    """Write what `source` brought in the calendar year `year` (UTC) to `target`, compressed if it
    ends in .gz, and return the number of versions. The file is whole or not there. Raises
    NotInstalled, ValueError or OSError."""
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError:
        needed = f"需要附加组件 / an extra is needed: {how_to_add('crawl')}"
        raise NotInstalled(needed) from None

    draft = target.with_name(f".{target.name}.part")
    count = 0
    try:
        with draft.open("wb") as file:
            writer = WARCWriter(file, gzip=target.suffix == ".gz")
            about = {"software": "gongkai", "format": "WARC File Format 1.0", "isPartOf": f"{source} {year}"}
            writer.write_record(writer.create_warcinfo_record(target.name, about))
            for fetch in _of_year(raw, source, year):
                _write(writer, fetch, content(raw, fetch.sha256 or ""))
                count += 1
        if count:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _of_year(raw: Path, source: str, year: int) -> Iterator[Fetch]:
    for fetch in fetches(raw, source):
        if fetch.outcome in KEPT and fetch.sha256 and fetch.at.startswith(f"{year}-"):
            yield fetch


def _write(writer: object, fetch: Fetch, data: bytes) -> None:
    from warcio.warcwriter import WARCWriter

    assert isinstance(writer, WARCWriter)
    address = fetch.final_url or fetch.url or f"urn:sha256:{fetch.sha256}"
    at = fetch.at[:19] + "Z"
    kind = fetch.type or "application/octet-stream"
    record = writer.create_warc_record(
        address,
        "resource",
        payload=io.BytesIO(data),
        warc_content_type=kind,
        warc_headers_dict={"WARC-Date": at},
    )
    said = json.dumps({k: v for k, v in asdict(fetch).items() if v is not None}, ensure_ascii=False, indent=1)
    metadata = writer.create_warc_record(
        address,
        "metadata",
        payload=io.BytesIO(said.encode()),
        warc_content_type="application/json",
        warc_headers_dict={
            "WARC-Date": at,
            "WARC-Refers-To": record.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    writer.write_record(record)
    writer.write_record(metadata)
