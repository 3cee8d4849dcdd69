"""What a site of files has: all of a build, a place, or chosen offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.asked import Asked
from dashboard.pages.find import places
from dashboard.store import Row, Store


class NotWritten(ValueError):
    """A site that cannot be written, and why."""


@dataclass(frozen=True)
class Scope:
    """What a site has. `place`: names from the province down; `offices`: keys. Both empty: all."""

    place: tuple[str, ...] = ()
    offices: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether it is the whole build."""
        return not self.place and not self.offices


OFFICES = """
    WITH asked AS (
        SELECT CAST(? AS VARCHAR) AS in_province, CAST(? AS VARCHAR) AS in_city,
            CAST(? AS VARCHAR) AS in_county, CAST(? AS BIGINT[]) AS keys_asked
    )
    SELECT office_id, name, place, kind, keys
    FROM office_search SEMI JOIN office_list USING (office_id), asked
    WHERE coalesce(province = in_province, in_province IS NULL) AND coalesce(city = in_city, in_city IS NULL)
        AND coalesce(county = in_county, in_county IS NULL)
        AND (len(keys_asked) = 0 OR list_contains(keys_asked, office_id))
    ORDER BY name, office_id
"""
"""The offices of a place (the names that are given) or of a list of keys."""


def offices_of(store: Store, scope: Scope) -> list[Row]:
    """The offices of a site by their names: key, name, place, kind and what they are found by."""
    names = dict(zip(("province", "city", "county"), scope.place))
    if len(scope.place) == 2 and not _is_city(store, scope.place):
        names = {"province": scope.place[0], "county": scope.place[1]}  # no city between them
    asked = [names.get(column) for column in ("province", "city", "county")]
    return store.build().rows(OFFICES, *asked, sorted(scope.offices))


def _is_city(store: Store, place: Sequence[str]) -> bool:
    rows = store.build().rows("SELECT 1 FROM office_search WHERE province = ? AND city = ? LIMIT 1", *place)
    return bool(rows)


WHOLE = Scope()
"""All of a build."""


def reports_of(store: Store, offices: list[Row]) -> frozenset[int]:
    """The keys of their reports."""
    keys = [office["office_id"] for office in offices]
    sql = "SELECT report_id FROM report_list WHERE office_id IN (SELECT unnest(?))"
    return frozenset(row["report_id"] for row in store.build().rows(sql, keys))


def place_named(store: Store, words: str) -> tuple[str, ...]:
    """The one place that is named by words from above down (江苏省 淮安市 洪泽区, or 洪泽区). Raises
    NotWritten with those that may be meant."""
    said = words.split()
    asked = Asked(store, store.build(), "/", {}, "zh")
    fitting = {tuple(row["names"]) for row in places(asked) if [*row["names"]][-len(said) :] == said}
    if len(fitting) == 1:
        return fitting.pop()
    named = "、".join(" ".join(names) for names in sorted(fitting)[:5])
    raise NotWritten(f"{words}：{named or '没有这个地区 / no such place'}")
