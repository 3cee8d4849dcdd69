"""Aligns a stream of tokens to a form by dynamic programming, for tables whose labels are torn,
lost or misspelt.

Only order is trusted. The form is a list of slots, a label and its values row by row; the cheapest
way to match tokens to slots, skipping either, tells which label belongs to which row. How many
numbers a row then has, and whether they can be told apart, is settled elsewhere (solve.py): this
module only says where each row begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form, FormRow
from pipelines.fold import key
from pipelines.recognise.labels import row_keys, similarity
from pipelines.recognise.match_in_order import RowFields, RowMatch, form_rows
from pipelines.recognise.tokens import Token

# Costs found on reports with planted faults: a number must be worth more than any label, a label
# more than nothing.
SKIP_LABEL_SLOT = 0.6
SKIP_VALUE_SLOT = 2.0
SKIP_VALUE = 2.5
SKIP_KNOWN_ROW = (
    8.0  # the exact label of a row: it was printed for that row, so no other edition may pass it over
)
MISMATCH = 0.9
LEAST_SIMILARITY = 0.5
_INFINITE = 1e9
_EQUAL = 1e-9  # costs that differ by less are the same, summed up in another order


@dataclass(frozen=True, slots=True)
class _Slot:
    row: int  # index into the rows of the form, -1 for words without numbers
    keys: tuple[str, ...] | None  # None: a value


def _slots(form: Form, tokens: list[Token]) -> tuple[list[_Slot], list[FormRow]]:
    """Slots of the form in reading order, and the filled rows that they name."""
    data = catalogue()
    rows: list[FormRow] = []
    slots: list[_Slot] = []
    if form.table == "t3":
        slots += [_Slot(-1, (key(w),)) for w in data.headings["t3"]]
        slots += [_Slot(-1, tuple(key(x) for x in data.column("t3", c).labels)) for c in form.columns]
    title = ""
    for code, row in form_rows(form, frozenset(t.key for t in tokens if t.kind == "label")):
        if row and row.title != title:
            title = row.title
            slots += [_Slot(-1, (key(title),)), *(_Slot(-1, (key(w),)) for w in data.headings["t2"])]
            slots += [_Slot(-1, tuple(key(x) for x in data.column("t2", c).labels)) for c in row.columns]
        names = tuple(key(label) for label in data.row(form.table, code).labels)
        if row is None:
            slots.append(_Slot(-1, names))
            continue
        slots.append(_Slot(len(rows), names))
        slots += [_Slot(len(rows), None)] * len(row.columns)
        rows.append(row)
    return slots, rows


def _skip(token: Token, exact: frozenset[str]) -> float:
    if token.kind != "label":
        return SKIP_VALUE
    if token.key in exact:
        return SKIP_KNOWN_ROW
    length = len(token.key)
    return min(0.8, 0.25 + 0.02 * length) if length < 30 else 0.15


def align(form: Form, tokens: list[Token]) -> tuple[float, RowMatch]:
    """(cost, rows with their fields). Rows that were not found have no fields; values under no row
    are stray."""
    slots, rows = _slots(form, tokens)
    widest = max(len(row.columns) for row in form.rows)
    # a run of glued figures stands for several values, at most a row of them
    solid = [
        (i, t)
        for i, t in enumerate(tokens)
        if t.kind != "blank"
        for _ in range(min(widest, max(1, sum(c.isdigit() for c in t.text))) if t.kind == "run" else 1)
    ]
    cost, matches = _cheapest(slots, [t for _, t in solid], row_keys(form.table, form.edition))
    begins: dict[int, tuple[int, bool]] = {}  # row -> (first token of it, whether that is its label)
    taken: dict[int, int] = {}  # token -> the row that has it; a run may fit into more rows than it stands in
    for slot, n in matches:
        row, token = slots[slot].row, solid[n][0]
        if row >= 0 and taken.setdefault(token, row) == row and row not in begins:
            begins[row] = (token, slots[slot].keys is not None)
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
    return cost, RowMatch(aligned, stray)


def _cheapest(
    slots: list[_Slot], tokens: list[Token], exact: frozenset[str]
) -> tuple[float, list[tuple[int, int]]]:
    """The least cost of matching all tokens to all slots, and the matches as (slot, token) in order."""
    n, m = len(tokens), len(slots)
    skip_slot = [SKIP_VALUE_SLOT if s.keys is None else SKIP_LABEL_SLOT for s in slots]
    table = [[0.0] * (m + 1) for _ in range(n + 1)]
    back = [bytearray(m + 1) for _ in range(n + 1)]
    for j in range(1, m + 1):
        table[0][j] = table[0][j - 1] + skip_slot[j - 1]
        back[0][j] = 2
    fits = _fits(slots, tokens, exact)
    for i in range(1, n + 1):
        skip = _skip(tokens[i - 1], exact)
        row, above, steps, fit = table[i], table[i - 1], back[i], fits[i - 1]
        row[0], steps[0] = above[0] + skip, 1
        left = row[0]
        for j in range(1, m + 1):
            best, step = above[j] + skip, 1
            if (other := left + skip_slot[j - 1]) <= best + _EQUAL:  # ties leave the last slots empty
                best, step = other, 2
            if (matched := above[j - 1] + fit[j - 1]) < best - _EQUAL:
                best, step = matched, 3
            row[j] = left = best
            steps[j] = step
    matches = []
    i, j = n, m
    while i or j:
        step = back[i][j]
        if step == 3:
            i, j = i - 1, j - 1
            matches.append((j, i))
        elif step == 1:
            i -= 1
        else:
            j -= 1
    return table[n][m], matches[::-1]


def _fits(slots: list[_Slot], tokens: list[Token], exact: frozenset[str]) -> list[list[float]]:
    """The cost of putting each token into each slot; equal labels share one row of the table. The
    exact label of a row fits that row alone, however much it is like another."""
    values = [0.0 if s.keys is None else _INFINITE for s in slots]
    own = _own_rows(slots, tokens, exact)
    known: dict[str, list[float]] = {}
    out = []
    for token in tokens:
        if token.kind != "label":
            rows = own.get(token.line)
            out.append(
                values if rows is None else [v if s.row in rows else _INFINITE for v, s in zip(values, slots)]
            )
            continue
        printed = token.key
        if printed not in known:
            costs = []
            least = 1.0 if printed in exact else LEAST_SIMILARITY
            for slot in slots:
                alike = max((similarity(printed, k) for k in slot.keys), default=0.0) if slot.keys else 0.0
                costs.append(MISMATCH * (1 - alike) if alike >= least else _INFINITE)
            known[printed] = costs
        out.append(known[printed])
    return out


def _own_rows(slots: list[_Slot], tokens: list[Token], exact: frozenset[str]) -> dict[int, frozenset[int]]:
    """Line -> the rows to which its values must go: those named by the one exact row label that
    stands on it."""
    named: dict[int, set[str]] = {}
    for token in tokens:
        if token.kind == "label" and token.key in exact:
            named.setdefault(token.line, set()).add(token.key)
    return {
        line: rows
        for line, keys in named.items()
        if len(keys) == 1
        and (rows := frozenset(s.row for s in slots if s.row >= 0 and s.keys and keys <= set(s.keys)))
    }
