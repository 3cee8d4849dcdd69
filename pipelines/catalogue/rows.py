"""How the rows of a table belong together over all editions, and which of them nothing would
count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pipelines.catalogue.entries import Edition, Form, Line, Sum
from pipelines.catalogue.strict_yaml import CatalogueError

Lines = Mapping[tuple[str, str, str], Line]


def children(table: str, row: str, lines: Lines) -> tuple[str, ...]:
    """The rows right below one, in the order of lines.yml."""
    return tuple(c for (t, kind, c), line in lines.items() if (t, kind, line.parent) == (table, "row", row))


def parts(table: str, row: str, lines: Lines, editions: Mapping[str, Edition]) -> tuple[str, ...]:
    """The filled rows that add up to `row` over all editions, in the order of lines.yml: itself
    where an edition fills it, the parts of its children where it is a heading. A row of 2019 that
    became the heading of three rows in 2021 gives all four; a report has either, never both."""
    wanted = {
        part
        for edition in editions.values()
        if table in edition.tables
        for part in _filled(edition.tables[table], row, lines)
    }
    return tuple(c for t, kind, c in lines if (t, kind) == (table, "row") and c in wanted)


def _filled(form: Form, row: str, lines: Lines) -> Iterable[str]:
    if any(r.code == row for r in form.rows):
        return (row,)
    return [part for child in children(form.table, row, lines) for part in _filled(form, child, lines)]


def top(table: str, row: str, lines: Lines) -> str:
    """The heading above all others that a row is under; empty if there is none."""
    parent = lines[table, "row", row].parent
    return (top(table, parent, lines) or parent) if parent else ""


def check_rows(
    lines: Lines, editions: Mapping[str, Edition], sums: Iterable[Sum], indicators: Collection[str]
) -> None:
    """Refuse an edition with a row or column that nothing counts: a row that is in no sum of its
    table, under no filled row that is, in none of the cells `indicators`, and not marked `alone` in
    lines.yml. A sum that misses it would make every report of that edition look wrong. Raises
    CatalogueError."""
    sums = tuple(sums)
    for total in sums:
        if total.each == "column" and len({top(total.table, part, lines) for part in total.left}) > 1:
            tops = {part: top(total.table, part, lines) or "none" for part in total.left}
            raise CatalogueError(
                f"sums.yml: {total.code}: its parts are under different headings of lines.yml: {tops}"
            )
    shown = {(cell.split(".")[0], cell.split(".")[1]) for cell in indicators}
    for edition in editions.values():
        for form in edition.tables.values():
            _check_form(form, lines, sums, shown)


def _check_form(form: Form, lines: Lines, sums: Iterable[Sum], shown: Collection[tuple[str, str]]) -> None:
    where = f"{form.edition}.yml: {form.table}"
    of_table = [s for s in sums if s.table == form.table]
    for each, kind, codes in (
        ("column", "row", [r.code for r in form.rows]),
        ("row", "column", list(form.columns)),
    ):
        summed = {name for s in of_table if s.each == each for name in (*s.left, *s.right)}
        for code in codes:
            if kind == "row" and _alone(form, code, lines):
                continue
            if summed and code not in summed and not _below(form, code, summed, lines, kind):
                raise CatalogueError(
                    f"{where}: {kind} {code!r} is in no sum of sums.yml, though the table has sums over its "
                    f"{kind}s; add it to one, or give it a parent that is"
                )
            if kind == "row" and not (summed or (form.table, code) in shown):
                raise CatalogueError(
                    f"{where}: row {code!r} is in no sum and in no indicator; add it to indicators.yml, "
                    "or say `alone: true` of it in lines.yml if it is compared with nothing but itself"
                )


def _alone(form: Form, code: str, lines: Lines) -> bool:
    return lines[form.table, "row", code].alone


def _below(form: Form, code: str, summed: Collection[str], lines: Lines, kind: str) -> bool:
    """Whether a row is a part of a filled row that is summed: an "of which"."""
    parent = lines[form.table, kind, code].parent
    if not parent:
        return False
    filled = any(r.code == parent for r in form.rows)
    return (filled and parent in summed) or _below(form, parent, summed, lines, kind)
