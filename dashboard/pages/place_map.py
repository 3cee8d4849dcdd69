"""Rows of places as a map of tiles, and the switch between what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dashboard.asked import Asked, Choice
from dashboard.filters import UNKNOWN, coverage, sourced
from dashboard.place_figures import BEHIND, MEASURES, OF_SCOPE, OWN
from dashboard.tiles import Tiles, tiles, write
from dashboard.words import NONE, number

NO_PLACE = {UNKNOWN: "Place unknown", OWN: "Of this level"}
"""What stands in place of a name, in English."""


def place_address(*names: str) -> str:
    """The path of a place by its names from the province down; what a name has of an address is no
    part of it."""
    return "/".join(["/places", *(quote(name, safe="") for name in names)])


def place_path(above: Mapping[str, Any], row: Mapping[str, Any]) -> str | None:
    """The path of the place of a row below the places in `above`; None for what is no place."""
    if not row["named_by"]:
        return None
    return place_address(*(above[v] for v in ("province", "city") if above.get(v)), str(row["place"]))


def place_word(asked: Asked, row: Mapping[str, Any]) -> str:
    """The name of the place of a row, in words where it is none."""
    return asked.t(str(row["place"]), NO_PLACE.get(row["place"], str(row["place"])))


def place_chosen(row: Mapping[str, Any]) -> dict[str, str]:
    """The filter that the place of a row is chosen by; none for what has no name."""
    named_by = row["named_by"] or ("province" if row["place"] == UNKNOWN else "")
    return {named_by: str(row["place"])} if named_by else {}


def place_map(
    asked: Asked,
    rows: Sequence[Mapping[str, Any]],
    year: str,
    counted: Mapping[str, Any],
    of_country: bool = False,
    above: Mapping[str, Any] | None = None,
) -> tuple[Tiles, list[Choice]]:
    """The map for the measure of the address, and a choice for each measure. `counted`: the filters that
    the rows are under."""
    measure = asked.choice("measure", [*MEASURES], "received_share") or "received_share"
    kind, behind = MEASURES[measure], BEHIND[measure]
    title = f"{year} · {asked.word('measure', measure)}"
    kept = {name: asked.query.get(name) for name in ("year", "scope") if asked.query.get(name)}

    def link(row: Mapping[str, Any]) -> str | None:
        path = place_path(above or {}, row)
        return asked.link(path, **kept) if path else None

    def words(row: Mapping[str, Any]) -> str:
        n, due = number(row[behind] or 0), number(row["due"])
        if behind == "due":
            return asked.t(f"应有 {due} 份报告", f"reports due: {due}")
        return asked.t(f"{n} 份报告／应有 {due}", f"reports: {n} of {due} due")

    placed = [{**row, "place": place_word(asked, row)} for row in rows]
    english = asked.language == "en"
    made = tiles("map", title, placed, measure, behind, kind, english, link, words, of_country)
    made.head = [asked.word("column", n) for n in ("place", measure, "reports", "due")]
    reports = "reports" if behind == "due" else behind
    made.rows = [
        [str(r["place"]), write(r[measure], kind), number(r[reports] or 0), number(r["due"])] for r in placed
    ] or [[NONE] * 4]
    switch = [
        Choice(asked.word("measure", m), asked.here(measure=m) + "#map", m == measure) for m in MEASURES
    ]
    made.after = sourced(asked, *coverage(asked, counted))
    if measure not in OF_SCOPE:
        made.after += asked.t("；此项计全部报告，与口径无关", "; of all reports, whatever they count")
    return made, switch
