"""A cell or paragraph that looks otherwise than plain text -> its pieces with their looks, as a
browser shows them: what styles put in or take out, what is set backwards, fields, pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from selectolax.lexbor import LexborNode

from pipelines.model import NOT_TEXT
from pipelines.read.web.computed import look
from pipelines.read.web.look import Look, replace
from pipelines.read.web.objects import NARROWEST, cut_off, generated, shown
from pipelines.read.web.scripts import Scripts
from pipelines.read.web.styles import Styles
from pipelines.read.web.tree import Heed
from pipelines.read.web.visible_pieces import Piece, piece

_UNHEEDED: Heed = (None, None)
_UNPRINTED = {"script", "style", "title", "head", "datalist", "meta", "link"}
"""Elements whose text is printed only where a style says so."""
_BULLETS = {"none", "disc", "circle", "square", "inherit", ""}


class Printer(Protocol):
    """Where the pieces go: the visitor of the page. `sink` holds those of the cell or paragraph
    that is open."""

    heeds: ClassVar[dict[str, Heed]]
    look: Look | None
    pictured: bool
    sink: list[str]

    def end_line(self, _: LexborNode | None = None) -> None:
        """A line break."""


class _Opened:
    """An element that is open: what to do when it ends, and the look around it."""

    __slots__ = ("around", "leave", "node", "start")

    def __init__(
        self, node: LexborNode, leave: Callable[[Any], None] | None, around: Look, start: int
    ) -> None:
        self.node, self.leave, self.around, self.start = node, leave, around, start


def walk_closely(
    root: LexborNode, printer: Printer, styles: Styles, scripts: Scripts | None, outer: Look
) -> None:
    """All below `root`, whose own look is `outer`. `scripts` of the page; None outside of cells,
    where pictures and fields are no figures."""
    _Walk(printer, styles, scripts).over(root, outer)


class _Walk:
    def __init__(self, printer: Printer, styles: Styles, scripts: Scripts | None) -> None:
        self.printer, self.styles, self.scripts = printer, styles, scripts
        self.opened: list[_Opened] = []
        self.turned = 0  # elements that are open and set backwards

    def over(self, root: LexborNode, outer: Look) -> None:
        self.turned += outer.reversed
        self._set(outer)
        self._begin(root, outer)
        self.opened.append(_Opened(root, None, outer, len(self.printer.sink)))
        node = root.first_child
        while True:
            while node is None:
                last = self.opened.pop()
                self._end(last)
                if not self.opened:
                    return
                node = last.node.next
            node = self._one(node)

    def _one(self, node: LexborNode) -> LexborNode | None:
        """Sees a node; gives the one to see next, None at the end of what is open."""
        tag = node.tag or ""
        parent = self.opened[-1].node
        around = self.printer.look or Look()
        if parent.tag == "details" and "open" not in parent.attributes and not _is_summary(node):
            self._set(replace(around, gone=True))
            following = self._seen(node, tag, self.printer.look or around)
            if following is None:
                self._set(around)
                return node.next
            self.opened[-1].around = around
            return following
        return self._seen(node, tag, around) or node.next

    def _seen(self, node: LexborNode, tag: str, around: Look) -> LexborNode | None:
        """The first node inside, if there is something to see and the element is open now."""
        enter, leave = self.printer.heeds.get(tag, _UNHEEDED)
        if tag[:1] in ("-", "!"):
            if enter:
                enter(self.printer, node)
            return None
        mine = self.styles.within(node, around)
        if mine.removed and self.scripts is not None:
            return None
        if self.scripts is not None:
            if (pieces := self._replaced(node, mine)) is not None:
                self._put_all(pieces, mine)
                return None
            self.printer.pictured |= mine.picture
            if self.scripts.write_into(node):
                self.put(NOT_TEXT, mine)
            enter, leave = _displayed(mine, enter, leave, self.printer)
        if enter and enter(self.printer, node):
            return None
        start = len(self.printer.sink)
        self.turned += mine.reversed
        self._set(mine)
        self._begin(node, mine)
        if self.scripts is not None and (mine.ground != around.ground or (mine.covers and not around.covers)):
            self.put("", mine)  # what other text of the cell may stand on, or under
        self.opened.append(_Opened(node, leave, around, start))
        if (first := node.first_child) is not None:
            return first
        self._end(self.opened.pop())
        return None

    def _replaced(self, node: LexborNode, mine: Look) -> list[tuple[str, bool]] | None:
        content = (mine.values or {}).get("content", "")
        if content.startswith(("url(", "image")) or (
            node.tag == "img" and content not in ("", "normal", "none")
        ):
            return [(NOT_TEXT, False)]
        if node.tag in _UNPRINTED and (mine.values or {}).get("display"):  # shown as text by a style
            return [(node.text(deep=True), True)]
        return cut_off(node, shown(node), mine)

    def _begin(self, node: LexborNode, mine: Look) -> None:
        if self.scripts is None:
            return
        element = self.styles.matcher.element(node)
        cascade = self.styles.cascade()
        for name in ("first-letter", "first-line", "marker"):
            if name in cascade.pseudo and cascade.generated(element, name).sure:
                self._set(replace(mine, doubtful=True))
        display = (mine.values or {}).get("display", "")
        if mine.quoted and node.tag == "q":
            self.put(NOT_TEXT, mine)
        if display == "list-item" or (node.tag == "li" and not display):
            self._number(node, mine)
        self._generate(node, "before")

    def _number(self, node: LexborNode, mine: Look) -> None:
        """The number before an entry of a list, where it could be taken for a figure."""
        text = node.text(deep=True).strip()
        if mine.bullet not in _BULLETS and (not text or any(map(str.isdigit, text))):
            self.put(NOT_TEXT, mine)

    def _generate(self, node: LexborNode, name: str) -> None:
        cascade = self.styles.cascade()
        if name not in cascade.pseudo:
            return
        element = self.styles.matcher.element(node)
        given = cascade.generated(element, name)
        content = given.sure.get("content", "")
        if not content and "content" not in given.unsure:
            return
        around = self.printer.look or Look()
        mine = look(given, around, f"::{name}", False, set())
        if not mine.removed:
            pieces = generated(content, element.attributes)
            self._put_all(pieces or [("", False)], mine)

    def _end(self, last: _Opened) -> None:
        self._generate(last.node, "after")
        mine = self.printer.look
        if mine is not None and mine.reversed and self.scripts is not None:
            self.turned -= 1
            if not self.turned:
                _turn(self.printer.sink, last.start)
        if mine is not None and (mine.room, mine.lines) != (None, None) and self.scripts is not None:
            cut_to_room(self.printer.sink, last.start, mine)
        if last.leave:
            last.leave(self.printer)
        self._set(last.around)

    def _put_all(self, pieces: list[tuple[str, bool]], mine: Look) -> None:
        for text, doubtful in pieces:
            self.put(text, replace(mine, doubtful=True) if doubtful else mine)

    def put(self, text: str, mine: Look) -> None:
        self.printer.sink.append(piece(text, mine))

    def _set(self, mine: Look) -> None:
        self.printer.look = mine


def _is_summary(node: LexborNode) -> bool:
    if node.tag != "summary":
        return False
    before = node.prev
    while before is not None:
        if before.tag == "summary":
            return False
        before = before.prev
    return True


def _displayed(mine: Look, enter: Any, leave: Any, printer: Printer) -> tuple[Any, Any]:
    """What to do at the ends of an element that is shown as a block, or as no block, by its
    style."""
    display = (mine.values or {}).get("display", "")
    if (
        display in ("block", "list-item", "table", "flex", "grid", "flow-root", "table-row", "-webkit-box")
        and not enter
    ):
        return type(printer).end_line, lambda there: there.end_line()
    if display in ("inline", "inline-block", "contents", "inline-flex") and enter is type(printer).end_line:
        return None, None
    return enter, leave


def _turn(pieces: list[str], start: int) -> None:
    """What is set backwards by force, in the order in which it is seen; where pieces of several
    looks are mixed, it is not known."""
    turned = pieces[start:]
    plain = [each for each in turned if isinstance(each, Piece)]
    if (
        len(plain) == len(turned)
        and turned
        and len({id(each.look) for each in plain}) == 1
        and NOT_TEXT not in turned
    ):
        mine = replace(plain[0].look, backwards=False)
        pieces[start:] = [piece("".join(turned)[::-1], mine)]
    else:
        pieces[start:] = [
            piece(each, replace(each.look, doubtful=True)) if isinstance(each, Piece) else each
            for each in turned
        ]


def cut_to_room(pieces: list[str], start: int, mine: Look) -> None:
    """Where a text needs more room than its element has, what is left of it cannot be known."""
    letters = sum(len(each.strip()) for each in pieces[start:])
    lines = "".join(pieces[start:]).rstrip().count("\n") + 1
    wide = mine.room is not None and letters * NARROWEST * mine.size > mine.room
    if wide or (mine.lines is not None and lines > mine.lines):
        pieces[start:] = [
            piece(each, replace(each.look, doubtful=True)) if isinstance(each, Piece) else each
            for each in pieces[start:]
        ]
