"""What rules say of mentions and cells: `kind = cell + cell`."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.catalogue.load import catalogue


def cells_named(written: Iterable[str], mention: str) -> list[list[str]]:
    """The sums of cells that are given for a kind of mention: what follows `kind =`."""
    split = (one.split("=", 1) for one in written if "=" in one)
    return [[part.strip() for part in cells.split("+")] for kind, cells in split if kind.strip() == mention]


def complaint(term: str, written: tuple[str, ...], mentions: Iterable[str]) -> str:
    """What is wrong with such a term of a rule; nothing if all is well."""
    if odd := [one for one in written if "=" not in one]:
        return f"{term}: {odd[0]!r} is no `kind = cell + cell`"
    for mention in mentions:
        sums = cells_named(written, mention)
        if not sums:
            return f"{term}: nothing for {mention}"
        if unknown := sorted({cell for parts in sums for cell in parts} - set(catalogue().cells())):
            return f"{term}: no form has the cells {unknown}"
    return ""
