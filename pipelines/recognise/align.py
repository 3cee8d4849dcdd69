"""Aligns a stream of tokens to a form by dynamic programming, for tables whose labels are torn,
lost or misspelt.

Only order is trusted. The form is a list of slots, a label and its values row by row; the cheapest
way to match tokens to slots, skipping either, shows which label belongs to which row. How many
numbers a row then has, and whether they can be told apart, is settled elsewhere (solve.py): this
module only says where each row begins.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.labels import labels, row_keys, similarity
from pipelines.recognise.match_in_order import RowFields, RowMatch
from pipelines.recognise.printed_rows import PrintedRow, printed_rows, rows_in_order
from pipelines.recognise.tokens import Token

# Costs found on reports with planted faults: a number must be worth more than any label, a label
# more than nothing.
SKIP_LABEL_SLOT = 0.6
SKIP_VALUE_SLOT = 2.0
SKIP_VALUE = 2.5
"""The costs of passing over a value of the form, and over one in print."""
# The exact label of a row was printed for that row, so no other edition may pass it over.
SKIP_KNOWN_ROW = 8.0
MISMATCH = 0.9
"""The cost of a label that is not alike at all."""
LEAST_SIMILARITY = 0.5
"""Labels that are less alike are never matched."""
_INFINITE = 1e9
_EQUAL = 1e-9  # costs that differ by less are the same, summed up in another order
_SKIP_TOKEN, _SKIP_SLOT, _MATCH = 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Slot:
    row: int  # index into the rows of the form, -1 for words without numbers
    keys: tuple[str, ...] | None  # None: a value


def align(form: Form, tokens: list[Token]) -> tuple[float, RowMatch]:
    """(cost, rows with their fields). Rows that were not found have no fields; values under no row
    are stray."""
    slots, rows = _slots(form, tokens)
    solid = _solid(form, tokens)
    exact = row_keys(form.table, form.edition)
    whole = exact | (labels(form.table).rows.keys() - labels(form.table).heads)
    if form.is_list:  # its labels are in the words of the form (list_rows.py)
        whole |= {t.key for t in tokens if t.kind == "label"}
    cost, matches = _cheapest(slots, [tokens[i] for i in solid], exact, whole)
    begins = _beginnings(slots, solid, matches)
    return cost, _divided(rows, begins, tokens, exact)


def _slots(form: Form, tokens: list[Token]) -> tuple[list[_Slot], list[PrintedRow]]:
    """Slots of the form in reading order, and the filled rows that they name."""
    rows: list[PrintedRow] = []
    slots: list[_Slot] = []
    if form.printed == "grid":
        slots += _heading_slots(form, form.columns)
    title = ""
    for code, row in rows_in_order(form, frozenset(t.key for t in tokens if t.kind == "label")):
        if row and row.title != title:
            title = row.title
            slots += [_Slot(-1, (key(title),)), *_heading_slots(form, row.columns)]
        names = tuple(key(label) for label in catalogue().row(form.table, code).labels)
        if row is None:
            slots.append(_Slot(-1, names))
            continue
        slots.append(_Slot(len(rows), names))
        slots += [_Slot(len(rows), None)] * row.cells
        rows.append(row)
    return slots, rows


def _heading_slots(form: Form, columns: tuple[str, ...]) -> list[_Slot]:
    """The fixed words above the columns of a table or block, and the columns' own headings."""
    data = catalogue()
    words = [_Slot(-1, (key(heading.zh),)) for heading in data.headings[form.table]]
    names = (data.column(form.table, column).labels for column in columns)
    return words + [_Slot(-1, tuple(map(key, labels))) for labels in names]


def _solid(form: Form, tokens: list[Token]) -> list[int]:
    """The tokens to be matched, by their places. A run of glued figures comes as often as it may
    hold values, at most a row of them."""
    widest = max(row.cells for row in printed_rows(form).values())
    solid: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind == "run":
            solid += [i] * min(widest, max(1, sum(c.isdigit() for c in token.text)))
        elif token.kind != "blank":
            solid.append(i)
    return solid


def _beginnings(
    slots: list[_Slot], solid: list[int], matches: list[tuple[int, int]]
) -> dict[int, tuple[int, bool]]:
    """Row -> (its first token, whether that is its label)."""
    begins: dict[int, tuple[int, bool]] = {}
    taken: dict[int, int] = {}  # token -> the row that has it; a run may fit into more rows than one
    for slot, n in matches:
        row, token = slots[slot].row, solid[n]
        if row >= 0 and taken.setdefault(token, row) == row and row not in begins:
            begins[row] = (token, slots[slot].keys is not None)
    return begins


def _divided(
    rows: list[PrintedRow], begins: dict[int, tuple[int, bool]], tokens: list[Token], exact: frozenset[str]
) -> RowMatch:
    """The tokens divided among the rows that begin in them. To a row without a label goes the exact
    label right in front of its values, by which they are seen to be another row's."""
    aligned = [RowFields(row, anchored=False) for row in rows]
    starts = sorted((at, row) for row, (at, _) in begins.items())
    first = starts[0][0] if starts else len(tokens)
    stray = [t for t in tokens[:first] if t.kind in ("value", "run")]
    for (at, row), (end, following) in zip(starts, [*starts[1:], (len(tokens), -1)]):
        labelled = begins[row][1]
        # a row is sure of its numbers only if the one after it has a label too: else the border is
        # a guess
        aligned[row].anchored = labelled and (following < 0 or begins[following][1])
        aligned[row].fields = tokens[at + labelled : end]
        if not labelled and (label := _in_front(tokens[:at])) and label.key in exact:
            aligned[row].fields.insert(0, label)
        if labelled:
            aligned[row].line, aligned[row].label = tokens[at].line, tokens[at].text
    return RowMatch(aligned, stray)


def _in_front(tokens: list[Token]) -> Token | None:
    """The label right behind which something begins, blanks aside."""
    last = next((t for t in reversed(tokens) if t.kind != "blank"), None)
    return last if last and last.kind == "label" else None


def _skip(token: Token, exact: frozenset[str]) -> float:
    """The cost of a token that no slot takes."""
    if token.kind != "label":
        return SKIP_VALUE
    if token.key in exact:
        return SKIP_KNOWN_ROW
    length = len(token.key)
    return min(0.8, 0.25 + 0.02 * length) if length < 30 else 0.15


def _cheapest(
    slots: list[_Slot], tokens: list[Token], exact: frozenset[str], whole: frozenset[str]
) -> tuple[float, list[tuple[int, int]]]:
    """The least cost of matching all tokens to all slots, and the matches as (slot, token) in
    order. `exact`: labels of filled rows; `whole`: those of groups as well."""
    n, m = len(tokens), len(slots)
    skip_slot = [SKIP_VALUE_SLOT if s.keys is None else SKIP_LABEL_SLOT for s in slots]
    above = [0.0, *accumulate(skip_slot)]  # costs of the tokens so far and the first j slots
    steps = [bytearray([_SKIP_SLOT]) * (m + 1)]
    fits = _fits(slots, tokens, exact, whole)
    for i in range(1, n + 1):
        skip, fit = _skip(tokens[i - 1], exact), fits[i - 1]
        left = above[0] + skip
        row, step_of = [left] * (m + 1), bytearray([_SKIP_TOKEN]) * (m + 1)
        for j in range(1, m + 1):
            best = above[j] + skip
            if (other := left + skip_slot[j - 1]) <= best + _EQUAL:  # ties leave the last slots empty
                best, step_of[j] = other, _SKIP_SLOT
            if (matched := above[j - 1] + fit[j - 1]) < best - _EQUAL:
                best, step_of[j] = matched, _MATCH
            row[j] = left = best
        above = row
        steps.append(step_of)
    return above[m], _traced(steps)


def _traced(steps: list[bytearray]) -> list[tuple[int, int]]:
    """The matches that the cheapest steps came by, as (slot, token) in order."""
    matches = []
    i, j = len(steps) - 1, len(steps[0]) - 1
    while i or j:
        step = steps[i][j]
        if step == _MATCH:
            i, j = i - 1, j - 1
            matches.append((j, i))
        elif step == _SKIP_TOKEN:
            i -= 1
        else:
            j -= 1
    return matches[::-1]


def _fits(
    slots: list[_Slot], tokens: list[Token], exact: frozenset[str], whole: frozenset[str]
) -> list[list[float]]:
    """The cost of putting each token into each slot; equal labels share one row of the table. The
    exact label of a row or a group fits that alone, however much it is like another: 不予公开 is half
    of 部分公开."""
    values = [0.0 if s.keys is None else _INFINITE for s in slots]
    own = _own_rows(slots, tokens, exact)
    known: dict[str, list[float]] = {}
    out = []
    for token in tokens:
        if token.kind == "label":
            printed = token.key
            if printed not in known:
                known[printed] = _label_costs(slots, printed, 1.0 if printed in whole else LEAST_SIMILARITY)
            out.append(known[printed])
        elif (rows := own.get(token.line)) is None:
            out.append(values)
        else:
            out.append([v if s.row in rows else _INFINITE for v, s in zip(values, slots)])
    return out


def _label_costs(slots: list[_Slot], printed: str, least: float) -> list[float]:
    """The cost of putting a label into each slot: none that is less like it than `least`."""
    costs = []
    for slot in slots:
        alike = max((similarity(printed, k) for k in slot.keys), default=0.0) if slot.keys else 0.0
        costs.append(MISMATCH * (1 - alike) if alike >= least else _INFINITE)
    return costs


def _own_rows(slots: list[_Slot], tokens: list[Token], exact: frozenset[str]) -> dict[int, frozenset[int]]:
    """Line -> the rows to which its values must go: those named by the one exact row label that
    is on it. A name of a row and a column alike (总计) counts where more than half a row is beside it."""
    rows_of: dict[str, set[int]] = {}
    cells = Counter(s.row for s in slots if s.keys is None)
    for slot in slots:
        if slot.row >= 0:
            for name in slot.keys or ():
                rows_of.setdefault(name, set()).add(slot.row)
    values = Counter(t.line for t in tokens if t.kind == "value")
    named: dict[int, set[str]] = {}
    for token in tokens:
        if token.kind != "label" or token.key not in rows_of:
            continue
        if token.key in exact or 2 * values[token.line] > max(cells[row] for row in rows_of[token.key]):
            named.setdefault(token.line, set()).add(token.key)
    return {line: frozenset(rows_of[min(keys)]) for line, keys in named.items() if len(keys) == 1}
