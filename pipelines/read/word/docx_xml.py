"""Elements of the XML of Word: their names, their attributes, and what wraps them.

Elements are known by their local names, which the two namespaces of the format (transitional,
strict) share. The parser limits the depth of the tree to 256, so recursion is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.read.grid_builder import MAX_SPAN

Element = Any  # lxml has no types

WRAPPERS = {"body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
"""Elements that are around paragraphs and tables and show nothing themselves."""
_OFFICE = (
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft",
)
_EXTENSIONS = tuple(f"{{http://schemas.microsoft.com/office/word/20{decade}" for decade in "12")
"""Namespaces of Office's own formats, and of what was added to Word's since 2010."""
FALSE = {"0", "false", "off", "none"}
"""The values that switch something off."""


def local_name(element: Element) -> str:
    """Local name; empty for comments, entities and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str = "val") -> str:
    """An attribute by its local name; empty where it is missing."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def inside(parent: Element, name: str) -> Iterator[Element]:
    """Elements of that name below `parent`, through whatever wraps them."""
    for element in parent:
        own_name = local_name(element)
        if own_name == name:
            yield element
        elif own_name in WRAPPERS:
            yield from inside(element, name)
        elif own_name == "AlternateContent":
            yield from inside(alternative(element), name)


def paragraphs_and_tables(parent: Element) -> Iterator[Element]:
    """Paragraphs, tables and embedded documents below `parent`, through whatever wraps them."""
    for element in parent:
        name = local_name(element)
        if name in ("p", "tbl", "altChunk"):
            yield element
        elif name in WRAPPERS:
            yield from paragraphs_and_tables(element)
        elif name == "AlternateContent":
            yield from paragraphs_and_tables(alternative(element))


def alternative(element: Element) -> Element:
    """The newest form of content that is given in several, of those that Word knows; the fallback
    if that one has no text."""
    choices = [each for each in element if local_name(each) == "Choice" and _is_known(each)]
    choices += [each for each in element if local_name(each) == "Fallback"]
    return next(
        (c for c in choices if next(c.iter("{*}t"), None) is not None), choices[0] if choices else element
    )


def _is_known(choice: Element) -> bool:
    """Whether all that a form of content requires are parts of Office's own formats."""
    spaces = [choice.nsmap.get(prefix, "") for prefix in attribute(choice, "Requires").split()]
    return all((space or "").startswith(_OFFICE) for space in spaces)


def is_extension(element: Element) -> bool:
    """Whether an element is of one of the additions to Word's format, which programs may skip."""
    return isinstance(element.tag, str) and element.tag.startswith(_EXTENSIONS)


def child_of(element: Element, name: str) -> Element | None:
    """The first child of that local name."""
    return next(element.iterchildren(f"{{*}}{name}"), None)


def has(properties: Element | None, name: str) -> bool:
    """Whether the properties state it, whatever they say of it."""
    return properties is not None and child_of(properties, name) is not None


def switched_on(properties: Element | None, name: str) -> bool:
    """Whether a switch is set: it is there and does not say no."""
    switch = None if properties is None else child_of(properties, name)
    return switch is not None and attribute(switch).lower() not in FALSE


def number_of(properties: Element | None, name: str, default: int) -> int:
    """A count that the properties state, not more than a form can need."""
    stated = None if properties is None else child_of(properties, name)
    digits = "" if stated is None else attribute(stated)
    return min(int(digits[:6]), MAX_SPAN) if digits.isascii() and digits.isdigit() else default


def merge_of(properties: Element | None, name: str) -> str:
    """`restart`, `continue` (also if nothing is said), or empty for a cell that is not merged."""
    stated = None if properties is None else child_of(properties, name)
    return "" if stated is None else (attribute(stated) or "continue")
