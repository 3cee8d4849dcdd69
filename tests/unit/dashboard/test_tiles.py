"""Places as tiles: every province once, those that have no place below, shades and few reports."""

from __future__ import annotations

from dashboard.place_figures import MEASURES
from dashboard.tiles import Tiles, bounds, tiles
from pipelines.offices.gazetteer.load import gazetteer


def drawn(rows: list[dict[str, object]], measure: str = "received_share", country: bool = True) -> Tiles:
    kind = MEASURES[measure]
    said = (False, lambda row: f"/{row['place']}", lambda row: "n")
    return tiles("map", "Map", rows, measure, "reports", kind, *said, country)


def row(place: str, share: float | None, reports: int = 9) -> dict[str, object]:
    return {"place": place, "received_share": share, "errors_rate": share, "reports": reports}


def test_every_province_has_a_place_of_its_own() -> None:
    shown = drawn([])
    assert len(shown.tiles) == 31 and len({(t.x, t.y) for t in shown.tiles}) == 31
    assert {tile.shade for tile in shown.tiles} == {"none"} and all(tile.href is None for tile in shown.tiles)


def test_no_place_is_dropped_or_drawn_over_another() -> None:
    shown = drawn([row("福建省", 0.5), row("地区不明", 0.2), row("兵团", 1.0)])
    assert len(shown.tiles) == 33 and len({(t.x, t.y) for t in shown.tiles}) == 33
    assert {t.name for t in shown.tiles} >= {"福建", "地区不明", "兵团"}


def test_shades_say_how_much_and_dots_how_few() -> None:
    shades = {
        t.name: (t.shade, t.few)
        for t in drawn([row("福建省", 0.05), row("浙江省", 1.0, 2), row("河南省", None)]).tiles
    }
    assert (
        shades["福建"] == ("q0", False)
        and shades["浙江"] == ("q4", True)
        and shades["河南"] == ("none", False)
    )
    assert bounds([0.1], "share") == bounds([0.9], "share")  # maps of shares compare
    assert bounds([3.0], "per100")[-1] < bounds([80.0], "per100")[-1]


def test_names_of_tiles_are_those_of_the_gazetteer() -> None:
    known = {
        name for name, places in gazetteer().by_name.items() if any(p.code.endswith("0000") for p in places)
    }
    assert {tile.words.partition(" ")[0] for tile in drawn([]).tiles} <= known
