"""The style sheets of a page -> rules in the order in which they count, as they hold on a screen.

At hand are those in the page itself, in `data:` addresses, and the parts of a page that was saved
with them. Sheets that lie elsewhere are not asked for: of what they hide or mark nothing is known,
and nothing is claimed.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.web.declarations import Declaration, declared
from pipelines.read.web.media import Known, shown_on_screen, supported
from pipelines.read.web.selectors import Selector, Unreadable, selectors

_log = logging.getLogger(__name__)

MAX_CHARACTERS = 1_500_000  # of all sheets of a page together; large portals have a third of that
MAX_RULES = 60_000
"""Rules of all sheets of a page together."""
MAX_NESTED = 12  # conditions inside conditions
MAX_IMPORTS = 20
"""Sheets that a sheet may name."""
_NO_EFFECT = {
    "page", "namespace", "charset", "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes",
    "property",
    "counter-style", "font-feature-values", "font-palette-values", "starting-style", "view-transition",
    "viewport",
    "-ms-viewport", "-moz-document", "document", "list", "position-try",
}  # fmt: skip
_UNSURE = {"container", "scope"}
UNLAYERED = 1_000_000
"""The layer of rules that are in none: they come after all others."""


AtHand = Callable[[str], str]
"""The text of a sheet that was saved with the page, by its address; empty if it was not."""


def nowhere(_: str) -> str:
    """For a page that was saved alone."""
    return ""


@dataclass(slots=True)
class Rule:
    """A selector with what it declares. `sure`: it holds on every screen and is understood."""

    selector: Selector
    declarations: tuple[Declaration, ...]
    order: int
    layer: int = UNLAYERED
    sure: bool = True


@dataclass
class Sheets:
    """All rules of a page, and the names of the typefaces that it brings along."""

    at_hand: AtHand = nowhere
    rules: list[Rule] = field(default_factory=list)
    typefaces: set[str] = field(default_factory=set)
    characters: int = 0
    _imports: int = 0
    _layers: dict[str, int] = field(default_factory=dict)

    @property
    def too_large(self) -> bool:
        """Whether they are beyond measure; then not all are read."""
        return self.characters > MAX_CHARACTERS or len(self.rules) > MAX_RULES

    def add(self, text: str, held: Known = True) -> None:
        """One sheet, in the order of the page; `held`: whether its own condition holds."""
        self.characters += len(text)
        if held is False or self.too_large:
            return
        nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        self._read(nodes, held, "", (), 0)

    def _read(
        self, nodes: Sequence[Any], held: Known, layer: str, around: tuple[Any, ...], depth: int
    ) -> None:
        for node in nodes:
            if self.too_large or depth > MAX_NESTED:
                return
            if node.type == "qualified-rule":
                self._rule(node, held, layer, around, depth)
            elif node.type == "at-rule":
                self._at_rule(node, held, layer, around, depth)

    def _rule(self, node: Any, held: Known, layer: str, around: tuple[Any, ...], depth: int) -> None:
        prelude = _inside(node.prelude, around) if around else node.prelude
        try:
            listed = selectors(prelude)
        except Unreadable as error:
            _log.debug("a rule of a style sheet is passed over: %s", error)
            return
        content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        self._keep(listed, declared(content), held, layer)
        if any(inner.type in ("qualified-rule", "at-rule") for inner in content):
            self._read(content, held, layer, tuple(prelude), depth + 1)

    def _keep(
        self, listed: Sequence[Selector], declarations: tuple[Declaration, ...], held: Known, layer: str
    ) -> None:
        if not declarations:
            return
        place = self._layers.setdefault(layer, len(self._layers)) if layer else UNLAYERED
        for selector in listed:
            sure = held is True and selector.sure
            self.rules.append(Rule(selector, declarations, len(self.rules), place, sure))

    def _at_rule(self, node: Any, held: Known, layer: str, around: tuple[Any, ...], depth: int) -> None:
        name = node.lower_at_keyword
        said = tinycss2.serialize(node.prelude).strip()
        if name == "font-face":
            self._typeface(node)
        elif name == "import":
            self._import(node.prelude, held)
        elif name == "layer" and node.content is None:
            for each in said.split(","):
                self._layers.setdefault(_joined(layer, each.strip()), len(self._layers))
        elif name in _NO_EFFECT or node.content is None:
            return
        else:
            own: Known = True
            if name == "media":
                own = shown_on_screen(said)
            elif name == "supports":
                own = supported(said)
            elif name == "layer":
                layer = _joined(layer, said or f" {len(self._layers)}")
            elif name in _UNSURE:
                own = None
            else:
                return
            both = False if False in (own, held) else None if None in (own, held) else True
            if both is False:
                return
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            if around and (bare := declared(content)):
                self._keep(_listed(around), bare, both, layer)
            self._read(content, both, layer, around, depth + 1)

    def _import(self, prelude: Sequence[Any], held: Known) -> None:
        tokens = [token for token in prelude if token.type not in ("whitespace", "comment")]
        if not tokens:
            return
        address = getattr(tokens[0], "value", None)
        if tokens[0].type == "function":
            address = next((t.value for t in tokens[0].arguments if t.type == "string"), None)
        own = shown_on_screen(tinycss2.serialize(tokens[1:]).strip()) if len(tokens) > 1 else True
        self._imports += 1
        if not isinstance(address, str) or own is False or self._imports > MAX_IMPORTS:
            return
        if text := data_sheet(address) or self.at_hand(address):
            self.add(text, None if None in (own, held) else True)

    def _typeface(self, node: Any) -> None:
        parts = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
        said = {
            part.lower_name: tinycss2.serialize(part.value).strip().lower()
            for part in parts
            if part.type == "declaration"
        }
        if "url(" in said.get("src", "") and said.get("font-family"):
            self.typefaces.add(said["font-family"].strip("\"' "))


def _joined(layer: str, name: str) -> str:
    return f"{layer}.{name}" if layer else name


def _listed(prelude: Sequence[Any]) -> Sequence[Selector]:
    try:
        return selectors(prelude)
    except Unreadable as error:
        _log.debug("a selector is passed over: %s", error)
        return ()


def _inside(prelude: Sequence[Any], around: tuple[Any, ...]) -> list[Any]:
    """The selector of a rule inside a rule: `&` is the outer one, which comes first if it is not
    named."""
    outer = f":is({tinycss2.serialize(around)})"
    text = tinycss2.serialize(prelude).strip()
    parts = [part.replace("&", outer) if "&" in part else f"{outer} {part}" for part in text.split(",")]
    return list(tinycss2.parse_component_value_list(",".join(parts)))


def data_sheet(address: str) -> str:
    """The sheet that a `data:` address holds; empty if it holds none."""
    head, comma, body = address.strip().partition(",")
    if not head.lower().startswith("data:text/css") or not comma:
        return ""
    data = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        try:
            data = base64.b64decode(data)
        except (binascii.Error, ValueError) as error:
            _log.info("a style sheet within an address cannot be read: %s", error)
            return ""
    return data.decode("utf-8", "replace")


def sheets_of(tree: LexborHTMLParser, at_hand: AtHand) -> tuple[list[tuple[str, Known]], bool]:
    """The text of each style sheet at hand, in the order of the page, and whether its condition
    holds; and whether there are others that are not at hand."""
    listed: list[tuple[str, Known]] = []
    external = False
    for node in tree.css("style, link[rel][href]"):
        attributes = node.attributes
        held = shown_on_screen(attributes.get("media") or "")
        if held is False or _is_inert(node):
            continue
        if node.tag == "style":
            if (attributes.get("type") or "text/css").strip().lower() in ("text/css", ""):
                listed.append((node.text(deep=True), held))
            continue
        kinds = (attributes.get("rel") or "").lower().split()
        address = (attributes.get("href") or "").strip()
        if "stylesheet" in kinds and "alternate" not in kinds and "disabled" not in attributes:
            listed.append((data_sheet(address) or at_hand(address), held))
            external |= not listed[-1][0]
    return [(text, held) for text, held in listed if text.strip()], external


def _is_inert(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("noscript", "template")
