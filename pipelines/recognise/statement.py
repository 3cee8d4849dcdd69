"""Document -> Statement: which office, year and edition, and what is printed in each cell of the
statutory tables."""

from __future__ import annotations

from dataclasses import replace

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Document, Issue, Place, Reading, Statement
from pipelines.recognise.edition import assumed, edition_issues, report_edition
from pipelines.recognise.fields import without_page_numbers
from pipelines.recognise.gaps import BEHIND, beside_gaps, beside_rows_of, may_be_cut
from pipelines.recognise.identity import Identity, identify
from pipelines.recognise.labels import labels
from pipelines.recognise.layout import style_of
from pipelines.recognise.regions import Region, find
from pipelines.recognise.scanned import confidences, doubt
from pipelines.recognise.sections import sections
from pipelines.recognise.split_glued import split_glued_table
from pipelines.recognise.split_labels import join_split_labels
from pipelines.recognise.tables import MatchedTable, TableReading, match_table, read_table
from pipelines.recognise.tokens import MOST_TOKENS, Token, stream
from pipelines.recognise.unit_line import unit_line
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
    tables, issues = _tables(tokens, regions, named.year)
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
    """Why a document has none of the tables: it is older, or the report is attached to it."""
    if _is_older(paragraphs, year):
        return Issue("recognise", "form.before_2019", "error")
    attached = document.metadata.get("attachments", "")
    code = "form.attachment_only" if attached else "form.none"
    return Issue("recognise", code, "error", detail=attached)


def _tables(
    tokens: list[Token], regions: list[Region], year: int | None
) -> tuple[dict[str, TableReading], list[Issue]]:
    """One reading for each table that is there."""
    last = max(regions, key=lambda r: r.end, default=None)
    truncated = last if last and may_be_cut(tokens, last) else None
    matched = _matched(tokens, regions, year)
    edition = catalogue().edition_of({r.table: p.form.edition for r, p in matched.items()}, year)
    order = catalogue().tables_of(edition)
    tables: dict[str, TableReading] = {}
    issues: list[Issue] = []
    for table in catalogue().tables:
        following = next(iter(order[order.index(table) + 1 :]), None) if table in order else None
        lacks_head = following is not None and _lacks_head(matched, following)
        readings = [
            read_table(
                printing,
                _in_doubt(printing, lacks_head),
                cut=region == truncated,
                unit_line=unit_line(tokens, region),
            )
            for region, printing in matched.items()
            if region.table == table
        ]
        if len(readings) > 1:
            tables[table], issue = _compared(readings)
            issues.append(issue)
        elif readings:
            tables[table] = readings[0]
    rivals = {issue.where.table for issue in issues if issue.code == "form.table_rivals"}
    if len(rivals) > 1:  # two reports in one file: whose the other tables are cannot be told
        for table in tables.keys() - {issue.where.table for issue in issues}:
            tables[table], issue = _in_doubt_as_a_whole(tables[table], 1)
            issues.append(issue)
    return tables, issues


def _matched(tokens: list[Token], regions: list[Region], year: int | None) -> dict[Region, MatchedTable]:
    """The rows of every printing, in the order of the form. A table that does not tell editions apart
    takes that of the table before it, else of one behind it that does, else of the year."""
    spans = {r: without_page_numbers(tokens[r.start : r.end]) for r in regions}
    style = style_of({r.table: span for r, span in spans.items()})
    matched: dict[Region, MatchedTable] = {}
    edition = assumed([(r.table, span) for r, span in spans.items()], year)
    for table in catalogue().tables:
        printings = {
            r: match_table(table, s, style, edition, tokens[r.head : r.start], tokens[r.end : r.end + BEHIND])
            for r, s in spans.items()
            if r.table == table
        }
        edition = next((p.form.edition for p in printings.values()), edition)
        matched |= printings
    return matched


def _in_doubt(printing: MatchedTable, next_lacks_head: bool) -> frozenset[str]:
    """The rows that may be the head of one and the tail of another."""
    rivals = (beside_rows_of(printing.form, rival) for rival in printing.rivals)
    return beside_gaps(printing.rows, next_lacks_head, printing.labelled).union(*rivals)


def _lacks_head(matched: dict[Region, MatchedTable], table: str) -> bool:
    """Whether a table was not found, or begins with the label of a row or group that is not its first."""
    printing = next((p for region, p in matched.items() if region.table == table), None)
    if printing is None:
        return True
    begins = next((t.key for t in printing.tokens if t.kind == "label"), "")
    known = labels(table)
    is_heading = begins not in known.rows or begins in known.heads
    return not is_heading and not printing.rows[0].is_printed


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


def _compared(printings: list[TableReading]) -> tuple[TableReading, Issue]:
    """A table printed more than once: the same numbers are harmless, others leave all of its cells
    in doubt."""

    def content(printing: TableReading) -> list[tuple[str, object]]:
        return [
            (r.code, parse(r.text).summand if r.text is not None else r.doubt)
            for r in printing.solution.readings
        ]

    first = printings[0]
    if all(content(p) == content(first) for p in printings[1:]):
        place, times = Place(table=first.form.table), f"{len(printings)} 次"
        return first, Issue("recognise", "form.table_repeated", "warning", place, times)
    return _in_doubt_as_a_whole(first, len(printings))


def _in_doubt_as_a_whole(first: TableReading, times: int) -> tuple[TableReading, Issue]:
    """A table of which no cell is sure, printed so many times."""
    in_doubt = tuple(
        Reading(r.table, r.row, r.column, None, r.spot, "ambiguous", r.text or r.evidence)
        for r in first.solution.readings
    )
    solution = replace(first.solution, readings=in_doubt, lost=first.solution.printed)
    issue = Issue("recognise", "form.table_rivals", "error", Place(table=first.form.table), f"{times} 次")
    return replace(first, solution=solution), issue


def _prose(tokens: list[Token], regions: list[Region]) -> list[Token]:
    inside = {i for r in regions for i in range(r.start, r.end)}
    return [t for i, t in enumerate(tokens) if i not in inside and fold(t.text)]


def _is_older(paragraphs: list[str], year: int | None) -> bool:
    """A report of the time before the present form: by its year, or by the words of the table of
    that time."""
    first = min(e.years[0] for e in catalogue().editions.values())
    if year is not None:
        return year < first
    text = fold("".join(paragraphs))
    return any(fold(word) in text for word in catalogue().before_2019)
