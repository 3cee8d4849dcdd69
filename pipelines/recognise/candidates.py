"""The candidates of a row: how its printed fields can be placed in its cells. Mostly there is one;
else the sums choose.

Evidence in this order: as many values as cells; a table whose cells are known; blanks in the places
of values; headings of which one is lost; else every way to leave gaps or to drop a surplus.
Choosing is left to solve.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import sums_within
from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.fields import interrupted, names_another_row, own_fields, up_to_its_end
from pipelines.recognise.glued_rows import with_runs
from pipelines.recognise.labels import labels
from pipelines.recognise.layout import Layout
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.places import placed
from pipelines.recognise.short_rows import MAX_SHIFT, with_blanks, with_gaps
from pipelines.recognise.tokens import Token

_FIGURE_BEHIND = re.compile(r"[(（\[【]\s*\d[\d,.]*\s*[)）\]】]\s*$")
_SPACED = re.compile(r"[1-9]([ \u00a0\u2000-\u200a\u202f]{1,2})\d(?:\1\d)+")


def candidates(form: Form, fields: RowFields, layout: Layout) -> RowCandidates:
    """The candidates of one row; none where too much is missing or surplus."""
    tokens = own_fields(form.table, fields)
    solid = [t for t in tokens if t.kind != "blank"]
    row = RowCandidates(
        fields.row,
        printed=sum(t.kind == "value" for t in tokens),
        evidence=" ".join(t.text.strip() for t in solid),
        fields=tuple(tokens),
    )
    words = [t for t in fields.fields if t.kind == "label"]
    if any(names_another_row(form, fields.row.code, t) for t in words):
        return row  # the fields may be that row's
    cells = fields.row.cells
    summed = bool(sums_within(form, fields.row.names))
    if len(solid) == cells > 1 and _wrapped(solid):
        return _joined(row, solid, glued=True)
    if len(solid) == cells and _spaced(solid):
        return replace(_joined(row, solid, glued=summed), certain=fields.anchored)
    if any(t.kind == "run" for t in tokens):
        if not summed and len(tokens) >= cells > 1 and all(t.grid for t in tokens):
            return replace(row, glued=True, printed=len(solid))  # 0041 in a cell is no 0, 0 and 41
        return with_runs(row, fields.anchored, layout, summed)
    if len(solid) == cells:
        return _full(form, row, fields, layout)
    if not solid:
        words = [t for t in up_to_its_end(form.table, fields) if t.kind == "label"]
        if _FIGURE_BEHIND.search(fields.label):
            return row  # 行政强制（299）: it is not known whether the figure is the row's
        return _nothing_printed(row, [t for t in words if t.key and t.key not in labels(form.table)])
    if len(solid) < cells:
        return with_blanks(row, fields.anchored, layout, words) or with_gaps(row, layout)
    return row if _from_several_lines(solid) else _with_surplus(row, solid)


def _from_several_lines(solid: list[Token]) -> bool:
    """Whether the values of a page without rulings come from several lines: those of another line
    may be the rest of one that was broken."""
    return solid[0].spot.box is not None and not solid[0].grid and len({t.line for t in solid}) > 1


def _full(form: Form, row: RowCandidates, fields: RowFields, layout: Layout) -> RowCandidates:
    """As many values as cells."""
    tokens = list(row.fields)
    solid = [t for t in tokens if t.kind != "blank"]
    if not _is_in_lines(form, solid) and _is_elsewhere(row, solid, layout):
        return row
    odd = [
        t for t in solid if t.kind != "value" and not t.grid
    ]  # of a dump: more than one, and they are pieces
    worded = any(not any(map(str.isdigit, t.text)) for t in odd)  # it may stand beside cells, not in one
    sure = (
        fields.anchored
        and len(odd) < 2
        and not worded
        and not interrupted(form.table, fields)
        and not _torn(tokens, layout)
    )
    if (other := _by_column(tokens, solid, layout, row.row.cells)) is not None:
        return replace(row, candidates=(Candidate.of(solid), other))
    return replace(row, candidates=(Candidate.of(solid),), certain=sure)


def _is_in_lines(form: Form, solid: list[Token]) -> bool:
    """Whether a table in one line is printed with a line for each of its rows, all of them full."""
    lines = Counter(t.line for t in solid)
    return form.printed == "one_line" and [*lines.values()] == [len(form.columns)] * len(form.rows)


def _is_elsewhere(row: RowCandidates, solid: list[Token], layout: Layout) -> bool:
    """Whether the values of a page without rulings come from several lines, and not each is under
    its own column: one may be the rest of another that was broken."""
    if not _from_several_lines(solid):
        return False
    at = placed(solid, layout.spans.get(row.row.code, ()))
    return at is None or sorted(at) != [*range(row.row.cells)]


def _torn(tokens: list[Token], layout: Layout) -> bool:
    """Whether the values of a table whose cells are known come from several lines that differ in
    length or have blanks, too; or follow a blank where no other row shows that this is no cell of
    theirs."""
    solid = [i for i, t in enumerate(tokens) if t.grid and t.kind != "blank"]
    lines = Counter(tokens[i].line for i in solid)
    if len(lines) > 1:
        return len({*lines.values()}) > 1 or any(t.kind == "blank" and t.line in lines for t in tokens)
    firm = bool(solid) and (tokens[solid[0]].spot.table, len(solid)) in layout.firm
    return len(solid) > 1 and not firm and solid[-1] >= len(solid)


def _by_column(tokens: list[Token], solid: list[Token], layout: Layout, cells: int) -> Candidate | None:
    """The other way to read a row of as many values as cells, where one of the columns in which
    full rows have their values is blank and a value is beside them: a remark, say, or the number of
    a line."""
    columns = layout.columns.get((solid[0].spot.table, cells)) if solid[0].grid else None
    line = {t.spot.column: t for t in tokens if t.line == solid[0].line}
    if not columns or not line.keys() >= set(columns):
        return None
    in_columns = [line[c] for c in columns]
    beside = any(t.spot.column not in columns for t in solid)
    return Candidate.of(in_columns) if beside and any(t.kind == "blank" for t in in_columns) else None


def _wrapped(tokens: list[Token]) -> bool:
    """Whether the row's cells are known and too narrow for its figures, so that some go on in the
    next line."""
    broken = [t for t in tokens if "\n" in t.text.strip() and t.text.replace("\n", "").isdigit()]
    return bool(broken) and all(t.grid and (t in broken or t.kind == "value") for t in tokens)


def _spaced(tokens: list[Token]) -> bool:
    """Whether every cell has a field of its own, and in some of them the figures of one number are
    set apart, each from the next: `6 9 7`. Two figures may be two numbers."""
    spaced = [t for t in tokens if _SPACED.fullmatch(t.text.strip())]
    in_cells = all(t.grid or (t.spot.column or 0) > 1 for t in tokens)
    return bool(spaced) and in_cells and all(t in spaced or t.kind == "value" for t in tokens)


def _joined(row: RowCandidates, solid: list[Token], *, glued: bool) -> RowCandidates:
    """The figures without the blanks and line breaks in them; `glued`: for the sums to confirm."""
    texts = tuple("".join(t.text.split()) if t.kind == "run" else t.text for t in solid)
    joined = Candidate(texts, tuple(t.spot for t in solid))
    return replace(row, candidates=(joined,), glued=glued, printed=row.row.cells)


def _nothing_printed(row: RowCandidates, words: list[Token]) -> RowCandidates:
    """A row of blanks is a blank row if there are blanks for it, else its cells are not printed.
    With words that the form does not have it is neither: in a single cell they are its content, in
    several it is not known whose it is."""
    tokens, cells = row.fields, row.row.cells
    if words:
        row = replace(row, evidence=" ".join(t.text.strip() for t in words))
        if cells == len(words) == 1:
            return replace(row, candidates=(Candidate.of(words),), certain=True)
        return row
    if len(tokens) >= cells and all(t.kind == "blank" for t in tokens):
        start = len(tokens) - cells if tokens[0].grid else 0
        blank = Candidate.of(tokens[start : start + cells])
    else:
        blank = Candidate((None,) * cells, (Spot(),) * cells)
    return replace(row, candidates=(blank,), certain=True)


def _has_figure(token: Token) -> bool:
    return token.kind == "label" and any(map(str.isdigit, token.text))


def _with_surplus(row: RowCandidates, solid: list[Token]) -> RowCandidates:
    """More values than cells: every way to drop what is too many. A word with a figure in it is not
    dropped: it may be the first piece of the value behind it."""
    cells = row.row.cells
    if cells == 1 or len(solid) - cells > MAX_SHIFT or any(_has_figure(t) for t in solid):
        return row
    kept = tuple(Candidate.of(tokens) for tokens in combinations(solid, cells))
    return replace(row, candidates=kept, surplus=len(solid) - cells)
