"""Data that a Word file keeps beside its text -> what its controls show when it is opened."""

from __future__ import annotations

import logging
from functools import cache

from pipelines.read.container import Container, Unfit
from pipelines.read.word.docx_runs import Bound
from pipelines.read.word.docx_xml import Element, attribute, child_of

_log = logging.getLogger(__name__)


def bound_data(container: Container) -> Bound:
    """For a control (`w:sdt`) the text of the data that it is bound to; None where that is not
    known."""
    parts = [n for n in container.names if n.startswith("customXml/item") and n.endswith(".xml")]

    @cache
    def roots() -> list[Element]:
        trees = []
        for part in parts:
            try:
                trees.append(container.tree(part))
            except Unfit as error:  # the text itself is read all the same
                _log.info("%s holds no data: %s", part, error)
        return trees

    def text_of(control: Element) -> str | None:
        properties = child_of(control, "sdtPr") if parts else None
        binding = None if properties is None else child_of(properties, "dataBinding")
        if binding is None:
            return None
        for root in roots():
            data = _found(root, attribute(binding, "xpath"), attribute(binding, "prefixMappings"))
            if data is not None:
                return data
        return None

    return text_of


def _found(root: Element, path: str, mappings: str) -> str | None:
    """The text of the first node at a path, with prefixes written `xmlns:a='...' xmlns:b='...'`."""
    from lxml import etree

    spaces = {}
    for mapping in mappings.split("xmlns:")[1:]:
        prefix, _, address = mapping.partition("=")
        spaces[prefix.strip()] = address.strip().strip("'\"")
    try:
        nodes = root.xpath(path, namespaces=spaces)
    except (etree.XPathError, TypeError, ValueError) as error:
        _log.info("a path into the data is none: %s", error)
        return None
    node = nodes[0] if isinstance(nodes, list) and nodes else None
    return None if node is None else node if isinstance(node, str) else "".join(node.itertext())
