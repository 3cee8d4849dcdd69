"""One filing end to end: read, recognise, normalise. The order of the stages is given here and
nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.catalogue import catalogue
from pipelines.catalogue.book import UNKNOWN
from pipelines.intake.manifest import display_path
from pipelines.model import Document, Filing, Issue, Report, SecondReading, Statement
from pipelines.normalise.facts import facts
from pipelines.normalise.prose import mentions, wordings
from pipelines.read.door import MAX_BYTES, read, read_bytes
from pipelines.read.parts import joined, read_parts
from pipelines.read.second_reading import has_second_reader, read_again
from pipelines.read.zip import parts_in
from pipelines.recognise import pages_in_doubt, recognise, reconcile
from pipelines.recognise.pieces import piece_of, why_not_one

ONLY_ONCE = frozenset(
    {
        *("read.scanned", "read.recognised_text", "read.too_many_rulings"),
        *("read.undecodable", "read.not_read_twice"),
    }
)
"""Pages without a second reading: on what was recognised from a picture there is nothing to read,
as the text behind it is no print; of endless rulings the second reader would never see the end; and
what the first could not decode, or saw to be painted otherwise than it is written, the second would
take as written."""


def read_report(path: Path) -> Report:
    """The report in a file that no manifest lists. Never raises on bad input: it comes back
    quarantined."""
    filing, data = filing_of(path)
    return assemble(filing, read(path)) if data is None else report_of(filing, data)  # the door says why


def filing_of(path: Path) -> tuple[Filing, bytes | None]:
    """Such a file as a filing, and its content; None where it is not to be had, or too much."""
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None
    except (OSError, ValueError):
        data = None
    digest = "" if data is None else hashlib.sha256(data).hexdigest()
    return Filing(display_path(path), digest, len(data or b"")), data


def report_of(filing: Filing, data: bytes) -> Report:
    """The report in the bytes of a filing."""
    document = read_bytes(data)
    if any(issue.code == "read.several_documents" for issue in document.issues):
        return _of_joined(filing, _one_report(data) or document)
    if not has_second_reader(document) or not document.blocks:
        return assemble(filing, document)
    first = recognise(document)
    asked = pages_in_doubt(first, document.pages or 0)
    if not asked:
        return assemble(filing, document, first)
    left_out = {i.where.page for i in document.issues if i.code in ONLY_ONCE}
    second, reread = read_again(data, document, {page for page in asked if page not in left_out})
    document = replace(document, reader=second.reader, issues=second.issues)
    if not reread:
        return assemble(filing, document, first, "unable")
    both, outcome = reconcile(first, recognise(second))
    return assemble(filing, document, both, outcome if reread == asked else "unable")


def report_of_parts(filing: Filing, parts: Sequence[bytes | None]) -> Report:
    """The report that several files are the parts of, None for one that is not there. They have no
    second reading: where a page is in doubt that would be read again, it says so."""
    return _of_joined(filing, read_parts(parts, [file.given_name or file.path for file in filing.parts]))


def _one_report(archive: bytes) -> Document | None:
    """The documents in an archive as one, if their names count and what is read in them says that they
    are pieces of one report."""
    packed = parts_in(archive)
    documents = [read_bytes(data) for _, data in packed]
    if why_not_one([piece_of(recognise(document)) for document in documents if document.blocks]):
        return None
    document = joined(documents, [name for name, _ in packed])
    return replace(document, format=f"zip:{document.format}")


def _of_joined(filing: Filing, document: Document) -> Report:
    first = recognise(document) if document.blocks else None
    doubted = first is not None and has_second_reader(document) and pages_in_doubt(first, document.pages or 0)
    return assemble(filing, document, first, "unable" if doubted else "none")


def assemble(
    filing: Filing, document: Document, statement: Statement | None = None, second: SecondReading = "none"
) -> Report:
    """Document -> Report: the stages after reading. `statement` where the document has been
    recognised already."""
    if not document.blocks:
        issues = document.issues or (Issue("read", "form.none", "error"),)
        none = Statement(None, None, UNKNOWN)
        return Report(
            filing, document.format, "quarantined", none, (), issues, part_pages=document.part_pages
        )
    statement = statement or recognise(document)
    values, doubts = facts(statement.readings)
    issues = (*document.issues, *statement.issues, *doubts)
    status = "parsed"
    if not values or any(i.code == "form.blank" for i in issues):
        status = "quarantined"
    elif any(catalogue().issues[i.code].severity == "error" for i in issues):
        status = "partial"
    return Report(
        filing=filing,
        format=document.format,
        status=status,  # type: ignore[arg-type]
        statement=replace(statement, issues=()),
        facts=values,
        issues=issues,
        published_on=filing.published_on or document.metadata.get("published_on"),
        read_by=document.reader,
        second_reading=second,
        mentions=mentions(statement),
        wordings=wordings(statement),
        part_pages=document.part_pages,
    )
