"""What stands beside a link of a list: the day of its line, its words, and the lines that it stands
with."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipelines.crawl.days import days_in, without_days
from pipelines.crawl.parts import inside

_ITEM = 300  # characters: what is longer is no line of a list but a part of the page
_LINES = ("li", "tr", "dl")
_COPIES = 4  # links of a line: one report in several formats


class Beside:
    """What stands beside the links of a page. Each part of it is looked at once, however many links
    it has."""

    def __init__(self) -> None:
        self._days: dict[int, frozenset[str] | None] = {}
        self._links: dict[int, list[str | None] | None] = {}
        self._words: dict[int, str] = {}

    def day(self, node: LexborNode) -> str | None:
        """The day in the same line of the list, as long as the line holds no other day. What holds
        a second link is a line only if it is marked up as one."""
        place: LexborNode | None = node
        for _ in range(4):
            if place is None or (place.tag not in _LINES and self._many(place)):
                return None
            if place.mem_id not in self._days:
                self._days[place.mem_id] = self._found(place)
            days = self._days[place.mem_id]
            if days is None:
                return None
            if days:
                return next(iter(days)) if len(days) == 1 else None
            place = place.parent
        return None

    def words(self, node: LexborNode) -> str:
        """What the line of a link says besides its links and its day."""
        place = node.parent
        for _ in range(4):
            links = self._links_in(place) if place else None
            if place is None or links is None or len(links) > _COPIES:
                return ""
            if place.mem_id not in self._words:
                self._words[place.mem_id] = self._own_words(place)
            if words := self._words[place.mem_id]:
                return words
            if place.tag in _LINES:
                return ""
            place = place.parent
        return ""

    @staticmethod
    def _own_words(place: LexborNode) -> str:
        text = place.text(separator=" ")
        if len(text) > _ITEM:
            return ""
        for link in place.css("a"):
            text = text.replace(link.text(separator=" "), " ", 1)
        return without_days(text).strip(" :：·•|/[]()（）【】")

    def is_line(self, node: LexborNode) -> bool:
        """Whether a link stands in a line that is marked up as one."""
        return self.line(node).tag in _LINES

    def block(self, node: LexborNode) -> int:
        """What the lines of a list have in common: the place in which their lines stand."""
        parent = self.line(node).parent
        return parent.mem_id if parent else 0

    def line(self, node: LexborNode) -> LexborNode:
        """The line that a link stands in: what is marked up as one, else all with no other link."""
        place = node
        while place.parent and place.tag not in _LINES and not self._many(place.parent):
            place = place.parent
        return place

    def _many(self, place: LexborNode) -> bool:
        links = self._links_in(place)
        return links is None or len(set(links)) > 1

    def _links_in(self, place: LexborNode) -> list[str | None] | None:
        """The addresses of the links of a place; None for one that is larger than a line."""
        if place.mem_id not in self._links:
            nodes = inside(place)
            links = [n.attributes for n in nodes or () if n.tag == "a"]
            self._links[place.mem_id] = None if nodes is None else [a["href"] for a in links if "href" in a]
        return self._links[place.mem_id]

    def _found(self, place: LexborNode) -> frozenset[str] | None:
        if self._links_in(place) is None:
            return None
        text = " ".join(place.text(separator=" ").split())
        if len(text) > _ITEM:
            return None
        return frozenset(days_in(text))
