"""The candidates of a row: how its printed fields can stand in its cells. Mostly there is one; else
the sums choose.

Evidence in this order: as many values as cells; a table whose cells are known; blanks in the places
of values; headings of which one is lost; else every way to leave gaps or to drop a surplus.
Choosing is left to solve.py.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from pipelines.catalogue.entries import Form, FormRow
from pipelines.model import Spot
from pipelines.recognise.fields import interrupted, names_another_row, own_fields
from pipelines.recognise.labels import labels
from pipelines.recognise.layout import Layout, sequence
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.places import Spans, placed
from pipelines.recognise.runs import group_segmentations, pieces, segmentations
from pipelines.recognise.tokens import Token
from pipelines.values import is_value

MAX_SHIFT = (
    2  # numbers that may be missing or too many in a row; with more than that nothing can be told apart
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a row: a text for each cell (None: not printed) and where it stands."""

    texts: tuple[str | None, ...]
    spots: tuple[Spot, ...]


@dataclass(slots=True)
class RowCandidates:
    """A row with all its possible readings. `certain`: the print leaves no other, whatever the sums
    say. `glued`: figures without separators, so the sums must confirm even a single way; `cut`:
    they come apart in several ways before any sum is asked. `placed`: as its values stand under its
    columns on the page. `printed`: how many values."""

    row: FormRow
    candidates: list[Candidate]
    certain: bool = False
    glued: bool = False
    cut: bool = False
    placed: bool = False
    surplus: int = 0
    printed: int = 0
    evidence: str = ""
    fields: list[Token] = field(default_factory=list)


def _window(fields: list[Token], start: int, cells: int) -> Candidate:
    chosen = fields[start : start + cells]
    return Candidate(tuple(t.text for t in chosen), tuple(t.spot for t in chosen))


def _as_candidate(tokens: list[Token]) -> Candidate:
    return Candidate(tuple(t.text for t in tokens), tuple(t.spot for t in tokens))


def candidates(form: Form, fields: RowFields, layout: Layout) -> RowCandidates:
    """The candidates of one row; none where too much is missing or surplus."""
    tokens = own_fields(form.table, fields)
    cells = len(fields.row.columns)
    solid = [t for t in tokens if t.kind != "blank"]
    row = RowCandidates(fields.row, [], printed=sum(t.kind == "value" for t in tokens), fields=tokens)
    row.evidence = " ".join(t.text.strip() for t in solid)
    if any(names_another_row(form, fields.row.code, t) for t in fields.fields):
        return row  # the fields may be that row's
    if len(solid) == cells > 1 and _wrapped(solid):
        texts = tuple("".join(t.text.split("\n")) for t in solid)
        row.candidates, row.glued = (
            [Candidate(texts, tuple(t.spot for t in solid))],
            True,
        )  # for the sums to confirm
        row.printed = cells
        return row
    if any(t.kind == "run" for t in tokens):
        return _from_runs(row, tokens, fields, layout)
    if len(solid) == cells:
        odd = sum(
            t.kind != "value" for t in solid if not t.grid
        )  # of a dump: more than one, and they are pieces
        sure = (
            fields.anchored and not interrupted(form.table, fields) and odd < 2 and not _torn(tokens, layout)
        )
        row.candidates, row.certain = [_as_candidate(solid)], sure
        if (other := _by_column(tokens, solid, layout, cells)) is not None:
            row.candidates, row.certain = [*row.candidates, other], False
    elif not solid:
        words = [t for t in fields.fields if t.kind == "label" and t.key and t.key not in labels(form.table)]
        _nothing_printed(row, tokens, words, cells)
    elif len(solid) < cells:
        if not _with_blanks(row, tokens, fields, layout):
            _with_gaps(row, tokens, solid, layout)
    elif len(solid) - cells <= MAX_SHIFT and cells > 1:
        row.surplus = len(solid) - cells
        row.candidates = [_as_candidate(list(kept)) for kept in combinations(solid, cells)]
    return row


def _torn(tokens: list[Token], layout: Layout) -> bool:
    """Whether the values of a table whose cells are known come from several lines that differ in
    length or have blanks, too; or stand behind a blank where no other row shows that this is no
    cell of theirs."""
    solid = [i for i, t in enumerate(tokens) if t.grid and t.kind != "blank"]
    lines = Counter(tokens[i].line for i in solid)
    if len(lines) > 1:
        return len({*lines.values()}) > 1 or any(t.kind == "blank" and t.line in lines for t in tokens)
    firm = bool(solid) and (tokens[solid[0]].spot.table, len(solid)) in layout.firm
    return len(solid) > 1 and not firm and solid[-1] >= len(solid)


def _by_column(tokens: list[Token], solid: list[Token], layout: Layout, cells: int) -> Candidate | None:
    """The other way to read a row of as many values as cells, where one of the columns in which
    full rows have their values is blank and a value stands beside them: a remark, say, or the
    number of a line."""
    columns = layout.columns.get((solid[0].spot.table, cells)) if solid[0].grid else None
    line = {t.spot.column: t for t in tokens if t.line == solid[0].line}
    if not columns or not line.keys() >= set(columns):
        return None
    in_columns = [line[c] for c in columns]
    beside = any(t.spot.column not in columns for t in solid)
    return _as_candidate(in_columns) if beside and any(t.kind == "blank" for t in in_columns) else None


def _wrapped(tokens: list[Token]) -> bool:
    """Whether the row's cells are known and too narrow for its figures, so that some go on in the
    next line."""
    broken = [t for t in tokens if "\n" in t.text.strip() and t.text.replace("\n", "").isdigit()]
    return bool(broken) and all(t.grid and (t in broken or t.kind == "value") for t in tokens)


def _nothing_printed(row: RowCandidates, tokens: list[Token], words: list[Token], cells: int) -> None:
    """A row of blanks is a blank row if there are blanks for it, else its cells are not printed.
    With words that the form does not have it is neither: in a single cell they are its content, in
    several there is no telling whose."""
    if words:
        row.evidence = " ".join(t.text.strip() for t in words)
        if cells == len(words) == 1:
            row.candidates, row.certain = [_as_candidate(words)], True
        return
    if len(tokens) >= cells and all(t.kind == "blank" for t in tokens):
        row.candidates = [_window(tokens, len(tokens) - cells if tokens[0].grid else 0, cells)]
    else:
        row.candidates = [Candidate((None,) * cells, (Spot(),) * cells)]
    row.certain = True


def _with_blanks(row: RowCandidates, tokens: list[Token], fields: RowFields, layout: Layout) -> bool:
    """Fewer values than cells, but blank cells among them, in the places where full rows have
    values. Where the cells of the table are known this is what is printed; in a dump it is one way,
    which the sums must not contradict."""
    cells = len(fields.row.columns)
    if tokens[0].grid:
        columns = layout.columns.get((tokens[0].spot.table, cells))
        solid = [t for t in tokens if t.kind != "blank"]
        beside = [t for t in tokens if t.line == solid[0].line]
        by_column = {t.spot.column: t for t in beside}
        if columns and all(c in by_column for c in columns) and all(t.spot.column in columns for t in solid):
            row.candidates, row.certain = [_as_candidate([by_column[c] for c in columns])], fields.anchored
        elif len(beside) == cells and all(t.line == beside[0].line for t in solid):
            row.candidates, row.certain = [_as_candidate(beside)], fields.anchored
        return bool(row.candidates)
    if layout.style.kept and len(tokens) == cells:
        row.candidates, row.certain = [_as_candidate(tokens)], fields.anchored
        return True
    values = [t for t in tokens if t.kind != "blank"]
    spans = layout.spans.get(fields.row.code)
    if spans and (candidate := _by_place(values, spans)):
        row.candidates, row.placed = [candidate], fields.anchored
        return True
    printed = sequence(tokens)
    places = layout.places.get((len(printed), cells))
    if len(printed) == cells and len({t.line for t in printed}) == 1:
        row.candidates = [_as_candidate(printed)]
    elif places and all(i in places for i, t in enumerate(printed) if t.kind != "blank"):
        row.candidates = [_as_candidate([printed[i] for i in places])]
    return bool(row.candidates)


def _by_place(values: list[Token], spans: Spans) -> Candidate | None:
    """The row as it stands under its columns, blank where none of its values does; None if there is
    no telling."""
    at = placed(values, spans)
    if at is None:
        return None
    blank = Spot(page=values[0].spot.page, line=values[0].spot.line)
    texts = tuple(at[i].text if i in at else "" for i in range(len(spans)))
    return Candidate(texts, tuple(at[i].spot if i in at else blank for i in range(len(spans))))


def _windows(tokens: list[Token], cells: int) -> list[Candidate]:
    """Stretches of as many fields as cells that hold every value; the blanks in them may be blank
    cells."""
    solid = [i for i, t in enumerate(tokens) if t.kind != "blank"]
    starts = range(max(0, solid[-1] - cells + 1), min(solid[0], len(tokens) - cells) + 1)
    return [_window(tokens, start, cells) for start in starts]


def _with_gaps(row: RowCandidates, tokens: list[Token], values: list[Token], layout: Layout) -> None:
    """Fewer values than cells and no telling which are missing: by the headings if they name as
    many columns as there are values, else every way to leave gaps, and every way to take blanks for
    cells."""
    columns = row.row.columns
    if len(layout.headings) == len(values) and set(layout.headings) < set(columns):
        row.candidates = [_placed(dict(zip(map(columns.index, layout.headings), values)), len(columns))]
        return
    if len(columns) - len(values) <= MAX_SHIFT:
        for places in combinations(range(len(columns)), len(values)):
            row.candidates.append(_placed(dict(zip(places, values)), len(columns)))
    if len({t.line for t in values}) == 1:  # with a line for each cell a blank line may be a border as well
        row.candidates += _windows(tokens, len(columns))


def _placed(tokens: dict[int, Token], cells: int) -> Candidate:
    """A candidate with these tokens in these places and nothing printed in the others."""
    texts = tuple(tokens[i].text if i in tokens else None for i in range(cells))
    return Candidate(texts, tuple(tokens[i].spot if i in tokens else Spot() for i in range(cells)))


def _from_runs(row: RowCandidates, tokens: list[Token], fields: RowFields, layout: Layout) -> RowCandidates:
    """Glued figures: every reading; hard borders first, and only if none fits with blanks taken as
    wrapping."""
    row.glued = True
    cells, anchored = len(fields.row.columns), fields.anchored
    solid = [t for t in tokens if t.kind in ("value", "run")]
    spot = solid[0].spot
    size, groups = (5, 3) if row.row.code == "*" else (cells, 1)
    for ignore_blanks in (False, True):
        parts: list[str] = []
        for token in solid:
            whole = token.kind == "value" and not token.text.strip().isdigit()
            part = [token.text] if whole else pieces(token.text, ignore_blanks)
            if part is None:
                row.printed = len(solid)
                return row
            parts += part
        if cells == 1 and len(parts) == 1 and is_value(parts[0]) and not ignore_blanks:
            row.candidates, row.certain = [Candidate((parts[0].strip(),), (spot,))], anchored
            break
        if layout.style.separated and len(parts) == cells and all(map(is_value, parts)) and not ignore_blanks:
            row.candidates, row.certain, row.glued = (
                [Candidate(tuple(parts), (spot,) * cells)],
                anchored,
                False,
            )
            break
        cuts = (
            group_segmentations(parts, size, groups) if row.row.code == "*" else segmentations(parts, cells)
        )
        row.candidates = [Candidate(cut, (spot,) * cells) for cut in cuts]
        figures = sum(len(p) for p in parts)
        row.cut = cells not in (figures, len(parts))
        row.certain = anchored and len(cuts) == 1 and figures == cells and layout.style.filled
        if cuts:
            break
    row.printed = cells if row.candidates else len(solid)
    return row
