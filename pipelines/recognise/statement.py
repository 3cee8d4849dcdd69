"""Document -> Statement: which office, year and edition, and what is printed in each cell of the
three tables."""

from __future__ import annotations

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Document, Issue, Place, Reading, Statement
from pipelines.recognise.fields import without_page_numbers
from pipelines.recognise.identity import identify
from pipelines.recognise.layout import style_of
from pipelines.recognise.regions import Region, find
from pipelines.recognise.scanned import confidences, doubt
from pipelines.recognise.sections import sections
from pipelines.recognise.split_glued import split_glued_table
from pipelines.recognise.split_labels import join_split_labels
from pipelines.recognise.tables import TableReading, read_table
from pipelines.recognise.tokens import Token, stream
from pipelines.values import parse


def recognise(document: Document) -> Statement:
    """Read a document in terms of the form. Never raises on what a document may hold; what is
    missing is an issue."""
    tokens = join_split_labels(split_glued_table(stream(document)))
    regions = find(tokens)
    tables, issues = _tables(tokens, regions)
    if sure := confidences(document):
        for table in tables.values():
            doubt(catalogue().editions[table.edition].tables[table.table], table.solution, sure)
    prose = _prose(tokens, regions)
    texts = sections(prose)
    paragraphs = [t.text for t in prose]
    named = identify(document.metadata.get("title", ""), paragraphs, texts.get("overview", ""))
    issues += named.issues
    if not tables:
        attached = document.metadata.get("attachments", "")
        code = "form.attachment_only" if attached else "form.none"
        if _is_older(paragraphs, named.year):
            code, attached = "form.before_2019", ""
        issues.append(Issue("recognise", code, "error", detail=attached))
        return Statement(
            named.office, named.year, "unknown", named.title, sections=texts, issues=tuple(issues)
        )
    issues += [
        Issue("recognise", "form.table_missing", "error", Place(table=t))
        for t in catalogue().tables
        if t not in tables
    ]
    if named.year is None:
        issues.append(Issue("recognise", "year.unknown", "error"))
    if named.office is None:
        issues.append(Issue("recognise", "office.unknown", "error"))
    readings = tuple(
        r
        for t in catalogue().tables
        for r in (tables[t].solution.readings if t in tables else _absent(t, tables))
    )
    if {parse(r.text or "").status for r in readings if not r.doubt} == {"blank"}:
        issues.append(Issue("recognise", "form.blank", "error"))
    for table in tables.values():
        issues += table.solution.issues
    editions = {t: tables[t].edition for t in catalogue().tables if t in tables}
    told = {code for table, code in editions.items() if table != "t4"} or set(editions.values())
    return Statement(
        office=named.office,
        year=named.year,
        edition=told.pop() if len(told) == 1 else "mixed",
        title=named.title,
        editions=editions,
        readings=readings,
        sections=texts,
        numbers_found=sum(t.solution.printed for t in tables.values()),
        numbers_lost=sum(t.solution.lost for t in tables.values()),
        issues=tuple(issues),
    )


def _tables(tokens: list[Token], regions: list[Region]) -> tuple[dict[str, TableReading], list[Issue]]:
    """One reading for each table that is there. Table 4 is the same in all editions and takes that
    of the others."""
    spans = {r: without_page_numbers(tokens[r.start : r.end]) for r in regions}
    style = style_of({r.table: span for r, span in spans.items()})
    last = max(regions, key=lambda r: r.end, default=None)
    torn = last if last and all(t.kind == "blank" for t in tokens[last.end :]) else None
    tables: dict[str, TableReading] = {}
    issues: list[Issue] = []
    for table in catalogue().tables:
        edition = tables["t3"].edition if "t3" in tables else tables["t2"].edition if "t2" in tables else ""
        printings = [
            read_table(table, span, style, edition, cut=r == torn)
            for r, span in spans.items()
            if r.table == table
        ]
        if printings:
            tables[table] = printings[0]
        if len(printings) > 1:
            issues.append(_compare(table, tables, printings))
    return tables, issues


def _absent(table: str, tables: dict[str, TableReading]) -> list[Reading]:
    """The cells of a table that was not found, in the edition of the others."""
    edition = max(t.edition for t in tables.values())
    form = catalogue().editions[edition].tables[table]
    return [
        Reading(table, r.code, c, None, doubt="absent")
        for r in form.rows
        if not r.optional
        for c in r.columns
    ]


def _compare(table: str, tables: dict[str, TableReading], printings: list[TableReading]) -> Issue:
    """A table printed more than once: the same numbers are harmless, others leave all of its cells
    in doubt."""

    def content(reading: TableReading) -> list[tuple[str, object]]:
        return [
            (r.code, parse(r.text).summand if r.text is not None else r.doubt)
            for r in reading.solution.readings
        ]

    first = printings[0]
    if all(content(p) == content(first) for p in printings[1:]):
        return Issue(
            "recognise", "form.table_repeated", "warning", Place(table=table), f"{len(printings)} 次"
        )
    solution = first.solution
    solution.readings = [
        Reading(r.table, r.row, r.column, None, r.spot, "ambiguous", r.text or r.evidence)
        for r in solution.readings
    ]
    solution.lost = solution.printed
    tables[table] = first
    return Issue("recognise", "form.table_rivals", "error", Place(table=table), f"{len(printings)} 次")


def _prose(tokens: list[Token], regions: list[Region]) -> list[Token]:
    inside = {i for r in regions for i in range(r.start, r.end)}
    return [t for i, t in enumerate(tokens) if i not in inside and t.kind != "blank" and fold(t.text)]


def _is_older(paragraphs: list[str], year: int | None) -> bool:
    """A report of the time before the present form: by its year, or by the words of the table of
    that time."""
    first = min(e.years[0] for e in catalogue().editions.values())
    if year is not None:
        return year < first
    text = fold("".join(paragraphs))
    return any(fold(word) in text for word in catalogue().before_2019)
