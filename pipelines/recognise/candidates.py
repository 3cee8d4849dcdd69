"""The ways in which the printed fields of a row can stand in its cells. Mostly there is one; else
the sums choose.

Evidence in this order: as many values as cells; a table whose cells are known; blanks in the places
of values; headings of which one is lost; else every way to leave gaps or to drop a surplus.
Choosing is left to settle.py.
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
from pipelines.recognise.runs import group_ways, pieces, ways
from pipelines.recognise.tokens import Token
from pipelines.values import is_value

MAX_SHIFT = (
    2  # numbers that may be missing or too many in a row; with more than that nothing can be told apart
)


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of a row: a text for each cell (None: not printed) and where it stands."""

    texts: tuple[str | None, ...]
    spots: tuple[Spot, ...]


@dataclass(slots=True)
class RowChoice:
    """A row with all its possible readings. `certain`: the print leaves no other, whatever the sums
    say. `glued`: figures without separators, so the sums must confirm even a single way; `cut`:
    they come apart in several ways before any sum is asked. `placed`: as its values stand under its
    columns on the page. `found`: values printed."""

    row: FormRow
    ways: list[Way]
    certain: bool = False
    glued: bool = False
    cut: bool = False
    placed: bool = False
    surplus: int = 0
    found: int = 0
    evidence: str = ""
    fields: list[Token] = field(default_factory=list)


def _window(fields: list[Token], start: int, cells: int) -> Way:
    chosen = fields[start : start + cells]
    return Way(tuple(t.text for t in chosen), tuple(t.spot for t in chosen))


def _as_way(tokens: list[Token]) -> Way:
    return Way(tuple(t.text for t in tokens), tuple(t.spot for t in tokens))


def choices(form: Form, fields: RowFields, layout: Layout) -> RowChoice:
    """All ways to read one row; none where too much is missing or surplus."""
    tokens = own_fields(form.table, fields)
    cells = len(fields.row.columns)
    solid = [t for t in tokens if t.kind != "blank"]
    choice = RowChoice(fields.row, [], found=sum(t.kind == "value" for t in tokens), fields=tokens)
    choice.evidence = " ".join(t.text.strip() for t in solid)
    if any(names_another_row(form, fields.row.code, t) for t in fields.fields):
        return choice  # the fields may be that row's
    if len(solid) == cells > 1 and _wrapped(solid):
        texts = tuple("".join(t.text.split("\n")) for t in solid)
        choice.ways, choice.glued = (
            [Way(texts, tuple(t.spot for t in solid))],
            True,
        )  # for the sums to confirm
        choice.found = cells
        return choice
    if any(t.kind == "run" for t in tokens):
        return _from_runs(choice, tokens, fields, layout)
    if len(solid) == cells:
        odd = sum(
            t.kind != "value" for t in solid if not t.grid
        )  # of a dump: more than one, and they are pieces
        sure = (
            fields.anchored and not interrupted(form.table, fields) and odd < 2 and not _torn(tokens, layout)
        )
        choice.ways, choice.certain = [_as_way(solid)], sure
        if (other := _by_column(tokens, solid, layout, cells)) is not None:
            choice.ways, choice.certain = [*choice.ways, other], False
    elif not solid:
        words = [t for t in fields.fields if t.kind == "label" and t.key and t.key not in labels(form.table)]
        _nothing_printed(choice, tokens, words, cells)
    elif len(solid) < cells:
        if not _with_blanks(choice, tokens, fields, layout):
            _with_gaps(choice, tokens, solid, layout)
    elif len(solid) - cells <= MAX_SHIFT and cells > 1:
        choice.surplus = len(solid) - cells
        choice.ways = [_as_way(list(kept)) for kept in combinations(solid, cells)]
    return choice


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


def _by_column(tokens: list[Token], solid: list[Token], layout: Layout, cells: int) -> Way | None:
    """The other way to read a row of as many values as cells, where one of the columns in which
    full rows have their values is blank and a value stands beside them: a remark, say, or the
    number of a line."""
    columns = layout.columns.get((solid[0].spot.table, cells)) if solid[0].grid else None
    line = {t.spot.column: t for t in tokens if t.line == solid[0].line}
    if not columns or not line.keys() >= set(columns):
        return None
    found = [line[c] for c in columns]
    beside = any(t.spot.column not in columns for t in solid)
    return _as_way(found) if beside and any(t.kind == "blank" for t in found) else None


def _wrapped(tokens: list[Token]) -> bool:
    """Whether the row's cells are known and too narrow for its figures, so that some go on in the
    next line."""
    broken = [t for t in tokens if "\n" in t.text.strip() and t.text.replace("\n", "").isdigit()]
    return bool(broken) and all(t.grid and (t in broken or t.kind == "value") for t in tokens)


def _nothing_printed(choice: RowChoice, tokens: list[Token], words: list[Token], cells: int) -> None:
    """A row of blanks is a blank row if there are blanks for it, else its cells are not printed.
    With words that the form does not have it is neither: in a single cell they are its content, in
    several there is no telling whose."""
    if words:
        choice.evidence = " ".join(t.text.strip() for t in words)
        if cells == len(words) == 1:
            choice.ways, choice.certain = [_as_way(words)], True
        return
    if len(tokens) >= cells and all(t.kind == "blank" for t in tokens):
        choice.ways = [_window(tokens, len(tokens) - cells if tokens[0].grid else 0, cells)]
    else:
        choice.ways = [Way((None,) * cells, (Spot(),) * cells)]
    choice.certain = True


def _with_blanks(choice: RowChoice, tokens: list[Token], fields: RowFields, layout: Layout) -> bool:
    """Fewer values than cells, but blank cells among them, in the places where full rows have
    values. Where the cells of the table are known this is what is printed; in a dump it is one way,
    which the sums must not contradict."""
    cells = len(fields.row.columns)
    if tokens[0].grid:
        columns = layout.columns.get((tokens[0].spot.table, cells))
        solid = [t for t in tokens if t.kind != "blank"]
        row = [t for t in tokens if t.line == solid[0].line]
        by_column = {t.spot.column: t for t in row}
        if columns and all(c in by_column for c in columns) and all(t.spot.column in columns for t in solid):
            choice.ways, choice.certain = [_as_way([by_column[c] for c in columns])], fields.anchored
        elif len(row) == cells and all(t.line == row[0].line for t in solid):
            choice.ways, choice.certain = [_as_way(row)], fields.anchored
        return bool(choice.ways)
    if layout.style.kept and len(tokens) == cells:
        choice.ways, choice.certain = [_as_way(tokens)], fields.anchored
        return True
    values = [t for t in tokens if t.kind != "blank"]
    spans = layout.spans.get(fields.row.code)
    if spans and (way := _by_place(values, spans)):
        choice.ways, choice.placed = [way], fields.anchored
        return True
    printed = sequence(tokens)
    places = layout.places.get((len(printed), cells))
    if len(printed) == cells and len({t.line for t in printed}) == 1:
        choice.ways = [_as_way(printed)]
    elif places and all(i in places for i, t in enumerate(printed) if t.kind != "blank"):
        choice.ways = [_as_way([printed[i] for i in places])]
    return bool(choice.ways)


def _by_place(values: list[Token], spans: Spans) -> Way | None:
    """The row as it stands under its columns, blank where none of its values does; None if there is
    no telling."""
    found = placed(values, spans)
    if found is None:
        return None
    blank = Spot(page=values[0].spot.page, line=values[0].spot.line)
    texts = tuple(found[i].text if i in found else "" for i in range(len(spans)))
    return Way(texts, tuple(found[i].spot if i in found else blank for i in range(len(spans))))


def _windows(tokens: list[Token], cells: int) -> list[Way]:
    """Stretches of as many fields as cells that hold every value; the blanks in them may be blank
    cells."""
    solid = [i for i, t in enumerate(tokens) if t.kind != "blank"]
    starts = range(max(0, solid[-1] - cells + 1), min(solid[0], len(tokens) - cells) + 1)
    return [_window(tokens, start, cells) for start in starts]


def _with_gaps(choice: RowChoice, tokens: list[Token], values: list[Token], layout: Layout) -> None:
    """Fewer values than cells and no telling which are missing: by the headings if they name as
    many columns as there are values, else every way to leave gaps, and every way to take blanks for
    cells."""
    columns = choice.row.columns
    if len(layout.headings) == len(values) and set(layout.headings) < set(columns):
        choice.ways = [_placed(dict(zip(map(columns.index, layout.headings), values)), len(columns))]
        return
    if len(columns) - len(values) <= MAX_SHIFT:
        for places in combinations(range(len(columns)), len(values)):
            choice.ways.append(_placed(dict(zip(places, values)), len(columns)))
    if len({t.line for t in values}) == 1:  # with a line for each cell a blank line may be a border as well
        choice.ways += _windows(tokens, len(columns))


def _placed(tokens: dict[int, Token], cells: int) -> Way:
    """A way with these tokens in these places and nothing printed in the others."""
    texts = tuple(tokens[i].text if i in tokens else None for i in range(cells))
    return Way(texts, tuple(tokens[i].spot if i in tokens else Spot() for i in range(cells)))


def _from_runs(choice: RowChoice, tokens: list[Token], fields: RowFields, layout: Layout) -> RowChoice:
    """Glued figures: every reading; hard borders first, and only if none fits with blanks taken as
    wrapping."""
    choice.glued = True
    cells, anchored = len(fields.row.columns), fields.anchored
    solid = [t for t in tokens if t.kind in ("value", "run")]
    spot = solid[0].spot
    size, groups = (5, 3) if choice.row.code == "*" else (cells, 1)
    for soft in (False, True):
        parts: list[str] = []
        for token in solid:
            whole = token.kind == "value" and not token.text.strip().isdigit()
            part = [token.text] if whole else pieces(token.text, soft)
            if part is None:
                choice.found = len(solid)
                return choice
            parts += part
        if cells == 1 and len(parts) == 1 and is_value(parts[0]) and not soft:
            choice.ways, choice.certain = [Way((parts[0].strip(),), (spot,))], anchored
            break
        if layout.style.separated and len(parts) == cells and all(map(is_value, parts)) and not soft:
            choice.ways, choice.certain, choice.glued = [Way(tuple(parts), (spot,) * cells)], anchored, False
            break
        found = group_ways(parts, size, groups) if choice.row.code == "*" else ways(parts, cells)
        choice.ways = [Way(way, (spot,) * cells) for way in found]
        figures = sum(len(p) for p in parts)
        choice.cut = cells not in (figures, len(parts))
        choice.certain = anchored and len(found) == 1 and figures == cells and layout.style.filled
        if found:
            break
    choice.found = cells if choice.ways else len(solid)
    return choice
