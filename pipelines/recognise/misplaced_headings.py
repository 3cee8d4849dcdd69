"""The rows of a table as its headings name them, held against the sums of the form: a heading that spans
a column too few, as tables typed by hand have it, names all columns behind it wrongly.

A person sees by the sums which column is the total. Where those of the rows hold in the order of the
form alone, that is the order; where some hold so and some otherwise, the rows are open as far as the
two differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.catalogue.entries import Form
from pipelines.catalogue.equations import fits_all, sums_within
from pipelines.model import NOT_TEXT
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.solve import values_of
from pipelines.recognise.tokens import Token

ENOUGH = 2
"""Rows whose sums hold in the order of the form, and none by the headings: one may be an office's own
fault."""


def held_against_sums(
    form: Form, tokens: Sequence[Token], rows: Sequence[RowCandidates]
) -> tuple[RowCandidates, ...] | None:
    """The rows, with what is in doubt by their sums; None where these bear out the order of the form."""
    at = {id(token): n for n, token in enumerate(tokens)}
    ordered = {i: order for i, row in enumerate(rows) if (order := _in_order(row, at))}
    headed_fit = ordered_fit = 0
    for i, order in ordered.items():
        own = sums_within(form, rows[i].row.names)
        by_heading, by_order = (
            fits_all(own, values_of(rows[i], candidate)) for candidate in (rows[i].candidates[0], order)
        )
        headed_fit += by_heading and not by_order
        ordered_fit += by_order and not by_heading
    if not ordered_fit:
        return tuple(rows)
    if not headed_fit and ordered_fit >= ENOUGH:
        return None
    return tuple(_open(row, ordered[i]) if i in ordered else row for i, row in enumerate(rows))


def _in_order(row: RowCandidates, at: dict[int, int]) -> Candidate | None:
    """A row in the order in which it is printed, where that is another one than by its headings."""
    if not row.certain or len(row.candidates) != 1 or len(row.fields) != row.row.cells:
        return None
    if any(id(token) not in at for token in row.fields):
        return None
    order = Candidate.of(sorted(row.fields, key=lambda token: at[id(token)]))
    return order if order.texts != row.candidates[0].texts else None


def _open(row: RowCandidates, order: Candidate) -> RowCandidates:
    """The row, its cells open that hold something else in the other order."""
    (headed,) = row.candidates
    texts = tuple(
        text if text == other else NOT_TEXT + (text or "") for text, other in zip(headed.texts, order.texts)
    )
    return replace(row, candidates=(Candidate(texts, headed.spots),))
