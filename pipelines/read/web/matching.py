"""Elements of a page as selectors ask for them: tag, classes, place among others; and whether one
matches. Each step is counted, as a page and a style sheet together can ask for more than there is
time."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.read.web.selectors import NEVER, Compound, Selector, Test

MAX_STEPS = 3_000_000
"""Comparisons of selectors with elements on a page; more cost seconds."""


class TooCostly(Exception):
    """The style sheets of a page ask for more steps than `MAX_STEPS`."""


class Element:
    """An element with what is asked of it often."""

    __slots__ = ("attributes", "classes", "id", "node", "parent", "tag")

    def __init__(self, node: LexborNode, parent: Element | None) -> None:
        """`parent`: the element around it."""
        self.node, self.parent = node, parent
        self.tag = node.tag or ""
        self.attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        self.id = self.attributes.get("id", "")
        self.classes = frozenset(self.attributes.get("class", "").split())


class Matcher:
    """Answers for one page; elements are made when they are first asked for."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        """`tree`: the page, which stays as it is."""
        self._tree = tree  # kept, since a page that is gone takes its nodes with it
        self._elements: dict[int, Element] = {}
        self._places: dict[int, tuple[int, int, int, int]] = {}
        self.steps = 0

    def element(self, node: LexborNode) -> Element:
        """The element of a node of the page."""
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and (at.tag or "-")[0] != "-" and at.mem_id not in self._elements:
            path.append(at)
            at = at.parent
        above = self._elements.get(at.mem_id) if at is not None else None
        for each in reversed(path):
            above = self._elements[each.mem_id] = Element(each, above)
        self.spend(len(path))
        return self._elements[node.mem_id]

    def spend(self, steps: int = 1) -> None:
        """Count steps. Raises TooCostly."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise TooCostly

    def matches(self, element: Element, selector: Selector, scope: Element | None = None) -> bool:
        """Whether the selector means this element; `scope` is what `:scope` means in it."""
        return self._compound(element, selector.compounds[0], scope) and self._left(
            element, selector.compounds, 1, scope
        )

    def _left(self, element: Element, compounds: list[Compound], at: int, scope: Element | None) -> bool:
        if at == len(compounds):
            return True
        compound = compounds[at]
        one = compound.link in ">+"
        other = self._before(element) if compound.link in "+~" else element.parent
        while other is not None:
            if self._compound(other, compound, scope) and self._left(other, compounds, at + 1, scope):
                return True
            if one:
                return False
            other = self._before(other) if compound.link == "~" else other.parent
        return False

    def _before(self, element: Element) -> Element | None:
        node = element.node.prev
        while node is not None and (node.tag or "-")[0] in "-!":
            self.spend()
            node = node.prev
        return self.element(node) if node is not None else None

    def _compound(self, element: Element, compound: Compound, scope: Element | None) -> bool:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooCostly
        if compound.tag and compound.tag != element.tag:
            return False
        if compound.ids and any(name != element.id for name in compound.ids):
            return False
        if compound.classes and not element.classes.issuperset(compound.classes):
            return False
        return all(self._test(element, test, scope) for test in compound.tests)

    def _test(self, element: Element, test: Test, scope: Element | None) -> bool:
        if test.kind == "attribute":
            return _attribute(element.attributes.get(test.name), test)
        if test.kind == "list":
            if test.name == "has":
                return any(self._has(element, one) for one in test.inside)
            matched = any(self.matches(element, one, scope) for one in test.inside)
            return matched is not (test.name == "not")
        if test.kind == "nth":
            return self._nth(element, test)
        if test.kind in NEVER:
            return False
        if test.kind == "scope":
            return element is scope if scope is not None else element.tag == "html"
        return self._plain(element, test)

    def _plain(self, element: Element, test: Test) -> bool:
        if test.kind == "root":
            return element.parent is None
        if test.kind.endswith(("-child", "-of-type")):
            index, typed, after, typed_after = self._place(element)
            first, last = (typed, typed_after) if test.kind.endswith("type") else (index, after)
            name = test.kind.split("-")[0]
            return (first == 1 or name == "last") and (last == 1 or name == "first")
        if test.kind == "empty":
            return all(
                (child.tag or "") == "!--" or (child.tag or "") == "-comment" for child in _children(element)
            )
        if test.kind in ("link", "any-link"):
            return element.tag in ("a", "area") and "href" in element.attributes
        if test.kind in ("checked", "disabled", "required", "open"):
            name = "selected" if test.kind == "checked" and element.tag == "option" else test.kind
            return name in element.attributes
        if test.kind == "enabled":
            return "disabled" not in element.attributes and element.tag in _FIELDS
        if test.kind == "optional":
            return "required" not in element.attributes and element.tag in _FIELDS
        if test.kind in ("lang", "dir"):
            return self._inherited(element, test)
        return True  # `defined`, `valid`, and what is not understood: then the selector is not sure

    def _inherited(self, element: Element, test: Test) -> bool:
        at: Element | None = element
        while at is not None:
            self.spend()
            if (value := at.attributes.get(test.kind)) is not None:
                value = value.lower()
                return value == test.value or (test.kind == "lang" and value.startswith(f"{test.value}-"))
            at = at.parent
        return test.kind == "dir" and test.value == "ltr"

    def _nth(self, element: Element, test: Test) -> bool:
        index, typed, after, typed_after = self._place(element)
        number = {
            "nth-child": index, "nth-of-type": typed, "nth-last-child": after,
            "nth-last-of-type": typed_after,
        }[test.name]  # fmt: skip
        times, rest = test.step
        if not times:
            return number == rest
        return (number - rest) % times == 0 and (number - rest) // times >= 0

    def _place(self, element: Element) -> tuple[int, int, int, int]:
        """From 1: among all children, among those of its tag, and both from the end."""
        if (place := self._places.get(element.node.mem_id)) is not None:
            return place
        nodes = (
            [n for n in _children(element.parent) if (n.tag or "-")[0] not in "-!"] if element.parent else []
        )
        nodes = nodes or [element.node]
        self.spend(len(nodes))
        totals: dict[str, int] = {}
        for node in nodes:
            totals[node.tag or ""] = totals.get(node.tag or "", 0) + 1
        counts: dict[str, int] = {}
        for number, node in enumerate(nodes, 1):
            tag = node.tag or ""
            counts[tag] = counts.get(tag, 0) + 1
            self._places[node.mem_id] = (
                number,
                counts[tag],
                len(nodes) - number + 1,
                totals[tag] - counts[tag] + 1,
            )
        return self._places[element.node.mem_id]

    def _has(self, element: Element, selector: Selector) -> bool:
        """Whether something below the element, or beside it, is what is asked for."""
        asked = _anchored(selector)
        beside = asked.compounds[-1].link in ("+", "~")
        start = element.node.next if beside else element.node.first_child
        while start is not None:
            for node in start.traverse() if (start.tag or "-")[0] not in "-!" else ():
                if (node.tag or "-")[0] not in "-!" and self.matches(self.element(node), asked, element):
                    return True
            start = start.next
        return False


def _anchored(selector: Selector) -> Selector:
    """`:has(b)` asks for a `b` inside: `:scope b`."""
    last = selector.compounds[-1]
    if last.tests and last.tests[0].kind == "scope":
        return selector
    compounds = [*selector.compounds, Compound(tests=[Test("scope")], link=" ")]
    return Selector(compounds, selector.pseudo, selector.weight, selector.sure)


_FIELDS = {"input", "select", "textarea", "button", "option", "fieldset", "optgroup"}


def _children(element: Element) -> list[LexborNode]:
    out = []
    node = element.node.first_child
    while node is not None:
        out.append(node)
        node = node.next
    return out


def _attribute(value: str | None, test: Test) -> bool:
    if value is None:
        return False
    asked = test.value
    if test.folded:
        value, asked = value.lower(), asked.lower()
    if test.operator == "~=":
        return bool(asked) and asked in value.split()
    if test.operator == "|=":
        return value == asked or value.startswith(f"{asked}-")
    if test.operator in ("^=", "$=", "*="):
        kinds = {"^=": value.startswith, "$=": value.endswith, "*=": value.__contains__}
        return bool(asked) and kinds[test.operator](asked)
    return not test.operator or value == asked
