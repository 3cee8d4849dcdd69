"""Document -> Statement: which office, year and edition, and what is printed in each cell of the
statutory tables."""

from __future__ import annotations

from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Document, Issue, Place, Reading, Statement
from pipelines.recognise.edition import edition_issues, report_edition
from pipelines.recognise.identity import Identity, identify
from pipelines.recognise.printings import read_tables
from pipelines.recognise.regions import Region, find
from pipelines.recognise.scanned import confidences, doubt
from pipelines.recognise.sections import sections
from pipelines.recognise.split_glued import split_glued_table
from pipelines.recognise.split_labels import join_split_labels
from pipelines.recognise.table_titles import part_of_year
from pipelines.recognise.tables import TableReading
from pipelines.recognise.tokens import MOST_TOKENS, Token, stream
from pipelines.values import parse

MOST_CHARACTERS = 1_000_000
"""Of a cell, a line or a paragraph. A report that was dumped into one line has 20,000."""

MOST_PRINTINGS = 300
"""Of all tables together. A report prints each of the three once; to read one takes milliseconds."""


def recognise(document: Document) -> Statement:
    """Read a document in terms of the form. Never raises on what a document may hold; what is
    missing is an issue."""
    long = any(len(c.text) > MOST_CHARACTERS for b in document.blocks for row in b.rows for c in row)
    printed = [] if long else stream(document)
    if long or len(printed) > MOST_TOKENS:
        return _refused(f"{MOST_CHARACTERS} characters in one piece" if long else f"{MOST_TOKENS} fields")
    tokens = join_split_labels(split_glued_table(printed))
    regions = find(tokens)
    if len(regions) > MOST_PRINTINGS:
        return _refused(f"{MOST_PRINTINGS} printings of the tables")
    prose = _prose(tokens, regions)
    texts = sections(prose)
    paragraphs = [t.text for t in prose]
    page, published_on = (document.metadata.get(name, "") for name in ("title", "published_on"))
    named = identify(page, paragraphs, texts.get("overview", ""), published_on)
    if not named.part and (part := part_of_year(tokens, regions, named.year)):
        said = Issue("recognise", "report.part_year", "error", detail=part)
        named = replace(named, year=None, part=part, issues=(*named.issues, said))
    tables, issues = read_tables(tokens, regions, named.year, document.whole)
    if sure := confidences(document):
        tables = {
            table: replace(read, solution=doubt(read.form, read.solution, sure))
            for table, read in tables.items()
        }
    if not tables:
        issue = _without_tables(document, paragraphs, named.year)
        return _statement(named, texts, {}, [*issues, *named.issues, issue])
    return _statement(named, texts, tables, [*issues, *named.issues])


def _refused(excess: str) -> Statement:
    """Of a document in which there is more than in any report."""
    issue = Issue("recognise", "read.too_large", "error", detail=f"more than {excess}")
    return Statement(None, None, "unknown", issues=(issue,))


def _statement(
    named: Identity, texts: dict[str, str], tables: dict[str, TableReading], issues: list[Issue]
) -> Statement:
    """All that was read, in the order of the form."""
    editions = {t: tables[t].form.edition for t in catalogue().tables if t in tables}
    tells = {t: read.tells for t, read in tables.items()}
    edition = report_edition(editions, tells, named.year)
    issues += edition_issues(editions, tells, named.year)
    readings = _readings(tables, edition)
    if tables:
        issues += _missing(tables, edition, named)
    if tables and {parse(r.text or "").status for r in readings if not r.doubt} == {"blank"}:
        issues.append(Issue("recognise", "form.blank", "error"))
    solutions = [tables[t].solution for t in editions]
    return Statement(
        office=named.office,
        year=named.year,
        edition=edition,
        edition_printed=any(tells.values()),
        title=named.title,
        editions=editions,
        readings=readings,
        sections=texts,
        numbers_found=sum(s.printed for s in solutions),
        numbers_lost=sum(s.lost for s in solutions),
        part_of_year=named.part,
        issues=(*issues, *(issue for s in solutions for issue in s.issues)),
    )


def _missing(tables: dict[str, TableReading], edition: str, named: Identity) -> list[Issue]:
    """An issue for each table of the edition that was not found, and for a report that names no
    year or office."""
    issues = [
        Issue("recognise", "form.table_missing", "error", Place(table=t))
        for t in catalogue().tables_of(edition)
        if t not in tables
    ]
    if named.year is None and not named.part:
        issues.append(Issue("recognise", "year.unknown", "error"))
    if named.office is None:
        issues.append(Issue("recognise", "office.unknown", "error"))
    return issues


def _without_tables(document: Document, paragraphs: list[str], year: int | None) -> Issue:
    """Why a document has none of the tables: there was no form, the report is attached to it, or it is
    one that did not need the list of its time."""
    attached = document.metadata.get("attachments", "")
    if year is not None and year < next(iter(catalogue().editions.values())).years[0]:
        return Issue("recognise", "form.before_2014", "error")
    if attached:
        return Issue("recognise", "form.attachment_only", "error", detail=attached)
    if _is_older(paragraphs, year):
        return Issue("recognise", "form.before_2019", "error")
    return Issue("recognise", "form.none", "error")


def _readings(tables: dict[str, TableReading], edition: str) -> tuple[Reading, ...]:
    """The readings of all tables; of one that was not found, in the edition of the report, or in the
    latest of its tables if it has none. Nothing where there are no tables."""
    editions = catalogue().editions
    if tables and edition not in editions:
        edition = max((t.form.edition for t in tables.values()), key=[*editions].index)
    readings: list[Reading] = []
    for table in catalogue().tables if tables else ():
        if table in tables:
            readings += tables[table].solution.readings
        elif form := editions[edition].tables.get(table):
            cells = (name.split(".") for name in form.cells)
            readings += [Reading(table, row, column, None, doubt="absent") for row, column in cells]
    return tuple(readings)


def _prose(tokens: list[Token], regions: list[Region]) -> list[Token]:
    inside = {i for r in regions for i in range(r.start, r.end)}
    return [t for i, t in enumerate(tokens) if i not in inside and fold(t.text)]


def _is_older(paragraphs: list[str], year: int | None) -> bool:
    """A report of the time before the tables of the present form: by its year, or by the words of the
    list of that time."""
    present = catalogue().latest.tables.keys()
    if year is not None:
        return any(e.covers(year) and present.isdisjoint(e.tables) for e in catalogue().editions.values())
    text = fold("".join(paragraphs))
    return any(fold(word) in text for word in catalogue().before_2019)
