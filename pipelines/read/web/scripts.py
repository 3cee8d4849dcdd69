"""The scripts of a page -> which cells they write into. A script is not run; a cell that one names
shows what no text of the file gives."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DATA_TYPES = re.compile(r"json|template|html|x-handlebars", re.IGNORECASE)
_NAMES = re.compile(r"[\w-]+")
_WRITE = (
    r"\.\s*(?:(?:textContent|innerText|innerHTML|outerHTML|nodeValue|data|value)\s*\+?=(?!=)|(?:text|html|append|prepend"
    r"|before|after|replaceWith|replaceChildren|insertAdjacent\w+|appendChild|insertBefore|val)\s*\(\s*[^)\s])"
)
_WRITES = re.compile(_WRITE)
_TARGETED = re.compile(rf"([\w$]*)\s*[)\]]*\s*{_WRITE}")
_PUTS_AWAY = re.compile(
    r"\.(?:remove|hide|empty|removeChild|detach|fadeOut)\s*\(|display|visibility|hidden|className|classList"
)
_CELLS = re.compile(
    r"\.(?:cells|rows)\b|['\"`](?:[^'\"`]{0,80}[\s>,.])?(?:td|th|tr)(?:[:.\[\s>,][^'\"`]{0,80})?['\"`]", re.I
)
_CLASSES = re.compile(
    r"getElementsByClassName\(\s*['\"`]([^'\"`]{1,200})['\"`]|['\"`]([^'\"`\n]{0,200}\.[\w-][^'\"`\n]{0,200})['\"`]"
)
_REREADS = re.compile(r"\.(?:replace|trim)\s*\(")
_BINDINGS = "[v-text], [v-html], [ng-bind], [ng-bind-html], [x-text], [x-html], [data-bind]"
_HANDLERS = "img[onerror], img[onload]"
_NEARBY = 240  # characters between what is named and what is done to it
MAX_CHARACTERS = 3_000_000
"""Of all scripts of a page together; longer ones are not read."""


class Scripts:
    """What the scripts of one page say."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        """`tree`: the page."""
        scripts = tree.css("script")
        texts = [node.text(deep=True) for node in scripts if _runs(node.attributes)]
        for node in [*([tree.body] if tree.body else []), *tree.css(_HANDLERS)]:
            texts += [value for name, value in node.attributes.items() if name.startswith("on") and value]
        text = "\n".join(texts)[:MAX_CHARACTERS]
        self._tree = tree if scripts else None
        self._bound: bool | None = (
            None  # whether elements are bound to what they compute; asked for when needed
        )
        self.ids: frozenset[str] = frozenset()
        self.classes: frozenset[str] = frozenset()
        self.into_cells = False
        """Whether they write into cells that they find by their place."""
        writes = bool(_WRITES.search(text))
        if writes or _PUTS_AWAY.search(text):
            self.ids = frozenset(_NAMES.findall(text))
        if writes:
            named = [match for match in _CLASSES.finditer(text) if _written(text, match)]
            self.classes = frozenset(name for match in named for name in _NAMES.findall(match[1] or match[2]))
            self.into_cells = any(_written(text, match) for match in _CELLS.finditer(text))

    def named(self, tree: LexborHTMLParser) -> list[LexborNode]:
        """Elements of cells into which they write."""
        if not (self.ids or self.classes):
            return []
        return [
            node
            for node in tree.css("td[id], th[id], td[class], th[class], td [id], td [class]")
            if self.write_into(node)
        ]

    def fill(self, cell: LexborNode) -> bool:
        """Whether a blank cell may be filled by them."""
        if self.into_cells or self._tree is None:
            return self.into_cells
        if self._bound is None:
            self._bound = self._tree.css_first(_BINDINGS) is not None
        return self._bound and cell.css_first(_BINDINGS) is not None

    def write_into(self, node: LexborNode) -> bool:
        """Whether they name this element."""
        attributes = node.attributes if self.ids or self.classes else {}
        if not attributes:
            return False
        if (name := attributes.get("id")) and name in self.ids:
            return True
        if any(
            name.startswith("data-") and (name in self.ids or _camel(name) in self.ids) for name in attributes
        ):
            return True
        return bool(self.classes) and not self.classes.isdisjoint((attributes.get("class") or "").split())


def _runs(attributes: dict[str, str | None]) -> bool:
    return "src" not in attributes and not _DATA_TYPES.search(attributes.get("type") or "")


def _camel(name: str) -> str:
    """`data-item-count` as scripts call it: `itemCount`."""
    first, *rest = name.removeprefix("data-").split("-")
    return first + "".join(word.capitalize() for word in rest)


def _written(text: str, named: re.Match[str]) -> bool:
    """Whether a text is put into what is named here: in the same statement, or by the name that the
    statement gives it."""
    start = max(text.rfind(mark, 0, named.start()) for mark in ";\n{}") + 1
    nearby = text[named.start() : named.end() + _NEARBY]
    ended = re.search(r";|\n\s*\n", nearby[named.end() - named.start() :])
    end = named.end() + ended.start() if ended else named.start() + len(nearby)
    statement = text[max(start, named.start() - _NEARBY) : end]
    if (write := _WRITES.search(statement)) and not _REREADS.search(statement[write.start() :]):
        return True
    given = set(re.findall(r"[\w$]+", statement)) | {"this"}
    return any(
        write[1] in given and not _REREADS.search(nearby[write.start() :][:120])
        for write in _TARGETED.finditer(nearby)
    )
