"""Which edition of the form a printed table is of: by its rows, its own labels, its headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.fold import key
from pipelines.recognise.align import align
from pipelines.recognise.labels import similarity
from pipelines.recognise.match_in_order import RowMatch, match_in_order
from pipelines.recognise.tokens import Token

NEARLY = 0.6
"""Similarity from which on a printed label is taken for one that only an edition has."""

MIN_TELLING = 4
"""Characters of a label that can tell editions apart; shorter ones may be met by chance."""


def choose_edition(forms: Mapping[str, Form], tokens: list[Token], before: str) -> tuple[str, RowMatch]:
    """The edition whose rows are all there in order; failing that the one that aligns at the least
    cost. `before`: that of the other tables, or of the year. It is taken where no label is printed
    that tells editions apart, as in a table that is cut before it comes to them; one that shows
    none of its own labels is asked only if it is that: a poor scan may have lost them."""
    printed = {t.key for t in tokens if t.kind == "label"}
    showing = {c: f for c, f in forms.items() if not printed.isdisjoint(edition_only_labels(c, f.table))}
    # a row that only another edition has may have lost its label, but the headings of its columns
    # are printed
    in_order = {c: m for c, f in (showing or forms).items() if (m := match_in_order(f, tokens))}
    if in_order:  # both: only table 2 reduced to common rows; the column headings tell
        best = max(in_order, key=lambda c: (_markers(c, tokens), c == before))
        code = _as_before(best, forms, before)
        return code, in_order[code]
    likely: Mapping[str, Form] = showing or _nearly_showing(forms, printed)
    if not likely and before in forms and not _tells(forms, printed):
        likely = {before: forms[before]}
    likely = likely or _possible(forms, before) or forms
    aligned = {code: align(form, tokens) for code, form in likely.items()}
    code = _as_before(min(aligned, key=lambda c: aligned[c][0]), forms, before)
    return code, aligned[code][1] if code in aligned else align(forms[code], tokens)[1]


def _as_before(code: str, forms: Mapping[str, Form], before: str) -> str:
    """Of the editions that print the table alike, that of the tables before."""
    return before if before in forms and before in catalogue().alike(forms[code].table, code) else code


def telling_labels(form: Form, tokens: list[Token]) -> tuple[str, ...]:
    """The keys of labels of a table, as printed, by which it is of this edition: those that only
    this edition has, or nearly; else those of rows that others only have as a heading, or not at
    all."""
    printed = dict.fromkeys(t.key for t in tokens if t.kind == "label" and len(t.key) >= MIN_TELLING)
    own = edition_only_labels(form.edition, form.table)
    rows = _telling_rows(form.table) & _filled(form.edition, form.table)
    exact = tuple(text for text in printed if text in own)
    return exact or _near(printed, own) or _near(printed, rows)


def _near(printed: Iterable[str], labels: frozenset[str]) -> tuple[str, ...]:
    return tuple(text for text in printed if any(similarity(text, label) >= NEARLY for label in labels))


def _tells(forms: Mapping[str, Form], printed: set[str]) -> bool:
    """Whether the label of a row is printed, or nearly, that not every edition fills."""
    long = [text for text in printed if len(text) >= MIN_TELLING]
    return any(_near(long, _telling_rows(table)) for table in {form.table for form in forms.values()})


@lru_cache(maxsize=16)
def _telling_rows(table: str) -> frozenset[str]:
    """Keys of the rows of a table that some editions fill and others do not; short ones say
    nothing."""
    filled = [_filled(code, table) for code in catalogue().forms(table)]
    only_some = frozenset.union(*filled) - frozenset.intersection(*filled)
    return frozenset(k for k in only_some if len(k) >= MIN_TELLING)


@lru_cache(maxsize=16)
def _filled(edition: str, table: str) -> frozenset[str]:
    form = catalogue().editions[edition].tables[table]
    return frozenset(key(label) for row in form.rows for label in catalogue().row(table, row.code).labels)


def shows_itself(form: Form, tokens: list[Token]) -> bool:
    """Whether a label is printed that this table has in no other edition."""
    own = edition_only_labels(form.edition, form.table)
    return any(t.kind == "label" and t.key in own for t in tokens)


def _nearly_showing(forms: Mapping[str, Form], printed: set[str]) -> dict[str, Form]:
    """The editions of which a label is nearly printed that only they have."""
    return {c: form for c, form in forms.items() if _near(printed, edition_only_labels(c, form.table))}


def _possible(forms: Mapping[str, Form], before: str) -> dict[str, Form]:
    return {
        code: form
        for code, form in forms.items()
        if code == before or not edition_only_labels(code, form.table)
    }


@lru_cache(maxsize=16)
def edition_only_labels(edition: str, table: str) -> frozenset[str]:
    """Keys of rows and columns that an edition has in this table, and the editions that print it
    alike, but no other; short ones say nothing. Empty where all print it alike."""
    data = catalogue()
    alike = data.alike(table, edition)
    others = [code for code in data.forms(table) if code not in alike]
    if not others:
        return frozenset()
    only = _keys(edition, table).difference(*(_keys(code, table) for code in others))
    return frozenset(k for k in only if len(k) >= MIN_TELLING)


def _keys(edition: str, table: str) -> set[str]:
    """Of groups, too: （六）其他处理 is a row in one edition and a group in the other."""
    data = catalogue()
    form = data.editions[edition].tables[table]
    rows = {key(label) for row in form.order for label in data.row(table, row).labels}
    return rows | {key(label) for c in form.columns for label in data.column(table, c).labels}


def _markers(edition: str, tokens: list[Token]) -> int:
    marks = {key(m) for m in catalogue().editions[edition].markers}
    return sum(t.key in marks for t in tokens if t.kind == "label")
