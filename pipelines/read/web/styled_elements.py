"""A page -> the elements whose styles could change what is seen of a figure, or of a paragraph.

One pass over what the page declares (`suspects`); whether it does is worked out only for these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.web.cascade import key_of
from pipelines.read.web.matching import Element, Matcher, TooCostly
from pipelines.read.web.sheets import AtHand, Rule, Sheets, sheets_of
from pipelines.read.web.suspects import Suspects

_SAID = "[hidden], [dir=rtl i], [bgcolor], font, body[text]"
_HUED = ("bgcolor", "color", "text")
_PARTS = ("", "before", "after", "first-letter", "first-line", "marker")
WHERE_FIGURES_ARE, ANYWHERE = 1, 2
"""How far a declaration has to be followed."""
_PARTS_TEXTS = re.compile("font|display", re.IGNORECASE)
MAX_INLINE = 1_500_000  # characters of all different `style` attributes together


class Weights:
    """What the sheets and attributes of one page declare."""

    def __init__(self, tree: LexborHTMLParser, matcher: Matcher, at_hand: AtHand) -> None:
        """`matcher` of the page. Raises TooCostly."""
        self._tree, self._matcher, self._at_hand = tree, matcher, at_hand
        self._parsed: Sheets | None = None
        self._texts, self.external = sheets_of(tree, at_hand)
        self.parted = any(_PARTS_TEXTS.search(text) for text, _ in self._texts)
        """Whether rules say anything about sizes of type and kinds of boxes: pieces of a text may
        then look apart. `parted_within`: whether attributes do."""
        self.parted_within = False
        self._suspects = Suspects()
        for text, _ in self._texts:
            self._suspects.typefaces_in(text)
        weights = [self._suspects.weigh(text) for text, _ in self._texts]
        self.heavy = self._weigh_attributes()
        """The elements, each with where it matters."""
        if any(weights) or (self._suspects.faint and self._texts):
            self.heavy += self._weigh_rules()

    def _weigh_attributes(self) -> list[tuple[LexborNode, int]]:
        """The elements whose own attributes could matter."""
        suspects, known, length = self._suspects, {"": 0}, 0
        heavy: list[tuple[LexborNode, int]] = []
        for node in self._tree.css("[style]"):
            style = node.attributes["style"] or ""
            weight = known.get(style)
            if weight is None:
                length += len(style)
                if length > MAX_INLINE:
                    raise TooCostly
                weight = known[style] = suspects.weigh(style)
            if weight:
                heavy.append((node, weight))
        for node in self._tree.css(_SAID):
            attributes = node.attributes
            if "hidden" in attributes or (attributes.get("dir") or "").lower() == "rtl":
                heavy.append((node, ANYWHERE))
            for name in _HUED:
                if name in attributes:
                    suspects.hue(attributes[name] or "", ground=name == "bgcolor")
            if weight := suspects.weigh(f"font-family:{attributes.get('face') or ''}"):
                heavy.append((node, weight))
            self.parted_within |= "size" in attributes
        self.parted_within |= any(map(_PARTS_TEXTS.search, known))
        if suspects.faint:
            heavy += (
                (node, ANYWHERE) for node in self._tree.css(f"[style], {_SAID}") if _is_hued(node.attributes)
            )
        return heavy

    def _weigh_rules(self) -> list[tuple[LexborNode, int]]:
        """The elements that are meant by rules that could matter."""
        heavy: list[tuple[LexborNode, int]] = []
        by_key: dict[str, list[tuple[Rule, int]]] = {}
        for rule in self.sheets().rules:
            if weight := self._weight(rule):
                by_key.setdefault(key_of(rule), []).append((rule, weight))
        for node in self._tree.css("*") if by_key else ():
            element = self._candidate(node, by_key)
            if element is None:
                continue
            names = (f".{name}" for name in element.classes)
            for key in (
                "",
                element.tag,
                f"#{element.id}",
                *names,
                *(f"[{name}]" for name in element.attributes),
            ):
                for rule, weight in by_key.get(key, ()):
                    if self._matcher.matches(element, rule.selector):
                        heavy.append((node, weight))
        return heavy

    def _candidate(self, node: LexborNode, keys: Mapping[str, object]) -> Element | None:
        """The element, if some rule may mean it."""
        if "" in keys or (node.tag or "") in keys:
            return self._matcher.element(node)
        attributes = node.attributes
        if not attributes:
            return None
        named = any(f".{name}" in keys for name in (attributes.get("class") or "").split())
        named = named or f"#{attributes.get('id')}" in keys or any(f"[{name}]" in keys for name in attributes)
        return self._matcher.element(node) if named else None

    def _weight(self, rule: Rule) -> int:
        if rule.selector.pseudo not in _PARTS:
            return 0
        hued = self._suspects.faint and any(d.name.endswith("color") for d in rule.declarations)
        weight = self._suspects.weigh(";".join(f"{each.name}:{each.value}" for each in rule.declarations))
        if rule.selector.pseudo and (weight or hued):
            return WHERE_FIGURES_ARE
        return ANYWHERE if hued else weight

    def sheets(self) -> Sheets:
        """All sheets of the page, read when they are first asked for. Raises TooCostly."""
        if self._parsed is None:
            self._parsed = Sheets(self._at_hand)
            for text, held in self._texts:
                self._parsed.add(text, held)
            if self._parsed.too_large:
                raise TooCostly
        return self._parsed


def _is_hued(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").lower()
    return "color" in style or "background" in style or any(name in attributes for name in _HUED)
